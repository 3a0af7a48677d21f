// SPDX-License-Identifier: Apache-2.0
#include "partners/connectors/connectors.h"

#include "partners/connectors/filedropconnector.h"
#include "partners/connectors/sqlconnector.h"

namespace odna {

namespace {

class NoConnector final : public Connector
{
public:
    [[nodiscard]] QStringList capabilities() const override { return {}; }
    [[nodiscard]] Result<void> attachCard(const QString &, const QString &, const Profile &) override { return {}; }
    [[nodiscard]] Result<void> detachCard(const QString &, const QString &) override { return {}; }
    [[nodiscard]] Result<ConnectorAnswer> submitPurchase(const ConnectorPurchase &) override { return ConnectorAnswer{}; }
};

} // namespace

Result<std::unique_ptr<Connector>> makeConnector(const ConnectorConfig &config)
{
    if (config.kind == QLatin1StringView("filedrop")) {
        return FileDropConnector::create(config.settings);
    }
    if (config.kind == QLatin1StringView("sql")) {
        return SqlConnector::create(config.settings);
    }
    if (config.kind == QLatin1StringView("none")) {
        return std::make_unique<NoConnector>();
    }
    return fail(FailureCode::ConfigInvalid,
                QStringLiteral("connector.kind: \"%1\" is none of \"filedrop\", \"sql\", \"none\"").arg(config.kind));
}

} // namespace odna
