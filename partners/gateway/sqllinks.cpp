// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqllinks.h"

#include <vector>

namespace odna {

namespace {

/// Arrived late: a newer decision stands, and the phone must hear that this one changes nothing.
bool isOutdated(const ConsentRecord &consent, qint64 since)
{
    return consent.givenAt.toMSecsSinceEpoch() < since;
}

} // namespace

std::optional<LinkRecord> SqlLinks::byKey(SqlConnection &sql, const QString &keyText)
{
    const auto key = PublicKey::fromText(keyText);
    if (!key) {
        return std::nullopt;
    }
    LinkRecord link;
    link.linkKey = *key;
    {
        const auto row = sql.rows("SELECT link_id, card_number, identity_key, grants, active FROM links WHERE link_key = ? "
                                  "ORDER BY active DESC, created_at DESC LIMIT 1",
                                  keyText);
        if (row) {
            link.linkId = row.text(0);
            link.cardNumber = row.text(1);
            link.identityKey = row.text(2);
            link.grants = grantsOf(row.bytes(3));
            link.active = row.number(4) == 1;
            return link;
        }
    }
    const auto row = sql.rows("SELECT link_id FROM erased_links WHERE link_key = ? ORDER BY ended_at DESC LIMIT 1", keyText);
    if (!row) {
        return std::nullopt;
    }
    link.linkId = row.text(0);
    link.active = false;
    return link;
}

std::optional<QString> SqlLinks::cardHolder(SqlConnection &sql, const QString &cardNumber)
{
    const auto row = sql.rows("SELECT identity_key FROM links WHERE card_number = ? LIMIT 1", cardNumber);
    return row ? std::optional(row.text(0)) : std::nullopt;
}

void SqlLinks::addConsent(SqlConnection &sql, const Member &member, const ConsentRecord &consent) const
{
    sql.run("INSERT INTO consents (card_number, link_id, op_id, digest, text, signature, countersignature, received_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            member.cardNumber, member.linkId, consent.opId, consent.digest, consent.consent.text, consent.consent.signature,
            consent.countersignature, now());
    // The phone sends everything that is granted and filled in: a field that is missing was cleared.
    sql.run("UPDATE links SET grants = ?, profile = ?, consent_at = ? WHERE card_number = ? AND link_id = ?", grantsText(consent.grants),
            profileText(consent.profile), consent.givenAt.toMSecsSinceEpoch(), member.cardNumber, member.linkId);
}

Result<JoinOutcome> SqlLinks::join(SqlConnection &sql, SqlEffects &effects, const NewLink &link) const
{
    const auto &number = link.card.number.text();
    const auto &consent = link.consent;
    {
        const auto row = sql.rows("SELECT identity_key FROM links WHERE card_number = ? LIMIT 1", number);
        if (row && row.text(0) != link.identityKey.text()) {
            return fail(FailureCode::CardTaken);
        }
    }
    {
        const auto row = sql.rows("SELECT 1 FROM erased_operations WHERE op_id = ?", consent.opId);
        if (row) {
            return fail(FailureCode::LinkDeleted);
        }
    }
    {
        const auto row = sql.rows("SELECT c.digest, c.link_id, l.active FROM links l JOIN consents c "
                                  "ON c.card_number = l.card_number AND c.link_id = l.link_id WHERE l.card_number = ? AND c.op_id = ?",
                                  number, consent.opId);
        if (row) {
            if (row.number(2) != 1) {
                return fail(FailureCode::LinkDeleted);
            }
            if (row.bytes(0) != consent.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            return JoinOutcome{row.text(1), false};
        }
    }
    {
        const auto row = sql.rows("SELECT card_number FROM links WHERE link_key = ? AND active = 1", link.linkKey.text());
        if (row && row.text(0) != number) {
            return fail(FailureCode::Malformed, QStringLiteral("link_key already belongs to another card number"));
        }
    }
    JoinOutcome outcome{link.linkId, true};
    QString oldKey;
    {
        const auto row = sql.rows("SELECT link_id, link_key, consent_at FROM links WHERE card_number = ? AND active = 1", number);
        if (row) {
            if (isOutdated(consent, row.number(2))) {
                return fail(FailureCode::ConsentOutdated);
            }
            outcome.linkId = row.text(0);
            outcome.created = false;
            oldKey = row.text(1);
        }
    }
    if (outcome.created) {
        sql.run(
            "INSERT INTO links (card_number, link_id, link_key, identity_key, counter, active, grants, profile, consent_at, created_at) "
            "VALUES (?, ?, ?, ?, ?, 1, '[]', '{}', 0, ?)",
            number, outcome.linkId, link.linkKey.text(), link.identityKey.text(), link.card.counter, now());
    } else if (oldKey != link.linkKey.text()) { // the identity key vouches for it
        sql.run("UPDATE links SET link_key = ? WHERE card_number = ? AND link_id = ?", link.linkKey.text(), number, outcome.linkId);
        effects.changedKeys.insert(oldKey);
    }
    addConsent(sql, {number, outcome.linkId}, consent);
    m_outbox.drop(sql, ConnectorTask::Kind::Detach, number);
    m_outbox.add(sql, effects, ConnectorTask::Kind::Attach, {number, outcome.linkId}, consent.opId);
    effects.changedKeys.insert(link.linkKey.text());
    if (outcome.created) {
        std::vector<QByteArray> receipts;
        for (auto row = sql.rows("SELECT receipt FROM books WHERE card_number = ? AND reported_at >= ? ORDER BY reported_at", number,
                                 link.receiptsSince);
             row; row.next()) {
            receipts.push_back(row.bytes(0));
        }
        for (const auto &receipt : receipts) {
            m_inbox.add(sql, effects, {number, outcome.linkId}, u"receipt", m_clock.now(), receipt);
        }
    }
    return outcome;
}

Result<void> SqlLinks::changeConsent(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link, const ConsentRecord &consent) const
{
    {
        const auto row = sql.rows("SELECT digest FROM consents WHERE card_number = ? AND link_id = ? AND op_id = ?", link.cardNumber,
                                  link.linkId, consent.opId);
        if (row) {
            if (row.bytes(0) != consent.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            return {};
        }
    }
    {
        const auto row =
            sql.rows("SELECT active, consent_at FROM links WHERE card_number = ? AND link_id = ?", link.cardNumber, link.linkId);
        if (!row || row.number(0) != 1) {
            return fail(FailureCode::LinkDeleted);
        }
        if (isOutdated(consent, row.number(1))) {
            return fail(FailureCode::ConsentOutdated);
        }
    }
    addConsent(sql, {link.cardNumber, link.linkId}, consent);
    m_outbox.add(sql, effects, ConnectorTask::Kind::Attach, {link.cardNumber, link.linkId}, consent.opId);
    effects.changedKeys.insert(link.linkKey.text());
    return {};
}

Result<void> SqlLinks::end(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link, const QString &opId, bool andErase) const
{
    bool exists = false;
    bool active = false;
    QString endOp;
    QString number;
    {
        const auto row = sql.rows("SELECT active, end_op_id, card_number FROM links WHERE link_id = ? AND link_key = ?", link.linkId,
                                  link.linkKey.text());
        if (row) {
            exists = true;
            active = row.number(0) == 1;
            endOp = row.text(1);
            number = row.text(2);
        }
    }
    if (!exists) {
        const auto row =
            sql.rows("SELECT end_op_id FROM erased_links WHERE link_id = ? AND link_key = ?", link.linkId, link.linkKey.text());
        if (row && (andErase || row.text(0) == opId)) {
            return {};
        }
        return fail(row ? FailureCode::LinkDeleted : FailureCode::LinkUnknown);
    }
    if (!active && !andErase) {
        if (endOp == opId) {
            return {};
        }
        return fail(FailureCode::LinkDeleted);
    }
    bool rejoined = false;
    {
        const auto row = sql.rows("SELECT 1 FROM links WHERE card_number = ? AND active = 1 AND link_id <> ?", number, link.linkId);
        rejoined = static_cast<bool>(row);
    }
    effects.changedKeys.insert(link.linkKey.text());
    if (rejoined) { // a late request for an earlier membership leaves the present one, and the card at the retailer, alone
        erase(sql, {number, link.linkId}, opId);
        return {};
    }
    m_outbox.drop(sql, ConnectorTask::Kind::Attach, number);
    if (andErase) {
        // Every link this card ever had here.
        QStringList links;
        for (auto row = sql.rows("SELECT link_id FROM links WHERE card_number = ?", number); row; row.next()) {
            links.append(row.text(0));
        }
        for (const auto &linkId : links) {
            erase(sql, {number, linkId}, opId);
        }
        sql.run("UPDATE books SET card_number = NULL WHERE card_number = ?", number);
        m_outbox.dropAll(sql, number);
    } else {
        sql.run(
            "UPDATE links SET active = 0, grants = '[]', profile = '{}', ended_at = ?, end_op_id = ? WHERE card_number = ? AND link_id = ?",
            now(), opId, number, link.linkId);
    }
    m_outbox.add(sql, effects, ConnectorTask::Kind::Detach, {number, link.linkId}, opId);
    return {};
}

// What stays: the receipts' fiscal identities (credited once for ever) and the retailer's own books, both without the card number, and the
// keys and ids of ended links and joins, so that an old request cannot revive one.
void SqlLinks::erase(SqlConnection &sql, const Member &member, const QString &opId) const
{
    sql.run("INSERT OR IGNORE INTO erased_links (link_id, link_key, end_op_id, ended_at) "
            "SELECT link_id, link_key, ?, ? FROM links WHERE card_number = ? AND link_id = ?",
            opId, now(), member.cardNumber, member.linkId);
    sql.run("INSERT OR IGNORE INTO erased_operations (op_id) SELECT op_id FROM consents WHERE card_number = ? AND link_id = ?",
            member.cardNumber, member.linkId);
    sql.run("UPDATE credited SET card_number = NULL, link_id = NULL, op_id = NULL WHERE (scheme, fiscal_id, kind) IN "
            "(SELECT scheme, fiscal_id, kind FROM purchases WHERE card_number = ? AND link_id = ?) AND card_number = ? AND link_id = ?",
            member.cardNumber, member.linkId, member.cardNumber, member.linkId);
    for (const auto *statement :
         {"DELETE FROM purchases WHERE card_number = ? AND link_id = ?",
          "DELETE FROM purchases_resent WHERE card_number = ? AND link_id = ?", "DELETE FROM events WHERE card_number = ? AND link_id = ?",
          "DELETE FROM consents WHERE card_number = ? AND link_id = ?",
          "DELETE FROM connector_outbox WHERE card_number = ? AND link_id = ?",
          "DELETE FROM links WHERE card_number = ? AND link_id = ?"}) {
        sql.run(statement, member.cardNumber, member.linkId);
    }
}

} // namespace odna
