// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/database.h"

#include <QFile>
#include <QStringList>
#include <QTimeZone>
#include <QVersionNumber>

#include <sqlcipher/sqlite3.h>

#include <array>
#include <cerrno>

namespace odna {

namespace {

struct Setting
{
    const char *set;
    const char *read;
    const char *expected;
};

// Where one of these does not read back, this is not the library that it claims to be. The kdf never runs (raw key); named all the same,
// because a later default would change the file.
constexpr auto cipherSettings = std::to_array<Setting>({
    {"PRAGMA cipher_page_size = 4096", "PRAGMA cipher_page_size", "4096"},
    {"PRAGMA cipher_use_hmac = ON", "PRAGMA cipher_use_hmac", "1"},
    {"PRAGMA cipher_hmac_algorithm = HMAC_SHA512", "PRAGMA cipher_hmac_algorithm", "HMAC_SHA512"},
    {"PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512", "PRAGMA cipher_kdf_algorithm", "PBKDF2_HMAC_SHA512"},
    {"PRAGMA kdf_iter = 256000", "PRAGMA kdf_iter", "256000"},
    {"PRAGMA cipher_plaintext_header_size = 0", "PRAGMA cipher_plaintext_header_size", "0"},
});

constexpr auto connectionSettings = std::to_array<Setting>({
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2"}, // nothing plain in temporary files
    {"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0"},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1"},
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1"},
    {"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1"},
    {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode", "exclusive"}, // before WAL: no shared-memory file
    {"PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal"},
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", "2"},
});

} // namespace

QCborArray Row::values() const
{
    QCborArray values;
    const int count = sqlite3_column_count(m_statement);
    for (int column = 0; column < count; ++column) {
        switch (sqlite3_column_type(m_statement, column)) {
        case SQLITE_INTEGER:
            values.append(integer(column));
            break;
        case SQLITE_TEXT:
            values.append(text(column));
            break;
        case SQLITE_BLOB:
            values.append(bytes(column));
            break;
        default: // every table is STRICT and none has reals
            values.append(QCborValue(nullptr));
        }
    }
    return values;
}

bool Row::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

qint64 Row::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Row::text(int column) const
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(text, sqlite3_column_bytes(m_statement, column));
}

QByteArray Row::bytes(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return QByteArray(bytes, sqlite3_column_bytes(m_statement, column));
}

QDateTime Row::moment(int column) const
{
    return QDateTime::fromMSecsSinceEpoch(integer(column), Qt::UTC);
}

Database::Finisher::~Finisher()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const SecretBytes &key, Mode mode)
{
    std::unique_ptr<Database> database(new Database);
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (mode == Mode::Create ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(QFile::encodeName(path).constData(), &database->m_handle, flags, nullptr) != SQLITE_OK) {
        return std::unexpected(database->failure());
    }
    ODNA_TRY(database->configure(key));
    return database;
}

Database::~Database()
{
    for (const auto &[sql, statement] : m_statements) {
        sqlite3_finalize(statement);
    }
    sqlite3_close_v2(m_handle);
}

Result<void> Database::configure(const SecretBytes &key)
{
    const auto version = pragma("PRAGMA cipher_version"); // "4.6.1 community"; empty from plain SQLite
    if (!version || QVersionNumber::fromString(*version) < QVersionNumber(4, 6)) {
        return fail(FailureCode::SqlcipherUnfit, version.value_or(QString()));
    }
    ODNA_TRY(pragma("PRAGMA cipher_log_level = NONE")); // it would write to standard error what our own failure says
    // x'…' with 64 digits: the key itself, no key derivation; the file's own random salt stays in use for the page authentication key.
    constexpr std::string_view digits("0123456789abcdef");
    SecretBytes literal(key.size() * 2 + 3);
    auto *out = literal.data();
    *out++ = 'x';
    *out++ = '\'';
    for (qsizetype i = 0; i < key.size(); ++i) {
        *out++ = static_cast<unsigned char>(digits[key.data()[i] >> 4]);
        *out++ = static_cast<unsigned char>(digits[key.data()[i] & 15]);
    }
    *out = '\'';
    if (key.size() != 32 || sqlite3_key(m_handle, literal.data(), static_cast<int>(literal.size())) != SQLITE_OK) {
        return fail(FailureCode::SqlcipherUnfit, QStringLiteral("the key was not taken"));
    }
    const auto apply = [this](const Setting &setting) -> Result<void> {
        ODNA_TRY(pragma(setting.set));
        const auto value = pragma(setting.read);
        if (!value) {
            return std::unexpected(value.error());
        }
        if (*value != QLatin1String(setting.expected)) {
            return fail(FailureCode::SqlcipherUnfit, QLatin1String(setting.read) + QStringLiteral(" is ") + *value);
        }
        return {};
    };
    for (const auto &setting : cipherSettings) {
        ODNA_TRY(apply(setting));
    }
    // The first read decides whether the key and the first page belong together.
    ODNA_TRY(pragma("SELECT count(*) FROM sqlite_schema"));
    for (const auto &setting : connectionSettings) {
        ODNA_TRY(apply(setting));
    }
    sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return {};
}

Result<QString> Database::pragma(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr) != SQLITE_OK) {
        return std::unexpected(failure());
    }
    QString value;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        value = Row(statement).text(0);
        code = SQLITE_DONE;
    }
    const auto problem = code == SQLITE_DONE ? std::nullopt : std::optional(failure());
    sqlite3_finalize(statement);
    if (problem) {
        return std::unexpected(*problem);
    }
    return value;
}

Result<void> Database::runWith(std::string_view sql, const QCborArray &values)
{
    const auto statement = prepared(sql);
    if (!statement) {
        return std::unexpected(statement.error());
    }
    const Finisher finisher(*statement);
    int index = 0;
    for (const auto &value : values) {
        if (!bind(*statement, ++index, value)) {
            return std::unexpected(failure());
        }
    }
    const auto done = step(*statement);
    return done ? Result<void>() : std::unexpected(done.error());
}

Result<sqlite3_stmt *> Database::prepared(std::string_view sql)
{
    if (const auto found = m_statements.find(sql); found != m_statements.end() && !sqlite3_stmt_busy(found->second)) {
        return found->second;
    }
    Q_ASSERT(!m_statements.contains(sql)); // a statement inside its own rows() is a mistake of ours
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr)
        != SQLITE_OK) {
        return std::unexpected(failure());
    }
    m_statements.emplace(sql, statement);
    return statement;
}

Result<bool> Database::step(sqlite3_stmt *statement)
{
    switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return std::unexpected(failure());
    }
}

Failure Database::failure()
{
    const int code = m_handle ? sqlite3_extended_errcode(m_handle) : SQLITE_NOMEM;
    const int systemError = m_handle ? sqlite3_system_errno(m_handle) : 0;
    const QString detail = QStringLiteral("SQLite %1: %2").arg(code).arg(QString::fromLatin1(sqlite3_errstr(code)));
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {FailureCode::DiskFull, detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        if (const auto handler = std::exchange(m_whenDamaged, nullptr)) {
            handler();
        }
        return {FailureCode::WalletDamaged, detail};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {FailureCode::WalletInUse, detail};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        if (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG) {
            return {FailureCode::DiskFull, detail};
        }
        break;
    default:
        break;
    }
    return {FailureCode::StorageFailed, detail};
}

qint64 Database::lastId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

qint64 Database::changed() const
{
    return sqlite3_changes64(m_handle);
}

Result<void> Database::transaction(const std::function<Result<void>()> &work)
{
    ODNA_TRY(run("BEGIN IMMEDIATE"));
    auto done = work();
    if (done) {
        done = run("COMMIT");
    }
    // A full disk or a failed write may have rolled back already.
    if (!done && sqlite3_get_autocommit(m_handle) == 0) {
        static_cast<void>(run("ROLLBACK"));
    }
    return done;
}

Result<void> Database::script(const char *sql)
{
    return sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK ? Result<void>() : std::unexpected(failure());
}

Result<void> Database::check()
{
    const auto damaged = [this](const QString &what) -> Result<void> {
        if (const auto handler = std::exchange(m_whenDamaged, nullptr)) {
            handler();
        }
        return fail(FailureCode::WalletDamaged, what);
    };
    // The page authentication looks at the file alone.
    ODNA_TRY(pragma("PRAGMA wal_checkpoint(TRUNCATE)"));
    // Each of these answers with nothing, or "ok", where all is well.
    for (const char *const question : {"PRAGMA cipher_integrity_check", "PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"}) {
        const auto answer = pragma(question);
        if (!answer) {
            return std::unexpected(answer.error());
        }
        if (!answer->isEmpty() && *answer != QLatin1String("ok")) {
            return damaged(*answer);
        }
    }
    return {};
}

bool Database::bind(sqlite3_stmt *statement, int index, qint64 value)
{
    return sqlite3_bind_int64(statement, index, value) == SQLITE_OK;
}

bool Database::bind(sqlite3_stmt *statement, int index, const QString &value)
{
    const auto utf8 = value.toUtf8();
    return sqlite3_bind_text(statement, index, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT) == SQLITE_OK;
}

bool Database::bind(sqlite3_stmt *statement, int index, const QCborValue &value)
{
    switch (value.type()) {
    case QCborValue::Integer:
        return bind(statement, index, value.toInteger());
    case QCborValue::String:
        return bind(statement, index, value.toString());
    case QCborValue::ByteArray:
        return bind(statement, index, value.toByteArray());
    default:
        return bindNull(statement, index);
    }
}

bool Database::bind(sqlite3_stmt *statement, int index, const QByteArray &value)
{
    return sqlite3_bind_blob(statement, index, value.constData(), static_cast<int>(value.size()), SQLITE_TRANSIENT) == SQLITE_OK;
}

bool Database::bind(sqlite3_stmt *statement, int index, QByteArrayView value)
{
    return sqlite3_bind_blob(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT) == SQLITE_OK;
}

bool Database::bind(sqlite3_stmt *statement, int index, const QDateTime &value)
{
    return bind(statement, index, value.toMSecsSinceEpoch());
}

bool Database::bindNull(sqlite3_stmt *statement, int index)
{
    return sqlite3_bind_null(statement, index) == SQLITE_OK;
}

} // namespace odna
