// SPDX-License-Identifier: Apache-2.0
// Nothing of retailer A can be put into a message to retailer B.
#include "tests/core/wire/samples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

namespace {

FailureCode codeOf(const Result<OutgoingMessage> &result)
{
    return result ? FailureCode::UsageWrong : result.error().code; // UsageWrong: nothing here refuses with it
}

Result<OutgoingMessage> purchaseFor(const Link &link, const Receipt &receipt, const QString &heldFrom)
{
    return OutgoingMessage::purchase(link, receipt, heldFrom, profile(), u"cr_1"_s, FakeClock());
}

} // namespace

class TestOutgoing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void purchaseFromTheRetailersOwnReceipt();
    void purchaseFromPaper();
    void onlyGrantedFieldsLeave();
    void receiptsOfOthersAreRefused();
    void totalIsNeeded();
    void endedLinkTakesNothing();
    void longReceiptsFit();
    void consentChange();
    void withdrawal();
    void names();
};

void TestOutgoing::purchaseFromTheRetailersOwnReceipt()
{
    const auto message = purchaseFor(link(), receipt(), u"grocer.example.by"_s);
    QVERIFY(message);
    QCOMPARE(message->kind(), OutgoingMessage::Kind::Purchase);
    QCOMPARE(message->retailerId(), u"grocer.example.by"_s);
    QCOMPARE(message->method(), QByteArray("POST"));
    QCOMPARE(message->path(), QByteArray("/v1/purchases"));
    QCOMPARE(message->query(), QByteArray());
    const auto read = purchaseFromJson(parseJson(message->body()).value());
    QVERIFY(read);
    QCOMPARE(read->opId, message->opId());
    QCOMPARE(read->linkId, linkId());
    QCOMPARE(read->cardNumber, card().number.text());
    QCOMPARE(read->method, u"till_event"_s);
    QCOMPARE(read->receipt, receipt());
    QCOMPARE(read->profile, profile());
}

void TestOutgoing::purchaseFromPaper()
{
    auto paper = receipt();
    paper.sellerTaxId.clear();
    const auto message = purchaseFor(link(), paper, {});
    QVERIFY(message);
    QCOMPARE(purchaseFromJson(parseJson(message->body()).value())->method, u"receipt_qr"_s);
    // Two confirmations are two operations.
    QVERIFY(purchaseFor(link(), paper, {})->opId() != message->opId());
}

void TestOutgoing::onlyGrantedFieldsLeave()
{
    auto few = link();
    few.grants = Grants();
    few.grants.give({Purpose::Accrual, ProfileField::City});
    const auto message = purchaseFor(few, receipt(), {});
    QVERIFY(message);
    QCOMPARE(purchaseFromJson(parseJson(message->body()).value())->profile, Profile({{ProfileField::City, u"Гродно"_s}}));
    QVERIFY(!message->body().contains("Аня"));
    few.grants = Grants();
    QVERIFY(!purchaseFor(few, receipt(), {})->body().contains("profile"));
}

void TestOutgoing::receiptsOfOthersAreRefused()
{
    // Held from the pharmacy, whatever it says inside.
    QCOMPARE(codeOf(purchaseFor(link(), receipt(), u"pharmacy.example.by"_s)), FailureCode::ReceiptOtherSeller);
    auto bare = receipt();
    bare.sellerTaxId.clear();
    QCOMPARE(codeOf(purchaseFor(link(), bare, u"pharmacy.example.by"_s)), FailureCode::ReceiptOtherSeller);
    auto foreign = receipt();
    foreign.sellerTaxId = u"7705466989"_s;
    QCOMPARE(codeOf(purchaseFor(link(), foreign, {})), FailureCode::ReceiptOtherSeller);
    QCOMPARE(codeOf(purchaseFor(link(), foreign, u"grocer.example.by"_s)), FailureCode::ReceiptOtherSeller);
    auto otherScheme = bare;
    otherScheme.fiscal.scheme = u"ru-fns"_s;
    QCOMPARE(codeOf(purchaseFor(link(), otherScheme, {})), FailureCode::ReceiptOtherSeller);
}

void TestOutgoing::totalIsNeeded()
{
    auto bare = receipt();
    bare.total.reset();
    QCOMPARE(codeOf(purchaseFor(link(), bare, {})), FailureCode::ReceiptNeedsTotal);
}

void TestOutgoing::endedLinkTakesNothing()
{
    auto ended = link();
    ended.state = Link::State::Ended;
    QCOMPARE(codeOf(purchaseFor(ended, receipt(), {})), FailureCode::LinkDeleted);
}

void TestOutgoing::longReceiptsFit()
{
    auto longReceipt = receipt();
    const auto line = longReceipt.lines.first();
    for (int i = 1; i < 500; ++i) {
        longReceipt.lines.append(line);
    }
    const auto message = purchaseFor(link(), longReceipt, {});
    QVERIFY(message);
    QVERIFY(message->body().size() <= 64 * 1024);
    longReceipt.lines.clear();
    QCOMPARE(purchaseFromJson(parseJson(message->body()).value())->receipt, longReceipt);
}

void TestOutgoing::consentChange()
{
    auto changed = consent();
    changed.grants = Grants();
    changed.grants.give({Purpose::Accrual, ProfileField::City});
    const auto message = OutgoingMessage::consentChange(link(), changed, profile(), key('l'), FakeClock());
    QCOMPARE(message.method(), QByteArray("PATCH"));
    QCOMPARE(message.path(), "/v1/links/" + linkId().toLatin1());
    QCOMPARE(message.retailerId(), u"grocer.example.by"_s);
    const auto read = consentChangeFromJson(parseJson(message.body()).value());
    QVERIFY(read);
    QCOMPARE(read->opId, message.opId());
    QCOMPARE(read->profile, Profile({{ProfileField::City, u"Гродно"_s}})); // by the new consent, not by the link's old grants
    QCOMPARE(consentOf(read->consent, key('l').publicKey(), u"grocer.example.by"_s, read->profile).value(), changed);
    QCOMPARE(consentOf(read->consent, key('l').publicKey(), u"pharmacy.example.by"_s).error().code, FailureCode::SignatureInvalid);
}

void TestOutgoing::withdrawal()
{
    const auto ends = OutgoingMessage::withdrawal(link(), false, FakeClock());
    QCOMPARE(ends.method(), QByteArray("DELETE"));
    QCOMPARE(ends.path(), "/v1/links/" + linkId().toLatin1());
    QCOMPARE(ends.query(), QByteArray());
    QCOMPARE(withdrawalFromJson(parseJson(ends.body()).value()).value(), ends.opId());
    QCOMPARE(OutgoingMessage::withdrawal(link(), true, FakeClock()).query(), QByteArray("erase=true"));
    // A link id of a hostile gateway stays one path segment.
    auto odd = link();
    odd.linkId = u"lnk_/../x?y"_s;
    QCOMPARE(OutgoingMessage::withdrawal(odd, false, FakeClock()).path(), QByteArray("/v1/links/lnk_%2F..%2Fx%3Fy"));
}

void TestOutgoing::names()
{
    QCOMPARE(nameOf(OutgoingMessage::Kind::Purchase), u"purchase"_s);
    QCOMPARE(nameOf(OutgoingMessage::Kind::ConsentChange), u"consent_change"_s);
    QCOMPARE(nameOf(OutgoingMessage::Kind::Withdrawal), u"withdrawal"_s);
}

QTEST_APPLESS_MAIN(TestOutgoing)
#include "tst_outgoing.moc"
