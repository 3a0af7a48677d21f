// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <functional>

namespace odna {

struct CsvRow
{
    qsizetype line = 0; ///< the row's number in the file, from 1; blank rows count
    QStringList cells;  ///< none for a blank row
};

/// Reads RFC 4180 rows out of \a text (lines ending in "\n"), each given to \a take, whose failure ends the reading. Cells may be
/// quoted and then hold separators and line ends; what stands around quotes is refused. ImportDamaged with the row, also for a file
/// that ends inside quotes; ImportTooLarge for a row of more than 200 cells.
[[nodiscard]] Result<void> readCsv(QStringView text, char separator, const std::function<Result<void>(const CsvRow &)> &take);

/// One row with its line end, quoted where needed.
[[nodiscard]] QByteArray csvRow(const QStringList &cells);

} // namespace odna
