// SPDX-License-Identifier: Apache-2.0
#include "app/pagedmodel.h"

namespace odna {

PagedModel::PagedModel(const QList<QByteArray> &roles, QObject *parent)
    : QAbstractListModel(parent)
    , m_roles(roles)
    , m_texts(QLocale())
{}

QList<PagedModel::Row> PagedModel::page(int limit, int offset)
{
    Result<QList<Row>> rows = m_session != nullptr ? read(*m_session, m_texts, limit, offset) : QList<Row>();
    const QString trouble = rows ? QString() : sentenceOf(rows.error().code);
    if (trouble != m_trouble) {
        m_trouble = trouble;
        Q_EMIT troubleChanged();
    }
    m_more = rows && rows->size() == limit;
    return rows ? std::move(*rows) : QList<Row>();
}

void PagedModel::refresh(const Session *session, const Texts &texts)
{
    m_session = session;
    m_texts = texts;
    QList<Row> rows = page(qMax(pageSize, count()), 0);
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        Q_EMIT countChanged();
    }
}

bool PagedModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more;
}

void PagedModel::fetchMore(const QModelIndex &)
{
    const QList<Row> more = page(pageSize, count());
    if (!more.isEmpty()) {
        beginInsertRows({}, count(), count() + static_cast<int>(more.size()) - 1);
        m_rows.append(more);
        endInsertRows();
        Q_EMIT countChanged();
    }
}

int PagedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PagedModel::data(const QModelIndex &index, int role) const
{
    return checkIndex(index, CheckIndexOption::IndexIsValid) ? m_rows.at(index.row()).value(role - Qt::UserRole) : QVariant();
}

QHash<int, QByteArray> PagedModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (const QByteArray &name : m_roles) {
        names.insert(Qt::UserRole + static_cast<int>(names.size()), name);
    }
    return names;
}

} // namespace odna
