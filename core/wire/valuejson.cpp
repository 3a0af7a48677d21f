// SPDX-License-Identifier: Apache-2.0
#include "core/wire/valuejson.h"

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/ulid.h"
#include "core/card/symbol.h"
#include "core/receipt/fiscalcode.h"
#include "core/wire/jsonreader.h"
#include "core/wire/jsonwriter.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {

using Need = JsonReader::Need;

constexpr qint64 largestAmount = 1'000'000'000'000'000; ///< 10^15 minor units, as in Money
constexpr qsizetype longestText = 200;
constexpr qsizetype mostLines = 500;

void insertText(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty()) {
        object.insert(key, text);
    }
}

/// A moment with the offset it was written with: the shop's own time is part of a receipt.
QString localTimestamp(const QDateTime &moment)
{
    const auto fixed =
        moment.timeSpec() == Qt::LocalTime || moment.timeSpec() == Qt::TimeZone ? moment.toOffsetFromUtc(moment.offsetFromUtc()) : moment;
    return fixed.toString(fixed.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

bool isQuantity(QStringView text)
{
    const auto isDigit = [](QChar letter) { return letter >= u'0' && letter <= u'9'; };
    const auto point = text.indexOf(u'.');
    const auto whole = text.first(point < 0 ? text.size() : point);
    const auto fraction = point < 0 ? QStringView(u"0") : text.sliced(point + 1);
    return !whole.isEmpty() && whole.size() <= 9 && !fraction.isEmpty() && fraction.size() <= 6 && std::ranges::all_of(whole, isDigit)
           && std::ranges::all_of(fraction, isDigit);
}

bool isGtin(QStringView text)
{
    return text.size() >= 8 && text.size() <= 14
           && std::ranges::all_of(text, [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
}

void write(JsonWriter &out, const ReceiptLine &line, qsizetype number)
{
    out.open('{');
    out.field("amount"_L1, line.amount);
    if (line.discount != 0) {
        out.field("discount"_L1, line.discount);
    }
    out.fieldUnlessEmpty("gtin"_L1, line.gtin);
    out.field("name"_L1, line.name);
    out.field("no"_L1, number);
    if (line.price != 0) {
        out.field("price"_L1, line.price);
    }
    out.fieldUnlessEmpty("quantity"_L1, line.quantity);
    out.fieldUnlessEmpty("unit"_L1, line.unit);
    out.close('}');
}

Result<ReceiptLine> lineFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    ReceiptLine line;
    line.name = in.line("name"_L1, longestText);
    line.gtin = in.ascii("gtin"_L1, 14, Need::Optional);
    line.quantity = in.ascii("quantity"_L1, 16, Need::Optional);
    line.unit = in.line("unit"_L1, 16, Need::Optional);
    line.amount = in.whole("amount"_L1, -largestAmount, largestAmount);
    line.price = in.has("price"_L1) ? in.whole("price"_L1, -largestAmount, largestAmount) : 0;
    line.discount = in.has("discount"_L1) ? in.whole("discount"_L1, -largestAmount, largestAmount) : 0;
    if (!line.gtin.isEmpty() && !isGtin(line.gtin)) {
        in.refuse("gtin"_L1, u"must have 8 to 14 digits");
    }
    if (!line.quantity.isEmpty() && !isQuantity(line.quantity)) {
        in.refuse("quantity"_L1, u"must be a decimal number with at most 9 and 6 digits");
    }
    return in.result(std::move(line));
}

struct Store
{
    QString id;
    QString taxId;
};

Result<Store> storeFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Store store;
    store.id = in.line("id"_L1, 64, Need::Optional);
    store.taxId = in.ascii("tax_id"_L1, 32, Need::Optional);
    return in.result(std::move(store));
}

struct Source
{
    Provenance total = Receipt().totalFrom;
    Provenance lines = Receipt().linesFrom;
};

Result<Source> sourceFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Source source;
    source.total = in.named("total"_L1, &provenanceNamed, Need::Optional, source.total);
    source.lines = in.named("lines"_L1, &provenanceNamed, Need::Optional, source.lines);
    return in.result(source);
}

Result<Coupon> couponFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Coupon coupon;
    coupon.code = in.ascii("code"_L1, 48);
    coupon.symbology = nameOf(in.named("symbology"_L1, &symbologyNamed, Need::Optional, Symbology::Code128));
    coupon.printAtTill = in.flag("print_at_till"_L1, Need::Optional);
    return in.result(std::move(coupon));
}

Result<Grant> grantFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Grant grant;
    grant.purpose = in.named("purpose"_L1, &purposeNamed);
    if (in.has("field"_L1)) {
        grant.field = in.named("field"_L1, &profileFieldNamed);
    }
    return in.result(grant);
}

struct Document
{
    QString version;
    QString language;
    QByteArray digest;
};

Result<Document> documentFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Document document;
    document.version = in.line("version"_L1, 64);
    document.language = in.ascii("language"_L1, 16);
    document.digest = in.bytes("digest"_L1, 32);
    return in.result(std::move(document));
}

} // namespace

QJsonObject toJson(const Money &money)
{
    return {{u"amount"_s, money.minor}, {u"currency"_s, money.currency.code()}};
}

Result<Money> moneyFromJson(const QJsonValue &value)
{
    if (!value.isObject()) {
        return malformed(value.isUndefined() ? u"is missing" : u"must be an object");
    }
    const auto object = value.toObject();
    JsonReader in(object);
    Money money;
    money.minor = in.whole("amount"_L1, -largestAmount, largestAmount);
    money.currency = in.named("currency"_L1, &Currency::fromCode);
    return in.result(std::move(money));
}

QByteArray jsonText(const FiscalId &fiscal)
{
    JsonWriter out;
    out.open('{');
    out.field("id"_L1, fiscal.id);
    out.field("scheme"_L1, fiscal.scheme);
    out.close('}');
    return out.bytes();
}

QJsonObject toJson(const FiscalId &fiscal)
{
    return objectOf(jsonText(fiscal));
}

Result<FiscalId> fiscalIdFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    FiscalId fiscal;
    fiscal.scheme = in.ascii("scheme"_L1, 32);
    fiscal.id = in.ascii("id"_L1, 128);
    if (!isName(fiscal.scheme, 32)) {
        in.refuse("scheme"_L1, u"is not of the allowed form");
    }
    if (!isCanonical(fiscal)) {
        in.refuse("id"_L1, QString(u"must be written like " + exampleOfScheme(fiscal.scheme)));
    }
    return in.result(std::move(fiscal));
}

QByteArray jsonText(const Receipt &receipt)
{
    JsonWriter out;
    out.open('{');
    out.raw("fiscal"_L1, jsonText(receipt.fiscal));
    if (receipt.issuedAt) {
        out.field("issued_at"_L1, localTimestamp(*receipt.issuedAt));
    }
    out.field("kind"_L1, nameOf(receipt.kind));
    if (!receipt.lines.isEmpty()) {
        out.open("lines"_L1, '[');
        for (qsizetype i = 0; i < receipt.lines.size(); ++i) {
            write(out, receipt.lines[i], i + 1);
        }
        out.close(']');
    }
    out.open("source"_L1, '{');
    out.field("lines"_L1, nameOf(receipt.linesFrom));
    out.field("total"_L1, nameOf(receipt.totalFrom));
    out.close('}');
    if (!receipt.storeId.isEmpty() || !receipt.sellerTaxId.isEmpty()) {
        out.open("store"_L1, '{');
        out.fieldUnlessEmpty("id"_L1, receipt.storeId);
        out.fieldUnlessEmpty("tax_id"_L1, receipt.sellerTaxId);
        out.close('}');
    }
    if (receipt.total) {
        out.open("total"_L1, '{');
        out.field("amount"_L1, receipt.total->minor);
        out.field("currency"_L1, receipt.total->currency.code());
        out.close('}');
    }
    out.close('}');
    return out.bytes();
}

QJsonObject toJson(const Receipt &receipt)
{
    return objectOf(jsonText(receipt));
}

Result<Receipt> receiptFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Receipt receipt;
    receipt.fiscal = in.with("fiscal"_L1, &fiscalIdFromJson).value_or(FiscalId());
    receipt.kind = in.named("kind"_L1, &receiptKindNamed);
    if (in.has("issued_at"_L1)) {
        receipt.issuedAt = in.moment("issued_at"_L1);
    }
    auto store = in.with("store"_L1, &storeFromJson, Need::Optional).value_or(Store());
    receipt.storeId = std::move(store.id);
    receipt.sellerTaxId = std::move(store.taxId);
    receipt.total = in.with("total"_L1, &moneyFromJson, Need::Optional);
    receipt.lines = in.each("lines"_L1, 0, mostLines, &lineFromJson, Need::Optional);
    const auto source = in.with("source"_L1, &sourceFromJson, Need::Optional).value_or(Source());
    receipt.totalFrom = source.total;
    receipt.linesFrom = source.lines;
    return in.result(std::move(receipt));
}

QJsonObject toJson(const Coupon &coupon)
{
    QJsonObject object{{u"code"_s, coupon.code},
                       {u"symbology"_s, coupon.symbology.isEmpty() ? nameOf(Symbology::Code128) : coupon.symbology}};
    if (coupon.printAtTill) {
        object.insert("print_at_till"_L1, true);
    }
    return object;
}

QJsonObject toJson(const Offer &offer)
{
    QJsonObject object{{u"id"_s, offer.id},
                       {u"title"_s, offer.title},
                       {u"class"_s, nameOf(offer.messageClass)},
                       {u"audience"_s, nameOf(offer.audience)},
                       {u"valid_until"_s, toTimestamp(offer.validUntil)}};
    insertText(object, "text"_L1, offer.text);
    insertText(object, "reason"_L1, offer.reason);
    if (offer.validFrom) {
        object.insert("valid_from"_L1, toTimestamp(*offer.validFrom));
    }
    if (offer.price) {
        object.insert("price"_L1, toJson(*offer.price));
    }
    if (offer.regularPrice) {
        object.insert("regular_price"_L1, toJson(*offer.regularPrice));
    }
    if (offer.coupon) {
        object.insert("coupon"_L1, toJson(*offer.coupon));
    }
    return object;
}

Result<Offer> offerFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Offer offer;
    offer.id = in.line("id"_L1, 64);
    offer.title = in.line("title"_L1, 120);
    offer.text = in.prose("text"_L1, 2000, Need::Optional);
    offer.reason = in.prose("reason"_L1, longestText, Need::Optional);
    offer.messageClass = messageClassNamed(in.ascii("class"_L1, 32, Need::Optional));
    offer.audience = in.named("audience"_L1, &audienceNamed, Need::Optional, offer.audience);
    if (in.has("valid_from"_L1)) {
        offer.validFrom = in.moment("valid_from"_L1);
    }
    offer.validUntil = in.moment("valid_until"_L1);
    if (offer.validFrom && offer.validUntil <= *offer.validFrom) {
        in.refuse("valid_until"_L1, u"must be later than valid_from");
    }
    offer.price = in.with("price"_L1, &moneyFromJson, Need::Optional);
    offer.regularPrice = in.with("regular_price"_L1, &moneyFromJson, Need::Optional);
    offer.coupon = in.with("coupon"_L1, &couponFromJson, Need::Optional);
    return in.result(std::move(offer));
}

QJsonObject toJson(const Profile &profile)
{
    QJsonObject object;
    for (const auto &[field, value] : profile.asKeyValueRange()) {
        object.insert(nameOf(field), value);
    }
    return object;
}

Result<Profile> profileFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Profile profile;
    for (const auto field : allProfileFields()) {
        const auto name = nameOf(field).toLatin1();
        const QLatin1StringView key(name);
        if (!in.has(key)) {
            continue;
        }
        const auto text = in.line(key, longestText);
        if (field == ProfileField::Birthday && (text.size() != 10 || !QDate::fromString(text, Qt::ISODate).isValid())) {
            in.refuse(key, u"must be a date as in ISO 8601");
        }
        profile.insert(field, text);
    }
    return in.result(std::move(profile));
}

QJsonArray toJson(const Grants &grants)
{
    QJsonArray array;
    for (const auto &grant : grants.all()) {
        QJsonObject object{{u"purpose"_s, nameOf(grant.purpose)}};
        if (grant.field) {
            object.insert("field"_L1, nameOf(*grant.field));
        }
        array.append(object);
    }
    return array;
}

Result<Grants> grantsFromJson(const QJsonArray &array)
{
    if (array.size() > 100) {
        return malformed(u"must have 0 to 100 items");
    }
    Grants grants;
    for (qsizetype i = 0; i < array.size(); ++i) {
        // A grant is taken only as a whole: a purpose that is not understood cannot be honoured.
        const auto grant = array[i].isObject() ? grantFromJson(array[i].toObject()) : malformed(u"must be an object");
        if (!grant) {
            return fail(FailureCode::Malformed, u"$[" + QString::number(i) + u']' + grant.error().detail.sliced(1));
        }
        grants.give(*grant);
    }
    return grants;
}

QJsonObject toJson(const ConsentReceipt &receipt)
{
    QJsonObject object{{u"id"_s, receipt.id},
                       {u"retailer_id"_s, receipt.retailerId},
                       {u"document"_s, QJsonObject{{u"version"_s, receipt.documentVersion},
                                                   {u"language"_s, receipt.documentLanguage},
                                                   {u"digest"_s, toBase64Url(receipt.documentDigest)}}},
                       {u"grants"_s, toJson(receipt.grants)},
                       {u"given_at"_s, toTimestamp(receipt.givenAt)}};
    if (receipt.withdrawnAt) {
        object.insert("withdrawn_at"_L1, toTimestamp(*receipt.withdrawnAt));
    }
    return object;
}

Result<ConsentReceipt> consentReceiptFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    ConsentReceipt receipt;
    receipt.id = in.ulid("id"_L1);
    receipt.retailerId = in.ascii("retailer_id"_L1, 64);
    auto document = in.with("document"_L1, &documentFromJson).value_or(Document());
    receipt.documentVersion = std::move(document.version);
    receipt.documentLanguage = std::move(document.language);
    receipt.documentDigest = std::move(document.digest);
    receipt.grants = in.with("grants"_L1, &grantsFromJson).value_or(Grants());
    receipt.givenAt = in.moment("given_at"_L1);
    if (in.has("withdrawn_at"_L1)) {
        receipt.withdrawnAt = in.moment("withdrawn_at"_L1);
    }
    return in.result(std::move(receipt));
}

} // namespace odna
