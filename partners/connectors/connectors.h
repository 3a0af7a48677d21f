// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/config.h"
#include "partners/gateway/connector.h"

#include <memory>

namespace odna {

/// The connector that the configuration asks for, checked as far as that is possible before the first purchase: ConfigInvalid names
/// the setting and what is wrong with it. Kinds: "filedrop" (filedropconnector.h), "sql" (sqlconnector.h), "none" (a retailer that
/// reads the gateway's own database; it takes everything and knows nothing).
[[nodiscard]] Result<std::unique_ptr<Connector>> makeConnector(const ConnectorConfig &config);

} // namespace odna
