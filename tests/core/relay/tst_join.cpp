// SPDX-License-Identifier: Apache-2.0
#include "tests/core/relay/fixture.h"

#include "core/base/bytes.h"

using namespace odna;

/// From an address to a link: descriptors, and joining.
class TestJoin final : public QObject
{
    Q_OBJECT

    Fixture f;

private Q_SLOTS:
    /// First in this class: the wallet has no link yet, so the card itself moves on.
    void theWalletMovesToTheNextNumber()
    {
        const auto before = f.wallet->card();
        const auto shop = f.shop();
        refuseCards(*shop, 1);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto link = f.join(relay, *shop);
        QVERIFY2(link, qPrintable(link ? QString() : describe(link.error())));
        QVERIFY(link->card.counter > before.counter);
        QVERIFY(*ownsCard(f.wallet->identityKey().publicKey(), link->card));
        QCOMPARE(f.wallet->card().number, link->card.number);
    }

    void laterOnlyTheLinkDoes()
    {
        const auto before = f.wallet->card();
        const auto shop = f.shop();
        refuseCards(*shop, 2);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto link = f.join(relay, *shop);
        QVERIFY(link);
        QVERIFY(link->card.counter > before.counter);
        QCOMPARE(f.wallet->card().number, before.number);
        QCOMPARE(f.wallet->link(idOf(*shop))->card.number, link->card.number);
    }

    void givesUpAfterEightNumbers()
    {
        const auto shop = f.shop();
        refuseCards(*shop, 1000);
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto link = f.join(relay, *shop);
        QVERIFY(!link);
        QCOMPARE(link.error().code, FailureCode::CardTaken);
        QCOMPARE(shop->server().requests().size(), 8);
        const auto rows = f.disclosedTo(*shop); // each number was told
        QCOMPARE(rows.size(), 8);
        QVERIFY(std::ranges::all_of(rows, [](const Disclosure &row) { return row.status == 409; }));
        QCOMPARE(f.wallet->link(idOf(*shop)).error().code, FailureCode::RetailerUnknown);
    }

    void storesTheLink()
    {
        const auto shop = f.shop();
        QVERIFY(
            f.wallet->setProfile({{ProfileField::City, QStringLiteral("Minsk")}, {ProfileField::Email, QStringLiteral("a@b.example")}}));
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::City});
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto link = f.join(relay, *shop, grants);
        QVERIFY(link);
        QCOMPARE(link->linkId, shop->linkId());
        const auto held = f.wallet->link(idOf(*shop));
        QCOMPARE(held->grants, grants);
        QCOMPARE(held->descriptor, shop->descriptor());
        QCOMPARE(f.wallet->latestConsent(idOf(*shop))->grants, grants);
        const auto sent = shop->server().requests().first();
        QVERIFY(sent.body.contains("Minsk"));
        QVERIFY(!sent.body.contains("a@b.example"));
        const auto rows = *f.wallet->disclosures(1);
        QCOMPARE(rows.first().what, QStringLiteral("join"));
        QCOMPARE(rows.first().body, sent.body);
        QCOMPARE(rows.first().status, 201);
        // Once more, as after link_unknown.
        QVERIFY(f.join(relay, *shop, grants));
    }

    void takesNoFalseAnswer_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<FailureCode>("expected");
        QTest::newRow("another op") << QStringLiteral("op") << FailureCode::AcknowledgementMismatch;
        QTest::newRow("false countersignature") << QStringLiteral("countersignature") << FailureCode::AcknowledgementBad;
        QTest::newRow("another key") << QStringLiteral("key") << FailureCode::AcknowledgementBad;
        QTest::newRow("unsigned") << QStringLiteral("unsigned") << FailureCode::AnswerForeign;
        QTest::newRow("redirect") << QStringLiteral("redirect") << FailureCode::RedirectRefused;
        QTest::newRow("nonsense") << QStringLiteral("nonsense") << FailureCode::AnswerForeign;
        QTest::newRow("hang") << QStringLiteral("hang") << FailureCode::TimedOut;
    }
    void takesNoFalseAnswer()
    {
        QFETCH(QString, kind);
        QFETCH(FailureCode, expected);
        const auto shop = f.shop();
        const auto other = SigningKey::create();
        shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
            auto answer = shop->honest(request);
            auto object = *parseJson(answer.body);
            if (kind == QLatin1StringView("hang")) {
                return true;
            }
            if (kind == QLatin1StringView("op")) {
                object.insert(QStringLiteral("op_id"), newUlid(f.clock));
            } else if (kind == QLatin1StringView("countersignature")) {
                object.insert(QStringLiteral("consent_countersignature"), toBase64Url(other.sign("x")));
            }
            answer.body = kind == QLatin1StringView("nonsense") ? QByteArray("[1,") : jsonBytes(object);
            if (kind == QLatin1StringView("unsigned")) {
                socket.write(HostileServer::response(201, "application/json", answer.body));
            } else if (kind == QLatin1StringView("redirect")) {
                socket.write(HostileServer::response(307, "text/plain", "", "Location: /elsewhere\r\n"));
            } else {
                socket.write(shop->signedResponse(request, answer, kind == QLatin1StringView("key") ? other : shop->answerKey()));
            }
            return true;
        }));
        Relay relay(*f.wallet, f.clock, nullptr, impatient());
        const auto link = f.join(relay, *shop);
        QVERIFY(!link);
        QCOMPARE(nameOf(link.error().code), nameOf(expected));
        QCOMPARE(f.wallet->link(idOf(*shop)).error().code, FailureCode::RetailerUnknown);
        const auto rows = f.disclosedTo(*shop);
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().status, 0); // what counts as no answer is none
        QCOMPARE(rows.first().body, shop->server().requests().first().body);
        shop->beHonest();
        QVERIFY(f.join(relay, *shop));
        QCOMPARE(f.disclosedTo(*shop).size(), 2);
    }

    /// What a join tells stands in the disclosure log whatever comes of it, unless it cannot have left.
    void logsAJoinThatFails_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<FailureCode>("expected");
        QTest::addColumn<int>("status");
        QTest::newRow("refused") << QStringLiteral("refused") << FailureCode::ConsentMissing << 403;
        QTest::newRow("read and closed") << QStringLiteral("closed") << FailureCode::AnswerTruncated << 0;
        QTest::newRow("connection refused") << QStringLiteral("nobody") << FailureCode::NetworkUnreachable << -1;
        QTest::newRow("plain http") << QStringLiteral("insecure") << FailureCode::DescriptorInsecure << -1;
    }
    void logsAJoinThatFails()
    {
        QFETCH(QString, kind);
        QFETCH(FailureCode, expected);
        QFETCH(int, status);
        const auto shop = f.shop();
        if (kind == QLatin1StringView("refused")) {
            shop->play(GatewayDouble::Trick([&](QTcpSocket &socket, const RawRequest &request) {
                socket.write(shop->signedResponse(request, shop->refusal(FailureCode::ConsentMissing)));
                return true;
            }));
        } else if (kind == QLatin1StringView("closed")) {
            shop->play(HostileServer::hangUp());
        } else if (kind == QLatin1StringView("nobody")) {
            shop->server().stopListening();
        } else {
            shop->descriptor().baseUrl = QUrl(QStringLiteral("http://192.0.2.1"));
        }
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto link = f.join(relay, *shop);
        QVERIFY(!link);
        QCOMPARE(nameOf(link.error().code), nameOf(expected));
        const auto rows = f.disclosedTo(*shop);
        QCOMPARE(rows.size(), status < 0 ? 0 : 1);
        if (status >= 0) {
            QCOMPARE(rows.first().status, status);
            QCOMPARE(rows.first().what, QStringLiteral("join"));
            QCOMPARE(rows.first().body, shop->server().requests().first().body);
        }
    }

    void fetchesADescriptor()
    {
        const auto shop = f.shop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        auto address = shop->descriptor().baseUrl;
        QCOMPARE(fetch(relay, address).value(), shop->descriptor());
        address.setPath(QStringLiteral("/"));
        QVERIFY(fetch(relay, address));
        address.setPath(QLatin1StringView(routes::descriptor));
        QVERIFY(fetch(relay, address));
        address.setPath(QStringLiteral("/somewhere/else"));
        QCOMPARE(fetch(relay, address).error().code, FailureCode::DescriptorMalformed);
        QCOMPARE(shop->server().requests().size(), 3);
        for (const auto &request : shop->server().requests()) {
            QVERIFY(!request.headers.contains("signature")); // nobody learns who looks
        }
    }

    void refusesADescriptor_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<FailureCode>("expected");
        QTest::newRow("bad signature") << QStringLiteral("signature") << FailureCode::DescriptorSignatureBad;
        QTest::newRow("wrong host") << QStringLiteral("host") << FailureCode::DescriptorWrongHost;
        QTest::newRow("expired") << QStringLiteral("expired") << FailureCode::DescriptorExpired;
        QTest::newRow("HTML") << QStringLiteral("html") << FailureCode::DescriptorMalformed;
        QTest::newRow("not found") << QStringLiteral("404") << FailureCode::AnswerForeign;
        QTest::newRow("redirect") << QStringLiteral("redirect") << FailureCode::RedirectRefused;
        QTest::newRow("hang") << QStringLiteral("hang") << FailureCode::TimedOut;
        QTest::newRow("huge") << QStringLiteral("huge") << FailureCode::AnswerTooLarge;
    }
    void refusesADescriptor()
    {
        QFETCH(QString, kind);
        QFETCH(FailureCode, expected);
        const auto shop = f.shop();
        const auto address = shop->server().origin();
        auto signedText = signDescriptor(shop->descriptor(), shop->rootKey());
        if (kind == QLatin1StringView("signature")) {
            signedText = signDescriptor(shop->descriptor(), SigningKey::create());
        } else if (kind == QLatin1StringView("host")) {
            shop->descriptor().baseUrl = QUrl(QStringLiteral("https://shop.example"));
            signedText = signDescriptor(shop->descriptor(), shop->rootKey());
        } else if (kind == QLatin1StringView("expired")) {
            shop->descriptor().issuedAt = f.clock.now().addDays(-10);
            shop->descriptor().expiresAt = f.clock.now().addDays(-1);
            signedText = signDescriptor(shop->descriptor(), shop->rootKey());
        }
        auto bytes = HostileServer::response(200, "application/json", jsonBytes(signedText.toJson()));
        if (kind == QLatin1StringView("html")) {
            bytes = HostileServer::response(200, "text/html", "<html></html>");
        } else if (kind == QLatin1StringView("404")) {
            bytes = HostileServer::response(404, "text/html", "<html></html>");
        } else if (kind == QLatin1StringView("redirect")) {
            bytes = HostileServer::response(301, "text/html", "", "Location: /\r\n");
        } else if (kind == QLatin1StringView("huge")) {
            bytes = HostileServer::response(200, "application/json", QByteArray(3'000'000, ' '));
        }
        shop->play(kind == QLatin1StringView("hang") ? HostileServer::hang() : HostileServer::say(bytes));
        Relay relay(*f.wallet, f.clock, nullptr, kind == QLatin1StringView("hang") ? impatient() : quick());
        const auto result = fetch(relay, address);
        QVERIFY(!result);
        QCOMPARE(nameOf(result.error().code), nameOf(expected));
    }

    void asksNothingOverPlainHttp()
    {
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        for (const auto *address :
             {"http://shop.example.by", "http://192.0.2.1", "ftp://shop.example.by", "file:///etc/passwd", "", "shop"}) {
            const auto result = fetch(relay, QUrl(QString::fromLatin1(address)));
            QVERIFY2(!result, address);
            QVERIFY2(result.error().code == FailureCode::DescriptorInsecure || result.error().code == FailureCode::DescriptorMalformed,
                     address);
        }
        auto insecure = f.shop()->descriptor();
        insecure.baseUrl = QUrl(QStringLiteral("http://192.0.2.1"));
        const auto link = await<Link>([&](auto done) { relay.join(insecure, {}, QStringLiteral("en"), done); });
        QCOMPARE(link.error().code, FailureCode::DescriptorInsecure);
    }

    void holdsToThePinnedKey()
    {
        const auto shop = f.linkedShop();
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto address = shop->descriptor().baseUrl;
        // A newer one is taken, and stored.
        shop->descriptor().sequence = 5;
        shop->descriptor().brand = QStringLiteral("New brand");
        QVERIFY(fetch(relay, address));
        QCOMPARE(f.wallet->link(idOf(*shop))->descriptor.brand, QStringLiteral("New brand"));
        // An older one is not.
        shop->descriptor().sequence = 4;
        QCOMPARE(fetch(relay, address).error().code, FailureCode::DescriptorOlder);
        // Nor one signed by a new root that only names itself.
        const auto thief = SigningKey::create();
        shop->descriptor().sequence = 6;
        shop->descriptor().rootKey = thief.publicKey();
        shop->descriptor().answerKey = thief.publicKey();
        const auto forged = jsonBytes(signDescriptor(shop->descriptor(), thief).toJson());
        shop->play(HostileServer::say(HostileServer::response(200, "application/json", forged)));
        QCOMPARE(fetch(relay, address).error().code, FailureCode::DescriptorSignatureBad);
        QCOMPARE(f.wallet->link(idOf(*shop))->descriptor.rootKey, shop->rootKey().publicKey());
        // Joining with it is refused as well.
        shop->server().forget();
        const auto link = f.join(relay, *shop);
        QCOMPARE(link.error().code, FailureCode::DescriptorSignatureBad);
        QCOMPARE(shop->server().connections(), 0);
        // Rotation: the pinned root signs a descriptor that names another answer key.
        shop->descriptor().rootKey = shop->rootKey().publicKey();
        shop->play(HostileServer::say(
            HostileServer::response(200, "application/json", jsonBytes(signDescriptor(shop->descriptor(), shop->rootKey()).toJson()))));
        QVERIFY(fetch(relay, address));
        QCOMPARE(f.wallet->link(idOf(*shop))->descriptor.answerKey, thief.publicKey());
    }

private:
    [[nodiscard]] static QString idOf(const GatewayDouble &shop) { return shop.descriptor().retailerId; }

    [[nodiscard]] static Result<Descriptor> fetch(Relay &relay, const QUrl &address)
    {
        return await<Descriptor>([&](auto done) { relay.fetchDescriptor(address, done); });
    }

    static void refuseCards(GatewayDouble &shop, int count)
    {
        shop.play(GatewayDouble::Trick([&shop, left = std::make_shared<int>(count)](QTcpSocket &socket, const RawRequest &request) {
            if (request.path() != routes::links || (*left)-- <= 0) {
                return false;
            }
            socket.write(shop.signedResponse(request, shop.refusal(FailureCode::CardTaken)));
            return true;
        }));
    }
};

QTEST_GUILESS_MAIN(TestJoin)
#include "tst_join.moc"
