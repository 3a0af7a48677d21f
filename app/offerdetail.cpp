// SPDX-License-Identifier: Apache-2.0
#include "app/offerdetail.h"

#include "app/app.h"

namespace odna {

void OfferDetail::read()
{
    Session *session = app()->session();
    if (const Link *link = session->linkOf(m_retailerId)) {
        m_brand = link->descriptor.brand;
        m_colour = link->descriptor.colour;
    }
    const Result<std::optional<HeldOffer>> held = session->wallet->offer(m_retailerId, m_offerId);
    if (!held) {
        app()->report(held.error());
        return;
    }
    if (!*held) {
        return; // withdrawn while it is read: what is on the screen stays
    }
    m_offer = (*held)->offer;
    if (!(*held)->seen) {
        if (const Result<void> marked = session->wallet->markSeen(m_retailerId, m_offerId); marked) {
            QMetaObject::invokeMethod(app(), &App::refresh, Qt::QueuedConnection);
        }
    }
}

QString OfferDetail::validity() const
{
    return app() != nullptr && m_offer.validUntil.isValid() ? tr("Valid until %1").arg(app()->texts().date(m_offer.validUntil)) : QString();
}

QString OfferDetail::price() const
{
    return app() != nullptr && m_offer.price ? app()->texts().money(*m_offer.price) : QString();
}

QString OfferDetail::regularPrice() const
{
    return app() != nullptr && m_offer.regularPrice ? app()->texts().money(*m_offer.regularPrice) : QString();
}

} // namespace odna
