// SPDX-License-Identifier: Apache-2.0
#include "core/base/ulid.h"
#include "core/wallet/walletstate.h"
#include "core/wire/valuejson.h"

#include <QRandomGenerator>

#include <array>

namespace odna {

namespace {

using namespace std::chrono_literals;

std::optional<OutgoingMessage::Kind> messageKindNamed(const QString &name)
{
    using enum OutgoingMessage::Kind;
    for (const auto kind : {Purchase, ConsentChange, Withdrawal}) {
        if (nameOf(kind) == name) {
            return kind;
        }
    }
    return std::nullopt;
}

constexpr std::string_view outboxColumns = "SELECT op_id, kind, retailer_id, method, path, query, body, created_at, attempts, "
                                           "next_attempt, state, failure, failure_detail FROM outbox ";

Result<OutboxItem> outboxItemOf(const Row &row)
{
    const auto kind = messageKindNamed(row.text(1));
    const auto state = row.integer(10);
    if (!kind || state < 0 || state > int(OutboxItem::State::GivenUp)) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("an outbox row"));
    }
    return OutboxItem{OutgoingMessage::restored(*kind, row.text(0), row.text(2), row.bytes(3), row.bytes(4), row.bytes(5), row.bytes(6)),
                      row.moment(7),
                      static_cast<int>(row.integer(8)),
                      row.moment(9),
                      OutboxItem::State(state),
                      storedFailure(row, 11)};
}

// The schedule of docs/protocol.md, "Delivery".

constexpr auto delays = std::to_array<std::chrono::seconds>({0s, 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h});
constexpr std::chrono::seconds lifeOfMessage = 30 * 24h;
constexpr std::chrono::seconds longestRetryAfter = 24h;

/// The wait after that many tries, ±20 % so that the phones of a shop whose gateway was down do not all come back in the same second.
std::chrono::milliseconds delayAfter(int attempts)
{
    const auto index = qMin<std::size_t>(static_cast<std::size_t>(attempts), delays.size() - 1);
    const auto jitter = 0.8 + QRandomGenerator::global()->generateDouble() * 0.4;
    return std::chrono::milliseconds(qRound64(double(std::chrono::milliseconds(delays[index]).count()) * jitter));
}

// The status of a row in the disclosure log that no signed answer has given one.
constexpr int unanswered = 0;
constexpr int firstTry = -1; // unanswered, and no try before this one: it goes where nothing left the phone

} // namespace

Result<void> Wallet::State::putIntoOutbox(const OutgoingMessage &message)
{
    const auto now = clock.now();
    return database->run("INSERT INTO outbox (op_id, kind, retailer_id, method, path, query, body, created_at, next_attempt) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         message.opId(), nameOf(message.kind()), message.retailerId(), message.method(), message.path(), message.query(),
                         message.body(), now, now);
}

Result<void> Wallet::State::answer(const QString &retailerId, const PurchaseAnswer &answer, bool isEvent)
{
    // Events come in the order of their cursors, and the answer to a request may overtake them: an event always stays before an answer.
    return database->run("UPDATE purchases SET answer = ?, refused = 0, heard = ? WHERE op_id = ? AND retailer_id = ? AND heard <= ?",
                         jsonBytes(toJson(answer)), isEvent, answer.opId, retailerId, isEvent);
}

Result<void> Wallet::State::log(const Disclosure &disclosure)
{
    // A try without an answer never hides an answer; an answer does not change when and what was sent.
    const bool isAnswered = disclosure.status != unanswered;
    ODNA_TRY(database->run(isAnswered ? "INSERT INTO disclosures (at, retailer_id, op_id, what, body, status, answer) "
                                        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (op_id) DO UPDATE SET status = excluded.status, "
                                        "answer = excluded.answer WHERE retailer_id = excluded.retailer_id"
                                      : "INSERT INTO disclosures (at, retailer_id, op_id, what, body, status, answer) "
                                        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (op_id) DO UPDATE SET at = excluded.at, "
                                        "status = max(status, 0) WHERE retailer_id = excluded.retailer_id AND body = excluded.body",
                           disclosure.at, disclosure.retailerId, disclosure.opId, disclosure.what, disclosure.body,
                           isAnswered ? disclosure.status : firstTry, disclosure.answer));
    const auto refusal = isAnswered ? FailureCode::AcknowledgementMismatch : FailureCode::IdempotencyKeyReused;
    return database->changed() > 0 ? Result<void>() : fail(refusal);
}

Result<QList<OutboxItem>> Wallet::State::outboxItems(std::string_view sql, const auto &...values)
{
    QList<OutboxItem> items;
    ODNA_TRY(database->rows(
        sql,
        [&items](const Row &row) -> Result<void> {
            auto item = outboxItemOf(row);
            if (!item) {
                return std::unexpected(item.error());
            }
            items.append(std::move(*item));
            return {};
        },
        values...));
    return items;
}

Result<void> Wallet::State::rewritePurchases(const QString &retailerId, const Rewrite &change)
{
    static const auto sql = std::string(outboxColumns) + "WHERE retailer_id = ? AND kind = ? ORDER BY id";
    const auto items = outboxItems(sql, retailerId, nameOf(OutgoingMessage::Kind::Purchase));
    if (!items) {
        return std::unexpected(items.error());
    }
    for (const auto &item : *items) {
        const auto before = storedValue(item.message.body(), &purchaseFromJson);
        if (!before) {
            return std::unexpected(before.error());
        }
        auto after = change(*before);
        if (!after) {
            continue;
        }
        const auto sent = database->number("SELECT count(*) FROM disclosures WHERE op_id = ?", before->opId);
        if (!sent) {
            return std::unexpected(sent.error());
        }
        if (*sent != 0 && after->opId == before->opId) {
            after->opId = newUlid(clock);
        }
        const auto body = jsonBytes(toJson(*after, after->confirmedAt));
        ODNA_TRY(database->run("UPDATE outbox SET op_id = ?, body = ? WHERE op_id = ?", after->opId, body, before->opId));
        if (after->opId != before->opId) {
            ODNA_TRY(database->run("UPDATE outbox SET state = 0, attempts = 0, created_at = ?, next_attempt = max(?, not_before), "
                                   "failure = NULL, failure_detail = '' WHERE op_id = ?",
                                   clock.now(), clock.now(), after->opId));
            ODNA_TRY(database->run("UPDATE purchases SET op_id = ? WHERE op_id = ?", after->opId, before->opId));
        }
    }
    return {};
}

Result<QList<OutboxItem>> Wallet::outbox() const
{
    static const auto sql = std::string(outboxColumns) + "ORDER BY id";
    return m_state->outboxItems(sql);
}

Result<QList<OutboxItem>> Wallet::outboxDue() const
{
    static const auto sql = std::string(outboxColumns) + "WHERE state = 0 AND next_attempt <= ? ORDER BY id";
    return m_state->outboxItems(sql, m_state->clock.now());
}

Result<std::optional<QDateTime>> Wallet::nextDue() const
{
    const auto next = m_state->database->number("SELECT next_attempt FROM outbox WHERE state = 0 ORDER BY next_attempt LIMIT 1");
    if (!next) {
        return std::unexpected(next.error());
    }
    return *next ? std::optional(QDateTime::fromMSecsSinceEpoch(**next, Qt::UTC)) : std::nullopt;
}

Result<void> Wallet::retryNow()
{
    // What the shopper decided about the data is never left lying, not even where an earlier version did.
    return m_state->database->run("UPDATE outbox SET state = 0, next_attempt = max(?, not_before) WHERE state IN (0, 2) OR kind <> ?",
                                  m_state->clock.now(), nameOf(OutgoingMessage::Kind::Purchase));
}

Result<void> Wallet::retry(const QString &opId)
{
    return m_state->database->run("UPDATE outbox SET state = 0, next_attempt = max(?, not_before) WHERE op_id = ?", m_state->clock.now(),
                                  opId);
}

Result<void> Wallet::recordAttempt(const QString &opId, const Failure &failure, std::optional<QDateTime> retryAfter)
{
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        static const auto sql = std::string(outboxColumns) + "WHERE op_id = ?";
        const auto items = m_state->outboxItems(sql, opId);
        if (!items) {
            return std::unexpected(items.error());
        }
        if (items->isEmpty()) {
            return {};
        }
        const auto &item = items->constFirst();
        const auto now = m_state->clock.now();
        const auto seconds = [](std::chrono::seconds duration) { return static_cast<qint64>(duration.count()); };
        const auto notBefore = retryAfter ? qMin(*retryAfter, now.addSecs(seconds(longestRetryAfter))) : now;
        const int attempts = item.attempts + 1;
        const auto next = qMax(now.addMSecs(delayAfter(attempts).count()), notBefore);
        const auto state = next > item.createdAt.addSecs(seconds(lifeOfMessage)) ? OutboxItem::State::GivenUp : OutboxItem::State::Waiting;
        return database.run("UPDATE outbox SET attempts = ?, next_attempt = ?, not_before = ?, state = ?, failure = ?, "
                            "failure_detail = ? WHERE op_id = ?",
                            attempts, next, notBefore, int(state), QString(nameOf(failure.code)), failure.detail, opId);
    });
}

Result<void> Wallet::acknowledge(const QString &opId, const std::optional<PurchaseAnswer> &answer, const Disclosure &disclosure)
{
    if (answer && answer->opId != opId) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        QString retailerId = disclosure.retailerId;
        ODNA_TRY(database.rows("SELECT retailer_id FROM outbox WHERE op_id = ?", [&](const Row &row) { retailerId = row.text(0); }, opId));
        if (retailerId != disclosure.retailerId) {
            return fail(FailureCode::AcknowledgementMismatch, QStringLiteral("another retailer answered"));
        }
        ODNA_TRY(database.run("DELETE FROM outbox WHERE op_id = ?", opId));
        if (answer) {
            ODNA_TRY(m_state->answer(retailerId, *answer, false));
        }
        if (disclosure.what == nameOf(OutgoingMessage::Kind::ConsentChange)) { // one that was superseded meanwhile, too
            const auto json = parseJson(disclosure.answer);
            if (const auto signedByGateway = json ? joinAnswerFromJson(*json) : Result<JoinAnswer>(std::unexpected(json.error()))) {
                ODNA_TRY(database.run("UPDATE consents SET countersignature = ? WHERE op_id = ? AND retailer_id = ?",
                                      signedByGateway->consentCountersignature, opId, retailerId));
            }
        }
        return m_state->log(disclosure);
    });
}

Result<void> Wallet::refuse(const QString &opId, const Failure &failure, bool final, const Disclosure &disclosure)
{
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        const auto waiting =
            database.number("SELECT count(*) FROM outbox WHERE op_id = ? AND retailer_id = ?", opId, disclosure.retailerId);
        if (!waiting) {
            return std::unexpected(waiting.error());
        }
        if (*waiting == 0) {
            return m_state->log(disclosure);
        }
        if (!final) {
            ODNA_TRY(database.run("UPDATE outbox SET state = 1, attempts = attempts + 1, failure = ?, failure_detail = ? WHERE op_id = ?",
                                  QString(nameOf(failure.code)), failure.detail, opId));
            return m_state->log(disclosure);
        }
        ODNA_TRY(database.run("DELETE FROM outbox WHERE op_id = ?", opId));
        std::optional<Receipt> receipt;
        ODNA_TRY(database.rows(
            "SELECT body FROM receipts JOIN purchases ON receipt_id = receipts.id WHERE op_id = ?",
            [&receipt](const Row &row) -> Result<void> {
                auto value = storedValue(row.bytes(0), &receiptFromJson);
                if (!value) {
                    return std::unexpected(value.error());
                }
                receipt = std::move(*value);
                return {};
            },
            opId));
        if (receipt) {
            const auto now = m_state->clock.now();
            const PurchaseAnswer rejected{
                opId, receipt->fiscal, receipt->kind, PurchaseStatus::Rejected, std::nullopt, nameOf(failure.code), now};
            ODNA_TRY(database.run("UPDATE purchases SET refused = 1, answer = ? WHERE op_id = ? AND heard = 0", jsonBytes(toJson(rejected)),
                                  opId));
            // Paper that this retailer did not want is nobody's again.
            ODNA_TRY(database.run("UPDATE receipts SET retailer_id = '' WHERE delivered = 0 AND id = "
                                  "(SELECT receipt_id FROM purchases WHERE op_id = ? AND refused = 1)",
                                  opId));
        }
        return m_state->log(disclosure);
    });
}

Result<void> Wallet::disclose(const Disclosure &disclosure)
{
    return m_state->log(disclosure);
}

Result<void> Wallet::retractDisclosure(const QString &opId)
{
    return m_state->database->run("DELETE FROM disclosures WHERE op_id = ? AND status = ?", opId, firstTry);
}

Result<QList<Disclosure>> Wallet::disclosures(int limit, int offset) const
{
    QList<Disclosure> list;
    ODNA_TRY(m_state->database->rows(
        "SELECT at, retailer_id, op_id, what, body, max(status, 0), answer FROM disclosures "
        "ORDER BY id DESC LIMIT ? OFFSET ?",
        [&list](const Row &row) {
            list.append(
                {row.moment(0), row.text(1), row.text(2), row.text(3), row.bytes(4), static_cast<int>(row.integer(5)), row.bytes(6)});
        },
        qMax(0, limit), qMax(0, offset)));
    return list;
}

} // namespace odna
