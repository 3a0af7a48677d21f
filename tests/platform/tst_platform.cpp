// SPDX-License-Identifier: Apache-2.0
#include "platform/platform.h"

#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace odna;

class TestPlatform final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hardening()
    {
        hardenProcess();
        QCOMPARE(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
        rlimit limit{};
        QCOMPARE(getrlimit(RLIMIT_CORE, &limit), 0);
        QCOMPARE(limit.rlim_cur, rlim_t(0));
        QCOMPARE(limit.rlim_max, rlim_t(0));
    }

    void walletFolder()
    {
        qputenv("XDG_DATA_HOME", "/some/where");
        QCOMPARE(defaultWalletFolder().path(), QStringLiteral("/some/where/odna/wallet"));
        qunsetenv("XDG_DATA_HOME");
        QVERIFY(defaultWalletFolder().path().endsWith(QStringLiteral("/.local/share/odna/wallet")));
    }

    void neverNull()
    {
        QVERIFY(makeKeyStore());
        QVERIFY(makeScreen());
    }
};

QTEST_GUILESS_MAIN(TestPlatform)
#include "tst_platform.moc"
