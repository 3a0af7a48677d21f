// SPDX-License-Identifier: Apache-2.0
#include "core/consent/consent.h"

#include <QList>

#include <algorithm>
#include <array>

namespace odna {

namespace {

template <class Value>
struct Named
{
    Value value;
    QLatin1StringView name;
};

constexpr auto fields = std::to_array<Named<ProfileField>>({
    {ProfileField::FirstName, QLatin1StringView("first_name")},
    {ProfileField::LastName, QLatin1StringView("last_name")},
    {ProfileField::Email, QLatin1StringView("email")},
    {ProfileField::Phone, QLatin1StringView("phone")},
    {ProfileField::Birthday, QLatin1StringView("birthday")},
    {ProfileField::City, QLatin1StringView("city")},
    {ProfileField::Sex, QLatin1StringView("sex")},
});

constexpr auto purposes = std::to_array<Named<Purpose>>({
    {Purpose::Membership, QLatin1StringView("membership")},
    {Purpose::Accrual, QLatin1StringView("accrual")},
    {Purpose::PersonalOffers, QLatin1StringView("personal_offers")},
    {Purpose::Statistics, QLatin1StringView("statistics")},
});

template <class Table, class Value>
QString nameIn(const Table &table, Value value)
{
    return std::ranges::find(table, value, &Table::value_type::value)->name;
}

template <class Table>
auto valueIn(const Table &table, QStringView name) -> std::optional<decltype(table[0].value)>
{
    const auto found = std::ranges::find_if(table, [name](const auto &entry) { return name == entry.name; });
    return found == table.end() ? std::nullopt : std::optional(found->value);
}

template <class Table>
auto valuesOf(const Table &table)
{
    QList<decltype(table[0].value)> values;
    for (const auto &entry : table) {
        values.append(entry.value);
    }
    return values;
}

} // namespace

QString nameOf(ProfileField field)
{
    return nameIn(fields, field);
}

std::optional<ProfileField> profileFieldNamed(QStringView name)
{
    return valueIn(fields, name);
}

QList<ProfileField> allProfileFields()
{
    return valuesOf(fields);
}

QString nameOf(Purpose purpose)
{
    return nameIn(purposes, purpose);
}

std::optional<Purpose> purposeNamed(QStringView name)
{
    return valueIn(purposes, name);
}

QList<Purpose> allPurposes()
{
    return valuesOf(purposes);
}

bool Grants::allows(ProfileField field) const
{
    return std::ranges::any_of(m_grants, [field](const Grant &grant) { return grant.field == field; });
}

Profile Grants::filter(const Profile &profile) const
{
    Profile granted;
    for (auto it = profile.cbegin(); it != profile.cend(); ++it) {
        if (allows(it.key())) {
            granted.insert(it.key(), it.value());
        }
    }
    return granted;
}

} // namespace odna
