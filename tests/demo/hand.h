// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QDir>
#include <QList>
#include <QQuickItem>
#include <QQuickWindow>

#include <chrono>

namespace odna::demo {

/// One saved picture of the window.
struct Screenshot
{
    QString name;
    QString file;
};

/// The shopper's hand on the window: finds what is on screen by object name, and clicks and types as a person would, through the
/// window. Each call waits until the item is there, visible, enabled and has stopped moving.
class Hand final
{
public:
    /// \a pace is how long it rests after each touch, so that someone can follow.
    Hand(QQuickWindow &window, const QDir &screens, std::chrono::milliseconds pace);

    [[nodiscard]] bool sees(const QString &objectName) const { return find(objectName, -1) != nullptr; }
    [[nodiscard]] Result<void> waitFor(const QString &objectName, int seconds = 30) const;
    /// The \a index-th item of that name in reading order (delegates of a list share theirs).
    [[nodiscard]] Result<void> click(const QString &objectName, int index = 0);
    /// Clicks into a field and writes \a text over what stands there.
    [[nodiscard]] Result<void> write(const QString &objectName, const QString &text);
    /// Presses the "back" button of the page until the page of that name is gone.
    [[nodiscard]] Result<void> leave(const QString &page);
    /// A property of an item on screen, e.g. "text".
    [[nodiscard]] QVariant read(const QString &objectName, const char *property, int index = 0) const;

    /// Saves the window as NN-name.png once it has not changed for a tenth of a second.
    [[nodiscard]] Result<QString> keepScreen(const QString &name);
    /// As it is at this moment, for whoever looks for the reason of a failure.
    void keepAsItIs(const QString &name);
    [[nodiscard]] const QList<Screenshot> &screens() const { return m_screens; }

private:
    [[nodiscard]] QList<QQuickItem *> all(const QString &objectName) const;
    [[nodiscard]] QQuickItem *find(const QString &objectName, int index) const;
    [[nodiscard]] bool isTurningPages() const;
    [[nodiscard]] Result<QPoint> reach(const QString &objectName, int index);
    [[nodiscard]] bool save(const QImage &picture, const QString &name);
    void rest() const;

    QQuickWindow &m_window;
    QDir m_folder;
    std::chrono::milliseconds m_pace;
    QList<Screenshot> m_screens;
};

} // namespace odna::demo
