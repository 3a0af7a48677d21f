// SPDX-License-Identifier: Apache-2.0
// Every message there and back, what a later version may add, and a table of everything that is refused with the place named.
#include "tests/core/wire/samples.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <functional>
#include <map>

using namespace odna;
using namespace odna::samples;

namespace {

struct Kind
{
    QJsonObject good;
    std::function<std::optional<Failure>(const QJsonObject &)> read;
};

template <class T>
std::function<std::optional<Failure>(const QJsonObject &)> reading(Result<T> (*read)(const QJsonObject &))
{
    return [read](const QJsonObject &object) {
        const auto result = read(object);
        return result ? std::nullopt : std::optional(result.error());
    };
}

const std::map<QString, Kind> &kinds()
{
    static const std::map<QString, Kind> all{
        {u"receipt"_s, {toJson(receipt()), reading(&receiptFromJson)}},
        {u"offer"_s, {toJson(offer()), reading(&offerFromJson)}},
        {u"profile"_s, {toJson(profile()), reading(&profileFromJson)}},
        {u"consent"_s, {toJson(consent()), reading(&consentReceiptFromJson)}},
        {u"join"_s,
         {toJson(joinRequest()),
          [](const QJsonObject &object) {
              const auto result = joinRequestFromJson(object, u"grocer.example.by"_s);
              return result ? std::nullopt : std::optional(result.error());
          }}},
        {u"joined"_s, {toJson(JoinAnswer{opId(), linkId(), QByteArray(64, 's')}), reading(&joinAnswerFromJson)}},
        {u"change"_s, {toJson(ConsentChange{opId(), joinRequest().consent, profile()}), reading(&consentChangeFromJson)}},
        {u"withdrawal"_s, {withdrawalJson(opId()), reading(&withdrawalFromJson)}},
        {u"purchase"_s, {toJson(purchase(), moment()), reading(&purchaseFromJson)}},
        {u"answer"_s, {toJson(purchaseAnswer()), reading(&purchaseAnswerFromJson)}},
        {u"event"_s, {toJson(signedEvent()), reading(&signedEventFromJson)}},
        {u"body"_s,
         {parseJson(eventText(eventBody())).value(),
          [](const QJsonObject &object) {
              const auto result = eventBodyFrom(jsonBytes(object));
              return result ? std::nullopt : std::optional(result.error());
          }}},
        {u"page"_s, {toJson(InboxPage{{signedEvent(7), signedEvent(8)}, 8}), reading(&inboxPageFromJson)}},
        {u"ack"_s, {toJson(InboxAck{linkId(), 7}), reading(&inboxAckFromJson)}},
        {u"till"_s, {toJson(tillReport()), reading(&tillReportFromJson)}},
        {u"office"_s, {backOffice(), reading(&backOfficeEventsFromJson)}},
    };
    return all;
}

/// Through bytes, as it travels.
QJsonObject travelled(const QJsonObject &object)
{
    return parseJson(jsonBytes(object)).value();
}

QJsonArray many(const QJsonValue &value, int count)
{
    QJsonArray array;
    for (int i = 0; i < count; ++i) {
        array.append(value);
    }
    return array;
}

} // namespace

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack();
    void writtenTextsAreSortedAndEscaped();
    void shapeOfThePurchase();
    void unknownFieldsAreIgnored_data();
    void unknownFieldsAreIgnored();
    void optionalFieldsMayBeMissing();
    void refuses_data();
    void refuses();
    void joinBelongsToOneRetailer();
    void profileWithinConsent();
    void eventBelongsToOnePlace();
    void eventLimits();
    void longestPage();
    void seedsAreTaken_data();
    void seedsAreTaken();
};

void TestMessages::writtenTextsAreSortedAndEscaped()
{
    const QString hostile = u"\"\\/\b\f\n\r\t\u0001\u001f\u007f молоко 🥛 {}[],:"_s;
    auto full = receipt();
    full.sellerTaxId = hostile;
    full.lines.append({.name = hostile, .gtin = {}, .quantity = u"1"_s, .unit = hostile, .price = -5, .amount = -1, .discount = 2});
    for (const auto &each : {receipt(), full, Receipt()}) {
        const auto text = jsonText(each);
        QCOMPARE(QString::fromUtf8(text), QString::fromUtf8(jsonBytes(QJsonDocument::fromJson(text).object())));
    }
    QCOMPARE(toJson(full).value("lines"_L1).toArray().last().toObject().value("name"_L1).toString(), hostile);
    const PurchaseAnswer answer{opId(), receipt().fiscal, ReceiptKind::Sale, PurchaseStatus::NeedsReview, -7, hostile, moment()};
    QCOMPARE(jsonText(answer), jsonBytes(QJsonDocument::fromJson(jsonText(answer)).object()));
    const EventBody event{hostile, moment(), toJson(answer)};
    QCOMPARE(eventText(event), jsonBytes({{u"type"_s, hostile}, {u"timestamp"_s, toTimestamp(moment())}, {u"data"_s, toJson(answer)}}));
}

void TestMessages::thereAndBack()
{
    QCOMPARE(receiptFromJson(travelled(toJson(receipt()))).value(), receipt());
    QCOMPARE(receiptFromJson(travelled(toJson(receipt())))->issuedAt->offsetFromUtc(), 3 * 3600);
    QCOMPARE(offerFromJson(travelled(toJson(offer()))).value(), offer());
    QCOMPARE(profileFromJson(travelled(toJson(profile()))).value(), profile());
    QCOMPARE(grantsFromJson(toJson(grants())).value(), grants());
    QCOMPARE(consentReceiptFromJson(travelled(toJson(consent()))).value(), consent());
    auto ended = consent();
    ended.withdrawnAt = moment().addSecs(60);
    QCOMPARE(consentReceiptFromJson(travelled(toJson(ended))).value(), ended);

    const auto join = joinRequestFromJson(travelled(toJson(joinRequest())), u"grocer.example.by"_s);
    QVERIFY2(join, qPrintable(join ? QString() : describe(join.error())));
    QCOMPARE(toJson(*join), toJson(joinRequest()));
    for (const auto &[name, kind] : kinds()) {
        const auto failure = kind.read(travelled(kind.good));
        QVERIFY2(!failure, qPrintable(name + u' ' + (failure ? describe(*failure) : QString())));
    }
    QCOMPARE(toJson(purchaseFromJson(travelled(toJson(purchase(), moment()))).value(), moment()), toJson(purchase(), moment()));
    QCOMPARE(toJson(purchaseAnswerFromJson(travelled(toJson(purchaseAnswer()))).value()), toJson(purchaseAnswer()));
    QCOMPARE(toJson(inboxPageFromJson(kinds().at(u"page"_s).good).value()), kinds().at(u"page"_s).good);
    QCOMPARE(toJson(tillReportFromJson(toJson(tillReport())).value()), toJson(tillReport()));
    QCOMPARE(toJson(joinAnswerFromJson(kinds().at(u"joined"_s).good).value()), kinds().at(u"joined"_s).good);
    QCOMPARE(toJson(consentChangeFromJson(kinds().at(u"change"_s).good).value()), kinds().at(u"change"_s).good);
    QCOMPARE(toJson(inboxAckFromJson(kinds().at(u"ack"_s).good).value()), kinds().at(u"ack"_s).good);
    QCOMPARE(withdrawalFromJson(withdrawalJson(opId())).value(), opId());
    const auto events = backOfficeEventsFromJson(backOffice());
    QVERIFY(events);
    QJsonArray again;
    for (const auto &event : *events) {
        again.append(toJson(event));
    }
    QCOMPARE(again, backOffice().value("events"_L1).toArray());
    for (const auto status : {PurchaseStatus::Received, PurchaseStatus::Queued, PurchaseStatus::Accepted, PurchaseStatus::Rejected,
                              PurchaseStatus::NeedsReview}) {
        QCOMPARE(purchaseStatusNamed(nameOf(status)), status);
    }
}

void TestMessages::shapeOfThePurchase()
{
    // The published shape; a name that changes here breaks every retailer.
    const auto expected = parseJson(R"({
      "type": "purchase.confirmed", "timestamp": "2026-08-01T12:30:05.000Z",
      "data": { "op_id": "01K1J8Z0Q4T7M2V9X3B6C5D8EF", "link_id": "lnk_01K1J8Z0Q4T7M2V9X3B6C5D8EF", "card_number": "999027638836154327",
        "confirmation": {"method": "receipt_qr", "at": "2026-08-01T12:30:05.000Z"},
        "receipt": { "fiscal": {"scheme": "by-ui", "id": "8FAB703F74748FDE1D0BD551"}, "kind": "sale",
          "issued_at": "2026-08-01T15:28:00+03:00", "store": {"id": "0312", "tax_id": "191234567"},
          "total": {"amount": 2550, "currency": "BYN"},
          "lines": [{"no": 1, "gtin": "4810268012345", "name": "Молоко 3,2 %", "quantity": "2", "unit": "pcs", "price": 1400, "amount": 2550, "discount": 250}],
          "source": {"total": "scanned", "lines": "retailer"} },
        "profile": {"first_name": "Аня", "city": "Гродно", "birthday": "1990-02-28"}, "consent_ref": "cr_01K1J8Z0Q4T7M2V9X3B6C5D8EF" } })");
    QVERIFY(expected);
    QCOMPARE(toJson(purchase(), moment()), *expected);
}

void TestMessages::unknownFieldsAreIgnored_data()
{
    QTest::addColumn<QString>("kind");
    for (const auto &[name, kind] : kinds()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestMessages::unknownFieldsAreIgnored()
{
    QFETCH(QString, kind);
    // At every depth but inside signed texts, which are strings.
    const std::function<QJsonValue(const QJsonValue &)> widened = [&widened](const QJsonValue &value) -> QJsonValue {
        if (value.isArray()) {
            QJsonArray array;
            for (const auto &item : value.toArray()) {
                array.append(widened(item));
            }
            return array;
        }
        if (!value.isObject()) {
            return value;
        }
        QJsonObject object;
        const auto before = value.toObject();
        for (auto member = before.begin(); member != before.end(); ++member) {
            object.insert(member.key(), widened(member.value()));
        }
        object.insert(u"from_a_later_version"_s, QJsonArray{1, QJsonObject{}});
        return object;
    };
    const auto failure = kinds().at(kind).read(widened(kinds().at(kind).good).toObject());
    QVERIFY2(!failure, qPrintable(failure ? describe(*failure) : QString()));
}

void TestMessages::optionalFieldsMayBeMissing()
{
    Receipt least;
    least.fiscal = receipt().fiscal;
    QCOMPARE(receiptFromJson(travelled(toJson(least))).value(), least);
    const auto bare = parseJson(R"({"fiscal":{"scheme":"by-ui","id":"8FAB703F74748FDE1D0BD551"},"kind":"sale"})").value();
    QCOMPARE(receiptFromJson(bare)->totalFrom, Provenance::Scanned);
    Offer plain;
    plain.id = u"1"_s;
    plain.title = u"t"_s;
    plain.validUntil = moment();
    QCOMPARE(offerFromJson(travelled(toJson(plain))).value(), plain);
    // A retailer that says nothing of the class sends advertising, and a coupon is Code 128.
    const auto terse =
        offerFromJson(parseJson(R"({"id":"1","title":"t","valid_until":"2026-08-01T00:00:00Z","coupon":{"code":"7"}})").value());
    QVERIFY(terse);
    QCOMPARE(terse->messageClass, MessageClass::Advertising);
    QCOMPARE(terse->coupon->symbology, u"code128"_s);
    QVERIFY(!terse->coupon->printAtTill);
    auto printed = *terse;
    printed.coupon->printAtTill = true;
    QCOMPARE(offerFromJson(travelled(toJson(printed))).value(), printed);
    const auto later = parseJson(R"({"scheme":"xx-later","id":"anything at all"})").value();
    QCOMPARE(fiscalIdFromJson(later)->id, u"anything at all"_s);
    const auto refused = fiscalIdFromJson(parseJson(R"({"scheme":"ru-fns","id":"9251440300227597:055498:617635938"})").value());
    QVERIFY2(!refused && refused.error().detail.contains("9251440300227597:55498:617635938"_L1), "an example");
    auto anonymous = tillReport();
    anonymous.cardNumber.clear();
    QCOMPARE(tillReportFromJson(toJson(anonymous))->cardNumber, QString());
    auto silent = purchaseAnswer();
    silent.points.reset();
    silent.reason.clear();
    QCOMPARE(purchaseAnswerFromJson(toJson(silent))->points, std::nullopt);
}

void TestMessages::refuses_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("with");
    QTest::addColumn<QString>("named"); // the path in the refusal
    const auto row = [](const QString &kind, const QString &path, const QJsonValue &with, const QString &named = {}) {
        QString expected = u"$." + (named.isEmpty() ? path : named);
        for (int i = 0; i < 10; ++i) {
            expected.replace(u'.' + QString::number(i) + u'.', u'[' + QString::number(i) + u"].");
        }
        const QString text = u"%1 %2 = %3"_s.arg(kind, path, QString::fromUtf8(jsonBytes({{u"v"_s, with}})).left(60));
        QTest::newRow(qPrintable(text)) << kind << path << with << expected;
    };
    const QJsonValue missing(QJsonValue::Undefined);
    const auto text = [](int length) { return QJsonValue(QString(length, u'x')); };
    const auto object = QJsonValue(QJsonObject{});
    const auto control = QJsonValue(u"a\u0007b"_s);

    row(u"receipt"_s, u"fiscal"_s, missing);
    row(u"receipt"_s, u"fiscal"_s, u"by-ui"_s);
    row(u"receipt"_s, u"fiscal.scheme"_s, u"by ui"_s);
    row(u"receipt"_s, u"fiscal.scheme"_s, u""_s);
    row(u"receipt"_s, u"fiscal.id"_s, text(129));
    row(u"receipt"_s, u"fiscal.id"_s, u"идентификатор"_s);
    row(u"receipt"_s, u"fiscal.id"_s, 5);
    row(u"receipt"_s, u"fiscal.id"_s, u"8fab703f74748fde1d0bd551"_s);
    row(u"receipt"_s, u"fiscal.id"_s, u"8FAB703F74748FDE1D0BD5510"_s);
    row(u"till"_s, u"receipt.fiscal.id"_s, u"8FAB703F-74748FDE1D0BD551"_s);
    row(u"purchase"_s, u"data.receipt.fiscal.id"_s, u" 8FAB703F74748FDE1D0BD551"_s);
    row(u"receipt"_s, u"kind"_s, missing);
    row(u"receipt"_s, u"kind"_s, u"gift"_s);
    row(u"receipt"_s, u"kind"_s, 1);
    row(u"receipt"_s, u"issued_at"_s, u"2026-08-01T15:28:00"_s);
    row(u"receipt"_s, u"issued_at"_s, u"2026-08-01"_s);
    row(u"receipt"_s, u"issued_at"_s, u"2026-02-30T15:28:00Z"_s);
    row(u"receipt"_s, u"issued_at"_s, u"2026-08-01T15:28Z"_s);
    row(u"receipt"_s, u"issued_at"_s, u"2026-08-01 15:28:00Z"_s);
    row(u"receipt"_s, u"issued_at"_s, u"2026-08-01T15:28:00.Z"_s);
    row(u"receipt"_s, u"issued_at"_s, u"2026-08-01T15:28:00+3:00"_s);
    row(u"receipt"_s, u"issued_at"_s, 1785587405);
    row(u"receipt"_s, u"store"_s, u"0312"_s);
    row(u"receipt"_s, u"store.id"_s, text(65));
    row(u"receipt"_s, u"store.tax_id"_s, u"УНП"_s);
    row(u"receipt"_s, u"total"_s, 2550);
    row(u"receipt"_s, u"total.amount"_s, u"25.50"_s);
    row(u"receipt"_s, u"total.amount"_s, 25.5);
    row(u"receipt"_s, u"total.amount"_s, qint64{1'000'000'000'000'001});
    row(u"receipt"_s, u"total.amount"_s, missing);
    row(u"receipt"_s, u"total.currency"_s, u"byn"_s);
    row(u"receipt"_s, u"total.currency"_s, u"ZZZ"_s);
    row(u"receipt"_s, u"total.currency"_s, missing);
    row(u"receipt"_s, u"lines"_s, object);
    row(u"receipt"_s, u"lines"_s, many(toJson(receipt()).value("lines"_L1).toArray()[0], 501));
    row(u"receipt"_s, u"lines"_s, QJsonArray{5}, u"lines[0]"_s);
    row(u"receipt"_s, u"lines.0.name"_s, text(201));
    row(u"receipt"_s, u"lines.0.name"_s, control);
    row(u"receipt"_s, u"lines.0.name"_s, u"a\nb"_s);
    row(u"receipt"_s, u"lines.0.name"_s, u""_s);
    row(u"receipt"_s, u"lines.0.gtin"_s, u"4810"_s);
    row(u"receipt"_s, u"lines.0.gtin"_s, u"481026801234X"_s);
    row(u"receipt"_s, u"lines.0.quantity"_s, u"1,5"_s);
    row(u"receipt"_s, u"lines.0.quantity"_s, u"-1"_s);
    row(u"receipt"_s, u"lines.0.quantity"_s, u"1."_s);
    row(u"receipt"_s, u"lines.0.quantity"_s, 2);
    row(u"receipt"_s, u"lines.0.amount"_s, missing);
    row(u"receipt"_s, u"lines.0.amount"_s, true);
    row(u"receipt"_s, u"lines.0.price"_s, 0.1);
    row(u"receipt"_s, u"lines.0.discount"_s, u"0"_s);
    row(u"receipt"_s, u"lines.0.unit"_s, text(17));
    row(u"receipt"_s, u"source.total"_s, u"guessed"_s);
    row(u"receipt"_s, u"source.lines"_s, 0);

    row(u"offer"_s, u"id"_s, text(65));
    row(u"offer"_s, u"id"_s, missing);
    row(u"offer"_s, u"title"_s, u""_s);
    row(u"offer"_s, u"title"_s, text(121));
    row(u"offer"_s, u"title"_s, u"a\nb"_s);
    row(u"offer"_s, u"text"_s, text(2001));
    row(u"offer"_s, u"text"_s, control);
    row(u"offer"_s, u"text"_s, u"a\tb"_s);
    row(u"offer"_s, u"reason"_s, text(201));
    row(u"offer"_s, u"class"_s, 1);
    row(u"offer"_s, u"audience"_s, u"everyone"_s);
    row(u"offer"_s, u"valid_until"_s, missing);
    row(u"offer"_s, u"valid_until"_s, QJsonValue::Null);
    row(u"offer"_s, u"valid_until"_s, u"2026-08-01T12:30:05.000Z"_s);
    row(u"offer"_s, u"price"_s, u"1.25"_s);
    row(u"offer"_s, u"regular_price.amount"_s, QJsonValue::Null);
    row(u"offer"_s, u"coupon.code"_s, text(49));
    row(u"offer"_s, u"coupon.code"_s, u"ЛЕТО"_s);
    row(u"offer"_s, u"coupon.code"_s, missing);
    row(u"offer"_s, u"coupon.print_at_till"_s, u"yes"_s);
    row(u"offer"_s, u"coupon.symbology"_s, u"code129"_s);

    row(u"profile"_s, u"first_name"_s, text(201));
    row(u"profile"_s, u"city"_s, u""_s);
    row(u"profile"_s, u"city"_s, control);
    row(u"profile"_s, u"birthday"_s, u"1990-02-30"_s);
    row(u"profile"_s, u"birthday"_s, u"28.02.1990"_s);

    row(u"consent"_s, u"id"_s, u"1"_s);
    row(u"consent"_s, u"retailer_id"_s, missing);
    row(u"consent"_s, u"document"_s, missing);
    row(u"consent"_s, u"document.digest"_s, u"AAAA"_s);
    row(u"consent"_s, u"document.language"_s, 5);
    row(u"consent"_s, u"grants"_s, object);
    row(u"consent"_s, u"grants"_s, many(QJsonObject{{u"purpose"_s, u"accrual"_s}}, 101));
    row(u"consent"_s, u"grants"_s, QJsonArray{u"accrual"_s}, u"grants[0]"_s);
    row(u"consent"_s, u"grants.0.purpose"_s, u"resale"_s);
    row(u"consent"_s, u"grants.0.field"_s, u"passport"_s);
    row(u"consent"_s, u"given_at"_s, missing);
    row(u"consent"_s, u"withdrawn_at"_s, QJsonValue::Null);

    row(u"join"_s, u"op_id"_s, u"01k1j8z0q4t7m2v9x3b6c5d8ef"_s);
    row(u"join"_s, u"op_id"_s, missing);
    row(u"join"_s, u"card_number"_s, u"999027638836154328"_s);
    row(u"join"_s, u"card_number"_s, u"4810268012345"_s);
    row(u"join"_s, u"card_number"_s, qint64{999027638836154});
    row(u"join"_s, u"counter"_s, -1);
    row(u"join"_s, u"counter"_s, qint64{4294967296});
    row(u"join"_s, u"counter"_s, missing);
    row(u"join"_s, u"public_key"_s, QString(43, u'A'));
    row(u"join"_s, u"public_key"_s, missing);
    row(u"join"_s, u"link_key"_s, u"abc"_s);
    row(u"join"_s, u"binding"_s, u"abc"_s);
    row(u"join"_s, u"consent"_s, missing);
    row(u"join"_s, u"consent.text"_s, u""_s);
    row(u"join"_s, u"consent.signature"_s, u"abc="_s);
    row(u"join"_s, u"profile.city"_s, 5);

    row(u"joined"_s, u"op_id"_s, missing);
    row(u"joined"_s, u"link_id"_s, opId());
    row(u"joined"_s, u"link_id"_s, u"lnk_7Yp2"_s);
    row(u"joined"_s, u"consent_countersignature"_s, missing);
    row(u"change"_s, u"op_id"_s, 1);
    row(u"change"_s, u"consent"_s, QJsonValue::Null);
    row(u"change"_s, u"profile"_s, QJsonArray{});
    row(u"withdrawal"_s, u"op_id"_s, missing);

    row(u"purchase"_s, u"type"_s, u"purchase.returned"_s);
    row(u"purchase"_s, u"timestamp"_s, missing);
    row(u"purchase"_s, u"data"_s, missing);
    row(u"purchase"_s, u"data.op_id"_s, u"x"_s);
    row(u"purchase"_s, u"data.link_id"_s, missing);
    row(u"purchase"_s, u"data.card_number"_s, missing);
    row(u"purchase"_s, u"data.confirmation"_s, missing);
    row(u"purchase"_s, u"data.confirmation.method"_s, u"guess"_s);
    row(u"purchase"_s, u"data.confirmation.at"_s, u"yesterday"_s);
    row(u"purchase"_s, u"data.receipt"_s, missing);
    row(u"purchase"_s, u"data.receipt.lines.0.amount"_s, u"x"_s);
    row(u"purchase"_s, u"data.profile"_s, u"x"_s);
    row(u"purchase"_s, u"data.consent_ref"_s, text(65));

    row(u"answer"_s, u"status"_s, u"lost"_s);
    row(u"answer"_s, u"points"_s, 0.5);
    row(u"answer"_s, u"reason"_s, text(201));
    row(u"answer"_s, u"at"_s, missing);
    row(u"answer"_s, u"fiscal.id"_s, missing);
    row(u"answer"_s, u"kind"_s, missing);

    row(u"event"_s, u"cursor"_s, 0);
    row(u"event"_s, u"cursor"_s, missing);
    row(u"event"_s, u"cursor"_s, u"7"_s);
    row(u"event"_s, u"text"_s, missing);
    row(u"event"_s, u"text"_s, text(32 * 1024 + 1));
    row(u"event"_s, u"signature"_s, missing);
    row(u"body"_s, u"type"_s, missing);
    row(u"body"_s, u"type"_s, u"Offer"_s);
    row(u"body"_s, u"type"_s, text(65));
    row(u"body"_s, u"timestamp"_s, missing);
    row(u"body"_s, u"data"_s, QJsonArray{});
    row(u"page"_s, u"events"_s, missing);
    row(u"page"_s, u"events"_s, many(toJson(signedEvent()), 101));
    row(u"page"_s, u"events.1.cursor"_s, 7, u"events"_s);
    row(u"page"_s, u"events.0.signature"_s, u""_s);
    row(u"page"_s, u"next"_s, 9);
    row(u"page"_s, u"next"_s, missing);
    row(u"ack"_s, u"cursor"_s, -1);
    row(u"ack"_s, u"link_id"_s, missing);

    row(u"till"_s, u"card_number"_s, u"2212345012345"_s);
    row(u"till"_s, u"card_number"_s, u""_s);
    row(u"till"_s, u"terminal"_s, missing);
    row(u"till"_s, u"terminal"_s, text(65));
    row(u"till"_s, u"receipt"_s, missing);

    row(u"office"_s, u"events"_s, QJsonArray{});
    row(u"office"_s, u"events"_s, many(backOffice().value("events"_L1).toArray()[0], 101));
    row(u"office"_s, u"events.0.op_id"_s, missing);
    row(u"office"_s, u"events.0.audience"_s, object);
    row(u"office"_s, u"events.0.audience"_s, QJsonObject{{u"all"_s, false}});
    row(u"office"_s, u"events.0.audience.all"_s, true, u"events.0.audience"_s);
    row(u"office"_s, u"events.0.audience.links"_s, QJsonArray{});
    row(u"office"_s, u"events.0.audience.links"_s, QJsonArray{u"lnk_1"_s}, u"events.0.audience.links[0]"_s);
    row(u"office"_s, u"events.1.audience.cards"_s, QJsonArray{u"123"_s}, u"events.1.audience.cards[0]"_s);
    row(u"office"_s, u"events.0.type"_s, u"receipt"_s);
    row(u"office"_s, u"events.0.type"_s, u"purchase"_s);
    row(u"office"_s, u"events.0.data.valid_until"_s, missing);
    row(u"office"_s, u"events.2.data.id"_s, missing);
}

void TestMessages::refuses()
{
    QFETCH(QString, kind);
    QFETCH(QString, path);
    QFETCH(QJsonValue, with);
    QFETCH(QString, named);
    const auto object = spoiled(kinds().at(kind).good, path, with).toObject();
    QVERIFY(object != kinds().at(kind).good);
    const auto failure = kinds().at(kind).read(object);
    QVERIFY(failure);
    QCOMPARE(failure->code, FailureCode::Malformed);
    QVERIFY2(failure->detail.startsWith(named + u": "), qPrintable(failure->detail));
}

void TestMessages::joinBelongsToOneRetailer()
{
    const auto object = toJson(joinRequest());
    QCOMPARE(joinRequestFromJson(object, u"pharmacy.example.by"_s).error().code, FailureCode::SignatureInvalid);
    // Each of the two signatures by itself.
    auto other = joinRequest();
    other.binding = joinRequest(u"pharmacy.example.by"_s).binding;
    QCOMPARE(joinRequestFromJson(toJson(other), u"grocer.example.by"_s).error().code, FailureCode::SignatureInvalid);
    other = joinRequest();
    other.consent = joinRequest(u"pharmacy.example.by"_s).consent;
    QCOMPARE(joinRequestFromJson(toJson(other), u"grocer.example.by"_s).error().code, FailureCode::SignatureInvalid);
    // A consent for another retailer, signed for this one.
    other.consent =
        SignedText::make(consentContext(u"grocer.example.by"_s), jsonBytes(toJson(consent(u"pharmacy.example.by"_s))), key('l'));
    QCOMPARE(joinRequestFromJson(toJson(other), u"grocer.example.by"_s).error().code, FailureCode::Malformed);
    // Another link key under the same binding.
    other = joinRequest();
    other.linkKey = key('m').publicKey();
    QCOMPARE(joinRequestFromJson(toJson(other), u"grocer.example.by"_s).error().code, FailureCode::SignatureInvalid);
}

void TestMessages::profileWithinConsent()
{
    auto request = joinRequest();
    request.profile.insert(ProfileField::Phone, u"+375291234567"_s);
    QCOMPARE(joinRequestFromJson(toJson(request), u"grocer.example.by"_s).error().code, FailureCode::ConsentMissing);
}

void TestMessages::eventBelongsToOnePlace()
{
    const auto event = signedEvent(7);
    const auto answerKey = key('a').publicKey();
    QVERIFY(event.event.isSignedBy(answerKey, eventContext(linkId(), 7)));
    QVERIFY(!event.event.isSignedBy(answerKey, eventContext(linkId(), 8)));
    QVERIFY(!event.event.isSignedBy(answerKey, eventContext(u"lnk_01K1J8Z0Q4T7M2V9X3B6C5D8EG"_s, 7)));
    QVERIFY(!event.event.isSignedBy(answerKey, consentContext(u"grocer.example.by"_s)));
    QVERIFY(!event.event.isSignedBy(key('b').publicKey(), eventContext(linkId(), 7)));
    auto changed = event.event;
    changed.text += ' ';
    QVERIFY(!changed.isSignedBy(answerKey, eventContext(linkId(), 7)));
    // The border between context and text cannot be moved.
    const auto moved = SignedText::make("odna-event/1/x", QByteArray("1\0text", 6), key('a'));
    QVERIFY(!SignedText({"text", moved.signature}).isSignedBy(answerKey, "odna-event/1/x1"));
}

void TestMessages::eventLimits()
{
    EventBody body{u"note"_s, moment(), {{u"text"_s, QString(32 * 1024 - 80, u'x')}}};
    auto text = eventText(body);
    QVERIFY(text.size() <= 32 * 1024);
    QVERIFY(eventBodyFrom(text));
    text.append(32 * 1024 - text.size() + 1, ' ');
    QCOMPARE(eventBodyFrom(text).error().code, FailureCode::Malformed);
    // Within 32 KiB, yet too long once it is a string inside JSON.
    body.data = {{u"text"_s, QString(15 * 1024, u'"')}};
    text = eventText(body);
    QVERIFY(text.size() <= 32 * 1024);
    QCOMPARE(eventBodyFrom(text).error().code, FailureCode::Malformed);
}

void TestMessages::longestPage()
{
    // The largest event that eventBodyFrom() lets pass fits into one page, and the page into one answer.
    EventBody body{u"note"_s, moment(), {{u"text"_s, QString(12 * 1024 - 100, u'"')}}};
    const auto text = eventText(body);
    QVERIFY(eventBodyFrom(text));
    const SignedEvent event{1, SignedText::make(eventContext(linkId(), 1), text, key('a'))};
    const auto bytes = jsonBytes(toJson(InboxPage{{event}, 1}));
    QVERIFY(bytes.size() <= 60 * 1024);
    const auto page = parseJson(bytes);
    QVERIFY(page);
    QCOMPARE(inboxPageFromJson(*page)->events.first().event, event.event);
}

void TestMessages::seedsAreTaken_data()
{
    QTest::addColumn<QString>("name");
    for (const auto *name : {"join", "change", "purchase", "page", "till", "office"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

/// A fuzz target whose seed is refused at the door would never come past it.
void TestMessages::seedsAreTaken()
{
    QFETCH(QString, name);
    QFile seed(QFINDTESTDATA("corpus/"_L1 + name + u'/' + name + u".json"));
    QVERIFY2(seed.open(QIODevice::ReadOnly), qPrintable(seed.fileName()));
    const auto object = parseJson(seed.readAll());
    QVERIFY2(object, object ? "" : qPrintable(object.error().detail));
    const auto refusal = kinds().at(name).read(*object);
    QVERIFY2(!refusal, refusal ? qPrintable(refusal->detail) : "");
}

QTEST_APPLESS_MAIN(TestMessages)
#include "tst_messages.moc"
