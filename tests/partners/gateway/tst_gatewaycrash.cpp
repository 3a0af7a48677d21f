// SPDX-License-Identifier: Apache-2.0
#include "tests/support/gatewayclient.h"
#include "tests/support/gatewayprocess.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using namespace odna;

/// SIGKILL under load, again and again on one database: what a phone holds an acknowledgement for is there, and nothing is there twice.
class TestGatewayCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothingAcknowledged();
};

void TestGatewayCrash::losesNothingAcknowledged()
{
    constexpr int kills = 150;
    constexpr int phones = 3;
    GatewayProcess gateway;
    QVERIFY2(gateway.start(), gateway.log());
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
            while (!ending) {
                HttpConnection connection(phone->server);
                while (!ending) {
                    if (!message) {
                        message = phone->purchaseOf(testReceipt(++receipts, phone->descriptor));
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
    QCOMPARE(wrong.load(), 0);
    QVERIFY(!acknowledged.isEmpty());

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
