// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/sqlinbox.h"
#include "partners/gateway/sqloutbox.h"

namespace odna {

/// Members' links and consents. On the writer's thread but where it says otherwise; failures are those of Storage.
class SqlLinks final
{
public:
    SqlLinks(const SqlInbox &inbox, const SqlOutbox &outbox, const Clock &clock)
        : m_inbox(inbox)
        , m_outbox(outbox)
        , m_clock(clock)
    {}
    [[nodiscard]] static std::optional<LinkRecord> byKey(SqlConnection &sql, const QString &keyText);      ///< reader's thread
    [[nodiscard]] static std::optional<QString> cardHolder(SqlConnection &sql, const QString &cardNumber); ///< reader's thread
    [[nodiscard]] Result<JoinOutcome> join(SqlConnection &sql, SqlEffects &effects, const NewLink &link) const;
    [[nodiscard]] Result<void> changeConsent(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link,
                                             const ConsentRecord &consent) const;
    [[nodiscard]] Result<void> end(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link, const QString &opId,
                                   bool andErase) const;

private:
    void addConsent(SqlConnection &sql, const Member &member, const ConsentRecord &consent) const;
    void erase(SqlConnection &sql, const Member &member, const QString &opId) const;
    [[nodiscard]] qint64 now() const { return m_clock.now().toMSecsSinceEpoch(); }
    const SqlInbox &m_inbox;
    const SqlOutbox &m_outbox;
    const Clock &m_clock;
};

} // namespace odna
