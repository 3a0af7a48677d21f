// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <concepts>
#include <memory>
#include <optional>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace odna {

class SqlConnection;

/// One row after another of a running statement, which is reset when this goes out of scope. One at a time per statement.
class SqlRow final
{
public:
    SqlRow(SqlConnection &connection, sqlite3_stmt *statement)
        : m_connection(connection)
        , m_statement(statement)
    {
        next();
    }
    SqlRow(const SqlRow &) = delete;
    SqlRow &operator=(const SqlRow &) = delete;
    ~SqlRow();
    explicit operator bool() const { return m_valid; }
    void next();
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] qint64 number(int column) const;

private:
    SqlConnection &m_connection;
    sqlite3_stmt *m_statement;
    bool m_valid = false;
};

/// One SQLite connection of one thread, with its prepared statements. The first error sticks: what follows does nothing, and the
/// caller asks failure() once, before it commits. An empty QString or QByteArray is an empty text or blob; std::nullopt is NULL.
class SqlConnection final
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// Opens with WAL and synchronous=FULL and reads both back. StorageFailed, StorageFull.
    [[nodiscard]] static Result<std::unique_ptr<SqlConnection>> open(const QString &path, Mode mode);
    SqlConnection(const SqlConnection &) = delete;
    SqlConnection &operator=(const SqlConnection &) = delete;
    ~SqlConnection();

    /// \a sql must be a literal: its address is the key of the prepared statement.
    template <class... Args>
    void run(const char *sql, const Args &...args)
    {
        execute(bound(sql, args...));
    }
    template <class... Args>
    [[nodiscard]] SqlRow rows(const char *sql, const Args &...args)
    {
        return {*this, bound(sql, args...)};
    }
    /// Any number of statements without parameters.
    void script(const char *sql);

    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    /// Forgets the failure, after a rollback.
    void clearFailure() { m_failure.reset(); }

private:
    friend class SqlRow;
    SqlConnection() = default;

    template <class... Args>
    [[nodiscard]] sqlite3_stmt *bound(const char *sql, const Args &...args)
    {
        auto *statement = prepared(sql);
        if (statement) {
            int position = 0;
            (bind(statement, ++position, args), ...);
        }
        return statement;
    }
    template <std::integral T>
    static void bind(sqlite3_stmt *statement, int position, T number)
    {
        bindNumber(statement, position, number);
    }
    template <class T>
    static void bind(sqlite3_stmt *statement, int position, const std::optional<T> &value)
    {
        if (value) {
            bind(statement, position, *value);
        } else {
            bindNull(statement, position);
        }
    }
    static void bind(sqlite3_stmt *statement, int position, const QString &text);
    static void bind(sqlite3_stmt *statement, int position, const QByteArray &bytes);
    static void bindNumber(sqlite3_stmt *statement, int position, qint64 number);
    static void bindNull(sqlite3_stmt *statement, int position);

    [[nodiscard]] sqlite3_stmt *prepared(const char *sql); ///< nothing after a failure
    void execute(sqlite3_stmt *statement);
    [[nodiscard]] bool step(sqlite3_stmt *statement); ///< whether there is a row
    void stick();

    sqlite3 *m_database = nullptr;
    std::unordered_map<const char *, sqlite3_stmt *> m_statements;
    std::optional<Failure> m_failure;
};

} // namespace odna
