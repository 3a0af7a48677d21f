// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QJsonArray>

namespace odna::demo {

/// Runs SQL on a retailer's SQLite file through the program `sqlite3`: this process has a wallet open, and SQLCipher and QtSql do not
/// go into one process. Rows come back as JSON objects.
[[nodiscard]] Result<QJsonArray> runSql(const QString &file, const QString &sql);

/// The one number that a query gives, e.g. of SELECT count(*).
[[nodiscard]] Result<int> countSql(const QString &file, const QString &sql);

} // namespace odna::demo
