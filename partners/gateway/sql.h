// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <optional>
#include <unordered_map>

namespace odna {

/// One row after another of a running query; the statement is reset when this goes out of scope. One at a time per statement.
class SqlRow final
{
public:
    explicit SqlRow(QSqlQuery *query)
        : m_query(query)
    {
        next();
    }
    SqlRow(const SqlRow &) = delete;
    SqlRow &operator=(const SqlRow &) = delete;
    ~SqlRow();
    explicit operator bool() const { return m_valid; }
    void next() { m_valid = m_query && m_query->next(); }
    [[nodiscard]] bool isNull(int column) const { return m_query->value(column).isNull(); }
    [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    [[nodiscard]] qint64 number(int column) const { return m_query->value(column).toLongLong(); }

private:
    QSqlQuery *m_query;
    bool m_valid = false;
};

/// One SQLite connection of one thread, with its prepared statements. The first error sticks: what follows does nothing, and the
/// caller asks failure() once, before it commits.
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
        execute(sql, {QVariant(args)...});
    }
    template <class... Args>
    [[nodiscard]] SqlRow rows(const char *sql, const Args &...args)
    {
        return SqlRow(execute(sql, {QVariant(args)...}));
    }
    /// A statement without parameters that is used once.
    void script(const QString &sql);

    [[nodiscard]] int changes();
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    /// Forgets the failure, after a rollback.
    void clearFailure() { m_failure.reset(); }
    [[nodiscard]] QSqlDatabase &database() { return m_database; }

private:
    explicit SqlConnection(QString name)
        : m_name(std::move(name))
    {}
    QSqlQuery *execute(const char *sql, std::initializer_list<QVariant> arguments);
    void stick(const QSqlError &error);

    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<const char *, std::unique_ptr<QSqlQuery>> m_statements;
    std::optional<Failure> m_failure;
    int m_changes = 0;
};

} // namespace odna
