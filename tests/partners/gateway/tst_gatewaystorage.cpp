// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/valuejson.h"
#include "partners/gateway/connectorworker.h"
#include "partners/gateway/noncewindow.h"
#include "partners/gateway/sql.h"
#include "partners/gateway/sqlitestorage.h"
#include "tests/support/fakeclock.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <future>
#include <map>

using namespace odna;

namespace {

template <class T, class Start>
Result<T> await(Start start)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    start([promise](Result<T> result) { promise->set_value(std::move(result)); });
    return future.get();
}

CardNumber card(quint64 body)
{
    auto number = CardNumber::fromBody(body);
    while (!number) {
        number = CardNumber::fromBody(++body);
    }
    return *number;
}

/// Each \a number another receipt of by-ui.
FiscalId fiscal(int number)
{
    return {QStringLiteral("by-ui"), QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')).toUpper()};
}

/// Takes everything and counts the calls.
class CountingConnector final : public Connector
{
public:
    [[nodiscard]] QStringList capabilities() const override { return {}; }
    [[nodiscard]] Result<void> attachCard(const QString &, const QString &, const Profile &) override
    {
        ++calls;
        return {};
    }
    [[nodiscard]] Result<void> detachCard(const QString &, const QString &) override { return {}; }
    [[nodiscard]] Result<ConnectorAnswer> submitPurchase(const ConnectorPurchase &) override
    {
        ++calls;
        return ConnectorAnswer{};
    }
    std::atomic<int> calls = 0;
};

} // namespace

class TestGatewayStorage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void commitsInGroups();
    void cardBelongsToItsFirstKey();
    void lateConsentIsRefused();
    void clearedFieldsAreCleared();
    void erasesAMemberAndCreditsOnce();
    void strangerBlocksNobody();
    void booksKnowAnotherCard();
    void sameReceiptOfTheSameCardAgain();
    void resentReceiptHearsItsEnd();
    void takesOnlyWhatIsGranted();
    void lateWithdrawalLeavesTheNextMembership();
    void joiningTakesBackADetach();
    void cursorsHaveNoGaps();
    void pagesStayWithinTheirBytes();
    void acknowledgesOnlyWhatThereIs();
    void printsNoCouponOutOfItsTime();
    void interruptedBroadcastGoesOn();
    void printsOnlyWhatIsMarkedAndGranted();
    void broadcastHearsAWithdrawal();
    void damagedRowsAreGivenUp();
    void fullDiskSlowsTheConnector();
    void errorsAmongRowsStick();
    void noncesAreRememberedInBounds();
    void noncesAreBoundedWhoeverSigns();

private:
    [[nodiscard]] NewLink newLink(const CardNumber &number, const PublicKey &identity, const PublicKey &linkKey)
    {
        ConsentRecord consent{newUlid(m_clock), QByteArrayLiteral("digest"), {}, QByteArrayLiteral("c"), {}, m_clock.now(), {}};
        consent.grants.give({Purpose::PersonalOffers, std::nullopt});
        return {QStringLiteral("lnk_") + newUlid(m_clock), {number, 0}, identity, linkKey, consent, 0};
    }
    Result<JoinOutcome> join(const NewLink &link)
    {
        return await<JoinOutcome>([&](auto then) { m_storage->join(link, then); });
    }
    [[nodiscard]] NewPurchase newPurchase(const QString &linkId, const CardNumber &number, int receipt)
    {
        PurchaseMessage message;
        message.opId = newUlid(m_clock);
        message.linkId = linkId;
        message.cardNumber = number.text();
        message.method = QStringLiteral("receipt_qr");
        message.confirmedAt = m_clock.now();
        message.receipt.fiscal = fiscal(receipt);
        return {message, QByteArrayLiteral("digest"), false, std::nullopt};
    }

    struct Member
    {
        PublicKey identity;
        PublicKey linkKey;
        CardNumber number;
        QString linkId;
    };
    [[nodiscard]] Member joined(quint64 body)
    {
        const auto key = SigningKey::create();
        Member member{key.publicKey(), key.subkey("a", "b").publicKey(), card(body), {}};
        member.linkId = join(newLink(member.number, member.identity, member.linkKey)).value().linkId;
        return member;
    }
    [[nodiscard]] LinkRecord linkOf(const Member &member) const
    {
        LinkRecord link;
        link.linkId = member.linkId;
        link.cardNumber = member.number.text();
        link.linkKey = member.linkKey;
        return link;
    }
    Result<PurchaseAnswer> add(const NewPurchase &purchase)
    {
        return await<PurchaseAnswer>([&](auto then) { m_storage->addPurchase(purchase, then); });
    }
    Result<TillOutcome> till(int receipt, const QString &cardNumber)
    {
        TillReport report{newUlid(m_clock), cardNumber, QStringLiteral("1"), {}};
        report.receipt.fiscal = fiscal(receipt);
        return await<TillOutcome>([&](auto then) { m_storage->addTillReceipt({report, QByteArrayLiteral("digest")}, then); });
    }
    Result<Delivery> deliver(const Member &member, const EventBody &body, const QString &opId, const QByteArray &digest = "d")
    {
        BackOfficeEvent event;
        event.opId = opId;
        event.linkIds = {member.linkId};
        event.body = body;
        return await<Delivery>([&](auto then) { m_storage->deliver(event, digest, then); });
    }
    [[nodiscard]] EventBody news(const QString &text = {}) const
    {
        return {
            QStringLiteral("news"), m_clock.now(), {{QStringLiteral("class"), QStringLiteral("service")}, {QStringLiteral("text"), text}}};
    }
    Result<void> end(const Member &member, bool erase, const QString &opId)
    {
        return await<void>([&](auto then) { m_storage->endLink(linkOf(member), opId, erase, then); });
    }
    [[nodiscard]] PurchaseStatus statusOf(const Member &member, const QString &opId)
    {
        return await<PurchaseAnswer>([&](auto then) { m_storage->purchase(linkOf(member), opId, then); }).value().status;
    }
    [[nodiscard]] QList<EventBody> eventsOf(const Member &member)
    {
        QList<EventBody> bodies;
        const auto page = await<InboxPage>([&](auto then) { m_storage->inbox(linkOf(member), 0, then); }).value();
        for (const auto &event : page.events) {
            bodies.append(eventBodyFrom(event.event.text).value());
        }
        return bodies;
    }
    [[nodiscard]] QList<ConnectorTask> tasks(ConnectorTask::Kind kind)
    {
        QList<ConnectorTask> found;
        const auto all = await<QList<ConnectorTask>>([&](auto then) { m_storage->connectorTasks(100, then); }).value();
        for (const auto &task : all) {
            if (task.kind == kind) {
                found.append(task);
            }
        }
        return found;
    }

    void open();
    /// As somebody with the file would.
    [[nodiscard]] bool change(const QString &statement) const
    {
        bool done = false;
        {
            auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
            database.setDatabaseName(m_folder->filePath(QStringLiteral("gateway.db")));
            done = database.open() && QSqlQuery(database).exec(statement);
        }
        QSqlDatabase::removeDatabase(QStringLiteral("other"));
        return done;
    }
    Result<void> consent(const Member &member, const ConsentRecord &consent)
    {
        return await<void>([&](auto then) { m_storage->changeConsent(linkOf(member), consent, then); });
    }
    [[nodiscard]] ConsentRecord decision(const Grants &grants, const Profile &profile = {}, qint64 secondsLater = 0) const
    {
        return {newUlid(m_clock), QByteArrayLiteral("digest"),         {},     QByteArrayLiteral("c"),
                grants,           m_clock.now().addSecs(secondsLater), profile};
    }
    [[nodiscard]] Offer coupon(const QString &id, const QString &code, bool printed) const
    {
        Offer offer;
        offer.id = id;
        offer.title = QStringLiteral("Milk");
        offer.audience = Audience::Personal;
        offer.validUntil = m_clock.now().addDays(1);
        offer.coupon = Coupon{code, QStringLiteral("code128"), printed};
        return offer;
    }
    Result<Delivery> deliver(const Member &member, const Offer &offer)
    {
        return deliver(member, {QStringLiteral("offer"), m_clock.now(), toJson(offer)}, newUlid(m_clock));
    }
    /// The code that the till is given to print; empty where none.
    [[nodiscard]] QString printedFor(const Member &member)
    {
        const auto outcome = till(++m_receipts, member.number.text()).value();
        return outcome.print ? outcome.print->coupon.code : QString();
    }

    FakeClock m_clock;
    int m_receipts = 1'000'000;
    std::function<void(const QString &)> m_onEvents;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStorage> m_storage;
};

void TestGatewayStorage::init()
{
    m_storage.reset();
    m_onEvents = {};
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void TestGatewayStorage::open()
{
    StorageHooks hooks;
    hooks.linkChanged = [](const QString &) {};
    hooks.eventsAdded = [this](const QString &linkId) {
        if (m_onEvents) {
            m_onEvents(linkId);
        }
    };
    hooks.tasksAdded = [] {};
    hooks.failed = [](const Failure &failure) { qWarning("%s", qPrintable(describe(failure))); };
    auto storage = SqliteStorage::open(m_folder->filePath(QStringLiteral("gateway.db")), hooks, m_clock);
    QVERIFY2(storage, storage ? "" : qPrintable(describe(storage.error())));
    m_storage = std::move(*storage);
}

void TestGatewayStorage::commitsInGroups()
{
    const auto key = SigningKey::create();
    const auto number = card(1);
    const auto joined = join(newLink(number, key.publicKey(), key.subkey("a", "b").publicKey()));
    QVERIFY(joined);
    const auto before = await<StorageFigures>([&](auto then) { m_storage->figures(then); }).value();
    constexpr int count = 2000;
    std::atomic<int> good = 0;
    std::promise<void> all;
    std::atomic<int> left = count;
    for (int i = 0; i < count; ++i) {
        m_storage->addPurchase(newPurchase(joined->linkId, number, i), [&](Result<PurchaseAnswer> answer) {
            good += answer ? 1 : 0;
            if (--left == 0) {
                all.set_value();
            }
        });
    }
    all.get_future().wait();
    const auto after = await<StorageFigures>([&](auto then) { m_storage->figures(then); }).value();
    QCOMPARE(good.load(), count);
    QCOMPARE(after.operations - before.operations, qint64(count));
    QVERIFY2(after.commits - before.commits < count / 10, qPrintable(QString::number(after.commits - before.commits)));
    QCOMPARE(after.rows.value(QStringLiteral("purchases")), qint64(count));
}

void TestGatewayStorage::cardBelongsToItsFirstKey()
{
    const auto first = SigningKey::create();
    const auto second = SigningKey::create();
    const auto number = card(7);
    const auto link = newLink(number, first.publicKey(), first.subkey("a", "b").publicKey());
    const auto joined = join(link);
    QVERIFY(joined && joined->created);
    const auto again = join(link); // the same operation
    QVERIFY(again && !again->created);
    QCOMPARE(again->linkId, joined->linkId);
    auto other = newLink(number, first.publicKey(), first.subkey("a", "b").publicKey());
    QCOMPARE(join(other)->linkId, joined->linkId); // the same identity with a new operation
    other.consent.digest = QByteArrayLiteral("other");
    QCOMPARE(join(other).error().code, FailureCode::IdempotencyKeyReused);
    QCOMPARE(join(newLink(number, second.publicKey(), second.subkey("a", "b").publicKey())).error().code, FailureCode::CardTaken);
}

void TestGatewayStorage::lateConsentIsRefused()
{
    const auto key = SigningKey::create();
    const auto linkKey = key.subkey("a", "b").publicKey();
    QVERIFY(join(newLink(card(9), key.publicKey(), linkKey)));
    const auto read = [&] {
        return await<std::optional<LinkRecord>>([&](auto then) { m_storage->linkByKey(linkKey.text(), then); }).value().value();
    };
    QVERIFY(read().grants.allows(Purpose::PersonalOffers));
    ConsentRecord newer{newUlid(m_clock), QByteArrayLiteral("1"), {}, {}, {}, m_clock.now().addSecs(60), {}};
    ConsentRecord older{newUlid(m_clock), QByteArrayLiteral("2"), {}, {}, {}, m_clock.now().addSecs(30), {}};
    older.grants.give({Purpose::PersonalOffers, std::nullopt});
    const auto change = [&](const ConsentRecord &consent) {
        return await<void>([&](auto then) { m_storage->changeConsent(read(), consent, then); });
    };
    QVERIFY(change(newer));
    QCOMPARE(change(older).error().code, FailureCode::ConsentOutdated);
    QCOMPARE(change(older).error().code, FailureCode::ConsentOutdated); // nothing was kept of it
    QVERIFY(!read().grants.allows(Purpose::PersonalOffers));
    QVERIFY(change(newer)); // the same again is the same
    auto same = newer;
    same.opId = newUlid(m_clock);
    QVERIFY(change(same)); // of the same moment

    auto late = newLink(card(9), key.publicKey(), key.subkey("c", "d").publicKey()); // and by joining again
    QCOMPARE(join(late).error().code, FailureCode::ConsentOutdated);
    QVERIFY(!read().grants.allows(Purpose::PersonalOffers));
    late.consent.givenAt = m_clock.now().addSecs(61);
    QVERIFY(join(late));
}

void TestGatewayStorage::clearedFieldsAreCleared()
{
    const auto member = joined(10);
    Grants grants;
    grants.give({Purpose::Accrual, ProfileField::City});
    grants.give({Purpose::Accrual, ProfileField::FirstName});
    const Profile both{{ProfileField::City, QStringLiteral("Minsk")}, {ProfileField::FirstName, QStringLiteral("Jana")}};
    const Profile one{{ProfileField::FirstName, QStringLiteral("Jana")}};
    const auto attached = [this] { return tasks(ConnectorTask::Kind::Attach).last().profile; };
    QVERIFY(consent(member, decision(grants, both)));
    QCOMPARE(attached(), both);
    auto early = newPurchase(member.linkId, member.number, 5);
    early.message.profile = both;
    m_clock.advance(10);
    QVERIFY(consent(member, decision(grants, one)));
    QCOMPARE(attached(), one);
    QVERIFY(add(early)); // confirmed before, and late
    QCOMPARE(attached(), one);
    auto later = newPurchase(member.linkId, member.number, 6);
    later.message.profile = {{ProfileField::City, QStringLiteral("Hrodna")}};
    QVERIFY(add(later));
    QCOMPARE(attached(), later.message.profile);
    m_clock.advance(10);
    auto again = newLink(member.number, member.identity, member.linkKey);
    again.consent.grants = grants;
    QVERIFY(join(again));
    QCOMPARE(attached(), Profile());
}

void TestGatewayStorage::erasesAMemberAndCreditsOnce()
{
    const auto key = SigningKey::create();
    const auto number = card(11);
    const auto linkKey = key.subkey("a", "b").publicKey();
    const auto link = newLink(number, key.publicKey(), linkKey);
    const auto joined = join(link);
    const auto purchase = newPurchase(joined->linkId, number, 5);
    QVERIFY(till(5, {}));
    QVERIFY(await<PurchaseAnswer>([&](auto then) { m_storage->addPurchase(purchase, then); }));
    const auto record = await<std::optional<LinkRecord>>([&](auto then) { m_storage->linkByKey(linkKey.text(), then); }).value().value();
    const auto opId = newUlid(m_clock);
    QVERIFY(await<void>([&](auto then) { m_storage->endLink(record, opId, true, then); }));
    QVERIFY(await<void>([&](auto then) { m_storage->endLink(record, opId, true, then); })); // the same again
    const auto ended = await<std::optional<LinkRecord>>([&](auto then) { m_storage->linkByKey(linkKey.text(), then); }).value().value();
    QVERIFY(!ended.active);
    QCOMPARE(join(link).error().code, FailureCode::LinkDeleted); // an old request does not revive it
    const auto rejoined = join(newLink(number, key.publicKey(), linkKey));
    QVERIFY(rejoined && rejoined->created && rejoined->linkId != joined->linkId);
    const auto twice = await<PurchaseAnswer>([&](auto then) { m_storage->addPurchase(newPurchase(rejoined->linkId, number, 5), then); });
    QCOMPARE(twice.error().code, FailureCode::DuplicateReceipt);
    m_storage.reset();
    // Nothing of the first membership is left but what prevents a second credit.
    const auto rows = countRows(m_folder->filePath(QStringLiteral("gateway.db"))).value();
    QCOMPARE(rows.value(QStringLiteral("purchases")), qint64(0));
    QCOMPARE(rows.value(QStringLiteral("events")), qint64(0));
}

void TestGatewayStorage::strangerBlocksNobody()
{
    const auto owner = joined(21);
    const auto stranger = joined(22);
    const auto third = joined(23);
    const auto early = newPurchase(stranger.linkId, stranger.number, 6);
    const auto rightful = newPurchase(owner.linkId, owner.number, 6);
    QVERIFY(add(early));
    QVERIFY(add(rightful)); // kept in review too, no duplicate
    QCOMPARE(statusOf(stranger, early.message.opId), PurchaseStatus::NeedsReview);
    QCOMPARE(statusOf(owner, rightful.message.opId), PurchaseStatus::NeedsReview);
    QVERIFY(tasks(ConnectorTask::Kind::Purchase).isEmpty());
    QVERIFY(till(6, owner.number.text())); // the books decide
    QCOMPARE(statusOf(stranger, early.message.opId), PurchaseStatus::Rejected);
    QCOMPARE(eventsOf(stranger).last().data.value(QLatin1StringView("status")).toString(), QStringLiteral("rejected"));
    QCOMPARE(statusOf(owner, rightful.message.opId), PurchaseStatus::Received);
    auto sent = tasks(ConnectorTask::Kind::Purchase);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.at(0).cardNumber, owner.number.text());

    // The owner confirms only after the till: what the stranger claimed is free.
    QVERIFY(add(newPurchase(stranger.linkId, stranger.number, 7)));
    QVERIFY(till(7, owner.number.text()));
    QVERIFY(add(newPurchase(owner.linkId, owner.number, 7)));
    QCOMPARE(tasks(ConnectorTask::Kind::Purchase).size(), 2);

    // Paper without a card is the bearer's: the first who confirmed it.
    const auto first = newPurchase(third.linkId, third.number, 8);
    const auto second = newPurchase(stranger.linkId, stranger.number, 8);
    QVERIFY(add(first));
    m_clock.advance(1);
    QVERIFY(add(second));
    QVERIFY(till(8, {}));
    QCOMPARE(statusOf(third, first.message.opId), PurchaseStatus::Received);
    QCOMPARE(statusOf(stranger, second.message.opId), PurchaseStatus::Rejected);
    QCOMPARE(add(newPurchase(owner.linkId, owner.number, 8)).error().code, FailureCode::DuplicateReceipt);
    sent = tasks(ConnectorTask::Kind::Purchase);
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent.at(2).cardNumber, third.number.text());
}

void TestGatewayStorage::booksKnowAnotherCard()
{
    const auto owner = joined(31);
    const auto stranger = joined(32);
    QVERIFY(till(9, owner.number.text()));
    QCOMPARE(add(newPurchase(stranger.linkId, stranger.number, 9)).error().code, FailureCode::ReceiptNotOurs);
    QVERIFY(tasks(ConnectorTask::Kind::Purchase).isEmpty());
    QVERIFY(add(newPurchase(owner.linkId, owner.number, 9)));
    QCOMPARE(tasks(ConnectorTask::Kind::Purchase).size(), 1);
}

void TestGatewayStorage::sameReceiptOfTheSameCardAgain()
{
    const auto member = joined(41);
    QVERIFY(till(10, {}));
    QVERIFY(add(newPurchase(member.linkId, member.number, 10)));
    const auto task = tasks(ConnectorTask::Kind::Purchase).at(0);
    ConnectorOutcome outcome;
    outcome.points = 25;
    QVERIFY(await<void>([&](auto then) { m_storage->connectorDone(task, outcome, then); }));
    const auto again = newPurchase(member.linkId, member.number, 10);
    const auto answer = add(again);
    QVERIFY(answer);
    QCOMPARE(answer->opId, again.message.opId);
    QCOMPARE(answer->status, PurchaseStatus::Accepted);
    QCOMPARE(answer->points, std::optional<qint64>(25));
    QVERIFY(tasks(ConnectorTask::Kind::Purchase).isEmpty()); // credited once
    const auto other = joined(42);
    QCOMPARE(add(newPurchase(other.linkId, other.number, 10)).error().code, FailureCode::DuplicateReceipt);

    QVERIFY(add(newPurchase(member.linkId, member.number, 11))); // the same while it waits for the books
    QCOMPARE(add(newPurchase(member.linkId, member.number, 11)).value().status, PurchaseStatus::NeedsReview);
    QVERIFY(till(11, {}));
    QCOMPARE(tasks(ConnectorTask::Kind::Purchase).size(), 1);
}

void TestGatewayStorage::resentReceiptHearsItsEnd()
{
    auto member = joined(43);
    const auto first = newPurchase(member.linkId, member.number, 14);
    QVERIFY(add(first));
    const auto second = newPurchase(member.linkId, member.number, 14);
    QVERIFY(add(second));
    QVERIFY(add(second)); // the same operation again is one
    auto changed = second;
    changed.digest = QByteArrayLiteral("other bytes");
    QCOMPARE(add(changed).error().code, FailureCode::IdempotencyKeyReused);
    changed.message.receipt.fiscal = fiscal(15); // not even where the receipt is new
    QCOMPARE(add(changed).error().code, FailureCode::IdempotencyKeyReused);
    QCOMPARE(statusOf(member, second.message.opId), PurchaseStatus::NeedsReview);

    QVERIFY(end(member, false, newUlid(m_clock))); // and once more, out of the next membership
    member.linkId = join(newLink(member.number, member.identity, member.linkKey)).value().linkId;
    const auto third = newPurchase(member.linkId, member.number, 14);
    QVERIFY(add(third));
    QVERIFY(till(14, {}));
    const auto task = tasks(ConnectorTask::Kind::Purchase).at(0);
    ConnectorOutcome outcome;
    outcome.points = 25;
    QVERIFY(await<void>([&](auto then) { m_storage->connectorDone(task, outcome, then); }));
    const auto last = purchaseAnswerFromJson(eventsOf(member).last().data);
    QVERIFY(last);
    QCOMPARE(last->opId, third.message.opId);
    QCOMPARE(last->status, PurchaseStatus::Accepted);
    QCOMPARE(last->points, std::optional<qint64>(25));
    QCOMPARE(statusOf(member, third.message.opId), PurchaseStatus::Accepted);

    const auto same = joined(44); // within one membership each operation hears it
    QStringList operations;
    for (int i = 0; i < 3; ++i) {
        const auto purchase = newPurchase(same.linkId, same.number, 16);
        operations.append(purchase.message.opId);
        QVERIFY(add(purchase));
    }
    QVERIFY(till(16, {}));
    QVERIFY(
        await<void>([&](auto then) { m_storage->connectorDone(tasks(ConnectorTask::Kind::Purchase).at(0), ConnectorOutcome(), then); }));
    QStringList heard;
    for (const auto &event : eventsOf(same)) {
        if (const auto answer = purchaseAnswerFromJson(event.data); answer && answer->status == PurchaseStatus::Accepted) {
            heard.append(answer->opId);
        }
    }
    std::ranges::sort(heard);
    std::ranges::sort(operations);
    QCOMPARE(heard, operations);
}

void TestGatewayStorage::takesOnlyWhatIsGranted()
{
    const auto key = SigningKey::create();
    auto link = newLink(card(51), key.publicKey(), key.subkey("a", "b").publicKey());
    link.consent.grants.give({Purpose::Accrual, ProfileField::City});
    const auto linkId = join(link)->linkId;
    QVERIFY(till(12, {}));
    auto purchase = newPurchase(linkId, link.card.number, 12);
    purchase.message.profile = {{ProfileField::City, QStringLiteral("Minsk")}, {ProfileField::FirstName, QStringLiteral("Jana")}};
    QVERIFY(add(purchase)); // a field that was withdrawn a moment ago does not cost the purchase
    const auto task = tasks(ConnectorTask::Kind::Purchase).at(0);
    QCOMPARE(task.purchase.profile, (Profile{{ProfileField::City, QStringLiteral("Minsk")}}));
}

void TestGatewayStorage::lateWithdrawalLeavesTheNextMembership()
{
    auto before = joined(61);
    QVERIFY(till(13, {}));
    QVERIFY(add(newPurchase(before.linkId, before.number, 13)));
    QVERIFY(end(before, false, newUlid(m_clock)));
    auto after = before;
    after.linkId = join(newLink(before.number, before.identity, before.linkKey))->linkId;
    QVERIFY(after.linkId != before.linkId);
    QVERIFY(till(14, {}));
    const auto kept = newPurchase(after.linkId, after.number, 14);
    QVERIFY(add(kept));
    QCOMPARE(end(before, false, newUlid(m_clock)).error().code, FailureCode::LinkDeleted);
    QVERIFY(end(before, true, newUlid(m_clock))); // ended already, erased now
    QVERIFY(end(before, true, newUlid(m_clock)));
    const auto read = await<std::optional<LinkRecord>>([&](auto then) { m_storage->linkByKey(after.linkKey.text(), then); }).value();
    QVERIFY(read && read->active);
    QCOMPARE(read->linkId, after.linkId);
    QCOMPARE(statusOf(after, kept.message.opId), PurchaseStatus::Received);
    QVERIFY(tasks(ConnectorTask::Kind::Detach).isEmpty());
    auto foreign = after;
    foreign.linkKey = SigningKey::create().publicKey();
    QCOMPARE(end(foreign, true, newUlid(m_clock)).error().code, FailureCode::LinkUnknown);

    QVERIFY(end(after, false, newUlid(m_clock)));
    QVERIFY(end(after, true, newUlid(m_clock))); // ended, and nothing after it: everything of the card goes
    m_storage.reset();
    const auto rows = countRows(m_folder->filePath(QStringLiteral("gateway.db"))).value();
    QCOMPARE(rows.value(QStringLiteral("purchases")), qint64(0));
}

void TestGatewayStorage::joiningTakesBackADetach()
{
    const auto member = joined(71);
    QVERIFY(end(member, false, newUlid(m_clock)));
    QCOMPARE(tasks(ConnectorTask::Kind::Detach).size(), 1);
    QVERIFY(join(newLink(member.number, member.identity, member.linkKey)));
    QVERIFY(tasks(ConnectorTask::Kind::Detach).isEmpty());
    QCOMPARE(tasks(ConnectorTask::Kind::Attach).size(), 1);
}

void TestGatewayStorage::cursorsHaveNoGaps()
{
    const auto key = SigningKey::create();
    const auto number = card(13);
    const auto joined = join(newLink(number, key.publicKey(), key.subkey("a", "b").publicKey()));
    std::vector<std::future<void>> writers;
    for (int thread = 0; thread < 4; ++thread) {
        writers.push_back(std::async(std::launch::async, [&] {
            for (int i = 0; i < 50; ++i) {
                BackOfficeEvent event;
                event.opId = newUlid(m_clock);
                event.linkIds = {joined->linkId};
                event.body = {QStringLiteral("news"), m_clock.now(), {{QStringLiteral("class"), QStringLiteral("service")}}};
                const auto once = await<Delivery>([&](auto then) { m_storage->deliver(event, QByteArrayLiteral("d"), then); });
                const auto twice = await<Delivery>([&](auto then) { m_storage->deliver(event, QByteArrayLiteral("d"), then); });
                if (!once || !twice || once->delivered != 1 || twice->delivered != 1) {
                    qFatal("an event was not delivered once"); // QVERIFY is for the test's own thread
                }
            }
        }));
    }
    for (auto &writer : writers) {
        writer.wait();
    }
    LinkRecord link;
    link.linkId = joined->linkId;
    link.cardNumber = number.text();
    qint64 next = 0;
    while (true) {
        const auto page = await<InboxPage>([&](auto then) { m_storage->inbox(link, next, then); });
        if (page->events.isEmpty()) {
            break;
        }
        for (const auto &event : page->events) {
            QCOMPARE(event.cursor, ++next);
        }
    }
    QCOMPARE(next, qint64(200));
}

void TestGatewayStorage::pagesStayWithinTheirBytes()
{
    const auto member = joined(40);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(deliver(member, news(QString(25'000, u'x')), newUlid(m_clock)));
    }
    const auto page = await<InboxPage>([&](auto then) { m_storage->inbox(linkOf(member), 0, then); }).value();
    QCOMPARE(page.events.size(), 2);
    QCOMPARE(page.next, qint64(2));
    QVERIFY(jsonBytes(toJson(page)).size() <= 60 * 1024);
    QCOMPARE(await<InboxPage>([&](auto then) { m_storage->inbox(linkOf(member), 2, then); })->events.size(), 1);
}

void TestGatewayStorage::acknowledgesOnlyWhatThereIs()
{
    const auto member = joined(41);
    QVERIFY(deliver(member, news(), newUlid(m_clock)));
    const auto acknowledge = [&](qint64 cursor) {
        return await<qint64>([&](auto then) { m_storage->acknowledge(linkOf(member), cursor, then); }).value_or(-1);
    };
    QCOMPARE(acknowledge(9), qint64(1)); // or the events 2 to 9 would count as stored before they exist
    QCOMPARE(acknowledge(0), qint64(1));
}

void TestGatewayStorage::printsNoCouponOutOfItsTime()
{
    const auto member = joined(42);
    Offer offer;
    offer.id = QStringLiteral("o");
    offer.title = QStringLiteral("Milk");
    offer.audience = Audience::Personal;
    offer.validFrom = m_clock.now().addSecs(60);
    offer.validUntil = m_clock.now().addSecs(120);
    offer.coupon = Coupon{QStringLiteral("MILK-1"), QStringLiteral("code128"), true};
    QVERIFY(deliver(member, {QStringLiteral("offer"), m_clock.now(), toJson(offer)}, newUlid(m_clock)));
    QVERIFY(!till(1, member.number.text())->print);
    m_clock.advance(90);
    const auto within = till(2, member.number.text());
    QVERIFY(within->print);
    QCOMPARE(within->print->coupon.code, QStringLiteral("MILK-1"));
    m_clock.advance(31);
    QVERIFY(!till(3, member.number.text())->print);
}

void TestGatewayStorage::interruptedBroadcastGoesOn()
{
    const auto member = joined(43);
    const auto opId = newUlid(m_clock);
    QVERIFY(deliver(member, news(), opId));
    QCOMPARE(deliver(member, news(), opId, "another").error().code, FailureCode::IdempotencyKeyReused);
    // As a crash leaves it: the event is there, the operation is not finished.
    m_storage.reset();
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("crash"));
        database.setDatabaseName(m_folder->filePath(QStringLiteral("gateway.db")));
        QVERIFY(database.open());
        QVERIFY(QSqlQuery(database).exec(QStringLiteral("UPDATE office_events SET delivered = NULL, refused = NULL")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("crash"));
    open();
    QCOMPARE(deliver(member, news(), opId).value_or(Delivery{}).delivered, 1);
    QCOMPARE(eventsOf(member).size(), 1);
}

void TestGatewayStorage::printsOnlyWhatIsMarkedAndGranted()
{
    const auto member = joined(81);
    QVERIFY(deliver(member, coupon(QStringLiteral("a"), QStringLiteral("PRIVATE"), false)));
    QCOMPARE(printedFor(member), QString());
    QVERIFY(deliver(member, coupon(QStringLiteral("b"), QStringLiteral("PAPER"), true)));
    QCOMPARE(printedFor(member), QStringLiteral("PAPER"));
    QVERIFY(consent(member, decision({})));
    QCOMPARE(printedFor(member), QString());
    Grants grants;
    grants.give({Purpose::PersonalOffers, std::nullopt});
    QVERIFY(consent(member, decision(grants)));
    QCOMPARE(printedFor(member), QStringLiteral("PAPER"));
    QVERIFY(deliver(member, coupon(QStringLiteral("b"), QStringLiteral("NOW-PRIVATE"), false))); // the last one of that id counts
    QCOMPARE(printedFor(member), QString());
}

void TestGatewayStorage::broadcastHearsAWithdrawal()
{
    constexpr int count = 300; // more than one part
    std::map<QString, Member> members;
    QStringList keys;
    for (int i = 0; i < count; ++i) {
        const auto member = joined(1'000'000 + static_cast<quint64>(i) * 1000);
        members.emplace(member.linkId, member);
        keys.append(member.linkId);
    }
    std::promise<QString> withdrawn;
    m_onEvents = [&, left = keys, heard = 0](const QString &linkId) mutable {
        left.removeOne(linkId);
        if (++heard == 256) { // the end of the first part, before the second is written
            m_storage->changeConsent(linkOf(members.at(left.last())), decision({}, {}, 1), [](const Result<void> &) {});
            withdrawn.set_value(left.last());
        }
    };
    BackOfficeEvent event;
    event.opId = newUlid(m_clock);
    event.toAll = true;
    event.body = {QStringLiteral("offer"), m_clock.now(), toJson(coupon(QStringLiteral("o"), QStringLiteral("O"), false))};
    const auto send = [&] { return await<Delivery>([&](auto then) { m_storage->deliver(event, QByteArrayLiteral("d"), then); }).value(); };
    const auto first = send();
    QCOMPARE(first.delivered, count - 1);
    QCOMPARE(first.refused, 1);
    m_onEvents = {};
    QCOMPARE(eventsOf(members.at(withdrawn.get_future().get())).size(), 0);
    QCOMPARE(send().delivered, count - 1); // as it is stored
}

void TestGatewayStorage::damagedRowsAreGivenUp()
{
    const auto member = joined(91);
    const auto purchase = newPurchase(member.linkId, member.number, 5);
    QVERIFY(till(5, {}));
    QVERIFY(add(purchase));
    m_storage.reset();
    QVERIFY(change(QStringLiteral("UPDATE purchases SET receipt = '{}'")));
    QVERIFY(change(QStringLiteral("UPDATE links SET profile = '['")));
    open();
    const auto connector = std::make_shared<CountingConnector>();
    ConnectorWorker worker(connector, *m_storage, m_clock);
    worker.start();
    QTRY_VERIFY_WITH_TIMEOUT(statusOf(member, purchase.message.opId) == PurchaseStatus::NeedsReview, 30'000);
    QVERIFY(worker.stop(std::chrono::seconds(30)));
    QCOMPARE(connector->calls.load(), 0);
    QVERIFY(tasks(ConnectorTask::Kind::Attach).isEmpty());
    QVERIFY(eventsOf(member).last().data.value(QLatin1StringView("reason")).toString().contains(QLatin1StringView("cannot be read")));
}

void TestGatewayStorage::fullDiskSlowsTheConnector()
{
    constexpr int batch = 64;
    for (int i = 0; i < batch; ++i) {
        std::ignore = joined(2'000'000 + static_cast<quint64>(i) * 1000);
    }
    QVERIFY(change(QStringLiteral("CREATE TRIGGER full BEFORE DELETE ON connector_outbox BEGIN SELECT RAISE(ABORT, 'full'); END")));
    const auto connector = std::make_shared<CountingConnector>();
    ConnectorWorker worker(connector, *m_storage, m_clock);
    worker.start();
    QTRY_VERIFY_WITH_TIMEOUT(connector->calls >= batch, 30'000);
    QTest::qWait(1500); // time for a hundred rounds, or for one more
    QVERIFY(worker.stop(std::chrono::seconds(30)));
    QVERIFY2(connector->calls <= 4 * batch, qPrintable(QString::number(connector->calls)));
}

void TestGatewayStorage::errorsAmongRowsStick()
{
    const auto sql = SqlConnection::open(m_folder->filePath(QStringLiteral("rows.db")), SqlConnection::Mode::ReadWrite).value();
    int rows = 0;
    for (auto row = sql->rows("SELECT abs(column1) FROM (VALUES (1), (-9223372036854775808), (2))"); row; row.next()) {
        ++rows;
    }
    QCOMPARE(rows, 1);
    QVERIFY(sql->failure());
    QCOMPARE(sql->failure()->code, FailureCode::StorageFailed);
}

void TestGatewayStorage::noncesAreRememberedInBounds()
{
    NonceWindow window(40'960);
    const auto now = m_clock.now();
    const auto member = [](int number) { return QStringLiteral("member %1").arg(number); };
    const auto outcome = [&](const QString &who, const QByteArray &nonce, qint64 seconds = 0) {
        const auto result = window.remember(who, nonce, now.addSecs(seconds));
        return result ? QStringLiteral("done") : QString(nameOf(result.error().code));
    };
    const auto done = QStringLiteral("done");
    const QString seen = nameOf(FailureCode::SignatureInvalid);
    const QString throttled = nameOf(FailureCode::Throttled);
    QCOMPARE(outcome(member(0), "one"), done);
    QCOMPARE(outcome(member(0), "one"), seen);
    QCOMPARE(outcome(member(1), "one"), done);
    // Others were there before the flood.
    for (int i = 2; i < 102; ++i) {
        QCOMPARE(outcome(member(i), "quiet"), done);
    }
    int taken = 0;
    for (int i = 0; i < 100'000; ++i) {
        taken += outcome(member(0), QByteArray::number(i)) == done ? 1 : 0;
    }
    QVERIFY2(taken >= 1000 && taken <= 10'240 / 9 + 1, qPrintable(QString::number(taken)));
    QCOMPARE(outcome(member(0), "more"), throttled);
    QCOMPARE(outcome(member(0), "one"), seen);
    // A thousand who do the same, one after the other, leave room for whoever comes then.
    for (int i = 1000; i < 2000; ++i) {
        for (int n = 0; n < 200; ++n) {
            static_cast<void>(outcome(member(i), QByteArray::number(n)));
        }
    }
    for (int i = 2; i < 102; ++i) {
        QCOMPARE(outcome(member(i), "quiet"), seen); // nobody's nonce was forgotten
    }
    QCOMPARE(outcome(member(2), "two"), done);
    QCOMPARE(outcome(member(5000), "new"), done);
    // A signature from five minutes ahead is acceptable for ten; then there is room again.
    QCOMPARE(outcome(member(2), "two", 600), seen);
    QCOMPARE(outcome(member(0), "flood again", 660), done);
    QCOMPARE(outcome(member(2), "two", 660), seen); // of the generation before
    QCOMPARE(outcome(member(2), "late", 1319), done);
    QCOMPARE(outcome(member(2), "late", 1320), seen);
    QCOMPARE(outcome(member(2), "two", 1320), done);
    QCOMPARE(outcome(member(2), "two", -3600), seen); // the clock was set back
    QCOMPARE(outcome(member(2), "late", 1320 + 1320), done);
}

void TestGatewayStorage::noncesAreBoundedWhoeverSigns()
{
    NonceWindow window(2000);
    int taken = 0;
    for (int i = 0; i < 5000; ++i) { // each another one
        taken += window.remember(QString::number(i), QByteArrayLiteral("n"), m_clock.now()) ? 1 : 0;
    }
    QCOMPARE(taken, 1000);
}

QTEST_GUILESS_MAIN(TestGatewayStorage)
#include "tst_gatewaystorage.moc"
