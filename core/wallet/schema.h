// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <span>

namespace odna {

class Database;

/// The steps from an empty database to this version's: step n makes version n + 1 of version n. A step that was released is never
/// changed, a new one is added at the end, and none goes back.
[[nodiscard]] std::span<const char *const> migrations();

/// Runs the steps that are missing, each in one transaction with the version number that it reaches. WalletNewer where the database
/// has a version beyond the last step.
[[nodiscard]] Result<void> migrate(Database &database, std::span<const char *const> steps = migrations());

/// The number of steps that \a database has seen; 0 for an empty one.
[[nodiscard]] Result<qint64> schemaVersion(Database &database);

} // namespace odna
