// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

namespace odna {

/// Voucher Vault's export: a JSON array of vouchers with description, code, codeType, expires (UTC without a zone), balanceMilliunits or
/// balance (without a currency: whole ones are points, others the field "balance"), color and uuid. At most 2 MiB.
[[nodiscard]] Result<ImportedPocket> readVoucherVault(const QString &text, const ImportOptions &options);

} // namespace odna
