// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/retailer.h"

#include "core/base/clock.h"
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/messages.h"
#include "core/wire/routes.h"
#include "core/wire/valuejson.h"
#include "tests/demo/database.h"
#include "tests/demo/story.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QProcess>

#ifdef Q_OS_LINUX
#include <csignal>

#include <sys/prctl.h>
#endif

namespace odna::demo {

namespace {

[[nodiscard]] QString program(const char *name)
{
    return QCoreApplication::applicationDirPath() + u'/' + QLatin1StringView(name);
}

/// Runs a program to its end while events go on being served; its output.
[[nodiscard]] Result<QByteArray> runProgram(const char *name, const QStringList &arguments)
{
    QProcess process;
    process.start(program(name), arguments);
    const auto ended =
        waitUntil(QStringLiteral("%1 did not end").arg(QLatin1StringView(name)), [&] { return process.state() == QProcess::NotRunning; });
    if (!ended) {
        return std::unexpected(ended.error());
    }
    if (process.error() == QProcess::FailedToStart) {
        return unmet(QStringLiteral("%1 could not be started: %2").arg(program(name), process.errorString()));
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        return unmet(QStringLiteral("%1: %2").arg(QLatin1StringView(name), QString::fromUtf8(process.readAllStandardError()).trimmed()));
    }
    return process.readAllStandardOutput();
}

[[nodiscard]] Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        return unmet(QStringLiteral("%1: %2").arg(path, file.errorString()));
    }
    return {};
}

} // namespace

struct Retailer::Process
{
    QProcess gateway;
    QUrl url;
};

Retailer::Retailer(const Shop &shop, const QDir &folder)
    : m_shop(shop)
    , m_folder(folder)
    , m_tillKeyFile(folder.filePath(QStringLiteral("till.key")))
    , m_process(std::make_unique<Process>())
{
#ifdef Q_OS_LINUX
    m_process->gateway.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // nothing outlives the demo, however it ends
#endif
}

Retailer::~Retailer()
{
    if (m_process->gateway.state() != QProcess::NotRunning) {
        m_process->gateway.terminate();
        m_process->gateway.waitForFinished(5000);
    }
}

QUrl Retailer::url() const
{
    return m_process->url;
}

QString Retailer::configFile() const
{
    return m_folder.filePath(QStringLiteral("gateway.toml"));
}

QString Retailer::gatewayDatabase() const
{
    return m_folder.filePath(QStringLiteral("gateway/gateway.db"));
}

QString Retailer::ownSystem() const
{
    return m_folder.filePath(m_shop.ownSystem == Shop::OwnSystem::Sql ? QStringLiteral("erp.db") : QStringLiteral("drop"));
}

QByteArray Retailer::configuration() const
{
    QStringList fields;
    for (const auto &field : m_shop.askedFields) {
        fields.append(QStringLiteral("{ field = \"%1\", purpose = \"personal_offers\" }").arg(field));
    }
    QString text = QStringLiteral(R"(# %1, one of the three retailers of the demo
[server]
listen = "127.0.0.1:0"
data = "gateway"

[retailer]
id = "%2"
legal_name = "%3"
brand = "%1"
colour = "%4"
country = "%5"
currency = "%6"
receipt_schemes = ["%7"]
tax_ids = ["%8"]
sensitive = %9
privacy_contact = "privacy@%2"

)")
                       .arg(m_shop.brand, m_shop.id, m_shop.legalName, m_shop.colour, m_shop.country, m_shop.currency, m_shop.scheme,
                            m_shop.taxId, m_shop.sensitive ? QStringLiteral("true") : QStringLiteral("false"));
    text += QStringLiteral(R"([consent]
version = "2026-08"
purposes = ["membership", "accrual", "personal_offers"]
fields = [%2]

[consent.text]
ru = "Я прошу %1 принять меня в программу лояльности и хранить номер моей карты и покупки, которые я подтвержу, пока я не откажусь."
be = "Я прашу %1 прыняць мяне ў праграму лаяльнасці і захоўваць нумар маёй карты і пакупкі, якія я пацверджу, пакуль я не адмоўлюся."
en = "I ask %1 to take me into its loyalty programme and to keep my card number and the purchases that I confirm, until I withdraw."

[connector]
)")
                .arg(m_shop.legalName, fields.join(QStringLiteral(", ")));
    text += m_shop.ownSystem == Shop::OwnSystem::Files ? QStringLiteral("kind = \"filedrop\"\nfolder = \"drop\"\n")
                                                       : QStringLiteral(R"toml(kind = "sql"
database = "erp.db"
attach_card = """INSERT INTO loyalty_cards (card_number, link_id, city) VALUES (:card_number, :link_id, :city)
    ON CONFLICT (card_number) DO UPDATE SET link_id = excluded.link_id, city = excluded.city"""
detach_card = "DELETE FROM loyalty_cards WHERE card_number = :card_number AND link_id = :link_id"
submit_purchase = """INSERT INTO sales (op_id, card_number, fiscal_id, total_kopecks, bought_at, points)
    VALUES (:op_id, :card_number, :fiscal_id, :total_minor, :issued_at, :total_minor / 1000)"""
points_query = "SELECT points FROM sales WHERE op_id = :op_id"
)toml");
    return text.toUtf8();
}

Result<void> Retailer::makeOwnSystem() const
{
    if (m_shop.ownSystem == Shop::OwnSystem::Files) {
        return {}; // the connector makes its folder
    }
    const auto made =
        runSql(ownSystem(), QStringLiteral("CREATE TABLE loyalty_cards (card_number TEXT PRIMARY KEY, link_id TEXT NOT NULL, city TEXT);"
                                           "CREATE TABLE sales (number INTEGER PRIMARY KEY, op_id TEXT UNIQUE NOT NULL, card_number TEXT "
                                           "NOT NULL, fiscal_id TEXT NOT NULL, total_kopecks INTEGER NOT NULL, bought_at TEXT, points "
                                           "INTEGER NOT NULL);"));
    return made ? Result<void>{} : std::unexpected(made.error());
}

Result<std::unique_ptr<Retailer>> Retailer::open(const Shop &shop, const QDir &folder)
{
    auto retailer = std::unique_ptr<Retailer>(new Retailer(shop, folder));
    auto opened = retailer->makeOwnSystem();
    if (opened) {
        opened = writeFile(retailer->configFile(), retailer->configuration());
    }
    if (opened) {
        opened = retailer->makeKeys();
    }
    if (opened) {
        opened = retailer->serve();
    }
    return opened ? Result<std::unique_ptr<Retailer>>(std::move(retailer)) : std::unexpected(opened.error());
}

Result<void> Retailer::makeKeys()
{
    const QStringList config{QStringLiteral("--config"), configFile()};
    const auto addKey = [&](const QString &role) {
        return runProgram("odna-gateway", QStringList{QStringLiteral("keys"), QStringLiteral("add"), QStringLiteral("--role"), role,
                                                      QStringLiteral("--name"), role}
                                              + config);
    };
    if (const auto made = runProgram("odna-gateway", QStringList{QStringLiteral("init")} + config); !made) {
        return std::unexpected(made.error());
    }
    const auto till = addKey(QStringLiteral("till"));
    const auto office = addKey(QStringLiteral("office"));
    if (!till || !office) {
        return std::unexpected(till ? office.error() : till.error());
    }
    m_officeKey = office->trimmed();
    return writeFile(m_tillKeyFile, *till);
}

Result<void> Retailer::serve()
{
    auto &gateway = m_process->gateway;
    gateway.setStandardErrorFile(m_folder.filePath(QStringLiteral("gateway.log")));
    gateway.start(program("odna-gateway"), {QStringLiteral("serve"), QStringLiteral("--config"), configFile()});
    const auto spoke = waitUntil(QStringLiteral("odna-gateway did not begin to listen; see gateway.log"),
                                 [&] { return gateway.canReadLine() || gateway.state() == QProcess::NotRunning; });
    if (!spoke) {
        return spoke;
    }
    const QByteArray begin("listening on ");
    const auto line = gateway.readLine().trimmed();
    if (!line.startsWith(begin)) {
        return unmet(QStringLiteral("odna-gateway ended; see %1").arg(m_folder.filePath(QStringLiteral("gateway.log"))));
    }
    m_process->url = QUrl(QString::fromLatin1(line.sliced(begin.size())));
    return {};
}

Result<void> Retailer::close()
{
    auto &gateway = m_process->gateway;
    gateway.terminate();
    const auto ended =
        waitUntil(QStringLiteral("%1's gateway did not end").arg(m_shop.brand), [&] { return gateway.state() == QProcess::NotRunning; });
    if (!ended) {
        return ended;
    }
    return gateway.exitStatus() == QProcess::NormalExit && gateway.exitCode() == 0
               ? Result<void>{}
               : unmet(QStringLiteral("%1's gateway ended with status %2").arg(m_shop.brand).arg(gateway.exitCode()));
}

Result<QJsonObject> Retailer::scan(const QString &picture)
{
    const auto output = runProgram("odna-till", {QStringLiteral("scan"), QStringLiteral("--json"), picture});
    return output ? parseJson(output->trimmed()) : std::unexpected(output.error());
}

Result<QJsonObject> Retailer::sell(const QStringList &lines, const QStringList &more) const
{
    QStringList arguments{QStringLiteral("sale"),       QStringLiteral("--json"),
                          QStringLiteral("--gateway"),  m_process->url.toString(),
                          QStringLiteral("--key-file"), m_tillKeyFile,
                          QStringLiteral("--currency"), m_shop.currency,
                          QStringLiteral("--scheme"),   m_shop.scheme,
                          QStringLiteral("--tax-id"),   m_shop.taxId};
    for (const auto &line : lines) {
        arguments << QStringLiteral("--line") << line;
    }
    const auto output = runProgram("odna-till", arguments + more);
    return output ? parseJson(output->trimmed()) : std::unexpected(output.error());
}

Result<void> Retailer::pushOffer(const Offer &offer, const QStringList &linkIds) const
{
    const SystemClock clock;
    BackOfficeEvent event;
    event.opId = newUlid(clock);
    event.linkIds = linkIds;
    event.body = {QStringLiteral("offer"), clock.now(), toJson(offer)};

    QUrl address = m_process->url;
    address.setPath(QLatin1StringView(routes::events));
    QNetworkRequest request(address);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader("Authorization", "Bearer " + m_officeKey);
    request.setRawHeader("Idempotency-Key", event.opId.toLatin1());
    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy);
    const std::unique_ptr<QNetworkReply> reply(network.post(request, jsonBytes({{QStringLiteral("events"), QJsonArray{toJson(event)}}})));
    if (const auto ended = waitUntil(QStringLiteral("the gateway did not answer"), [&] { return reply->isFinished(); }); !ended) {
        return ended;
    }
    const auto body = reply->readAll();
    const auto answer = parseJson(body);
    const auto result = answer ? answer->value(QLatin1StringView("results")).toArray().at(0).toObject() : QJsonObject();
    if (result.value(QLatin1StringView("delivered")).toInt() != linkIds.size()) {
        return unmet(QStringLiteral("the gateway did not deliver the offer: %1").arg(QString::fromUtf8(body)));
    }
    return {};
}

Result<int> Retailer::countInGateway(const QString &table) const
{
    return countSql(gatewayDatabase(), QStringLiteral("SELECT count(*) FROM ") + table);
}

Result<int> Retailer::purchasesInOwnSystem() const
{
    if (m_shop.ownSystem == Shop::OwnSystem::Sql) {
        return countSql(ownSystem(), QStringLiteral("SELECT count(*) FROM sales"));
    }
    return static_cast<int>(QDir(QDir(ownSystem()).filePath(QStringLiteral("purchases"))).entryList(QDir::Files).size());
}

Result<int> Retailer::cardsInOwnSystem() const
{
    if (m_shop.ownSystem == Shop::OwnSystem::Sql) {
        return countSql(ownSystem(), QStringLiteral("SELECT count(*) FROM loyalty_cards"));
    }
    return static_cast<int>(QDir(QDir(ownSystem()).filePath(QStringLiteral("cards"))).entryList(QDir::Files).size());
}

bool Retailer::ownSystemHas(const QString &fiscalId) const
{
    if (m_shop.ownSystem == Shop::OwnSystem::Sql) {
        const auto rows = runSql(ownSystem(), QStringLiteral("SELECT fiscal_id FROM sales"));
        return rows && std::ranges::any_of(*rows, [&](const QJsonValue &row) {
                   return row.toObject().value(QLatin1StringView("fiscal_id")).toString() == fiscalId;
               });
    }
    QDirIterator files(QDir(ownSystem()).filePath(QStringLiteral("purchases")), QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(fiscalId.toUtf8())) {
            return true;
        }
    }
    return false;
}

QByteArray Retailer::allBytes() const
{
    QByteArray bytes;
    QDirIterator files(m_folder.absolutePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly)) {
            bytes += file.readAll() + '\0';
        }
    }
    return bytes;
}

} // namespace odna::demo
