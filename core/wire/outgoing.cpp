// SPDX-License-Identifier: Apache-2.0
#include "core/wire/outgoing.h"

#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/routes.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {

QByteArray linkPath(const Link &link)
{
    return QByteArray(routes::link).replace("{id}", QUrl::toPercentEncoding(link.linkId));
}

} // namespace

Result<OutgoingMessage> OutgoingMessage::purchase(const Link &link, const Receipt &receipt, const QString &heldFrom, const Profile &profile,
                                                  const QString &consentRef, const Clock &clock)
{
    if (link.state == Link::State::Ended) {
        return fail(FailureCode::LinkDeleted);
    }
    if (!heldFrom.isEmpty() && heldFrom != link.retailerId()) {
        return fail(FailureCode::ReceiptOtherSeller, u"another retailer delivered this receipt"_s);
    }
    if (!receipt.sellerTaxId.isEmpty() && !link.descriptor.taxIds.contains(receipt.sellerTaxId)) {
        return fail(FailureCode::ReceiptOtherSeller, u"the seller's tax number is not this retailer's"_s);
    }
    if (!link.descriptor.receiptSchemes.contains(receipt.fiscal.scheme)) {
        return fail(FailureCode::ReceiptOtherSeller, u"this retailer does not take this kind of receipt"_s);
    }
    if (!receipt.total) {
        return fail(FailureCode::ReceiptNeedsTotal);
    }
    const auto now = clock.now();
    PurchaseMessage message{.opId = newUlid(clock),
                            .linkId = link.linkId,
                            .cardNumber = link.card.number.text(),
                            .method = heldFrom.isEmpty() ? u"receipt_qr"_s : u"till_event"_s,
                            .confirmedAt = now,
                            .receipt = receipt,
                            .profile = link.grants.filter(profile),
                            .consentRef = consentRef};
    auto body = jsonBytes(toJson(message, now));
    if (body.size() > JsonLimits().bytes) {
        // The retailer completes a purchase from its own books; identity and total are what it needs.
        message.receipt.lines.clear();
        body = jsonBytes(toJson(message, now));
    }
    return restored(Kind::Purchase, message.opId, link.retailerId(), "POST", routes::purchases, {}, std::move(body));
}

OutgoingMessage OutgoingMessage::consentChange(const Link &link, const ConsentReceipt &consent, const Profile &profile,
                                               const SigningKey &linkKey, const Clock &clock)
{
    const ConsentChange change{
        .opId = newUlid(clock),
        .consent = SignedText::make(consentContext(link.retailerId()), jsonBytes(toJson(consent)), linkKey),
        .profile = consent.grants.filter(profile),
    };
    return restored(Kind::ConsentChange, change.opId, link.retailerId(), "PATCH", linkPath(link), {}, jsonBytes(toJson(change)));
}

OutgoingMessage OutgoingMessage::withdrawal(const Link &link, bool erase, const Clock &clock)
{
    const auto opId = newUlid(clock);
    return restored(Kind::Withdrawal, opId, link.retailerId(), "DELETE", linkPath(link), erase ? "erase=true" : "",
                    jsonBytes(withdrawalJson(opId)));
}

OutgoingMessage OutgoingMessage::restored(Kind kind, QString opId, QString retailerId, QByteArray method, QByteArray path, QByteArray query,
                                          QByteArray body)
{
    OutgoingMessage message;
    message.m_kind = kind;
    message.m_opId = std::move(opId);
    message.m_retailerId = std::move(retailerId);
    message.m_method = std::move(method);
    message.m_path = std::move(path);
    message.m_query = std::move(query);
    message.m_body = std::move(body);
    return message;
}

QString nameOf(OutgoingMessage::Kind kind)
{
    switch (kind) {
    case OutgoingMessage::Kind::Purchase:
        return u"purchase"_s;
    case OutgoingMessage::Kind::ConsentChange:
        return u"consent_change"_s;
    case OutgoingMessage::Kind::Withdrawal:
        return u"withdrawal"_s;
    }
    Q_UNREACHABLE();
}

} // namespace odna
