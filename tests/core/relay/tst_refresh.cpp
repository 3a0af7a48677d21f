// SPDX-License-Identifier: Apache-2.0
#include "tests/core/relay/fixture.h"

using namespace odna;

/// The descriptors of linked retailers are kept up to date, and a gateway's new answer key needs nobody's help.
class TestRefresh final : public QObject
{
    Q_OBJECT

    Fixture f;

private Q_SLOTS:
    void cleanup() { f.endLinks(); }

    void onceADay()
    {
        const auto shop = f.linkedShop();
        {
            Relay relay(*f.wallet, f.clock, nullptr, quick());
            QVERIFY(f.sync(relay));
            QCOMPARE(fetches(*shop), 0); // the join was made with it
            f.clock.advance(24 * 3600 - 1);
            QVERIFY(f.sync(relay));
            QCOMPARE(fetches(*shop), 0);
        }
        f.clock.advance(1);
        ++shop->descriptor().sequence;
        shop->descriptor().brand = QStringLiteral("New brand");
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy changed(&relay, &Relay::changed);
        QVERIFY(f.sync(relay));
        QCOMPARE(fetches(*shop), 1);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(f.wallet->link(idOf(*shop))->descriptor.brand, QStringLiteral("New brand"));
        QVERIFY(f.sync(relay));
        QCOMPARE(fetches(*shop), 1);
        // The clock was set back: what it said then proves nothing.
        f.clock.advance(-48 * 3600);
        QVERIFY(f.sync(relay));
        QCOMPARE(fetches(*shop), 2);
        f.clock.advance(48 * 3600);
    }

    /// What comes before the purchases of the same round: they find the new key.
    void theDaysDescriptorComesFirst()
    {
        const auto shop = f.linkedShop();
        shop->server().stopListening();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 1);
        f.clock.advance(24 * 3600);
        shop->rotateAnswerKey();
        QVERIFY(shop->server().listenAgain());
        QVERIFY(f.sync(relay));
        QVERIFY(!f.outboxItem(opId));
        QCOMPARE(shop->server().requests().first().path(), routes::descriptor);
        QCOMPARE(purchases(*shop), 1);
    }

    void asksAtMostHourlyForWhatDoesNotCome()
    {
        const auto shop = f.linkedShop();
        shop->play(HostileServer::hangUp(), routes::descriptor);
        f.clock.advance(24 * 3600);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy failed(&relay, &Relay::failed);
        QVERIFY(f.sync(relay));            // everything else goes on
        const auto first = fetches(*shop); // Qt may have asked twice
        QVERIFY(first >= 1);
        QVERIFY(f.sync(relay));
        QCOMPARE(fetches(*shop), first);
        QVERIFY(failed.isEmpty());
        f.clock.advance(3600);
        QVERIFY(f.sync(relay));
        QVERIFY(fetches(*shop) > first);
    }

    void takesARotatedKeyForAPurchase()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        auto opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        shop->rotateAnswerKey();
        shop->server().forget();
        opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(f.purchase(opId)->purchase->status, PurchaseStatus::Received);
        QCOMPARE(fetches(*shop), 1);
        QCOMPARE(purchases(*shop), 2); // the same message twice, recorded once
        QCOMPARE(shop->ledger().count(opId), 1);
        QCOMPARE(f.disclosures(opId).size(), 1);
        QCOMPARE(f.disclosures(opId).first().status, 202);
        shop->server().forget();
        opId = f.confirm(relay, *shop);
        QTRY_VERIFY(!f.outboxItem(opId));
        QCOMPARE(fetches(*shop), 0);
        QCOMPARE(purchases(*shop), 1);
    }

    void takesARotatedKeyForAConsentChange()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        shop->rotateAnswerKey();
        QVERIFY(relay.changeGrants(idOf(*shop), {}, QStringLiteral("en")));
        QTRY_VERIFY(f.wallet->outbox()->isEmpty());
        QCOMPARE(fetches(*shop), 1);
    }

    void takesARotatedKeyForThePulledInbox()
    {
        const auto shop = f.linkedShop();
        shop->addEvent(QStringLiteral("offer"), offer());
        shop->rotateAnswerKey();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        QCOMPARE(f.sync(relay).value_or(-1), 1);
        QCOMPARE(f.wallet->link(idOf(*shop))->cursor, 1);
        QCOMPARE(fetches(*shop), 1);
    }

    void takesARotatedKeyForTheStream()
    {
        const auto shop = f.linkedShop();
        int handshakes = 0;
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::inboxStream) {
                return false;
            }
            HostileServer::acceptWebSocket(socket, request);
            ++handshakes;
            for (const auto &event : shop->events()) {
                socket.write(HostileServer::frame(jsonBytes(toJson(event))));
            }
            return true;
        }));
        shop->addEvent(QStringLiteral("offer"), offer());
        shop->rotateAnswerKey();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy failed(&relay, &Relay::failed);
        relay.start();
        QTRY_COMPARE(f.wallet->link(idOf(*shop))->cursor, 1);
        QCOMPARE(fetches(*shop), 1);
        QCOMPARE(handshakes, 2);
        QVERIFY(failed.isEmpty()); // nothing the shopper need know
    }

    /// The retailer asks for another consent: the newest text is there when the shopper is asked, and nothing is sent by itself.
    void fetchesTheConsentThatIsMissing()
    {
        const auto shop = f.linkedShop();
        ++shop->descriptor().sequence;
        shop->descriptor().consent.version = QStringLiteral("2");
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::purchases) {
                return false;
            }
            socket.write(shop->signedResponse(request, shop->refusal(FailureCode::ConsentMissing)));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(f.wallet->link(idOf(*shop))->descriptor.consent.version, QStringLiteral("2"));
        QCOMPARE(f.outboxItem(opId)->state, OutboxItem::State::Parked);
        QVERIFY(f.sync(relay));
        QCOMPARE(purchases(*shop), 1);
        QVERIFY(relay.retry(opId)); // the shopper tapped
        QTRY_COMPARE(purchases(*shop), 2);
        QVERIFY(f.sync(relay));
        QCOMPARE(fetches(*shop), 1); // once for each operation
    }

    /// A gateway whose answers never fit its descriptor is not asked for ever.
    void isNoLoop()
    {
        const auto shop = f.linkedShop();
        const auto other = SigningKey::create();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() == routes::descriptor) {
                return false;
            }
            socket.write(shop->signedResponse(request, shop->honest(request), other));
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(fetches(*shop), 1);
        for (int attempts = 1; attempts <= 3; ++attempts) {
            QTRY_COMPARE(f.outboxItem(opId)->attempts, attempts);
            f.clock.advance(600);
            relay.retryNow();
        }
        QTRY_COMPARE(f.outboxItem(opId)->attempts, 4);
        QCOMPARE(fetches(*shop), 1);
        QCOMPARE(purchases(*shop), 4);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(f.sync(relay).error().code, FailureCode::AcknowledgementBad);
        }
        QCOMPARE(fetches(*shop), 2); // and once for the place in the inbox
    }

    void refusesAnAttackersDescriptor_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<FailureCode>("expected");
        QTest::newRow("older sequence") << QStringLiteral("older") << FailureCode::DescriptorOlder;
        QTest::newRow("another root key") << QStringLiteral("root") << FailureCode::DescriptorSignatureBad;
        QTest::newRow("the pinned root key named, another one's signature")
            << QStringLiteral("signature") << FailureCode::DescriptorSignatureBad;
        QTest::newRow("another retailer's") << QStringLiteral("retailer") << FailureCode::DescriptorSignatureBad;
        QTest::newRow("expired") << QStringLiteral("expired") << FailureCode::DescriptorExpired;
    }
    void refusesAnAttackersDescriptor()
    {
        QFETCH(QString, kind);
        QFETCH(FailureCode, expected);
        const auto shop = f.linkedShop();
        const auto thief = SigningKey::create();
        { // what the attacker must not bring the phone back behind
            shop->descriptor().sequence = 5;
            Relay relay(*f.wallet, f.clock, nullptr, quick());
            QVERIFY(await<Descriptor>([&](auto done) { relay.fetchDescriptor(shop->descriptor().baseUrl, done); }));
        }
        auto forged = shop->descriptor();
        forged.sequence = kind == QLatin1StringView("older") ? 4 : 6;
        forged.answerKey = thief.publicKey();
        if (kind == QLatin1StringView("root")) {
            forged.rootKey = thief.publicKey();
        } else if (kind == QLatin1StringView("retailer")) {
            forged.retailerId = QStringLiteral("thief.example");
            forged.rootKey = thief.publicKey();
        } else if (kind == QLatin1StringView("expired")) {
            forged.issuedAt = f.clock.now().addDays(-10);
            forged.expiresAt = f.clock.now().addDays(-1);
        }
        const bool isThiefs = forged.rootKey == thief.publicKey() || kind == QLatin1StringView("signature");
        const auto document = jsonBytes(signDescriptor(forged, isThiefs ? thief : shop->rootKey()).toJson());
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            socket.write(request.path() == routes::descriptor ? HostileServer::response(200, "application/json", document)
                                                              : shop->signedResponse(request, shop->honest(request), thief));
            return true;
        }));
        shop->server().forget();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const QSignalSpy failed(&relay, &Relay::failed);
        const auto opId = f.confirm(relay, *shop);
        QTRY_COMPARE(fetches(*shop), 1);
        if (!entryOf(expected).retryable) {
            QTRY_COMPARE(failed.size(), 1);
            QCOMPARE(failed.first().at(0).toString(), idOf(*shop));
            QCOMPARE(nameOf(failed.first().at(1).value<Failure>().code), nameOf(expected));
        }
        // A day later the same.
        f.clock.advance(24 * 3600);
        QVERIFY(!f.sync(relay));
        QVERIFY(fetches(*shop) > 1);
        QCOMPARE(failed.size(), entryOf(expected).retryable ? 0 : fetches(*shop));
        QCOMPARE(f.wallet->link(idOf(*shop))->descriptor, shop->descriptor());
        QVERIFY(f.outboxItem(opId));
        QVERIFY(f.answered(opId).isEmpty());
        shop->beHonest();
        relay.retryNow();
        QTRY_VERIFY(!f.outboxItem(opId));
    }

private:
    [[nodiscard]] static QString idOf(const GatewayDouble &shop) { return shop.descriptor().retailerId; }
    [[nodiscard]] static qsizetype requestsFor(GatewayDouble &shop, const char *path)
    {
        const auto &requests = shop.server().requests();
        return std::ranges::count_if(requests, [path](const RawRequest &request) { return request.path() == path; });
    }
    [[nodiscard]] static qsizetype fetches(GatewayDouble &shop) { return requestsFor(shop, routes::descriptor); }
    [[nodiscard]] static qsizetype purchases(GatewayDouble &shop) { return requestsFor(shop, routes::purchases); }
    [[nodiscard]] QJsonObject offer() const
    {
        Offer offer;
        offer.id = newUlid(f.clock);
        offer.title = QStringLiteral("Milk");
        offer.text = QStringLiteral("Today only.");
        offer.audience = Audience::Personal;
        offer.validUntil = f.clock.now().addDays(1);
        return toJson(offer);
    }
};

QTEST_GUILESS_MAIN(TestRefresh)
#include "tst_refresh.moc"
