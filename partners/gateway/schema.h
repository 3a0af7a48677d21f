// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/sql.h"

namespace odna {

/// Brings the database to this version by numbered steps, each in its own transaction, forward only. StorageFailed where it was written
/// by a newer version.
[[nodiscard]] Result<void> migrateGatewayDatabase(SqlConnection &connection);

} // namespace odna
