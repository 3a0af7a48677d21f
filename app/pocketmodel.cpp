// SPDX-License-Identifier: Apache-2.0
#include "app/pocketmodel.h"

#include "app/session.h"

namespace odna {

namespace {

enum Role { CardId = Qt::UserRole, Name, Detail, Colour, Balance, Starred, EndsSoon };

const QString orderSetting = QStringLiteral("pocket.order");
constexpr qint64 soonDays = 14;

CardOrder orderOf(PocketModel::Order order)
{
    switch (order) {
    case PocketModel::ByName:
        return CardOrder::Name;
    case PocketModel::ByLastUse:
        return CardOrder::LastUsed;
    case PocketModel::ByExpiry:
        return CardOrder::ValidUntil;
    case PocketModel::ByBalance:
        return CardOrder::Balance;
    }
    return CardOrder::Name;
}

} // namespace

QString colourText(const std::optional<quint32> &colour)
{
    return colour ? QStringLiteral("#%1").arg(*colour & 0xffffff, 6, 16, QLatin1Char('0')) : QString();
}

void PocketModel::refresh(Session *session, const Texts &texts, const QDateTime &now)
{
    m_session = session;
    m_texts = texts;
    m_now = now;
    m_cards.clear();
    m_groups.clear();
    m_trouble.clear();
    if (session == nullptr) {
        m_query.clear();
        m_group.clear();
        m_archive = false;
        m_expired.clear();
        Q_EMIT expiredChanged();
        Q_EMIT filterChanged();
    } else {
        const Pocket &pocket = session->wallet->pocket();
        const Result<QList<ClassicCard>> cards = pocket.cards();
        const Result<QStringList> groups = pocket.groups();
        if (cards && groups) {
            m_cards = *cards;
            m_groups = *groups;
            m_order = Order(qBound(int(ByName), session->wallet->setting(orderSetting).value_or(QString()).toInt(), int(ByBalance)));
        } else {
            m_trouble = sentenceOf((cards ? groups.error() : cards.error()).code);
        }
    }
    arrange();
}

void PocketModel::archiveExpired()
{
    if (m_session == nullptr) {
        return;
    }
    if (const Result<QStringList> archived = m_session->wallet->pocket().archiveExpired(); archived && !archived->isEmpty()) {
        m_expired = *archived;
        Q_EMIT expiredChanged();
        refresh(m_session, m_texts, m_now);
    }
}

void PocketModel::undoExpired()
{
    for (const QString &id : std::exchange(m_expired, {})) {
        if (Result<ClassicCard> card = m_session->wallet->pocket().card(id)) {
            card->archived = false;
            static_cast<void>(m_session->wallet->pocket().change(*card));
        }
    }
    Q_EMIT expiredChanged();
    refresh(m_session, m_texts, m_now);
}

void PocketModel::dismissExpired()
{
    m_expired.clear();
    Q_EMIT expiredChanged();
}

void PocketModel::setQuery(const QString &query)
{
    if (query != m_query) {
        m_query = query;
        Q_EMIT filterChanged();
        arrange();
    }
}

void PocketModel::setGroup(const QString &group)
{
    if (group != m_group) {
        m_group = group;
        Q_EMIT filterChanged();
        arrange();
    }
}

void PocketModel::setArchive(bool archive)
{
    if (archive != m_archive) {
        m_archive = archive;
        Q_EMIT filterChanged();
        arrange();
    }
}

void PocketModel::setOrder(Order order)
{
    if (order != m_order) {
        m_order = order;
        if (m_session != nullptr) {
            static_cast<void>(
                m_session->wallet->setSetting(orderSetting, QString::number(order))); // a convenience; lost, it is chosen again
        }
        Q_EMIT filterChanged();
        arrange();
    }
}

void PocketModel::arrange()
{
    if (!m_group.isEmpty() && !m_groups.contains(m_group)) {
        m_group.clear();
        Q_EMIT filterChanged();
    }
    QList<ClassicCard> shown;
    m_total = 0;
    for (const ClassicCard &card : std::as_const(m_cards)) {
        m_total += card.archived ? 0 : 1;
        if (card.archived == m_archive && (m_group.isEmpty() || card.groups.contains(m_group)) && matches(card, m_query)) {
            shown.append(card);
        }
    }
    sortCards(shown, orderOf(m_order));
    QList<Row> rows;
    rows.reserve(shown.size());
    for (const ClassicCard &card : std::as_const(shown)) {
        rows.append(rowOf(card));
    }
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    Q_EMIT countChanged();
}

PocketModel::Row PocketModel::rowOf(const ClassicCard &card) const
{
    Row row{card.id, card.name, {}, colourText(card.colour), {}, card.starred, false};
    if (card.balance) {
        row.balance = m_texts.balance(*card.balance);
    }
    if (card.validUntil) {
        const qint64 days = m_now.daysTo(*card.validUntil);
        row.endsSoon = *card.validUntil >= m_now && days <= soonDays;
        row.detail = *card.validUntil < m_now ? tr("Expired on %1").arg(m_texts.date(*card.validUntil))
                                              : tr("Valid until %1").arg(m_texts.date(*card.validUntil));
    } else {
        row.detail = card.note.section(QLatin1Char('\n'), 0, 0);
    }
    return row;
}

int PocketModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PocketModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case CardId:
        return row.cardId;
    case Name:
        return row.name;
    case Detail:
        return row.detail;
    case Colour:
        return row.colour;
    case Balance:
        return row.balance;
    case Starred:
        return row.starred;
    case EndsSoon:
        return row.endsSoon;
    default:
        return {};
    }
}

QHash<int, QByteArray> PocketModel::roleNames() const
{
    return {{CardId, "cardId"},   {Name, "name"},       {Detail, "detail"},    {Colour, "colour"},
            {Balance, "balance"}, {Starred, "starred"}, {EndsSoon, "endsSoon"}};
}

} // namespace odna
