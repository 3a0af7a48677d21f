// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/receipt/receipt.h"

namespace odna {

/// Reads the code at the foot of a paper receipt, at most 2,048 bytes, in the order of formats of docs/protocol.md. Contacts
/// nobody. Failures: NotAReceipt for payment codes (EMV `000201…`), wifi:, mailto:, otpauth:, goods marks; ReceiptFormatUnknown;
/// ReceiptMalformed where the format is known but a field is missing, doubled or out of range; ReceiptFromFuture more than a
/// day after \a clock (a day, because the shop's offset is not in every code).
[[nodiscard]] Result<Receipt> readFiscalCode(QByteArrayView code, const Clock &clock);

/// Reads the JSON of the Russian tax service (with or without the wrapper {code, first, data:{json:{…}}}), at most 1 MiB. Carries
/// the seller's INN and the lines. Failures as above; ReceiptFormatUnknown for what parseJson() refuses.
[[nodiscard]] Result<Receipt> readFnsJson(QByteArrayView json, const Clock &clock);

/// Whether the identity is written as the readers above write it, so that one receipt has one text. True for a scheme that this version
/// does not know.
[[nodiscard]] bool isCanonical(const FiscalId &fiscal);
/// An identity in the form of that scheme; empty for a scheme that this version does not know.
[[nodiscard]] QString exampleOfScheme(QStringView scheme);

/// The currency in which receipts of that scheme are made out; nothing for a scheme that this version does not know.
[[nodiscard]] std::optional<Currency> currencyOfScheme(QStringView scheme);

} // namespace odna
