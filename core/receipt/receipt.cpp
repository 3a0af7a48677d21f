// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/receipt.h"

#include <algorithm>
#include <array>

namespace odna {

namespace {

constexpr auto kinds = std::to_array<std::pair<ReceiptKind, QLatin1StringView>>({
    {ReceiptKind::Sale, QLatin1StringView("sale")},
    {ReceiptKind::SaleReturn, QLatin1StringView("sale_return")},
    {ReceiptKind::Purchase, QLatin1StringView("purchase")},
    {ReceiptKind::PurchaseReturn, QLatin1StringView("purchase_return")},
});

constexpr auto provenances = std::to_array<std::pair<Provenance, QLatin1StringView>>({
    {Provenance::Scanned, QLatin1StringView("scanned")},
    {Provenance::Typed, QLatin1StringView("typed")},
    {Provenance::Retailer, QLatin1StringView("retailer")},
});

template <class Table, class Value>
QString nameIn(const Table &table, Value value)
{
    return std::ranges::find(table, value, &Table::value_type::first)->second;
}

template <class Table>
auto valueIn(const Table &table, QStringView name) -> std::optional<decltype(table[0].first)>
{
    const auto found = std::ranges::find_if(table, [name](const auto &entry) { return name == entry.second; });
    return found == table.end() ? std::nullopt : std::optional(found->first);
}

} // namespace

QString nameOf(ReceiptKind kind)
{
    return nameIn(kinds, kind);
}

std::optional<ReceiptKind> receiptKindNamed(QStringView name)
{
    return valueIn(kinds, name);
}

QString nameOf(Provenance provenance)
{
    return nameIn(provenances, provenance);
}

std::optional<Provenance> provenanceNamed(QStringView name)
{
    return valueIn(provenances, name);
}

} // namespace odna
