// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/app.h"

#include <QQmlComponent>
#include <QQuickWindow>

namespace odna {

/// The whole application, wired by hand in dependency order: parts → App → QML engine → window. main.cpp, the demo and the tests
/// build the same thing and differ in the parts alone. Needs a QGuiApplication; link odna_qml.
///
///     Composition odna({QDir(folder), *keyStore, *screen, clock});
///     if (!odna.load()) …                 // the window is there, the card in it
///     odna.window()->grabWindow();
class Composition final
{
public:
    explicit Composition(const App::Parts &parts);
    ~Composition();
    Composition(const Composition &) = delete;
    Composition &operator=(const Composition &) = delete;

    /// Looks for the wallet, loads Main.qml and shows it. What QML had to say where there is no window.
    [[nodiscard]] Result<void> load();
    /// Gives an engine what the screens need to be loaded in it.
    void furnish(QQmlEngine &engine);
    [[nodiscard]] App &app() { return m_app; }
    [[nodiscard]] QQmlEngine &engine() { return m_engine; }
    [[nodiscard]] QQuickWindow *window() const { return m_window.get(); }

private:
    App m_app;
    QQmlEngine m_engine;
    std::unique_ptr<QQuickWindow> m_window;
};

} // namespace odna
