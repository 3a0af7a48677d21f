// SPDX-License-Identifier: Apache-2.0
#include "core/relay/verdict.h"

#include "core/base/strictjson.h"

namespace odna {

namespace {

Result<std::optional<PurchaseAnswer>> purchaseAnswered(const QJsonObject &said, const Result<QJsonObject> &sent)
{
    auto answer = purchaseAnswerFromJson(said);
    if (!answer) {
        return fail(FailureCode::AnswerForeign, answer.error().detail);
    }
    const auto mine = sent ? purchaseFromJson(*sent) : std::unexpected(sent.error());
    if (mine && (mine->receipt.fiscal != answer->fiscal || mine->receipt.kind != answer->kind)) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    return std::move(*answer);
}

Result<std::optional<PurchaseAnswer>> consentAnswered(const QJsonObject &said, const Result<QJsonObject> &sent, const Link &link)
{
    const auto answer = joinAnswerFromJson(said);
    if (!answer) {
        return fail(FailureCode::AnswerForeign, answer.error().detail);
    }
    if (answer->linkId != link.linkId) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    if (const auto mine = sent ? consentChangeFromJson(*sent) : std::unexpected(sent.error())) {
        const auto checked = checkCountersignature(mine->consent.text, answer->consentCountersignature, link.descriptor);
        if (!checked) {
            return std::unexpected(checked.error());
        }
    }
    return std::nullopt;
}

} // namespace

bool endsLink(FailureCode code)
{
    return code == FailureCode::LinkUnknown || code == FailureCode::LinkDeleted || code == FailureCode::PartnerGone;
}

Verdict verdictOf(OutgoingMessage::Kind kind, int status, const Problem &problem)
{
    if (kind != OutgoingMessage::Kind::Purchase) {
        // What the shopper decided about the data has to be heard, whatever the retailer says to it.
        return problem.code && endsLink(*problem.code) ? Verdict::Done : Verdict::Retry;
    }
    if (!problem.code) {
        // A code of a later version: its own word on trying again counts.
        return problem.retryable || status >= 500 ? Verdict::Retry : Verdict::Parked;
    }
    switch (*problem.code) {
    case FailureCode::LinkUnknown:
    case FailureCode::LinkDeleted:
    case FailureCode::PartnerGone:
        return Verdict::Parked;         // until there is another link
    case FailureCode::DuplicateReceipt: // not credited to this card: for its own earlier purchase the gateway answers 202
    case FailureCode::ReceiptNotOurs:
    case FailureCode::ReceiptUnknown:
    case FailureCode::IdempotencyKeyReused:
        return Verdict::Final;
    default:
        return entryOf(*problem.code).retryable ? Verdict::Retry : Verdict::Parked;
    }
}

bool isSuccess(const HttpAnswer &answer)
{
    return answer.status >= 200 && answer.status < 300;
}

Failure failureOf(const HttpAnswer &answer)
{
    const auto problem = problemFromJson(answer.body);
    if (!problem) {
        return {FailureCode::AnswerForeign, QStringLiteral("status %1").arg(answer.status)};
    }
    const auto unknown = problem->retryable || answer.status >= 500 ? FailureCode::UpstreamUnavailable : FailureCode::Malformed;
    return {problem->code.value_or(unknown), problem->detail};
}

Result<std::optional<PurchaseAnswer>> acknowledgementOf(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer)
{
    if (message.kind() == OutgoingMessage::Kind::Withdrawal && answer.body.isEmpty()) {
        return std::nullopt;
    }
    const auto said = parseJson(answer.body);
    if (!said) {
        return fail(FailureCode::AnswerForeign, said.error().detail);
    }
    if (said->value(QLatin1StringView("op_id")).toString() != message.opId()) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    const auto sent = parseJson(message.body());
    switch (message.kind()) {
    case OutgoingMessage::Kind::Purchase:
        return purchaseAnswered(*said, sent);
    case OutgoingMessage::Kind::ConsentChange:
        return consentAnswered(*said, sent, link);
    case OutgoingMessage::Kind::Withdrawal:
        break;
    }
    return std::nullopt;
}

Result<void> checkCountersignature(const QByteArray &consent, const QByteArray &signature, const Descriptor &descriptor)
{
    const SignedText countersigned{consent, signature};
    if (!countersigned.isSignedBy(descriptor.answerKey, consentContext(descriptor.retailerId))) {
        return fail(FailureCode::AcknowledgementBad, QStringLiteral("countersignature"));
    }
    return {};
}

} // namespace odna
