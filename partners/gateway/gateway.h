// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "partners/gateway/config.h"
#include "partners/gateway/connector.h"
#include "partners/gateway/gatewaykeys.h"
#include "partners/gateway/storage.h"

#include <memory>

namespace odna {

/// One running gateway: storage, connector thread and server, wired together.
class Gateway final
{
public:
    /// Takes the data folder for itself, opens the database, listens. StorageFailed where another gateway has the folder, PortTaken, and
    /// what the parts say.
    [[nodiscard]] static Result<std::unique_ptr<Gateway>> start(GatewayConfig config, GatewayKeys keys,
                                                                const std::shared_ptr<Connector> &connector, const Clock &clock);
    ~Gateway();

    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString address() const; ///< "http://127.0.0.1:8801"
    /// Finishes what is under way, makes everything durable. False where the connector hangs; the caller then ends the process.
    [[nodiscard]] bool stop();
    [[nodiscard]] Storage &storage();

private:
    struct Private;
    explicit Gateway(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

/// "http://127.0.0.1:8801", "http://[::1]:8801".
[[nodiscard]] QString httpAddress(const QString &address, quint16 port);

} // namespace odna
