// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/cardnumber.h"
#include "core/wire/link.h"
#include "core/wire/valuejson.h"

#include <QJsonObject>

namespace odna {

/// POST /v1/links: a shopper joins. {"op_id", "card_number", "counter", "public_key", "link_key", "binding", "consent": {text,
/// signature}, "profile": {…}}. The HTTP signature is by the link key; `binding` is the identity key's signature over the link key
/// in bindingContext(), so that a link key of one retailer proves nothing at another.
struct JoinRequest
{
    QString opId;
    DerivedCard card;
    PublicKey identityKey;
    PublicKey linkKey;
    QByteArray binding;
    SignedText consent; ///< a ConsentReceipt, signed by the link key in consentContext()
    Profile profile;    ///< granted fields only
};
/// The identity key's signature over the 32 bytes of \a linkKey in bindingContext(): a JoinRequest's binding.
[[nodiscard]] QByteArray bindLinkKey(const SigningKey &identity, const PublicKey &linkKey, const QString &retailerId);
[[nodiscard]] QJsonObject toJson(const JoinRequest &request);
/// Checks forms, the binding and the consent as consentOf() does, not the card's derivation, which costs 57 ms.
[[nodiscard]] Result<JoinRequest> joinRequestFromJson(const QJsonObject &object, const QString &retailerId);

/// What a signed consent says. Failures: SignatureInvalid where it is not signed by \a linkKey in consentContext(), Malformed where it
/// is no ConsentReceipt or names another retailer, ConsentMissing where \a profile has a field that it does not grant.
[[nodiscard]] Result<ConsentReceipt> consentOf(const SignedText &consent, const PublicKey &linkKey, const QString &retailerId,
                                               const Profile &profile = {});

/// 201 (or 200 when repeated): {"op_id", "link_id", "consent_countersignature"}.
struct JoinAnswer
{
    QString opId;
    QString linkId;
    QByteArray consentCountersignature; ///< by the gateway's answer key over the consent text in consentContext()
};
[[nodiscard]] QJsonObject toJson(const JoinAnswer &answer);
[[nodiscard]] Result<JoinAnswer> joinAnswerFromJson(const QJsonObject &object);

/// PATCH /v1/links/{id}: {"op_id", "consent": {…}, "profile": {…}}; answered like POST. DELETE carries {"op_id"}; ?erase=true also
/// asks to erase.
struct ConsentChange
{
    QString opId;
    SignedText consent;
    Profile profile;
};
[[nodiscard]] QJsonObject toJson(const ConsentChange &change);
/// Checks forms only; the gateway knows the link's key and asks consentOf().
[[nodiscard]] Result<ConsentChange> consentChangeFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject withdrawalJson(const QString &opId);
[[nodiscard]] Result<QString> withdrawalFromJson(const QJsonObject &object); ///< the op_id of a DELETE

/// POST /v1/purchases, as the gateway reads it. The phone builds it through PurchaseConfirmation (outgoing.h) only.
struct PurchaseMessage
{
    QString opId;
    QString linkId;
    QString cardNumber;
    QString method; ///< how the purchase was confirmed: "till_event" (the retailer's own receipt event) or "receipt_qr" (paper)
    QDateTime confirmedAt;
    Receipt receipt;
    Profile profile;
    QString consentRef;
};
[[nodiscard]] QJsonObject toJson(const PurchaseMessage &message, const QDateTime &timestamp);
[[nodiscard]] Result<PurchaseMessage> purchaseFromJson(const QJsonObject &object);

/// How far a purchase is: received → queued → accepted, rejected or needs_review.
enum class PurchaseStatus { Received, Queued, Accepted, Rejected, NeedsReview };
[[nodiscard]] QString nameOf(PurchaseStatus status);
[[nodiscard]] std::optional<PurchaseStatus> purchaseStatusNamed(QStringView name);

/// The signed acknowledgement (202), the answer of GET /v1/purchases/{op_id}, and the data of a "purchase" event:
/// {"op_id", "fiscal": {scheme, id}, "kind", "status", "points"?, "reason"?, "at"}.
struct PurchaseAnswer
{
    QString opId;
    FiscalId fiscal;
    ReceiptKind kind = ReceiptKind::Sale;
    PurchaseStatus status = PurchaseStatus::Received;
    std::optional<qint64> points;
    QString reason; ///< for Rejected and NeedsReview
    QDateTime at;
};
[[nodiscard]] QByteArray jsonText(const PurchaseAnswer &answer); ///< compact, keys sorted
[[nodiscard]] QJsonObject toJson(const PurchaseAnswer &answer);
[[nodiscard]] Result<PurchaseAnswer> purchaseAnswerFromJson(const QJsonObject &object);

/// One event as it travels: cursor (1, 2, 3 … per link, without gaps) and a text signed in eventContext(link, cursor).
/// {"cursor": 7, "text": "…", "signature": "…"}. The text is {"type", "timestamp", "data": {…}}: type "receipt" (a Receipt),
/// "purchase" (a PurchaseAnswer), "offer" (an Offer), "offer.withdrawn" ({"id"}); others are kept and acknowledged.
struct SignedEvent
{
    qint64 cursor = 0;
    SignedText event;
};
[[nodiscard]] QJsonObject toJson(const SignedEvent &event);
[[nodiscard]] Result<SignedEvent> signedEventFromJson(const QJsonObject &object);

/// The content of an event's text.
struct EventBody
{
    QString type;
    QDateTime timestamp;
    QJsonObject data;
};
[[nodiscard]] QByteArray eventText(const EventBody &body);
/// The same with data that is a JSON text already.
[[nodiscard]] QByteArray eventText(QStringView type, const QDateTime &timestamp, QByteArrayView data);
/// At most 32 KiB, and 56 KiB as a JSON string, so that every event fits into a page of the inbox. Malformed otherwise: a sender
/// asks this of its own text before it signs.
[[nodiscard]] Result<EventBody> eventBodyFrom(QByteArrayView text);

/// GET /v1/inbox: {"events": […], "next": 17}; at most 100 events and 60 KiB a page, `next` is the cursor of the last one (or the
/// one asked with). An empty page after `wait` seconds is a normal answer.
struct InboxPage
{
    QList<SignedEvent> events;
    qint64 next = 0;
};
[[nodiscard]] QJsonObject toJson(const InboxPage &page);
[[nodiscard]] Result<InboxPage> inboxPageFromJson(const QJsonObject &object);

/// POST /v1/inbox/ack: {"link_id", "cursor"}; answered {"cursor"}: stored on the phone up to there.
struct InboxAck
{
    QString linkId;
    qint64 cursor = 0;
};
[[nodiscard]] QJsonObject toJson(const InboxAck &ack);
[[nodiscard]] Result<InboxAck> inboxAckFromJson(const QJsonObject &object);

/// POST /pos/v1/receipts: the till reports a sale, with the card number it scanned or without.
/// {"op_id", "card_number"?, "terminal", "receipt": {…}} → 200 {"op_id", "known_card", "print"?: {"text", "coupon": {code, symbology}}}.
struct TillReport
{
    QString opId;
    QString cardNumber; ///< empty for an anonymous sale
    QString terminal;
    Receipt receipt;
};
[[nodiscard]] QJsonObject toJson(const TillReport &report);
[[nodiscard]] Result<TillReport> tillReportFromJson(const QJsonObject &object);

/// POST /v1/events by the back office: {"events": [{"op_id", "audience": {"links": […]} | {"cards": […]} | {"all": true}, "type":
/// "offer", "data": {Offer}}]}, 1 to 100 → 200 {"results": [{"op_id", "delivered": 3, "refused": 1}]}. Advertising reaches only links
/// that granted Purpose::PersonalOffers.
struct BackOfficeEvent
{
    QString opId;
    bool toAll = false;
    QStringList linkIds;
    QStringList cardNumbers;
    EventBody body;
};
[[nodiscard]] QJsonObject toJson(const BackOfficeEvent &event);
/// The bodies carry no timestamp yet: the gateway sets it. An "offer" is checked to be one; "receipt" and "purchase" are refused.
[[nodiscard]] Result<QList<BackOfficeEvent>> backOfficeEventsFromJson(const QJsonObject &object);

} // namespace odna
