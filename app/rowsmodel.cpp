// SPDX-License-Identifier: Apache-2.0
#include "app/rowsmodel.h"

namespace odna {

namespace {
enum Role { Label = Qt::UserRole, Value, Note };
}

void RowsModel::setRows(QList<Row> rows)
{
    if (rows == m_rows) {
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Label:
        return row.label;
    case Value:
        return row.value;
    case Note:
        return row.note;
    default:
        return {};
    }
}

QHash<int, QByteArray> RowsModel::roleNames() const
{
    return {{Label, "label"}, {Value, "value"}, {Note, "note"}};
}

} // namespace odna
