// SPDX-License-Identifier: Apache-2.0
#include "core/relay/descriptorfetch.h"

#include "core/base/strictjson.h"
#include "core/wire/routes.h"

#include <utility>

namespace odna {

DescriptorFetch::DescriptorFetch(Wallet &wallet, const Clock &clock, const QUrl &address, Done done, QObject &parent)
    : QObject(&parent)
    , m_wallet(wallet)
    , m_clock(clock)
    , m_path(address.path())
    , m_done(std::move(done))
    , m_client(address, clock)
{}

DescriptorFetch::~DescriptorFetch()
{
    finish(fail(FailureCode::Cancelled));
}

void DescriptorFetch::start(std::chrono::milliseconds deadline)
{
    if (!m_path.isEmpty() && m_path != QLatin1StringView("/") && m_path != QLatin1StringView(routes::descriptor)) {
        QMetaObject::invokeMethod(this, [this] { finish(fail(FailureCode::DescriptorMalformed)); }, Qt::QueuedConnection);
        return;
    }
    m_client.fetch(routes::descriptor, deadline, [this](const Result<HttpAnswer> &answer) {
        if (m_done) { // otherwise this is on its way out
            finish(take(answer));
        }
    });
}

Result<Descriptor> DescriptorFetch::take(const Result<HttpAnswer> &answer)
{
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (answer->status != 200) {
        return fail(FailureCode::AnswerForeign, QStringLiteral("status %1").arg(answer->status));
    }
    const auto pinned = pinnedFor(answer->body);
    if (!pinned) {
        return std::unexpected(pinned.error());
    }
    const auto accepted = acceptDescriptor(answer->body, m_client.origin(), m_clock, *pinned);
    if (accepted && *pinned) {
        if (const auto updated = m_wallet.updateDescriptor(*accepted); !updated) {
            return std::unexpected(updated.error());
        }
    }
    return accepted;
}

/// Whose descriptor it claims to be decides which key must have signed it.
Result<std::optional<PinnedRetailer>> DescriptorFetch::pinnedFor(const QByteArray &document) const
{
    const auto outer = parseJson(document, {.bytes = HttpClient::answerLimit});
    const auto text = outer ? SignedText::fromJson(*outer) : std::unexpected(outer.error());
    const auto inner = text ? parseJson(text->text) : std::unexpected(text.error());
    const auto claimed = inner ? descriptorFromJson(*inner) : std::unexpected(inner.error());
    if (!claimed) {
        return std::nullopt;
    }
    return m_wallet.pinned(claimed->retailerId);
}

void DescriptorFetch::finish(const Result<Descriptor> &descriptor)
{
    if (!m_done) {
        return;
    }
    deleteLater();
    std::exchange(m_done, nullptr)(descriptor);
}

} // namespace odna
