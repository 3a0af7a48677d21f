// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "tests/partners/till/drawn.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace odna;

/// The program as a script sees it: output, reasons, exit status. Selling to a real gateway is tests/demo's.
class TestTillProgram final : public QObject
{
    Q_OBJECT

private:
    struct Outcome
    {
        int status = -1;
        QByteArray output;
        QByteArray reason;
    };
    [[nodiscard]] static Outcome run(const QStringList &arguments)
    {
        QProcess till;
        till.start(QCoreApplication::applicationDirPath() + QStringLiteral("/odna-till"), arguments);
        till.waitForFinished();
        return {till.exitStatus() == QProcess::NormalExit ? till.exitCode() : -1, till.readAllStandardOutput(),
                till.readAllStandardError()};
    }

private Q_SLOTS:
    void scansForMachinesAndPeople()
    {
        QTemporaryDir folder;
        const auto picture = folder.filePath(QStringLiteral("card.png"));
        QVERIFY(drawn(Symbology::Code128, QStringLiteral("999027638836154327")).save(picture));
        const auto people = run({QStringLiteral("scan"), picture});
        QCOMPARE(people.status, 0);
        QCOMPARE(people.output, QByteArray("9990 2763 8836 1543 27\n"));
        const auto machines = run({QStringLiteral("scan"), picture, QStringLiteral("--json")});
        QCOMPARE(machines.status, 0);
        const auto json = parseJson(machines.output.trimmed());
        QVERIFY(json);
        QCOMPARE(json->value(QLatin1StringView("card_number")).toString(), QStringLiteral("999027638836154327"));

        QVERIFY(drawn(Symbology::Ean13, QStringLiteral("2012345012349")).save(picture));
        const auto goods = run({QStringLiteral("scan"), picture});
        QCOMPARE(goods.status, 1);
        QVERIFY(goods.output.isEmpty());
        QVERIFY(goods.reason.contains("not_a_card"));
    }

    void tellsWrongUsageFromRefusal_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts); };
        QTest::newRow("nothing") << words("") << 2;
        QTest::newRow("unknown word") << words("sell") << 2;
        QTest::newRow("no picture") << words("scan") << 2;
        QTest::newRow("unknown option") << words("scan x --fast") << 2;
        QTest::newRow("no gateway") << words("sale --card 999027638836154327") << 2;
        QTest::newRow("no address") << words("sale --gateway here") << 2;
        QTest::newRow("missing picture") << words("scan missing.png") << 1;
        QTest::newRow("missing key") << words("sale --gateway http://127.0.0.1:9 --key-file missing") << 1;
        QTest::newRow("help") << words("help") << 0;
    }
    void tellsWrongUsageFromRefusal()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        const auto outcome = run(arguments);
        QCOMPARE(outcome.status, status);
        QCOMPARE(outcome.reason.isEmpty(), status == 0);
    }
};

QTEST_GUILESS_MAIN(TestTillProgram)
#include "tst_tillprogram.moc"
