// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/apikeys.h"
#include "partners/gateway/gateway.h"
#include "tests/support/gatewayclient.h"
#include "tests/support/gatewayprocess.h"

#include <QJsonArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

using namespace odna;

namespace {

/// The retailer's own system on a bad day: hangs until it is let go, then fails so many times, then takes everything.
class BadConnector final : public Connector
{
public:
    [[nodiscard]] QStringList capabilities() const override { return {QStringLiteral("submitPurchase")}; }
    [[nodiscard]] Result<void> attachCard(const QString &, const QString &, const Profile &) override { return {}; }
    [[nodiscard]] Result<void> detachCard(const QString &, const QString &) override { return {}; }
    [[nodiscard]] Result<ConnectorAnswer> submitPurchase(const ConnectorPurchase &purchase) override
    {
        std::unique_lock lock(m_mutex);
        m_called = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_hangs; });
        if (m_failures > 0) {
            --m_failures;
            return fail(FailureCode::UpstreamUnavailable, QStringLiteral("down for maintenance"));
        }
        m_taken.append(purchase.opId);
        return ConnectorAnswer{5, {}};
    }
    void waitForCall()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_called; });
    }
    void letGo(int failures)
    {
        const std::lock_guard lock(m_mutex);
        m_hangs = false;
        m_failures = failures;
        m_changed.notify_all();
    }
    [[nodiscard]] QStringList taken()
    {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_called = false;
    bool m_hangs = true;
    int m_failures = 0;
    QStringList m_taken;
};

QString statusIn(const EventBody &event)
{
    return event.data.value(QLatin1StringView("status")).toString();
}

/// Asks on new connections until one is served.
bool isServedAtLast(const QUrl &server)
{
    for (int attempt = 0; attempt < 600; ++attempt) {
        HttpConnection connection(server);
        if (connection.ask(httpRequest(server, "GET", "/healthz", {})).status == 200) {
            return true;
        }
        QThread::msleep(100);
    }
    return false;
}

/// What the server says by itself to a new connection.
int turnedAwayWith(const QUrl &server)
{
    HttpConnection connection(server);
    return connection.read().status;
}

} // namespace

class TestGatewayBadDays final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hangingConnectorSlowsNobody();
    void connectionsAreLimited();
    void slowStreamIsDropped();
    void joinsQueueUpToALimit();
    void unknownReceiptsAreRefusedWhereSoConfigured();
    void termUnderLoadLosesNothing();

private:
    SystemClock m_clock;
};

void TestGatewayBadDays::hangingConnectorSlowsNobody()
{
    const QTemporaryDir folder;
    auto config = parseConfig(GatewayProcess::configText({}), folder.path());
    QVERIFY2(config, config ? "" : qPrintable(describe(config.error())));
    auto keys = GatewayKeys::create(config->dataFolder);
    QVERIFY(keys);
    const auto tillKey = ApiKeys(config->dataFolder).add(QStringLiteral("till-1"), ApiRole::Till, m_clock);
    QVERIFY(tillKey);
    const auto connector = std::make_shared<BadConnector>();
    const auto gateway = Gateway::start(std::move(*config), std::move(*keys), connector, m_clock);
    QVERIFY2(gateway, gateway ? "" : qPrintable(describe(gateway.error())));
    const QUrl url((*gateway)->address());
    TestPhone phone(url);
    QCOMPARE(phone.join().status, 201);
    const auto report = [&](int number) {
        const TillReport sale{newUlid(m_clock), {}, QStringLiteral("1"), testReceipt(number, phone.descriptor)};
        return askWithKey(url, tillKey->toLatin1(), "/pos/v1/receipts", toJson(sale)).status;
    };

    QCOMPARE(report(1), 200);
    const auto first = phone.purchaseOf(testReceipt(1, phone.descriptor));
    QCOMPARE(phone.purchase(first).status, 202);
    connector->waitForCall();
    // It hangs from here on, and everyone is served all the same.
    QCOMPARE(report(2), 200);
    const auto second = phone.purchaseOf(testReceipt(2, phone.descriptor));
    QCOMPARE(phone.purchase(second).status, 202);
    QCOMPARE(phone.inbox(0).status, 200);
    QCOMPARE(phone.events(0).size(), 0);
    QVERIFY(connector->taken().isEmpty());

    connector->letGo(2);
    QList<EventBody> events;
    for (int attempt = 0; attempt < 10 && events.size() < 2; ++attempt) {
        events += phone.events(events.size(), 25);
    }
    QCOMPARE(events.size(), 2);
    QStringList accepted;
    for (const auto &event : events) {
        QCOMPARE(statusIn(event), QStringLiteral("accepted"));
        accepted.append(event.data.value(QLatin1StringView("op_id")).toString());
    }
    auto taken = connector->taken();
    taken.sort();
    accepted.sort();
    QStringList sent{first.opId, second.opId};
    sent.sort();
    QCOMPARE(accepted, sent);
    QCOMPARE(taken, sent); // each once, after two failures
    QVERIFY((*gateway)->stop());
}

void TestGatewayBadDays::connectionsAreLimited()
{
    GatewayProcess::Retailer retailer;
    retailer.limits = QStringLiteral("connections_per_address = 3\n");
    GatewayProcess gateway(retailer);
    QVERIFY2(gateway.start(), gateway.log());
    std::vector<std::unique_ptr<HttpConnection>> held;
    for (int i = 0; i < 3; ++i) {
        held.push_back(std::make_unique<HttpConnection>(gateway.url()));
        QCOMPARE(held.back()->ask(httpRequest(gateway.url(), "GET", "/healthz", {})).status, 200);
    }
    QCOMPARE(turnedAwayWith(gateway.url()), 503);
    QCOMPARE(held.front()->ask(httpRequest(gateway.url(), "GET", "/healthz", {})).status, 200); // who is in stays in
    held.pop_back();
    QVERIFY(isServedAtLast(gateway.url()));
}

void TestGatewayBadDays::slowStreamIsDropped()
{
    GatewayProcess::Retailer retailer;
    retailer.limits = QStringLiteral("write_seconds = 1\nconnections_per_address = 2\n");
    GatewayProcess gateway(retailer);
    QVERIFY2(gateway.start(), gateway.log());
    const auto officeKey = gateway.addKey(QStringLiteral("office"), QStringLiteral("office-1"));
    TestPhone phone(gateway.url());
    QVERIFY(isServedAtLast(gateway.url()));
    QCOMPARE(phone.join().status, 201);
    QVERIFY(isServedAtLast(gateway.url()));

    const auto handshake = phone.request("GET", "/v1/inbox/stream?link=" + phone.linkId.toLatin1() + "&after=0", {},
                                         {{"Upgrade", "websocket"},
                                          {"Connection", "Upgrade"},
                                          {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
                                          {"Sec-WebSocket-Version", "13"}});
    QByteArray greeting(12, '\0');
    int slow = -1;
    for (int attempt = 0; attempt < 600 && !greeting.endsWith(" 101"); ++attempt) { // the connection before may still be counted
        ::close(slow);
        slow = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int little = 4096;
        ::setsockopt(slow, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(gateway.url().port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(slow, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::send(slow, handshake.bytes.constData(), static_cast<std::size_t>(handshake.bytes.size()), MSG_NOSIGNAL),
                 ssize_t(handshake.bytes.size()));
        std::ignore = ::recv(slow, greeting.data(), static_cast<std::size_t>(greeting.size()), MSG_WAITALL);
    }
    QCOMPARE(greeting, QByteArrayLiteral("HTTP/1.1 101"));

    // From here on it reads nothing, while more is sent to it than all buffers between hold.
    HttpConnection office(gateway.url());
    QCOMPARE(office.ask(httpRequest(gateway.url(), "GET", "/healthz", {})).status, 200);
    QCOMPARE(turnedAwayWith(gateway.url()), 503); // both places are taken
    const QJsonObject data{{QStringLiteral("class"), QStringLiteral("service")},
                           {QStringLiteral("text"), QString(28'000, QLatin1Char('x'))}};
    for (int i = 0; i < 150; ++i) {
        QJsonArray events;
        for (int each = 0; each < 2; ++each) {
            events.append(QJsonObject{{QStringLiteral("op_id"), newUlid(m_clock)},
                                      {QStringLiteral("audience"), QJsonObject{{QStringLiteral("links"), QJsonArray{phone.linkId}}}},
                                      {QStringLiteral("type"), QStringLiteral("news")},
                                      {QStringLiteral("data"), data}});
        }
        const auto reply = office.ask(httpRequest(gateway.url(), "POST", "/v1/events", jsonBytes({{QStringLiteral("events"), events}}),
                                                  {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + officeKey}}));
        QCOMPARE(reply.status, 200);
    }
    QVERIFY(isServedAtLast(gateway.url())); // in the place of the one that was dropped
    QCOMPARE(office.ask(httpRequest(gateway.url(), "GET", "/healthz", {})).status, 200);
    ::close(slow);
}

void TestGatewayBadDays::joinsQueueUpToALimit()
{
    GatewayProcess::Retailer retailer;
    retailer.limits = QStringLiteral("joins_waiting = 1\n");
    GatewayProcess gateway(retailer);
    QVERIFY2(gateway.start(), gateway.log());
    constexpr std::size_t count = 8;
    std::vector<std::unique_ptr<TestPhone>> phones;
    std::vector<std::unique_ptr<HttpConnection>> connections;
    std::vector<TestPhone::Signed> requests;
    for (std::size_t i = 0; i < count; ++i) {
        phones.push_back(std::make_unique<TestPhone>(gateway.url()));
        requests.push_back(phones.back()->request("POST", "/v1/links", jsonBytes(toJson(phones.back()->joinRequest()))));
        connections.push_back(std::make_unique<HttpConnection>(gateway.url()));
    }
    for (std::size_t i = 0; i < count; ++i) {
        connections.at(i)->write(requests.at(i).bytes);
    }
    int joined = 0;
    std::vector<TestPhone *> refused;
    for (std::size_t i = 0; i < count; ++i) {
        auto reply = connections.at(i)->read(60'000);
        reply.requestSignature = requests.at(i).signature;
        QVERIFY(reply.isSignedBy(phones.at(i)->descriptor.answerKey));
        if (reply.status == 201) {
            ++joined;
        } else {
            QCOMPARE(reply.status, 429);
            QCOMPARE(reply.code(), QStringLiteral("throttled"));
            QVERIFY(reply.headers.contains("retry-after"));
            refused.push_back(phones.at(i).get());
        }
    }
    QVERIFY(joined > 0 && !refused.empty());
    for (auto *phone : refused) {
        QCOMPARE(phone->join().status, 201); // later, one after another
    }
}

void TestGatewayBadDays::unknownReceiptsAreRefusedWhereSoConfigured()
{
    GatewayProcess::Retailer retailer;
    retailer.unknownReceipts = QStringLiteral("refuse");
    GatewayProcess gateway(retailer);
    QVERIFY2(gateway.start(), gateway.log());
    const auto tillKey = gateway.addKey(QStringLiteral("till"), QStringLiteral("till-1"));
    TestPhone phone(gateway.url());
    QCOMPARE(phone.join().status, 201);
    const auto receipt = testReceipt(1, phone.descriptor);
    const auto message = phone.purchaseOf(receipt);
    const auto refused = phone.purchase(message);
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.code(), QStringLiteral("receipt_unknown"));
    QVERIFY(refused.isSignedBy(phone.descriptor.answerKey));
    QCOMPARE(phone.events(0).size(), 0);
    const TillReport report{newUlid(m_clock), {}, QStringLiteral("1"), receipt};
    QCOMPARE(askWithKey(gateway.url(), tillKey, "/pos/v1/receipts", toJson(report)).status, 200);
    QCOMPARE(phone.purchase(message).status, 202); // nothing was kept of the refusal
}

void TestGatewayBadDays::termUnderLoadLosesNothing()
{
    GatewayProcess gateway;
    QVERIFY2(gateway.start(), gateway.log());
    std::vector<std::unique_ptr<TestPhone>> phones;
    for (int i = 0; i < 4; ++i) {
        phones.push_back(std::make_unique<TestPhone>(gateway.url()));
        QCOMPARE(phones.back()->join().status, 201);
    }
    std::mutex mutex;
    QSet<QString> acknowledged;
    std::atomic<int> receipts = 0;
    std::atomic<int> answered = 0;
    std::vector<std::thread> load;
    for (const auto &phone : phones) {
        load.emplace_back([&, phone = phone.get()] {
            HttpConnection connection(phone->server);
            while (true) {
                const auto message = phone->purchaseOf(testReceipt(++receipts, phone->descriptor));
                const auto request = phone->purchaseRequest(message);
                auto reply = connection.ask(request.bytes);
                reply.requestSignature = request.signature;
                if (reply.status == 202 && reply.isSignedBy(phone->descriptor.answerKey)) {
                    const std::lock_guard lock(mutex);
                    acknowledged.insert(message.opId);
                    ++answered;
                }
                if (reply.status != 202 || reply.headers.value("connection") == "close") {
                    return;
                }
            }
        });
    }
    while (answered < 100) {
        QThread::msleep(1);
    }
    const int status = gateway.terminate();
    for (auto &thread : load) {
        thread.join();
    }
    QCOMPARE(status, 0);
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    database.setDatabaseName(gateway.databasePath());
    QVERIFY(database.open());
    QSet<QString> stored;
    QSqlQuery query(QStringLiteral("SELECT op_id FROM purchases"), database);
    while (query.next()) {
        stored.insert(query.value(0).toString());
    }
    QVERIFY(stored.contains(acknowledged));
}

QTEST_GUILESS_MAIN(TestGatewayBadDays)
#include "tst_gatewaybaddays.moc"
