// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/sqlinbox.h"
#include "partners/gateway/sqloutbox.h"

namespace odna {

/// What members confirmed and what the tills reported, each receipt credited once. On the writer's thread but where it says otherwise;
/// failures are those of Storage.
class SqlPurchases final
{
public:
    SqlPurchases(const SqlInbox &inbox, const SqlOutbox &outbox, const Clock &clock)
        : m_inbox(inbox)
        , m_outbox(outbox)
        , m_clock(clock)
    {}
    [[nodiscard]] Result<PurchaseAnswer> add(SqlConnection &sql, SqlEffects &effects, const NewPurchase &purchase) const;
    [[nodiscard]] static Result<PurchaseAnswer> find(SqlConnection &sql, const Member &member, const QString &opId); ///< reader's thread
    [[nodiscard]] Result<TillOutcome> addTillReceipt(SqlConnection &sql, SqlEffects &effects, const TillReceipt &till) const;
    void connectorDone(SqlConnection &sql, SqlEffects &effects, const ConnectorTask &task, const ConnectorOutcome &outcome) const;

private:
    /// Who is, or may be, credited for a receipt, and by which operation; without a card number where that member was erased.
    struct Claim
    {
        Member member;
        QString opId;
    };
    /// How a purchase goes on.
    struct Step
    {
        PurchaseStatus status = PurchaseStatus::Received;
        std::optional<qint64> points;
        QString reason;
        QString reference;
    };
    [[nodiscard]] static std::optional<Claim> claimOn(SqlConnection &sql, const FiscalId &fiscal, int kind, const QString &cardNumber);
    [[nodiscard]] Result<PurchaseAnswer> resent(SqlConnection &sql, const NewPurchase &purchase, const Claim &earlier) const;
    void credit(SqlConnection &sql, SqlEffects &effects, const FiscalId &fiscal, int kind, const Claim &claim) const;
    void advance(SqlConnection &sql, SqlEffects &effects, const Claim &claim, const Step &step) const;
    [[nodiscard]] TillOutcome tillOutcome(SqlConnection &sql, const QString &cardNumber) const;
    [[nodiscard]] qint64 now() const { return m_clock.now().toMSecsSinceEpoch(); }
    const SqlInbox &m_inbox;
    const SqlOutbox &m_outbox;
    const Clock &m_clock;
};

} // namespace odna
