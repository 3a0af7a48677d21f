// SPDX-License-Identifier: Apache-2.0
#include "core/relay/joining.h"

#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/relay/decisions.h"
#include "core/relay/disclosedsend.h"
#include "core/relay/verdict.h"
#include "core/wire/routes.h"

#include <QThread>

#include <algorithm>
#include <tuple>
#include <utility>

namespace odna {

namespace {

constexpr int cardTries = 8;

} // namespace

Joining::Joining(Wallet &wallet, Delivery &delivery, SentProfile &sentProfile, const Clock &clock, const Timeouts &timeouts,
                 const Descriptor &descriptor, Done done, QObject &parent)
    : QObject(&parent)
    , m_wallet(wallet)
    , m_delivery(delivery)
    , m_sentProfile(sentProfile)
    , m_clock(clock)
    , m_timeouts(timeouts)
    , m_descriptor(descriptor)
    , m_done(std::move(done))
    , m_card(wallet.card())
{}

Joining::~Joining()
{
    if (m_worker) {
        m_worker->wait();
    }
    finish(fail(FailureCode::Cancelled));
}

void Joining::start(const Grants &grants, const QString &language)
{
    const auto withdrawal = pendingWithdrawal();
    if (!withdrawal || !*withdrawal) {
        begin(grants, language); // a wallet that cannot be read says so there
        return;
    }
    std::ignore = m_wallet.retry((*withdrawal)->message.opId());
    m_delivery.deliver(m_descriptor.retailerId, [joining = QPointer<Joining>(this), grants, language] {
        if (!joining) {
            return;
        }
        const auto left = joining->pendingWithdrawal();
        if (left && !*left) {
            joining->begin(grants, language);
        } else if (!left) {
            joining->finish(std::unexpected(left.error()));
        } else {
            joining->finish(std::unexpected((*left)->lastFailure.value_or(Failure{FailureCode::NetworkUnreachable, {}})));
        }
    });
}

Result<std::optional<OutboxItem>> Joining::pendingWithdrawal() const
{
    const auto items = m_wallet.outbox();
    if (!items) {
        return std::unexpected(items.error());
    }
    const auto found = std::ranges::find_if(*items, [this](const OutboxItem &item) {
        return item.message.kind() == OutgoingMessage::Kind::Withdrawal && item.message.retailerId() == m_descriptor.retailerId;
    });
    return found == items->end() ? std::nullopt : std::optional(*found);
}

void Joining::begin(const Grants &grants, const QString &language)
{
    if (const auto prepared = prepare(grants, language); !prepared) {
        QMetaObject::invokeMethod(this, [this, failure = prepared.error()] { finish(std::unexpected(failure)); }, Qt::QueuedConnection);
        return;
    }
    ask();
}

Result<void> Joining::prepare(const Grants &grants, const QString &language)
{
    const auto &retailerId = m_descriptor.retailerId;
    const auto profile = m_wallet.profile();
    if (!profile) {
        return std::unexpected(profile.error());
    }
    const auto pinned = m_wallet.pinned(retailerId);
    if (!pinned) {
        return std::unexpected(pinned.error());
    }
    if (*pinned && (*pinned)->rootKey != m_descriptor.rootKey) {
        return fail(FailureCode::DescriptorSignatureBad);
    }
    if (const auto link = m_wallet.link(retailerId)) {
        m_card = link->card; // joining again, e.g. after link_unknown: with the number this retailer knows
    }
    auto key = m_wallet.linkKey(retailerId);
    m_profile = grants.filter(*profile);
    m_consent = consentFor(m_descriptor, grants, language, m_wallet, m_clock);
    m_signedConsent = SignedText::make(consentContext(retailerId), jsonBytes(toJson(m_consent)), key);
    m_client = std::make_unique<HttpClient>(m_descriptor.baseUrl, m_clock, HttpClient::Trust{std::move(key), m_descriptor.answerKey});
    return {};
}

void Joining::ask()
{
    JoinRequest request{.opId = newUlid(m_clock),
                        .card = m_card,
                        .identityKey = m_wallet.identityKey().publicKey(),
                        .linkKey = m_wallet.linkKey(m_descriptor.retailerId).publicKey(),
                        .binding = {},
                        .consent = m_signedConsent,
                        .profile = m_profile};
    request.binding = bindLinkKey(m_wallet.identityKey(), request.linkKey, m_descriptor.retailerId);
    const auto body = jsonBytes(toJson(request));
    const Disclosure disclosure{.at = m_clock.now(),
                                .retailerId = m_descriptor.retailerId,
                                .opId = request.opId,
                                .what = QStringLiteral("join"),
                                .body = body,
                                .status = 0,
                                .answer = {}};
    sendDisclosed(m_wallet, *m_client,
                  {.method = "POST", .path = routes::links, .query = {}, .body = body, .idempotencyKey = request.opId.toLatin1()},
                  disclosure, m_timeouts.request, [this, disclosure](const Result<HttpAnswer> &answer) { answered(disclosure, answer); });
}

void Joining::answered(const Disclosure &sent, const Result<HttpAnswer> &answer)
{
    if (!answer) {
        finish(std::unexpected(answer.error()));
        return;
    }
    auto disclosure = sent;
    disclosure.status = answer->status;
    disclosure.answer = answer->body;
    if (isSuccess(*answer)) {
        finish(accept(disclosure));
        return;
    }
    std::ignore = m_wallet.disclose(disclosure); // its row stands since before it was sent
    const auto failure = failureOf(*answer);
    if (failure.code == FailureCode::CardTaken) {
        ++m_refusedCards;
        if (m_refusedCards < cardTries) {
            deriveNextCard();
            return;
        }
    }
    finish(std::unexpected(failure));
}

void Joining::deriveNextCard()
{
    // Argon2id over 64 MiB: tens of milliseconds and more on a phone, so not on this thread.
    m_worker.reset(QThread::create([into = &m_derived, key = m_wallet.identityKey().publicKey(), counter = m_card.counter + 1,
                                    prefix = m_card.number.prefix()] { *into = deriveCard(key, counter, prefix); }));
    connect(m_worker.get(), &QThread::finished, this, [this] {
        if (!*m_derived) {
            finish(std::unexpected(m_derived->error()));
            return;
        }
        m_card = **m_derived;
        ask();
    });
    m_worker->start();
}

Result<Link> Joining::accept(const Disclosure &disclosure)
{
    const auto object = parseJson(disclosure.answer);
    const auto said = object ? joinAnswerFromJson(*object) : std::unexpected(object.error());
    if (!said) {
        return fail(FailureCode::AnswerForeign, said.error().detail);
    }
    if (said->opId != disclosure.opId) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    if (const auto checked = checkCountersignature(m_signedConsent.text, said->consentCountersignature, m_descriptor); !checked) {
        return std::unexpected(checked.error());
    }
    if (const auto adopted = adoptCard(); !adopted) {
        return std::unexpected(adopted.error());
    }
    const Link link{.linkId = said->linkId,
                    .descriptor = m_descriptor,
                    .card = m_card,
                    .grants = m_consent.grants,
                    .state = Link::State::Active,
                    .cursor = 0};
    const auto added = m_wallet.addLink(link, m_consent, m_signedConsent, said->consentCountersignature, disclosure);
    if (!added) {
        return std::unexpected(added.error());
    }
    m_sentProfile.remember(m_descriptor.retailerId, m_profile);
    return m_wallet.link(m_descriptor.retailerId);
}

/// The wallet moves to the number that was not taken, as long as no retailer knows the old one.
Result<void> Joining::adoptCard()
{
    if (m_card.number == m_wallet.card().number) {
        return {};
    }
    const auto links = m_wallet.links();
    if (!links) {
        return std::unexpected(links.error());
    }
    if (std::ranges::any_of(*links, [](const Link &any) { return any.state == Link::State::Active; })) {
        return {};
    }
    return m_wallet.adoptCard(m_card);
}

void Joining::finish(const Result<Link> &link)
{
    if (!m_done) {
        return;
    }
    deleteLater();
    std::exchange(m_done, nullptr)(link);
}

} // namespace odna
