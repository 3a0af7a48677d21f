// SPDX-License-Identifier: Apache-2.0
#include "app/offersmodel.h"

#include "app/session.h"

#include <algorithm>

namespace odna {

namespace {
enum Role { RetailerId = Qt::UserRole, OfferId, Brand, Colour, Title, Detail, Price, RegularPrice, Seen, HasCoupon };
}

OffersModel::OffersModel(Audience audience, QObject *parent)
    : QAbstractListModel(parent)
    , m_audience(audience)
    , m_texts(QLocale())
{}

QList<OffersModel::Row> OffersModel::page(int limit, int offset)
{
    QList<Row> rows;
    if (m_session == nullptr) {
        setTrouble({});
        return rows;
    }
    const Result<QList<HeldOffer>> offers = m_session->wallet->offers(m_audience, limit, offset);
    setTrouble(offers ? QString() : sentenceOf(offers.error().code));
    if (!offers) {
        return rows;
    }
    for (const HeldOffer &held : *offers) {
        const Link *link = m_session->linkOf(held.retailerId);
        const bool hidden = link == nullptr || link->descriptor.sensitive;
        Row row;
        row.retailerId = held.retailerId;
        row.offerId = held.offer.id;
        row.brand = link != nullptr ? link->descriptor.brand : held.retailerId;
        row.colour = link != nullptr ? link->descriptor.colour : QString();
        row.title = hidden ? tr("A new offer") : held.offer.title;
        row.detail = row.brand + QLatin1Char('\n') + tr("Valid until %1").arg(m_texts.date(held.offer.validUntil));
        if (!hidden) {
            row.price = held.offer.price ? m_texts.money(*held.offer.price) : QString();
            row.regularPrice = held.offer.regularPrice ? m_texts.money(*held.offer.regularPrice) : QString();
        }
        row.seen = held.seen;
        row.hasCoupon = held.offer.coupon.has_value();
        rows.append(row);
    }
    return rows;
}

void OffersModel::setTrouble(const QString &trouble)
{
    if (trouble != m_trouble) {
        m_trouble = trouble;
        Q_EMIT troubleChanged();
    }
}

void OffersModel::refresh(const Session *session, const Texts &texts)
{
    m_session = session;
    m_texts = texts;
    const int wanted = qMax(pageSize, count());
    QList<Row> rows = page(wanted, 0);
    m_more = rows.size() == wanted;
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        Q_EMIT countChanged();
    }
}

int OffersModel::unseen() const
{
    return static_cast<int>(std::ranges::count(m_rows, false, &Row::seen));
}

bool OffersModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void OffersModel::fetchMore(const QModelIndex &)
{
    const QList<Row> more = page(pageSize, count());
    m_more = more.size() == pageSize;
    if (!more.isEmpty()) {
        beginInsertRows({}, count(), count() + static_cast<int>(more.size()) - 1);
        m_rows.append(more);
        endInsertRows();
        Q_EMIT countChanged();
    }
}

int OffersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant OffersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case RetailerId:
        return row.retailerId;
    case OfferId:
        return row.offerId;
    case Brand:
        return row.brand;
    case Colour:
        return row.colour;
    case Title:
        return row.title;
    case Detail:
        return row.detail;
    case Price:
        return row.price;
    case RegularPrice:
        return row.regularPrice;
    case Seen:
        return row.seen;
    case HasCoupon:
        return row.hasCoupon;
    default:
        return {};
    }
}

QHash<int, QByteArray> OffersModel::roleNames() const
{
    return {{RetailerId, "retailerId"},
            {OfferId, "offerId"},
            {Brand, "brand"},
            {Colour, "colour"},
            {Title, "title"},
            {Detail, "detail"},
            {Price, "price"},
            {RegularPrice, "regularPrice"},
            {Seen, "seen"},
            {HasCoupon, "hasCoupon"}};
}

} // namespace odna
