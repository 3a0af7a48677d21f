// SPDX-License-Identifier: Apache-2.0
#include "core/wire/messages.h"

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/jsonreader.h"
#include "core/wire/jsonwriter.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {

using Need = JsonReader::Need;

constexpr qsizetype longestEvent = 32 * 1024;
constexpr qsizetype longestEscapedEvent = 56 * 1024; ///< so that every event fits into a page of the inbox
constexpr qsizetype mostEvents = 100;
constexpr qsizetype mostAudience = 1000;
constexpr QLatin1StringView purchaseType = "purchase.confirmed"_L1;

constexpr auto statusNames = std::to_array<std::pair<PurchaseStatus, QLatin1StringView>>({
    {PurchaseStatus::Received, "received"_L1},
    {PurchaseStatus::Queued, "queued"_L1},
    {PurchaseStatus::Accepted, "accepted"_L1},
    {PurchaseStatus::Rejected, "rejected"_L1},
    {PurchaseStatus::NeedsReview, "needs_review"_L1},
});

/// "offer", "offer.withdrawn", "purchase.confirmed": lower-case words joined by points.
bool isEventType(QStringView text)
{
    return !text.isEmpty() && text.size() <= 64 && text[0] >= u'a' && text[0] <= u'z' && std::ranges::all_of(text, [](QChar letter) {
        return (letter >= u'a' && letter <= u'z') || (letter >= u'0' && letter <= u'9') || letter == u'.' || letter == u'_';
    });
}

QString eventType(JsonReader &in)
{
    auto type = in.ascii("type"_L1, 64);
    if (!isEventType(type)) {
        in.refuse("type"_L1, u"is not of the allowed form");
    }
    return type;
}

struct Confirmation
{
    QString method;
    QDateTime at;
};

Result<Confirmation> confirmationFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    Confirmation confirmation;
    confirmation.method = in.ascii("method"_L1, 32);
    confirmation.at = in.moment("at"_L1);
    if (confirmation.method != "till_event"_L1 && confirmation.method != "receipt_qr"_L1) {
        in.refuse("method"_L1, u"is none of the known names");
    }
    return in.result(std::move(confirmation));
}

Result<PurchaseMessage> purchaseDataFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    PurchaseMessage message;
    message.opId = in.ulid("op_id"_L1);
    message.linkId = in.linkId("link_id"_L1);
    if (const auto number = in.cardNumber("card_number"_L1)) {
        message.cardNumber = number->text();
    }
    auto confirmation = in.with("confirmation"_L1, &confirmationFromJson).value_or(Confirmation());
    message.method = std::move(confirmation.method);
    message.confirmedAt = std::move(confirmation.at);
    message.receipt = in.with("receipt"_L1, &receiptFromJson).value_or(Receipt());
    message.profile = in.with("profile"_L1, &profileFromJson, Need::Optional).value_or(Profile());
    message.consentRef = in.ascii("consent_ref"_L1, 64, Need::Optional);
    return in.result(std::move(message));
}

struct BackOfficeAudience
{
    bool all = false;
    QStringList links;
    QStringList cards;
};

Result<BackOfficeAudience> audienceFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    BackOfficeAudience audience;
    audience.links = in.strings("links"_L1, 1, mostAudience, &isLinkId, Need::Optional);
    audience.cards =
        in.strings("cards"_L1, 1, mostAudience, [](QStringView text) { return CardNumber::parse(text).has_value(); }, Need::Optional);
    audience.all = in.flag("all"_L1, Need::Optional);
    const int kinds = int(in.has("links"_L1)) + int(in.has("cards"_L1)) + int(in.has("all"_L1));
    if (kinds != 1 || (in.has("all"_L1) && !audience.all)) {
        in.replace({FailureCode::Malformed, u"$: must have exactly one of links, cards, all"_s});
    }
    return in.result(std::move(audience));
}

Result<QString> withdrawnOfferFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    auto id = in.line("id"_L1, 64);
    return in.result(std::move(id));
}

Result<BackOfficeEvent> backOfficeEventFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    BackOfficeEvent event;
    event.opId = in.ulid("op_id"_L1);
    auto audience = in.with("audience"_L1, &audienceFromJson).value_or(BackOfficeAudience());
    event.toAll = audience.all;
    event.linkIds = std::move(audience.links);
    event.cardNumbers = std::move(audience.cards);
    event.body.type = eventType(in);
    event.body.data = in.object("data"_L1);
    // What the phone would have to throw away is refused where somebody can still mend it.
    if (event.body.type == "offer"_L1) {
        std::ignore = in.with("data"_L1, &offerFromJson);
    } else if (event.body.type == "offer.withdrawn"_L1) {
        std::ignore = in.with("data"_L1, &withdrawnOfferFromJson);
    } else if (event.body.type == "receipt"_L1 || event.body.type == "purchase"_L1) {
        in.refuse("type"_L1, u"is made by the gateway itself");
    }
    return in.result(std::move(event));
}

} // namespace

QByteArray bindLinkKey(const SigningKey &identity, const PublicKey &linkKey, const QString &retailerId)
{
    return SignedText::make(bindingContext(retailerId), linkKey.bytes(), identity).signature;
}

QJsonObject toJson(const JoinRequest &request)
{
    return {{u"op_id"_s, request.opId},
            {u"card_number"_s, request.card.number.text()},
            {u"counter"_s, qint64{request.card.counter}},
            {u"public_key"_s, request.identityKey.text()},
            {u"link_key"_s, request.linkKey.text()},
            {u"binding"_s, toBase64Url(request.binding)},
            {u"consent"_s, request.consent.toJson()},
            {u"profile"_s, toJson(request.profile)}};
}

Result<ConsentReceipt> consentOf(const SignedText &consent, const PublicKey &linkKey, const QString &retailerId, const Profile &profile)
{
    if (!consent.isSignedBy(linkKey, consentContext(retailerId))) {
        return fail(FailureCode::SignatureInvalid, u"$.consent.signature: is not the link key's over this text"_s);
    }
    const auto object = parseJson(consent.text);
    auto receipt = object ? consentReceiptFromJson(*object) : std::unexpected(object.error());
    if (!receipt) {
        return fail(FailureCode::Malformed, u"$.consent.text: " + receipt.error().detail);
    }
    if (receipt->retailerId != retailerId) {
        return fail(FailureCode::Malformed, u"$.consent.text: $.retailer_id: names another retailer"_s);
    }
    if (receipt->grants.filter(profile) != profile) {
        return fail(FailureCode::ConsentMissing, u"$.profile: has a field that the consent does not grant"_s);
    }
    return receipt;
}

Result<JoinRequest> joinRequestFromJson(const QJsonObject &object, const QString &retailerId)
{
    JsonReader in(object);
    auto opId = in.ulid("op_id"_L1);
    auto number = in.cardNumber("card_number"_L1);
    const auto counter = in.whole("counter"_L1, 0, std::numeric_limits<quint32>::max());
    const auto identityKey = in.publicKey("public_key"_L1);
    const auto linkKey = in.publicKey("link_key"_L1);
    auto binding = in.bytes("binding"_L1, 64);
    auto consent = in.with("consent"_L1, &SignedText::fromJson).value_or(SignedText());
    auto profile = in.with("profile"_L1, &profileFromJson, Need::Optional).value_or(Profile());
    if (in.failed()) {
        return in.failure();
    }
    if (!SignedText{linkKey.bytes(), binding}.isSignedBy(identityKey, bindingContext(retailerId))) {
        return fail(FailureCode::SignatureInvalid, u"$.binding: is not the identity key's over this link key"_s);
    }
    if (const auto checked = consentOf(consent, linkKey, retailerId, profile); !checked) {
        return std::unexpected(checked.error());
    }
    return JoinRequest{.opId = std::move(opId),
                       .card = {*number, static_cast<quint32>(counter)},
                       .identityKey = identityKey,
                       .linkKey = linkKey,
                       .binding = std::move(binding),
                       .consent = std::move(consent),
                       .profile = std::move(profile)};
}

QJsonObject toJson(const JoinAnswer &answer)
{
    return {{u"op_id"_s, answer.opId},
            {u"link_id"_s, answer.linkId},
            {u"consent_countersignature"_s, toBase64Url(answer.consentCountersignature)}};
}

Result<JoinAnswer> joinAnswerFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    JoinAnswer answer;
    answer.opId = in.ulid("op_id"_L1);
    answer.linkId = in.linkId("link_id"_L1);
    answer.consentCountersignature = in.bytes("consent_countersignature"_L1, 64);
    return in.result(std::move(answer));
}

QJsonObject toJson(const ConsentChange &change)
{
    return {{u"op_id"_s, change.opId}, {u"consent"_s, change.consent.toJson()}, {u"profile"_s, toJson(change.profile)}};
}

Result<ConsentChange> consentChangeFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    ConsentChange change;
    change.opId = in.ulid("op_id"_L1);
    change.consent = in.with("consent"_L1, &SignedText::fromJson).value_or(SignedText());
    change.profile = in.with("profile"_L1, &profileFromJson, Need::Optional).value_or(Profile());
    return in.result(std::move(change));
}

QJsonObject withdrawalJson(const QString &opId)
{
    return {{u"op_id"_s, opId}};
}

Result<QString> withdrawalFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    auto opId = in.ulid("op_id"_L1);
    return in.result(std::move(opId));
}

QJsonObject toJson(const PurchaseMessage &message, const QDateTime &timestamp)
{
    QJsonObject data{{u"op_id"_s, message.opId},
                     {u"link_id"_s, message.linkId},
                     {u"card_number"_s, message.cardNumber},
                     {u"confirmation"_s, QJsonObject{{u"method"_s, message.method}, {u"at"_s, toTimestamp(message.confirmedAt)}}},
                     {u"receipt"_s, toJson(message.receipt)}};
    if (!message.profile.isEmpty()) {
        data.insert("profile"_L1, toJson(message.profile));
    }
    if (!message.consentRef.isEmpty()) {
        data.insert("consent_ref"_L1, message.consentRef);
    }
    return {{u"type"_s, purchaseType}, {u"timestamp"_s, toTimestamp(timestamp)}, {u"data"_s, data}};
}

Result<PurchaseMessage> purchaseFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    if (in.ascii("type"_L1, 64) != purchaseType) {
        in.refuse("type"_L1, u"must be purchase.confirmed");
    }
    std::ignore = in.moment("timestamp"_L1);
    auto message = in.with("data"_L1, &purchaseDataFromJson).value_or(PurchaseMessage());
    return in.result(std::move(message));
}

QString nameOf(PurchaseStatus status)
{
    return std::ranges::find(statusNames, status, &std::pair<PurchaseStatus, QLatin1StringView>::first)->second;
}

std::optional<PurchaseStatus> purchaseStatusNamed(QStringView name)
{
    const auto found = std::ranges::find_if(statusNames, [name](const auto &entry) { return name == entry.second; });
    return found == statusNames.end() ? std::nullopt : std::optional(found->first);
}

QByteArray jsonText(const PurchaseAnswer &answer)
{
    JsonWriter out;
    out.open('{');
    out.field("at"_L1, toTimestamp(answer.at));
    out.raw("fiscal"_L1, jsonText(answer.fiscal));
    out.field("kind"_L1, nameOf(answer.kind));
    out.field("op_id"_L1, answer.opId);
    if (answer.points) {
        out.field("points"_L1, *answer.points);
    }
    out.fieldUnlessEmpty("reason"_L1, answer.reason);
    out.field("status"_L1, nameOf(answer.status));
    out.close('}');
    return out.bytes();
}

QJsonObject toJson(const PurchaseAnswer &answer)
{
    return objectOf(jsonText(answer));
}

Result<PurchaseAnswer> purchaseAnswerFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    PurchaseAnswer answer;
    answer.opId = in.ulid("op_id"_L1);
    answer.fiscal = in.with("fiscal"_L1, &fiscalIdFromJson).value_or(FiscalId());
    answer.kind = in.named("kind"_L1, &receiptKindNamed);
    answer.status = in.named("status"_L1, &purchaseStatusNamed);
    if (in.has("points"_L1)) {
        answer.points = in.whole("points"_L1, -JsonReader::largestWhole, JsonReader::largestWhole);
    }
    answer.reason = in.line("reason"_L1, 200, Need::Optional);
    answer.at = in.moment("at"_L1);
    return in.result(std::move(answer));
}

QJsonObject toJson(const SignedEvent &event)
{
    auto object = event.event.toJson();
    object.insert("cursor"_L1, event.cursor);
    return object;
}

Result<SignedEvent> signedEventFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    SignedEvent event;
    event.cursor = in.whole("cursor"_L1, 1, JsonReader::largestWhole);
    if (in.failed()) {
        return in.failure();
    }
    auto text = SignedText::fromJson(object);
    if (!text) {
        return std::unexpected(text.error());
    }
    event.event = std::move(*text);
    if (event.event.text.size() > longestEvent) {
        in.refuse("text"_L1, u"must have at most 32768 bytes");
    }
    return in.result(std::move(event));
}

QByteArray eventText(const EventBody &body)
{
    return eventText(body.type, body.timestamp, jsonBytes(body.data));
}

QByteArray eventText(QStringView type, const QDateTime &timestamp, QByteArrayView data)
{
    JsonWriter out;
    out.open('{');
    out.raw("data"_L1, data);
    out.field("timestamp"_L1, toTimestamp(timestamp));
    out.field("type"_L1, type);
    out.close('}');
    return out.bytes();
}

Result<EventBody> eventBodyFrom(QByteArrayView text)
{
    const auto escapes = std::ranges::count_if(text, [](char letter) { return letter == '"' || letter == '\\'; });
    if (text.size() + escapes > longestEscapedEvent) {
        return malformed(u"has too many quotes to travel inside JSON");
    }
    const auto object = parseJson(text, {.bytes = longestEvent});
    if (!object) {
        return fail(FailureCode::Malformed, object.error().detail);
    }
    JsonReader in(*object);
    EventBody body;
    body.type = eventType(in);
    body.timestamp = in.moment("timestamp"_L1);
    body.data = in.object("data"_L1);
    return in.result(std::move(body));
}

QJsonObject toJson(const InboxPage &page)
{
    QJsonArray events;
    for (const auto &event : page.events) {
        events.append(toJson(event));
    }
    return {{u"events"_s, events}, {u"next"_s, page.next}};
}

Result<InboxPage> inboxPageFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    InboxPage page;
    page.events = in.each("events"_L1, 0, mostEvents, &signedEventFromJson);
    page.next = in.whole("next"_L1, 0, JsonReader::largestWhole);
    if (std::ranges::adjacent_find(page.events, std::ranges::greater_equal(), &SignedEvent::cursor) != page.events.end()) {
        in.refuse("events"_L1, u"must be in the order of their cursors");
    }
    if (!page.events.isEmpty() && page.next != page.events.last().cursor) {
        in.refuse("next"_L1, u"must be the cursor of the last event");
    }
    return in.result(std::move(page));
}

QJsonObject toJson(const InboxAck &ack)
{
    return {{u"link_id"_s, ack.linkId}, {u"cursor"_s, ack.cursor}};
}

Result<InboxAck> inboxAckFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    InboxAck ack;
    ack.linkId = in.linkId("link_id"_L1);
    ack.cursor = in.whole("cursor"_L1, 0, JsonReader::largestWhole);
    return in.result(std::move(ack));
}

QJsonObject toJson(const TillReport &report)
{
    QJsonObject object{{u"op_id"_s, report.opId}, {u"terminal"_s, report.terminal}, {u"receipt"_s, toJson(report.receipt)}};
    if (!report.cardNumber.isEmpty()) {
        object.insert("card_number"_L1, report.cardNumber);
    }
    return object;
}

Result<TillReport> tillReportFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    TillReport report;
    report.opId = in.ulid("op_id"_L1);
    if (const auto number = in.cardNumber("card_number"_L1, Need::Optional)) {
        report.cardNumber = number->text();
    }
    report.terminal = in.line("terminal"_L1, 64);
    report.receipt = in.with("receipt"_L1, &receiptFromJson).value_or(Receipt());
    return in.result(std::move(report));
}

QJsonObject toJson(const BackOfficeEvent &event)
{
    QJsonObject audience;
    if (event.toAll) {
        audience.insert("all"_L1, true);
    } else if (!event.linkIds.isEmpty()) {
        audience.insert("links"_L1, QJsonArray::fromStringList(event.linkIds));
    } else {
        audience.insert("cards"_L1, QJsonArray::fromStringList(event.cardNumbers));
    }
    return {{u"op_id"_s, event.opId}, {u"audience"_s, audience}, {u"type"_s, event.body.type}, {u"data"_s, event.body.data}};
}

Result<QList<BackOfficeEvent>> backOfficeEventsFromJson(const QJsonObject &object)
{
    JsonReader in(object);
    auto events = in.each("events"_L1, 1, mostEvents, &backOfficeEventFromJson);
    return in.result(std::move(events));
}

} // namespace odna
