// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlpurchases.h"

#include "core/wire/valuejson.h"

#include <vector>

namespace odna {

namespace {

QString anotherCard()
{
    return QStringLiteral("the till read another card on this receipt");
}

/// From a row of scheme, fiscal_id, kind, status, points, reason, status_at.
PurchaseAnswer answerFrom(const SqlRow &row, const QString &opId)
{
    PurchaseAnswer answer;
    answer.opId = opId;
    answer.fiscal = {row.text(0), row.text(1)};
    answer.kind = static_cast<ReceiptKind>(row.number(2));
    answer.status = static_cast<PurchaseStatus>(row.number(3));
    if (!row.isNull(4)) {
        answer.points = row.number(4);
    }
    answer.reason = row.text(5);
    answer.at = moment(row.number(6));
    return answer;
}

} // namespace

/// Whom this receipt was credited to, else this card's own purchase that waits for the books.
std::optional<SqlPurchases::Claim> SqlPurchases::claimOn(SqlConnection &sql, const FiscalId &fiscal, int kind, const QString &cardNumber)
{
    const auto row = sql.rows("SELECT card_number, link_id, op_id FROM credited WHERE scheme = ?1 AND fiscal_id = ?2 AND kind = ?3 "
                              "UNION ALL SELECT card_number, link_id, op_id FROM purchases WHERE scheme = ?1 AND fiscal_id = ?2 AND "
                              "kind = ?3 AND status = 4 AND card_number = ?4",
                              fiscal.scheme, fiscal.id, kind, cardNumber);
    return row ? std::optional(Claim{{row.text(0), row.text(1)}, row.text(2)}) : std::nullopt;
}

/// Once for ever: from here on the receipt is this card's.
void SqlPurchases::credit(SqlConnection &sql, SqlEffects &effects, const FiscalId &fiscal, int kind, const Claim &claim) const
{
    sql.run("INSERT INTO credited (scheme, fiscal_id, kind, card_number, link_id, op_id) VALUES (?, ?, ?, ?, ?, ?)", fiscal.scheme,
            fiscal.id, kind, claim.member.cardNumber, claim.member.linkId, claim.opId);
    m_outbox.add(sql, effects, ConnectorTask::Kind::Purchase, claim.member, claim.opId);
}

/// The event goes out under each operation that has sent this receipt: a phone knows only the one that it still has.
void SqlPurchases::advance(SqlConnection &sql, SqlEffects &effects, const Claim &claim, const Step &step) const
{
    const auto at = now();
    const auto &[member, opId] = claim;
    sql.run("UPDATE purchases SET status = ?, points = ?, reason = ?, reference = ?, status_at = ? "
            "WHERE card_number = ? AND link_id = ? AND op_id = ?",
            static_cast<int>(step.status), step.points, orNull(step.reason), orNull(step.reference), at, member.cardNumber, member.linkId,
            opId);
    auto answer = find(sql, member, opId);
    if (!answer) {
        return; // erased meanwhile
    }
    std::vector<Claim> operations{claim};
    for (auto row = sql.rows("SELECT link_id, op_id FROM purchases_resent WHERE card_number = ? AND first_link_id = ? AND first_op_id = ?",
                             member.cardNumber, member.linkId, opId);
         row; row.next()) {
        operations.push_back({{member.cardNumber, row.text(0)}, row.text(1)});
    }
    for (const auto &operation : operations) {
        answer->opId = operation.opId;
        m_inbox.add(sql, effects, operation.member, u"purchase", moment(at), jsonText(*answer));
    }
}

Result<PurchaseAnswer> SqlPurchases::find(SqlConnection &sql, const Member &member, const QString &opId)
{
    const auto row = sql.rows("SELECT scheme, fiscal_id, kind, status, points, reason, status_at FROM purchases "
                              "WHERE card_number = ?1 AND link_id = ?2 AND op_id = ?3 "
                              "UNION ALL SELECT scheme, fiscal_id, kind, status, points, reason, status_at FROM purchases_resent r "
                              "JOIN purchases p ON p.card_number = r.card_number AND p.link_id = r.first_link_id AND "
                              "p.op_id = r.first_op_id WHERE r.card_number = ?1 AND r.link_id = ?2 AND r.op_id = ?3",
                              member.cardNumber, member.linkId, opId);
    if (!row) {
        return fail(FailureCode::NotFound, QStringLiteral("no purchase with that op_id"));
    }
    return answerFrom(row, opId);
}

/// A phone that lost what it knew sends its receipt under a new operation: it hears how far the first one is, and from now on how it ends.
Result<PurchaseAnswer> SqlPurchases::resent(SqlConnection &sql, const NewPurchase &purchase, const Claim &earlier) const
{
    const auto &message = purchase.message;
    if (earlier.member.cardNumber != message.cardNumber) {
        return fail(FailureCode::DuplicateReceipt);
    }
    auto answer = find(sql, earlier.member, earlier.opId);
    if (!answer) {
        return fail(FailureCode::DuplicateReceipt);
    }
    sql.run("INSERT INTO purchases_resent (card_number, link_id, op_id, digest, first_link_id, first_op_id) VALUES (?, ?, ?, ?, ?, ?)",
            message.cardNumber, message.linkId, message.opId, purchase.digest, earlier.member.linkId, earlier.opId);
    answer->opId = message.opId;
    return answer;
}

Result<PurchaseAnswer> SqlPurchases::add(SqlConnection &sql, SqlEffects &effects, const NewPurchase &purchase) const
{
    const auto &message = purchase.message;
    const auto &fiscal = message.receipt.fiscal;
    const auto kind = static_cast<int>(message.receipt.kind);
    const Member member{message.cardNumber, message.linkId};
    PurchaseAnswer answer{message.opId, fiscal, message.receipt.kind, PurchaseStatus::Received, std::nullopt, {}, {}};
    {
        const auto row = sql.rows("SELECT digest, received_at FROM purchases WHERE card_number = ?1 AND link_id = ?2 AND op_id = ?3 "
                                  "UNION ALL SELECT digest, NULL FROM purchases_resent WHERE card_number = ?1 AND link_id = ?2 AND "
                                  "op_id = ?3",
                                  member.cardNumber, member.linkId, message.opId);
        if (row) {
            if (row.bytes(0) != purchase.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            if (row.isNull(1)) {
                return find(sql, member, message.opId);
            }
            answer.at = moment(row.number(1));
            return answer;
        }
    }
    std::optional<Profile> profile; // where this purchase brings something new
    {
        const auto row = sql.rows("SELECT active, grants, consent_at FROM links WHERE card_number = ? AND link_id = ?", member.cardNumber,
                                  member.linkId);
        if (!row || row.number(0) != 1) {
            return fail(FailureCode::LinkDeleted);
        }
        // What was confirmed before the last decision on consent may carry what was cleared since.
        if (!message.profile.isEmpty() && message.confirmedAt.toMSecsSinceEpoch() >= row.number(2)) {
            profile = grantsOf(row.bytes(1)).filter(message.profile);
        }
    }
    if (purchase.refusal) {
        return std::unexpected(*purchase.refusal);
    }
    if (const auto earlier = claimOn(sql, fiscal, kind, member.cardNumber)) {
        return resent(sql, purchase, *earlier);
    }
    QByteArray receipt;
    bool known = false;
    {
        const auto row = sql.rows("SELECT receipt, card_number FROM books WHERE scheme = ? AND fiscal_id = ? AND kind = ?", fiscal.scheme,
                                  fiscal.id, kind);
        known = static_cast<bool>(row);
        if (known) {
            receipt = row.bytes(0);
            if (!row.isNull(1) && row.text(1) != member.cardNumber) {
                return fail(FailureCode::ReceiptNotOurs, anotherCard());
            }
        } else if (purchase.refuseUnknown) {
            return fail(FailureCode::ReceiptUnknown);
        } else {
            receipt = jsonText(message.receipt);
        }
    }
    const auto at = now();
    answer.at = moment(at);
    const auto status = known ? PurchaseStatus::Received : PurchaseStatus::NeedsReview;
    const auto review = known ? QString() : QStringLiteral("no till has reported this receipt yet");
    sql.run("INSERT INTO purchases (card_number, link_id, op_id, digest, scheme, fiscal_id, kind, status, reason, receipt, method, "
            "consent_ref, confirmed_at, received_at, status_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            member.cardNumber, member.linkId, message.opId, purchase.digest, fiscal.scheme, fiscal.id, kind, static_cast<int>(status),
            orNull(review), receipt, message.method, message.consentRef, message.confirmedAt.toMSecsSinceEpoch(), at, at);
    if (profile) {
        sql.run("UPDATE links SET profile = ? WHERE card_number = ? AND link_id = ?", profileText(*profile), member.cardNumber,
                member.linkId);
    }
    if (known) {
        credit(sql, effects, fiscal, kind, {member, message.opId});
    } else {                 // it blocks nobody: the books decide whose receipt it is
        auto moved = answer; // what is acknowledged is that it was received; the event says how it went on
        moved.status = status;
        moved.reason = review;
        m_inbox.add(sql, effects, member, u"purchase", answer.at, jsonText(moved));
    }
    return answer;
}

TillOutcome SqlPurchases::tillOutcome(SqlConnection &sql, const QString &cardNumber) const
{
    if (cardNumber.isEmpty()) {
        return {};
    }
    QString linkId;
    Grants grants;
    {
        const auto row = sql.rows("SELECT link_id, grants FROM links WHERE card_number = ? AND active = 1", cardNumber);
        if (!row) {
            return {};
        }
        linkId = row.text(0);
        grants = grantsOf(row.bytes(1));
    }
    return {true, grants.allows(Purpose::PersonalOffers) ? m_inbox.couponFor(sql, {cardNumber, linkId}) : std::nullopt};
}

Result<TillOutcome> SqlPurchases::addTillReceipt(SqlConnection &sql, SqlEffects &effects, const TillReceipt &till) const
{
    const auto &report = till.report;
    auto receipt = report.receipt;
    receipt.totalFrom = Provenance::Retailer;
    receipt.linesFrom = Provenance::Retailer;
    const auto text = jsonText(receipt);
    const auto kind = static_cast<int>(receipt.kind);
    {
        const auto row = sql.rows("SELECT digest FROM books WHERE op_id = ?", report.opId);
        if (row) {
            if (row.bytes(0) != till.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            return tillOutcome(sql, report.cardNumber);
        }
    }
    {
        const auto row = sql.rows("SELECT receipt, card_number FROM books WHERE scheme = ? AND fiscal_id = ? AND kind = ?",
                                  receipt.fiscal.scheme, receipt.fiscal.id, kind);
        if (row) {
            if (row.bytes(0) != text || row.text(1) != report.cardNumber) {
                return fail(FailureCode::DuplicateReceipt, QStringLiteral("reported before with another content"));
            }
            return tillOutcome(sql, report.cardNumber);
        }
    }
    sql.run("INSERT INTO books (scheme, fiscal_id, kind, card_number, op_id, digest, receipt, terminal, reported_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            receipt.fiscal.scheme, receipt.fiscal.id, kind, orNull(report.cardNumber), report.opId, till.digest, text, report.terminal,
            now());
    const auto outcome = tillOutcome(sql, report.cardNumber);
    if (outcome.knownCard) {
        QString linkId;
        {
            const auto row = sql.rows("SELECT link_id FROM links WHERE card_number = ? AND active = 1", report.cardNumber);
            if (row) {
                linkId = row.text(0);
            }
        }
        m_inbox.add(sql, effects, {report.cardNumber, linkId}, u"receipt", m_clock.now(), text);
    }
    // The shopper may have been faster than the till: what waited for the books goes on now.
    // Where the till read no card, the paper is the bearer's: it goes to whoever confirmed it first.
    std::vector<Claim> claims;
    for (auto row = sql.rows("SELECT card_number, link_id, op_id FROM purchases WHERE scheme = ? AND fiscal_id = ? AND kind = ? "
                             "AND status = 4 ORDER BY received_at, link_id",
                             receipt.fiscal.scheme, receipt.fiscal.id, kind);
         row; row.next()) {
        claims.push_back({{row.text(0), row.text(1)}, row.text(2)});
    }
    auto owner = report.cardNumber;
    for (const auto &claim : claims) {
        owner = owner.isEmpty() ? claim.member.cardNumber : owner;
        if (claim.member.cardNumber != owner) {
            const auto reason = report.cardNumber.isEmpty() ? QStringLiteral("another card confirmed this receipt first") : anotherCard();
            advance(sql, effects, claim, {PurchaseStatus::Rejected, std::nullopt, reason, {}});
            continue;
        }
        sql.run("UPDATE purchases SET receipt = ?, status = ?, reason = NULL, status_at = ? "
                "WHERE card_number = ? AND link_id = ? AND op_id = ?",
                text, static_cast<int>(PurchaseStatus::Received), now(), claim.member.cardNumber, claim.member.linkId, claim.opId);
        credit(sql, effects, receipt.fiscal, kind, claim);
    }
    return outcome;
}

void SqlPurchases::connectorDone(SqlConnection &sql, SqlEffects &effects, const ConnectorTask &task, const ConnectorOutcome &outcome) const
{
    m_outbox.settle(sql, task, outcome);
    if (task.kind != ConnectorTask::Kind::Purchase) {
        return;
    }
    const Claim claim{{task.cardNumber, task.linkId}, task.purchase.opId};
    switch (outcome.kind) {
    case ConnectorOutcome::Kind::Done:
        advance(sql, effects, claim, {PurchaseStatus::Accepted, outcome.points, outcome.reason, outcome.reference});
        return;
    case ConnectorOutcome::Kind::Refused:
        advance(sql, effects, claim, {PurchaseStatus::Rejected, outcome.points, outcome.reason, outcome.reference});
        return;
    case ConnectorOutcome::Kind::GivenUp:
        advance(sql, effects, claim, {PurchaseStatus::NeedsReview, outcome.points, outcome.reason, outcome.reference});
        return;
    case ConnectorOutcome::Kind::Retry:
        sql.run("UPDATE purchases SET status = ?, status_at = ? WHERE card_number = ? AND link_id = ? AND op_id = ? AND status = ?",
                static_cast<int>(PurchaseStatus::Queued), now(), task.cardNumber, task.linkId, task.purchase.opId,
                static_cast<int>(PurchaseStatus::Received));
        return;
    }
}

} // namespace odna
