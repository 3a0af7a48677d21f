// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace odna {

/// An ISO 4217 code with the number of its decimals (0 for JPY, 3 for KWD, 2 for most).
class Currency final
{
public:
    /// "XXX", ISO 4217's code for no currency.
    Currency() = default;
    /// Three upper-case letters of ISO 4217's list; nothing for any other text.
    [[nodiscard]] static std::optional<Currency> fromCode(QStringView code);
    [[nodiscard]] QString code() const { return m_code; }
    [[nodiscard]] int decimals() const { return m_decimals; }
    bool operator==(const Currency &) const = default;

private:
    Currency(QString code, int decimals)
        : m_code(std::move(code))
        , m_decimals(decimals)
    {}
    QString m_code = QStringLiteral("XXX");
    int m_decimals = 0;
};

/// An amount in whole minor units (kopecks, cents). Never a floating-point number.
struct Money
{
    qint64 minor = 0;
    Currency currency;

    /// "1030.00", "53,45", "7.9" (comma or point, at most the currency's decimals, optional minus); nothing otherwise or beyond
    /// ±10^15 minor units.
    [[nodiscard]] static std::optional<Money> parse(QStringView decimal, const Currency &currency);
    [[nodiscard]] QString decimal() const; ///< "1030.00", always with a point
    bool operator==(const Money &) const = default;
};

} // namespace odna
