// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/walletstate.h"
#include "core/wire/valuejson.h"

namespace odna {

namespace {

Result<HeldOffer> heldOfferOf(const Row &row)
{
    auto offer = storedValue(row.bytes(1), &offerFromJson);
    return offer ? Result<HeldOffer>(HeldOffer{row.text(0), std::move(*offer), row.moment(2), row.integer(3) != 0})
                 : std::unexpected(offer.error());
}

} // namespace

/// What the retailer knows of a receipt, and what the paper in the shopper's hand says where it says something.
Receipt Wallet::State::completed(const Receipt &paper, Receipt receipt)
{
    if (!receipt.total || (paper.total && paper.totalFrom == Provenance::Scanned)) {
        receipt.total = paper.total;
        receipt.totalFrom = paper.totalFrom;
    }
    if (!receipt.issuedAt) {
        receipt.issuedAt = paper.issuedAt;
    }
    if (receipt.sellerTaxId.isEmpty()) {
        receipt.sellerTaxId = paper.sellerTaxId;
    }
    if (receipt.storeId.isEmpty()) {
        receipt.storeId = paper.storeId;
    }
    if (receipt.lines.isEmpty() || (!paper.lines.isEmpty() && paper.linesFrom == Provenance::Scanned)) {
        receipt.lines = paper.lines;
        receipt.linesFrom = paper.linesFrom;
    }
    return receipt;
}

Result<qint64> Wallet::storeEvents(const QString &retailerId, const QList<SignedEvent> &events)
{
    const auto known = link(retailerId);
    if (!known) {
        return std::unexpected(known.error());
    }
    if (known->state == Link::State::Ended) {
        return fail(FailureCode::LinkDeleted);
    }
    qint64 cursor = known->cursor;
    auto &database = *m_state->database;
    ODNA_TRY(database.transaction([&]() -> Result<void> {
        const auto now = m_state->clock.now();
        for (const auto &event : events) {
            if (event.cursor <= cursor) {
                continue;
            }
            if (event.cursor != cursor + 1) {
                return fail(FailureCode::Malformed, QStringLiteral("events between %1 and %2 are missing").arg(cursor).arg(event.cursor));
            }
            ODNA_TRY(
                database.run("INSERT INTO events (retailer_id, link_id, cursor, received_at, text, signature) VALUES (?, ?, ?, ?, ?, ?)",
                             retailerId, known->linkId, event.cursor, now, event.event.text, event.event.signature));
            ODNA_TRY(m_state->apply(*known, event));
            cursor = event.cursor;
        }
        return database.run("UPDATE links SET cursor = ? WHERE retailer_id = ?", cursor, retailerId);
    }));
    return cursor;
}

Result<void> Wallet::State::apply(const Link &link, const SignedEvent &event)
{
    const auto body = eventBodyFrom(event.event.text);
    if (!body) {
        return {};
    }
    if (body->type == QLatin1String("receipt")) {
        const auto receipt = receiptFromJson(body->data);
        return receipt ? applyReceipt(link, *receipt) : Result<void>();
    }
    if (body->type == QLatin1String("purchase")) {
        const auto answer = purchaseAnswerFromJson(body->data);
        return answer ? applyPurchase(link, *answer) : Result<void>();
    }
    if (body->type == QLatin1String("offer")) {
        const auto offer = offerFromJson(body->data);
        return offer ? applyOffer(link, *offer) : Result<void>();
    }
    if (body->type == QLatin1String("offer.withdrawn")) {
        return database->run("DELETE FROM offers WHERE retailer_id = ? AND offer_id = ?", link.retailerId(),
                             body->data.value(QLatin1String("id")).toString());
    }
    return {};
}

Result<void> Wallet::State::applyReceipt(const Link &link, const Receipt &receipt)
{
    const auto isForeign = [&link](const Receipt &any) {
        return !any.sellerTaxId.isEmpty() && !link.descriptor.taxIds.contains(any.sellerTaxId);
    };
    if (receipt.fiscal.scheme.isEmpty() || receipt.fiscal.id.isEmpty() || isForeign(receipt)) {
        return {};
    }
    // A document that is not this retailer's yet stays whose it is: what the retailer says of it stands beside, until the shopper decides.
    std::optional<qint64> heldId;
    Receipt held;
    bool isOthers = false;
    ODNA_TRY(database->rows(
        "SELECT id, retailer_id, body FROM receipts WHERE scheme = ? AND fiscal_id = ? AND kind = ?",
        [&](const Row &row) -> Result<void> {
            auto value = storedValue(row.bytes(2), &receiptFromJson);
            if (!value) {
                return std::unexpected(value.error());
            }
            if (row.text(1) == link.retailerId()) {
                heldId = row.integer(0);
                held = std::move(*value);
            } else if (row.text(1).isEmpty() && isForeign(*value)) {
                isOthers = true; // the paper itself names another seller
            }
            return {};
        },
        receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind)));
    if (isOthers || (heldId && isForeign(held))) {
        return {};
    }
    if (!heldId) {
        return database->run(
            "INSERT INTO receipts (scheme, fiscal_id, kind, retailer_id, delivered, stored_at, body) VALUES (?, ?, ?, ?, 1, ?, ?)",
            receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind), link.retailerId(), clock.now(), jsonBytes(toJson(receipt)));
    }
    return database->run("UPDATE receipts SET delivered = 1, body = ? WHERE id = ?", jsonBytes(toJson(completed(held, receipt))), *heldId);
}

Result<void> Wallet::State::applyPurchase(const Link &link, const PurchaseAnswer &purchase)
{
    // A gateway keeps speaking of the op id under which it had this receipt first; since then the purchase may have got another.
    auto mine = purchase;
    mine.opId.clear();
    ODNA_TRY(database->rows(
        "SELECT op_id FROM purchases JOIN receipts ON receipts.id = receipt_id "
        "WHERE purchases.retailer_id = ? AND scheme = ? AND fiscal_id = ? AND kind = ?",
        [&mine](const Row &row) { mine.opId = row.text(0); }, link.retailerId(), purchase.fiscal.scheme, purchase.fiscal.id,
        nameOf(purchase.kind)));
    return mine.opId.isEmpty() ? Result<void>() : answer(link.retailerId(), mine);
}

Result<void> Wallet::State::applyOffer(const Link &link, const Offer &offer)
{
    if (offer.messageClass == MessageClass::Advertising && !link.grants.allows(Purpose::PersonalOffers)) {
        return {};
    }
    return database->run("INSERT INTO offers (retailer_id, offer_id, place, audience, valid_from, valid_until, received_at, body) "
                         "VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM offers), ?, ?, ?, ?, ?) "
                         "ON CONFLICT (retailer_id, offer_id) DO UPDATE SET place = excluded.place, audience = excluded.audience, "
                         "valid_from = excluded.valid_from, valid_until = excluded.valid_until, received_at = excluded.received_at, "
                         "seen = seen AND body = excluded.body, body = excluded.body",
                         link.retailerId(), offer.id, nameOf(offer.audience), offer.validFrom.value_or(QDateTime::fromMSecsSinceEpoch(0)),
                         offer.validUntil, clock.now(), jsonBytes(toJson(offer)));
}

Result<QList<HeldOffer>> Wallet::offers(Audience audience, int limit, int offset) const
{
    const auto now = m_state->clock.now();
    QList<HeldOffer> offers;
    ODNA_TRY(m_state->database->rows(
        "SELECT retailer_id, body, received_at, seen FROM offers "
        "WHERE audience = ? AND valid_until > ? AND valid_from <= ? ORDER BY place DESC LIMIT ? OFFSET ?",
        [&offers](const Row &row) -> Result<void> {
            auto offer = heldOfferOf(row);
            if (!offer) {
                return std::unexpected(offer.error());
            }
            offers.append(std::move(*offer));
            return {};
        },
        nameOf(audience), now, now, qMax(0, limit), qMax(0, offset)));
    return offers;
}

Result<void> Wallet::markSeen(const QString &retailerId, const QString &offerId)
{
    return m_state->database->run("UPDATE offers SET seen = 1 WHERE retailer_id = ? AND offer_id = ?", retailerId, offerId);
}

} // namespace odna
