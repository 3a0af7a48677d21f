// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/crypto.h"
#include "core/wire/link.h"
#include "core/wire/messages.h"

namespace odna {

/// Something that will leave the phone for exactly one retailer. There is no public constructor: each kind is built from that
/// retailer's Link, which is what keeps data of retailer A out of a message to retailer B.
class OutgoingMessage final
{
public:
    enum class Kind { Purchase, ConsentChange, Withdrawal };

    /// The confirmed purchase. \a heldFrom is the retailer that delivered the receipt, empty where it was scanned from paper or
    /// typed. Only fields granted on \a link are taken from \a profile. Failures: ReceiptOtherSeller where the receipt came from
    /// another retailer, carries a tax number that this retailer does not list, or a scheme it does not take; ReceiptNeedsTotal;
    /// LinkDeleted where the link has ended.
    [[nodiscard]] static Result<OutgoingMessage> purchase(const Link &link, const Receipt &receipt, const QString &heldFrom,
                                                          const Profile &profile, const QString &consentRef, const Clock &clock);
    /// Changed grants: \a consent is signed here with the link's key in the retailer's consent context.
    [[nodiscard]] static OutgoingMessage consentChange(const Link &link, const ConsentReceipt &consent, const Profile &profile,
                                                       const SigningKey &linkKey, const Clock &clock);
    [[nodiscard]] static OutgoingMessage withdrawal(const Link &link, bool erase, const Clock &clock);
    /// For the wallet alone, which reads back what one of the functions above made.
    [[nodiscard]] static OutgoingMessage restored(Kind kind, QString opId, QString retailerId, QByteArray method, QByteArray path,
                                                  QByteArray query, QByteArray body);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QString &opId() const { return m_opId; }
    [[nodiscard]] const QString &retailerId() const { return m_retailerId; }
    [[nodiscard]] const QByteArray &method() const { return m_method; }
    [[nodiscard]] const QByteArray &path() const { return m_path; }
    [[nodiscard]] const QByteArray &query() const { return m_query; }
    [[nodiscard]] const QByteArray &body() const { return m_body; }

private:
    OutgoingMessage() = default;
    Kind m_kind = Kind::Purchase;
    QString m_opId;
    QString m_retailerId;
    QByteArray m_method;
    QByteArray m_path;
    QByteArray m_query;
    QByteArray m_body;
};

[[nodiscard]] QString nameOf(OutgoingMessage::Kind kind); ///< "purchase", "consent_change", "withdrawal"

} // namespace odna
