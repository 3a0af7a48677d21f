// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/hand.h"

#include "tests/demo/story.h"

#include <QElapsedTimer>
#include <QInputMethodEvent>
#include <QTest>

#include <map>
#include <ranges>
#include <utility>

namespace odna::demo {

namespace {

void collect(QQuickItem *item, const QString &objectName, QList<QQuickItem *> &found)
{
    if (!item->isVisible() || item->opacity() < 0.1) {
        return;
    }
    if (item->objectName() == objectName && item->isEnabled() && item->width() > 0 && item->height() > 0) {
        found.append(item);
    }
    for (auto *child : item->childItems()) {
        collect(child, objectName, found);
    }
}

[[nodiscard]] QRectF inWindow(const QQuickItem &item)
{
    return item.mapRectToScene(item.boundingRect());
}

/// Scrolls every flickable around the item so far that the item is inside.
void scrollTo(QQuickItem &item)
{
    for (auto *around = item.parentItem(); around; around = around->parentItem()) {
        if (!around->inherits("QQuickFlickable")) {
            continue;
        }
        auto *content = around->property("contentItem").value<QQuickItem *>();
        const auto place = item.mapRectToItem(content, item.boundingRect());
        const auto top = around->property("contentY").toReal();
        const auto highest = std::max(0.0, around->property("contentHeight").toReal() - around->height());
        if (place.top() < top || place.bottom() > top + around->height()) {
            around->setProperty("contentY", std::clamp(place.center().y() - around->height() / 2, 0.0, highest));
        }
    }
}

} // namespace

Hand::Hand(QQuickWindow &window, const QDir &screens, std::chrono::milliseconds pace)
    : m_window(window)
    , m_folder(screens)
    , m_pace(pace)
{}

QList<QQuickItem *> Hand::all(const QString &objectName) const
{
    QList<QQuickItem *> found;
    collect(m_window.contentItem(), objectName, found);
    std::multimap<std::pair<qreal, qreal>, QQuickItem *> placed; // what stands at one place keeps its order
    for (auto *item : found) {
        placed.emplace(std::pair(inWindow(*item).y(), inWindow(*item).x()), item);
    }
    const auto items = placed | std::views::values;
    return {items.begin(), items.end()};
}

QQuickItem *Hand::find(const QString &objectName, int index) const
{
    return all(objectName).value(std::max(index, 0), nullptr);
}

Result<void> Hand::waitFor(const QString &objectName, int seconds) const
{
    return waitUntil(QStringLiteral("\"%1\" did not appear").arg(objectName), [&] { return sees(objectName); }, seconds);
}

bool Hand::isTurningPages() const
{
    const auto *stack = find(QStringLiteral("pageStack"), 0);
    return stack && stack->property("busy").toBool();
}

Result<QPoint> Hand::reach(const QString &objectName, int index)
{
    QRectF place;
    QElapsedTimer resting;
    const auto steady = [&] {
        auto *item = find(objectName, index);
        if (!item || isTurningPages()) {
            place = {};
            return false;
        }
        scrollTo(*item);
        if (std::exchange(place, inWindow(*item)) != place) {
            resting.start();
            return false;
        }
        return resting.hasExpired(50) && QRectF(QPointF(), m_window.size()).contains(place.center());
    };
    QTest::qWait(20); // what was touched before has its effect first
    const auto reached = waitUntil(QStringLiteral("\"%1\" could not be touched").arg(objectName), steady);
    return reached ? Result<QPoint>(place.center().toPoint()) : std::unexpected(reached.error());
}

Result<void> Hand::click(const QString &objectName, int index)
{
    const auto point = reach(objectName, index);
    if (!point) {
        return std::unexpected(point.error());
    }
    QTest::mouseClick(&m_window, Qt::LeftButton, {}, *point);
    rest();
    return {};
}

Result<void> Hand::write(const QString &objectName, const QString &text)
{
    if (const auto clicked = click(objectName); !clicked) {
        return clicked;
    }
    auto *field = m_window.activeFocusItem();
    if (!field || !field->metaObject()->property(field->metaObject()->indexOfProperty("text")).isValid()) {
        return unmet(QStringLiteral("\"%1\" does not take text").arg(objectName));
    }
    QMetaObject::invokeMethod(field, "selectAll");
    QInputMethodEvent typed;
    typed.setCommitString(text);
    QCoreApplication::sendEvent(field, &typed);
    rest();
    return field->property("text").toString() == text ? Result<void>{}
                                                      : unmet(QStringLiteral("\"%1\" did not take the text").arg(objectName));
}

Result<void> Hand::leave(const QString &page)
{
    if (const auto pressed = click(QStringLiteral("backButton"), static_cast<int>(all(QStringLiteral("backButton")).size()) - 1);
        !pressed) {
        return pressed;
    }
    return waitUntil(QStringLiteral("\"%1\" did not close").arg(page), [&] { return !sees(page); });
}

QVariant Hand::read(const QString &objectName, const char *property, int index) const
{
    const auto *item = find(objectName, index);
    return item ? item->property(property) : QVariant();
}

Result<QString> Hand::keepScreen(const QString &name)
{
    QImage picture;
    QElapsedTimer resting;
    const auto steady = [&] {
        const auto before = std::exchange(picture, m_window.grabWindow());
        if (picture.isNull() || before != picture || isTurningPages()) {
            resting.start();
        }
        return resting.hasExpired(100); // a switch or a page may take a moment before it moves
    };
    if (const auto still = waitUntil(QStringLiteral("the screen did not come to rest"), steady, 15); !still) {
        return std::unexpected(still.error());
    }
    return save(picture, name) ? Result<QString>(m_screens.constLast().file)
                               : unmet(QStringLiteral("the screen \"%1\" could not be written").arg(name));
}

void Hand::keepAsItIs(const QString &name)
{
    static_cast<void>(save(m_window.grabWindow(), name));
}

bool Hand::save(const QImage &picture, const QString &name)
{
    const auto number = QStringLiteral("%1").arg(m_screens.size() + 1, 2, 10, QLatin1Char('0'));
    const QString file = m_folder.filePath(number + u'-' + name + QStringLiteral(".png"));
    m_screens.append({name, file});
    return picture.save(file);
}

void Hand::rest() const
{
    QTest::qWait(static_cast<int>(m_pace.count()));
}

} // namespace odna::demo
