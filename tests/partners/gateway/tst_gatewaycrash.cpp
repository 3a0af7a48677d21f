// SPDX-License-Identifier: Apache-2.0
#include "tests/support/gatewayclient.h"
#include "tests/support/gatewayprocess.h"

#include <QMap>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace odna;

/// SIGKILL under load, again and again on one database: what a phone holds an acknowledgement for is there, once, and after a clean start
/// it is once in the retailer's own system too.
class TestGatewayCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAcknowledged_data();
    void losesNothingAcknowledged();
};

namespace {

/// How often each operation came to the retailer's own system.
QMap<QString, int> arrived(const GatewayProcess &gateway, const QString &kind)
{
    QMap<QString, int> times;
    if (kind == QLatin1StringView("filedrop")) {
        const auto names = QDir(gateway.folder().filePath(QStringLiteral("drop/purchases"))).entryList(QDir::Files | QDir::Hidden);
        for (const auto &name : names) {
            ++times[name.section(u'-', -1).chopped(5)];
        }
        return times;
    }
    QSqlQuery query(QStringLiteral("SELECT op FROM sales"), QSqlDatabase::database(QStringLiteral("erp")));
    while (query.next()) {
        ++times[query.value(0).toString()];
    }
    return times;
}

} // namespace

void TestGatewayCrash::losesNothingAcknowledged_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("settings");
    QTest::newRow("sql") << QStringLiteral("sql")
                         << QStringLiteral("kind = \"sql\"\ndatabase = \"erp.db\"\n"
                                           "submit_purchase = \"INSERT INTO sales (op) VALUES (:op_id)\"\n");
    QTest::newRow("filedrop") << QStringLiteral("filedrop") << QStringLiteral("kind = \"filedrop\"\nfolder = \"drop\"\n");
}

void TestGatewayCrash::losesNothingAcknowledged()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, settings);
    constexpr int kills = 75;
    constexpr int phones = 3;
    GatewayRetailer retailer;
    retailer.connector = settings;
    GatewayProcess gateway(retailer);
    auto erp = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("erp"));
    erp.setDatabaseName(gateway.folder().filePath(QStringLiteral("erp.db")));
    QVERIFY(erp.open());
    QVERIFY(QSqlQuery(erp).exec(QStringLiteral("CREATE TABLE sales (op TEXT)"))); // no rule of its own against a second one
    QVERIFY2(gateway.start(), gateway.log());
    const auto tillKey = gateway.addKey(QStringLiteral("till"), QStringLiteral("till-1"));
    std::vector<std::unique_ptr<TestPhone>> members;
    for (int i = 0; i < phones; ++i) {
        members.push_back(std::make_unique<TestPhone>(gateway.url()));
        QCOMPARE(members.back()->join().status, 201);
    }
    std::atomic<bool> ending = false;
    std::mutex mutex;
    QStringList acknowledged;
    std::atomic<int> receipts = 0;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> load;
    for (const auto &member : members) {
        load.emplace_back([&, phone = member.get()] {
            std::optional<PurchaseMessage> message;
            QByteArray report; // empty once the till has told the books
            while (!ending) {
                HttpConnection connection(phone->server);
                while (!ending) {
                    if (!message) {
                        message = phone->purchaseOf(testReceipt(++receipts, phone->descriptor));
                        report =
                            httpRequest(phone->server, "POST", "/pos/v1/receipts",
                                        jsonBytes(toJson(TillReport{newUlid(phone->clock), {}, QStringLiteral("1"), message->receipt})),
                                        {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + tillKey}});
                    }
                    if (!report.isEmpty()) {
                        const auto told = connection.ask(report);
                        if (told.status == 0) {
                            QThread::msleep(2);
                            break;
                        }
                        wrong += told.status == 200 ? 0 : 1;
                        report.clear();
                    }
                    auto request = phone->purchaseRequest(*message);
                    auto reply = connection.ask(request.bytes);
                    reply.requestSignature = request.signature;
                    if (reply.status == 0) {
                        QThread::msleep(2);
                        break; // it was killed: the same message again on a new connection
                    }
                    if (reply.status == 202 && reply.isSignedBy(phone->descriptor.answerKey)) {
                        const std::lock_guard lock(mutex);
                        acknowledged.append(message->opId);
                    } else {
                        ++wrong;
                    }
                    message.reset();
                }
            }
        });
    }
    for (int i = 0; i < kills; ++i) {
        QThread::msleep(static_cast<unsigned long>(QRandomGenerator::global()->bounded(5, 60)));
        gateway.kill();
        const bool started = gateway.start();
        if (!started) {
            ending = true;
        }
        if (ending) {
            break;
        }
    }
    QThread::msleep(100);
    ending = true;
    for (auto &thread : load) {
        thread.join();
    }
    QVERIFY2(gateway.url().isValid(), gateway.log());
    QCOMPARE(gateway.terminate(), 0);
    QVERIFY2(gateway.start(), gateway.log());
    const auto waiting = [&gateway] {
        const auto counts = parseJson(gateway.run({QStringLiteral("status")})).value_or(QJsonObject());
        return counts.value(QLatin1StringView("connector_waiting")).toInteger(-1);
    };
    QTRY_COMPARE_WITH_TIMEOUT(waiting(), 0, 120'000);
    QCOMPARE(gateway.terminate(), 0);
    QCOMPARE(wrong.load(), 0);
    QVERIFY(!acknowledged.isEmpty());

    const auto times = arrived(gateway, kind);
    int notOnce = 0;
    for (const auto &opId : acknowledged) {
        notOnce += times.value(opId) == 1 ? 0 : 1;
    }
    QCOMPARE(notOnce, 0); // in the retailer's own system
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    database.setDatabaseName(gateway.databasePath());
    QVERIFY(database.open());
    QSet<QString> stored;
    QSqlQuery query(QStringLiteral("SELECT op_id FROM purchases"), database);
    int rows = 0;
    while (query.next()) {
        stored.insert(query.value(0).toString());
        ++rows;
    }
    QCOMPARE(stored.size(), rows); // no operation twice
    int missing = 0;
    for (const auto &opId : acknowledged) {
        missing += stored.contains(opId) ? 0 : 1;
    }
    QCOMPARE(missing, 0);
    for (const auto &[opId, count] : times.asKeyValueRange()) {
        QVERIFY2(count == 1 && stored.contains(opId), qPrintable(opId));
    }
    QVERIFY(
        query.exec(QStringLiteral("SELECT count(*) FROM (SELECT 1 FROM purchases GROUP BY scheme, fiscal_id, kind HAVING count(*) > 1)")));
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toInt(), 0); // no receipt credited twice
    QVERIFY(query.exec(QStringLiteral("SELECT count(*) FROM links l WHERE last_cursor <> (SELECT count(*) FROM events e "
                                      "WHERE e.card_number = l.card_number AND e.link_id = l.link_id)")));
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toInt(), 0); // no gap in an inbox
    QVERIFY(query.exec(QStringLiteral("PRAGMA integrity_check")) && query.next());
    QCOMPARE(query.value(0).toString(), QStringLiteral("ok"));
    qInfo("%d kills, %lld acknowledged, %d stored", kills, static_cast<long long>(acknowledged.size()), rows);
}

QTEST_GUILESS_MAIN(TestGatewayCrash)
#include "tst_gatewaycrash.moc"
