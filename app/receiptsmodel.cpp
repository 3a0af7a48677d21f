// SPDX-License-Identifier: Apache-2.0
#include "app/receiptsmodel.h"

#include "app/session.h"

namespace odna {

namespace {
enum Role { ReceiptId = Qt::UserRole, Brand, Colour, Amount, Detail, Status, StateRole };
}

ReceiptsModel::ReceiptsModel(QObject *parent)
    : QAbstractListModel(parent)
    , m_texts(QLocale())
{}

ReceiptsModel::State ReceiptsModel::stateOf(const HeldReceipt &held)
{
    if (held.purchase) {
        return held.purchase->status == PurchaseStatus::Rejected ? Refused : Answered;
    }
    if (!held.confirmed) {
        return Unconfirmed;
    }
    return held.delivery.value_or(OutboxItem::State::Waiting) == OutboxItem::State::Waiting ? Sending : Undelivered;
}

QString ReceiptsModel::stateText(const HeldReceipt &held, const Texts &texts)
{
    if (held.purchase) {
        const QString status = texts.status(held.purchase->status);
        return held.purchase->points ? QString(status + QStringLiteral(" · ") + texts.points(*held.purchase->points)) : status;
    }
    switch (stateOf(held)) {
    case Unconfirmed:
        return tr("Waiting for you");
    case Undelivered:
        return tr("Not delivered");
    default:
        return tr("On its way to the shop");
    }
}

QList<ReceiptsModel::Row> ReceiptsModel::page(int limit, qint64 before)
{
    QList<Row> rows;
    if (m_session == nullptr) {
        setTrouble({});
        return rows;
    }
    const Result<QList<HeldReceipt>> receipts = m_session->wallet->receipts(limit, before);
    setTrouble(receipts ? QString() : sentenceOf(receipts.error().code));
    if (!receipts) {
        return rows;
    }
    for (const HeldReceipt &held : *receipts) {
        const Link *link = m_session->linkOf(held.retailerId);
        const bool hidden = link != nullptr && link->descriptor.sensitive;
        Row row;
        row.receiptId = held.id;
        row.brand = link != nullptr ? link->descriptor.brand : tr("Paper receipt");
        row.colour = link != nullptr ? link->descriptor.colour : QString();
        row.amount = held.receipt.total && !hidden ? m_texts.money(*held.receipt.total) : QString();
        row.detail = m_texts.moment(held.receipt.issuedAt.value_or(held.storedAt));
        row.status = stateText(held, m_texts);
        row.state = stateOf(held);
        rows.append(row);
    }
    return rows;
}

void ReceiptsModel::setTrouble(const QString &trouble)
{
    if (trouble != m_trouble) {
        m_trouble = trouble;
        Q_EMIT troubleChanged();
    }
}

void ReceiptsModel::refresh(const Session *session, const Texts &texts)
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

bool ReceiptsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void ReceiptsModel::fetchMore(const QModelIndex &)
{
    const QList<Row> more = page(pageSize, m_rows.isEmpty() ? 0 : m_rows.constLast().receiptId);
    m_more = more.size() == pageSize;
    if (!more.isEmpty()) {
        beginInsertRows({}, count(), count() + static_cast<int>(more.size()) - 1);
        m_rows.append(more);
        endInsertRows();
        Q_EMIT countChanged();
    }
}

int ReceiptsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ReceiptsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case ReceiptId:
        return row.receiptId;
    case Brand:
        return row.brand;
    case Colour:
        return row.colour;
    case Amount:
        return row.amount;
    case Detail:
        return row.detail;
    case Status:
        return row.status;
    case StateRole:
        return row.state;
    default:
        return {};
    }
}

QHash<int, QByteArray> ReceiptsModel::roleNames() const
{
    return {{ReceiptId, "receiptId"}, {Brand, "brand"},   {Colour, "colour"},          {Amount, "amount"},
            {Detail, "moment"},       {Status, "status"}, {StateRole, "purchaseState"}};
}

} // namespace odna
