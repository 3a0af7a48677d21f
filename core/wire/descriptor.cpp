// SPDX-License-Identifier: Apache-2.0
#include "core/wire/descriptor.h"

#include "core/base/loopback.h"
#include "core/base/strictjson.h"
#include "core/wire/jsonreader.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {

using Need = JsonReader::Need;

constexpr qsizetype longestText = 8 * 1024;

bool isLower(QChar letter)
{
    return letter >= u'a' && letter <= u'z';
}

bool isDigit(QChar letter)
{
    return letter >= u'0' && letter <= u'9';
}

bool isRetailerId(QStringView text)
{
    return text.size() >= 3 && text.size() <= 64 && std::ranges::all_of(text, [](QChar letter) {
               return isLower(letter) || isDigit(letter) || letter == u'.' || letter == u'-';
           });
}

bool isColour(QStringView text)
{
    return text.size() == 7 && text[0] == u'#'
           && std::ranges::all_of(text.sliced(1), [](QChar letter) { return isDigit(letter) || (letter >= u'a' && letter <= u'f'); });
}

bool isCountry(QStringView text)
{
    return text.size() == 2 && std::ranges::all_of(text, [](QChar letter) { return letter >= u'A' && letter <= u'Z'; });
}

bool isLanguage(QStringView text)
{
    return text.size() >= 2 && text.size() <= 16 && isName(text, 16) && isLower(text[0]) && isLower(text[1]);
}

bool isShortName(QStringView text)
{
    return isName(text, 64);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

bool sameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() && portOf(one) == portOf(other);
}

QUrl originFrom(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    const bool bare = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty() && !text.contains(u'@');
    return url.isValid() && web && bare && !url.host().isEmpty() && url.port() != 0 ? url : QUrl();
}

/// A field or purpose that a later version added is left out: an old phone cannot grant what it does not know.
Result<std::optional<AskedField>> askedFieldFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    const auto field = profileFieldNamed(in.ascii("field"_L1, 64));
    const auto purpose = purposeNamed(in.ascii("purpose"_L1, 64));
    return in.result(field && purpose ? std::optional(AskedField{*field, *purpose}) : std::nullopt);
}

Result<ConsentDocument> consentFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    ConsentDocument document;
    document.version = in.line("version"_L1, 64);
    const auto texts = in.object("texts"_L1);
    if (texts.isEmpty() || texts.size() > 16) {
        in.refuse("texts"_L1, u"must have 1 to 16 languages");
    }
    JsonReader inTexts(texts);
    for (const auto &language : texts.keys()) {
        if (!isLanguage(language)) {
            in.refuse("texts"_L1, u"must have language codes as keys");
            break;
        }
        const auto name = language.toLatin1();
        const auto text = inTexts.prose(QLatin1StringView(name), longestText);
        if (text.isEmpty() || text.toUtf8().size() > longestText) {
            inTexts.refuse(QLatin1StringView(name), u"must have 1 to 8192 bytes");
        }
        document.texts.insert(language, text);
    }
    if (inTexts.failed()) {
        in.adopt("texts"_L1, inTexts.failure().error());
    }
    return in.result(std::move(document));
}

template <class T>
Result<T> parsed(QByteArrayView bytes, Result<T> (*read)(const QJsonObject &))
{
    const auto object = parseJson(bytes);
    if (!object && object.error().code == FailureCode::TooLarge) {
        return std::unexpected(object.error());
    }
    auto value = object ? read(*object) : std::unexpected(object.error());
    if (!value) {
        return fail(FailureCode::DescriptorMalformed, value.error().detail);
    }
    return value;
}

} // namespace

ConsentText ConsentDocument::textIn(const QString &language) const
{
    for (const auto &wanted : {language, u"en"_s}) {
        if (const auto found = texts.find(wanted); found != texts.end()) {
            return {found.value(), wanted};
        }
    }
    return texts.isEmpty() ? ConsentText() : ConsentText{texts.first(), texts.firstKey()};
}

QByteArray ConsentDocument::digestOf(const QString &language) const
{
    return sha256(textIn(language).text.toUtf8());
}

QJsonObject toJson(const Descriptor &descriptor)
{
    QJsonArray purposes;
    for (const auto purpose : descriptor.purposes) {
        purposes.append(nameOf(purpose));
    }
    QJsonArray askedFields;
    for (const auto &asked : descriptor.askedFields) {
        askedFields.append(QJsonObject{{u"field"_s, nameOf(asked.field)}, {u"purpose"_s, nameOf(asked.purpose)}});
    }
    QJsonObject texts;
    for (const auto &[language, text] : descriptor.consent.texts.asKeyValueRange()) {
        texts.insert(language, text);
    }
    return {{u"retailer_id"_s, descriptor.retailerId},
            {u"sequence"_s, descriptor.sequence},
            {u"issued_at"_s, toTimestamp(descriptor.issuedAt)},
            {u"expires_at"_s, toTimestamp(descriptor.expiresAt)},
            {u"legal_name"_s, descriptor.legalName},
            {u"brand"_s, descriptor.brand},
            {u"colour"_s, descriptor.colour},
            {u"country"_s, descriptor.country},
            {u"tax_ids"_s, QJsonArray::fromStringList(descriptor.taxIds)},
            {u"currency"_s, descriptor.currency.code()},
            {u"base_url"_s, descriptor.baseUrl.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)},
            {u"root_key"_s, descriptor.rootKey.text()},
            {u"answer_key"_s, descriptor.answerKey.text()},
            {u"purposes"_s, purposes},
            {u"asked_fields"_s, askedFields},
            {u"consent"_s, QJsonObject{{u"version"_s, descriptor.consent.version}, {u"texts"_s, texts}}},
            {u"receipt_schemes"_s, QJsonArray::fromStringList(descriptor.receiptSchemes)},
            {u"sensitive"_s, descriptor.sensitive},
            {u"card_forms"_s, QJsonArray::fromStringList(descriptor.cardForms)},
            {u"capabilities"_s, QJsonArray::fromStringList(descriptor.capabilities)},
            {u"privacy_contact"_s, descriptor.privacyContact}};
}

Result<Descriptor> descriptorFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Descriptor descriptor;
    const auto require = [&in](QLatin1StringView key, bool fits) {
        if (!fits) {
            in.refuse(key, u"is not of the allowed form");
        }
    };
    descriptor.retailerId = in.ascii("retailer_id"_L1, 64);
    require("retailer_id"_L1, isRetailerId(descriptor.retailerId));
    descriptor.sequence = in.whole("sequence"_L1, 1, JsonReader::largestWhole);
    descriptor.issuedAt = in.moment("issued_at"_L1);
    descriptor.expiresAt = in.moment("expires_at"_L1);
    require("expires_at"_L1, descriptor.expiresAt > descriptor.issuedAt);
    descriptor.legalName = in.line("legal_name"_L1, 200);
    descriptor.brand = in.line("brand"_L1, 60);
    descriptor.colour = in.ascii("colour"_L1, 7);
    require("colour"_L1, isColour(descriptor.colour));
    descriptor.country = in.ascii("country"_L1, 2);
    require("country"_L1, isCountry(descriptor.country));
    descriptor.taxIds = in.strings("tax_ids"_L1, 0, 100, [](QStringView text) { return isPrintableAscii(text, 32); });
    descriptor.currency = in.named("currency"_L1, &Currency::fromCode);
    descriptor.baseUrl = originFrom(in.ascii("base_url"_L1, 300));
    require("base_url"_L1, !descriptor.baseUrl.isEmpty());
    descriptor.rootKey = in.publicKey("root_key"_L1);
    descriptor.answerKey = in.publicKey("answer_key"_L1);
    for (const auto &name : in.strings("purposes"_L1, 1, 32, &isShortName)) {
        if (const auto purpose = purposeNamed(name)) {
            descriptor.purposes.append(*purpose);
        }
    }
    require("purposes"_L1, descriptor.purposes.contains(Purpose::Membership));
    for (const auto &asked : in.each("asked_fields"_L1, 0, 100, &askedFieldFromJson)) {
        if (asked) {
            descriptor.askedFields.append(*asked);
        }
    }
    descriptor.consent = in.with("consent"_L1, &consentFromJson).value_or(ConsentDocument());
    descriptor.receiptSchemes = in.strings("receipt_schemes"_L1, 0, 32, &isShortName);
    descriptor.sensitive = in.flag("sensitive"_L1, Need::Optional);
    descriptor.cardForms = in.strings("card_forms"_L1, 1, 32, &isShortName);
    descriptor.capabilities = in.strings("capabilities"_L1, 0, 64, &isShortName, Need::Optional);
    descriptor.privacyContact = in.line("privacy_contact"_L1, 200);
    return in.result(std::move(descriptor));
}

SignedText signDescriptor(const Descriptor &descriptor, const SigningKey &rootKey)
{
    return SignedText::make(descriptorContext(), jsonBytes(toJson(descriptor)), rootKey);
}

Result<Descriptor> acceptDescriptor(QByteArrayView bytes, const QUrl &fetchedFrom, const Clock &clock,
                                    const std::optional<PinnedRetailer> &pinned)
{
    const auto envelope = parsed(bytes, &SignedText::fromJson);
    if (!envelope) {
        return std::unexpected(envelope.error());
    }
    auto descriptor = parsed(envelope->text, &descriptorFromJson);
    if (!descriptor) {
        return descriptor;
    }
    if (!envelope->isSignedBy(pinned ? pinned->rootKey : descriptor->rootKey, descriptorContext())) {
        return fail(FailureCode::DescriptorSignatureBad);
    }
    if (pinned && pinned->retailerId != descriptor->retailerId) {
        return fail(FailureCode::DescriptorSignatureBad, u"the descriptor is that of another retailer"_s);
    }
    if (!fetchedFrom.isEmpty() && !sameOrigin(fetchedFrom, descriptor->baseUrl)) {
        return fail(FailureCode::DescriptorWrongHost);
    }
    if (!isSafeOrigin(descriptor->baseUrl)) {
        return fail(FailureCode::DescriptorInsecure);
    }
    if (clock.now() >= descriptor->expiresAt) {
        return fail(FailureCode::DescriptorExpired);
    }
    if (pinned && descriptor->sequence < pinned->sequence) {
        return fail(FailureCode::DescriptorOlder);
    }
    return descriptor;
}

} // namespace odna
