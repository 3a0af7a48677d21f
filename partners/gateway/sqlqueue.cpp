// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlqueue.h"

#include "partners/gateway/schema.h"

#include <future>
#include <vector>

namespace odna {

namespace {
// Enough to make the fsync small beside the work, few enough that the first in the group does not wait long.
constexpr std::size_t largestGroup = 512;
} // namespace

SqlQueue::SqlQueue(Kind kind, QString path, std::function<void(const SqlEffects &)> committed, std::function<void(const Failure &)> failed)
    : m_kind(kind)
    , m_path(std::move(path))
    , m_committed(std::move(committed))
    , m_failed(std::move(failed))
{}

SqlQueue::~SqlQueue()
{
    drain();
}

Result<void> SqlQueue::start()
{
    std::promise<Result<void>> opened;
    auto ready = opened.get_future();
    m_thread = std::thread([this, &opened] {
        auto connection =
            SqlConnection::open(m_path, m_kind == Kind::Writer ? SqlConnection::Mode::ReadWrite : SqlConnection::Mode::ReadOnly);
        if (!connection) {
            opened.set_value(std::unexpected(connection.error()));
            return;
        }
        if (m_kind == Kind::Writer) {
            if (auto migrated = migrateGatewayDatabase(**connection); !migrated) {
                opened.set_value(std::unexpected(migrated.error()));
                return;
            }
        }
        opened.set_value({});
        loop(**connection);
    });
    return ready.get();
}

void SqlQueue::add(SqlJob job)
{
    bool wake = false;
    {
        const std::lock_guard lock(m_mutex);
        wake = m_waiting.empty();
        m_waiting.push_back(std::move(job));
    }
    if (wake) {
        m_more.notify_one();
    }
}

void SqlQueue::drain()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_more.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void SqlQueue::loop(SqlConnection &connection)
{
    std::vector<SqlJob> group;
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_more.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
            if (m_waiting.empty()) {
                return;
            }
            while (!m_waiting.empty() && group.size() < largestGroup) {
                group.push_back(std::move(m_waiting.front()));
                m_waiting.pop_front();
            }
        }
        if (m_kind == Kind::Writer) {
            runGroup(connection, group);
        } else {
            for (auto &job : group) {
                runAlone(connection, job);
            }
        }
        group.clear();
    }
}

std::optional<Failure> SqlQueue::attempt(SqlConnection &connection, std::span<SqlJob> jobs, SqlEffects &effects)
{
    connection.run("BEGIN IMMEDIATE");
    for (auto &job : jobs) {
        job.work(connection, effects);
    }
    connection.run("COMMIT");
    const auto failure = connection.failure();
    if (failure) {
        connection.clearFailure();
        connection.run("ROLLBACK"); // an error where SQLite has already rolled back by itself
        connection.clearFailure();
        return failure;
    }
    ++m_commits;
    m_operations += static_cast<qint64>(jobs.size());
    return std::nullopt;
}

void SqlQueue::runGroup(SqlConnection &connection, std::span<SqlJob> jobs)
{
    SqlEffects effects;
    const auto failure = attempt(connection, jobs, effects);
    if (!failure) {
        m_committed(effects);
        for (auto &job : jobs) {
            job.finish(std::nullopt);
        }
        return;
    }
    m_failed(*failure);
    if (jobs.size() == 1 || failure->code == FailureCode::StorageFull) {
        for (auto &job : jobs) {
            job.finish(failure);
        }
        return;
    }
    for (auto &job : jobs) { // one of them is the culprit: the others shall not pay for it
        runGroup(connection, {&job, 1});
    }
}

void SqlQueue::runAlone(SqlConnection &connection, SqlJob &job)
{
    SqlEffects effects;
    job.work(connection, effects);
    const auto failure = connection.failure();
    connection.clearFailure();
    if (failure) {
        m_failed(*failure);
    }
    job.finish(failure);
}

} // namespace odna
