// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>

#include <compare>
#include <optional>
#include <set>

namespace odna {

/// What the shopper may have written about themselves. Names on the wire: "first_name", "last_name", "email", "phone",
/// "birthday" (ISO 8601 date), "city", "sex".
enum class ProfileField { FirstName, LastName, Email, Phone, Birthday, City, Sex };
[[nodiscard]] QString nameOf(ProfileField field);
[[nodiscard]] std::optional<ProfileField> profileFieldNamed(QStringView name);
[[nodiscard]] QList<ProfileField> allProfileFields();

/// What a retailer may use it for: "membership", "accrual", "personal_offers", "statistics".
enum class Purpose { Membership, Accrual, PersonalOffers, Statistics };
[[nodiscard]] QString nameOf(Purpose purpose);
[[nodiscard]] std::optional<Purpose> purposeNamed(QStringView name);
[[nodiscard]] QList<Purpose> allPurposes();

using Profile = QMap<ProfileField, QString>;

/// \a typed as it is stored and sent: NFC, white space simplified; empty where the shopper leaves the field out. ProfileValueWrong for more
/// than 200 UTF-16 units, control characters, and what is not of the field's form:
/// - first and last name, city: at least one letter;
/// - e-mail: one @ between a name and a domain of two or more labels (RFC 5321, 4.5.3.1 for the lengths);
/// - phone: "+", the country code and the number, 7 to 15 digits (ITU-T E.164), stored without spaces, "-", ".", "(" and ")";
/// - birthday: an ISO 8601 date or dd.MM.yyyy, stored as the former, in the 130 years up to \a today;
/// - sex: "female", "male" or "other".
[[nodiscard]] Result<QString> checkedProfileValue(ProfileField field, const QString &typed, QDate today);

/// One permission: this field, for this purpose. Without a field: the purpose itself, with nothing but the card number
/// (Purpose::PersonalOffers without field = "you may send me offers").
struct Grant
{
    Purpose purpose = Purpose::Membership;
    std::optional<ProfileField> field;
    auto operator<=>(const Grant &) const = default;
};

/// All permissions given to one retailer. Empty by default: the card number and nothing else.
class Grants final
{
public:
    void give(const Grant &grant) { m_grants.insert(grant); }
    /// A purpose takes its fields along.
    void withdraw(const Grant &grant)
    {
        std::erase_if(m_grants, [&grant](const Grant &held) { return held == grant || (!grant.field && held.purpose == grant.purpose); });
    }
    [[nodiscard]] bool allows(Purpose purpose) const { return m_grants.contains(Grant{purpose, std::nullopt}); }
    [[nodiscard]] bool allows(ProfileField field) const; ///< for at least one purpose
    [[nodiscard]] bool contains(const Grant &grant) const { return m_grants.contains(grant); }
    [[nodiscard]] const std::set<Grant> &all() const { return m_grants; }
    [[nodiscard]] bool isEmpty() const { return m_grants.empty(); }
    /// Only the granted fields of \a profile.
    [[nodiscard]] Profile filter(const Profile &profile) const;
    bool operator==(const Grants &) const = default;

private:
    std::set<Grant> m_grants;
};

/// The record of a consent, in the terms of ISO/IEC TS 27560: whose document, which version and digest as shown, what was
/// granted, when, and when it ended. Signed by the phone, countersigned by the gateway (core/wire).
struct ConsentReceipt
{
    QString id; ///< ULID
    QString retailerId;
    QString documentVersion;
    QString documentLanguage;
    QByteArray documentDigest; ///< SHA-256 of the text as shown
    Grants grants;
    QDateTime givenAt;
    std::optional<QDateTime> withdrawnAt;
    bool operator==(const ConsentReceipt &) const = default;
};

} // namespace odna
