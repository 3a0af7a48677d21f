// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/sql.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

namespace odna {

/// What a committed change should set off.
struct SqlEffects
{
    std::set<QString> changedKeys;
    std::set<QString> linksWithEvents;
    bool tasks = false;
};

/// A piece of work on the connection, and what to call when it is committed or failed. Work runs again where a neighbour in its group
/// failed, so it keeps nothing from one run to the next but its result; it looks before it writes, so that a refusal leaves no row.
struct SqlJob
{
    std::function<void(SqlConnection &, SqlEffects &)> work;
    std::function<void(const std::optional<Failure> &)> finish;
};

/// A thread with one connection. As a writer it commits all that waits in one transaction; as a reader it runs each job alone.
class SqlQueue final
{
public:
    enum class Kind { Writer, Reader };
    SqlQueue(Kind kind, QString path, std::function<void(const SqlEffects &)> committed, std::function<void(const Failure &)> failed);
    ~SqlQueue();
    SqlQueue(const SqlQueue &) = delete;
    SqlQueue &operator=(const SqlQueue &) = delete;

    /// Opens the connection on the thread (QtSql binds it there) and, as a writer, migrates the database.
    [[nodiscard]] Result<void> start();
    void add(SqlJob job);
    /// Runs what waits, then ends the thread.
    void drain();
    [[nodiscard]] qint64 commits() const { return m_commits; }
    [[nodiscard]] qint64 operations() const { return m_operations; }

private:
    void loop(SqlConnection &connection);
    void runGroup(SqlConnection &connection, std::span<SqlJob> jobs);
    void runAlone(SqlConnection &connection, SqlJob &job);
    [[nodiscard]] std::optional<Failure> attempt(SqlConnection &connection, std::span<SqlJob> jobs, SqlEffects &effects);

    const Kind m_kind;
    const QString m_path;
    const std::function<void(const SqlEffects &)> m_committed;
    const std::function<void(const Failure &)> m_failed;
    std::mutex m_mutex;
    std::condition_variable m_more;
    std::deque<SqlJob> m_waiting;
    bool m_ending = false;
    std::atomic<qint64> m_commits = 0;
    std::atomic<qint64> m_operations = 0;
    std::thread m_thread;
};

} // namespace odna
