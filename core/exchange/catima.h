// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

namespace odna {

class ZipReader;

/// Whether the first row is one of a Catima or Loyalty Card Keychain CSV: a version number alone, or column names with "store" and
/// "cardid".
[[nodiscard]] bool isCatimaCsv(QStringView text);

/// Catima's CSV: version 1 (one table; without the columns that Catima added it is Loyalty Card Keychain's) and version 2 (groups, cards,
/// which card is in which group; parted by blank rows). Columns come in any order, unknown and missing ones are normal. Times: validfrom
/// and expiry in milliseconds, lastused in seconds. Cards get no origin id: Catima counts them per phone.
/// ImportUnknown for a later version.
[[nodiscard]] Result<ImportedPocket> readCatimaCsv(const QString &text, const ImportOptions &options);

/// The same with pictures: \a archive holds `catima.csv` in \a folder ("" or "name/"), and `card_<id>_front.png`, `_back`, `_icon`.
[[nodiscard]] Result<ImportedPocket> readCatimaZip(const ZipReader &archive, const QString &folder, const ImportOptions &options);

} // namespace odna
