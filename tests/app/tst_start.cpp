// SPDX-License-Identifier: Apache-2.0
// The start of the program itself, as a shopper at a till meets it: the code first, whatever else there is after it.
#include "core/wallet/wallet.h"
#include "tests/support/fakeclock.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace odna;

class StartTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A type that Main.qml or CardPage.qml names is read before the first picture, with its library: one careless cast there cost a third
    // of the start.
    void theFirstPictureWaitsForNoOtherPage()
    {
#ifndef __GLIBC__
        QSKIP("only glibc says which libraries it loads");
#else
        const QTemporaryDir folder;
        const FakeClock clock;
        Protection protection;
        protection.passphrase = SecretBytes(QByteArrayView("not needed for the code"));
        QVERIFY(Wallet::create(QDir(folder.filePath(QStringLiteral("wallet"))), protection, clock));

        QProcess program;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LD_DEBUG"), QStringLiteral("files"));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(ODNA_PROGRAM),
                      {QStringLiteral("--wallet"), folder.filePath(QStringLiteral("wallet")), QStringLiteral("--exit-after-first-frame")});
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        const QByteArray loaded = program.readAllStandardError();
        QVERIFY(loaded.contains("libQt6Quick.so"));
        for (const char *later : {"QuickTemplates", "QuickDialogs", "QuickLayouts", "Qt6Svg", "libsecret"}) {
            QVERIFY2(!loaded.contains(later), later);
        }
#endif
    }
};

QTEST_GUILESS_MAIN(StartTest)
#include "tst_start.moc"
