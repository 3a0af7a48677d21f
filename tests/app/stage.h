// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/composition.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakescreen.h"
#include "tests/support/memorykeystore.h"
#include "tests/support/samplewallet.h"

#include <QGuiApplication>
#include <QProcess>
#include <QQuickItem>
#include <QScreen>
#include <QTemporaryDir>
#include <QTest>

namespace odna {

/// The real screens over a real wallet in a fresh folder, driven by mouse clicks as a shopper would.
class Stage final
{
public:
    /// 160 points an inch, as phones are designed, unless told otherwise.
    explicit Stage(bool keyStore = true, double pixelsPerMillimetre = 160 * QGuiApplication::primaryScreen()->devicePixelRatio() / 25.4)
        : store(!keyStore)
        , screen(pixelsPerMillimetre)
    {}

    [[nodiscard]] QDir folder() const { return QDir(m_folder.filePath(QStringLiteral("wallet"))); }
    /// A wallet with three retailers, receipts and offers.
    void fillWallet(bool samples = true)
    {
        Protection protection;
        protection.keyStore = &store;
        Result<Wallet::Created> created = Wallet::create(folder(), protection, clock);
        QVERIFY2(created, qPrintable(created ? QString() : describe(created.error())));
        if (samples) {
            sample::fill(*created->wallet, clock);
        }
    }
    /// The wallet of the folder, opened beside the screens; null where it cannot be.
    [[nodiscard]] std::unique_ptr<Wallet> unlocked()
    {
        Protection protection;
        protection.keyStore = &store;
        Result<std::unique_ptr<Wallet>> wallet = Wallet::open(folder(), protection, clock);
        return wallet ? std::move(*wallet) : nullptr;
    }
    /// Overwrites every file of the wallet, as a broken disk would.
    void damage() const
    {
        for (const QFileInfo &entry : folder().entryInfoList(QDir::Files)) {
            QFile file(entry.filePath());
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.write(QByteArray(file.size(), '\x5a')) == file.size());
        }
    }
    void open()
    {
        odna = std::make_unique<Composition>(App::Parts{folder(), store, screen, clock, {}, false});
        QVERIFY(odna->load());
        QVERIFY(QTest::qWaitForWindowExposed(odna->window()));
    }
    void openFilled()
    {
        fillWallet();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(odna->app().stage(), App::Open, 60'000);
        QTRY_VERIFY(item("settingsButton"));
    }

    /// The visible item of that objectName; null where there is none.
    [[nodiscard]] QQuickItem *item(const char *name) const { return find(odna->window()->contentItem(), QLatin1StringView(name)); }
    void click(const char *name)
    {
        QTRY_VERIFY2_WITH_TIMEOUT(item(name) != nullptr && item(name)->isEnabled(), name, 10'000);
        static_cast<void>(grab()); // what waits for the next frame gets its place now
        QTRY_VERIFY(!isTurningPages() && isSettled(name));
        QTest::mouseClick(odna->window(), Qt::LeftButton, {},
                          item(name)->mapToScene(QPointF(item(name)->width() / 2, item(name)->height() / 2)).toPoint());
    }
    void type(const char *name, const QString &text)
    {
        click(name);
        for (const QChar letter : text) {
            QTest::keyClick(odna->window(), letter.toLatin1());
        }
    }
    /// Everything that can be read on the window.
    [[nodiscard]] QStringList texts() const
    {
        QStringList found;
        collect(odna->window()->contentItem(), found);
        return found;
    }
    [[nodiscard]] QImage grab() { return odna->window()->grabWindow(); }
    /// What an independent decoder reads on the window.
    [[nodiscard]] QStringList decoded()
    {
        const QString path = m_folder.filePath(QStringLiteral("shot.png"));
        grab().save(path);
        QProcess zbar;
        zbar.start(QStringLiteral("zbarimg"), {QStringLiteral("-q"), QStringLiteral("--raw"), path});
        zbar.waitForFinished(60'000);
        return QString::fromUtf8(zbar.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

    MemoryKeyStore store;
    FakeScreen screen;
    FakeClock clock;
    std::unique_ptr<Composition> odna;

private:
    static QQuickItem *find(QQuickItem *from, QLatin1StringView name)
    {
        if (!from->isVisible()) {
            return nullptr;
        }
        if (from->objectName() == name) {
            return from;
        }
        for (QQuickItem *child : from->childItems()) {
            if (QQuickItem *found = find(child, name)) {
                return found;
            }
        }
        return nullptr;
    }
    static void collect(const QQuickItem *from, QStringList &found)
    {
        if (!from->isVisible() || from->opacity() <= 0) {
            return;
        }
        if (const QString text = from->property("text").toString(); !text.isEmpty()) {
            found.append(text);
        }
        for (const QQuickItem *child : from->childItems()) {
            collect(child, found);
        }
    }
    [[nodiscard]] bool isTurningPages() const
    {
        const QQuickItem *stack = item("pageStack");
        return stack != nullptr && stack->property("busy").toBool();
    }
    /// In the window, and still for some frames: pages slide in, banners push what is below them.
    [[nodiscard]] bool isSettled(const char *name) const
    {
        const auto place = [&] {
            const QQuickItem *wanted = item(name);
            return wanted != nullptr ? wanted->mapToScene(QPointF(wanted->width() / 2, wanted->height() / 2)) : QPointF(-1, -1);
        };
        const QPointF before = place();
        QTest::qWait(60);
        return before == place() && QRectF(QPointF(), QSizeF(odna->window()->size())).contains(before);
    }

    QTemporaryDir m_folder;
};

} // namespace odna
