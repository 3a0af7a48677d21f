// SPDX-License-Identifier: Apache-2.0
#include "core/consent/consent.h"

#include <QDate>
#include <QList>
#include <QStringList>

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

constexpr qsizetype longestValue = 200;
constexpr int oldestAge = 130;

bool hasLetter(const QString &text)
{
    return std::ranges::any_of(text, [](QChar letter) { return letter.isLetter(); });
}

bool isDomainLabel(const QString &label)
{
    return !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-') && !label.endsWith(u'-')
           && std::ranges::all_of(label, [](QChar letter) { return letter.isLetterOrNumber() || letter.isMark() || letter == u'-'; });
}

bool isEmail(const QString &text)
{
    const auto parts = text.split(u'@');
    if (parts.size() != 2 || parts[0].isEmpty() || parts[0].toUtf8().size() > 64 || parts[1].toUtf8().size() > 255) {
        return false;
    }
    const auto labels = parts[1].split(u'.');
    return labels.size() >= 2 && std::ranges::all_of(labels, isDomainLabel) && hasLetter(labels.constLast()) && !text.contains(u' ');
}

/// The number in the form of E.164; empty where it is none.
QString phoneFrom(QString text)
{
    text.removeIf([](QChar letter) { return QStringView(u" -.()").contains(letter); });
    if (text.startsWith(QLatin1StringView("00"))) { // how it is dialled where "+" is not
        text.replace(0, 2, u'+');
    }
    const auto digits = QStringView(text).mid(1);
    const bool good = text.startsWith(u'+') && digits.size() >= 7 && digits.size() <= 15 && digits[0] != u'0'
                      && std::ranges::all_of(digits, [](QChar digit) { return digit >= u'0' && digit <= u'9'; });
    return good ? text : QString();
}

/// The date in the form of ISO 8601; empty where it is none, or nobody alive was born then.
QString birthdayFrom(const QString &text, QDate today)
{
    auto date = QDate::fromString(text, QStringLiteral("yyyy-MM-dd"));
    if (!date.isValid()) {
        date = QDate::fromString(text, QStringLiteral("d.M.yyyy"));
    }
    const bool good = date.isValid() && date <= today && date >= today.addYears(-oldestAge);
    return good ? date.toString(Qt::ISODate) : QString();
}

QString sexFrom(const QString &text)
{
    const auto sex = text.toLower();
    return QStringList{QStringLiteral("female"), QStringLiteral("male"), QStringLiteral("other")}.contains(sex) ? sex : QString();
}

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

Result<QString> checkedProfileValue(ProfileField field, const QString &typed, QDate today)
{
    QString value = typed.normalized(QString::NormalizationForm_C).simplified();
    if (value.isEmpty()) {
        return value;
    }
    const bool odd = std::ranges::any_of(value, [](QChar letter) { return letter.category() == QChar::Other_Control; });
    if (odd || value.size() > longestValue || !value.isValidUtf16()) {
        return fail(FailureCode::ProfileValueWrong, nameOf(field));
    }
    switch (field) {
    case ProfileField::FirstName:
    case ProfileField::LastName:
    case ProfileField::City:
        value = hasLetter(value) ? value : QString();
        break;
    case ProfileField::Email:
        value = isEmail(value) ? value : QString();
        break;
    case ProfileField::Phone:
        value = phoneFrom(value);
        break;
    case ProfileField::Birthday:
        value = birthdayFrom(value, today);
        break;
    case ProfileField::Sex:
        value = sexFrom(value);
        break;
    }
    return value.isEmpty() ? fail(FailureCode::ProfileValueWrong, nameOf(field)) : Result<QString>(value);
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
