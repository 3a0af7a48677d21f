// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/walletstate.h"
#include "core/wire/valuejson.h"

#include <limits>

namespace odna {

namespace {

constexpr std::string_view receiptColumns =
    "SELECT r.id, r.retailer_id, r.body, r.stored_at, p.op_id, p.refused, p.answer, o.state, o.failure, o.failure_detail FROM receipts r "
    "LEFT JOIN purchases p ON p.receipt_id = r.id LEFT JOIN outbox o ON o.op_id = p.op_id ";

Result<HeldReceipt> heldReceiptOf(const Row &row)
{
    auto receipt = storedValue(row.bytes(2), &receiptFromJson);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    HeldReceipt held;
    held.id = row.integer(0);
    held.retailerId = row.text(1);
    held.receipt = std::move(*receipt);
    held.storedAt = row.moment(3);
    held.confirmed = !row.isNull(4) && row.integer(5) == 0;
    held.opId = row.text(4);
    if (!row.isNull(7)) {
        const auto state = row.integer(7);
        if (state < 0 || state > int(OutboxItem::State::GivenUp)) {
            return fail(FailureCode::WalletDamaged, QStringLiteral("an outbox row"));
        }
        held.delivery = OutboxItem::State(state);
        held.deliveryFailure = storedFailure(row, 8);
    }
    if (!row.isNull(6)) {
        auto answer = storedValue(row.bytes(6), &purchaseAnswerFromJson);
        if (!answer) {
            return std::unexpected(answer.error());
        }
        held.purchase = std::move(*answer);
    }
    return held;
}

} // namespace

Result<QList<HeldReceipt>> Wallet::receipts(int limit, qint64 before) const
{
    static const auto sql = std::string(receiptColumns) + "WHERE r.id < ? ORDER BY r.id DESC LIMIT ?";
    QList<HeldReceipt> list;
    ODNA_TRY(m_state->database->rows(
        sql,
        [&list](const Row &row) -> Result<void> {
            auto held = heldReceiptOf(row);
            if (!held) {
                return std::unexpected(held.error());
            }
            list.append(std::move(*held));
            return {};
        },
        before > 0 ? before : std::numeric_limits<qint64>::max(), qMax(0, limit)));
    return list;
}

Result<HeldReceipt> Wallet::receipt(qint64 id) const
{
    static const auto sql = std::string(receiptColumns) + "WHERE r.id = ?";
    auto found = Result<HeldReceipt>(fail(FailureCode::ReceiptUnknown));
    ODNA_TRY(m_state->database->rows(sql, [&found](const Row &row) { found = heldReceiptOf(row); }, id));
    return found;
}

Result<qint64> Wallet::addReceipt(const Receipt &receipt)
{
    const auto json = toJson(receipt);
    if (const auto readable = receiptFromJson(json); !readable) { // what cannot be read back must not be stored
        return fail(FailureCode::ReceiptMalformed, readable.error().detail);
    }
    const auto held =
        m_state->database->number("SELECT r.id FROM receipts r LEFT JOIN purchases p ON p.receipt_id = r.id WHERE scheme = ? AND "
                                  "fiscal_id = ? AND kind = ? AND (r.retailer_id = '' OR p.refused = 0) ORDER BY r.id LIMIT 1",
                                  receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind));
    if (!held) {
        return std::unexpected(held.error());
    }
    if (*held) {
        return fail(FailureCode::ReceiptRepeated, QStringLiteral("receipt %1").arg(**held));
    }
    ODNA_TRY(m_state->database->run("INSERT INTO receipts (scheme, fiscal_id, kind, retailer_id, delivered, stored_at, body) "
                                    "VALUES (?, ?, ?, '', 0, ?, ?)",
                                    receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind), m_state->clock.now(), jsonBytes(json)));
    return m_state->database->lastId();
}

/// What the retailer delivered of the same document becomes one with the paper that the shopper confirms to it.
Result<void> Wallet::State::mergeDelivered(qint64 receiptId, const QString &retailerId)
{
    std::optional<qint64> deliveredId;
    QByteArray paper;
    QByteArray delivered;
    ODNA_TRY(database->rows(
        "SELECT b.id, a.body, b.body FROM receipts a JOIN receipts b USING (scheme, fiscal_id, kind) "
        "WHERE a.id = ? AND b.id <> a.id AND b.retailer_id = ?",
        [&](const Row &row) {
            deliveredId = row.integer(0);
            paper = row.bytes(1);
            delivered = row.bytes(2);
        },
        receiptId, retailerId));
    if (!deliveredId) {
        return {};
    }
    const auto scanned = storedValue(paper, &receiptFromJson);
    auto told = storedValue(delivered, &receiptFromJson);
    if (!scanned || !told) {
        return std::unexpected(scanned ? told.error() : scanned.error());
    }
    ODNA_TRY(database->run("DELETE FROM purchases WHERE receipt_id = ?", *deliveredId)); // refused, or this would not go on
    ODNA_TRY(database->run("DELETE FROM receipts WHERE id = ?", *deliveredId));
    return database->run("UPDATE receipts SET delivered = 1, body = ? WHERE id = ?",
                         jsonBytes(toJson(completed(*scanned, std::move(*told)))), receiptId);
}

Result<void> Wallet::confirmPurchase(qint64 receiptId, const OutgoingMessage &message)
{
    if (message.kind() != OutgoingMessage::Kind::Purchase) {
        return fail(FailureCode::Malformed, QStringLiteral("not a purchase"));
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        const auto ended = database.number("SELECT ended FROM links WHERE retailer_id = ?", message.retailerId());
        if (!ended) {
            return std::unexpected(ended.error());
        }
        if (!*ended || **ended != 0) {
            return fail(*ended ? FailureCode::LinkDeleted : FailureCode::RetailerUnknown);
        }
        std::optional<Failure> refusal = Failure{FailureCode::ReceiptUnknown, {}};
        ODNA_TRY(database.rows(
            "SELECT r.retailer_id, p.refused FROM receipts r LEFT JOIN purchases p ON p.receipt_id = r.id WHERE r.id = ?",
            [&](const Row &row) {
                const auto owner = row.text(0);
                refusal.reset();
                if (!row.isNull(1) && row.integer(1) == 0) {
                    refusal = Failure{FailureCode::ReceiptRepeated, {}};
                } else if (!owner.isEmpty() && owner != message.retailerId()) {
                    refusal = Failure{FailureCode::ReceiptOtherSeller, {}};
                }
            },
            receiptId));
        if (refusal) {
            return std::unexpected(*refusal);
        }
        // One document is confirmed once, whoever else speaks of it.
        const auto confirmed = database.number("SELECT count(*) FROM receipts a JOIN receipts b USING (scheme, fiscal_id, kind) "
                                               "JOIN purchases p ON p.receipt_id = b.id WHERE a.id = ? AND p.refused = 0",
                                               receiptId);
        if (!confirmed) {
            return std::unexpected(confirmed.error());
        }
        if (*confirmed != 0) {
            return fail(FailureCode::ReceiptRepeated);
        }
        ODNA_TRY(m_state->mergeDelivered(receiptId, message.retailerId()));
        ODNA_TRY(database.run("DELETE FROM purchases WHERE receipt_id = ? AND refused = 1", receiptId));
        ODNA_TRY(database.run("INSERT INTO purchases (op_id, receipt_id, retailer_id) VALUES (?, ?, ?)", message.opId(), receiptId,
                              message.retailerId()));
        ODNA_TRY(database.run("UPDATE receipts SET retailer_id = ? WHERE id = ?", message.retailerId(), receiptId));
        return m_state->putIntoOutbox(message);
    });
}

} // namespace odna
