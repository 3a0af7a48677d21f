// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QCborArray>
#include <QDateTime>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

#define ODNA_TRY_NAMED(expression, name)                                                                                                   \
    do {                                                                                                                                   \
        if (auto name = (expression); !name) {                                                                                             \
            return std::unexpected(std::move(name).error());                                                                               \
        }                                                                                                                                  \
    } while (false)
#define ODNA_TRY_NUMBERED(expression, number) ODNA_TRY_NAMED(expression, tried##number)
#define ODNA_TRY_AGAIN(expression, number) ODNA_TRY_NUMBERED(expression, number)
/// Returns the failure of a Result<void> expression from the function around it. Numbered, because a function written inside the
/// expression may use it as well.
#define ODNA_TRY(...) ODNA_TRY_AGAIN((__VA_ARGS__), __COUNTER__)

namespace odna {

/// One row while it is being read; gone when the next one comes.
class Row final
{
public:
    explicit Row(sqlite3_stmt *statement)
        : m_statement(statement)
    {}
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] QDateTime moment(int column) const; ///< UTC
    [[nodiscard]] QCborArray values() const;          ///< all columns: integers, texts, byte strings and null

private:
    sqlite3_stmt *m_statement;
};

/// One SQLCipher 4 connection to one file, prepared statements kept. One thread at a time. Every failure of SQLite ends as DiskFull,
/// WalletDamaged (a page or the file is not what was written, or the key is another), WalletInUse or StorageFailed.
class Database final
{
public:
    enum class Mode { MustExist, Create };

    /// \a key has 32 bytes and is used raw. Asserts SQLCipher 4.6 or later and reads back every pragma that safety rests on
    /// (SqlcipherUnfit). Write-ahead log, full sync, one connection with an exclusive lock.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const QString &path, const SecretBytes &key, Mode mode);
    /// Moves the write-ahead log into the file.
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Called once, with the first failure that shows damage.
    void whenDamaged(std::function<void()> handler) { m_whenDamaged = std::move(handler); }

    /// One statement with values for its question marks: integers, QString, QByteArray, QDateTime, std::optional of these.
    template <class... Values>
    [[nodiscard]] Result<void> run(std::string_view sql, const Values &...values)
    {
        return rows(sql, [](const Row &) {}, values...);
    }

    /// Calls \a each for every row; it returns nothing, or Result<void> whose failure ends the reading.
    template <class Each, class... Values>
    [[nodiscard]] Result<void> rows(std::string_view sql, Each &&each, const Values &...values)
    {
        auto statement = prepared(sql);
        if (!statement) {
            return std::unexpected(statement.error());
        }
        const Finisher finisher(*statement);
        int index = 0;
        if (!(bind(*statement, ++index, values) && ...)) {
            return std::unexpected(failure());
        }
        for (;;) {
            const auto more = step(*statement);
            if (!more) {
                return std::unexpected(more.error());
            }
            if (!*more) {
                return {};
            }
            if constexpr (std::is_void_v<std::invoke_result_t<Each, const Row &>>) {
                each(Row(*statement));
            } else {
                ODNA_TRY(each(Row(*statement)));
            }
        }
    }

    /// One statement whose values are known only when it runs; kinds as in Row::values().
    [[nodiscard]] Result<void> runWith(std::string_view sql, const QCborArray &values);

    /// The first column of the first row as a number; nothing where there is no row.
    template <class... Values>
    [[nodiscard]] Result<std::optional<qint64>> number(std::string_view sql, const Values &...values)
    {
        std::optional<qint64> found;
        ODNA_TRY(rows(sql, [&found](const Row &row) { found = found.value_or(row.integer(0)); }, values...));
        return found;
    }

    [[nodiscard]] qint64 lastId() const;
    [[nodiscard]] qint64 changed() const; ///< rows changed by the last statement

    /// Runs \a work between BEGIN IMMEDIATE and COMMIT; rolled back where it fails.
    [[nodiscard]] Result<void> transaction(const std::function<Result<void>()> &work);

    /// Several statements without values, not kept.
    [[nodiscard]] Result<void> script(const char *sql);

    /// Authenticates every page, then the structure and the foreign keys. WalletDamaged.
    [[nodiscard]] Result<void> check();

private:
    class Finisher final
    {
    public:
        explicit Finisher(sqlite3_stmt *statement)
            : m_statement(statement)
        {}
        Finisher(const Finisher &) = delete;
        Finisher &operator=(const Finisher &) = delete;
        ~Finisher();

    private:
        sqlite3_stmt *m_statement;
    };

    Database() = default;
    [[nodiscard]] Result<void> configure(const SecretBytes &key);
    [[nodiscard]] Result<QString> pragma(const char *sql);
    [[nodiscard]] Result<sqlite3_stmt *> prepared(std::string_view sql);
    [[nodiscard]] Result<bool> step(sqlite3_stmt *statement);
    [[nodiscard]] Failure failure();

    static bool bind(sqlite3_stmt *statement, int index, qint64 value);
    static bool bind(sqlite3_stmt *statement, int index, int value) { return bind(statement, index, qint64(value)); }
    static bool bind(sqlite3_stmt *statement, int index, bool value) { return bind(statement, index, qint64(value ? 1 : 0)); }
    static bool bind(sqlite3_stmt *statement, int index, const QString &value);
    static bool bind(sqlite3_stmt *statement, int index, const QByteArray &value);
    static bool bind(sqlite3_stmt *statement, int index, QByteArrayView value);
    static bool bind(sqlite3_stmt *statement, int index, const QDateTime &value);
    static bool bind(sqlite3_stmt *statement, int index, const QCborValue &value);
    static bool bindNull(sqlite3_stmt *statement, int index);
    template <class Value>
    static bool bind(sqlite3_stmt *statement, int index, const std::optional<Value> &value)
    {
        return value ? bind(statement, index, *value) : bindNull(statement, index);
    }

    sqlite3 *m_handle = nullptr;
    struct Hash : std::hash<std::string_view>
    {
        using is_transparent = void;
    };
    std::unordered_map<std::string, sqlite3_stmt *, Hash, std::equal_to<>> m_statements; ///< by their text
    std::function<void()> m_whenDamaged;
};

} // namespace odna
