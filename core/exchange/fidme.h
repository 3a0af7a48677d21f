// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

namespace odna {

/// `loyalty_programs.csv` out of FidMe's export: Retailer; Program; Added At; Reference; Firstname; Lastname. FidMe does not say which
/// kind of code a card has: the number is kept. Rows without one (FidMe empties it when a card expires) are left out with a remark.
[[nodiscard]] Result<ImportedPocket> readFidmeCsv(const QString &text, const ImportOptions &options);

} // namespace odna
