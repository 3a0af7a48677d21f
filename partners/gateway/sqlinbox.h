// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "partners/gateway/sqlqueue.h"
#include "partners/gateway/sqlvalues.h"
#include "partners/gateway/storage.h"

#include <vector>

namespace odna {

/// The events of every link, and what the back office sends into them. On the writer's thread but where it says otherwise.
class SqlInbox final
{
public:
    explicit SqlInbox(const Clock &clock)
        : m_clock(clock)
    {}

    /// Nothing happens where the link is no longer active. \a data is the JSON text of the event's data.
    void add(SqlConnection &sql, SqlEffects &effects, const Member &member, QStringView type, const QDateTime &at,
             const QByteArray &data) const;
    /// Once for each operation of the back office; a coupon that the till may print is remembered for it. False where the member has
    /// left, or takes no advertising any more.
    [[nodiscard]] bool addFromOffice(SqlConnection &sql, SqlEffects &effects, const Member &member, const EventBody &body,
                                     const QString &opId) const;
    /// The coupon to print for whoever shows this member's card number.
    [[nodiscard]] std::optional<PrintedCoupon> couponFor(SqlConnection &sql, const Member &member) const;

    /// Reader's thread. As Storage::inbox().
    [[nodiscard]] static InboxPage page(SqlConnection &sql, const LinkRecord &link, qint64 after);
    /// LinkDeleted.
    [[nodiscard]] static Result<qint64> acknowledge(SqlConnection &sql, const LinkRecord &link, qint64 cursor);

    /// What an operation did; nothing where it is new, or was interrupted and goes on. IdempotencyKeyReused.
    [[nodiscard]] Result<std::optional<Delivery>> beginOffice(SqlConnection &sql, const QString &opId, const QByteArray &digest) const;
    static void endOffice(SqlConnection &sql, const QString &opId, const Delivery &delivery);
    /// Whom an event goes to, and how many are counted as delivered and refused.
    struct Audience
    {
        std::vector<Member> members;
        Delivery delivery;
    };
    /// Reader's thread.
    [[nodiscard]] static Audience audienceOf(SqlConnection &sql, const BackOfficeEvent &event);

private:
    /// What an offer's event says besides its text.
    struct OfferColumns
    {
        std::optional<QString> opId;
        std::optional<QString> offerId;
        std::optional<qint64> validFrom;
        std::optional<qint64> validUntil;
        std::optional<QString> title;
        std::optional<QString> coupon;
        std::optional<QString> symbology;
    };
    bool append(SqlConnection &sql, SqlEffects &effects, const Member &member, const QByteArray &text, const OfferColumns &columns) const;
    [[nodiscard]] qint64 now() const { return m_clock.now().toMSecsSinceEpoch(); }
    const Clock &m_clock;
};

} // namespace odna
