// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/receipt/money.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace odna {

/// What makes a receipt unique in its country: the natural key under which it is credited once.
struct FiscalId
{
    QString scheme; ///< "by-ui", "ru-fns", "kz-ofd", "uz-soliq", "ua-dps", "by-eplus", "de-kassensichv", "at-rksv", "pt-atcud"
    QString id;     ///< canonical text, e.g. 24 upper-case hex digits, or "fn:i:fp"
    bool operator==(const FiscalId &) const = default;
};

enum class ReceiptKind { Sale, SaleReturn, Purchase, PurchaseReturn };
[[nodiscard]] QString nameOf(ReceiptKind kind); ///< "sale", "sale_return", "purchase", "purchase_return"
[[nodiscard]] std::optional<ReceiptKind> receiptKindNamed(QStringView name);

/// Where a value came from.
enum class Provenance { Scanned, Typed, Retailer };
[[nodiscard]] QString nameOf(Provenance provenance); ///< "scanned", "typed", "retailer"
[[nodiscard]] std::optional<Provenance> provenanceNamed(QStringView name);

/// One line of a receipt; amounts in minor units of the receipt's currency.
struct ReceiptLine
{
    QString name;
    QString gtin;     ///< may be empty
    QString quantity; ///< decimal text, e.g. "2" or "0.345"
    QString unit;     ///< e.g. "pcs", "kg"
    qint64 price = 0;
    qint64 amount = 0;
    qint64 discount = 0;
    bool operator==(const ReceiptLine &) const = default;
};

/// A receipt as far as it is known: paper gives an identity and perhaps a total, the retailer completes it from its own books.
struct Receipt
{
    FiscalId fiscal;
    ReceiptKind kind = ReceiptKind::Sale;
    std::optional<QDateTime> issuedAt; ///< with the offset of the shop where known
    QString sellerTaxId;               ///< empty where the code does not carry it
    QString storeId;
    std::optional<Money> total;
    Provenance totalFrom = Provenance::Scanned;
    QList<ReceiptLine> lines;
    Provenance linesFrom = Provenance::Retailer;
    bool operator==(const Receipt &) const = default;
};

} // namespace odna
