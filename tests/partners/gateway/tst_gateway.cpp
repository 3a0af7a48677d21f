// SPDX-License-Identifier: Apache-2.0
#include "tests/support/gatewayclient.h"
#include "tests/support/gatewayprocess.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>

#include <future>
#include <vector>

using namespace odna;

namespace {

Grants offersGranted()
{
    Grants grants;
    grants.give({Purpose::PersonalOffers, std::nullopt});
    return grants;
}

QJsonObject offerEvent(const Clock &clock, const QJsonObject &audience, const QString &code)
{
    Offer offer;
    offer.id = QStringLiteral("offer-1");
    offer.title = QStringLiteral("Coffee for you");
    offer.text = QStringLiteral("Today only");
    offer.audience = Audience::Personal;
    offer.validUntil = clock.now().addDays(3);
    offer.coupon = Coupon{code, QStringLiteral("code128"), true};
    return {{QStringLiteral("events"), QJsonArray{QJsonObject{{QStringLiteral("op_id"), newUlid(clock)},
                                                              {QStringLiteral("audience"), audience},
                                                              {QStringLiteral("type"), QStringLiteral("offer")},
                                                              {QStringLiteral("data"), toJson(offer)}}}}};
}

QJsonObject result(const HttpReply &reply)
{
    return reply.json().value(QLatin1StringView("results")).toArray().at(0).toObject();
}

} // namespace

class TestGateway final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wholeWay();
    void badRequests_data();
    void badRequests();
    void limits();
    void whoMayDoWhat();
    void sameAgainIsStoredOnce();
    void receiptsThatAreRefused();
    void paperFirstTillLater();
    void receiptsBeforeTheLink();
    void longPollWakes();
    void streams();
    void withdrawalAndErasure();
    void showsTheDescriptorOnly();
    void anotherAnswerKey();
    void leavesNoCore();
    void endsCleanly();
    void survivesAFullDisk();

private:
    [[nodiscard]] HttpReply till(const Receipt &receipt, const QString &cardNumber, const QString &opId = {})
    {
        const TillReport report{opId.isEmpty() ? newUlid(m_clock) : opId, cardNumber, QStringLiteral("till 1"), receipt};
        return askWithKey(m_gateway.url(), m_tillKey, "/pos/v1/receipts", toJson(report));
    }
    [[nodiscard]] QByteArray counts() const { return m_gateway.run({QStringLiteral("status")}); }

    GatewayProcess m_gateway{[] {
        GatewayProcess::Retailer retailer;
        retailer.limits = QStringLiteral("header_seconds = 1\nbody_seconds = 1\nidle_seconds = 2\n");
        return retailer;
    }()};
    SystemClock m_clock;
    QByteArray m_tillKey;
    QByteArray m_officeKey;
    int m_receipts = 0;
};

void TestGateway::initTestCase()
{
    QVERIFY2(m_gateway.start(), m_gateway.log());
    m_tillKey = m_gateway.addKey(QStringLiteral("till"), QStringLiteral("till-1"));
    m_officeKey = m_gateway.addKey(QStringLiteral("office"), QStringLiteral("office-1"));
    QVERIFY(m_tillKey.startsWith("odna_till_") && m_officeKey.startsWith("odna_office_"));
}

void TestGateway::wholeWay()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.descriptor.retailerId, QStringLiteral("grocer.example.by"));
    const auto key = phone.descriptor.answerKey;

    const auto join = phone.joinRequest(offersGranted());
    const auto joined = phone.ask("POST", "/v1/links", toJson(join));
    QCOMPARE(joined.status, 201);
    QVERIFY(joined.isSignedBy(key));
    const auto answer = joinAnswerFromJson(joined.json());
    QVERIFY(answer);
    const SignedText countersigned{join.consent.text, answer->consentCountersignature};
    QVERIFY(countersigned.isSignedBy(key, consentContext(phone.descriptor.retailerId)));
    phone.linkId = answer->linkId;
    const auto again = phone.ask("POST", "/v1/links", toJson(join));
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, joined.body);
    QCOMPARE(phone.join(offersGranted()).status, 200); // a new operation of the same identity
    QCOMPARE(phone.linkId, answer->linkId);

    // The till reports, the phone is told.
    auto receipt = testReceipt(++m_receipts, phone.descriptor);
    receipt.lines = {{QStringLiteral("Milk"), {}, QStringLiteral("1"), QStringLiteral("pcs"), 2550, 2550, 0}};
    const auto reported = till(receipt, phone.card->number.text());
    QCOMPARE(reported.status, 200);
    QVERIFY(reported.json().value(QLatin1StringView("known_card")).toBool());
    QVERIFY(!reported.headers.contains("signature"));
    auto events = phone.events(0, 25);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0).type, QStringLiteral("receipt"));
    const auto heard = receiptFromJson(events.at(0).data);
    QVERIFY(heard && heard->fiscal == receipt.fiscal && heard->lines == receipt.lines);

    // The phone confirms with less than the books know; the books win.
    auto bare = receipt;
    bare.lines.clear();
    bare.total.reset();
    const auto message = phone.purchaseOf(bare);
    const auto acknowledged = phone.purchase(message);
    QCOMPARE(acknowledged.status, 202);
    QVERIFY(acknowledged.isSignedBy(key));
    const auto ack = purchaseAnswerFromJson(acknowledged.json());
    QVERIFY(ack && ack->status == PurchaseStatus::Received && ack->opId == message.opId && ack->fiscal == receipt.fiscal);
    events = phone.events(1, 25);
    QCOMPARE(events.size(), 1);
    const auto accepted = purchaseAnswerFromJson(events.at(0).data);
    QVERIFY(accepted && accepted->status == PurchaseStatus::Accepted);
    const auto shown = phone.ask("GET", "/v1/purchases/" + message.opId.toLatin1());
    QCOMPARE(shown.json().value(QLatin1StringView("status")).toString(), QStringLiteral("accepted"));
    QCOMPARE(phone.purchase(message).body, acknowledged.body); // the stored answer

    // An offer, and its coupon on the next receipt.
    const QJsonObject audience{{QStringLiteral("cards"), QJsonArray{phone.card->number.text()}}};
    const auto offered = askWithKey(m_gateway.url(), m_officeKey, "/v1/events", offerEvent(m_clock, audience, QStringLiteral("COFFEE-7")));
    QCOMPARE(offered.status, 200);
    QCOMPARE(result(offered).value(QLatin1StringView("delivered")).toInt(), 1);
    events = phone.events(2, 25);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0).type, QStringLiteral("offer"));
    const auto next = till(testReceipt(++m_receipts, phone.descriptor), phone.card->number.text());
    const auto print = next.json().value(QLatin1StringView("print")).toObject();
    QCOMPARE(print.value(QLatin1StringView("coupon")).toObject().value(QLatin1StringView("code")).toString(), QStringLiteral("COFFEE-7"));

    const auto stored = phone.ask("POST", "/v1/inbox/ack", toJson(InboxAck{phone.linkId, 3}));
    QCOMPARE(stored.json().value(QLatin1StringView("cursor")).toInteger(), 3);

    // Without the purpose, no advertising.
    TestPhone shy(m_gateway.url());
    QCOMPARE(shy.join().status, 201);
    const QJsonObject both{{QStringLiteral("links"), QJsonArray{shy.linkId, phone.linkId}}};
    const auto mixed = askWithKey(m_gateway.url(), m_officeKey, "/v1/events", offerEvent(m_clock, both, QStringLiteral("TEA-1")));
    QCOMPARE(result(mixed).value(QLatin1StringView("delivered")).toInt(), 1);
    QCOMPARE(result(mixed).value(QLatin1StringView("refused")).toInt(), 1);
    QCOMPARE(shy.events(0).size(), 0);
}

void TestGateway::badRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto bytes = [this](const QByteArray &method, const QByteArray &target, const QByteArray &body, const HeaderList &headers = {}) {
        return httpRequest(m_gateway.url(), method, target, body, headers);
    };
    const HeaderList json{{"Content-Type", "application/json"}, {"Authorization", "Bearer " + m_tillKey}};
    const auto row = [](const char *name, const QByteArray &request, int status, const char *code) {
        QTest::newRow(name) << request << status << QString::fromLatin1(code);
    };
    row("unknown path", bytes("GET", "/nothing", {}), 404, "not_found");
    row("path below", bytes("GET", "/v1/purchases/a/b", {}), 404, "not_found");
    row("wrong method", bytes("PUT", "/v1/links", "{}", json), 405, "method_not_allowed");
    row("no content type", bytes("POST", "/v1/purchases", "{}"), 415, "unsupported_media_type");
    row("form", bytes("POST", "/v1/links", "a=b", {{"Content-Type", "application/x-www-form-urlencoded"}}), 415, "unsupported_media_type");
    row("body on GET", bytes("GET", "/healthz", "{}"), 400, "malformed");
    row("no signature", bytes("POST", "/v1/purchases", "{}", json), 401, "signature_invalid");
    row("no stream", bytes("GET", "/v1/inbox/stream", {}), 400, "malformed");
    row("truncated JSON", bytes("POST", "/pos/v1/receipts", "{\"op_id\":", json), 400, "malformed");
    row("not an object", bytes("POST", "/pos/v1/receipts", "[]", json), 400, "malformed");
    row("duplicate keys", bytes("POST", "/pos/v1/receipts", R"({"op_id":"a","op_id":"b"})", json), 400, "malformed");
    row("NUL", bytes("POST", "/pos/v1/receipts", R"({"op_id":"\u0000"})", json), 400, "malformed");
    row("not UTF-8", bytes("POST", "/pos/v1/receipts", "{\"op_id\":\"\xff\"}", json), 400, "malformed");
    row("too deep", bytes("POST", "/pos/v1/receipts", R"({"a":)" + QByteArray(40, '[') + QByteArray(40, ']') + '}', json), 400,
        "malformed");
    row("empty", bytes("POST", "/pos/v1/receipts", {}, json), 400, "malformed");
    row("two hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "malformed");
    row("no host", "GET /healthz HTTP/1.1\r\n\r\n", 400, "malformed");
    row("not HTTP", "HELO shop\r\n\r\n", 400, "malformed");
    row("absolute target", "GET http://other/healthz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "malformed");
    row("both lengths", "POST /v1/links HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
        "malformed");
    row("body too large", "POST /v1/links HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n", 413, "too_large");
    row("headers too large", bytes("GET", "/healthz", {}, {{"X-Long", QByteArray(20'000, 'x')}}), 431, "headers_too_large");
    row("drip", "GET /healthz HT", 408, "request_timeout");
    row("body never comes", "POST /v1/links HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{", 408, "request_timeout");
}

void TestGateway::badRequests()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    QFETCH(const QString, code);
    const auto before = counts();
    HttpConnection connection(m_gateway.url());
    const auto reply = connection.ask(request);
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.code(), code);
    QCOMPARE(reply.headers.value("content-type"), QByteArrayLiteral("application/problem+json"));
    if (status == 405) {
        QCOMPARE(reply.headers.value("allow"), QByteArrayLiteral("POST"));
    }
    QCOMPARE(counts(), before);
}

void TestGateway::limits()
{
    // Two requests in one packet are answered in order on one connection; an idle one is closed.
    HttpConnection connection(m_gateway.url());
    const auto one = httpRequest(m_gateway.url(), "GET", "/healthz", {});
    const auto two = httpRequest(m_gateway.url(), "GET", "/nothing", {});
    connection.write(one + two);
    QCOMPARE(connection.read().status, 200);
    QCOMPARE(connection.read().status, 404);
    QVERIFY(connection.isClosed(60'000));
}

void TestGateway::whoMayDoWhat()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    TestPhone other(m_gateway.url());
    QCOMPARE(other.join().status, 201);
    const TestPhone stranger(m_gateway.url());
    const auto receipt = testReceipt(++m_receipts, phone.descriptor);
    const TillReport report{newUlid(m_clock), {}, QStringLiteral("1"), receipt};
    const auto key = phone.descriptor.answerKey;
    QTRY_VERIFY_WITH_TIMEOUT(counts().contains("\"connector_waiting\":0"), 30'000); // the joinings are done with
    const auto before = counts();

    QCOMPARE(askWithKey(m_gateway.url(), "", "/pos/v1/receipts", toJson(report)).code(), QStringLiteral("key_unknown"));
    QCOMPARE(askWithKey(m_gateway.url(), "odna_till_x", "/pos/v1/receipts", toJson(report)).status, 401);
    QCOMPARE(askWithKey(m_gateway.url(), m_officeKey, "/pos/v1/receipts", toJson(report)).code(), QStringLiteral("role_forbidden"));
    QCOMPARE(askWithKey(m_gateway.url(), m_tillKey, "/v1/events", offerEvent(m_clock, {{QStringLiteral("all"), true}}, QStringLiteral("X")))
                 .status,
             403);

    auto foreign = phone.purchaseOf(receipt);
    foreign.linkId = other.linkId; // another member's link under this key
    QCOMPARE(phone.purchase(foreign).code(), QStringLiteral("signature_invalid"));
    foreign = phone.purchaseOf(receipt);
    foreign.cardNumber = other.card->number.text();
    QCOMPARE(phone.purchase(foreign).status, 401);
    QCOMPARE(phone.ask("GET", "/v1/inbox?link=" + other.linkId.toLatin1() + "&after=0&wait=0").code(), QStringLiteral("link_unknown"));
    QCOMPARE(phone.ask("DELETE", "/v1/links/" + other.linkId.toLatin1(), {{QStringLiteral("op_id"), newUlid(m_clock)}}).status, 404);
    QCOMPARE(stranger.ask("GET", "/v1/inbox?link=" + phone.linkId.toLatin1() + "&after=0&wait=0").code(), QStringLiteral("link_unknown"));

    const auto message = phone.purchaseOf(receipt);
    const auto late =
        phone.ask("POST", "/v1/purchases", toJson(message, m_clock.now()), {{"Idempotency-Key", message.opId.toLatin1()}}, nullptr, -400);
    QCOMPARE(late.code(), QStringLiteral("timestamp_out_of_range"));
    QVERIFY(late.isSignedBy(key) && problemFromJson(late.body)->serverTime);
    QCOMPARE(phone.ask("POST", "/v1/purchases", toJson(message, m_clock.now())).code(), QStringLiteral("idempotency_key_missing"));
    auto tampered = phone.purchaseRequest(message);
    tampered.bytes.replace("till_event", "receipt_qr");
    const auto doubted = phone.send(tampered);
    QCOMPARE(doubted.code(), QStringLiteral("signature_invalid"));
    QVERIFY(!doubted.headers.contains("signature"));
    auto lateToo = phone.request("POST", "/v1/purchases", jsonBytes(toJson(message, m_clock.now())), {}, nullptr, -400);
    lateToo.bytes.replace("till_event", "receipt_qr");
    QVERIFY(!phone.send(lateToo).headers.contains("signature"));
    // Nobody gets an answer signed for a request that somebody else has made.
    const auto waiting = phone.request("POST", "/v1/purchases", jsonBytes(toJson(message, m_clock.now())));
    const auto start = waiting.bytes.indexOf("Content-Digest: ");
    const auto borrowed = waiting.bytes.sliced(start, waiting.bytes.indexOf("\r\nContent-Type") + 2 - start);
    for (const auto *target : {"GET /healthz", "GET /nothing", "GET /.well-known/odna.json", "PUT /v1/purchases", "POST /v1/purchases"}) {
        const auto elsewhere =
            target + QByteArray(" HTTP/1.1\r\nHost: ") + phone.server.authority().toLatin1() + "\r\n" + borrowed + "\r\n";
        const auto reply = phone.send({elsewhere, waiting.signature});
        QVERIFY(reply.status != 0);
        QVERIFY2(!reply.headers.contains("signature"), target);
    }
    QCOMPARE(counts(), before);

    const auto once = phone.request("GET", "/v1/purchases/" + newUlid(m_clock).toLatin1(), {});
    QCOMPARE(phone.send(once).code(), QStringLiteral("not_found"));
    const auto replayed = phone.send(once);
    QCOMPARE(replayed.code(), QStringLiteral("signature_invalid"));
    QVERIFY(replayed.isSignedBy(key));

    auto claimed = other.joinRequest(); // someone else's number with one's own key
    TestPhone thief(m_gateway.url());
    auto theft = thief.joinRequest();
    theft.card = claimed.card;
    QCOMPARE(thief.ask("POST", "/v1/links", toJson(theft)).code(), QStringLiteral("signature_invalid"));
    QCOMPARE(counts(), before);

    const RequestParts signedFor{"GET", "other.example.by", "/v1/inbox", "link=" + phone.linkId.toLatin1() + "&after=0&wait=0", {}};
    const auto signature = signRequest(signedFor, phone.link, m_clock.now());
    const TestPhone::Signed elsewhere{"GET /v1/inbox?" + signedFor.query + " HTTP/1.1\r\nHost: other.example.by\r\nContent-Digest: "
                                          + signature.contentDigest + "\r\nSignature-Input: " + signature.signatureInput
                                          + "\r\nSignature: " + signature.signature + "\r\n\r\n",
                                      signature.signature};
    QCOMPARE(phone.send(elsewhere).code(), QStringLiteral("signature_invalid")); // right, but for another server

    // A revoked key is worthless at once.
    const auto spare = m_gateway.addKey(QStringLiteral("till"), QStringLiteral("till-2"));
    QCOMPARE(askWithKey(m_gateway.url(), spare, "/pos/v1/receipts", toJson(report)).status, 200);
    std::ignore = m_gateway.run({QStringLiteral("keys"), QStringLiteral("revoke"), QStringLiteral("--name"), QStringLiteral("till-2")});
    QCOMPARE(askWithKey(m_gateway.url(), spare, "/pos/v1/receipts", toJson(report)).status, 401);
}

void TestGateway::sameAgainIsStoredOnce()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    const auto receipt = testReceipt(++m_receipts, phone.descriptor);
    QCOMPARE(till(receipt, {}).status, 200);
    const auto message = phone.purchaseOf(receipt);
    const auto body = jsonBytes(toJson(message, message.confirmedAt));
    std::vector<std::future<HttpReply>> replies;
    for (int thread = 0; thread < 100; ++thread) {
        auto request = phone.request("POST", "/v1/purchases", body, {{"Idempotency-Key", message.opId.toLatin1()}});
        replies.push_back(std::async(std::launch::async, [&phone, request] { return phone.send(request); }));
    }
    QByteArray first;
    for (auto &future : replies) {
        const auto reply = future.get();
        QCOMPARE(reply.status, 202);
        QVERIFY(reply.isSignedBy(phone.descriptor.answerKey));
        first = first.isEmpty() ? reply.body : first;
        QCOMPARE(reply.body, first);
    }
    auto changed = message;
    changed.method = QStringLiteral("receipt_qr");
    QCOMPARE(phone.purchase(changed).code(), QStringLiteral("idempotency_key_reused"));
    const auto retold = phone.purchaseOf(receipt); // of a phone that lost what it knew
    const auto told = purchaseAnswerFromJson(phone.purchase(retold).json());
    QVERIFY(told && told->opId == retold.opId && told->fiscal == receipt.fiscal);
    TestPhone other(m_gateway.url());
    QCOMPARE(other.join().status, 201);
    QCOMPARE(other.purchase(other.purchaseOf(receipt)).code(), QStringLiteral("duplicate_receipt"));
    QCOMPARE(phone.events(0, 25).size(), 1); // one answer of the connector
}

void TestGateway::receiptsThatAreRefused()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    auto receipt = testReceipt(++m_receipts, phone.descriptor);
    receipt.sellerTaxId = QStringLiteral("100000001");
    QCOMPARE(phone.purchase(phone.purchaseOf(receipt)).code(), QStringLiteral("receipt_not_ours"));
    receipt = testReceipt(m_receipts, phone.descriptor);
    receipt.total = Money{100, *Currency::fromCode(QStringLiteral("RUB"))};
    QCOMPARE(phone.purchase(phone.purchaseOf(receipt)).code(), QStringLiteral("receipt_not_ours"));
    auto message = phone.purchaseOf(testReceipt(m_receipts, phone.descriptor));
    message.profile.insert(ProfileField::City, QStringLiteral("Minsk"));
    QCOMPARE(phone.purchase(message).status, 202); // the field is left out
    QCOMPARE(till(receipt, {}).code(), QStringLiteral("receipt_not_ours"));

    const auto opId = newUlid(m_clock);
    receipt = testReceipt(m_receipts, phone.descriptor);
    QCOMPARE(till(receipt, {}, opId).status, 200);
    QCOMPARE(till(receipt, {}, opId).status, 200);
    QCOMPARE(till(receipt, {}).status, 200); // the same sale under a new operation id
    receipt.total->minor += 1;
    QCOMPARE(till(receipt, {}, opId).code(), QStringLiteral("idempotency_key_reused"));
    QCOMPARE(till(receipt, {}).code(), QStringLiteral("duplicate_receipt"));

    receipt = testReceipt(++m_receipts, phone.descriptor);
    QCOMPARE(till(receipt, phone.card->number.text()).status, 200);
    TestPhone stranger(m_gateway.url());
    QCOMPARE(stranger.join().status, 201);
    QCOMPARE(stranger.purchase(stranger.purchaseOf(receipt)).code(), QStringLiteral("receipt_not_ours"));
    QCOMPARE(phone.purchase(phone.purchaseOf(receipt)).status, 202);
}

void TestGateway::paperFirstTillLater()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    const auto receipt = testReceipt(++m_receipts, phone.descriptor);
    QCOMPARE(phone.purchase(phone.purchaseOf(receipt)).status, 202);
    auto events = phone.events(0, 25);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0).data.value(QLatin1StringView("status")).toString(), QStringLiteral("needs_review"));
    QCOMPARE(till(receipt, {}).status, 200);
    events = phone.events(1, 25);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0).data.value(QLatin1StringView("status")).toString(), QStringLiteral("accepted"));
}

void TestGateway::receiptsBeforeTheLink()
{
    TestPhone phone(m_gateway.url());
    phone.card = deriveCard(phone.identity.publicKey()).value();
    const auto reported = till(testReceipt(++m_receipts, phone.descriptor), phone.card->number.text());
    QVERIFY(!reported.json().value(QLatin1StringView("known_card")).toBool(true));
    QCOMPARE(phone.join().status, 201);
    const auto events = phone.events(0);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0).type, QStringLiteral("receipt"));
}

void TestGateway::longPollWakes()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    TestPhone other(m_gateway.url());
    QCOMPARE(other.join().status, 201);
    auto longer = std::async(std::launch::async, [&other] { return other.events(0, 25); });
    QThread::msleep(300);
    auto waiting = std::async(std::launch::async, [&phone] { return phone.events(0, 25); });
    QThread::msleep(300);
    QCOMPARE(till(testReceipt(++m_receipts, phone.descriptor), phone.card->number.text()).status, 200);
    QCOMPARE(waiting.get().size(), 1);
    QVERIFY(longer.wait_for(std::chrono::seconds(0)) != std::future_status::ready); // not by the end of its time: that would come later
    QCOMPARE(till(testReceipt(++m_receipts, other.descriptor), other.card->number.text()).status, 200);
    QCOMPARE(longer.get().size(), 1);
    QCOMPARE(phone.inbox(1, 1).json().value(QLatin1StringView("next")).toInteger(), 1);
}

void TestGateway::streams()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    QCOMPARE(till(testReceipt(++m_receipts, phone.descriptor), phone.card->number.text()).status, 200); // the backlog
    const auto open = [&](QWebSocket &socket, const SigningKey &key) {
        const QByteArray target = "/v1/inbox/stream?link=" + phone.linkId.toLatin1() + "&after=0";
        const RequestParts parts{"GET", phone.server.authority().toLatin1(), "/v1/inbox/stream", target.mid(17), {}};
        const auto headers = signRequest(parts, key, m_clock.now());
        QUrl url(phone.server.toString() + QString::fromLatin1(target));
        url.setScheme(QStringLiteral("ws"));
        QNetworkRequest request(url);
        request.setRawHeader("Content-Digest", headers.contentDigest);
        request.setRawHeader("Signature-Input", headers.signatureInput);
        request.setRawHeader("Signature", headers.signature);
        socket.open(request);
    };
    QWebSocket socket;
    QStringList frames;
    connect(&socket, &QWebSocket::textMessageReceived, &socket, [&frames](const QString &frame) { frames.append(frame); });
    open(socket, phone.link);
    QTRY_COMPARE_WITH_TIMEOUT(frames.size(), 1, 60'000);
    QCOMPARE(till(testReceipt(++m_receipts, phone.descriptor), phone.card->number.text()).status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(frames.size(), 2, 60'000);
    for (int i = 0; i < frames.size(); ++i) {
        const auto event = signedEventFromJson(parseJson(frames.at(i).toUtf8()).value());
        QVERIFY(event && event->cursor == i + 1);
        QVERIFY(event->event.isSignedBy(phone.descriptor.answerKey, eventContext(phone.linkId, event->cursor)));
    }
    QWebSocket stranger;
    QSignalSpy refused(&stranger, &QWebSocket::disconnected);
    QSignalSpy connected(&stranger, &QWebSocket::connected);
    open(stranger, SigningKey::create());
    QTRY_VERIFY_WITH_TIMEOUT(stranger.state() == QAbstractSocket::UnconnectedState, 60'000);
    QCOMPARE(connected.count(), 0);
}

void TestGateway::withdrawalAndErasure()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join(offersGranted()).status, 201);
    const QByteArray target = "/v1/links/" + phone.linkId.toLatin1();
    const auto change = phone.ask("PATCH", target, toJson(ConsentChange{newUlid(m_clock), phone.consent({}), {}}));
    QCOMPARE(change.status, 200);
    const auto late = phone.ask("PATCH", target, toJson(ConsentChange{newUlid(m_clock), phone.consent(offersGranted(), -60), {}}));
    QCOMPARE(late.status, 409);
    QCOMPARE(late.code(), QStringLiteral("consent_outdated"));
    QVERIFY(late.isSignedBy(phone.descriptor.answerKey));
    const QJsonObject audience{{QStringLiteral("links"), QJsonArray{phone.linkId}}};
    auto offered = askWithKey(m_gateway.url(), m_officeKey, "/v1/events", offerEvent(m_clock, audience, QStringLiteral("A")));
    QCOMPARE(result(offered).value(QLatin1StringView("refused")).toInt(), 1);

    const QJsonObject withdrawal{{QStringLiteral("op_id"), newUlid(m_clock)}};
    const auto ended = phone.ask("DELETE", target + "?erase=true", withdrawal);
    QCOMPARE(ended.status, 200);
    QVERIFY(ended.isSignedBy(phone.descriptor.answerKey));
    QCOMPARE(phone.ask("DELETE", target + "?erase=true", withdrawal).status, 200);
    const auto gone = phone.inbox(0);
    QCOMPARE(gone.code(), QStringLiteral("link_deleted"));
    QVERIFY(gone.isSignedBy(phone.descriptor.answerKey));
    QCOMPARE(phone.join().status, 201);
    QVERIFY(!phone.linkId.isEmpty() && target != "/v1/links/" + phone.linkId.toLatin1());
    // What waited in the phone's outbox since then does not end the new membership.
    QCOMPARE(phone.ask("DELETE", target + "?erase=true", {{QStringLiteral("op_id"), newUlid(m_clock)}}).status, 200);
    QCOMPARE(phone.ask("DELETE", target, {{QStringLiteral("op_id"), newUlid(m_clock)}}).code(), QStringLiteral("link_deleted"));
    QCOMPARE(phone.inbox(0).status, 200);
}

void TestGateway::showsTheDescriptorOnly()
{
    const auto path = m_gateway.folder().filePath(QStringLiteral("data/descriptor.json"));
    const auto kept = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto before = kept();
    QVERIFY(!before.isEmpty());
    QVERIFY(!m_gateway.run({QStringLiteral("descriptor")}).isEmpty()); // names port 0: other content than what is served
    QCOMPARE(kept(), before);
}

void TestGateway::anotherAnswerKey()
{
    GatewayProcess shop;
    QVERIFY2(shop.start(), shop.log());
    TestPhone phone(shop.url());
    const auto join = toJson(phone.joinRequest(offersGranted()));
    const auto joined = phone.ask("POST", "/v1/links", join);
    QCOMPARE(joined.status, 201);
    phone.linkId = joinAnswerFromJson(joined.json())->linkId;
    const QByteArray target = "/v1/links/" + phone.linkId.toLatin1();
    const auto change = toJson(ConsentChange{newUlid(m_clock), phone.consent({}), {}});
    QCOMPARE(phone.ask("PATCH", target, change).status, 200);

    QCOMPARE(shop.terminate(), 0);
    QVERIFY(QFile::rename(shop.folder().filePath(QStringLiteral("data/answer.key")), shop.folder().filePath(QStringLiteral("old.key"))));
    QVERIFY(!shop.run({QStringLiteral("init")}).isEmpty());
    QVERIFY2(shop.start(), shop.log());
    const auto descriptor = TestPhone(shop.url()).descriptor;
    QVERIFY(!(descriptor.answerKey == phone.descriptor.answerKey));
    for (const auto &[method, path, body] :
         {std::tuple(QByteArray("POST"), QByteArray("/v1/links"), join), std::tuple(QByteArray("PATCH"), target, change)}) {
        const auto again = phone.ask(method, path, body);
        QCOMPARE(again.status, 200);
        QVERIFY(again.isSignedBy(descriptor.answerKey));
        const SignedText countersigned{
            body.value(QLatin1StringView("consent")).toObject().value(QLatin1StringView("text")).toString().toUtf8(),
            joinAnswerFromJson(again.json())->consentCountersignature};
        QVERIFY(countersigned.isSignedBy(descriptor.answerKey, consentContext(descriptor.retailerId)));
    }
}

void TestGateway::leavesNoCore()
{
    QFile file(QStringLiteral("/proc/%1/limits").arg(m_gateway.processId()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto limits = file.readAll();
    const auto line = limits.sliced(limits.indexOf("Max core file size")).split('\n').first().simplified();
    QCOMPARE(line, QByteArrayLiteral("Max core file size 0 0 bytes"));
}

void TestGateway::endsCleanly()
{
    TestPhone phone(m_gateway.url());
    QCOMPARE(phone.join().status, 201);
    auto polling = std::async(std::launch::async, [&phone] { return phone.inbox(0, 25).status; });
    QThread::msleep(300);
    QCOMPARE(m_gateway.terminate(), 0);
    QCOMPARE(polling.get(), 200); // answered, not cut off
    QVERIFY(!m_gateway.log().contains(phone.card->number.text().toLatin1()));
    QVERIFY2(m_gateway.start(), m_gateway.log());
    QCOMPARE(phone.inbox(0).status, 200);
}

void TestGateway::survivesAFullDisk()
{
    GatewayProcess full;
    QVERIFY2(full.start({QStringLiteral("/usr/bin/prlimit"), QStringLiteral("--fsize=1500000:unlimited")}), full.log());
    TestPhone phone(full.url());
    QCOMPARE(phone.join().status, 201);
    int stored = 0;
    HttpReply refused;
    QStringList acknowledged;
    for (int i = 1; i < 3000 && refused.status == 0; ++i) {
        const auto message = phone.purchaseOf(testReceipt(i, phone.descriptor));
        const auto reply = phone.purchase(message);
        if (reply.status == 202) {
            acknowledged.append(message.opId);
            ++stored;
        } else {
            refused = reply;
        }
    }
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.code(), QStringLiteral("storage_full"));
    QVERIFY(refused.headers.contains("retry-after"));
    QVERIFY(stored > 10);
    for (const auto &opId : {acknowledged.first(), acknowledged.last()}) {
        QCOMPARE(phone.ask("GET", "/v1/purchases/" + opId.toLatin1()).status, 200);
    }
    // Space again: it goes on by itself.
    QCOMPARE(QProcess::execute(QStringLiteral("/usr/bin/prlimit"),
                               {QStringLiteral("--fsize=unlimited"), QStringLiteral("--pid"), QString::number(full.processId())}),
             0);
    QCOMPARE(phone.purchase(phone.purchaseOf(testReceipt(5000, phone.descriptor))).status, 202);
    QCOMPARE(full.terminate(), 0);
}

QTEST_GUILESS_MAIN(TestGateway)
#include "tst_gateway.moc"
