// SPDX-License-Identifier: Apache-2.0
#include "core/relay/settlement.h"

#include "core/base/strictjson.h"
#include "core/relay/disclosedsend.h"
#include "core/relay/verdict.h"

#include <tuple>

namespace odna {

Settlement::Settlement(Wallet &wallet, SentProfile &sentProfile, Decisions &decisions, const Clock &clock)
    : m_wallet(wallet)
    , m_sentProfile(sentProfile)
    , m_decisions(decisions)
    , m_clock(clock)
{}

Result<void> Settlement::settle(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer)
{
    auto disclosure = disclosureOf(message, m_clock);
    disclosure.status = answer.status;
    disclosure.answer = answer.body;
    return isSuccess(answer) ? accept(message, link, answer, disclosure) : std::unexpected(refuse(message, link, answer, disclosure));
}

Result<void> Settlement::accept(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer, const Disclosure &disclosure)
{
    const auto acknowledgement = acknowledgementOf(message, link, answer);
    if (!acknowledgement) {
        note(message, acknowledgement.error());
        return std::unexpected(acknowledgement.error());
    }
    const bool isStored = written(message, m_wallet.acknowledge(message.opId(), *acknowledgement, disclosure));
    if (isStored) {
        rememberProfile(message);
    }
    if (isStored && *acknowledgement) {
        Q_EMIT purchaseAnswered(message.retailerId(), **acknowledgement);
    }
    return {};
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

Failure Settlement::refuse(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer, const Disclosure &disclosure)
{
    const auto failure = failureOf(answer);
    const auto problem = problemFromJson(answer.body);
    const auto verdict = problem ? verdictOf(message.kind(), answer.status, *problem) : Verdict::Retry;
    switch (verdict) {
    case Verdict::Retry:
        std::ignore = m_wallet.disclose(disclosure); // its row stands since before it was sent
        if (message.kind() == OutgoingMessage::Kind::ConsentChange && failure.code == FailureCode::ConsentMissing) {
            const auto lessened = m_decisions.takeBackGrowth(message);
            Q_EMIT failed(message.retailerId(), lessened ? failure : lessened.error());
        }
        note(message, failure, answer.retryAfter); // nothing where another message has taken its place
        return failure;
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
    return failure;
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
