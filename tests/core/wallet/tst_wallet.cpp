// SPDX-License-Identifier: Apache-2.0
// What a wallet keeps and how it moves: receipts, purchases, outbox, events, offers, consent. Real files, real encryption.

#include "tests/core/wallet/walletworld.h"

#include <QSet>
#include <QTemporaryDir>

using namespace odna;

class TestWallet final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void keepsEverythingOverReopening();
    void receiptIsHeldOnce();
    void unreadableReceiptIsRefused();
    void purchaseAndOutboxAreOne();
    void acknowledgementClearsTheOutbox();
    void refusals();
    void anEventWinsOverAnyAnswer();
    void schedule();
    void retryAfterIsALowerBound();
    void events();
    void startsBeyondWhatWasDeleted();
    void aRetailerCannotFillThePhone();
    void eventsWithoutEffectGo();
    void offersAreLimited();
    void eventsWithoutEffect();
    void paperIsCompletedByItsRetailer();
    void foreignReceiptsStayForeign();
    void aClaimTakesNothing();
    void twoLinksNeverMix();
    void withdrawal();
    void consentChange();
    void joiningAgain();
    void descriptorsArePinned();
    void adoptedCard();
    void offersInOrder();
    void disclosures();

private:
    void reopen();
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FolderKeyStore> m_keyStore;
    std::unique_ptr<Wallet> m_wallet;
    FakeClock m_clock;
};

void TestWallet::init()
{
    m_clock.set(fromTimestamp(QStringLiteral("2026-08-01T12:30:05.000Z")));
    m_folder = std::make_unique<QTemporaryDir>();
    m_keyStore = std::make_unique<FolderKeyStore>(m_folder->filePath(QStringLiteral("keystore")));
    auto created = Wallet::create(m_folder->filePath(QStringLiteral("wallet")), {m_keyStore.get(), {}, {}}, m_clock);
    ODNA_DONE(created);
    m_wallet = std::move(created->wallet);
}

void TestWallet::cleanup()
{
    m_wallet.reset();
}

void TestWallet::reopen()
{
    m_wallet.reset();
    auto opened = Wallet::open(m_folder->filePath(QStringLiteral("wallet")), {m_keyStore.get(), {}, {}}, m_clock);
    ODNA_DONE(opened);
    m_wallet = std::move(*opened);
}

void TestWallet::keepsEverythingOverReopening()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(m_wallet->setProfile({{ProfileField::City, QStringLiteral("Мінск")}}));
    ODNA_DONE(m_wallet->setSetting(QStringLiteral("theme"), QStringLiteral("dark")));
    auto receipt = paperReceipt(7);
    receipt.issuedAt = fromTimestamp(QStringLiteral("2026-08-01T15:28:00.000+03:00"));
    receipt.lines.append(
        {QStringLiteral("Молоко 3,2 %"), QStringLiteral("4810268012345"), QStringLiteral("2"), QStringLiteral("pcs"), 1400, 2550, 250});
    const auto id = m_wallet->addReceipt(receipt);
    ODNA_DONE(id);
    const auto opId = confirm(*m_wallet, *id, grocer.id(), m_clock);
    ODNA_DONE(opId);
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("o1"))))}));
    const auto card = m_wallet->card().number;
    const auto key = m_wallet->linkKey(grocer.id()).publicKey();
    const auto outboxBefore = m_wallet->outbox();

    reopen();

    QCOMPARE(m_wallet->card().number.text(), card.text());
    QVERIFY(m_wallet->linkKey(grocer.id()).publicKey() == key);
    QCOMPARE(Wallet::publicCard(m_folder->filePath(QStringLiteral("wallet")))->text(), card.text());
    QVERIFY(*ownsCard(m_wallet->identityKey().publicKey(), m_wallet->card()));
    QCOMPARE(m_wallet->profile()->value(ProfileField::City), QStringLiteral("Мінск"));
    QCOMPARE(*m_wallet->setting(QStringLiteral("theme")), QStringLiteral("dark"));
    QVERIFY(m_wallet->setting(QStringLiteral("never"))->isEmpty());
    const auto held = m_wallet->receipt(*id);
    ODNA_DONE(held);
    QVERIFY(held->receipt == receipt);
    QVERIFY(held->confirmed);
    QVERIFY(!held->purchase);
    const auto links = m_wallet->links();
    QCOMPARE(links->size(), 1);
    QVERIFY(links->constFirst().descriptor == grocer.descriptor);
    QVERIFY(links->constFirst().grants == TestRetailer::usualGrants());
    QCOMPARE(links->constFirst().cursor, 1);
    const auto outbox = m_wallet->outbox();
    QCOMPARE(outbox->size(), 1);
    QCOMPARE(outbox->constFirst().message.opId(), *opId);
    QCOMPARE(outbox->constFirst().message.body(), outboxBefore->constFirst().message.body());
    QCOMPARE(outbox->constFirst().message.path(), QByteArrayLiteral("/v1/purchases"));
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 1);
    ODNA_DONE(m_wallet->latestConsent(grocer.id()));
    ODNA_DONE(m_wallet->check());
}

void TestWallet::receiptIsHeldOnce()
{
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    ODNA_DONE(id);
    ODNA_REFUSED(m_wallet->addReceipt(paperReceipt(1)), ReceiptRepeated);
    auto returned = paperReceipt(1);
    returned.kind = ReceiptKind::SaleReturn; // another document under the same number
    ODNA_DONE(m_wallet->addReceipt(returned));
    for (quint64 number = 2; number < 10; ++number) {
        ODNA_DONE(m_wallet->addReceipt(paperReceipt(number)));
    }
    const auto first = m_wallet->receipts(4);
    QCOMPARE(first->size(), 4);
    QVERIFY(first->constFirst().receipt == paperReceipt(9));
    const auto second = m_wallet->receipts(100, first->constLast().id);
    QCOMPARE(second->size(), 6);
    QVERIFY(second->constFirst().receipt == paperReceipt(5));
    QCOMPARE(second->constLast().id, *id);
    ODNA_REFUSED(m_wallet->receipt(12345), ReceiptUnknown);
}

void TestWallet::unreadableReceiptIsRefused()
{
    auto receipt = paperReceipt(1);
    receipt.storeId = QString(5000, u'x');
    ODNA_REFUSED(m_wallet->addReceipt(receipt), ReceiptMalformed);
    QVERIFY(m_wallet->receipts(10)->isEmpty());
}

void TestWallet::purchaseAndOutboxAreOne()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    const Link link{grocer.linkId, grocer.descriptor, m_wallet->card(), {}, Link::State::Active, 0};
    const auto message = OutgoingMessage::purchase(link, paperReceipt(1), {}, {}, QStringLiteral("cr_1"), m_clock);
    ODNA_DONE(message);
    ODNA_REFUSED(m_wallet->confirmPurchase(*id, *message), RetailerUnknown);
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_REFUSED(m_wallet->confirmPurchase(*id + 1, *message), ReceiptUnknown);
    QVERIFY(m_wallet->outbox()->isEmpty());
    QVERIFY(!m_wallet->receipt(*id)->confirmed);

    ODNA_DONE(m_wallet->confirmPurchase(*id, *message));
    QCOMPARE(m_wallet->outboxDue()->size(), 1);
    QVERIFY(m_wallet->receipt(*id)->confirmed);
    QCOMPARE(m_wallet->receipt(*id)->retailerId, grocer.id());
    ODNA_REFUSED(m_wallet->confirmPurchase(*id, *message), ReceiptRepeated);
    ODNA_REFUSED(confirm(*m_wallet, *id, grocer.id(), m_clock), ReceiptRepeated);
    // An operation id that is there already: the purchase of the second receipt must not stay behind alone.
    const auto second = m_wallet->addReceipt(paperReceipt(2));
    QVERIFY(!m_wallet->confirmPurchase(*second, *message));
    QVERIFY(!m_wallet->receipt(*second)->confirmed);
    QVERIFY(m_wallet->receipt(*second)->retailerId.isEmpty());
    QCOMPARE(m_wallet->outbox()->size(), 1);
}

void TestWallet::acknowledgementClearsTheOutbox()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    const auto opId = confirm(*m_wallet, *id, grocer.id(), m_clock);
    ODNA_DONE(opId);
    const auto answer = answerTo(*opId, paperReceipt(1), PurchaseStatus::Received, m_clock.now());
    const auto disclosure = grocer.disclosure(m_clock, *opId, QStringLiteral("purchase"), 202);
    ODNA_REFUSED(m_wallet->acknowledge(QStringLiteral("another"), answer, disclosure), AcknowledgementMismatch);
    ODNA_REFUSED(m_wallet->acknowledge(*opId, answer, other.disclosure(m_clock, *opId, QStringLiteral("purchase"), 202)),
                 AcknowledgementMismatch);
    QCOMPARE(m_wallet->outbox()->size(), 1);

    ODNA_DONE(m_wallet->acknowledge(*opId, answer, disclosure));
    ODNA_DONE(m_wallet->acknowledge(*opId, answer, disclosure));
    QVERIFY(m_wallet->outbox()->isEmpty());
    QVERIFY(!*m_wallet->nextDue());
    const auto held = m_wallet->receipt(*id);
    QVERIFY(held->confirmed);
    QVERIFY(held->purchase && held->purchase->status == PurchaseStatus::Received);
    QCOMPARE(m_wallet->disclosures(10)->size(), 3); // two joins, one purchase
    ODNA_REFUSED(confirm(*m_wallet, *id, grocer.id(), m_clock), ReceiptRepeated);
}

void TestWallet::refusals()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    const auto opId = confirm(*m_wallet, *id, grocer.id(), m_clock);
    // Not final: parked until the shopper acts.
    const auto disclosure = grocer.disclosure(m_clock, *opId, QStringLiteral("purchase"), 403);
    ODNA_DONE(m_wallet->refuse(*opId, {FailureCode::ConsentMissing, {}}, false, disclosure));
    QVERIFY(m_wallet->outbox()->constFirst().state == OutboxItem::State::Parked);
    QVERIFY(m_wallet->outbox()->constFirst().lastFailure->code == FailureCode::ConsentMissing);
    ODNA_DONE(m_wallet->retryNow());
    QVERIFY(m_wallet->outboxDue()->isEmpty());
    ODNA_DONE(m_wallet->retry(*opId));
    QCOMPARE(m_wallet->outboxDue()->size(), 1);
    // A later try without an answer does not hide the answer.
    ODNA_DONE(m_wallet->recordAttempt(*opId, {FailureCode::AnswerForeign, {}}));
    QCOMPARE(m_wallet->disclosures(1)->constFirst().status, 403);
    ODNA_DONE(m_wallet->retry(*opId));
    // Another retailer's word changes nothing.
    ODNA_REFUSED(
        m_wallet->refuse(*opId, {FailureCode::ReceiptNotOurs, {}}, true, other.disclosure(m_clock, *opId, QStringLiteral("purchase"), 422)),
        AcknowledgementMismatch);
    QCOMPARE(m_wallet->outboxDue()->size(), 1);
    // Final: the purchase is rejected, the paper may go to whom it belongs.
    ODNA_DONE(m_wallet->refuse(*opId, {FailureCode::ReceiptNotOurs, {}}, true, disclosure));
    QVERIFY(m_wallet->outbox()->isEmpty());
    const auto held = m_wallet->receipt(*id);
    QVERIFY(!held->confirmed);
    QVERIFY(held->purchase && held->purchase->status == PurchaseStatus::Rejected);
    QCOMPARE(held->purchase->reason, QStringLiteral("receipt_not_ours"));
    QVERIFY(held->retailerId.isEmpty());
    ODNA_DONE(confirm(*m_wallet, *id, other.id(), m_clock));
    QCOMPARE(m_wallet->receipt(*id)->retailerId, other.id());
    // What a retailer delivered itself stays its own, refused or not.
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("receipt"), toJson(paperReceipt(2)))}));
    const auto delivered = m_wallet->receipts(1)->constFirst().id;
    const auto deliveredOp = confirm(*m_wallet, delivered, grocer.id(), m_clock);
    ODNA_DONE(deliveredOp);
    ODNA_DONE(m_wallet->refuse(*deliveredOp, {FailureCode::ReceiptNotOurs, {}}, true,
                               grocer.disclosure(m_clock, *deliveredOp, QStringLiteral("purchase"), 422)));
    QCOMPARE(m_wallet->receipt(delivered)->retailerId, grocer.id());
}

void TestWallet::anEventWinsOverAnyAnswer()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    const auto opId = confirm(*m_wallet, *id, grocer.id(), m_clock);
    const auto now = m_clock.now();
    auto accepted = answerTo(*opId, paperReceipt(1), PurchaseStatus::Accepted, now.addSecs(-5)); // whatever the retailer's clock says
    accepted.points = 25;
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("purchase"), toJson(accepted))}));
    QCOMPARE(m_wallet->outbox()->size(), 1); // only the signed acknowledgement clears it
    ODNA_DONE(m_wallet->acknowledge(*opId, answerTo(*opId, paperReceipt(1), PurchaseStatus::Received, now),
                                    grocer.disclosure(m_clock, *opId, QStringLiteral("purchase"), 202)));
    QVERIFY(m_wallet->outbox()->isEmpty());
    const auto held = m_wallet->receipt(*id);
    QVERIFY(held->purchase->status == PurchaseStatus::Accepted);
    QCOMPARE(*held->purchase->points, 25);
    // Of two events the second one.
    auto corrected = answerTo(*opId, paperReceipt(1), PurchaseStatus::Rejected, now.addSecs(-60));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(2, QStringLiteral("purchase"), toJson(corrected))}));
    QVERIFY(m_wallet->receipt(*id)->purchase->status == PurchaseStatus::Rejected);
    // A refusal gives way to an event, too.
    const auto second = m_wallet->addReceipt(paperReceipt(2));
    const auto secondOp = confirm(*m_wallet, *second, grocer.id(), m_clock);
    ODNA_DONE(m_wallet->refuse(*secondOp, {FailureCode::ReceiptNotOurs, {}}, true,
                               grocer.disclosure(m_clock, *secondOp, QStringLiteral("purchase"), 422)));
    QVERIFY(!m_wallet->receipt(*second)->confirmed);
    const auto changed = answerTo(*secondOp, paperReceipt(2), PurchaseStatus::Accepted, m_clock.now().addSecs(-60));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(3, QStringLiteral("purchase"), toJson(changed))}));
    QVERIFY(m_wallet->receipt(*second)->purchase->status == PurchaseStatus::Accepted);
    QVERIFY(m_wallet->receipt(*second)->confirmed);
    // And takes nothing back that an event has brought.
    const auto third = m_wallet->addReceipt(paperReceipt(3));
    const auto thirdOp = confirm(*m_wallet, *third, grocer.id(), m_clock);
    const auto credited = answerTo(*thirdOp, paperReceipt(3), PurchaseStatus::Accepted, now.addSecs(-60));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(4, QStringLiteral("purchase"), toJson(credited))}));
    ODNA_DONE(m_wallet->refuse(*thirdOp, {FailureCode::DuplicateReceipt, {}}, true,
                               grocer.disclosure(m_clock, *thirdOp, QStringLiteral("purchase"), 409)));
    QVERIFY(m_wallet->outbox()->isEmpty());
    QVERIFY(m_wallet->receipt(*third)->purchase->status == PurchaseStatus::Accepted);
    QVERIFY(m_wallet->receipt(*third)->confirmed);
    QCOMPARE(m_wallet->receipt(*third)->retailerId, grocer.id());
}

void TestWallet::schedule()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    const auto opId = confirm(*m_wallet, *id, grocer.id(), m_clock);
    const auto created = m_clock.now();
    const QList<int> seconds{5, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600};
    int attempts = 0;
    for (;;) {
        const auto due = m_wallet->nextDue();
        ODNA_DONE(due);
        if (!*due) {
            break;
        }
        QVERIFY(m_wallet->outboxDue()->isEmpty() || **due <= m_clock.now());
        m_clock.set(**due);
        QCOMPARE(m_wallet->outboxDue()->size(), 1);
        ODNA_DONE(m_wallet->recordAttempt(*opId, {FailureCode::TimedOut, {}}));
        const auto item = m_wallet->outbox()->constFirst();
        QCOMPARE(item.attempts, ++attempts);
        QVERIFY(item.lastFailure->code == FailureCode::TimedOut);
        const auto wait = double(m_clock.now().msecsTo(item.nextAttempt)) / 1000;
        const auto planned = seconds.at(qMin<qsizetype>(attempts, seconds.size()) - 1);
        QVERIFY2(wait >= planned * 0.8 - 0.01 && wait <= planned * 1.2 + 0.01, qPrintable(QString::number(wait)));
        QVERIFY(attempts < 60);
    }
    QVERIFY(m_wallet->outbox()->constFirst().state == OutboxItem::State::GivenUp);
    QVERIFY(created.daysTo(m_clock.now()) >= 28 && created.daysTo(m_clock.now()) <= 30);
    QVERIFY(m_wallet->receipt(*id)->confirmed);
    ODNA_DONE(m_wallet->retryNow());
    QCOMPARE(m_wallet->outboxDue()->size(), 1);
    ODNA_DONE(m_wallet->recordAttempt(QStringLiteral("unknown"), {FailureCode::TimedOut, {}}));
}

void TestWallet::retryAfterIsALowerBound()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto opId = confirm(*m_wallet, *m_wallet->addReceipt(paperReceipt(1)), grocer.id(), m_clock);
    ODNA_DONE(m_wallet->recordAttempt(*opId, {FailureCode::Throttled, {}}, m_clock.now().addSecs(3600)));
    QVERIFY(**m_wallet->nextDue() >= m_clock.now().addSecs(3600));
    ODNA_DONE(m_wallet->retryNow());
    QVERIFY(m_wallet->outboxDue()->isEmpty());
    m_clock.advance(3600);
    QCOMPARE(m_wallet->outboxDue()->size(), 1);
    // Nobody can send a message to the end of the century with one unsigned header.
    ODNA_DONE(m_wallet->recordAttempt(*opId, {FailureCode::Throttled, {}}, m_clock.now().addYears(70)));
    QVERIFY(**m_wallet->nextDue() <= m_clock.now().addDays(1));
}

void TestWallet::events()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_REFUSED(m_wallet->storeEvents(grocer.id(), {}), RetailerUnknown);
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    auto receipt = paperReceipt(1);
    receipt.sellerTaxId = QStringLiteral("191234567");
    const QList<SignedEvent> page{grocer.event(1, QStringLiteral("receipt"), toJson(receipt)),
                                  grocer.event(2, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("a")))),
                                  grocer.event(3, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("b"), Audience::Common)))};
    QCOMPARE(m_wallet->storeEvents(grocer.id(), page).value_or(-1), 3);
    QCOMPARE(m_wallet->storeEvents(grocer.id(), page).value_or(-1), 3); // again: skipped
    QCOMPARE(m_wallet->receipts(10)->size(), 1);
    QCOMPARE(m_wallet->receipts(10)->constFirst().retailerId, grocer.id());
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 1);
    QCOMPARE(m_wallet->offers(Audience::Common, 10)->size(), 1);
    // Scanned after the retailer sent it: whose it is, the shopper says.
    const auto scanned = m_wallet->addReceipt(paperReceipt(1));
    ODNA_DONE(scanned);
    ODNA_REFUSED(m_wallet->addReceipt(paperReceipt(1)), ReceiptRepeated);
    QCOMPARE(m_wallet->receipts(10)->size(), 2);
    ODNA_DONE(confirm(*m_wallet, *scanned, grocer.id(), m_clock));
    QCOMPARE(m_wallet->receipts(10)->size(), 1);
    ODNA_REFUSED(m_wallet->addReceipt(paperReceipt(1)), ReceiptRepeated);
    ODNA_REFUSED(m_wallet->storeEvents(grocer.id(), {grocer.event(4, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("c")))),
                                                     grocer.event(6, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("d"))))}),
                 Malformed);
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 1); // all or nothing
    QCOMPARE(m_wallet->link(grocer.id())->cursor, 3);
    QCOMPARE(
        m_wallet
            ->storeEvents(grocer.id(), {grocer.event(4, QStringLiteral("offer.withdrawn"), {{QStringLiteral("id"), QStringLiteral("a")}})})
            .value_or(-1),
        4);
    QVERIFY(m_wallet->offers(Audience::Personal, 10)->isEmpty());
}

/// The gateway may have deleted what a phone acknowledged whose wallet was then restored from an older backup.
void TestWallet::startsBeyondWhatWasDeleted()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto offer = [&](qint64 cursor) {
        return grocer.event(cursor, QStringLiteral("offer"), toJson(someOffer(QString::number(cursor))));
    };
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {offer(1)}));
    ODNA_REFUSED(m_wallet->storeEvents(grocer.id(), {offer(1), offer(5)}), Malformed); // a page has no holes
    QCOMPARE(m_wallet->storeEvents(grocer.id(), {offer(7), offer(8)}).value_or(-1), 8);
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 3);
    QCOMPARE(m_wallet->storeEvents(grocer.id(), {offer(5), offer(6)}).value_or(-1), 8); // never back
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 3);
}

void TestWallet::aRetailerCannotFillThePhone()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    m_clock.set(fromTimestamp(QStringLiteral("2026-08-02T00:00:00.000Z")));
    qint64 cursor = 0;
    const auto page = [&](const TestRetailer &retailer) {
        QList<SignedEvent> events;
        for (int i = 1; i <= 10; ++i) {
            events.append(retailer.rawEvent(cursor + i, QByteArray(64 * 1024, 'x')));
        }
        return events;
    };
    int pages = 0;
    for (;; ++pages) {
        const auto stored = m_wallet->storeEvents(grocer.id(), page(grocer));
        if (!stored) {
            ODNA_REFUSED(stored, Throttled);
            break;
        }
        QVERIFY(pages < 100);
        cursor = *stored;
    }
    // What fitted of the last page is kept; nothing more that day, and not by joining again either.
    const auto kept = m_wallet->link(grocer.id())->cursor;
    QVERIFY(kept * 64 * 1024 <= 4 * 1024 * 1024);
    QVERIFY((kept + 1) * (64 * 1024 + 512) > 4 * 1024 * 1024);
    cursor = kept;
    ODNA_REFUSED(m_wallet->storeEvents(grocer.id(), page(grocer)), Throttled);
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    m_clock.advance(24 * 3600 - 1);
    ODNA_REFUSED(m_wallet->storeEvents(grocer.id(), page(grocer)), Throttled);
    QCOMPARE(m_wallet->link(grocer.id())->cursor, kept);
    // Another retailer has a budget of its own, and the next day a new one begins.
    cursor = 0;
    QCOMPARE(m_wallet->storeEvents(other.id(), page(other)).value_or(-1), 10);
    m_clock.advance(1);
    cursor = kept;
    QCOMPARE(m_wallet->storeEvents(grocer.id(), page(grocer)).value_or(-1), kept + 10);
    // Events count although they say nothing.
    QList<SignedEvent> empty;
    for (qint64 i = 1; i <= 20'000; ++i) {
        empty.append({10 + i, SignedText{{}, QByteArray(64, '\0')}});
    }
    ODNA_REFUSED(m_wallet->storeEvents(other.id(), empty), Throttled);
}

void TestWallet::eventsWithoutEffectGo()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto size = [this] {
        reopen(); // moves the log into the file
        return QFileInfo(m_folder->filePath(QStringLiteral("wallet/wallet.db"))).size();
    };
    qint64 cursor = 0;
    QList<qint64> sizes;
    for (int month = 0; month < 6; ++month) {
        QList<SignedEvent> events{grocer.event(++cursor, QStringLiteral("receipt"), toJson(paperReceipt(static_cast<quint64>(month))))};
        for (int i = 0; i < 30; ++i) {
            events.append(grocer.rawEvent(++cursor, QByteArray(32 * 1024, 'x')));
            auto offer = someOffer(QStringLiteral("the same"));
            offer.text = QString(2000, QChar(u'a' + month));
            events.append(grocer.event(++cursor, QStringLiteral("offer"), toJson(offer)));
        }
        ODNA_DONE(m_wallet->storeEvents(grocer.id(), events));
        sizes.append(size());
        m_clock.advance(31 * 24 * 3600);
    }
    QVERIFY2(sizes.last() < sizes.at(1) + 200'000, qPrintable(QString::number(sizes.last() - sizes.at(1))));
    QCOMPARE(m_wallet->receipts(10)->size(), 6);
    QCOMPARE(m_wallet->link(grocer.id())->cursor, cursor);
}

void TestWallet::offersAreLimited()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    ODNA_DONE(m_wallet->storeEvents(other.id(), {other.event(1, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("other's"))))}));
    qint64 cursor = 0;
    const auto send = [&](const QString &id, bool hasCoupon) {
        auto offer = someOffer(id, cursor % 2 == 0 ? Audience::Personal : Audience::Common);
        if (!hasCoupon) {
            offer.coupon.reset();
        }
        ++cursor;
        ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(cursor, QStringLiteral("offer"), toJson(offer))}));
    };
    const auto ids = [this] {
        QSet<QString> all;
        for (const auto audience : {Audience::Personal, Audience::Common}) {
            const auto offers = m_wallet->offers(audience, 1000);
            for (const auto &held : *offers) {
                all.insert(held.offer.id);
            }
        }
        return all;
    };
    send(QStringLiteral("coupon"), true);
    for (int i = 0; i < 199; ++i) {
        send(QStringLiteral("plain%1").arg(i), false);
    }
    QCOMPARE(ids().size(), 201);
    send(QStringLiteral("one more"), false);
    QCOMPARE(ids().size(), 201);
    QVERIFY(ids().contains(QStringLiteral("coupon")));
    QVERIFY(ids().contains(QStringLiteral("one more")));
    QVERIFY(ids().contains(QStringLiteral("other's")));
    QVERIFY(!ids().contains(QStringLiteral("plain0")));
    for (int i = 0; i < 210; ++i) { // coupons alone are limited, too
        send(QStringLiteral("coupon%1").arg(i), true);
    }
    QCOMPARE(ids().size(), 201);
    QVERIFY(ids().contains(QStringLiteral("coupon209")));
    QVERIFY(!ids().contains(QStringLiteral("coupon")));
}

void TestWallet::eventsWithoutEffect()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    Grants membership;
    membership.give({Purpose::Membership, std::nullopt});
    ODNA_DONE(grocer.join(*m_wallet, m_clock, membership));
    auto service = someOffer(QStringLiteral("recall"));
    service.messageClass = MessageClass::Service;
    const auto stranger = answerTo(newUlid(m_clock), paperReceipt(1), PurchaseStatus::Accepted, m_clock.now());
    auto otherSeller = paperReceipt(2);
    otherSeller.sellerTaxId = QStringLiteral("999999999");
    const auto page = QList<SignedEvent>{
        grocer.rawEvent(1, "not JSON at all"),
        grocer.rawEvent(2, {}),
        grocer.rawEvent(3, QByteArray(70000, '[')),
        grocer.event(4, QStringLiteral("receipt"), {{QStringLiteral("fiscal"), 7}}),
        grocer.event(5, QStringLiteral("offer"), {{QStringLiteral("id"), QStringLiteral("x")}}),
        grocer.event(6, QStringLiteral("purchase"), toJson(stranger)),
        grocer.event(7, QStringLiteral("tomorrow.invented"), {{QStringLiteral("any"), true}}),
        grocer.event(8, QStringLiteral("offer.withdrawn"), {{QStringLiteral("id"), 5}}),
        grocer.event(9, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("advertising")))),
        grocer.event(10, QStringLiteral("receipt"), toJson(otherSeller)),
        grocer.event(11, QStringLiteral("offer"), toJson(service)),
    };
    QCOMPARE(m_wallet->storeEvents(grocer.id(), page).value_or(-1), 11);
    QVERIFY(m_wallet->receipts(10)->isEmpty());
    const auto offers = m_wallet->offers(Audience::Personal, 10);
    QCOMPARE(offers->size(), 1);
    QCOMPARE(offers->constFirst().offer.id, QStringLiteral("recall"));
}

void TestWallet::paperIsCompletedByItsRetailer()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    auto full = paperReceipt(1);
    full.total = Money{9999, *Currency::fromCode(u"BYN")}; // what the paper says wins
    full.totalFrom = Provenance::Retailer;
    full.storeId = QStringLiteral("0312");
    full.issuedAt = fromTimestamp(QStringLiteral("2026-08-01T15:28:00.000+03:00"));
    full.lines.append({QStringLiteral("Milk"), {}, QStringLiteral("1"), QStringLiteral("pcs"), 2550, 2550, 0});
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("receipt"), toJson(full))}));
    // Not before the shopper says that it is this retailer's.
    QCOMPARE(m_wallet->receipts(10)->size(), 2);
    QVERIFY(m_wallet->receipt(*id)->retailerId.isEmpty());
    ODNA_REFUSED(m_wallet->addReceipt(paperReceipt(1)), ReceiptRepeated);
    const auto delivered = m_wallet->receipts(1)->constFirst().id;
    ODNA_DONE(confirm(*m_wallet, *id, grocer.id(), m_clock));
    QCOMPARE(m_wallet->receipts(10)->size(), 1);
    ODNA_REFUSED(m_wallet->receipt(delivered), ReceiptUnknown);
    const auto held = m_wallet->receipt(*id);
    QCOMPARE(held->retailerId, grocer.id());
    QCOMPARE(held->receipt.total->minor, 2550);
    QVERIFY(held->receipt.totalFrom == Provenance::Scanned);
    QCOMPARE(held->receipt.storeId, QStringLiteral("0312"));
    QCOMPARE(held->receipt.lines.size(), 1);
    QVERIFY(held->confirmed);
    // The usual order: scanned, confirmed, completed.
    const auto second = m_wallet->addReceipt(paperReceipt(2));
    ODNA_DONE(confirm(*m_wallet, *second, grocer.id(), m_clock));
    full.fiscal = paperReceipt(2).fiscal;
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(2, QStringLiteral("receipt"), toJson(full))}));
    QCOMPARE(m_wallet->receipts(10)->size(), 2);
    QCOMPARE(m_wallet->receipt(*second)->receipt.storeId, QStringLiteral("0312"));
    // Lines that the paper itself gave stay, as its total does.
    auto withLines = paperReceipt(3);
    withLines.lines.append({QStringLiteral("Bread"), {}, QStringLiteral("1"), QStringLiteral("pcs"), 2550, 2550, 0});
    withLines.linesFrom = Provenance::Scanned;
    const auto third = m_wallet->addReceipt(withLines);
    ODNA_DONE(confirm(*m_wallet, *third, grocer.id(), m_clock));
    full.fiscal = withLines.fiscal;
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(3, QStringLiteral("receipt"), toJson(full))}));
    QCOMPARE(m_wallet->receipt(*third)->receipt.storeId, QStringLiteral("0312"));
    QCOMPARE(m_wallet->receipt(*third)->receipt.lines.constFirst().name, QStringLiteral("Bread"));
}

void TestWallet::aClaimTakesNothing()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer thief(QStringLiteral("thief.example"), QStringLiteral("200000001"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(thief.join(*m_wallet, m_clock));
    const auto paper = m_wallet->addReceipt(paperReceipt(1));
    ODNA_DONE(m_wallet->storeEvents(thief.id(), {thief.event(1, QStringLiteral("receipt"), toJson(paperReceipt(1))),
                                                 thief.event(2, QStringLiteral("receipt"), toJson(paperReceipt(2)))}));
    QVERIFY(m_wallet->receipt(*paper)->retailerId.isEmpty());
    // Claimed first: the retailer's own event is held all the same.
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("receipt"), toJson(paperReceipt(2)))}));
    const auto own = m_wallet->receipts(1)->constFirst();
    QCOMPARE(own.retailerId, grocer.id());
    ODNA_DONE(confirm(*m_wallet, own.id, grocer.id(), m_clock));
    ODNA_DONE(confirm(*m_wallet, *paper, grocer.id(), m_clock));
    // Claimed first and then scanned: the paper goes to the shop that issued it.
    ODNA_DONE(m_wallet->storeEvents(thief.id(), {thief.event(3, QStringLiteral("receipt"), toJson(paperReceipt(3)))}));
    const auto late = m_wallet->addReceipt(paperReceipt(3));
    ODNA_DONE(late);
    const auto lateOp = confirm(*m_wallet, *late, grocer.id(), m_clock);
    ODNA_DONE(lateOp);
    ODNA_DONE(m_wallet->refuse(*lateOp, {FailureCode::ReceiptNotOurs, {}}, true,
                               grocer.disclosure(m_clock, *lateOp, QStringLiteral("purchase"), 422)));
    ODNA_REFUSED(m_wallet->addReceipt(paperReceipt(3)), ReceiptRepeated); // nobody's again, and held
    ODNA_DONE(confirm(*m_wallet, *late, grocer.id(), m_clock));
    // Either is confirmed once.
    const auto held = *m_wallet->receipts(10);
    for (const auto &any : held) {
        if (any.retailerId == thief.id()) {
            ODNA_REFUSED(confirm(*m_wallet, any.id, thief.id(), m_clock), ReceiptRepeated);
        }
    }
    QCOMPARE(held.size(), 6);
}

void TestWallet::foreignReceiptsStayForeign()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"), QStringLiteral("200000001"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    // The grocer's own receipt; another retailer claims the same document, and a paper that names another seller.
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("receipt"), toJson(paperReceipt(1)))}));
    auto paper = paperReceipt(2);
    paper.sellerTaxId = QStringLiteral("191234567");
    const auto paperId = m_wallet->addReceipt(paper);
    auto claimed = paperReceipt(1);
    claimed.storeId = QStringLiteral("other's");
    ODNA_DONE(m_wallet->storeEvents(other.id(), {other.event(1, QStringLiteral("receipt"), toJson(claimed)),
                                                 other.event(2, QStringLiteral("receipt"), toJson(paperReceipt(2)))}));
    const auto held = m_wallet->receipts(10);
    QCOMPARE(held->size(), 3); // the claim stands beside
    QCOMPARE(held->constLast().retailerId, grocer.id());
    QVERIFY(held->constLast().receipt.storeId.isEmpty());
    QVERIFY(m_wallet->receipt(*paperId)->retailerId.isEmpty());
    // Even a message that was somehow built for the other retailer is not taken.
    const Link link{other.linkId, other.descriptor, m_wallet->card(), {}, Link::State::Active, 0};
    const auto message = OutgoingMessage::purchase(link, paperReceipt(1), {}, {}, QStringLiteral("cr_1"), m_clock);
    ODNA_DONE(message);
    ODNA_REFUSED(m_wallet->confirmPurchase(held->constLast().id, *message), ReceiptOtherSeller);
}

void TestWallet::twoLinksNeverMix()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    QVERIFY(!(m_wallet->linkKey(grocer.id()).publicKey() == m_wallet->linkKey(other.id()).publicKey()));
    // The same offer id at both, withdrawn at one.
    const auto offer = toJson(someOffer(QStringLiteral("same")));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), offer)}));
    ODNA_DONE(m_wallet->storeEvents(other.id(), {other.event(1, QStringLiteral("offer"), offer)}));
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 2);
    ODNA_DONE(m_wallet->markSeen(grocer.id(), QStringLiteral("same")));
    ODNA_DONE(m_wallet->storeEvents(other.id(),
                                    {other.event(2, QStringLiteral("offer.withdrawn"), {{QStringLiteral("id"), QStringLiteral("same")}})}));
    const auto left = m_wallet->offers(Audience::Personal, 10);
    QCOMPARE(left->size(), 1);
    QCOMPARE(left->constFirst().retailerId, grocer.id());
    QVERIFY(left->constFirst().seen);
    // A purchase of one, answered by the other's events.
    const auto id = m_wallet->addReceipt(paperReceipt(1));
    const auto opId = confirm(*m_wallet, *id, grocer.id(), m_clock);
    const auto forged = answerTo(*opId, paperReceipt(1), PurchaseStatus::Rejected, m_clock.now());
    ODNA_DONE(m_wallet->storeEvents(other.id(), {other.event(3, QStringLiteral("purchase"), toJson(forged))}));
    QVERIFY(!m_wallet->receipt(*id)->purchase);
    // What the outbox holds for one names only that one.
    const auto outbox = m_wallet->outbox();
    for (const auto &item : *outbox) {
        QCOMPARE(item.message.retailerId(), grocer.id());
        QVERIFY(!item.message.body().contains("other.example"));
    }
}

void TestWallet::withdrawal()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const TestRetailer other(QStringLiteral("other.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(other.join(*m_wallet, m_clock));
    const auto offer = toJson(someOffer(QStringLiteral("o")));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), offer)}));
    ODNA_DONE(m_wallet->storeEvents(other.id(), {other.event(1, QStringLiteral("offer"), offer)}));
    const auto mine = m_wallet->addReceipt(paperReceipt(1));
    const auto theirs = m_wallet->addReceipt(paperReceipt(2));
    ODNA_DONE(confirm(*m_wallet, *mine, grocer.id(), m_clock));
    ODNA_DONE(confirm(*m_wallet, *theirs, other.id(), m_clock));

    const auto link = m_wallet->link(grocer.id());
    auto consent = grocer.consent(m_clock, {});
    consent.withdrawnAt = m_clock.now();
    const auto message = OutgoingMessage::withdrawal(*link, true, m_clock);
    ODNA_REFUSED(m_wallet->changeConsent(other.id(), consent, message), Malformed);
    ODNA_DONE(m_wallet->changeConsent(grocer.id(), consent, message));
    QVERIFY(m_wallet->link(grocer.id())->state == Link::State::Ended);
    QVERIFY(m_wallet->link(grocer.id())->grants.isEmpty());
    QVERIFY(m_wallet->latestConsent(grocer.id())->withdrawnAt.has_value());
    const auto outbox = m_wallet->outbox();
    QCOMPARE(outbox->size(), 2); // the other retailer's purchase, and the withdrawal
    QVERIFY(outbox->constFirst().message.retailerId() == other.id());
    QVERIFY(outbox->constLast().message.kind() == OutgoingMessage::Kind::Withdrawal);
    QVERIFY(!m_wallet->receipt(*mine)->confirmed);
    QVERIFY(m_wallet->receipt(*mine)->retailerId.isEmpty());
    QVERIFY(m_wallet->receipt(*theirs)->confirmed);
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 1);
    ODNA_REFUSED(m_wallet->storeEvents(grocer.id(), {}), LinkDeleted);
    ODNA_REFUSED(m_wallet->changeConsent(grocer.id(), consent, message), LinkDeleted);
    ODNA_REFUSED(confirm(*m_wallet, *mine, grocer.id(), m_clock), LinkDeleted);
    ODNA_DONE(
        m_wallet->acknowledge(message.opId(), std::nullopt, grocer.disclosure(m_clock, message.opId(), QStringLiteral("withdrawal"), 200)));
    QCOMPARE(m_wallet->outbox()->size(), 1);
}

void TestWallet::consentChange()
{
    TestRetailer grocer(QStringLiteral("grocer.example"));
    grocer.linkId = QStringLiteral("lnk_01K1J8Z0Q4T7M2V9X3B6C5D8EF");
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    auto grants = TestRetailer::usualGrants();
    grants.give({Purpose::Accrual, ProfileField::City});
    const auto consent = grocer.consent(m_clock, grants);
    const auto message = OutgoingMessage::consentChange(*m_wallet->link(grocer.id()), consent, {}, m_wallet->linkKey(grocer.id()), m_clock);
    ODNA_DONE(m_wallet->changeConsent(grocer.id(), consent, message));
    QVERIFY(m_wallet->link(grocer.id())->grants == grants);
    QVERIFY(*m_wallet->latestConsent(grocer.id()) == consent);
    QVERIFY(m_wallet->outbox()->constFirst().message.kind() == OutgoingMessage::Kind::ConsentChange);
    // Less consent takes the field out of every purchase that waits; one that may have arrived goes on under another op id.
    const Profile profile{{ProfileField::City, QStringLiteral("Minsk")}};
    QStringList opIds;
    for (const quint64 number : {quint64{1}, quint64{2}}) {
        const auto id = m_wallet->addReceipt(paperReceipt(number));
        const auto purchase = OutgoingMessage::purchase(*m_wallet->link(grocer.id()), paperReceipt(number), {}, profile,
                                                        QStringLiteral("cr_01K1J8Z0Q4T7M2V9X3B6C5D8EF"), m_clock);
        ODNA_DONE(m_wallet->confirmPurchase(*id, *purchase));
        opIds.append(purchase->opId());
    }
    ODNA_DONE(m_wallet->disclose(grocer.disclosure(m_clock, opIds[0], QStringLiteral("purchase"), 0)));
    const auto less = grocer.consent(m_clock, TestRetailer::usualGrants());
    ODNA_DONE(m_wallet->changeConsent(
        grocer.id(), less,
        OutgoingMessage::consentChange(*m_wallet->link(grocer.id()), less, {}, m_wallet->linkKey(grocer.id()), m_clock)));
    const auto waiting = m_wallet->outbox();
    QCOMPARE(waiting->size(), 3);
    QStringList purchases;
    for (const auto &item : *waiting) {
        QVERIFY(!item.message.body().contains("Minsk"));
        purchases.append(item.message.opId());
    }
    QVERIFY(!purchases.contains(opIds[0]));
    QVERIFY(purchases.contains(opIds[1]));
}

void TestWallet::joiningAgain()
{
    TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto first = grocer.event(1, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("o"))));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {first}));
    ODNA_DONE(grocer.join(*m_wallet, m_clock)); // the gateway gave the same link
    QCOMPARE(m_wallet->link(grocer.id())->cursor, 1);
    QCOMPARE(m_wallet->storeEvents(grocer.id(), {first}).value_or(-1), 1);
    grocer.linkId = QStringLiteral("lnk_second"); // a new link: its events count from one again
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    QCOMPARE(m_wallet->link(grocer.id())->cursor, 0);
    QCOMPARE(
        m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("p"))))}).value_or(-1),
        1);
    QCOMPARE(m_wallet->links()->size(), 1);
    QCOMPARE(m_wallet->offers(Audience::Personal, 10)->size(), 2);
    // A withdrawal that still waits is sent although the membership after it ended as well.
    auto consent = grocer.consent(m_clock, {});
    consent.withdrawnAt = m_clock.now();
    const auto withdrawal = OutgoingMessage::withdrawal(*m_wallet->link(grocer.id()), true, m_clock);
    ODNA_DONE(m_wallet->changeConsent(grocer.id(), consent, withdrawal));
    grocer.linkId = QStringLiteral("lnk_third");
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_DONE(m_wallet->endLink(*m_wallet->link(grocer.id()), {FailureCode::LinkDeleted, {}}));
    QVERIFY(m_wallet->link(grocer.id())->state == Link::State::Ended);
    QCOMPARE(m_wallet->outboxDue()->size(), 1);
}

void TestWallet::descriptorsArePinned()
{
    TestRetailer grocer(QStringLiteral("grocer.example"));
    QVERIFY(!*m_wallet->pinned(grocer.id()));
    grocer.descriptor.sequence = 5;
    ODNA_DONE(m_wallet->updateDescriptor(grocer.descriptor));
    QVERIFY(m_wallet->links()->isEmpty());
    QCOMPARE(m_wallet->descriptors()->size(), 1);
    QCOMPARE((*m_wallet->pinned(grocer.id()))->sequence, 5);
    auto older = grocer.descriptor;
    older.sequence = 4;
    ODNA_REFUSED(m_wallet->updateDescriptor(older), DescriptorOlder);
    auto impostor = TestRetailer(grocer.id()).descriptor;
    impostor.sequence = 6;
    ODNA_REFUSED(m_wallet->updateDescriptor(impostor), DescriptorSignatureBad);
    QVERIFY(m_wallet->descriptors()->constFirst() == grocer.descriptor);
}

void TestWallet::adoptedCard()
{
    const auto next = deriveCard(m_wallet->identityKey().publicKey(), m_wallet->card().counter + 1);
    ODNA_DONE(next);
    ODNA_DONE(m_wallet->adoptCard(*next));
    QCOMPARE(Wallet::publicCard(m_folder->filePath(QStringLiteral("wallet")))->text(), next->number.text());
    reopen();
    QCOMPARE(m_wallet->card().number.text(), next->number.text());
    QCOMPARE(m_wallet->card().counter, next->counter);
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    ODNA_REFUSED(m_wallet->adoptCard(*next), CardTaken);
}

void TestWallet::offersInOrder()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    auto early = someOffer(QStringLiteral("early"));
    early.validFrom = m_clock.now().addSecs(60);
    auto short_ = someOffer(QStringLiteral("short"));
    short_.validUntil = m_clock.now().addSecs(30);
    auto changed = someOffer(QStringLiteral("first"));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), toJson(changed)),
                                                  grocer.event(2, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("second")))),
                                                  grocer.event(3, QStringLiteral("offer"), toJson(early)),
                                                  grocer.event(4, QStringLiteral("offer"), toJson(short_))}));
    const auto ids = [this](int limit, int offset = 0) {
        QStringList list;
        const auto offers = m_wallet->offers(Audience::Personal, limit, offset);
        for (const auto &held : *offers) {
            list.append(held.offer.id);
        }
        return list;
    };
    QCOMPARE(ids(10), (QStringList{QStringLiteral("short"), QStringLiteral("second"), QStringLiteral("first")}));
    QCOMPARE(ids(1, 1), QStringList{QStringLiteral("second")});
    m_clock.advance(60);
    QCOMPARE(ids(10), (QStringList{QStringLiteral("early"), QStringLiteral("second"), QStringLiteral("first")}));
    // The same again stays seen; a changed one is new, and first.
    ODNA_DONE(m_wallet->markSeen(grocer.id(), QStringLiteral("first")));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(5, QStringLiteral("offer"), toJson(changed))}));
    QVERIFY(m_wallet->offers(Audience::Personal, 1)->constFirst().seen);
    changed.title = QStringLiteral("Milk for nothing");
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(6, QStringLiteral("offer"), toJson(changed))}));
    const auto top = m_wallet->offers(Audience::Personal, 1)->constFirst();
    QVERIFY(top.offer == changed);
    QVERIFY(!top.seen);
}

void TestWallet::disclosures()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto opId = confirm(*m_wallet, *m_wallet->addReceipt(paperReceipt(1)), grocer.id(), m_clock);
    const auto sent = grocer.disclosure(m_clock, *opId, QStringLiteral("purchase"), 0);
    ODNA_DONE(m_wallet->recordAttempt(*opId, {FailureCode::TimedOut, {}}));
    QCOMPARE(m_wallet->disclosures(10)->size(), 1); // the join: only who hands bytes to the network says so
    ODNA_DONE(m_wallet->disclose(sent));
    QCOMPARE(m_wallet->disclosures(10)->constFirst().status, 0);
    QCOMPARE(m_wallet->disclosures(10)->constFirst().body, sent.body);
    ODNA_DONE(m_wallet->retractDisclosure(*opId)); // nothing left
    QCOMPARE(m_wallet->disclosures(10)->size(), 1);
    ODNA_DONE(m_wallet->disclose(sent));
    m_clock.advance(60);
    auto again = sent;
    again.at = m_clock.now();
    ODNA_DONE(m_wallet->disclose(again));
    ODNA_DONE(m_wallet->retractDisclosure(*opId)); // of the second try; the first one stays
    auto log = m_wallet->disclosures(10);
    QCOMPARE(log->size(), 2);
    QCOMPARE(log->constFirst().at, again.at);
    QCOMPARE(log->constFirst().status, 0);
    // An op id is one message to one retailer.
    auto other = sent;
    other.body = QByteArrayLiteral("{\"sent\":false}");
    ODNA_REFUSED(m_wallet->disclose(other), IdempotencyKeyReused);
    other = sent;
    other.retailerId = QStringLiteral("other.example");
    ODNA_REFUSED(m_wallet->disclose(other), IdempotencyKeyReused);
    m_clock.advance(60);
    ODNA_DONE(m_wallet->acknowledge(*opId, answerTo(*opId, paperReceipt(1), PurchaseStatus::Received, m_clock.now()),
                                    grocer.disclosure(m_clock, *opId, QStringLiteral("purchase"), 202)));
    ODNA_DONE(m_wallet->disclose(again)); // no later try hides the answer
    ODNA_DONE(m_wallet->retractDisclosure(*opId));
    log = m_wallet->disclosures(10);
    QCOMPARE(log->size(), 2);
    QCOMPARE(log->constFirst().status, 202);
    QCOMPARE(log->constFirst().at, again.at); // when it was sent, not when it was answered
    QCOMPARE(log->constFirst().what, QStringLiteral("purchase"));
}

QTEST_GUILESS_MAIN(TestWallet)
#include "tst_wallet.moc"
