// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/decisions.h"
#include "core/relay/httpclient.h"
#include "core/relay/sentprofile.h"
#include "core/wallet/wallet.h"

#include <chrono>
#include <optional>

namespace odna {

/// Writes into the wallet what came of an attempt to deliver a message. The message leaves the outbox only by a signed answer that is
/// about this very message; where that cannot be written down, it stays and is sent again under the same op id.
class Settlement final : public QObject
{
    Q_OBJECT

public:
    Settlement(Wallet &wallet, SentProfile &sentProfile, Decisions &decisions, const Clock &clock);

    /// \a answer is signed by the retailer of \a link, under which \a message was sent. A refusal, or why this is no answer to it, is
    /// written down and handed back.
    [[nodiscard]] Result<void> settle(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer);
    /// An attempt without a signed answer that settles it: the schedule goes on.
    void note(const OutgoingMessage &message, const Failure &failure, std::optional<std::chrono::seconds> retryAfter = std::nullopt);

Q_SIGNALS:
    void changed();
    void purchaseAnswered(const QString &retailerId, const odna::PurchaseAnswer &answer);
    void failed(const QString &retailerId, const odna::Failure &failure);

private:
    [[nodiscard]] Result<void> accept(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer,
                                      const Disclosure &disclosure);
    [[nodiscard]] Failure refuse(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer, const Disclosure &disclosure);
    void rememberProfile(const OutgoingMessage &message);
    /// Whether it is stored.
    bool written(const OutgoingMessage &message, const Result<void> &result);

    Wallet &m_wallet;
    SentProfile &m_sentProfile;
    Decisions &m_decisions;
    const Clock &m_clock;
};

} // namespace odna
