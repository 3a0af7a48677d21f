// SPDX-License-Identifier: Apache-2.0
#include "app/grantsmodel.h"

namespace odna {

namespace {

enum Role { Key = Qt::UserRole, Title, Detail, Granted, IsField, Available, Marketing };

bool isMarketing(Purpose purpose)
{
    return purpose == Purpose::PersonalOffers || purpose == Purpose::Statistics;
}

} // namespace

void GrantsModel::setAsked(const Descriptor &descriptor, const Grants &grants, const Profile &profile, const Texts &texts)
{
    QList<Row> rows;
    for (const Purpose purpose : allPurposes()) { // membership first, marketing last
        if (!descriptor.purposes.contains(purpose)) {
            continue;
        }
        rows.append({{purpose, std::nullopt}, texts.purpose(purpose), texts.purposeExplained(purpose)});
        for (const AskedField &asked : descriptor.askedFields) {
            if (asked.purpose == purpose) {
                const QString value = profile.value(asked.field);
                rows.append(
                    {{purpose, asked.field}, texts.field(asked.field), value.isEmpty() ? tr("You have not filled this in") : value});
            }
        }
    }
    if (rows != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        m_grants = grants;
        endResetModel();
    } else if (grants != m_grants) {
        m_grants = grants;
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Granted, Available});
    }
}

void GrantsModel::setGranted(int row, bool granted)
{
    if (row < 0 || row >= rowCount()) {
        return;
    }
    const Grant grant = m_rows.at(row).grant;
    if (granted) {
        m_grants.give(grant);
    } else {
        m_grants.withdraw(grant);
        if (!grant.field) { // without the purpose, no field for it
            for (const Row &other : std::as_const(m_rows)) {
                if (other.grant.purpose == grant.purpose) {
                    m_grants.withdraw(other.grant);
                }
            }
        }
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Granted, Available});
    Q_EMIT edited();
}

int GrantsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant GrantsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Key: {
        const QString purpose = nameOf(row.grant.purpose);
        return row.grant.field ? QString(purpose + QLatin1Char('_') + nameOf(*row.grant.field)) : purpose;
    }
    case Title:
        return row.title;
    case Detail:
        return row.detail;
    case Granted:
        return m_grants.contains(row.grant);
    case IsField:
        return row.grant.field.has_value();
    case Available:
        return !row.grant.field || m_grants.allows(row.grant.purpose);
    case Marketing:
        return isMarketing(row.grant.purpose);
    default:
        return {};
    }
}

QHash<int, QByteArray> GrantsModel::roleNames() const
{
    return {{Key, "key"},         {Title, "title"},         {Detail, "detail"},      {Granted, "granted"},
            {IsField, "isField"}, {Available, "available"}, {Marketing, "marketing"}};
}

} // namespace odna
