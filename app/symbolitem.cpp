// SPDX-License-Identifier: Apache-2.0
#include "app/symbolitem.h"

#include "app/app.h"
#include "core/card/raster.h"
#include "core/pocket/cardjson.h"

#include <QQmlEngine>
#include <QQuickWindow>
#include <QSGImageNode>

#include <cmath>

namespace odna {

SymbolItem::SymbolItem(QQuickItem *parent)
    : QQuickItem(parent)
{
    setFlag(ItemHasContents);
}

SymbolItem::~SymbolItem() = default;

void SymbolItem::setContent(const QString &content)
{
    if (content != m_content) {
        m_content = content;
        makeSymbol();
        Q_EMIT contentChanged();
    }
}

void SymbolItem::setCode(const QString &code)
{
    if (code != m_code) {
        m_code = code;
        makeSymbol();
        Q_EMIT contentChanged();
    }
}

void SymbolItem::setSymbology(const QString &symbology)
{
    if (symbology != m_symbology) {
        m_symbology = symbology;
        makeSymbol();
        Q_EMIT symbologyChanged();
    }
}

void SymbolItem::setMaximumHeight(qreal height)
{
    if (!qFuzzyCompare(height, m_maximumHeight)) {
        m_maximumHeight = height;
        place();
        Q_EMIT maximumHeightChanged();
    }
}

SymbolItem::Verdict SymbolItem::verdict() const
{
    switch (m_placement.verdict) {
    case Placement::Verdict::Good:
        return Good;
    case Placement::Verdict::Small:
        return Small;
    case Placement::Verdict::TooSmall:
        break;
    }
    return TooSmall;
}

void SymbolItem::componentComplete()
{
    QQuickItem::componentComplete();
    if (const App *app = App::of(this)) {
        m_screen = &app->screen();
    }
    makeSymbol();
    keepBright();
}

void SymbolItem::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (!qFuzzyCompare(newGeometry.width(), oldGeometry.width())) {
        place();
    }
    update();
}

void SymbolItem::itemChange(ItemChange change, const ItemChangeData &value)
{
    QQuickItem::itemChange(change, value);
    if (change == ItemSceneChange) {
        followWindow();
    }
    if (change == ItemDevicePixelRatioHasChanged) {
        place();
    }
    if (change == ItemSceneChange || change == ItemVisibleHasChanged) {
        keepBright();
    }
}

void SymbolItem::followWindow()
{
    if (m_followed) {
        m_followed->disconnect(this);
    }
    m_followed = window();
    if (!m_followed) {
        return;
    }
    // An ancestor that moves does not call updatePaintNode(), yet may leave the code between two pixels.
    connect(m_followed, &QQuickWindow::afterAnimating, this, [this] {
        if (!m_image.isNull() && alignedRect() != m_drawnRect) {
            update();
        }
    });
    connect(m_followed, &QWindow::visibilityChanged, this, [this] {
        place();
        keepBright();
    });
    connect(m_followed, &QWindow::screenChanged, this, [this] { place(); });
    place();
}

void SymbolItem::keepBright()
{
    const bool shown = isVisible() && m_symbol && window() && window()->isVisible() && window()->visibility() != QWindow::Minimized;
    if (!shown) {
        m_lease.reset();
    } else if (!m_lease && m_screen != nullptr) {
        m_lease = m_screen->keepBright();
    }
}

qreal SymbolItem::pixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1.0;
}

void SymbolItem::makeSymbol()
{
    if (!isComponentComplete()) {
        return;
    }
    m_symbol.reset();
    m_problem.clear();
    if (!m_content.isEmpty() || !m_code.isEmpty()) {
        const std::optional<Symbology> symbology = symbologyNamed(m_symbology);
        const std::optional<CodeContent> wanted = !m_code.isEmpty() ? codeFromText(m_code)
                                                  : symbology       ? std::optional(plainContent(*symbology, m_content))
                                                                    : std::nullopt;
        if (Result<Symbol> symbol = wanted ? Symbol::create(*wanted) : fail(FailureCode::SymbolUnreadable)) {
            m_symbol = std::move(*symbol);
        } else {
            m_problem = sentenceOf(symbol.error().code);
        }
    }
    place();
    keepBright();
}

void SymbolItem::place()
{
    if (!isComponentComplete()) {
        return;
    }
    m_image = {};
    m_placement = {};
    if (m_symbol && width() > 0 && m_screen != nullptr) {
        const qreal ratio = pixelRatio();
        const DrawingArea area{static_cast<int>(std::floor(width() * ratio)), static_cast<int>(std::floor(m_maximumHeight * ratio)),
                               m_screen->pixelsPerMillimetre()};
        m_placement = placeSymbol(*m_symbol, area);
        if (m_placement.modulePixels > 0) {
            const Raster raster = rasterOf(*m_symbol, m_placement.modulePixels, m_placement.barPixels, m_placement.rotated);
            m_image = QImage(reinterpret_cast<const uchar *>(raster.pixels.constData()), raster.width, raster.height, raster.width,
                             QImage::Format_Grayscale8)
                          .convertToFormat(QImage::Format_RGB32);
        }
        setImplicitHeight(m_image.height() / ratio);
        setImplicitWidth(m_image.width() / ratio);
    } else {
        setImplicitHeight(0);
    }
    m_imageChanged = true;
    update();
    Q_EMIT drawn();
}

QRectF SymbolItem::alignedRect() const
{
    const qreal ratio = pixelRatio();
    const QSizeF size = QSizeF(m_image.size()) / ratio;
    const QPointF wanted((width() - size.width()) / 2, 0);
    const QPointF inScene = mapToScene(wanted) * ratio;
    const QPointF snapped = QPointF(std::round(inScene.x()), std::round(inScene.y())) / ratio;
    return {mapFromScene(snapped), size};
}

QSGNode *SymbolItem::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    auto *imageNode = static_cast<QSGImageNode *>(node);
    if (m_image.isNull()) {
        delete imageNode;
        return nullptr;
    }
    if (imageNode == nullptr) {
        imageNode = window()->createImageNode();
        imageNode->setOwnsTexture(true);
        imageNode->setFiltering(QSGTexture::Nearest);
        m_imageChanged = true;
    }
    if (m_imageChanged) {
        QSGTexture *texture = window()->createTextureFromImage(m_image, QQuickWindow::TextureIsOpaque);
        texture->setFiltering(QSGTexture::Nearest);
        imageNode->setTexture(texture);
        imageNode->setSourceRect(QRectF(QPointF(0, 0), QSizeF(m_image.size())));
        m_imageChanged = false;
    }
    m_drawnRect = alignedRect();
    imageNode->setRect(m_drawnRect);
    return imageNode;
}

} // namespace odna
