// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqloutbox.h"

namespace odna {

void SqlOutbox::add(SqlConnection &sql, SqlEffects &effects, ConnectorTask::Kind kind, const Member &member, const QString &opId) const
{
    const auto at = now();
    sql.run("INSERT INTO connector_outbox (card_number, link_id, task, op_id, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            member.cardNumber, member.linkId, static_cast<int>(kind), opId, at, at);
    effects.tasks = true;
}

void SqlOutbox::drop(SqlConnection &sql, ConnectorTask::Kind kind, const QString &cardNumber) const
{
    sql.run("DELETE FROM connector_outbox WHERE card_number = ? AND task = ?", cardNumber, static_cast<int>(kind));
}

void SqlOutbox::dropAll(SqlConnection &sql, const QString &cardNumber) const
{
    sql.run("DELETE FROM connector_outbox WHERE card_number = ?", cardNumber);
}

QList<ConnectorTask> SqlOutbox::due(SqlConnection &sql, int most) const
{
    QList<ConnectorTask> tasks;
    for (auto row = sql.rows("SELECT o.id, o.task, o.attempts, o.created_at, o.card_number, o.link_id, o.op_id, l.profile, "
                             "p.receipt, p.confirmed_at FROM connector_outbox o "
                             "LEFT JOIN links l ON l.card_number = o.card_number AND l.link_id = o.link_id "
                             "LEFT JOIN purchases p ON p.card_number = o.card_number AND p.link_id = o.link_id AND p.op_id = o.op_id "
                             "WHERE o.dead = 0 AND o.next_at <= ? ORDER BY o.id LIMIT ?",
                             now(), most);
         row; row.next()) {
        ConnectorTask task;
        task.id = row.number(0);
        task.kind = static_cast<ConnectorTask::Kind>(row.number(1));
        task.attempts = static_cast<int>(row.number(2));
        task.createdAt = moment(row.number(3));
        task.cardNumber = row.text(4);
        task.linkId = row.text(5);
        if (task.kind != ConnectorTask::Kind::Detach) { // of a link that may be gone
            if (auto profile = profileOf(row.bytes(7))) {
                task.profile = std::move(*profile);
            } else {
                task.damage = profile.error().detail;
            }
        }
        task.purchase.opId = row.text(6);
        if (task.kind == ConnectorTask::Kind::Purchase) {
            task.purchase.cardNumber = task.cardNumber;
            task.purchase.linkId = task.linkId;
            if (auto receipt = receiptOf(row.bytes(8))) {
                task.purchase.receipt = std::move(*receipt);
            } else {
                task.damage = receipt.error().detail;
            }
            task.purchase.profile = task.profile;
            task.purchase.confirmedAt = moment(row.number(9));
        }
        tasks.append(std::move(task));
    }
    return tasks;
}

void SqlOutbox::settle(SqlConnection &sql, const ConnectorTask &task, const ConnectorOutcome &outcome) const
{
    switch (outcome.kind) {
    case ConnectorOutcome::Kind::Done:
    case ConnectorOutcome::Kind::Refused:
        sql.run("DELETE FROM connector_outbox WHERE id = ?", task.id);
        return;
    case ConnectorOutcome::Kind::GivenUp:
        sql.run("UPDATE connector_outbox SET dead = 1, failure = ? WHERE id = ?", outcome.reason, task.id);
        return;
    case ConnectorOutcome::Kind::Retry:
        sql.run("UPDATE connector_outbox SET attempts = attempts + 1, failure = ?, next_at = ? WHERE id = ?", outcome.reason,
                outcome.nextAt.toMSecsSinceEpoch(), task.id);
        return;
    }
}

} // namespace odna
