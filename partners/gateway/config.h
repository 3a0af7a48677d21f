// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/wire/descriptor.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <chrono>

namespace odna {

/// Which connector, and what it needs to know. The keys are the connector's own, every value as text, as they stand in [connector];
/// besides, the gateway adds "base_folder", the folder of the configuration file, against which relative paths are meant.
struct ConnectorConfig
{
    QString kind; ///< a name that partners/connectors knows; "none" where the retailer's system asks the gateway instead
    QMap<QString, QString> settings;
};

/// What to do with a confirmed purchase whose receipt no till has reported.
enum class UnknownReceipts { Review, Refuse };

/// What one client may take of the server.
struct ServerLimits
{
    int connections = 2000;
    int connectionsPerAddress = 2000; ///< behind a TLS proxy every connection comes from the proxy's address
    std::chrono::seconds headers{10}; ///< from the first byte to the end of the headers
    std::chrono::seconds body{10};
    std::chrono::seconds idle{60};  ///< between two requests
    std::chrono::seconds write{30}; ///< an answer or one event of a stream; a slower client is dropped
    std::size_t headerBytes = 16 * 1024;
    std::size_t bodyBytes = 64 * 1024;
    int derivations = 16;           ///< joins whose card is being checked or waits for it; more are told to come back
    std::size_t nonces = 2'000'000; ///< signatures remembered against replay
};

/// Everything that the one configuration file says. docs/gateway.md lists the settings.
struct GatewayConfig
{
    QString address = QStringLiteral("127.0.0.1"); ///< loopback only: TLS is the proxy's work
    quint16 port = 8801;                           ///< 0: any free port
    QString dataFolder;
    int threads = 0; ///< io threads; 0: one for each core
    /// What phones are told, as far as the file says it: keys, sequence, dates, capabilities and an absent base URL are filled in at
    /// the start.
    Descriptor descriptor;
    UnknownReceipts unknownReceipts = UnknownReceipts::Review;
    ServerLimits limits;
    ConnectorConfig connector;
};

/// Reads the TOML in \a text. Paths are relative to \a folder. ConfigInvalid with line, setting, what is wrong and an example.
[[nodiscard]] Result<GatewayConfig> parseConfig(const QByteArray &text, const QString &folder);
/// The same from a file; FileUnreadable where it cannot be read.
[[nodiscard]] Result<GatewayConfig> readConfig(const QString &path);
/// "127.0.0.1:8801" or "[::1]:8801" into \a config. ConfigInvalid for any address that is not loopback.
[[nodiscard]] Result<GatewayConfig> withListen(GatewayConfig config, const QString &listen);
/// A complete commented configuration that parseConfig() takes as it is.
[[nodiscard]] QByteArray exampleConfig();

} // namespace odna
