// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/money.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace odna {

namespace {

/// ISO 4217 list one, national currencies and funds. Not in it: precious metals, test codes and XXX, in which nobody pays.
struct Decimals
{
    int count;
    std::u16string_view codes; ///< three letters each, no separator
};

constexpr auto list = std::to_array<Decimals>({
    {2, u"AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOUCRCCUPCVECZKDKKDOPDZDEGPERN"
        u"ETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMUR"
        u"MVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMT"
        u"TOPTRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXCDXCGYERZARZMWZWG"},
    {0, u"BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF"},
    {3, u"BHDIQDJODKWDLYDOMRTND"},
    {4, u"CLFUYW"},
});

constexpr quint64 largest = 1'000'000'000'000'000; // 10^15 minor units

constexpr bool isDigit(QChar letter)
{
    return letter >= u'0' && letter <= u'9';
}

} // namespace

std::optional<Currency> Currency::fromCode(QStringView code)
{
    if (code.size() != 3) {
        return std::nullopt;
    }
    for (const auto &[decimals, codes] : list) {
        for (std::size_t at = 0; at < codes.size(); at += 3) {
            if (code == QStringView(codes.substr(at, 3))) {
                return Currency(code.toString(), decimals);
            }
        }
    }
    return std::nullopt;
}

std::optional<Money> Money::parse(QStringView decimal, const Currency &currency)
{
    const bool negative = decimal.startsWith(u'-');
    const auto digits = negative ? decimal.sliced(1) : decimal;
    const auto separator = std::ranges::find_if_not(digits, isDigit) - digits.begin();
    const auto decimals = separator == digits.size() ? 0 : digits.size() - separator - 1;
    const bool hasSeparator = separator < digits.size();
    if (separator == 0 || decimals > currency.decimals() || (hasSeparator && decimals == 0)) {
        return std::nullopt;
    }
    if (hasSeparator && digits[separator] != u'.' && digits[separator] != u',') {
        return std::nullopt;
    }
    quint64 minor = 0;
    for (qsizetype at = 0; at < digits.size(); ++at) {
        if (at == separator) {
            continue;
        }
        if (!isDigit(digits[at])) {
            return std::nullopt;
        }
        minor = minor * 10 + digits[at].unicode() - u'0';
        if (minor > largest) {
            return std::nullopt;
        }
    }
    for (auto missing = currency.decimals() - decimals; missing > 0; --missing) {
        minor *= 10; // at most 10^19, below 2^64
    }
    if (minor > largest) {
        return std::nullopt;
    }
    const auto amount = static_cast<qint64>(minor);
    return Money{negative ? -amount : amount, currency};
}

QString Money::decimal() const
{
    const auto magnitude = minor < 0 ? quint64{0} - static_cast<quint64>(minor) : static_cast<quint64>(minor);
    QString text = QString::number(magnitude).rightJustified(currency.decimals() + 1, u'0');
    if (currency.decimals() > 0) {
        text.insert(text.size() - currency.decimals(), u'.');
    }
    return minor < 0 ? QString(u'-' + text) : text;
}

} // namespace odna
