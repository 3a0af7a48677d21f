// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/httpclient.h"
#include "core/wire/link.h"
#include "core/wire/messages.h"
#include "core/wire/outgoing.h"
#include "core/wire/problem.h"

namespace odna {

/// What a signed refusal means for the message in the outbox (docs/protocol.md, the table of problem codes).
enum class Verdict {
    Done,   ///< what the message asks for is so already
    Retry,  ///< by the schedule
    Parked, ///< until the shopper acts
    Final   ///< never
};
/// Whether the retailer says that the link is gone: the shopper may join anew.
[[nodiscard]] bool endsLink(FailureCode code);
/// A consent change and a withdrawal are never parked and never final.
[[nodiscard]] Verdict verdictOf(OutgoingMessage::Kind kind, int status, const Problem &problem);

[[nodiscard]] bool isSuccess(const HttpAnswer &answer);
/// What a signed answer other than 2xx says; AnswerForeign where its body is no problem document.
[[nodiscard]] Failure failureOf(const HttpAnswer &answer);

/// What a signed 2xx says to \a message. AcknowledgementMismatch where it is about another operation, AcknowledgementBad where the
/// countersignature is wrong, AnswerForeign where it is no answer at all; nothing for a message whose answer carries no status.
[[nodiscard]] Result<std::optional<PurchaseAnswer>> acknowledgementOf(const OutgoingMessage &message, const Link &link,
                                                                      const HttpAnswer &answer);

/// Whether \a signature is the retailer's over \a consent, the text that the phone signed: AcknowledgementBad where not.
[[nodiscard]] Result<void> checkCountersignature(const QByteArray &consent, const QByteArray &signature, const Descriptor &descriptor);

} // namespace odna
