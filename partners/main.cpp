// SPDX-License-Identifier: Apache-2.0
// The program odna-gateway: the one place that knows both the gateway and the connectors.

#include "core/base/strictjson.h"
#include "partners/connectors/connectors.h"
#include "partners/gateway/apikeys.h"
#include "partners/gateway/config.h"
#include "partners/gateway/descriptorissuer.h"
#include "partners/gateway/gateway.h"
#include "partners/gateway/sqlitestorage.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <future>

using namespace odna;

namespace {

constexpr int done = 0;
constexpr int refused = 1;
constexpr int wrongUsage = 2;

constexpr char usage[] = R"(odna-gateway: what a retailer runs between the shoppers' phones and its own systems.

  odna-gateway init --config FILE                 make the data folder and the keys (an existing key is never touched)
  odna-gateway serve --config FILE                serve until SIGTERM
  odna-gateway keys add --config FILE --role till|office --name NAME
                                                  make an API key; it is shown once
  odna-gateway keys list --config FILE
  odna-gateway keys revoke --config FILE --name NAME
  odna-gateway descriptor --config FILE           print the signed descriptor; nothing is written
  odna-gateway status --config FILE               print how much is stored
  odna-gateway help [config]                      this text, or a complete configuration to begin with

  --listen ADDRESS:PORT    instead of server.listen (loopback only; port 0 takes a free one)
  --data FOLDER            instead of server.data

Exit status: 0 done, 1 refused or failed (the reason is on standard error), 2 wrong usage.
)";

/// No core dumps, not traceable by other processes of the user: keys and members' data are in memory.
void hardenProcess()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

void print(const QString &text)
{
    const auto bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

int failed(const Failure &failure)
{
    const QByteArray text = (describe(failure) + QLatin1Char('\n') + sentenceOf(failure.code) + QLatin1Char('\n')).toUtf8();
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    return failure.code == FailureCode::UsageWrong ? wrongUsage : refused;
}

int misused(const QString &why)
{
    const QByteArray text = QStringLiteral("%1\n\n").arg(why).toUtf8() + usage;
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    return wrongUsage;
}

int serve(GatewayConfig config, const Clock &clock)
{
    auto keys = GatewayKeys::load(config.dataFolder);
    if (!keys) {
        return failed(keys.error());
    }
    auto connector = makeConnector(config.connector);
    if (!connector) {
        return failed(connector.error());
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file limit is a full disk, not an end
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before the first thread, so that this one gets them
    auto gateway = Gateway::start(std::move(config), std::move(*keys), std::move(*connector), clock);
    if (!gateway) {
        return failed(gateway.error());
    }
    print(QStringLiteral("listening on %1\n").arg((*gateway)->address()));
    int signal = 0;
    sigwait(&signals, &signal);
    if (!(*gateway)->stop()) {
        std::_Exit(done); // the connector hangs in a call; everything that was acknowledged is on disk
    }
    return done;
}

int showDescriptor(const GatewayConfig &config, const Clock &clock)
{
    const auto keys = GatewayKeys::load(config.dataFolder);
    if (!keys) {
        return failed(keys.error());
    }
    auto connector = makeConnector(config.connector);
    if (!connector) {
        return failed(connector.error());
    }
    auto descriptor = config.descriptor;
    descriptor.capabilities = (*connector)->capabilities();
    if (descriptor.baseUrl.isEmpty()) {
        descriptor.baseUrl = QUrl(httpAddress(config.address, config.port));
    }
    const auto issuer = DescriptorIssuer::create(std::move(descriptor), *keys, config.dataFolder, clock, DescriptorIssuer::Sequence::Show);
    if (!issuer) {
        return failed(issuer.error());
    }
    print(QString::fromUtf8((*issuer)->document()) + QLatin1Char('\n'));
    return done;
}

int showStatus(const GatewayConfig &config)
{
    const auto counts = countRows(QDir(config.dataFolder).filePath(QStringLiteral("gateway.db")));
    if (!counts) {
        return failed(counts.error());
    }
    QJsonObject object;
    for (const auto &[name, count] : counts->asKeyValueRange()) {
        object.insert(name, count);
    }
    print(QString::fromUtf8(jsonBytes(object)) + QLatin1Char('\n'));
    return done;
}

int changeKeys(const QString &action, const GatewayConfig &config, const QCommandLineParser &options, const Clock &clock)
{
    ApiKeys keys(config.dataFolder);
    const auto name = options.value(QStringLiteral("name"));
    if (action == QLatin1StringView("add")) {
        const auto role = apiRoleNamed(options.value(QStringLiteral("role")));
        if (!role || name.isEmpty()) {
            return misused(QStringLiteral("keys add takes --role till or --role office, and --name"));
        }
        const auto key = keys.add(name, *role, clock);
        if (!key) {
            return failed(key.error());
        }
        print(*key + QLatin1Char('\n'));
        return done;
    }
    if (action == QLatin1StringView("list")) {
        const auto list = keys.list();
        if (!list) {
            return failed(list.error());
        }
        for (const auto &key : *list) {
            print(QStringLiteral("%1\t%2\t%3\n").arg(key.name, nameOf(key.role), toTimestamp(key.createdAt)));
        }
        return done;
    }
    if (action == QLatin1StringView("revoke")) {
        if (name.isEmpty()) {
            return misused(QStringLiteral("keys revoke takes --name"));
        }
        const auto revoked = keys.revoke(name);
        return revoked ? done : failed(revoked.error());
    }
    return misused(QStringLiteral("keys takes add, list or revoke"));
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    const QCoreApplication application(argc, argv);
    QCommandLineParser options;
    options.addOptions({{QStringLiteral("config"), {}, QStringLiteral("file")},
                        {QStringLiteral("listen"), {}, QStringLiteral("address")},
                        {QStringLiteral("data"), {}, QStringLiteral("folder")},
                        {QStringLiteral("role"), {}, QStringLiteral("role")},
                        {QStringLiteral("name"), {}, QStringLiteral("name")},
                        {QStringLiteral("help"), {}}});
    if (!options.parse(QCoreApplication::arguments())) {
        return misused(options.errorText());
    }
    const auto words = options.positionalArguments();
    const auto command = words.value(0);
    if (command == QLatin1StringView("help") || (command.isEmpty() && options.isSet(QStringLiteral("help")))) {
        if (words.value(1) == QLatin1StringView("config")) {
            print(QString::fromUtf8(exampleConfig()));
        } else {
            print(QString::fromLatin1(usage));
        }
        return done;
    }
    const bool isKeys = command == QLatin1StringView("keys");
    const QStringList commands{QStringLiteral("init"), QStringLiteral("serve"), QStringLiteral("descriptor"), QStringLiteral("status")};
    if (words.size() != (isKeys ? 2 : 1) || !(isKeys || commands.contains(command))) {
        return misused(command.isEmpty() ? QStringLiteral("a command is missing") : QStringLiteral("there is no command like that"));
    }
    if (!options.isSet(QStringLiteral("config"))) {
        return misused(QStringLiteral("--config FILE is missing"));
    }
    auto config = readConfig(options.value(QStringLiteral("config")));
    if (config && options.isSet(QStringLiteral("listen"))) {
        config = withListen(std::move(*config), options.value(QStringLiteral("listen")));
    }
    if (!config) {
        return failed(config.error());
    }
    if (options.isSet(QStringLiteral("data"))) {
        config->dataFolder = QDir().absoluteFilePath(options.value(QStringLiteral("data")));
    }
    const SystemClock clock;
    if (command == QLatin1StringView("init")) {
        const auto keys = GatewayKeys::create(config->dataFolder);
        if (!keys) {
            return failed(keys.error());
        }
        print(QStringLiteral("data folder %1\nroot key %2\nanswer key %3\n")
                  .arg(config->dataFolder, keys->root.publicKey().text(), keys->answer.publicKey().text()));
        return done;
    }
    if (command == QLatin1StringView("serve")) {
        return serve(std::move(*config), clock);
    }
    if (command == QLatin1StringView("descriptor")) {
        return showDescriptor(*config, clock);
    }
    if (command == QLatin1StringView("status")) {
        return showStatus(*config);
    }
    return changeKeys(words.value(1), *config, options, clock);
}
