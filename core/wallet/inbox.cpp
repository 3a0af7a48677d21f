// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/walletstate.h"
#include "core/wire/valuejson.h"

namespace odna {

namespace {

// docs/protocol.md, "What a retailer may fill".
constexpr qint64 bytesADay = 4LL * 1024 * 1024;
constexpr qint64 bytesOfARow = 256; // what an event takes besides its text and signature, rounded up
constexpr int offersOfARetailer = 200;
constexpr qint64 passingSeconds = 30LL * 24 * 3600;
constexpr qint64 dayMilliseconds = 24LL * 3600 * 1000;

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
    for (qsizetype i = 1; i < events.size(); ++i) {
        const auto last = events.at(i - 1).cursor;
        if (events.at(i).cursor != last + 1) {
            return fail(FailureCode::Malformed, QStringLiteral("event %1 follows %2").arg(events.at(i).cursor).arg(last));
        }
    }
    qint64 cursor = known->cursor;
    bool isFull = false;
    auto &database = *m_state->database;
    ODNA_TRY(database.transaction([&]() -> Result<void> {
        const auto now = m_state->clock.now();
        const auto day = now.toMSecsSinceEpoch() / dayMilliseconds;
        const auto heard =
            database.number("SELECT CASE WHEN heard_day = ? THEN heard_bytes ELSE 0 END FROM links WHERE retailer_id = ?", day, retailerId);
        if (!heard) {
            return std::unexpected(heard.error());
        }
        auto bytes = heard->value_or(0);
        for (const auto &event : events) {
            if (event.cursor <= cursor) {
                continue;
            }
            const auto size = event.event.text.size() + event.event.signature.size() + bytesOfARow;
            isFull = bytes + size > bytesADay;
            if (isFull) {
                break;
            }
            bytes += size;
            const auto lasting = m_state->apply(*known, event);
            if (!lasting) {
                return std::unexpected(lasting.error());
            }
            ODNA_TRY(database.run("INSERT INTO events (retailer_id, link_id, cursor, received_at, text, signature, lasting) "
                                  "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                  retailerId, known->linkId, event.cursor, now, event.event.text, event.event.signature, *lasting));
            cursor = event.cursor;
        }
        if (cursor == known->cursor) {
            return {};
        }
        ODNA_TRY(m_state->dropOldOffers(retailerId));
        ODNA_TRY(database.run("DELETE FROM events WHERE lasting = 0 AND received_at < ?", now.addSecs(-passingSeconds)));
        return database.run("UPDATE links SET cursor = ?, heard_day = ?, heard_bytes = ? WHERE retailer_id = ?", cursor, day, bytes,
                            retailerId);
    }));
    return isFull ? fail(FailureCode::Throttled, QStringLiteral("the events of a day have filled their place on this phone"))
                  : Result<qint64>(cursor);
}

Result<bool> Wallet::State::apply(const Link &link, const SignedEvent &event)
{
    const auto body = eventBodyFrom(event.event.text);
    if (!body) {
        return false;
    }
    if (body->type == QLatin1String("receipt")) {
        const auto receipt = receiptFromJson(body->data);
        return receipt ? applyReceipt(link, *receipt) : false;
    }
    if (body->type == QLatin1String("purchase")) {
        const auto answer = purchaseAnswerFromJson(body->data);
        return answer ? applyPurchase(link, *answer) : false;
    }
    if (body->type == QLatin1String("offer")) {
        if (const auto offer = offerFromJson(body->data)) {
            ODNA_TRY(applyOffer(link, *offer));
        }
    } else if (body->type == QLatin1String("offer.withdrawn")) {
        ODNA_TRY(database->run("DELETE FROM offers WHERE retailer_id = ? AND offer_id = ?", link.retailerId(),
                               body->data.value(QLatin1String("id")).toString()));
    }
    return false;
}

/// Beyond the number that a retailer may have, what has passed goes first, then what has no coupon, the oldest first.
Result<void> Wallet::State::dropOldOffers(const QString &retailerId)
{
    return database->run("DELETE FROM offers WHERE place IN (SELECT place FROM offers WHERE retailer_id = ? ORDER BY valid_until > ? DESC, "
                         "json_type(CAST(body AS TEXT), '$.coupon') IS NOT NULL DESC, place DESC LIMIT -1 OFFSET ?)",
                         retailerId, clock.now(), offersOfARetailer);
}

Result<bool> Wallet::State::applyReceipt(const Link &link, const Receipt &receipt)
{
    const auto isForeign = [&link](const Receipt &any) {
        return !any.sellerTaxId.isEmpty() && !link.descriptor.taxIds.contains(any.sellerTaxId);
    };
    if (receipt.fiscal.scheme.isEmpty() || receipt.fiscal.id.isEmpty() || isForeign(receipt)) {
        return false;
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
        return false;
    }
    if (heldId) {
        ODNA_TRY(database->run("UPDATE receipts SET delivered = 1, body = ? WHERE id = ?", jsonBytes(toJson(completed(held, receipt))),
                               *heldId));
    } else {
        ODNA_TRY(database->run(
            "INSERT INTO receipts (scheme, fiscal_id, kind, retailer_id, delivered, stored_at, body) VALUES (?, ?, ?, ?, 1, ?, ?)",
            receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind), link.retailerId(), clock.now(), jsonBytes(toJson(receipt))));
    }
    return true;
}

Result<bool> Wallet::State::applyPurchase(const Link &link, const PurchaseAnswer &purchase)
{
    // A gateway keeps speaking of the op id under which it had this receipt first; since then the purchase may have got another.
    auto mine = purchase;
    mine.opId.clear();
    ODNA_TRY(database->rows(
        "SELECT op_id FROM purchases JOIN receipts ON receipts.id = receipt_id "
        "WHERE purchases.retailer_id = ? AND scheme = ? AND fiscal_id = ? AND kind = ?",
        [&mine](const Row &row) { mine.opId = row.text(0); }, link.retailerId(), purchase.fiscal.scheme, purchase.fiscal.id,
        nameOf(purchase.kind)));
    if (mine.opId.isEmpty()) {
        return false;
    }
    ODNA_TRY(answer(link.retailerId(), mine, true));
    return true;
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

Result<std::optional<HeldOffer>> Wallet::offer(const QString &retailerId, const QString &offerId) const
{
    std::optional<HeldOffer> found;
    ODNA_TRY(m_state->database->rows(
        "SELECT retailer_id, body, received_at, seen FROM offers WHERE retailer_id = ? AND offer_id = ?",
        [&found](const Row &row) -> Result<void> {
            auto offer = heldOfferOf(row);
            if (!offer) {
                return std::unexpected(offer.error());
            }
            found = std::move(*offer);
            return {};
        },
        retailerId, offerId));
    return found;
}

Result<void> Wallet::markSeen(const QString &retailerId, const QString &offerId)
{
    return m_state->database->run("UPDATE offers SET seen = 1 WHERE retailer_id = ? AND offer_id = ?", retailerId, offerId);
}

} // namespace odna
