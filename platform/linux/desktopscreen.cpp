// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/desktopscreen.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QScreen>

#include <functional>

namespace odna {

namespace {

constexpr double millimetresPerInch = 25.4;

QDBusMessage screenSaverCall(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.ScreenSaver"), QStringLiteral("/org/freedesktop/ScreenSaver"),
                                          QStringLiteral("org.freedesktop.ScreenSaver"), method);
}

/// A call on the Brightness property, which is a whole percentage, the only form that this service knows; -1 where it cannot.
QDBusMessage brightnessCall(const QString &method)
{
    auto call =
        QDBusMessage::createMethodCall(QStringLiteral("org.gnome.SettingsDaemon.Power"), QStringLiteral("/org/gnome/SettingsDaemon/Power"),
                                       QStringLiteral("org.freedesktop.DBus.Properties"), method);
    call << QStringLiteral("org.gnome.SettingsDaemon.Power.Screen") << QStringLiteral("Brightness");
    return call;
}

void setBrightness(int percent)
{
    auto call = brightnessCall(QStringLiteral("Set"));
    call << QVariant::fromValue(QDBusVariant(percent));
    QDBusConnection::sessionBus().asyncCall(call);
}

/// Calls back with the reply's value, once; not at all for an error.
template <class Value>
void ask(const QDBusMessage &call, const std::function<void(const Value &)> &then)
{
    auto *const watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), QCoreApplication::instance());
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher, [watcher, then] {
        const QDBusPendingReply<Value> reply = *watcher;
        if (reply.isValid()) {
            then(reply.value());
        }
        watcher->deleteLater();
    });
}

class DesktopLease final : public Screen::Lease
{
public:
    DesktopLease()
    {
        // The bus does not start these services: where nobody inhibits or dims, there is nothing to do.
        auto inhibit = screenSaverCall(QStringLiteral("Inhibit"));
        inhibit.setAutoStartService(false);
        inhibit << QStringLiteral("Odna") << QStringLiteral("The card is being scanned");
        ask<quint32>(inhibit, [state = m_state](const quint32 &cookie) {
            state->cookie = cookie;
            if (state->ended) { // over before the answer came
                state->restore();
            }
        });
        auto read = brightnessCall(QStringLiteral("Get"));
        read.setAutoStartService(false);
        ask<QDBusVariant>(read, [state = m_state](const QDBusVariant &brightness) {
            bool isNumber = false;
            const int percent = brightness.variant().toInt(&isNumber);
            if (isNumber && percent >= 0 && percent < 100 && !state->ended) {
                state->percent = percent;
                setBrightness(100);
            }
        });
    }
    ~DesktopLease() override
    {
        m_state->ended = true;
        m_state->restore();
    }

private:
    struct State
    {
        bool ended = false;
        std::optional<quint32> cookie;
        std::optional<int> percent;

        void restore()
        {
            if (cookie) {
                QDBusConnection::sessionBus().asyncCall(screenSaverCall(QStringLiteral("UnInhibit")) << *cookie);
                cookie.reset();
            }
            if (percent) {
                setBrightness(*percent);
                percent.reset();
            }
        }
    };
    std::shared_ptr<State> m_state = std::make_shared<State>(); // shared with answers that may come after the lease
};

} // namespace

std::unique_ptr<Screen::Lease> DesktopScreen::keepBright()
{
    if (!QDBusConnection::sessionBus().isConnected()) {
        return std::make_unique<Lease>();
    }
    return std::make_unique<DesktopLease>();
}

double DesktopScreen::pixelsPerMillimetre() const
{
    const auto *screen = QGuiApplication::primaryScreen();
    if (!screen) {
        return plausibleDensity(0, 0);
    }
    const double ratio = screen->devicePixelRatio();
    return plausibleDensity(screen->physicalDotsPerInch() * ratio / millimetresPerInch,
                            screen->logicalDotsPerInch() * ratio / millimetresPerInch);
}

double plausibleDensity(double reported, double logical)
{
    const auto possible = [](double density) { return density >= 2 && density <= 40; };
    return possible(reported) ? reported : possible(logical) ? logical : 96 / millimetresPerInch;
}

} // namespace odna
