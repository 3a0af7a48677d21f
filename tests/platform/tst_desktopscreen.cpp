// SPDX-License-Identifier: Apache-2.0
// Run through session.sh: the test's own bus, on which it plays the two desktop services.
#include "platform/linux/desktopscreen.h"
#include "platform/platform.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QTest>

using namespace odna;

/// org.freedesktop.ScreenSaver as desktops offer it: a cookie for each inhibition.
class ScreenSaver final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.ScreenSaver")

public:
    QSet<uint> active;
    int asked = 0;

public Q_SLOTS:
    uint Inhibit(const QString &application, const QString &reason)
    {
        ++asked;
        if (application.isEmpty() || reason.isEmpty()) {
            return 0;
        }
        const uint cookie = 1000 + static_cast<uint>(asked);
        active.insert(cookie);
        return cookie;
    }
    void UnInhibit(uint cookie) { active.remove(cookie); }
};

/// The Brightness property of GNOME's settings daemon.
class Backlight final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.SettingsDaemon.Power.Screen")
    Q_PROPERTY(int Brightness READ brightness WRITE setBrightness)

public:
    QList<int> history{40};
    [[nodiscard]] int brightness() const { return history.last(); }
    void setBrightness(int percent) { history.append(percent); }
};

class TestDesktopScreen final : public QObject
{
    Q_OBJECT

private:
    ScreenSaver m_saver;
    Backlight m_backlight;

private Q_SLOTS:
    void withoutServices()
    {
        const auto screen = makeScreen();
        auto lease = screen->keepBright();
        QVERIFY(lease);
        lease.reset(); // nothing to undo, nothing fails
        QVERIFY(screen->pixelsPerMillimetre() >= 2 && screen->pixelsPerMillimetre() <= 40);
    }

    void awakeAndBrightWhileTheLeaseLives()
    {
        auto desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
        QVERIFY2(desktop.isConnected(), "run through session.sh");
        QVERIFY(desktop.registerObject(QStringLiteral("/org/freedesktop/ScreenSaver"), &m_saver, QDBusConnection::ExportAllSlots));
        QVERIFY(
            desktop.registerObject(QStringLiteral("/org/gnome/SettingsDaemon/Power"), &m_backlight, QDBusConnection::ExportAllProperties));
        QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.ScreenSaver")));
        QVERIFY(desktop.registerService(QStringLiteral("org.gnome.SettingsDaemon.Power")));

        const auto screen = makeScreen();
        auto lease = screen->keepBright();
        QTRY_COMPARE(m_saver.active.size(), 1);
        QTRY_COMPARE(m_backlight.history, (QList<int>{40, 100}));
        lease.reset();
        QTRY_COMPARE(m_saver.active.size(), 0);
        QTRY_COMPARE(m_backlight.history, (QList<int>{40, 100, 40}));
        QCOMPARE(m_saver.asked, 1);

        // A lease that ends before the desktop has answered leaves nothing behind.
        screen->keepBright().reset();
        QTRY_COMPARE(m_saver.asked, 2);
        QTRY_COMPARE(m_saver.active.size(), 0);
        QCOMPARE(m_backlight.brightness(), 40);

        // A second page opens before the first has closed.
        auto first = screen->keepBright();
        QTRY_COMPARE(m_saver.active.size(), 1);
        auto second = screen->keepBright();
        QTRY_COMPARE(m_saver.active.size(), 2);
        first.reset();
        QTRY_COMPARE(m_saver.active.size(), 1);
        second.reset();
        QTRY_COMPARE(m_saver.active.size(), 0);
        QTRY_COMPARE(m_backlight.brightness(), 40);

        // A desktop that cannot says -1.
        m_backlight.history = {-1};
        auto dark = screen->keepBright();
        QTRY_COMPARE(m_saver.active.size(), 1);
        dark.reset();
        QTRY_COMPARE(m_saver.active.size(), 0);
        QCOMPARE(m_backlight.history, QList<int>{-1});
    }

    void density()
    {
        QCOMPARE(plausibleDensity(16.5, 3.8), 16.5);
        QCOMPARE(plausibleDensity(2, 3.8), 2.0);
        QCOMPARE(plausibleDensity(40, 3.8), 40.0);
        QCOMPARE(plausibleDensity(1.9, 3.8), 3.8);  // a projector that says it is two metres wide
        QCOMPARE(plausibleDensity(1000, 3.8), 3.8); // a display that says it is one millimetre wide
        QCOMPARE(plausibleDensity(0, 0), 96 / 25.4);
        QCOMPARE(plausibleDensity(qQNaN(), qInf()), 96 / 25.4);
    }
};

QTEST_MAIN(TestDesktopScreen)
#include "tst_desktopscreen.moc"
