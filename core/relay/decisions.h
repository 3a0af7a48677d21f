// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/sentprofile.h"

namespace odna {

/// What the shopper decides, written into wallet and outbox in one transaction each. Nothing is sent here. A message carries the fields
/// that its own retailer was granted and no others.
class Decisions final
{
public:
    Decisions(Wallet &wallet, const SentProfile &sentProfile, const Clock &clock);

    /// As Relay::prepare().
    [[nodiscard]] Result<OutgoingMessage> prepare(qint64 receiptId, const QString &retailerId) const;
    /// As Relay::confirm(), changeGrants() and withdraw(), but for the delivery.
    [[nodiscard]] Result<QString> confirm(qint64 receiptId, const QString &retailerId);
    [[nodiscard]] Result<void> changeGrants(const QString &retailerId, const Grants &grants, const QString &language);
    [[nodiscard]] Result<void> withdraw(const QString &retailerId, bool erase);
    /// The retailer wants a consent to another text for \a refused, a consent change that waits: what it gives more than the retailer
    /// surely holds is taken back on this phone, and what it gives less becomes a message of its own. False where it gives nothing more,
    /// or was superseded meanwhile.
    [[nodiscard]] Result<bool> takeBackGrowth(const OutgoingMessage &refused);

private:
    [[nodiscard]] Result<Link> activeLink(const QString &retailerId) const;
    [[nodiscard]] Result<Profile> grantedTo(const Link &link) const;

    Wallet &m_wallet;
    const SentProfile &m_sentProfile;
    const Clock &m_clock;
};

/// The shopper's consent, given now, to these grants and to the text of \a descriptor in \a language (or the nearest it has).
[[nodiscard]] ConsentReceipt consentFor(const Descriptor &descriptor, const Grants &grants, const QString &language, const Wallet &wallet,
                                        const Clock &clock);

} // namespace odna
