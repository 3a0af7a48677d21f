// SPDX-License-Identifier: Apache-2.0
#include "tests/core/relay/fixture.h"

using namespace odna;

namespace {

QJsonObject offerData(const QString &id, const QDateTime &now)
{
    Offer offer;
    offer.id = id;
    offer.title = QStringLiteral("Ten percent");
    offer.audience = Audience::Personal;
    offer.validUntil = now.addDays(7);
    return toJson(offer);
}

} // namespace

/// Events that come in, by round, by long poll and by WebSocket: only what is signed for this link at this place in the order is kept.
class TestInbox final : public QObject
{
    Q_OBJECT

    Fixture f;

private Q_SLOTS:
    void cleanup() { f.endLinks(); }

    void pullsAll()
    {
        const auto shop = f.linkedShop();
        for (int i = 0; i < 250; ++i) { // three pages
            shop->addEvent(QStringLiteral("offer"), offerData(QStringLiteral("o%1").arg(i), f.clock.now()));
        }
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto events = f.sync(relay);
        QVERIFY2(events, qPrintable(events ? QString() : describe(events.error())));
        QCOMPARE(*events, 250);
        QCOMPARE(f.wallet->link(idOf(*shop))->cursor, 250);
        QCOMPARE(shop->acknowledgedCursor(), 250);
        QCOMPARE(*f.sync(relay), 0);
        shop->addEvent(QStringLiteral("weather"), {}); // kept and acknowledged
        QCOMPARE(*f.sync(relay), 1);
        QCOMPARE(shop->acknowledgedCursor(), 251);
    }

    void announcesReceipts()
    {
        const auto shop = f.linkedShop();
        auto receipt = f.paper();
        receipt.totalFrom = Provenance::Retailer;
        shop->addEvent(QStringLiteral("receipt"), toJson(receipt));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy arrived(&relay, &Relay::receiptArrived);
        const QSignalSpy answered(&relay, &Relay::purchaseAnswered);
        QCOMPARE(*f.sync(relay), 1);
        QCOMPARE(arrived.size(), 1);
        const auto id = arrived.first().at(1).toLongLong();
        QCOMPARE(f.wallet->receipt(id)->receipt.fiscal, receipt.fiscal);
        const auto opId = relay.confirm(id, idOf(*shop));
        QVERIFY(opId);
        QTRY_COMPARE(answered.size(), 1);
        shop->addEvent(QStringLiteral("purchase"), toJson(PurchaseAnswer{.opId = *opId,
                                                                         .fiscal = receipt.fiscal,
                                                                         .kind = receipt.kind,
                                                                         .status = PurchaseStatus::Accepted,
                                                                         .points = 25,
                                                                         .reason = {},
                                                                         .at = f.clock.now()}));
        QCOMPARE(*f.sync(relay), 1);
        QCOMPARE(answered.size(), 2);
        QCOMPARE(f.wallet->receipt(id)->purchase->points, 25);
    }

    void refusesBadPages_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<FailureCode>("expected");
        QTest::newRow("signed by another key") << QStringLiteral("key") << FailureCode::EventSignatureBad;
        QTest::newRow("signed for another place") << QStringLiteral("cursor") << FailureCode::EventSignatureBad;
        QTest::newRow("of another link") << QStringLiteral("link") << FailureCode::EventSignatureBad;
        QTest::newRow("a gap") << QStringLiteral("gap") << FailureCode::Malformed;
        QTest::newRow("no page") << QStringLiteral("nonsense") << FailureCode::Malformed;
        QTest::newRow("huge") << QStringLiteral("huge") << FailureCode::AnswerTooLarge;
        QTest::newRow("unsigned") << QStringLiteral("unsigned") << FailureCode::AnswerForeign;
    }
    void refusesBadPages()
    {
        QFETCH(QString, kind);
        QFETCH(FailureCode, expected);
        const auto shop = f.linkedShop();
        const auto other = f.linkedShop();
        const auto data = offerData(QStringLiteral("x"), f.clock.now());
        const auto good = shop->eventAt(1, QStringLiteral("offer"), data);
        auto bad = shop->eventAt(2, QStringLiteral("offer"), data);
        if (kind == QLatin1StringView("key")) {
            bad.event = SignedText::make(eventContext(shop->linkId(), 2), bad.event.text, SigningKey::create());
        } else if (kind == QLatin1StringView("cursor")) {
            bad.event = shop->eventAt(3, QStringLiteral("offer"), data).event;
        } else if (kind == QLatin1StringView("link")) {
            bad = other->eventAt(2, QStringLiteral("offer"), data);
        } else if (kind == QLatin1StringView("gap")) {
            bad = shop->eventAt(3, QStringLiteral("offer"), data);
        }
        auto page = jsonBytes(toJson(InboxPage{{good, bad}, bad.cursor}));
        if (kind == QLatin1StringView("nonsense")) {
            page = "{\"events\": 7}";
        } else if (kind == QLatin1StringView("huge")) {
            page = "{\"events\": [\"" + QByteArray(3'000'000, 'x') + "\"]}";
        }
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::inbox) {
                return false;
            }
            socket.write(kind == QLatin1StringView("unsigned") ? HostileServer::response(200, "application/json", page)
                                                               : shop->signedResponse(request, {200, page, {}}));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto before = f.wallet->offers(Audience::Personal, 1000)->size();
        const auto result = f.sync(relay);
        QVERIFY(!result);
        QCOMPARE(nameOf(result.error().code), nameOf(expected));
        // What was good before the bad one is kept, nothing of the rest.
        const bool hadGood = expected == FailureCode::EventSignatureBad || kind == QLatin1StringView("gap");
        QCOMPARE(f.wallet->link(idOf(*shop))->cursor, hadGood ? 1 : 0);
        QCOMPARE(f.wallet->offers(Audience::Personal, 1000)->size(), before + (hadGood ? 1 : 0));
        // And the link goes on as soon as its gateway behaves.
        shop->beHonest();
        shop->addEvent(QStringLiteral("offer"), data);
        shop->addEvent(QStringLiteral("offer"), offerData(QStringLiteral("y"), f.clock.now()));
        QVERIFY(f.sync(relay));
        QCOMPARE(f.wallet->link(idOf(*shop))->cursor, 2);
    }

    void beginsWhereTheGatewayBegins_data()
    {
        QTest::addColumn<bool>("isLive");
        QTest::newRow("by a round") << false;
        QTest::newRow("live") << true;
    }
    /// The gateway has deleted what was acknowledged, and the wallet comes from an older backup.
    void beginsWhereTheGatewayBegins()
    {
        QFETCH(bool, isLive);
        const auto shop = f.linkedShop();
        QList<SignedEvent> left;
        for (int i = 1; i <= 5; ++i) {
            left.append(shop->addEvent(QStringLiteral("offer"), offerData(QStringLiteral("b%1").arg(i), f.clock.now())));
        }
        left.remove(0, 3);
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() == routes::inboxStream) {
                HostileServer::acceptWebSocket(socket, request);
                if (request.query().endsWith("after=0")) {
                    socket.write(HostileServer::frame(jsonBytes(toJson(left.first()))));
                }
                return true;
            }
            if (request.path() != routes::inbox || !request.query().contains("after=0")) {
                return false;
            }
            socket.write(shop->signedResponse(request, {200, jsonBytes(toJson(InboxPage{left, 5})), {}}));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        if (isLive) {
            relay.start();
        } else {
            QCOMPARE(f.sync(relay).value_or(-1), 2);
        }
        QTRY_COMPARE(f.wallet->link(idOf(*shop))->cursor, 5);
        QTRY_COMPARE(shop->acknowledgedCursor(), 5);
    }

    /// A pull ends although each page brings something new.
    void aPullEnds()
    {
        const auto shop = f.linkedShop();
        int pages = 0;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::inbox) {
                return false;
            }
            ++pages;
            const InboxPage page{{shop->eventAt(pages, QStringLiteral("weather"), {})}, pages};
            socket.write(shop->signedResponse(request, {200, jsonBytes(toJson(page)), {}}));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QCOMPARE(f.sync(relay).value_or(-1), 50);
        QCOMPARE(pages, 50);
        QCOMPARE(shop->acknowledgedCursor(), 50);
    }

    /// A retailer that has filled its place on the phone is listened to later, not again and again.
    void listensLaterToWhoFillsThePhone()
    {
        const auto shop = f.linkedShop();
        const auto id = idOf(*shop);
        for (const int size : {64 * 1024, 1024}) { // until not even a small one has room
            QList<SignedEvent> many;
            for (qint64 next = 1; next <= 100; ++next) {
                many.append({f.wallet->link(id)->cursor + next, SignedText{QByteArray(size, 'x'), QByteArray(64, '\0')}});
            }
            QCOMPARE(f.wallet->storeEvents(id, many).error().code, FailureCode::Throttled);
        }
        const auto cursor = f.wallet->link(id)->cursor;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            const QByteArray stored = "after=" + QByteArray::number(cursor + 1);
            if (request.path() != routes::inbox || request.query().contains(stored)) {
                return false;
            }
            const auto event =
                shop->eventAt(cursor + 1, QStringLiteral("offer"), QJsonObject{{QStringLiteral("id"), QString(30'000, u'x')}});
            socket.write(shop->signedResponse(request, {200, jsonBytes(toJson(InboxPage{{event}, cursor + 1})), {}}));
            return true;
        }));
        const auto asked = [&] {
            return std::ranges::count_if(shop->server().requests(),
                                         [](const RawRequest &request) { return request.path() == routes::inbox; });
        };
        {
            Relay relay(*f.wallet, f.clock, nullptr, quick());
            relay.start();
            QTRY_VERIFY(asked() > 0);
            QTest::qWait(500);
            QCOMPARE(asked(), 1);
            QCOMPARE(f.wallet->link(id)->cursor, cursor);
        }
        f.clock.advance(24 * 3600);
        auto timeouts = quick();
        timeouts.throttled = std::chrono::milliseconds(20);
        Relay relay(*f.wallet, f.clock, nullptr, timeouts);
        relay.start();
        QTRY_COMPARE(f.wallet->link(id)->cursor, cursor + 1);
    }

    void takesAReplayedPageForNothing()
    {
        const auto shop = f.linkedShop();
        shop->addEvent(QStringLiteral("offer"), offerData(QStringLiteral("one"), f.clock.now()));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QCOMPARE(*f.sync(relay), 1);
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::inbox) {
                return false;
            }
            socket.write(shop->signedResponse(request, {200, jsonBytes(toJson(InboxPage{shop->events(), 1})), {}}));
            return true;
        }));
        QCOMPARE(*f.sync(relay), 0); // and it ends, although every page has an event
        QCOMPARE(f.wallet->link(idOf(*shop))->cursor, 1);
    }

    void streams()
    {
        const auto shop = f.linkedShop();
        QPointer<QTcpSocket> stream;
        shop->play(streamTo(stream));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy changed(&relay, &Relay::changed);
        relay.start();
        QTRY_VERIFY(stream);
        for (int i = 0; i < 20; ++i) {
            const auto event = shop->addEvent(QStringLiteral("offer"), offerData(QStringLiteral("s%1").arg(i), f.clock.now()));
            stream->write(HostileServer::frame(jsonBytes(toJson(event))));
        }
        QTRY_COMPARE(f.wallet->link(idOf(*shop))->cursor, 20);
        QTRY_COMPARE(shop->acknowledgedCursor(), 20);
        QVERIFY(changed.size() >= 20);
        const auto acks =
            std::ranges::count_if(shop->server().requests(), [](const RawRequest &request) { return request.path() == routes::inboxAck; });
        QVERIFY2(acks < 20, "acknowledged one by one");
        // The handshake is signed by the link's key, for the events after the cursor.
        const auto handshake = shop->server().requests().first();
        const auto verified = verifyRequest({.method = "GET",
                                             .authority = handshake.headers.value("host"),
                                             .path = handshake.path(),
                                             .query = handshake.query(),
                                             .body = {}},
                                            {.contentDigest = handshake.headers.value("content-digest"),
                                             .signatureInput = handshake.headers.value("signature-input"),
                                             .signature = handshake.headers.value("signature")},
                                            f.wallet->linkKey(idOf(*shop)).publicKey(), f.clock.now());
        QVERIFY2(verified, qPrintable(verified ? QString() : describe(verified.error())));
        QCOMPARE(handshake.query(), "link=" + shop->linkId().toLatin1() + "&after=0");
        // After a break it comes back where it was.
        stream->abort();
        QTRY_VERIFY(stream && stream->state() == QAbstractSocket::ConnectedState);
        QCOMPARE(shop->server().requests().last().query(), "link=" + shop->linkId().toLatin1() + "&after=20");
        relay.stop();
        QTRY_VERIFY(!stream);
    }

    void refusesBadFrames_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no JSON") << HostileServer::frame("hello");
        QTest::newRow("no event") << HostileServer::frame("{\"cursor\": -5}");
        QTest::newRow("not UTF-8") << HostileServer::frame("\xff\xfe\xfd");
        QTest::newRow("binary") << HostileServer::frame("{}", 2);
        QTest::newRow("too large") << HostileServer::frame(QByteArray(300'000, ' '));
        QTest::newRow("claims 2^62 bytes") << QByteArray::fromHex("817f4000000000000000") + QByteArray(5000, ' ');
        QTest::newRow("unknown opcode") << HostileServer::frame("x", 7);
        QTest::newRow("reserved bits") << QByteArray::fromHex("f10178");
        QTest::newRow("signed by another key") << QByteArray("key");
        QTest::newRow("a gap") << QByteArray("gap");
        QTest::newRow("of another link") << QByteArray("link");
    }
    void refusesBadFrames()
    {
        QFETCH(QByteArray, bytes);
        const auto shop = f.linkedShop();
        const auto other = f.linkedShop();
        const auto data = offerData(QStringLiteral("x"), f.clock.now());
        auto event = shop->eventAt(1, QStringLiteral("offer"), data);
        if (bytes == "key") {
            event.event = SignedText::make(eventContext(shop->linkId(), 1), event.event.text, SigningKey::create());
            bytes = HostileServer::frame(jsonBytes(toJson(event)));
        } else if (bytes == "gap") {
            bytes = HostileServer::frame(jsonBytes(toJson(shop->eventAt(3, QStringLiteral("offer"), data))));
        } else if (bytes == "link") {
            bytes = HostileServer::frame(jsonBytes(toJson(other->eventAt(1, QStringLiteral("offer"), data))));
        }
        QPointer<QTcpSocket> stream;
        int handshakes = 0;
        shop->play(streamTo(stream, &handshakes));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        relay.start();
        for (int round = 1; round <= 2; ++round) { // it ends the stream and comes back, and again
            QTRY_VERIFY(handshakes == round && stream);
            stream->write(bytes);
            QTRY_VERIFY(handshakes > round);
            QCOMPARE(f.wallet->link(idOf(*shop))->cursor, 0);
        }
        const auto good = shop->addEvent(QStringLiteral("offer"), data);
        QTRY_VERIFY(stream);
        stream->write(HostileServer::frame(jsonBytes(toJson(good))));
        QTRY_COMPARE(f.wallet->link(idOf(*shop))->cursor, 1);
    }

    void fallsBackToTheLongPoll_data()
    {
        QTest::addColumn<HostileServer::Script>("script");
        QTest::newRow("200 HTML") << HostileServer::say(HostileServer::response(200, "text/html", "<html></html>"));
        QTest::newRow("426") << HostileServer::say("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("redirect") << HostileServer::say("HTTP/1.1 307 X\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("closes") << HostileServer::hangUp();
        QTest::newRow("hangs") << HostileServer::hang();
        QTest::newRow("wrong accept key") << HostileServer::say(
            "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: no\r\n\r\n");
        QTest::newRow("endless headers") << HostileServer::drip("HTTP/1.1 101 X\r\nX:");
    }
    void fallsBackToTheLongPoll()
    {
        QFETCH(HostileServer::Script, script);
        const auto shop = f.linkedShop();
        shop->play(script, routes::inboxStream);
        auto timeouts = quick();
        timeouts.handshake = std::chrono::milliseconds(200);
        Relay relay(*f.wallet, f.clock, nullptr, timeouts);
        relay.start();
        for (int i = 1; i <= 3; ++i) {
            shop->addEvent(QStringLiteral("offer"), offerData(QStringLiteral("p%1").arg(i), f.clock.now()));
            QTRY_COMPARE(f.wallet->link(idOf(*shop))->cursor, i);
        }
        QTRY_COMPARE(shop->acknowledgedCursor(), 3);
    }

    void stopsWhenTheLinkIsGone()
    {
        const auto shop = f.linkedShop();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::LinkDeleted)));
            socket.disconnectFromHost();
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy failed(&relay, &Relay::failed);
        relay.start();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).value<Failure>().code, FailureCode::LinkDeleted);
        const auto asked = shop->server().requests().size();
        QTest::qWait(300);
        QCOMPARE(shop->server().requests().size(), asked);
    }

private:
    [[nodiscard]] static QString idOf(const GatewayDouble &shop) { return shop.descriptor().retailerId; }

    [[nodiscard]] static GatewayDouble::Trick streamTo(QPointer<QTcpSocket> &stream, int *handshakes = nullptr)
    {
        return [&stream, handshakes](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::inboxStream) {
                return false;
            }
            HostileServer::acceptWebSocket(socket, request);
            stream = &socket;
            if (handshakes != nullptr) {
                ++*handshakes;
            }
            return true;
        };
    }
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
