// SPDX-License-Identifier: Apache-2.0
#include "core/base/bytes.h"
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/relay/relay.h"
#include "core/wire/routes.h"
#include "tests/support/await.h"
#include "tests/support/filekeystore.h"
#include "tests/support/gatewayprocess.h"

#include <QDirIterator>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <cstdio>

using namespace odna;

namespace {

Timeouts lively()
{
    Timeouts timeouts;
    timeouts.reconnectFirst = std::chrono::milliseconds(50);
    timeouts.reconnectLongest = std::chrono::milliseconds(500);
    timeouts.outboxPause = std::chrono::milliseconds(50);
    return timeouts;
}

Receipt receiptOf(const QString &fiscalId, const QString &taxId, const QString &line = {})
{
    Receipt receipt;
    receipt.fiscal = {QStringLiteral("by-ui"), fiscalId};
    receipt.issuedAt = SystemClock().now().addSecs(-60);
    receipt.sellerTaxId = taxId;
    receipt.total = Money{2550, *Currency::fromCode(u"BYN")};
    receipt.totalFrom = Provenance::Retailer;
    if (!line.isEmpty()) {
        receipt.lines.append({.name = line,
                              .gtin = {},
                              .quantity = QStringLiteral("1"),
                              .unit = QStringLiteral("pcs"),
                              .price = 2550,
                              .amount = 2550,
                              .discount = 0});
    }
    return receipt;
}

QString freshFiscalId()
{
    return QString::fromLatin1(randomBytes(12).toHex()).toUpper();
}

Result<QJsonObject> post(const QUrl &server, const QByteArray &key, const char *path, const QJsonObject &body)
{
    QNetworkAccessManager manager;
    auto url = server;
    url.setPath(QLatin1StringView(path));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + key);
    request.setRawHeader("Content-Type", "application/json");
    const std::unique_ptr<QNetworkReply> reply(manager.post(request, jsonBytes(body)));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000)) {
        return fail(FailureCode::TimedOut);
    }
    const auto bytes = reply->readAll();
    if (reply->error() != QNetworkReply::NoError) {
        return fail(FailureCode::AnswerForeign, QString::fromUtf8(bytes));
    }
    return parseJson(bytes);
}

Result<QJsonObject> reportSale(const QUrl &server, const QByteArray &key, const QString &cardNumber, const Receipt &receipt)
{
    const SystemClock clock;
    return post(
        server, key, routes::posReceipts,
        toJson(TillReport{.opId = newUlid(clock), .cardNumber = cardNumber, .terminal = QStringLiteral("till-1"), .receipt = receipt}));
}

Result<QJsonObject> sendOffer(const QUrl &server, const QByteArray &key, const QString &linkId, const QString &title)
{
    const SystemClock clock;
    Offer offer;
    offer.id = newUlid(clock);
    offer.title = title;
    offer.audience = Audience::Personal;
    offer.validUntil = clock.now().addDays(7);
    offer.coupon = Coupon{QStringLiteral("C-") + offer.id, QStringLiteral("code128")};
    const BackOfficeEvent event{.opId = newUlid(clock),
                                .toAll = false,
                                .linkIds = {linkId},
                                .cardNumbers = {},
                                .body = {.type = QStringLiteral("offer"), .timestamp = clock.now(), .data = toJson(offer)}};
    return post(server, key, routes::events, {{QStringLiteral("events"), QJsonArray{toJson(event)}}});
}

/// Copies every byte between phone and gateway, so that a test can look through all of it.
class Wiretap final
{
public:
    explicit Wiretap(const QUrl &behind)
        : m_behind(behind)
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            auto *phone = m_server.nextPendingConnection();
            auto *gateway = new QTcpSocket(phone);
            gateway->connectToHost(m_behind.host(), static_cast<quint16>(m_behind.port()));
            QObject::connect(phone, &QTcpSocket::readyRead, phone, [=, this] { pass(*phone, *gateway); });
            QObject::connect(gateway, &QTcpSocket::readyRead, phone, [=, this] {
                if (m_swallow) {
                    phone->disconnectFromHost();
                } else {
                    pass(*gateway, *phone);
                }
            });
            QObject::connect(phone, &QTcpSocket::disconnected, gateway, &QTcpSocket::disconnectFromHost);
            QObject::connect(gateway, &QTcpSocket::disconnected, phone, &QTcpSocket::disconnectFromHost);
        });
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] const QByteArray &traffic() const { return m_traffic; }
    void setBehind(const QUrl &url) { m_behind = url; }
    /// What the gateway says goes nowhere, and the phone's connection ends then.
    void swallowAnswers(bool swallow) { m_swallow = swallow; }

private:
    void pass(QTcpSocket &from, QTcpSocket &to)
    {
        const auto bytes = from.readAll();
        m_traffic += bytes;
        to.write(bytes);
    }
    QUrl m_behind;
    QTcpServer m_server;
    QByteArray m_traffic;
    bool m_swallow = false;
};

/// The phone that is killed: opens the wallet, goes live, and confirms paper receipts until its end comes. Says on standard output what
/// it confirmed and what was acknowledged, after it is durable.
int phone(const QString &folder, const QString &retailerId)
{
    const SystemClock clock;
    FileKeyStore store(folder + QStringLiteral("/keys"));
    Protection protection;
    protection.keyStore = &store;
    auto wallet = Wallet::open(QDir(folder + QStringLiteral("/wallet")), protection, clock);
    if (!wallet) {
        std::fprintf(stderr, "%s\n", qPrintable(describe(wallet.error())));
        return 1;
    }
    Relay relay(**wallet, clock, nullptr, lively());
    QObject::connect(&relay, &Relay::purchaseAnswered, &relay, [](const QString &, const PurchaseAnswer &answer) {
        std::printf("acknowledged %s\n", qPrintable(answer.opId));
        std::fflush(stdout);
    });
    relay.start();
    std::printf("open\n");
    std::fflush(stdout);
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &relay, [&] {
        const auto id = (*wallet)->addReceipt(receiptOf(freshFiscalId(), {}));
        const auto opId = id ? relay.confirm(*id, retailerId) : std::unexpected(id.error());
        if (!opId) {
            std::fprintf(stderr, "%s\n", qPrintable(describe(opId.error())));
            QCoreApplication::exit(1);
            return;
        }
        std::printf("confirmed %s\n", qPrintable(*opId));
        std::fflush(stdout);
    });
    timer.start(3);
    return QCoreApplication::exec();
}

} // namespace

/// The relay and the real odna-gateway.
class TestGateways final : public QObject
{
    Q_OBJECT

    const SystemClock m_clock;

private Q_SLOTS:
    void goesTheWholeWay()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.log());
        const auto till = gateway.addKey(QStringLiteral("till"), QStringLiteral("one"));
        const auto office = gateway.addKey(QStringLiteral("office"), QStringLiteral("two"));
        const QTemporaryDir folder;
        FileKeyStore store(folder.filePath(QStringLiteral("keys")));
        const auto wallet = newWallet(folder, store);
        Relay relay(*wallet, m_clock, nullptr, lively());
        const auto link = joinAt(relay, gateway.url());
        QVERIFY2(link, qPrintable(link ? QString() : describe(link.error())));
        relay.start();
        QSignalSpy arrived(&relay, &Relay::receiptArrived);
        QSignalSpy answered(&relay, &Relay::purchaseAnswered);

        const auto receipt = receiptOf(freshFiscalId(), QStringLiteral("191234567"), QStringLiteral("Milk"));
        const auto sale = reportSale(gateway.url(), till, wallet->card().number.text(), receipt);
        QVERIFY2(sale, qPrintable(sale ? QString() : describe(sale.error())));
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, 20'000);
        const auto id = arrived.first().at(1).toLongLong();
        QCOMPARE(wallet->receipt(id)->receipt.fiscal, receipt.fiscal);
        QVERIFY(wallet->outbox()->isEmpty()); // nothing is confirmed by itself
        const auto opId = relay.confirm(id, link->retailerId());
        QVERIFY(opId);
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(answered.size() >= 1, 20'000);
        QCOMPARE(answered.first().at(1).value<PurchaseAnswer>().opId, *opId);

        const auto sent = sendOffer(gateway.url(), office, link->linkId, QStringLiteral("Ten percent off milk"));
        QVERIFY2(sent, qPrintable(sent ? QString() : describe(sent.error())));
        QTRY_COMPARE_WITH_TIMEOUT(wallet->offers(Audience::Personal, 10)->size(), 1, 20'000);
        QCOMPARE(wallet->offers(Audience::Personal, 10)->first().offer.title, QStringLiteral("Ten percent off milk"));

        Grants fewer;
        QVERIFY(relay.changeGrants(link->retailerId(), fewer, QStringLiteral("en")));
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        QVERIFY(relay.withdraw(link->retailerId(), true));
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        QCOMPARE(gateway.terminate(), 0);
    }

    /// The operator changes the answer key; what the gateway wrote under the old one is still to come, and nobody does anything on the phone.
    void takesARotatedAnswerKey()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.log());
        const auto till = gateway.addKey(QStringLiteral("till"), QStringLiteral("one"));
        const QTemporaryDir folder;
        FileKeyStore store(folder.filePath(QStringLiteral("keys")));
        const auto wallet = newWallet(folder, store);
        Relay relay(*wallet, m_clock, nullptr, lively());
        const auto link = joinAt(relay, gateway.url());
        QVERIFY2(link, qPrintable(link ? QString() : describe(link.error())));
        const auto sale = reportSale(gateway.url(), till, wallet->card().number.text(),
                                     receiptOf(freshFiscalId(), QStringLiteral("191234567"), QStringLiteral("Milk")));
        QVERIFY2(sale, qPrintable(sale ? QString() : describe(sale.error())));
        QCOMPARE(gateway.terminate(), 0);
        QVERIFY(QFile::remove(gateway.folder().filePath(QStringLiteral("data/answer.key"))));
        QVERIFY(!gateway.run({QStringLiteral("init")}).isEmpty());
        QVERIFY2(gateway.start(), gateway.log());

        const auto id = wallet->addReceipt(receiptOf(freshFiscalId(), {}));
        const auto opId = relay.confirm(*id, link->retailerId());
        QVERIFY(opId);
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        QVERIFY(wallet->receipt(*id)->purchase);
        const auto now = wallet->link(link->retailerId());
        QVERIFY(now->descriptor.answerKey != link->descriptor.answerKey);
        QCOMPARE(now->descriptor.rootKey, link->descriptor.rootKey);
        QVERIFY(now->descriptor.sequence > link->descriptor.sequence);
        const auto events = await<int>([&](auto done) { relay.syncOnce(done); });
        QVERIFY2(events, qPrintable(events ? QString() : describe(events.error())));
        const auto receipts = *wallet->receipts(10);
        QCOMPARE(std::ranges::count_if(receipts, [&](const HeldReceipt &held) { return held.retailerId == link->retailerId(); }), 2);
        QCOMPARE(gateway.terminate(), 0);
    }

    /// An answer is lost, the shopper withdraws a field, the purchase goes on under another op id: the gateway credits it once.
    void creditsOnceUnderTwoOpIds()
    {
        GatewayProcess::Retailer retailer;
        GatewayProcess gateway(retailer);
        Wiretap tap{QUrl()};
        QFile config(gateway.configPath());
        QVERIFY(config.open(QIODevice::ReadWrite));
        const auto text = config.readAll();
        QVERIFY(config.resize(0) && config.seek(0));
        const QByteArray server = "[server]\nbase_url = \"http://127.0.0.1:" + QByteArray::number(tap.port()) + "\"\n";
        config.write(QByteArray(text).replace("[server]\n", server));
        config.close();
        QVERIFY2(gateway.start(), gateway.log());
        tap.setBehind(gateway.url());
        const QTemporaryDir folder;
        FileKeyStore store(folder.filePath(QStringLiteral("keys")));
        const auto wallet = newWallet(folder, store);
        Relay relay(*wallet, m_clock, nullptr, lively());
        Grants grants;
        grants.give({Purpose::Accrual, ProfileField::City});
        const auto link = joinAt(relay, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(tap.port())), grants);
        QVERIFY2(link, qPrintable(link ? QString() : describe(link.error())));
        QVERIFY(wallet->setProfile({{ProfileField::City, QStringLiteral("Minsk")}}));
        tap.swallowAnswers(true);
        const auto id = wallet->addReceipt(receiptOf(freshFiscalId(), {}));
        const auto first = relay.confirm(*id, link->retailerId());
        QVERIFY(first);
        QTRY_COMPARE_WITH_TIMEOUT(wallet->outbox()->constFirst().attempts, 1, 20'000);
        tap.swallowAnswers(false);
        QVERIFY(relay.changeGrants(link->retailerId(), {}, QStringLiteral("en")));
        const auto second = wallet->receipt(*id)->opId;
        QVERIFY(second != *first);
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        QCOMPARE(wallet->receipt(*id)->purchase->opId, second);
        QVERIFY(wallet->receipt(*id)->purchase->status != PurchaseStatus::Rejected);
        QCOMPARE(gateway.terminate(), 0);
        QProcess rows;
        rows.start(QStringLiteral("sqlite3"), {gateway.databasePath(), QStringLiteral("SELECT op_id FROM purchases")});
        QVERIFY(rows.waitForFinished(60'000));
        QCOMPARE(rows.readAllStandardOutput().trimmed(), first->toLatin1()); // one row, of the first op id
    }

    /// Markers of each retailer, in what the shopper tells it and in what it tells the shopper, are nowhere in anything of the other.
    void poolsNothing()
    {
        const QTemporaryDir folder;
        FileKeyStore store(folder.filePath(QStringLiteral("keys")));
        const auto wallet = newWallet(folder, store);
        Relay relay(*wallet, m_clock, nullptr, lively());
        struct Side
        {
            std::unique_ptr<GatewayProcess> gateway;
            std::unique_ptr<Wiretap> tap;
            std::optional<Link> link;
            QByteArrayList markers;
        };
        std::array<Side, 2> sides;
        for (std::size_t i = 0; i < sides.size(); ++i) {
            auto &side = sides.at(i);
            GatewayProcess::Retailer retailer;
            retailer.id = QStringLiteral("shop%1.example.by").arg(i);
            retailer.brand = QStringLiteral("Brand") + marker(side.markers);
            retailer.taxId = i == 0 ? QStringLiteral("191234567") : QStringLiteral("190000019");
            // One drops files, the other has its statements run in a database of its own.
            retailer.connector = i == 0 ? sqlConnector() : QStringLiteral("kind = \"filedrop\"\nfolder = \"erp\"\n");
            side.gateway = std::make_unique<GatewayProcess>(retailer);
            QVERIFY(i != 0 || makeErp(side.gateway->folder().filePath(QStringLiteral("erp.db"))));
            side.tap = std::make_unique<Wiretap>(QUrl());
            // Phones see the gateway behind the tap, as behind a TLS proxy.
            QFile config(side.gateway->configPath());
            QVERIFY(config.open(QIODevice::ReadWrite));
            const auto text = config.readAll();
            QVERIFY(config.resize(0) && config.seek(0));
            const QByteArray server = "[server]\nbase_url = \"http://127.0.0.1:" + QByteArray::number(side.tap->port()) + "\"\n";
            config.write(QByteArray(text).replace("[server]\n", server));
            config.close();
            QVERIFY2(side.gateway->start(), side.gateway->log());
            side.tap->setBehind(side.gateway->url());
        }
        for (std::size_t i = 0; i < sides.size(); ++i) {
            auto &side = sides.at(i);
            // Each retailer is granted another field, with a marker in it.
            const auto field = i == 0 ? ProfileField::City : ProfileField::FirstName;
            auto profile = *wallet->profile();
            profile.insert(field, marker(side.markers));
            QVERIFY(wallet->setProfile(profile));
            Grants grants;
            grants.give({Purpose::PersonalOffers, std::nullopt});
            grants.give({i == 0 ? Purpose::Accrual : Purpose::PersonalOffers, field});
            const auto link = joinAt(relay, QUrl(QStringLiteral("http://127.0.0.1:%1").arg(side.tap->port())), grants);
            QVERIFY2(link, qPrintable(link ? QString() : describe(link.error())));
            side.link = *link;
            side.markers.append(link->linkId.toLatin1());
            side.markers.append(link->retailerId().toLatin1());
            side.markers.append(wallet->linkKey(link->retailerId()).publicKey().text().toLatin1());
            side.markers.append(link->descriptor.answerKey.text().toLatin1());
        }
        relay.start();
        QSignalSpy arrived(&relay, &Relay::receiptArrived);
        for (std::size_t i = 0; i < sides.size(); ++i) {
            auto &side = sides.at(i);
            const auto till = side.gateway->addKey(QStringLiteral("till"), QStringLiteral("t"));
            const auto office = side.gateway->addKey(QStringLiteral("office"), QStringLiteral("o"));
            const auto fiscalId = freshFiscalId();
            side.markers.append(fiscalId.toLatin1());
            const auto sale = reportSale(side.gateway->url(), till, side.link->card.number.text(),
                                         receiptOf(fiscalId, side.link->descriptor.taxIds.first(), marker(side.markers)));
            QVERIFY2(sale, qPrintable(sale ? QString() : describe(sale.error())));
            const auto sent = sendOffer(side.gateway->url(), office, side.link->linkId, marker(side.markers));
            QVERIFY2(sent, qPrintable(sent ? QString() : describe(sent.error())));
        }
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 2, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(wallet->offers(Audience::Personal, 10)->size(), 2, 20'000);
        for (const auto &arrival : std::as_const(arrived)) {
            auto &side = sides.at(arrival.at(0).toString() == sides[0].link->retailerId() ? 0 : 1);
            auto &other = sides.at(&side == &sides[0] ? 1 : 0);
            // A receipt of one is not confirmed to the other, whoever asks.
            QCOMPARE(relay.confirm(arrival.at(1).toLongLong(), other.link->retailerId()).error().code, FailureCode::ReceiptOtherSeller);
            const auto opId = relay.confirm(arrival.at(1).toLongLong(), side.link->retailerId());
            QVERIFY(opId);
            side.markers.append(opId->toLatin1());
        }
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        const auto sale = sides[0].markers.last(); // op id of the purchase, in the retailer's own row
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(sides[0].gateway->folder().filePath(QStringLiteral("erp.db"))).contains(sale), 20'000);
        for (auto &side : sides) {
            QVERIFY(relay.withdraw(side.link->retailerId(), false));
        }
        QTRY_VERIFY_WITH_TIMEOUT(wallet->outbox()->isEmpty(), 20'000);
        for (auto &side : sides) {
            QCOMPARE(side.gateway->terminate(), 0);
        }
        for (std::size_t i = 0; i < sides.size(); ++i) {
            const auto &own = sides.at(i);
            const auto &other = sides.at(1 - i);
            QByteArray everything = own.tap->traffic();
            QDirIterator files(own.gateway->folder().path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            int fileCount = 0;
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                everything += file.fileName().toUtf8() + file.readAll();
                ++fileCount;
            }
            QVERIFY(fileCount >= 4); // configuration, log, database, keys and the retailer's own system
            for (const auto &mark : own.markers) {
                QVERIFY2(everything.contains(mark), QByteArray("a marker that is nowhere proves nothing: " + mark).constData());
            }
            for (const auto &mark : other.markers) {
                QVERIFY2(!everything.contains(mark), QByteArray("pooled: " + mark).constData());
            }
        }
    }

    /// kill -9 at random moments: what the phone heard as acknowledged is at the gateway, what it confirmed arrives, each exactly once.
    void survivesKills()
    {
        constexpr int kills = 60;
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.log());
        const QTemporaryDir folder;
        FileKeyStore store(folder.filePath(QStringLiteral("keys")));
        QString retailerId;
        {
            const auto wallet = newWallet(folder, store);
            Relay relay(*wallet, m_clock, nullptr, lively());
            const auto link = joinAt(relay, gateway.url());
            QVERIFY2(link, qPrintable(link ? QString() : describe(link.error())));
            retailerId = link->retailerId();
        }
        QSet<QString> confirmed;
        QSet<QString> acknowledged;
        for (int i = 0; i < kills || confirmed.size() <= kills; ++i) { // a slow machine confirms less between two kills
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--phone"), folder.path(), retailerId});
            QVERIFY(child.waitForReadyRead(60'000));
            const auto delay = QRandomGenerator::global()->bounded(120);
            QTest::qWait(delay);
            child.kill();
            QVERIFY(child.waitForFinished(60'000));
            QCOMPARE(child.exitStatus(), QProcess::CrashExit); // and not by an error of its own
            auto lines = child.readAllStandardOutput().split('\n');
            lines.removeLast(); // what was cut short was not said
            for (const auto &line : lines) {
                const auto words = line.split(' ');
                if (words.first() == "confirmed") {
                    confirmed.insert(QString::fromLatin1(words.last()));
                } else if (words.first() == "acknowledged") {
                    acknowledged.insert(QString::fromLatin1(words.last()));
                }
            }
        }
        QVERIFY(!acknowledged.isEmpty());
        Protection protection;
        protection.keyStore = &store;
        const auto wallet = Wallet::open(QDir(folder.filePath(QStringLiteral("wallet"))), protection, m_clock);
        QVERIFY2(wallet, qPrintable(wallet ? QString() : describe(wallet.error())));
        Relay relay(**wallet, m_clock, nullptr, lively());
        relay.start();
        QTRY_VERIFY_WITH_TIMEOUT((*wallet)->outbox()->isEmpty(), 60'000);
        relay.stop();
        QCOMPARE(gateway.terminate(), 0);

        // The phone: each confirmed purchase once, with its answer.
        QSet<QString> held;
        const auto receipts = (*wallet)->receipts(1'000'000);
        for (const auto &receipt : *receipts) {
            if (receipt.confirmed) {
                QVERIFY(receipt.purchase);
                QVERIFY(!held.contains(receipt.purchase->opId));
                held.insert(receipt.purchase->opId);
            }
        }
        QVERIFY(held.contains(confirmed));
        QVERIFY(held.contains(acknowledged));
        // The gateway: the same ones, as its raw rows say.
        QProcess rows;
        rows.start(QStringLiteral("sqlite3"),
                   {gateway.databasePath(), QStringLiteral("SELECT op_id, count(*) FROM purchases GROUP BY op_id")});
        if (!rows.waitForFinished(60'000)) {
            QFAIL("sqlite3 is needed to look into the gateway's database");
        }
        QSet<QString> recorded;
        for (const auto &line : rows.readAllStandardOutput().trimmed().split('\n')) {
            const auto words = line.split('|');
            QCOMPARE(words.value(1), "1");
            recorded.insert(QString::fromLatin1(words.first()));
        }
        QCOMPARE(recorded, held);
        qInfo("%d kills: %lld confirmed, %lld heard as acknowledged, %lld on both sides", kills, qlonglong(confirmed.size()),
              qlonglong(acknowledged.size()), qlonglong(held.size()));
    }

private:
    [[nodiscard]] std::unique_ptr<Wallet> newWallet(const QTemporaryDir &folder, KeyStore &store) const
    {
        Protection protection;
        protection.keyStore = &store;
        auto created = Wallet::create(QDir(folder.filePath(QStringLiteral("wallet"))), protection, m_clock);
        if (!created) {
            qFatal("%s", qPrintable(describe(created.error())));
        }
        return std::move(created->wallet);
    }

    [[nodiscard]] static Result<Link> joinAt(Relay &relay, const QUrl &address, Grants grants = {})
    {
        const auto descriptor = await<Descriptor>([&](auto done) { relay.fetchDescriptor(address, done); });
        if (!descriptor) {
            return std::unexpected(descriptor.error());
        }
        grants.give({Purpose::PersonalOffers, std::nullopt});
        grants.give({Purpose::Accrual, std::nullopt});
        return await<Link>([&](auto done) { relay.join(*descriptor, grants, QStringLiteral("en"), done); });
    }

    /// A random word, remembered.
    static QString sqlConnector()
    {
        return QStringLiteral("kind = \"sql\"\ndatabase = \"erp.db\"\n"
                              "attach_card = \"INSERT OR REPLACE INTO cards VALUES (:card_number, :link_id, :city)\"\n"
                              "detach_card = \"DELETE FROM cards WHERE number = :card_number\"\n"
                              "submit_purchase = \"INSERT INTO sales VALUES (:op_id, :card_number, :fiscal_id, :city, :lines)\"\n");
    }
    /// By another process: one that opens a wallet loads no second SQLite.
    static bool makeErp(const QString &path)
    {
        return QProcess::execute(QStringLiteral("python3"),
                                 {QStringLiteral("-c"),
                                  QStringLiteral("import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"), path,
                                  QStringLiteral("CREATE TABLE cards (number TEXT PRIMARY KEY, link TEXT, city TEXT); "
                                                 "CREATE TABLE sales (op TEXT, card TEXT, fiscal TEXT, city TEXT, lines TEXT);")})
               == 0;
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString marker(QByteArrayList &markers)
    {
        markers.append("canary" + randomBytes(8).toHex());
        return QString::fromLatin1(markers.last());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const auto words = QCoreApplication::arguments();
    if (words.size() == 4 && words.at(1) == QLatin1StringView("--phone")) {
        return phone(words.at(2), words.at(3));
    }
    TestGateways test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_gateways.moc"
