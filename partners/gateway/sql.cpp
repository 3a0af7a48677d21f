// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sql.h"

#include <sqlite3.h>

namespace odna {

namespace {

constexpr int busyMilliseconds = 5000;

/// sqlite.org/rescode.html. EFBIG and EDQUOT arrive as a failed write: for whoever waits it is the same full disk.
Failure failureOf(sqlite3 *database)
{
    const int code = sqlite3_extended_errcode(database);
    switch (code) {
    case SQLITE_FULL:
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_SHMSIZE:
    case SQLITE_IOERR_TRUNCATE:
        return {FailureCode::StorageFull, QStringLiteral("SQLite error %1").arg(code)};
    case SQLITE_IOERR_FSYNC:
        return {FailureCode::StorageFailed, QStringLiteral("fsync failed")};
    default:
        return {FailureCode::StorageFailed,
                QStringLiteral("SQLite error %1: %2").arg(code).arg(QString::fromUtf8(sqlite3_errmsg(database)))};
    }
}

} // namespace

SqlRow::~SqlRow()
{
    if (m_statement) {
        sqlite3_reset(m_statement);
    }
}

void SqlRow::next()
{
    m_valid = m_statement && m_connection.step(m_statement);
}

bool SqlRow::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QString SqlRow::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column)); // before its length is asked
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column));
}

QByteArray SqlRow::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {bytes, sqlite3_column_bytes(m_statement, column)};
}

qint64 SqlRow::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString &path, Mode mode)
{
    std::unique_ptr<SqlConnection> connection(new SqlConnection);
    const int access = mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(path.toUtf8().constData(), &connection->m_database, access | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
        return std::unexpected(failureOf(connection->m_database));
    }
    sqlite3_busy_timeout(connection->m_database, busyMilliseconds);
    if (mode == Mode::ReadWrite) {
        // 4000 pages are 16 MiB: the pages that every group touches are copied into the database less often.
        connection->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=FAST; PRAGMA wal_autocheckpoint=4000");
    }
    connection->script("PRAGMA cache_size=-65536");
    if (mode == Mode::ReadWrite && !connection->failure()) {
        const auto journal = connection->rows("PRAGMA journal_mode");
        const auto sync = connection->rows("PRAGMA synchronous");
        if (!journal || journal.text(0) != QLatin1StringView("wal") || !sync || sync.number(0) != 2) {
            return fail(FailureCode::StorageFailed, QStringLiteral("the file system does not allow a write-ahead log"));
        }
    }
    if (connection->failure()) {
        return std::unexpected(*connection->failure());
    }
    return connection;
}

SqlConnection::~SqlConnection()
{
    for (const auto &[sql, statement] : m_statements) {
        sqlite3_finalize(statement);
    }
    sqlite3_close(m_database);
}

void SqlConnection::script(const char *sql)
{
    if (!m_failure && sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        stick();
    }
}

sqlite3_stmt *SqlConnection::prepared(const char *sql)
{
    if (m_failure) {
        return nullptr;
    }
    auto &statement = m_statements[sql];
    if (!statement && sqlite3_prepare_v3(m_database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
        stick();
    }
    return statement;
}

// A parameter that cannot be bound for want of memory leaves its column NULL, where every column that matters is NOT NULL.

void SqlConnection::bind(sqlite3_stmt *statement, int position, const QString &text)
{
    const auto utf8 = text.toUtf8();
    sqlite3_bind_text64(statement, position, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void SqlConnection::bind(sqlite3_stmt *statement, int position, const QByteArray &bytes)
{
    // constData() of an empty one points to a byte all the same: it is no NULL.
    sqlite3_bind_blob64(statement, position, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT);
}

void SqlConnection::bindNumber(sqlite3_stmt *statement, int position, qint64 number)
{
    sqlite3_bind_int64(statement, position, number);
}

void SqlConnection::bindNull(sqlite3_stmt *statement, int position)
{
    sqlite3_bind_null(statement, position);
}

void SqlConnection::execute(sqlite3_stmt *statement)
{
    if (statement) {
        while (step(statement)) {
        }
        sqlite3_reset(statement);
    }
}

bool SqlConnection::step(sqlite3_stmt *statement)
{
    const int state = sqlite3_step(statement);
    if (state != SQLITE_ROW && state != SQLITE_DONE) {
        stick();
    }
    return state == SQLITE_ROW;
}

void SqlConnection::stick()
{
    if (!m_failure) {
        m_failure = failureOf(m_database);
    }
}

} // namespace odna
