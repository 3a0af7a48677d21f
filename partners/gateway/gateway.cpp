// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/gateway.h"

#include "partners/gateway/api.h"
#include "partners/gateway/connectorworker.h"
#include "partners/gateway/logline.h"
#include "partners/gateway/server.h"
#include "partners/gateway/sqlitestorage.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace odna {

namespace {

constexpr auto patience = std::chrono::seconds(10);

/// The data folder belongs to one process as long as this lives; the kernel lets go of it however the process ends.
class FolderLock final
{
public:
    explicit FolderLock(const QString &folder)
        : m_file(::open(QFile::encodeName(QDir(folder).filePath(QStringLiteral("gateway.lock"))).constData(), O_RDWR | O_CREAT | O_CLOEXEC,
                        0600))
        , m_held(m_file >= 0 && ::flock(m_file, LOCK_EX | LOCK_NB) == 0)
    {}
    ~FolderLock()
    {
        if (m_file >= 0) {
            ::close(m_file);
        }
    }
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;
    [[nodiscard]] bool isHeld() const { return m_held; }

private:
    const int m_file;
    const bool m_held;
};

} // namespace

QString httpAddress(const QString &address, quint16 port)
{
    const auto host = address.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(address) : address;
    return QStringLiteral("http://%1:%2").arg(host).arg(port);
}

struct Gateway::Private
{
    Private(GatewayConfig theConfig, GatewayKeys theKeys, const Clock &theClock)
        : config(std::move(theConfig))
        , keys(std::move(theKeys))
        , clock(theClock)
        , lock(config.dataFolder)
        , apiKeys(config.dataFolder)
    {}

    GatewayConfig config;
    GatewayKeys keys;
    const Clock &clock;
    FolderLock lock;
    ApiKeys apiKeys;
    InboxHub hub;
    LinkCache links;
    std::unique_ptr<DescriptorIssuer> descriptor;
    std::unique_ptr<SqliteStorage> storage;
    std::unique_ptr<ConnectorWorker> worker;
    std::unique_ptr<Api> api;
    std::unique_ptr<Server> server;
    quint16 port = 0;
    bool stopped = false;
};

Gateway::Gateway(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{}

Gateway::~Gateway()
{
    static_cast<void>(stop());
}

quint16 Gateway::port() const
{
    return d->port;
}

QString Gateway::address() const
{
    return httpAddress(d->config.address, d->port);
}

Storage &Gateway::storage()
{
    return *d->storage;
}

Result<std::unique_ptr<Gateway>> Gateway::start(GatewayConfig config, GatewayKeys keys, const std::shared_ptr<Connector> &connector,
                                                const Clock &clock)
{
    auto parts = std::make_unique<Private>(std::move(config), std::move(keys), clock);
    auto *d = parts.get();
    if (!d->lock.isHeld()) {
        return fail(FailureCode::StorageFailed,
                    QStringLiteral("another gateway uses %1, or it cannot be written").arg(d->config.dataFolder));
    }
    StorageHooks hooks;
    hooks.linkChanged = [d](const QString &key) { d->links.forget(key); };
    hooks.eventsAdded = [d](const QString &linkId) { d->hub.notify(linkId); };
    hooks.tasksAdded = [d] {
        if (d->worker) {
            d->worker->wake();
        }
    };
    hooks.failed = [d](const Failure &failure) {
        logLine(d->clock, "error", "storage_failed", {{QStringLiteral("failure"), describe(failure)}});
    };
    auto storage = SqliteStorage::open(QDir(d->config.dataFolder).filePath(QStringLiteral("gateway.db")), std::move(hooks), clock);
    if (!storage) {
        return std::unexpected(storage.error());
    }
    d->storage = std::move(*storage);
    d->worker = std::make_unique<ConnectorWorker>(connector, *d->storage, clock);

    // The port is taken before the descriptor is issued: without a base_url it names the port.
    auto descriptor = d->config.descriptor;
    descriptor.capabilities = connector->capabilities();
    const int threads = d->config.threads > 0 ? d->config.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const auto bound = Server::bind(d->config.address, d->config.port);
    if (!bound) {
        return std::unexpected(bound.error());
    }
    d->port = bound->port;
    d->config.port = bound->port;
    if (descriptor.baseUrl.isEmpty()) {
        descriptor.baseUrl = QUrl(httpAddress(d->config.address, d->port));
    }
    auto issuer = DescriptorIssuer::create(std::move(descriptor), d->keys, d->config.dataFolder, clock);
    if (!issuer) {
        ::close(bound->socket);
        return std::unexpected(issuer.error());
    }
    d->descriptor = std::move(*issuer);
    d->api = std::make_unique<Api>(Api::Parts{d->config, d->keys, *d->storage, d->hub, d->links, d->apiKeys, *d->descriptor, clock});
    d->server = std::make_unique<Server>(*d->api, d->config.limits, threads, clock);
    if (auto serving = d->server->start(*bound); !serving) {
        return std::unexpected(serving.error());
    }
    d->worker->start();
    logLine(clock, "info", "started",
            {{QStringLiteral("address"), httpAddress(d->config.address, d->port)},
             {QStringLiteral("retailer"), d->config.descriptor.retailerId},
             {QStringLiteral("version"), QStringLiteral(ODNA_VERSION)}});
    return std::unique_ptr<Gateway>(new Gateway(std::move(parts)));
}

bool Gateway::stop()
{
    if (std::exchange(d->stopped, true)) {
        return true;
    }
    if (d->server) {
        d->server->stop(patience);
    }
    const bool ended = !d->worker || d->worker->stop(patience);
    if (ended) {
        d->storage->drain();
    }
    logLine(d->clock, "info", "stopped",
            {{QStringLiteral("commits"), d->storage->commits()}, {QStringLiteral("operations"), d->storage->operations()}});
    return ended;
}

} // namespace odna
