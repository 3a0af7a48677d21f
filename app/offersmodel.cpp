// SPDX-License-Identifier: Apache-2.0
#include "app/offersmodel.h"

#include "app/session.h"

#include <algorithm>

namespace odna {

namespace {
constexpr qsizetype seenColumn = 8;
}

OffersModel::OffersModel(Audience audience, QObject *parent)
    : PagedModel({"retailerId", "offerId", "brand", "colour", "title", "detail", "price", "regularPrice", "seen", "hasCoupon"}, parent)
    , m_audience(audience)
{}

Result<QList<OffersModel::Row>> OffersModel::read(const Session &session, const Texts &texts, int limit, int offset) const
{
    const Result<QList<HeldOffer>> offers = session.wallet->offers(m_audience, limit, offset);
    if (!offers) {
        return std::unexpected(offers.error());
    }
    const auto money = [&texts](const std::optional<Money> &sum) { return sum ? texts.money(*sum) : QString(); };
    QList<Row> rows;
    for (const HeldOffer &held : *offers) {
        const Link *link = session.linkOf(held.retailerId);
        const bool hidden = link == nullptr || link->descriptor.sensitive;
        const QString brand = link != nullptr ? link->descriptor.brand : held.retailerId;
        const QString detail = brand + QLatin1Char('\n') + tr("Valid until %1").arg(texts.date(held.offer.validUntil));
        rows.append({held.retailerId, held.offer.id, brand, link != nullptr ? link->descriptor.colour : QString(),
                     hidden ? tr("A new offer") : held.offer.title, detail, hidden ? QString() : money(held.offer.price),
                     hidden ? QString() : money(held.offer.regularPrice), held.seen, held.offer.coupon.has_value()});
    }
    return rows;
}

int OffersModel::unseen() const
{
    return static_cast<int>(std::ranges::count_if(rows(), [](const Row &row) { return !row[seenColumn].toBool(); }));
}

} // namespace odna
