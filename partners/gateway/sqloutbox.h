// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "partners/gateway/sqlqueue.h"
#include "partners/gateway/sqlvalues.h"
#include "partners/gateway/storage.h"

namespace odna {

/// What waits for the retailer's own system. On the writer's thread but where it says otherwise.
class SqlOutbox final
{
public:
    explicit SqlOutbox(const Clock &clock)
        : m_clock(clock)
    {}
    void add(SqlConnection &sql, SqlEffects &effects, ConnectorTask::Kind kind, const Member &member, const QString &opId) const;
    /// Takes back what waits of that kind for a card.
    void drop(SqlConnection &sql, ConnectorTask::Kind kind, const QString &cardNumber) const;
    void dropAll(SqlConnection &sql, const QString &cardNumber) const;
    /// Due by now, the oldest first. On the reader's thread.
    [[nodiscard]] QList<ConnectorTask> due(SqlConnection &sql, int most) const;
    /// Lets go of the task, or keeps it for another attempt.
    void settle(SqlConnection &sql, const ConnectorTask &task, const ConnectorOutcome &outcome) const;

private:
    [[nodiscard]] qint64 now() const { return m_clock.now().toMSecsSinceEpoch(); }
    const Clock &m_clock;
};

} // namespace odna
