// SPDX-License-Identifier: Apache-2.0
#include "app/retailerdetail.h"

#include "app/app.h"

#include <algorithm>

namespace odna {

RetailerDetail::RetailerDetail(QObject *parent)
    : PageView(parent)
    , m_grants(new GrantsModel(this))
    , m_facts(new RowsModel(this))
{
    connect(m_grants, &GrantsModel::edited, this, &RetailerDetail::store);
}

QString RetailerDetail::consentText() const
{
    return m_descriptor && app() != nullptr ? m_descriptor->consent.textIn(app()->languageCode()).text : QString();
}

void RetailerDetail::read()
{
    Session *session = app()->session();
    const Link *link = session->linkOf(m_retailerId);
    m_linked = link != nullptr && link->state == Link::State::Active;
    m_ended = link != nullptr && !m_linked;
    const std::optional<Descriptor> &invited = app()->invitation();
    if (!m_linked && invited && invited->retailerId == m_retailerId) {
        m_descriptor = *invited;
    } else if (link != nullptr) {
        m_descriptor = link->descriptor;
    }
    if (!m_descriptor) {
        return;
    }
    m_unheard = hasUnheardDecision();
    m_ownCard.reset();
    if (m_linked && link->card.number != session->wallet->card().number) {
        m_ownCard = link->card.number;
    }
    // What the shopper has ticked before joining survives news from elsewhere.
    const Grants grants = m_linked ? link->grants : m_grants->grants();
    m_grants->setAsked(*m_descriptor, grants, session->wallet->profile().value_or(Profile()), app()->texts());
    m_facts->setRows({
        {tr("Seller"), m_descriptor->legalName, {}},
        {tr("Tax number"), m_descriptor->taxIds.join(QStringLiteral(", ")), {}},
        {tr("Address"), m_descriptor->baseUrl.toDisplayString(), {}},
        {tr("Privacy contact"), m_descriptor->privacyContact, {}},
    });
}

bool RetailerDetail::hasUnheardDecision() const
{
    const Result<QList<OutboxItem>> waiting = app()->session()->wallet->outbox();
    if (!waiting) {
        app()->report(waiting.error());
        return false;
    }
    return std::ranges::any_of(*waiting, [this](const OutboxItem &item) {
        return item.message.retailerId() == m_retailerId && item.message.kind() != OutgoingMessage::Kind::Purchase && item.attempts > 0;
    });
}

void RetailerDetail::join()
{
    if (!m_descriptor || m_joining || app() == nullptr || app()->session() == nullptr) {
        return;
    }
    m_joining = true;
    Q_EMIT joiningChanged();
    const QPointer<RetailerDetail> self(this);
    const QPointer<App> application(app());
    app()->session()->relay.join(*m_descriptor, m_grants->grants(), app()->languageCode(), [self, application](const Result<Link> &link) {
        if (self) {
            self->m_joining = false;
            Q_EMIT self->joiningChanged();
        }
        if (!application) {
            return;
        }
        if (!link) {
            if (link.error().code != FailureCode::Cancelled) {
                application->report(link.error());
            }
            return;
        }
        application->refresh();
        if (self) {
            Q_EMIT self->joined();
        }
    });
}

void RetailerDetail::store()
{
    if (!m_linked || app()->session() == nullptr) {
        return;
    }
    if (const Result<void> stored = app()->session()->relay.changeGrants(m_retailerId, m_grants->grants(), app()->languageCode());
        !stored) {
        app()->report(stored.error());
    }
    app()->refresh();
}

void RetailerDetail::withdraw(bool erase)
{
    if (!m_linked || app()->session() == nullptr) {
        return;
    }
    const Result<void> ended = app()->session()->relay.withdraw(m_retailerId, erase);
    if (!ended) {
        app()->report(ended.error());
        return;
    }
    app()->refresh();
    Q_EMIT withdrawn();
}

} // namespace odna
