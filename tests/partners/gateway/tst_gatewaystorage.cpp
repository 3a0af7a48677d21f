// SPDX-License-Identifier: Apache-2.0
#include "core/base/ulid.h"
#include "partners/gateway/sqlitestorage.h"
#include "partners/gateway/noncewindow.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>

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

} // namespace

class TestGatewayStorage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void commitsInGroups();
    void cardBelongsToItsFirstKey();
    void lateConsentDoesNotReviveWhatWasWithdrawn();
    void erasesAMemberAndCreditsOnce();
    void cursorsHaveNoGaps();
    void noncesAreRememberedInBounds();

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
        message.receipt.fiscal = {QStringLiteral("by-ui"), QString::number(receipt)};
        return {message, QByteArrayLiteral("digest"), false, std::nullopt};
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStorage> m_storage;
};

void TestGatewayStorage::init()
{
    m_storage.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    StorageHooks hooks;
    hooks.linkChanged = [](const QString &) {};
    hooks.eventsAdded = [](const QString &) {};
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

void TestGatewayStorage::lateConsentDoesNotReviveWhatWasWithdrawn()
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
    QVERIFY(await<JoinOutcome>([&](auto then) { m_storage->changeConsent(read(), newer, then); }));
    QVERIFY(await<JoinOutcome>([&](auto then) { m_storage->changeConsent(read(), older, then); }));
    QVERIFY(!read().grants.allows(Purpose::PersonalOffers));
}

void TestGatewayStorage::erasesAMemberAndCreditsOnce()
{
    const auto key = SigningKey::create();
    const auto number = card(11);
    const auto linkKey = key.subkey("a", "b").publicKey();
    const auto link = newLink(number, key.publicKey(), linkKey);
    const auto joined = join(link);
    const auto purchase = newPurchase(joined->linkId, number, 5);
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

void TestGatewayStorage::noncesAreRememberedInBounds()
{
    NonceWindow window(1600);
    const auto now = m_clock.now();
    QVERIFY(window.remember(QStringLiteral("key"), QByteArrayLiteral("one"), now, now));
    QCOMPARE(window.remember(QStringLiteral("key"), QByteArrayLiteral("one"), now, now).error().code, FailureCode::SignatureInvalid);
    QVERIFY(window.remember(QStringLiteral("other"), QByteArrayLiteral("one"), now, now));
    int refused = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto result = window.remember(QStringLiteral("key"), QByteArray::number(i), now, now);
        refused += !result && result.error().code == FailureCode::Throttled ? 1 : 0;
    }
    QVERIFY(refused >= 3400 - 2);
    QVERIFY(window.remember(QStringLiteral("key"), QByteArrayLiteral("late"), now.addSecs(1200), now.addSecs(1200)));
}

QTEST_GUILESS_MAIN(TestGatewayStorage)
#include "tst_gatewaystorage.moc"
