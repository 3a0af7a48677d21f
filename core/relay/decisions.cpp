// SPDX-License-Identifier: Apache-2.0
#include "core/relay/decisions.h"

#include "core/base/ulid.h"

#include <algorithm>

namespace odna {

namespace {

/// Now, but after the consent before it: a gateway goes by the order of these times, and this phone's clock may have been set back.
QDateTime nextConsentTime(const Wallet &wallet, const QString &retailerId, const Clock &clock)
{
    const auto latest = wallet.latestConsent(retailerId);
    return latest ? std::max(clock.now(), latest->givenAt.addMSecs(1)) : clock.now();
}

} // namespace

Decisions::Decisions(Wallet &wallet, const SentProfile &sentProfile, const Clock &clock)
    : m_wallet(wallet)
    , m_sentProfile(sentProfile)
    , m_clock(clock)
{}

Result<OutgoingMessage> Decisions::prepare(qint64 receiptId, const QString &retailerId) const
{
    const auto receipt = m_wallet.receipt(receiptId);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    const auto link = m_wallet.link(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    const auto consent = m_wallet.latestConsent(retailerId);
    if (!consent) {
        return std::unexpected(consent.error());
    }
    const auto granted = grantedTo(*link);
    if (!granted) {
        return std::unexpected(granted.error());
    }
    const auto fields = m_sentProfile.isCurrent(retailerId, *granted) ? Profile() : *granted;
    return OutgoingMessage::purchase(*link, receipt->receipt, receipt->retailerId, fields, consent->id, m_clock);
}

Result<QString> Decisions::confirm(qint64 receiptId, const QString &retailerId)
{
    const auto message = prepare(receiptId, retailerId);
    if (!message) {
        return std::unexpected(message.error());
    }
    if (const auto confirmed = m_wallet.confirmPurchase(receiptId, *message); !confirmed) {
        return std::unexpected(confirmed.error());
    }
    return message->opId();
}

Result<void> Decisions::changeGrants(const QString &retailerId, const Grants &grants, const QString &language)
{
    auto link = activeLink(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    const auto profile = m_wallet.profile();
    if (!profile) {
        return std::unexpected(profile.error());
    }
    link->grants = grants;
    const auto granted = grants.filter(*profile);
    const auto consent = consentFor(link->descriptor, grants, language, m_wallet, m_clock);
    const auto message = OutgoingMessage::consentChange(*link, consent, granted, m_wallet.linkKey(retailerId), m_clock);
    return m_wallet.changeConsent(retailerId, consent, message);
}

Result<void> Decisions::withdraw(const QString &retailerId, bool erase)
{
    const auto link = activeLink(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    auto consent = m_wallet.latestConsent(retailerId);
    if (!consent) {
        return std::unexpected(consent.error());
    }
    consent->withdrawnAt = nextConsentTime(m_wallet, retailerId, m_clock);
    return m_wallet.changeConsent(retailerId, *consent, OutgoingMessage::withdrawal(*link, erase, m_clock));
}

Result<bool> Decisions::takeBackGrowth(const OutgoingMessage &refused)
{
    const auto &retailerId = refused.retailerId();
    const auto items = m_wallet.outbox();
    if (!items) {
        return std::unexpected(items.error());
    }
    if (!std::ranges::any_of(*items, [&](const OutboxItem &item) { return item.message.opId() == refused.opId(); })) {
        return false;
    }
    auto link = activeLink(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    auto consent = m_wallet.certainConsent(retailerId);
    if (!consent) {
        return std::unexpected(consent.error());
    }
    if (consent->grants == link->grants) {
        return false;
    }
    consent->id = newUlid(m_clock);
    consent->givenAt = nextConsentTime(m_wallet, retailerId, m_clock);
    link->grants = consent->grants;
    const auto fields = grantedTo(*link);
    if (!fields) {
        return std::unexpected(fields.error());
    }
    const auto message = OutgoingMessage::consentChange(*link, *consent, *fields, m_wallet.linkKey(retailerId), m_clock);
    const auto changed = m_wallet.changeConsent(retailerId, *consent, message);
    return changed ? Result<bool>(true) : std::unexpected(changed.error());
}

Result<Link> Decisions::activeLink(const QString &retailerId) const
{
    auto link = m_wallet.link(retailerId);
    if (link && link->state != Link::State::Active) {
        return fail(FailureCode::LinkDeleted);
    }
    return link;
}

Result<Profile> Decisions::grantedTo(const Link &link) const
{
    const auto profile = m_wallet.profile();
    return profile ? Result<Profile>(link.grants.filter(*profile)) : std::unexpected(profile.error());
}

ConsentReceipt consentFor(const Descriptor &descriptor, const Grants &grants, const QString &language, const Wallet &wallet,
                          const Clock &clock)
{
    ConsentReceipt consent;
    consent.id = newUlid(clock);
    consent.retailerId = descriptor.retailerId;
    consent.documentVersion = descriptor.consent.version;
    consent.documentLanguage = descriptor.consent.textIn(language).language;
    consent.documentDigest = descriptor.consent.digestOf(consent.documentLanguage);
    consent.grants = grants;
    consent.givenAt = nextConsentTime(wallet, descriptor.retailerId, clock);
    return consent;
}

} // namespace odna
