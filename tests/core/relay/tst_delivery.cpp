// SPDX-License-Identifier: Apache-2.0
#include "core/relay/channel.h"
#include "core/relay/decisions.h"
#include "core/relay/disclosedsend.h"
#include "core/relay/settlement.h"
#include "tests/core/relay/fixture.h"

#include <sys/resource.h>

#include <csignal>

using namespace odna;

namespace {

QByteArray html()
{
    return HostileServer::response(200, "text/html", "<html>Please log in to the network</html>");
}

QByteArray large()
{
    return QByteArray(200 * 1024, 'x');
}

/// While it lives, no file of this process can grow.
class FullDisk final
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

} // namespace

/// What becomes of a confirmed purchase when the other side misbehaves: only a signed acknowledgement clears the outbox.
class TestDelivery final : public QObject
{
    Q_OBJECT

    Fixture f;

private Q_SLOTS:
    void cleanup() { f.endLinks(); }

    void delivers()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy answered(&relay, &Relay::purchaseAnswered);
        const auto opId = f.confirm(relay, *shop);
        QVERIFY(f.outboxItem(opId));
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(answered.size(), 1);
        QCOMPARE(shop->ledger().keys(), QStringList{opId});
        QCOMPARE(f.purchase(opId)->purchase->status, PurchaseStatus::Received);
        // The disclosure log is what went over the wire, byte for byte.
        const auto rows = f.disclosures(opId);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().body, shop->ledger().value(opId));
        QCOMPARE(rows.first().status, 202);
        QVERIFY(rows.first().answer.contains(opId.toLatin1()));
        QCOMPARE(shop->server().requests().last().headers.value("idempotency-key"), opId.toLatin1());
    }

    void keepsWhatIsNotAcknowledged_data()
    {
        QTest::addColumn<HostileServer::Script>("script");
        QTest::addColumn<FailureCode>("expected");
        const QByteArray head = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\n";
        QTest::newRow("hangs") << HostileServer::hang() << FailureCode::TimedOut;
        QTest::newRow("drips its body") << HostileServer::drip(head + "Content-Length: 9999\r\n\r\n") << FailureCode::TimedOut;
        QTest::newRow("drips its headers") << HostileServer::drip("HTTP/1.1 202 Accepted\r\nX-Slow:") << FailureCode::TimedOut;
        QTest::newRow("200 HTML") << HostileServer::say(html()) << FailureCode::AnswerForeign;
        QTest::newRow("202 JSON unsigned") << HostileServer::say(HostileServer::response(202, "application/json", "{}"))
                                           << FailureCode::AnswerForeign;
        QTest::newRow("empty 204") << HostileServer::say("HTTP/1.1 204 No Content\r\n\r\n") << FailureCode::AnswerForeign;
        QTest::newRow("302") << HostileServer::say("HTTP/1.1 302 Found\r\nLocation: /v1/thanks\r\nContent-Length: 0\r\n\r\n")
                             << FailureCode::RedirectRefused;
        QTest::newRow("closes after reading") << HostileServer::hangUp() << FailureCode::AnswerTruncated;
        QTest::newRow("body shorter than its length")
            << HostileServer::say(head + "Content-Length: 500\r\n\r\n{\"op_id\"") << FailureCode::AnswerTruncated;
        QTest::newRow("chunk without end") << HostileServer::say(head + "Transfer-Encoding: chunked\r\n\r\n50\r\n{\"op")
                                           << FailureCode::AnswerTruncated;
        QTest::newRow("large by its length") << HostileServer::say(head + "Content-Length: 204800\r\n\r\n" + large())
                                             << FailureCode::AnswerTooLarge;
        QTest::newRow("large without length") << HostileServer::say(head + "Connection: close\r\n\r\n" + large())
                                              << FailureCode::AnswerTooLarge;
        QTest::newRow("no HTTP at all") << HostileServer::say("SSH-2.0-OpenSSH_9.2\r\n\r\n") << FailureCode::AnswerTruncated;
        QTest::newRow("unsigned 404") << HostileServer::say(
            HostileServer::response(404, "application/problem+json", problemJson(Failure{FailureCode::LinkUnknown, {}})))
                                      << FailureCode::AnswerForeign;
        QTest::newRow("unsigned 410") << HostileServer::say(
            HostileServer::response(410, "application/problem+json", problemJson(Failure{FailureCode::LinkDeleted, {}})))
                                      << FailureCode::AnswerForeign;
        QTest::newRow("unsigned 422") << HostileServer::say(
            HostileServer::response(422, "application/problem+json", problemJson(Failure{FailureCode::ReceiptNotOurs, {}})))
                                      << FailureCode::AnswerForeign;
        QTest::newRow("401 that asks for a password")
            << HostileServer::say(HostileServer::response(401, "text/plain", "who are you", "WWW-Authenticate: Basic realm=\"x\"\r\n"))
            << FailureCode::AnswerForeign;
    }
    void keepsWhatIsNotAcknowledged()
    {
        QFETCH(HostileServer::Script, script);
        QFETCH(FailureCode, expected);
        const auto shop = f.linkedShop();
        shop->play(script);
        Relay relay(*f.wallet, f.clock, nullptr, expected == FailureCode::TimedOut ? impatient() : quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        const auto item = f.outboxItem(opId);
        QCOMPARE(item->state, OutboxItem::State::Waiting);
        QCOMPARE(nameOf(item->lastFailure->code), nameOf(expected));
        QVERIFY(item->nextAttempt > f.clock.now());
        const auto rows = f.disclosures(opId);
        QCOMPARE(rows.size(), 1); // it may have arrived
        QCOMPARE(rows.first().status, 0);
        QCOMPARE(rows.first().body, shop->server().requests().first().body);
        for (const auto &request : shop->server().requests()) {
            QCOMPARE(request.path(), routes::purchases); // no redirect was followed
            QCOMPARE(request.method, "POST");
            QVERIFY(!request.headers.contains("authorization"));
        }
        deliversWhenHonest(*shop, opId);
    }

    void cutsShortWithoutLength()
    {
        const auto shop = f.linkedShop();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            auto bytes = shop->signedResponse(request, shop->honest(request));
            const auto at = bytes.indexOf("Content-Length");
            bytes.remove(at, bytes.indexOf("\r\n", at) + 2 - at);
            socket.write(bytes.chopped(20)); // a signed answer that ends early and looks whole to HTTP
            socket.disconnectFromHost();
            return true;
        }));
        keeps(*shop, FailureCode::AnswerTruncated);
    }

    void followsNoRedirectToAnotherOrigin()
    {
        const auto shop = f.linkedShop();
        for (const int status : {301, 302, 303, 307, 308}) {
            HostileServer other(HostileServer::say(html()));
            shop->play(HostileServer::say("HTTP/1.1 " + QByteArray::number(status) + " Elsewhere\r\nLocation: " + other.origin().toEncoded()
                                          + "/v1/purchases\r\nContent-Length: 0\r\n\r\n"));
            Relay relay(*f.wallet, f.clock, nullptr, quick());
            const auto opId = f.confirm(relay, *shop);
            QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
            QCOMPARE(f.outboxItem(opId)->lastFailure->code, FailureCode::RedirectRefused);
            deliversWhenHonest(*shop, opId);
            QCOMPARE(other.connections(), 0);
        }
    }

    void takesNoAcknowledgementUnderAnotherKey()
    {
        const auto shop = f.linkedShop();
        const auto other = SigningKey::create();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(shop->signedResponse(request, shop->honest(request), other));
            return true;
        }));
        keeps(*shop, FailureCode::AcknowledgementBad);
    }

    void takesNoAnswerToAnotherMessage_data()
    {
        QTest::addColumn<bool>("isWithdrawal");
        QTest::newRow("consent change") << false;
        QTest::newRow("withdrawal") << true;
    }
    void takesNoAnswerToAnotherMessage()
    {
        QFETCH(bool, isWithdrawal);
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            auto answer = shop->honest(request);
            auto object = *parseJson(answer.body);
            object.insert(QStringLiteral("op_id"), newUlid(f.clock));
            answer.body = jsonBytes(object);
            socket.write(shop->signedResponse(request, answer));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(isWithdrawal ? relay.withdraw(retailerId, false) : relay.changeGrants(retailerId, {}, QStringLiteral("en")));
        const auto items = *f.wallet->outbox();
        const auto mine = std::ranges::find(items, retailerId, [](const OutboxItem &item) { return item.message.retailerId(); });
        QVERIFY(mine != items.end());
        const auto opId = mine->message.opId();
        QTRY_VERIFY(!f.outboxItem(opId) || f.outboxItem(opId)->attempts == 1);
        QVERIFY(f.outboxItem(opId));
        QCOMPARE(nameOf(f.outboxItem(opId)->lastFailure->code), nameOf(FailureCode::AcknowledgementMismatch));
        QVERIFY(f.answered(opId).isEmpty());
        shop->beHonest();
        f.clock.advance(3600);
        relay.retryNow();
        QTRY_VERIFY(isDelivered(retailerId));
    }

    void takesNoAcknowledgementForAnotherPurchase()
    {
        const auto shop = f.linkedShop();
        const auto others = jsonBytes(toJson(PurchaseAnswer{.opId = newUlid(f.clock),
                                                            .fiscal = f.paper().fiscal,
                                                            .kind = ReceiptKind::Sale,
                                                            .status = PurchaseStatus::Accepted,
                                                            .points = 10,
                                                            .reason = {},
                                                            .at = f.clock.now()}));
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(shop->signedResponse(request, {202, others, {}}));
            return true;
        }));
        keeps(*shop, FailureCode::AcknowledgementMismatch);
        // The right op id with another receipt's identity is no better.
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            auto answer = *parseJson(others);
            answer.insert(QStringLiteral("op_id"), QString::fromLatin1(request.headers.value("idempotency-key")));
            socket.write(shop->signedResponse(request, {202, jsonBytes(answer), {}}));
            return true;
        }));
        keeps(*shop, FailureCode::AcknowledgementMismatch);
    }

    void takesNoReplayedAcknowledgement()
    {
        const auto shop = f.linkedShop();
        QByteArray earlier;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (earlier.isEmpty()) {
                earlier = shop->signedResponse(request, shop->honest(request));
                socket.write(html());
            } else {
                socket.write(earlier); // genuine, for this very purchase, but for the request before
            }
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_VERIFY(f.outboxItem(opId)->attempts > 0);
        f.clock.advance(600);
        relay.retryNow();
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 2);
        QCOMPARE(f.outboxItem(opId)->lastFailure->code, FailureCode::AcknowledgementBad);
        deliversWhenHonest(*shop, opId);
    }

    /// The trap of Qt's network stack: the POST is sent again by itself, with the same nonce, after the gateway has recorded it.
    void survivesQtsSilentResend()
    {
        const auto shop = f.linkedShop();
        int posts = 0;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (++posts > 1) {
                return false; // honest from now on: the nonce has been seen, so this is refused as a replay
            }
            std::ignore = shop->honest(request);
            socket.abort();
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId) || f.outboxItem(opId)->attempts > 0);
        // Qt 6.4 resends on a connection that had been kept alive or was new alike; where it did, no second tap is needed.
        if (posts == 3) {
            QVERIFY(!f.outboxItem(opId));
        }
        deliversWhenHonest(*shop, opId);
        for (const auto &request : shop->server().requests()) {
            QCOMPARE(request.body, shop->ledger().value(opId));
        }
    }

    void repeatsARefusedNonceOnce()
    {
        const auto shop = f.linkedShop();
        int refusals = 1;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (refusals-- <= 0) {
                return false;
            }
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::SignatureInvalid)));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        auto opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        const auto &requests = shop->server().requests();
        QCOMPARE(requests.size(), 2);
        QVERIFY(requests.at(0).headers.value("signature") != requests.at(1).headers.value("signature"));
        // Twice is a verdict.
        refusals = 2;
        opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->state, OutboxItem::State::Parked);
        QCOMPARE(shop->server().requests().size(), 4);
    }

    void correctsItsClockOnce()
    {
        const auto shop = f.linkedShop();
        shop->setOffset(3600);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        auto opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(shop->server().requests().size(), 2);
        opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(shop->server().requests().size(), 3); // the offset is kept

        // A gateway that never agrees with itself is not asked for ever.
        const auto mad = f.linkedShop();
        mad->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(mad->signedResponse(request, mad->refusal(FailureCode::TimestampOutOfRange, f.clock.now().addSecs(7777))));
            return true;
        }));
        opId = f.confirm(relay, *mad);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        QCOMPARE(mad->server().requests().size(), 2);
        QCOMPARE(f.outboxItem(opId)->lastFailure->code, FailureCode::TimestampOutOfRange);
        deliversWhenHonest(*mad, opId);
    }

    void doesAsTheCodeSays_data()
    {
        QTest::addColumn<FailureCode>("code");
        QTest::addColumn<QString>("outcome");
        for (const auto code : {FailureCode::Throttled, FailureCode::UpstreamUnavailable, FailureCode::StorageFull, FailureCode::Internal,
                                FailureCode::InProgress, FailureCode::RequestTimeout}) {
            QTest::newRow(nameOf(code).data()) << code << QStringLiteral("retry");
        }
        for (const auto code : {FailureCode::Malformed, FailureCode::IdempotencyKeyMissing, FailureCode::ConsentMissing,
                                FailureCode::LinkSuspended, FailureCode::LinkUnknown, FailureCode::LinkDeleted, FailureCode::PartnerGone,
                                FailureCode::TooLarge, FailureCode::UnsupportedMediaType, FailureCode::Blocked, FailureCode::NotFound}) {
            QTest::newRow(nameOf(code).data()) << code << QStringLiteral("parked");
        }
        for (const auto code :
             {FailureCode::ReceiptNotOurs, FailureCode::ReceiptUnknown, FailureCode::IdempotencyKeyReused, FailureCode::DuplicateReceipt}) {
            QTest::newRow(nameOf(code).data()) << code << QStringLiteral("final");
        }
    }
    void doesAsTheCodeSays()
    {
        QFETCH(FailureCode, code);
        QFETCH(QString, outcome);
        const auto shop = f.linkedShop();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            auto answer = shop->refusal(code);
            answer.headers = "Retry-After: 7200\r\n";
            socket.write(shop->signedResponse(request, answer));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy failed(&relay, &Relay::failed);
        const auto opId = f.confirm(relay, *shop);
        if (outcome == QLatin1StringView("retry")) {
            QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
            QCOMPARE(f.outboxItem(opId)->state, OutboxItem::State::Waiting);
            QVERIFY(f.outboxItem(opId)->nextAttempt >= f.clock.now().addSecs(7200));
            QVERIFY(failed.isEmpty());
            QCOMPARE(f.disclosures(opId).size(), 1);
            QCOMPARE(f.disclosures(opId).first().status, entryOf(code).httpStatus);
            f.clock.advance(7200);
            deliversWhenHonest(*shop, opId);
            return;
        }
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).value<Failure>().code, code);
        QCOMPARE(f.disclosures(opId).size(), 1);
        QCOMPARE(f.disclosures(opId).first().status, entryOf(code).httpStatus);
        if (outcome == QLatin1StringView("parked")) {
            QCOMPARE(f.outboxItem(opId)->state, OutboxItem::State::Parked);
        } else {
            QVERIFY(!f.outboxItem(opId));
            QCOMPARE(f.purchase(opId)->purchase->status, PurchaseStatus::Rejected);
            QCOMPARE(f.purchase(opId)->purchase->reason, QLatin1StringView(nameOf(code)));
            QVERIFY(!f.purchase(opId)->confirmed);
        }
    }

    void isLoggedBeforeItLeaves()
    {
        const auto shop = f.linkedShop();
        QList<Disclosure> rows;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &, const RawRequest &request) {
            rows = f.disclosures(QString::fromLatin1(request.headers.value("idempotency-key")));
            return false;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QVERIFY(f.disclosures(opId).isEmpty());
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().status, 0);
        QCOMPARE(rows.first().body, shop->ledger().value(opId));
    }

    void sendsNothingThatCannotBeLogged()
    {
        const auto shop = f.linkedShop();
        const auto opId = [&] { // the relay is gone before it can send
            Relay relay(*f.wallet, f.clock, nullptr, quick());
            return f.confirm(relay, *shop);
        }();
        Channel channel(*f.wallet->link(shop->descriptor().retailerId), *f.wallet, f.clock);
        std::optional<Failure> failure;
        {
            const auto message = f.outboxItem(opId)->message;
            const FullDisk full;
            channel.send(message, std::chrono::seconds(30), *this, [&](const Result<HttpAnswer> &answer) {
                failure = answer ? Failure{FailureCode::Internal, QStringLiteral("sent")} : answer.error();
            });
            QVERIFY(!failure); // never before send() returns
            QTRY_VERIFY(failure);
        }
        QVERIFY2(failure->code == FailureCode::DiskFull || failure->code == FailureCode::StorageFailed, qPrintable(describe(*failure)));
        QVERIFY(shop->server().requests().isEmpty());
        QVERIFY(f.disclosures(opId).isEmpty());
        deliversWhenHonest(*shop, opId);
    }

    void logsNothingThatDidNotLeave()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        shop->server().stopListening();
        auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        QCOMPARE(nameOf(f.outboxItem(opId)->lastFailure->code), nameOf(FailureCode::NetworkUnreachable));
        QVERIFY(f.disclosures(opId).isEmpty());
        // Not even a try that comes to nothing takes back what an earlier one said.
        const auto other = f.linkedShop();
        other->play(HostileServer::hangUp());
        Relay second(*f.wallet, f.clock, nullptr, quick());
        opId = f.confirm(second, *other);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        other->server().stopListening();
        f.clock.advance(60);
        second.retryNow();
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 2);
        QCOMPARE(nameOf(f.outboxItem(opId)->lastFailure->code), nameOf(FailureCode::NetworkUnreachable));
        QCOMPARE(f.disclosures(opId).size(), 1);
        QCOMPARE(f.disclosures(opId).first().status, 0);
    }

    /// Qt sends again by itself and is refused: the last error says that nobody listens, but the first try was read.
    void logsWhatLeftBeforeTheRefusal()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(f.sync(relay)); // a connection that is kept alive
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &) {
            shop->server().stopListening();
            socket.abort();
            return true;
        }));
        shop->server().forget();
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        QCOMPARE(shop->server().requests().size(), 1);
        QCOMPARE(nameOf(f.outboxItem(opId)->lastFailure->code), nameOf(FailureCode::AnswerTruncated));
        QCOMPARE(f.disclosures(opId).size(), 1);
    }

    /// Nobody hears of an answer that is not stored.
    void announcesOnlyWhatIsWritten()
    {
        const auto shop = f.linkedShop();
        shop->play(HostileServer::hangUp());
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        const auto receipt = f.wallet->receipts(1)->constFirst().receipt;
        const HttpAnswer answer{.status = 202,
                                .body = jsonBytes(toJson(PurchaseAnswer{.opId = opId,
                                                                        .fiscal = receipt.fiscal,
                                                                        .kind = receipt.kind,
                                                                        .status = PurchaseStatus::Received,
                                                                        .points = std::nullopt,
                                                                        .reason = {},
                                                                        .at = f.clock.now()})),
                                .retryAfter = std::nullopt};
        const auto message = f.outboxItem(opId)->message;
        const auto link = *f.wallet->link(shop->descriptor().retailerId);
        SentProfile sentProfile(*f.wallet);
        Decisions decisions(*f.wallet, sentProfile, f.clock);
        Settlement settlement(*f.wallet, sentProfile, decisions, f.clock);
        const QSignalSpy answered(&settlement, &Settlement::purchaseAnswered);
        {
            const FullDisk full;
            QVERIFY(settlement.settle(message, link, answer));
        }
        QCOMPARE(answered.size(), 0);
        QVERIFY(f.outboxItem(opId));
        QVERIFY(settlement.settle(message, link, answer));
        QCOMPARE(answered.size(), 1);
        QVERIFY(!f.outboxItem(opId));
    }

    /// The retailer forgot the link: it ends here too, and what waits goes to the next link.
    void joinsAgainAfterTheLinkIsGone()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::LinkUnknown)));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.wallet->link(retailerId)->state, Link::State::Ended);
        QTRY_COMPARE(f.outboxItem(opId)->state, OutboxItem::State::Parked);
        shop->beHonest();
        shop->setLinkId(QStringLiteral("lnk_") + newUlid(f.clock));
        QVERIFY(f.join(relay, *shop));
        QCOMPARE(f.wallet->link(retailerId)->state, Link::State::Active);
        const auto held = f.wallet->receipts(1)->constFirst();
        QVERIFY(held.opId != opId);
        QCOMPARE(held.delivery, OutboxItem::State::Waiting);
        QVERIFY(f.sync(relay));
        QTRY_VERIFY(isDelivered(retailerId));
        QCOMPARE(shop->ledger().keys(), QStringList{held.opId});
        QVERIFY(shop->ledger().value(held.opId).contains(shop->linkId().toLatin1()));
    }

    void endsALinkThatAPullFindsGone()
    {
        const auto shop = f.linkedShop();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::LinkDeleted)));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(!f.sync(relay));
        QCOMPARE(f.wallet->link(shop->descriptor().retailerId)->state, Link::State::Ended);
    }

    void deliversAWithdrawalBeforeAJoin()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        shop->play(HostileServer::hangUp());
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(relay.withdraw(retailerId, false));
        QTRY_COMPARE(f.wallet->outbox()->constLast().attempts, 1);
        const auto refused = f.join(relay, *shop);
        QVERIFY(!refused);
        QCOMPARE(nameOf(refused.error().code), nameOf(FailureCode::AnswerTruncated));
        QVERIFY(!isDelivered(retailerId));
        shop->beHonest();
        shop->server().forget();
        QVERIFY(f.join(relay, *shop));
        QVERIFY(isDelivered(retailerId));
        QCOMPARE(shop->server().requests().size(), 2);
        QCOMPARE(shop->server().requests().at(0).method, "DELETE");
        QCOMPARE(shop->server().requests().at(1).path(), routes::links);
        QCOMPARE(f.wallet->link(retailerId)->state, Link::State::Active);
    }

    /// A field that is no longer granted is not in what has not left yet; what the retailer did not confirm is sent again.
    void sendsNoWithdrawnField()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::City});
        grants.give({Purpose::Membership, ProfileField::Email});
        QVERIFY(
            f.wallet->setProfile({{ProfileField::City, QStringLiteral("Minsk")}, {ProfileField::Email, QStringLiteral("a@b.example")}}));
        shop->play(HostileServer::hangUp());
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(relay.changeGrants(retailerId, grants, QStringLiteral("en"))); // queued, not acknowledged
        const auto first = f.confirm(relay, *shop);
        QVERIFY(f.outboxItem(first)->message.body().contains("a@b.example"));
        Grants fewer;
        fewer.give({Purpose::Membership, ProfileField::City});
        QVERIFY(relay.changeGrants(retailerId, fewer, QStringLiteral("en"))); // before the event loop: never tried
        QVERIFY(!f.outboxItem(first)->message.body().contains("a@b.example"));
        QVERIFY(f.outboxItem(first)->message.body().contains("Minsk"));
        shop->beHonest();
        f.clock.advance(3600);
        relay.retryNow();
        QTRY_VERIFY(isDelivered(retailerId));
        QVERIFY(!shop->ledger().value(first).contains("a@b.example"));
        const auto second = f.confirm(relay, *shop);
        QVERIFY(!f.outboxItem(second)->message.body().contains("Minsk")); // acknowledged by now
        QTRY_VERIFY(isDelivered(retailerId));
        QVERIFY(f.wallet->setProfile({}));
    }

    /// What may have left goes on under another op id without the withdrawn field; the gateway's word about the first one still counts.
    void sendsNoWithdrawnFieldAgain_data()
    {
        QTest::addColumn<bool>("isUnderWay");
        QTest::newRow("after a try") << false;
        QTest::newRow("during the first try") << true;
    }
    void sendsNoWithdrawnFieldAgain()
    {
        QFETCH(bool, isUnderWay);
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::City});
        grants.give({Purpose::Membership, ProfileField::Email});
        Relay relay(*f.wallet, f.clock, nullptr, isUnderWay ? impatient() : quick());
        QVERIFY(relay.changeGrants(retailerId, grants, QStringLiteral("en")));
        QTRY_VERIFY(isDelivered(retailerId));
        QVERIFY(
            f.wallet->setProfile({{ProfileField::City, QStringLiteral("Minsk")}, {ProfileField::Email, QStringLiteral("a@b.example")}}));
        shop->server().forget();
        shop->play(isUnderWay ? HostileServer::hang() : HostileServer::hangUp());
        const auto first = f.confirm(relay, *shop);
        QTRY_VERIFY(!shop->server().requests().isEmpty() && (isUnderWay || f.outboxItem(first)->attempts == 1));
        const auto bytes = f.outboxItem(first)->message.body();
        QVERIFY(bytes.contains("a@b.example"));
        // More than before changes nothing in it.
        auto more = grants;
        more.give({Purpose::PersonalOffers, std::nullopt});
        QVERIFY(f.wallet->changeConsent(
            retailerId, consentFor(shop->descriptor(), more, QStringLiteral("en"), *f.wallet, f.clock),
            OutgoingMessage::consentChange(*f.wallet->link(retailerId),
                                           consentFor(shop->descriptor(), more, QStringLiteral("en"), *f.wallet, f.clock), {},
                                           f.wallet->linkKey(retailerId), f.clock)));
        QCOMPARE(f.outboxItem(first)->message.body(), bytes);
        Grants fewer;
        fewer.give({Purpose::Membership, ProfileField::City});
        QVERIFY(relay.changeGrants(retailerId, fewer, QStringLiteral("en")));
        QVERIFY(!f.outboxItem(first));
        const auto second = f.wallet->receipts(1)->constFirst().opId;
        QVERIFY(second != first);
        QVERIFY(f.outboxItem(second)->message.body().contains("Minsk"));
        QVERIFY(!f.outboxItem(second)->message.body().contains("a@b.example"));
        shop->server().forget();
        shop->beHonest();
        QTRY_VERIFY(!isUnderWay || f.outboxItem(second)->attempts == 1); // put off by the silence about the first one
        f.clock.advance(60);
        relay.retryNow();
        QTRY_VERIFY(isDelivered(retailerId));
        QVERIFY(!shop->server().received().contains("a@b.example"));
        QCOMPARE(shop->ledger().keys(), QStringList{second});
        QCOMPARE(f.disclosures(first).size(), 1);
        QCOMPARE(f.disclosures(first).first().body, bytes);
        QCOMPARE(f.disclosures(first).first().status, 0);
        QCOMPARE(f.disclosures(second).first().body, shop->ledger().value(second));
        const auto receipt = f.wallet->receipts(1)->constFirst().receipt;
        shop->addEvent(QStringLiteral("purchase"), toJson(PurchaseAnswer{.opId = first,
                                                                         .fiscal = receipt.fiscal,
                                                                         .kind = receipt.kind,
                                                                         .status = PurchaseStatus::Accepted,
                                                                         .points = 25,
                                                                         .reason = {},
                                                                         .at = f.clock.now()}));
        QVERIFY(f.sync(relay));
        QVERIFY(f.purchase(second));
        QCOMPARE(f.purchase(second)->purchase->status, PurchaseStatus::Accepted);
        QVERIFY(f.wallet->setProfile({}));
    }

    /// A consent that was changed again before it left is not sent: it may name what is no longer granted.
    void sendsOnlyTheLatestConsent()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        QVERIFY(f.wallet->setProfile({{ProfileField::Email, QStringLiteral("a@b.example")}}));
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::Email});
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(relay.changeGrants(retailerId, grants, QStringLiteral("en")));
        QVERIFY(relay.changeGrants(retailerId, {}, QStringLiteral("en"))); // before the event loop
        QTRY_VERIFY(isDelivered(retailerId));
        QCOMPARE(shop->server().requests().size(), 1);
        QVERIFY(!shop->server().received().contains("a@b.example"));
        QVERIFY(f.wallet->setProfile({}));
    }

    /// A gateway goes by the order of the consents' own times.
    void aConsentIsNewerThanTheOneBefore()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        const auto joined = f.wallet->latestConsent(retailerId)->givenAt;
        f.clock.advance(-7200);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(relay.changeGrants(retailerId, {}, QStringLiteral("en")));
        const auto less = f.wallet->latestConsent(retailerId)->givenAt;
        QVERIFY(less > joined);
        QTRY_VERIFY(isDelivered(retailerId));
        QVERIFY(relay.withdraw(retailerId, false));
        QVERIFY(*f.wallet->latestConsent(retailerId)->withdrawnAt > less);
        QTRY_VERIFY(isDelivered(retailerId));
        f.clock.advance(-7200);
        QVERIFY(f.join(relay, *shop));
        QVERIFY(f.wallet->latestConsent(retailerId)->givenAt > less);
        f.clock.advance(2 * 7200);
    }

    void neverParksADecision_data()
    {
        QTest::addColumn<FailureCode>("code");
        QTest::addColumn<bool>("isWithdrawal");
        for (const auto code : {FailureCode::Malformed, FailureCode::LinkSuspended, FailureCode::ConsentMissing, FailureCode::Blocked,
                                FailureCode::IdempotencyKeyReused, FailureCode::DuplicateReceipt, FailureCode::TooLarge}) {
            for (const bool isWithdrawal : {false, true}) {
                QTest::addRow("%s to a %s", nameOf(code).data(), isWithdrawal ? "withdrawal" : "consent change") << code << isWithdrawal;
            }
        }
    }
    void neverParksADecision()
    {
        QFETCH(FailureCode, code);
        QFETCH(bool, isWithdrawal);
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() == routes::descriptor) {
                return false;
            }
            socket.write(shop->signedResponse(request, shop->refusal(code)));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QVERIFY(isWithdrawal ? relay.withdraw(retailerId, true) : relay.changeGrants(retailerId, {}, QStringLiteral("en")));
        const auto items = *f.wallet->outbox();
        const auto mine = std::ranges::find(items, retailerId, [](const OutboxItem &item) { return item.message.retailerId(); });
        QVERIFY(mine != items.end());
        const auto opId = mine->message.opId();
        QTRY_VERIFY(f.outboxItem(opId) && f.outboxItem(opId)->attempts == 1);
        QCOMPARE(f.outboxItem(opId)->state, OutboxItem::State::Waiting);
        QCOMPARE(nameOf(f.outboxItem(opId)->lastFailure->code), nameOf(code));
        QCOMPARE(f.disclosures(opId).first().status, entryOf(code).httpStatus);
        shop->beHonest();
        f.clock.advance(3600);
        relay.retryNow();
        QTRY_VERIFY(isDelivered(retailerId));
        QCOMPARE(f.disclosures(opId).first().status, 200);
    }

    /// What an earlier version parked moves by itself; a link that is gone needs no consent change any more.
    void movesADecisionThatWasParked()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        const auto consent = consentFor(shop->descriptor(), {}, QStringLiteral("en"), *f.wallet, f.clock);
        const auto message =
            OutgoingMessage::consentChange(*f.wallet->link(retailerId), consent, {}, f.wallet->linkKey(retailerId), f.clock);
        QVERIFY(f.wallet->changeConsent(retailerId, consent, message));
        auto row = disclosureOf(message, f.clock);
        row.status = 403;
        QVERIFY(f.wallet->refuse(message.opId(), {FailureCode::LinkSuspended, {}}, false, row));
        QCOMPARE(f.outboxItem(message.opId())->state, OutboxItem::State::Parked);
        QVERIFY(f.wallet->retryNow());
        QCOMPARE(f.outboxItem(message.opId())->state, OutboxItem::State::Waiting);
        QVERIFY(f.wallet->endLink(*f.wallet->link(retailerId), {FailureCode::LinkDeleted, {}}));
        QVERIFY(!f.outboxItem(message.opId()));
    }

    /// More than before needs the text of today, less than before does not: one does not hold up the other.
    void takesBackWhatNeedsAnotherConsent()
    {
        const auto shop = f.linkedShop(); // with personal offers
        const auto retailerId = shop->descriptor().retailerId;
        QVERIFY(f.wallet->setProfile({{ProfileField::Email, QStringLiteral("a@b.example")}}));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        Grants both;
        both.give({Purpose::PersonalOffers, std::nullopt});
        both.give({Purpose::Statistics, std::nullopt});
        QVERIFY(relay.changeGrants(retailerId, both, QStringLiteral("en")));
        QTRY_VERIFY(isDelivered(retailerId));
        shop->server().forget();
        QStringList given;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            const auto body = parseJson(request.body);
            const auto change = body ? consentChangeFromJson(*body) : std::unexpected(body.error());
            if (request.method != "PATCH" || !change || !change->consent.text.contains("email")) {
                return false;
            }
            given.append(change->opId);
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::ConsentMissing)));
            return true;
        }));
        const QSignalSpy failed(&relay, &Relay::failed);
        Grants other; // no offers any more, but the e-mail address
        other.give({Purpose::Statistics, std::nullopt});
        other.give({Purpose::Membership, ProfileField::Email});
        QVERIFY(relay.changeGrants(retailerId, other, QStringLiteral("en")));
        QCOMPARE(f.wallet->link(retailerId)->grants, other);
        QTRY_VERIFY(isDelivered(retailerId));
        QCOMPARE(given.size(), 1);
        QCOMPARE(f.disclosures(given.first()).first().status, 403);
        Grants less;
        less.give({Purpose::Statistics, std::nullopt});
        QCOMPARE(f.wallet->link(retailerId)->grants, less);
        QCOMPARE(f.wallet->latestConsent(retailerId)->grants, less);
        QCOMPARE(shop->server().requests().last().method, "PATCH");
        QVERIFY(!shop->server().requests().last().body.contains("a@b.example"));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).value<Failure>().code, FailureCode::ConsentMissing);
        QVERIFY(f.wallet->setProfile({}));
    }

    void movesAParkedMessageWhenTold()
    {
        const auto shop = f.linkedShop();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::LinkSuspended)));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        const auto held = [&] { return f.wallet->receipts(1)->constFirst(); };
        QCOMPARE(held().opId, opId);
        QTRY_COMPARE(held().delivery, OutboxItem::State::Parked);
        QCOMPARE(nameOf(held().deliveryFailure->code), nameOf(FailureCode::LinkSuspended));
        shop->beHonest();
        QVERIFY(f.sync(relay));
        QVERIFY(f.outboxItem(opId)); // no round moves it
        QVERIFY(relay.retry(newUlid(f.clock)));
        QVERIFY(relay.retry(opId));
        QTRY_VERIFY(!f.outboxItem(opId));
        QVERIFY(!held().delivery);
        QVERIFY(!held().deliveryFailure);
        QCOMPARE(shop->ledger().keys(), QStringList{opId});
    }

    void takesACodeOfALaterVersion()
    {
        const auto shop = f.linkedShop();
        bool retryable = true;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            auto problem = *parseJson(problemJson(Failure{FailureCode::Malformed, {}}));
            problem.insert(QStringLiteral("code"), QStringLiteral("moon_phase_wrong"));
            problem.insert(QStringLiteral("retryable"), retryable);
            socket.write(shop->signedResponse(request, {400, jsonBytes(problem), {}}));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        QCOMPARE(f.outboxItem(opId)->state, OutboxItem::State::Waiting);
        retryable = false;
        f.clock.advance(3600);
        relay.retryNow();
        QTRY_COMPARE(f.outboxItem(opId)->state, OutboxItem::State::Parked);
    }

    void goesByItsSchedule()
    {
        const auto shop = f.linkedShop();
        shop->play(HostileServer::hangUp(), routes::purchases);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        relay.start();
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        shop->beHonest();
        QTest::qWait(100);
        QVERIFY(f.outboxItem(opId)); // its time has not come
        f.clock.set(f.outboxItem(opId)->nextAttempt);
        relay.stop();
        relay.start();
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(shop->ledger().keys(), QStringList{opId});
    }

    void deliversManyOncePerPurchase()
    {
        const auto shop = f.linkedShop();
        shop->play(HostileServer::hang());
        Relay relay(*f.wallet, f.clock, nullptr, impatient());
        QStringList opIds;
        for (int i = 0; i < 10; ++i) {
            opIds.append(f.confirm(relay, *shop));
        }
        // Silence is waited for once in a round, not ten times.
        QTRY_VERIFY(std::ranges::all_of(opIds, [&](const QString &opId) { return f.outboxItem(opId)->attempts == 1; }));
        QVERIFY(shop->server().requests().size() <= 4);
        QCOMPARE(std::ranges::count_if(opIds, [&](const QString &opId) { return !f.disclosures(opId).isEmpty(); }),
                 1); // nor said to be sent
        shop->beHonest();
        relay.retryNow();
        QTRY_VERIFY(std::ranges::none_of(opIds, [&](const QString &opId) { return f.outboxItem(opId).has_value(); }));
        QCOMPARE(shop->ledger().size(), 10);
    }

    void carriesConsentAndWithdrawal()
    {
        const auto shop = f.linkedShop();
        const auto retailerId = shop->descriptor().retailerId;
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        Grants grants;
        grants.give({Purpose::PersonalOffers, std::nullopt});
        grants.give({Purpose::Membership, ProfileField::City});
        QVERIFY(
            f.wallet->setProfile({{ProfileField::City, QStringLiteral("Minsk")}, {ProfileField::Email, QStringLiteral("a@b.example")}}));
        QVERIFY(relay.changeGrants(retailerId, grants, QStringLiteral("en")));
        QCOMPARE(f.wallet->link(retailerId)->grants, grants); // at once, before anything was sent
        QTRY_VERIFY(isDelivered(retailerId));
        QVERIFY(shop->server().received().contains("Minsk"));
        QVERIFY(!shop->server().received().contains("a@b.example")); // not granted
        // The profile travels only when it changed.
        shop->server().forget();
        auto opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        QVERIFY(!shop->server().received().contains("Minsk"));
        QVERIFY(f.wallet->setProfile({{ProfileField::City, QStringLiteral("Brest")}}));
        opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        QVERIFY(shop->server().received().contains("Brest"));
        QVERIFY(f.wallet->setProfile({}));

        QVERIFY(relay.withdraw(retailerId, true));
        QCOMPARE(f.wallet->link(retailerId)->state, Link::State::Ended);
        QTRY_COMPARE(shop->server().requests().last().method, "DELETE");
        QCOMPARE(shop->server().requests().last().query(), "erase=true");
        QTRY_VERIFY(isDelivered(retailerId));
        QCOMPARE(relay.changeGrants(retailerId, grants, QStringLiteral("en")).error().code, FailureCode::LinkDeleted);
    }

    void reachesOnlyItsOwnRetailer()
    {
        const auto one = f.linkedShop();
        const auto two = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QStringList first;
        QStringList second;
        for (int i = 0; i < 5; ++i) {
            first.append(f.confirm(relay, *one));
            second.append(f.confirm(relay, *two));
        }
        first.sort(); // made in one millisecond, in no order
        second.sort();
        QTRY_VERIFY(std::ranges::none_of(first + second, [&](const QString &opId) { return f.outboxItem(opId).has_value(); }));
        QCOMPARE(one->ledger().keys(), first);
        QCOMPARE(two->ledger().keys(), second);
        for (const auto &opId : second) {
            QVERIFY(!one->server().received().contains(opId.toLatin1()));
        }
        for (const auto &opId : first) {
            QVERIFY(!two->server().received().contains(opId.toLatin1()));
        }
        QVERIFY(!one->server().received().contains(two->linkId().toLatin1()));
        QVERIFY(!one->server().received().contains(f.wallet->linkKey(two->descriptor().retailerId).publicKey().text().toLatin1()));
        QVERIFY(!one->server().received().contains("Cookie"));
    }

    void keepsNoCookie()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        for (int i = 0; i < 2; ++i) {
            shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
                auto answer = shop->honest(request);
                answer.headers = "Set-Cookie: tracker=1; Path=/\r\n";
                socket.write(shop->signedResponse(request, answer));
                return true;
            }));
            const auto opId = f.confirm(relay, *shop);
            QTRY_VERIFY(!f.outboxItem(opId));
            QVERIFY(!shop->server().requests().last().headers.contains("cookie"));
        }
    }

    void tellsWhoeverWaitsWhenItGoes()
    {
        const auto shop = f.linkedShop();
        shop->play(HostileServer::hang());
        auto relay = std::make_unique<Relay>(*f.wallet, f.clock, nullptr, quick());
        int cancelled = 0;
        const auto count = [&](const auto &result) { cancelled += !result && result.error().code == FailureCode::Cancelled; };
        relay->syncOnce(count);
        relay->fetchDescriptor(shop->descriptor().baseUrl, count);
        const auto other = f.shop();
        other->play(HostileServer::hang());
        relay->join(other->descriptor(), {}, QStringLiteral("en"), count);
        const auto opId = f.confirm(*relay, *shop);
        QTRY_VERIFY(!other->server().requests().isEmpty());
        QCOMPARE(cancelled, 0);
        relay.reset();
        QCOMPARE(cancelled, 3);
        QCOMPARE(f.outboxItem(opId)->attempts, 0);
        deliversWhenHonest(*shop, opId);
    }

private:
    [[nodiscard]] bool isDelivered(const QString &retailerId) const
    {
        const auto items = *f.wallet->outbox();
        return std::ranges::none_of(items, [&](const OutboxItem &item) { return item.message.retailerId() == retailerId; });
    }

    void keeps(GatewayDouble &shop, FailureCode expected)
    {
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy answered(&relay, &Relay::purchaseAnswered);
        const auto opId = f.confirm(relay, shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        QCOMPARE(nameOf(f.outboxItem(opId)->lastFailure->code), nameOf(expected));
        QCOMPARE(f.outboxItem(opId)->state, OutboxItem::State::Waiting);
        QVERIFY(f.answered(opId).isEmpty());
        QVERIFY(answered.isEmpty());
        deliversWhenHonest(shop, opId);
    }

    /// After everything, the purchase arrives exactly once.
    void deliversWhenHonest(GatewayDouble &shop, const QString &opId)
    {
        shop.beHonest();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        relay.retryNow();
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(shop.ledger().count(opId), 1);
        QCOMPARE(f.purchase(opId)->purchase->status, PurchaseStatus::Received);
        QCOMPARE(f.disclosures(opId).size(), 1);
        QCOMPARE(f.disclosures(opId).first().body, shop.ledger().value(opId));
    }
};

QTEST_GUILESS_MAIN(TestDelivery)
#include "tst_delivery.moc"
