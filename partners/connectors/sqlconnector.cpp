// SPDX-License-Identifier: Apache-2.0
#include "partners/connectors/sqlconnector.h"

#include "core/base/clock.h"
#include "core/wire/valuejson.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>

namespace odna {

namespace {

/// One connection for one call: QtSql ties a connection to the thread that made it, and a database that the retailer replaced in the
/// meantime is then simply the new one.
class Connection final
{
public:
    explicit Connection(const QString &file)
        : m_name(QStringLiteral("odna-sql-connector-%1").arg(++s_number))
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
        database.setDatabaseName(file);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
        database.open();
    }
    ~Connection()
    {
        QSqlDatabase::database(m_name, false).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    [[nodiscard]] QSqlDatabase handle() const { return QSqlDatabase::database(m_name, false); }
    [[nodiscard]] bool isOpen() const { return handle().isOpen(); }
    [[nodiscard]] QString errorText() const { return handle().lastError().text(); }

private:
    static inline std::atomic<quint64> s_number = 0;
    QString m_name;
};

/// Rolls back unless committed.
class Transaction final
{
public:
    explicit Transaction(const QSqlDatabase &database)
        : m_query(database)
        , m_open(m_query.exec(QStringLiteral("BEGIN IMMEDIATE")))
    {}
    ~Transaction()
    {
        if (m_open) {
            m_query.exec(QStringLiteral("ROLLBACK"));
        }
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] bool commit()
    {
        m_open = !m_query.exec(QStringLiteral("COMMIT"));
        return !m_open;
    }
    [[nodiscard]] QString errorText() const { return m_query.lastError().text(); }

private:
    QSqlQuery m_query;
    bool m_open;
};

[[nodiscard]] std::unexpected<Failure> failed(const QString &reason)
{
    return fail(FailureCode::ConnectorFailed, QStringLiteral("SQL: %1").arg(reason));
}

[[nodiscard]] std::unexpected<Failure> wrong(const QString &setting, const QString &reason)
{
    return fail(FailureCode::ConfigInvalid, QStringLiteral("connector.%1: %2").arg(setting, reason));
}

[[nodiscard]] QStringList cardPlaceholders()
{
    QStringList names{QStringLiteral("card_number"), QStringLiteral("link_id")};
    for (const auto field : allProfileFields()) {
        names.append(nameOf(field));
    }
    return names;
}

[[nodiscard]] QStringList purchasePlaceholders()
{
    return cardPlaceholders() + QStringList{QStringLiteral("op_id"),         QStringLiteral("kind"),          QStringLiteral("total_minor"),
                                            QStringLiteral("currency"),      QStringLiteral("fiscal_scheme"), QStringLiteral("fiscal_id"),
                                            QStringLiteral("issued_at"),     QStringLiteral("confirmed_at"),  QStringLiteral("store_id"),
                                            QStringLiteral("seller_tax_id"), QStringLiteral("lines")};
}

/// The names after a colon, outside of quoted text and comments.
[[nodiscard]] QStringList placeholdersIn(const QString &sql)
{
    QStringList names;
    const auto isNameLetter = [](QChar c) { return c == u'_' || c.isLetterOrNumber(); };
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql[i];
        if (c == u'\'' || c == u'"' || c == u'`' || c == u'[') {
            const auto end = sql.indexOf(c == u'[' ? QChar(u']') : c, i + 1);
            i = end < 0 ? sql.size() : end; // a doubled quote reads as two texts side by side: the same for our purpose
        } else if (QStringView(sql).sliced(i).startsWith(u"--")) {
            const auto end = sql.indexOf(u'\n', i);
            i = end < 0 ? sql.size() : end;
        } else if (QStringView(sql).sliced(i).startsWith(u"/*")) {
            const auto end = sql.indexOf(QLatin1StringView("*/"), i + 2);
            i = end < 0 ? sql.size() : end + 1;
        } else if (c == u':') {
            auto end = i + 1;
            while (end < sql.size() && isNameLetter(sql[end])) {
                ++end;
            }
            names.append(sql.sliced(i + 1, end - i - 1));
            i = end - 1;
        }
    }
    names.removeDuplicates();
    return names;
}

[[nodiscard]] QVariantMap cardValues(const QString &cardNumber, const QString &linkId, const Profile &profile)
{
    QVariantMap values{{QStringLiteral("card_number"), cardNumber}, {QStringLiteral("link_id"), linkId}};
    for (auto field = profile.cbegin(); field != profile.cend(); ++field) {
        values.insert(nameOf(field.key()), field.value());
    }
    return values;
}

[[nodiscard]] QVariantMap purchaseValues(const ConnectorPurchase &purchase)
{
    const auto &receipt = purchase.receipt;
    auto values = cardValues(purchase.cardNumber, purchase.linkId, purchase.profile);
    values.insert(QStringLiteral("op_id"), purchase.opId);
    values.insert(QStringLiteral("kind"), nameOf(receipt.kind));
    values.insert(QStringLiteral("fiscal_scheme"), receipt.fiscal.scheme);
    values.insert(QStringLiteral("fiscal_id"), receipt.fiscal.id);
    values.insert(QStringLiteral("confirmed_at"), toTimestamp(purchase.confirmedAt));
    values.insert(QStringLiteral("store_id"), receipt.storeId);
    values.insert(QStringLiteral("seller_tax_id"), receipt.sellerTaxId);
    if (receipt.total) {
        values.insert(QStringLiteral("total_minor"), receipt.total->minor);
        values.insert(QStringLiteral("currency"), receipt.total->currency.code());
    }
    if (receipt.issuedAt) {
        values.insert(QStringLiteral("issued_at"), toTimestamp(*receipt.issuedAt));
    }
    const auto lines = toJson(receipt).value(QLatin1StringView("lines")).toArray();
    values.insert(QStringLiteral("lines"), QString::fromUtf8(QJsonDocument(lines).toJson(QJsonDocument::Compact)));
    return values;
}

[[nodiscard]] Result<QSqlQuery> run(const QSqlDatabase &database, const SqlConnector::Statement &statement, const QVariantMap &values)
{
    QSqlQuery query(database);
    if (!query.prepare(statement.text)) {
        return failed(query.lastError().text());
    }
    for (const auto &name : statement.placeholders) {
        const auto value = values.value(name);
        query.bindValue(QString(u':' + name), value.toString().isEmpty() ? QVariant() : value);
    }
    if (!query.exec()) {
        return failed(query.lastError().text());
    }
    return query;
}

[[nodiscard]] Result<SqlConnector::Statement> readStatement(const QMap<QString, QString> &settings, const QString &setting,
                                                            const QStringList &known, const Connection &connection)
{
    SqlConnector::Statement statement{settings.value(setting).trimmed(), {}};
    statement.placeholders = placeholdersIn(statement.text);
    for (const auto &name : statement.placeholders) {
        if (!known.contains(name)) {
            return wrong(setting, QStringLiteral("there is no placeholder :%1; there are :%2").arg(name, known.join(QStringLiteral(" :"))));
        }
    }
    QSqlQuery query(connection.handle());
    if (!statement.text.isEmpty() && !query.prepare(statement.text)) {
        return wrong(setting, QStringLiteral("the statement does not fit the database: %1").arg(query.lastError().text()));
    }
    return statement;
}

} // namespace

Result<std::unique_ptr<Connector>> SqlConnector::create(const QMap<QString, QString> &settings)
{
    const auto database = QStringLiteral("database");
    const auto submit = QStringLiteral("submit_purchase");
    const QStringList known{database, submit, QStringLiteral("attach_card"), QStringLiteral("detach_card"), QStringLiteral("points_query")};
    for (const auto &name : settings.keys()) {
        if (!known.contains(name) && name != QLatin1StringView("base_folder")) {
            return wrong(name, QStringLiteral("the kind \"sql\" knows only %1").arg(known.join(QStringLiteral(", "))));
        }
    }
    for (const auto &name : {database, submit}) {
        if (settings.value(name).trimmed().isEmpty()) {
            return wrong(name, QStringLiteral("the kind \"sql\" needs it"));
        }
    }

    auto connector = std::unique_ptr<SqlConnector>(new SqlConnector);
    connector->m_database = QDir(settings.value(QStringLiteral("base_folder"))).absoluteFilePath(settings.value(database));
    if (!QFileInfo(connector->m_database).isFile()) { // SQLite would make an empty one
        return wrong(database, QStringLiteral("there is no file \"%1\"").arg(connector->m_database));
    }
    const Connection connection(connector->m_database);
    QSqlQuery query(connection.handle());
    if (!connection.isOpen()
        || !query.exec(QStringLiteral("CREATE TABLE IF NOT EXISTS odna_purchases (link_id TEXT NOT NULL, op_id TEXT NOT NULL, "
                                      "PRIMARY KEY (link_id, op_id)) WITHOUT ROWID"))) {
        return wrong(database, QStringLiteral("it cannot be opened and written: %1")
                                   .arg(connection.isOpen() ? query.lastError().text() : connection.errorText()));
    }
    const auto ofCard = cardPlaceholders();
    const auto ofPurchase = purchasePlaceholders();
    struct Part
    {
        QString setting;
        const QStringList *known;
        Statement *into;
    };
    const std::initializer_list<Part> parts{{QStringLiteral("attach_card"), &ofCard, &connector->m_attachCard},
                                            {QStringLiteral("detach_card"), &ofCard, &connector->m_detachCard},
                                            {submit, &ofPurchase, &connector->m_submitPurchase},
                                            {QStringLiteral("points_query"), &ofPurchase, &connector->m_pointsQuery}};
    for (const auto &part : parts) {
        auto statement = readStatement(settings, part.setting, *part.known, connection);
        if (!statement) {
            return std::unexpected(statement.error());
        }
        *part.into = *std::move(statement);
    }
    return connector;
}

QStringList SqlConnector::capabilities() const
{
    QStringList names;
    if (!m_attachCard.text.isEmpty()) {
        names.append(QStringLiteral("attachCard"));
    }
    if (!m_detachCard.text.isEmpty()) {
        names.append(QStringLiteral("detachCard"));
    }
    names.append(QStringLiteral("submitPurchase"));
    return names;
}

Result<void> SqlConnector::runAlone(const Statement &statement, const QVariantMap &values) const
{
    if (statement.text.isEmpty()) {
        return {};
    }
    const Connection connection(m_database);
    if (!connection.isOpen()) {
        return failed(connection.errorText());
    }
    const auto done = run(connection.handle(), statement, values);
    return done ? Result<void>{} : std::unexpected(done.error());
}

Result<void> SqlConnector::attachCard(const QString &cardNumber, const QString &linkId, const Profile &profile)
{
    return runAlone(m_attachCard, cardValues(cardNumber, linkId, profile));
}

Result<void> SqlConnector::detachCard(const QString &cardNumber, const QString &linkId)
{
    return runAlone(m_detachCard, cardValues(cardNumber, linkId, {}));
}

Result<ConnectorAnswer> SqlConnector::submitPurchase(const ConnectorPurchase &purchase)
{
    const Connection connection(m_database);
    if (!connection.isOpen()) {
        return failed(connection.errorText());
    }
    const auto values = purchaseValues(purchase);
    Transaction transaction(connection.handle());
    if (!transaction.isOpen()) {
        return failed(transaction.errorText());
    }
    const Statement keep{QStringLiteral("INSERT OR IGNORE INTO odna_purchases (link_id, op_id) VALUES (:link_id, :op_id)"),
                         {QStringLiteral("link_id"), QStringLiteral("op_id")}};
    const auto kept = run(connection.handle(), keep, values);
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (kept->numRowsAffected() > 0) { // 0: it was taken before, and only the answer was lost
        if (const auto done = run(connection.handle(), m_submitPurchase, values); !done) {
            return std::unexpected(done.error());
        }
    }
    ConnectorAnswer answer;
    answer.reference = QString(purchase.linkId + u'-' + purchase.opId);
    if (!m_pointsQuery.text.isEmpty()) {
        auto points = run(connection.handle(), m_pointsQuery, values);
        if (!points) {
            return std::unexpected(points.error());
        }
        if (points->next() && !points->value(0).isNull()) {
            answer.points = points->value(0).toLongLong();
        }
    }
    if (!transaction.commit()) {
        return failed(transaction.errorText());
    }
    return answer;
}

} // namespace odna
