// SPDX-License-Identifier: Apache-2.0
#include "core/relay/settlement.h"

#include "core/base/strictjson.h"
#include "core/relay/verdict.h"

namespace odna {

Settlement::Settlement(Wallet &wallet, SentProfile &sentProfile, const Clock &clock)
    : m_wallet(wallet)
    , m_sentProfile(sentProfile)
    , m_clock(clock)
{}

void Settlement::settle(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer)
{
    const Disclosure disclosure{.at = m_clock.now(),
                                .retailerId = message.retailerId(),
                                .opId = message.opId(),
                                .what = nameOf(message.kind()),
                                .body = message.body(),
                                .status = answer.status,
                                .answer = answer.body};
    if (isSuccess(answer)) {
        accept(message, link, answer, disclosure);
    } else {
        refuse(message, link, answer, disclosure);
    }
}

void Settlement::accept(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer, const Disclosure &disclosure)
{
    const auto acknowledgement = acknowledgementOf(message, link, answer);
    if (!acknowledgement) {
        note(message, acknowledgement.error());
        return;
    }
    const bool isStored = written(message, m_wallet.acknowledge(message.opId(), *acknowledgement, disclosure));
    if (isStored) {
        rememberProfile(message);
    }
    if (isStored && *acknowledgement) {
        Q_EMIT purchaseAnswered(message.retailerId(), **acknowledgement);
    }
}

/// What the retailer has said it holds need not be sent again.
void Settlement::rememberProfile(const OutgoingMessage &message)
{
    const auto body = parseJson(message.body());
    if (body && message.kind() == OutgoingMessage::Kind::ConsentChange) {
        if (const auto change = consentChangeFromJson(*body)) {
            m_sentProfile.remember(message.retailerId(), change->profile);
        }
    } else if (body && message.kind() == OutgoingMessage::Kind::Purchase) {
        if (const auto purchase = purchaseFromJson(*body); purchase && !purchase->profile.isEmpty()) {
            m_sentProfile.remember(message.retailerId(), purchase->profile);
        }
    }
}

void Settlement::refuse(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer, const Disclosure &disclosure)
{
    const auto failure = failureOf(answer);
    const auto problem = problemFromJson(answer.body);
    const auto verdict = problem ? verdictOf(message.kind(), answer.status, *problem) : Verdict::Retry;
    switch (verdict) {
    case Verdict::Retry:
        note(message, failure, answer.retryAfter);
        return;
    case Verdict::Done:
        written(message, m_wallet.acknowledge(message.opId(), std::nullopt, disclosure));
        break;
    case Verdict::Parked:
        written(message, m_wallet.refuse(message.opId(), failure, false, disclosure));
        break;
    case Verdict::Final:
        written(message, m_wallet.refuse(message.opId(), failure, true, disclosure));
        break;
    }
    if (message.kind() != OutgoingMessage::Kind::Withdrawal) {
        if (endsLink(failure.code)) {
            written(message, m_wallet.endLink(link, failure));
        }
        Q_EMIT failed(message.retailerId(), failure);
    }
}

void Settlement::note(const OutgoingMessage &message, const Failure &failure, std::optional<std::chrono::seconds> retryAfter)
{
    std::optional<QDateTime> notBefore;
    if (retryAfter) {
        notBefore = m_clock.now().addSecs(retryAfter->count());
    }
    if (const auto noted = m_wallet.recordAttempt(message.opId(), failure, notBefore); !noted) {
        Q_EMIT failed(message.retailerId(), noted.error());
    }
    Q_EMIT changed();
}

bool Settlement::written(const OutgoingMessage &message, const Result<void> &result)
{
    if (!result) { // e.g. the disk is full: the row stays, and the same op id is answered the same way next time
        note(message, result.error());
        Q_EMIT failed(message.retailerId(), result.error());
    }
    Q_EMIT changed();
    return result.has_value();
}

} // namespace odna
