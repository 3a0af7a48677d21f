// SPDX-License-Identifier: Apache-2.0
#include "app/retailersmodel.h"

#include "app/session.h"

#include <algorithm>

namespace odna {

namespace {
enum Role { RetailerId = Qt::UserRole, Brand, Colour, Detail, Active };
}

void RetailersModel::refresh(const Session *session, const QString &trouble)
{
    if (trouble != m_trouble) {
        m_trouble = trouble;
        Q_EMIT troubleChanged();
    }
    QList<Row> rows;
    if (session != nullptr) {
        for (const Link &link : session->links) {
            const Descriptor &descriptor = link.descriptor;
            const bool active = link.state == Link::State::Active;
            rows.append({descriptor.retailerId, descriptor.brand, descriptor.colour, active ? descriptor.legalName : tr("Membership ended"),
                         active});
        }
        std::ranges::sort(rows, [](const Row &a, const Row &b) {
            return a.active != b.active ? a.active : QString::localeAwareCompare(a.brand, b.brand) < 0;
        });
    }
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        Q_EMIT countChanged();
    }
}

int RetailersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RetailersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case RetailerId:
        return row.retailerId;
    case Brand:
        return row.brand;
    case Colour:
        return row.colour;
    case Detail:
        return row.detail;
    case Active:
        return row.active;
    default:
        return {};
    }
}

QHash<int, QByteArray> RetailersModel::roleNames() const
{
    return {{RetailerId, "retailerId"}, {Brand, "brand"}, {Colour, "colour"}, {Detail, "detail"}, {Active, "active"}};
}

} // namespace odna
