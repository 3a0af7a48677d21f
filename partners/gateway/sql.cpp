// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sql.h"

#include <QSqlError>

#include <atomic>

namespace odna {

namespace {

// sqlite.org/rescode.html. EFBIG and EDQUOT arrive as a failed write: for whoever waits it is the same full disk.
constexpr int sqliteFull = 13;
constexpr int sqliteIoErrWrite = 778;
constexpr int sqliteIoErrTruncate = 1546;
constexpr int sqliteIoErrShmSize = 4874;
constexpr int sqliteIoErrFsync = 1034;

Failure failureOf(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    if (isNumber && (code == sqliteFull || code == sqliteIoErrWrite || code == sqliteIoErrShmSize || code == sqliteIoErrTruncate)) {
        return {FailureCode::StorageFull, QStringLiteral("SQLite error %1").arg(code)};
    }
    if (isNumber && code == sqliteIoErrFsync) {
        return {FailureCode::StorageFailed, QStringLiteral("fsync failed")};
    }
    return {FailureCode::StorageFailed, QStringLiteral("SQLite error %1: %2").arg(error.nativeErrorCode(), error.databaseText())};
}

} // namespace

SqlRow::~SqlRow()
{
    if (m_query) {
        m_query->finish();
    }
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString &path, Mode mode)
{
    static std::atomic<int> count = 0;
    std::unique_ptr<SqlConnection> connection(new SqlConnection(QStringLiteral("gateway-%1").arg(++count)));
    connection->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    auto &database = connection->m_database;
    database.setDatabaseName(path);
    database.setConnectOptions(mode == Mode::ReadOnly ? QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000")
                                                      : QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!database.open()) {
        return std::unexpected(failureOf(database.lastError()));
    }
    if (mode == Mode::ReadWrite) {
        connection->script(QStringLiteral("PRAGMA journal_mode=WAL"));
        connection->script(QStringLiteral("PRAGMA synchronous=FULL"));
        connection->script(QStringLiteral("PRAGMA secure_delete=FAST"));
        // 16 MiB: the pages that every group touches are copied into the database less often.
        connection->script(QStringLiteral("PRAGMA wal_autocheckpoint=4000"));
    }
    connection->script(QStringLiteral("PRAGMA cache_size=-65536"));
    if (connection->failure()) {
        return std::unexpected(*connection->failure());
    }
    if (mode == Mode::ReadWrite) {
        const auto mode1 = connection->rows("PRAGMA journal_mode");
        const auto sync = connection->rows("PRAGMA synchronous");
        if (!mode1 || mode1.text(0) != QLatin1StringView("wal") || !sync || sync.number(0) != 2) {
            return fail(FailureCode::StorageFailed, QStringLiteral("the file system does not allow a write-ahead log"));
        }
    }
    return connection;
}

SqlConnection::~SqlConnection()
{
    m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

void SqlConnection::script(const QString &sql)
{
    if (m_failure) {
        return;
    }
    QSqlQuery query(m_database);
    if (!query.exec(sql)) {
        stick(query.lastError());
    }
}

int SqlConnection::changes()
{
    return m_changes;
}

QSqlQuery *SqlConnection::execute(const char *sql, std::initializer_list<QVariant> arguments)
{
    if (m_failure) {
        return nullptr;
    }
    auto &statement = m_statements[sql];
    if (!statement) {
        statement = std::make_unique<QSqlQuery>(m_database);
        statement->setForwardOnly(true);
        if (!statement->prepare(QString::fromLatin1(sql))) {
            stick(statement->lastError());
            statement.reset();
            return nullptr;
        }
    }
    int position = 0;
    for (const auto &argument : arguments) {
        // Qt binds a text that was never set as NULL; here only an invalid QVariant means that.
        if (argument.userType() == QMetaType::QString && argument.toString().isNull()) {
            statement->bindValue(position++, QStringLiteral(""));
        } else if (argument.userType() == QMetaType::QByteArray && argument.toByteArray().isNull()) {
            statement->bindValue(position++, QByteArray("", 0));
        } else {
            statement->bindValue(position++, argument);
        }
    }
    if (!statement->exec()) {
        stick(statement->lastError());
        statement->finish();
        return nullptr;
    }
    if (!statement->isSelect()) {
        m_changes = statement->numRowsAffected();
    }
    return statement.get();
}

void SqlConnection::stick(const QSqlError &error)
{
    if (!m_failure) {
        m_failure = failureOf(error);
    }
}

} // namespace odna
