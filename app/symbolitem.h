// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/placement.h"
#include "core/card/symbol.h"
#include "platform/screen.h"

#include <QImage>
#include <QPointer>
#include <QQuickItem>

#include <memory>
#include <optional>

namespace odna {

/// Draws one code as a till needs it: black on white in every theme, the quiet zone inside the item, each module a whole number of
/// device pixels at a whole device pixel, no smoothing. The item takes the width it is given, may use up to maximumHeight, and sets its
/// implicit height to what the code needs. Turned by 90° where it would be too small upright. While it is visible the screen is kept
/// bright and awake.
class SymbolItem : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString content READ content WRITE setContent NOTIFY contentChanged)
    /// "code128", "qr", "ean13", …
    Q_PROPERTY(QString symbology READ symbology WRITE setSymbology NOTIFY symbologyChanged)
    /// Another way to say what to draw, bytes and declarations included: codeText(). Takes the place of content and symbology.
    Q_PROPERTY(QString code READ code WRITE setCode NOTIFY contentChanged)
    Q_PROPERTY(qreal maximumHeight READ maximumHeight WRITE setMaximumHeight NOTIFY maximumHeightChanged)
    Q_PROPERTY(Verdict verdict READ verdict NOTIFY drawn)
    Q_PROPERTY(bool rotated READ isRotated NOTIFY drawn)
    /// A sentence where the content cannot be drawn; empty otherwise.
    Q_PROPERTY(QString problem READ problem NOTIFY drawn)

public:
    enum Verdict { Good, Small, TooSmall };
    Q_ENUM(Verdict)

    explicit SymbolItem(QQuickItem *parent = nullptr);
    ~SymbolItem() override;

    [[nodiscard]] QString content() const { return m_content; }
    void setContent(const QString &content);
    [[nodiscard]] QString code() const { return m_code; }
    void setCode(const QString &code);
    [[nodiscard]] QString symbology() const { return m_symbology; }
    void setSymbology(const QString &symbology);
    [[nodiscard]] qreal maximumHeight() const { return m_maximumHeight; }
    void setMaximumHeight(qreal height);
    [[nodiscard]] Verdict verdict() const;
    [[nodiscard]] bool isRotated() const { return m_placement.rotated; }
    [[nodiscard]] QString problem() const { return m_problem; }

Q_SIGNALS:
    void contentChanged();
    void symbologyChanged();
    void maximumHeightChanged();
    void drawn();

protected:
    void componentComplete() override;
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &value) override;
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *data) override;

private:
    void makeSymbol();
    void place();
    void keepBright();
    void followWindow();
    [[nodiscard]] qreal pixelRatio() const;
    [[nodiscard]] QRectF alignedRect() const;

    QString m_content;
    QString m_code;
    QString m_symbology = QStringLiteral("code128");
    qreal m_maximumHeight = 400;
    std::optional<Symbol> m_symbol;
    Placement m_placement;
    QImage m_image;
    bool m_imageChanged = false;
    QRectF m_drawnRect;
    QString m_problem;
    Screen *m_screen = nullptr;
    std::unique_ptr<Screen::Lease> m_lease;
    QPointer<QQuickWindow> m_followed;
};

} // namespace odna
