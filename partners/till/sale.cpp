// SPDX-License-Identifier: Apache-2.0
#include "partners/till/sale.h"

#include "core/base/crypto.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace odna {

namespace {

constexpr qint64 largest = 1'000'000'000'000; // minor units and thousandths stay far below 64 bits
constexpr int quantityDecimals = 3;

[[nodiscard]] std::unexpected<Failure> wrong(const QString &what)
{
    return fail(FailureCode::UsageWrong, what);
}

/// "2" is 2000, "0.345" is 345.
[[nodiscard]] std::optional<qint64> thousandths(const QString &quantity)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,6})(?:\\.(\\d{1,3}))?$"));
    const auto match = form.match(quantity);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    return match.captured(1).toLongLong() * 1000 + match.captured(2).leftJustified(quantityDecimals, u'0').toLongLong();
}

[[nodiscard]] std::optional<qint64> minorUnits(const QString &text)
{
    bool isNumber = false;
    const auto value = text.toLongLong(&isNumber);
    return isNumber && value >= 0 && value <= 1'000'000'000 ? std::optional(value) : std::nullopt;
}

[[nodiscard]] QString randomDigits(qsizetype count)
{
    QString digits;
    for (const auto byte : randomBytes(count)) {
        digits.append(QChar(u'0' + static_cast<unsigned char>(byte) % 10));
    }
    return digits;
}

/// What the till's fiscal module would have given.
[[nodiscard]] std::optional<QString> madeUpFiscalId(const QString &scheme)
{
    if (scheme == QLatin1StringView("by-ui")) {
        return QString::fromLatin1(randomBytes(12).toHex().toUpper());
    }
    if (scheme == QLatin1StringView("ru-fns")) { // fn:i:fp
        return QStringLiteral("92%1:%2:1%3").arg(randomDigits(14)).arg(1 + randomDigits(5).toInt()).arg(randomDigits(8));
    }
    return std::nullopt;
}

/// The shop's own hours: both countries of the sample keep UTC+3 all year.
[[nodiscard]] QDateTime inShop(const QDateTime &moment)
{
    return moment.toOffsetFromUtc(3 * 3600);
}

} // namespace

Result<ReceiptLine> readLine(const QString &text)
{
    const auto parts = text.split(u';');
    if (parts.size() < 3 || parts.size() > 4 || parts[0].trimmed().isEmpty()) {
        return wrong(QStringLiteral("--line is \"name;quantity;price\" or \"name;quantity;price;discount\""));
    }
    const auto quantity = thousandths(parts[1]);
    const auto price = minorUnits(parts[2]);
    const auto discount = parts.size() == 4 ? minorUnits(parts[3]) : 0;
    if (!quantity || *quantity == 0) {
        return wrong(QStringLiteral("--line: the quantity \"%1\" is no number such as 2 or 0.345").arg(parts[1]));
    }
    if (!price || !discount) {
        return wrong(QStringLiteral("--line: price and discount are whole minor units, such as 1400"));
    }
    ReceiptLine line;
    line.name = parts[0].trimmed();
    line.quantity = parts[1];
    line.unit = *quantity % 1000 == 0 ? QStringLiteral("pcs") : QStringLiteral("kg");
    line.price = *price;
    line.discount = *discount;
    if (*price > 0 && *quantity > largest * 1000 / *price) {
        return wrong(QStringLiteral("--line: the amount is too large"));
    }
    line.amount = (*quantity * *price + 500) / 1000 - *discount;
    if (line.amount < 0) {
        return wrong(QStringLiteral("--line: the discount is larger than the price"));
    }
    return line;
}

Result<Receipt> ringUp(const SaleInput &input, const Clock &clock)
{
    const auto currency = Currency::fromCode(input.currency);
    if (!currency) {
        return wrong(QStringLiteral("--currency is a code of ISO 4217, such as BYN"));
    }
    Receipt receipt;
    receipt.fiscal.scheme = input.scheme;
    const auto fiscalId = input.fiscalId.isEmpty() ? madeUpFiscalId(input.scheme) : input.fiscalId;
    if (!fiscalId || (input.scheme != QLatin1StringView("by-ui") && input.scheme != QLatin1StringView("ru-fns"))) {
        return wrong(QStringLiteral("--scheme is by-ui or ru-fns"));
    }
    receipt.fiscal.id = *fiscalId;
    const auto moment = input.at.isEmpty() ? inShop(clock.now()) : fromTimestamp(input.at);
    if (!moment.isValid()) {
        return wrong(QStringLiteral("--at is a moment such as 2026-08-01T15:28:00+03:00"));
    }
    receipt.issuedAt = moment;
    receipt.sellerTaxId = input.taxId;
    receipt.storeId = input.storeId;
    receipt.totalFrom = Provenance::Retailer;
    Money total{0, *currency};
    for (const auto &text : input.lines) {
        auto line = readLine(text);
        if (!line) {
            return std::unexpected(line.error());
        }
        total.minor += line->amount;
        receipt.lines.append(*std::move(line));
    }
    if (receipt.lines.isEmpty()) {
        return wrong(QStringLiteral("a sale needs at least one --line"));
    }
    receipt.total = total;
    return receipt;
}

QString printed(const Receipt &receipt)
{
    constexpr int width = 40;
    const auto row = [](const QString &left, const QString &right) {
        return QString(left.leftJustified(width - static_cast<int>(right.size()) - 1, u' ', true) + u' ' + right + u'\n');
    };
    const auto currency = receipt.total->currency;
    QString text;
    for (const auto &line : receipt.lines) {
        text += line.name + u'\n';
        text += row(QStringLiteral("  %1 × %2").arg(line.quantity, Money{line.price, currency}.decimal()),
                    Money{line.amount, currency}.decimal());
    }
    text += row(QStringLiteral("TOTAL %1").arg(currency.code()), receipt.total->decimal());
    text += receipt.fiscal.scheme + u' ' + receipt.fiscal.id + u'\n';
    return text;
}

} // namespace odna
