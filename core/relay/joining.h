// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/delivery.h"
#include "core/relay/httpclient.h"
#include "core/relay/sentprofile.h"
#include "core/relay/timeouts.h"

#include <functional>

class QThread;

namespace odna {

/// One joining of one retailer, from the shopper's consent to the link in the wallet. Nothing is stored before the retailer has
/// countersigned that very consent, but for what was disclosed by asking. A withdrawal that still waits is delivered before, or else it would end the new link: where it
/// cannot be, the join fails as its delivery did. After card_taken it tries the next number, at most eight in all.
///
/// Belongs to its parent and deletes itself when over. \a done is called exactly once, never before start() returns; Cancelled when this
/// goes away first.
class Joining final : public QObject
{
public:
    using Done = std::function<void(Result<Link>)>;

    Joining(Wallet &wallet, Delivery &delivery, SentProfile &sentProfile, const Clock &clock, const Timeouts &timeouts,
            const Descriptor &descriptor, Done done, QObject &parent);
    ~Joining() override;

    void start(const Grants &grants, const QString &language);

private:
    void begin(const Grants &grants, const QString &language);
    [[nodiscard]] Result<std::optional<OutboxItem>> pendingWithdrawal() const;
    [[nodiscard]] Result<void> prepare(const Grants &grants, const QString &language);
    void ask();
    void answered(const Disclosure &sent, const Result<HttpAnswer> &answer);
    void deriveNextCard();
    [[nodiscard]] Result<Link> accept(const Disclosure &disclosure);
    [[nodiscard]] Result<void> adoptCard();
    void finish(const Result<Link> &link);

    Wallet &m_wallet;
    Delivery &m_delivery;
    SentProfile &m_sentProfile;
    const Clock &m_clock;
    const Timeouts m_timeouts;
    const Descriptor m_descriptor;
    Done m_done;
    ConsentReceipt m_consent;
    SignedText m_signedConsent;
    DerivedCard m_card;
    Profile m_profile; ///< granted fields only
    int m_refusedCards = 0;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<QThread> m_worker;
    std::optional<Result<DerivedCard>> m_derived; ///< written by the worker
};

} // namespace odna
