// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/receipt/receipt.h"

#include <QStringList>

namespace odna {

/// A sale as it is typed on the command line.
struct SaleInput
{
    QString currency;  ///< ISO 4217
    QStringList lines; ///< "name;quantity;price" or "name;quantity;price;discount", prices in minor units
    QString scheme;    ///< "by-ui" or "ru-fns"
    QString taxId;     ///< the seller's
    QString fiscalId;  ///< empty: one is made up, as the till's fiscal module would
    QString storeId;
    QString at; ///< RFC 3339; empty: now
};

/// One line of the receipt: amount = quantity × price − discount, half a minor unit rounded up. UsageWrong with what is wrong.
[[nodiscard]] Result<ReceiptLine> readLine(const QString &text);

/// The receipt with its total. UsageWrong with the option that is wrong.
[[nodiscard]] Result<Receipt> ringUp(const SaleInput &input, const Clock &clock);

/// The receipt for the shopper, without what the gateway answered.
[[nodiscard]] QString printed(const Receipt &receipt);

} // namespace odna
