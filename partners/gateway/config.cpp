// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/config.h"

#include "core/base/loopback.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>
#include <QRegularExpression>

#define TOML_EXCEPTIONS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wnull-dereference"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <functional>

namespace odna {

namespace {

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Reads settings one after another; the first thing that is wrong sticks, and a setting that nobody asked for is wrong too: a
// mistyped name would otherwise be a silent default.
class Reader final
{
public:
    explicit Reader(const toml::table &root)
        : m_root(root)
    {}

    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

    void wrong(const toml::node *node, const QString &setting, const QString &what, const QString &example)
    {
        if (!m_failure) {
            const auto line = node ? node->source().begin.line : 0;
            m_failure = Failure{FailureCode::ConfigInvalid, (line > 0 ? QStringLiteral("line %1: ").arg(line) : QString())
                                                                + QStringLiteral("%1 %2; for example: %3").arg(setting, what, example)};
        }
    }

    const toml::node *find(const char *table, const char *name)
    {
        const auto *section = m_root.get(table);
        const auto *asTable = section ? section->as_table() : nullptr;
        return asTable ? asTable->get(name) : nullptr;
    }

    QString text(const char *table, const char *name, const QString &otherwise, const QString &example,
                 const std::function<bool(const QString &)> &fits, const QString &what, bool required = false)
    {
        const auto *node = find(table, name);
        const auto setting = settingName(table, name);
        if (!node) {
            if (required) {
                wrong(m_root.get(table), setting, QStringLiteral("is missing"), example);
            }
            return otherwise;
        }
        const auto *value = node->as_string();
        const auto string = value ? fromStd(value->get()) : QString();
        if (!value || !fits(string)) {
            wrong(node, setting, what, example);
            return otherwise;
        }
        return string;
    }

    qint64 number(const char *table, const char *name, qint64 otherwise, qint64 least, qint64 most)
    {
        const auto *node = find(table, name);
        if (!node) {
            return otherwise;
        }
        const auto *value = node->as_integer();
        if (!value || value->get() < least || value->get() > most) {
            wrong(node, settingName(table, name), QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most),
                  QStringLiteral("%1 = %2").arg(fromStd(name)).arg(otherwise));
            return otherwise;
        }
        return value->get();
    }

    bool flag(const char *table, const char *name, bool otherwise)
    {
        const auto *node = find(table, name);
        if (!node) {
            return otherwise;
        }
        const auto *value = node->as_boolean();
        if (!value) {
            wrong(node, settingName(table, name), QStringLiteral("must be true or false"), fromStd(name) + QStringLiteral(" = true"));
            return otherwise;
        }
        return value->get();
    }

    QStringList texts(const char *table, const char *name, const QStringList &otherwise, const QString &example,
                      const std::function<bool(const QString &)> &fits, const QString &what, bool required = false)
    {
        const auto *node = find(table, name);
        const auto setting = settingName(table, name);
        if (!node) {
            if (required) {
                wrong(m_root.get(table), setting, QStringLiteral("is missing"), example);
            }
            return otherwise;
        }
        const auto *array = node->as_array();
        if (!array || array->empty()) {
            wrong(node, setting, QStringLiteral("must be a list of texts"), example);
            return otherwise;
        }
        QStringList list;
        for (const auto &item : *array) {
            const auto *value = item.as_string();
            const auto string = value ? fromStd(value->get()) : QString();
            if (!value || !fits(string) || list.contains(string)) {
                wrong(&item, setting, what, example);
                return otherwise;
            }
            list.append(string);
        }
        return list;
    }

    void onlyKnown(const QString &name, const toml::table &table, const QStringList &known)
    {
        for (const auto &[key, node] : table) {
            if (!known.contains(fromStd(key.str()))) {
                wrong(&node, name.isEmpty() ? fromStd(key.str()) : name + QLatin1Char('.') + fromStd(key.str()),
                      QStringLiteral("is no setting here"), known.join(QStringLiteral(", ")));
            }
        }
    }

    const toml::table &section(const char *name, const QStringList &known)
    {
        static const toml::table empty;
        const auto *node = m_root.get(name);
        if (!node) {
            return empty;
        }
        const auto *table = node->as_table();
        if (!table) {
            wrong(node, fromStd(name), QStringLiteral("must be a table"), QStringLiteral("[%1]").arg(fromStd(name)));
            return empty;
        }
        if (!known.isEmpty()) {
            onlyKnown(fromStd(name), *table, known);
        }
        return *table;
    }

private:
    static QString settingName(const char *table, const char *name) { return fromStd(table) + QLatin1Char('.') + fromStd(name); }

    const toml::table &m_root;
    std::optional<Failure> m_failure;
};

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isPlainText(const QString &text)
{
    return !text.trimmed().isEmpty() && text.size() <= 120;
}

void readConsent(Reader &reader, Descriptor &descriptor)
{
    const auto &table = reader.section(
        "consent", {QStringLiteral("version"), QStringLiteral("purposes"), QStringLiteral("fields"), QStringLiteral("text")});
    descriptor.consent.version = reader.text(
        "consent", "version", {}, QStringLiteral("version = \"2026-08\""),
        [](const QString &text) { return matches(text, QStringLiteral("[A-Za-z0-9._-]{1,32}")); },
        QStringLiteral("must be 1 to 32 letters, digits, points and dashes"), true);
    descriptor.purposes = {Purpose::Membership};
    const auto purposes = reader.texts(
        "consent", "purposes", {QStringLiteral("membership")},
        QStringLiteral("purposes = [\"membership\", \"accrual\", \"personal_offers\"]"),
        [](const QString &text) { return purposeNamed(text).has_value(); },
        QStringLiteral("must hold membership, accrual, personal_offers, statistics, each at most once"));
    for (const auto &name : purposes) {
        if (const auto purpose = purposeNamed(name); purpose && !descriptor.purposes.contains(*purpose)) {
            descriptor.purposes.append(*purpose);
        }
    }
    const auto example = QStringLiteral("fields = [{ field = \"first_name\", purpose = \"personal_offers\" }]");
    if (const auto *fields = table.get("fields")) {
        const auto *array = fields->as_array();
        if (!array) {
            reader.wrong(fields, QStringLiteral("consent.fields"), QStringLiteral("must be a list"), example);
            return;
        }
        for (const auto &item : *array) {
            const auto *entry = item.as_table();
            const auto field = entry ? profileFieldNamed(fromStd((*entry)["field"].value_or(std::string_view()))) : std::nullopt;
            const auto purpose = entry ? purposeNamed(fromStd((*entry)["purpose"].value_or(std::string_view()))) : std::nullopt;
            if (!field || !purpose || !descriptor.purposes.contains(*purpose)) {
                reader.wrong(&item, QStringLiteral("consent.fields"),
                             QStringLiteral("must name a field (first_name, last_name, email, phone, birthday, city, sex) and one of "
                                            "consent.purposes"),
                             example);
                return;
            }
            if (!descriptor.askedFields.contains(AskedField{*field, *purpose})) {
                descriptor.askedFields.append({*field, *purpose});
            }
        }
    }
    const auto *texts = table.get("text") ? table.get("text")->as_table() : nullptr;
    if (!texts || texts->empty()) {
        reader.wrong(table.get("text"), QStringLiteral("consent.text"), QStringLiteral("must hold the consent text, by language"),
                     QStringLiteral("[consent.text] en = \"I agree that …\""));
        return;
    }
    for (const auto &[language, node] : *texts) {
        const auto *value = node.as_string();
        const auto text = value ? fromStd(value->get()) : QString();
        if (!matches(fromStd(language.str()), QStringLiteral("[a-z]{2,3}")) || text.trimmed().isEmpty() || text.toUtf8().size() > 8192) {
            reader.wrong(&node, QStringLiteral("consent.text.") + fromStd(language.str()),
                         QStringLiteral("must be a language's two letters and a text of at most 8 KiB"),
                         QStringLiteral("en = \"I agree that …\""));
            return;
        }
        descriptor.consent.texts.insert(fromStd(language.str()), text);
    }
}

void readRetailer(Reader &reader, Descriptor &descriptor)
{
    static_cast<void>(reader.section(
        "retailer", {QStringLiteral("id"), QStringLiteral("legal_name"), QStringLiteral("brand"), QStringLiteral("colour"),
                     QStringLiteral("country"), QStringLiteral("tax_ids"), QStringLiteral("currency"), QStringLiteral("receipt_schemes"),
                     QStringLiteral("sensitive"), QStringLiteral("card_forms"), QStringLiteral("privacy_contact")}));
    descriptor.retailerId = reader.text(
        "retailer", "id", {}, QStringLiteral("id = \"grocer.example.by\""),
        [](const QString &text) { return matches(text, QStringLiteral("[a-z0-9.-]{3,64}")); },
        QStringLiteral("must be 3 to 64 small letters, digits, points and dashes"), true);
    descriptor.legalName = reader.text("retailer", "legal_name", {}, QStringLiteral("legal_name = \"Grocer Ltd\""), isPlainText,
                                       QStringLiteral("must be a text of 1 to 120 characters"), true);
    descriptor.brand = reader.text("retailer", "brand", descriptor.legalName, QStringLiteral("brand = \"Grocer\""), isPlainText,
                                   QStringLiteral("must be a text of 1 to 120 characters"));
    descriptor.colour = reader.text(
        "retailer", "colour", QStringLiteral("#336699"), QStringLiteral("colour = \"#336699\""),
        [](const QString &text) { return matches(text, QStringLiteral("#[0-9a-f]{6}")); },
        QStringLiteral("must be # and six digits 0-9 a-f"));
    descriptor.country = reader.text(
        "retailer", "country", {}, QStringLiteral("country = \"BY\""),
        [](const QString &text) { return matches(text, QStringLiteral("[A-Z]{2}")); },
        QStringLiteral("must be two capital letters of ISO 3166-1"), true);
    descriptor.taxIds = reader.texts(
        "retailer", "tax_ids", {}, QStringLiteral("tax_ids = [\"191234567\"]"),
        [](const QString &text) { return matches(text, QStringLiteral("[0-9A-Za-z]{3,20}")); },
        QStringLiteral("must hold tax numbers of 3 to 20 letters and digits"), true);
    const auto code = reader.text(
        "retailer", "currency", {}, QStringLiteral("currency = \"BYN\""),
        [](const QString &text) { return Currency::fromCode(text).has_value(); }, QStringLiteral("must be a code of ISO 4217"), true);
    descriptor.currency = Currency::fromCode(code).value_or(Currency());
    descriptor.receiptSchemes = reader.texts(
        "retailer", "receipt_schemes", {}, QStringLiteral("receipt_schemes = [\"by-ui\"]"),
        [](const QString &text) { return matches(text, QStringLiteral("[a-z]{2}-[a-z0-9]{2,20}")); },
        QStringLiteral("must hold receipt formats such as by-ui or ru-fns"), true);
    descriptor.sensitive = reader.flag("retailer", "sensitive", false);
    descriptor.cardForms = reader.texts(
        "retailer", "card_forms", {QStringLiteral("code128"), QStringLiteral("qr")}, QStringLiteral("card_forms = [\"code128\", \"qr\"]"),
        [](const QString &text) { return matches(text, QStringLiteral("[a-z0-9_]{2,20}")); },
        QStringLiteral("must hold symbologies such as code128 or qr, the best first"));
    descriptor.privacyContact = reader.text("retailer", "privacy_contact", {}, QStringLiteral("privacy_contact = \"privacy@example.by\""),
                                            isPlainText, QStringLiteral("must be an e-mail address or a web address"), true);
}

void readServer(Reader &reader, GatewayConfig &config, const QString &folder)
{
    static_cast<void>(reader.section(
        "server", {QStringLiteral("listen"), QStringLiteral("data"), QStringLiteral("threads"), QStringLiteral("base_url")}));
    const auto listen = reader.text(
        "server", "listen", QStringLiteral("127.0.0.1:8801"), QStringLiteral("listen = \"127.0.0.1:8801\""),
        [](const QString &text) { return withListen({}, text).has_value(); },
        QStringLiteral("must be a loopback address and a port: plain HTTP is for this machine only, put a TLS proxy in front"));
    if (auto listening = withListen(config, listen)) {
        config = std::move(*listening);
    }
    const auto data = reader.text("server", "data", QStringLiteral("data"), QStringLiteral("data = \"data\""), isPlainText,
                                  QStringLiteral("must be a folder"));
    config.dataFolder = QDir(folder).absoluteFilePath(data);
    config.threads = static_cast<int>(reader.number("server", "threads", 0, 0, 64));
    const auto base = reader.text(
        "server", "base_url", {}, QStringLiteral("base_url = \"https://loyalty.example.by\""),
        [](const QString &text) {
            const QUrl url(text, QUrl::StrictMode);
            return url.isValid() && isSafeOrigin(url) && url.path().isEmpty() && url.query().isEmpty() && url.userInfo().isEmpty();
        },
        QStringLiteral("must be https://, a host and perhaps a port, and nothing after it"));
    config.descriptor.baseUrl = QUrl(base);
}

void readLimits(Reader &reader, ServerLimits &limits)
{
    static_cast<void>(reader.section("limits", {QStringLiteral("connections"), QStringLiteral("connections_per_address"),
                                                QStringLiteral("header_seconds"), QStringLiteral("body_seconds"),
                                                QStringLiteral("idle_seconds"), QStringLiteral("write_seconds"),
                                                QStringLiteral("joins_waiting"), QStringLiteral("signatures_remembered")}));
    const auto seconds = [&](const char *name, std::chrono::seconds otherwise) {
        return std::chrono::seconds(reader.number("limits", name, otherwise.count(), 1, 3600));
    };
    limits.connections = static_cast<int>(reader.number("limits", "connections", limits.connections, 1, 100'000));
    limits.connectionsPerAddress = static_cast<int>(reader.number("limits", "connections_per_address", limits.connections, 1, 100'000));
    limits.headers = seconds("header_seconds", limits.headers);
    limits.body = seconds("body_seconds", limits.body);
    limits.idle = seconds("idle_seconds", limits.idle);
    limits.write = seconds("write_seconds", limits.write);
    limits.derivations = static_cast<int>(reader.number("limits", "joins_waiting", limits.derivations, 1, 1000));
    limits.nonces =
        static_cast<std::size_t>(reader.number("limits", "signatures_remembered", static_cast<qint64>(limits.nonces), 1000, 100'000'000));
}

void readConnector(Reader &reader, ConnectorConfig &connector, const QString &folder)
{
    connector.kind = reader.text(
        "connector", "kind", QStringLiteral("none"), QStringLiteral("kind = \"none\""),
        [](const QString &text) { return matches(text, QStringLiteral("[a-z0-9_-]{1,32}")); },
        QStringLiteral("must be the name of a connector"));
    for (const auto &[key, node] : reader.section("connector", {})) {
        const auto name = fromStd(key.str());
        if (name == QLatin1StringView("kind")) {
            continue;
        }
        if (const auto *text = node.as_string()) {
            connector.settings.insert(name, fromStd(text->get()));
        } else if (const auto *number = node.as_integer()) {
            connector.settings.insert(name, QString::number(number->get()));
        } else if (const auto *flag = node.as_boolean()) {
            connector.settings.insert(name, flag->get() ? QStringLiteral("true") : QStringLiteral("false"));
        } else {
            reader.wrong(&node, QStringLiteral("connector.") + name, QStringLiteral("must be a text, a whole number, true or false"),
                         QStringLiteral("folder = \"receipts\""));
        }
    }
    connector.settings.insert(QStringLiteral("base_folder"), folder);
}

} // namespace

Result<GatewayConfig> parseConfig(const QByteArray &text, const QString &folder)
{
    const auto parsed = toml::parse(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    if (!parsed) {
        return fail(FailureCode::ConfigInvalid, QStringLiteral("line %1: this is not TOML: %2")
                                                    .arg(parsed.error().source().begin.line)
                                                    .arg(fromStd(parsed.error().description())));
    }
    Reader reader(parsed.table());
    reader.onlyKnown({}, parsed.table(),
                     {QStringLiteral("server"), QStringLiteral("retailer"), QStringLiteral("consent"), QStringLiteral("purchases"),
                      QStringLiteral("connector"), QStringLiteral("limits")});
    GatewayConfig config;
    const auto absolute = QDir(folder).absolutePath();
    readServer(reader, config, absolute);
    readRetailer(reader, config.descriptor);
    readConsent(reader, config.descriptor);
    static_cast<void>(reader.section("purchases", {QStringLiteral("unknown_receipts")}));
    const auto unknown = reader.text(
        "purchases", "unknown_receipts", QStringLiteral("review"), QStringLiteral("unknown_receipts = \"review\""),
        [](const QString &word) { return word == QLatin1StringView("review") || word == QLatin1StringView("refuse"); },
        QStringLiteral("must be \"review\" or \"refuse\""));
    config.unknownReceipts = unknown == QLatin1StringView("refuse") ? UnknownReceipts::Refuse : UnknownReceipts::Review;
    readConnector(reader, config.connector, absolute);
    readLimits(reader, config.limits);
    if (reader.failure()) {
        return std::unexpected(*reader.failure());
    }
    return config;
}

Result<GatewayConfig> readConfig(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, QStringLiteral("%1: %2").arg(path, file.errorString()));
    }
    auto config = parseConfig(file.read(1024 * 1024), QFileInfo(path).absolutePath());
    if (!config) {
        return fail(config.error().code, QStringLiteral("%1: %2").arg(path, config.error().detail));
    }
    return config;
}

Result<GatewayConfig> withListen(GatewayConfig config, const QString &listen)
{
    const auto parts = QRegularExpression(QRegularExpression::anchoredPattern(QStringLiteral("\\[([0-9a-fA-F:]+)\\]:([0-9]{1,5})|"
                                                                                             "([0-9.]+):([0-9]{1,5})")))
                           .match(listen);
    const QString text = parts.captured(1) + parts.captured(3);
    const auto port = QString(parts.captured(2) + parts.captured(4)).toUInt();
    const QHostAddress address(text);
    if (!parts.hasMatch() || port > 65535 || !isLoopback(address.toString())) {
        return fail(FailureCode::ConfigInvalid,
                    QStringLiteral("listen must be a loopback address and a port: plain HTTP is for this machine only, put a TLS proxy in "
                                   "front; for example: 127.0.0.1:8801"));
    }
    config.address = address.toString();
    config.port = static_cast<quint16>(port);
    return config;
}

QByteArray exampleConfig()
{
    return QByteArrayLiteral(R"(# The configuration of one odna-gateway: one retailer, one database. Only what has no default must be set.

[server]
# Loopback only: plain HTTP never leaves this machine. Put a TLS proxy in front that passes the Host header on unchanged.
listen = "127.0.0.1:8801"            # port 0: any free port
# Database, keys and API keys; relative to this file.
data = "data"
# The address that phones use. Without it: http:// and the address above, good for trying out.
# base_url = "https://loyalty.example.by"
# Threads that serve requests; 0: one for each core.
threads = 0

[retailer]
id = "grocer.example.by"             # never changes
legal_name = "Grocer Ltd"
brand = "Grocer"                     # on the shopper's screen; without it, the legal name
colour = "#2e7d32"
country = "BY"
tax_ids = ["191234567"]              # sellers whose receipts you take
currency = "BYN"
receipt_schemes = ["by-ui"]          # by-ui, ru-fns, kz-ofd, uz-soliq, ...
sensitive = false                    # true for a pharmacy: details only in the unlocked app
card_forms = ["code128", "qr"]       # what your tills read, the best first
privacy_contact = "privacy@example.by"

[consent]
version = "2026-08"                  # change it with every change of the text
purposes = ["membership", "accrual", "personal_offers"]
fields = [{ field = "first_name", purpose = "personal_offers" }]

[consent.text]
en = "I agree that Grocer Ltd keeps my card number and my purchases to run its loyalty programme."
ru = "Я согласен, что ООО «Гросер» хранит номер моей карты и мои покупки для программы лояльности."

[purchases]
# A confirmed receipt that no till has reported: "review" takes it and waits for a till or a person, "refuse" answers receipt_unknown.
unknown_receipts = "review"

[connector]
# How purchases reach your own system; docs/gateway.md lists the kinds and their settings. "none" keeps them here.
kind = "none"

[limits]
connections = 2000
connections_per_address = 2000       # behind a proxy all connections come from the proxy
header_seconds = 10
body_seconds = 10
idle_seconds = 60
write_seconds = 30                   # a slower reader is dropped
joins_waiting = 16                   # cards being checked at once; more are told to come back
signatures_remembered = 2000000      # against replay, for ten minutes
)");
}

} // namespace odna
