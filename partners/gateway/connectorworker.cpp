// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/connectorworker.h"

#include "partners/gateway/logline.h"

#include <QRandomGenerator>

#include <algorithm>
#include <future>

namespace odna {

namespace {

constexpr int batch = 64;
constexpr qint64 firstDelayMs = 1000;
constexpr qint64 longestDelayMs = 3'600'000;
constexpr qint64 keepTryingDays = 30;

/// Milliseconds to the next attempt, after so many before this one.
qint64 delayAfter(int attempts)
{
    const auto delay = std::min(firstDelayMs << std::min(attempts, 20), longestDelayMs);
    return delay * QRandomGenerator::global()->bounded(80, 121) / 100;
}

template <class T, class Start>
Result<T> waitFor(Start start)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    start([promise](Result<T> result) { promise->set_value(std::move(result)); });
    return future.get();
}

} // namespace

ConnectorWorker::ConnectorWorker(std::shared_ptr<Connector> connector, Storage &storage, const Clock &clock)
    : m_connector(std::move(connector))
    , m_storage(storage)
    , m_clock(clock)
{}

ConnectorWorker::~ConnectorWorker()
{
    if (m_thread.joinable()) {
        static_cast<void>(stop(std::chrono::hours(1)));
    }
}

void ConnectorWorker::start()
{
    m_thread = std::thread([this] {
        loop();
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_changed.notify_all();
    });
}

void ConnectorWorker::wake()
{
    const std::lock_guard lock(m_mutex);
    m_more = true;
    m_changed.notify_all();
}

bool ConnectorWorker::stop(std::chrono::seconds patience)
{
    {
        std::unique_lock lock(m_mutex);
        m_stopping = true;
        m_changed.notify_all();
        if (m_thread.joinable() && !m_changed.wait_for(lock, patience, [this] { return m_ended; })) {
            m_thread.detach();
            return false;
        }
    }
    if (m_thread.joinable()) {
        m_thread.join();
    }
    return true;
}

void ConnectorWorker::loop()
{
    int lost = 0; // rounds, one after another, of which a result could not be stored
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            if (lost > 0) { // or the retailer's system would get the same again and again while our disk is full
                m_changed.wait_for(lock, std::chrono::milliseconds(delayAfter(lost - 1)), [this] { return m_stopping; });
            } else { // once a second even without a call, for what waits for its next attempt
                m_changed.wait_for(lock, std::chrono::seconds(1), [this] { return m_more || m_stopping; });
            }
            if (m_stopping) {
                return;
            }
            m_more = false;
        }
        const auto tasks = waitFor<QList<ConnectorTask>>([this](auto then) { m_storage.connectorTasks(batch, std::move(then)); });
        if (!tasks) {
            continue;
        }
        // Results are written while the next call runs; the last one is waited for, so that no row is read again as if it were due.
        std::vector<std::future<bool>> written;
        for (const auto &task : *tasks) {
            {
                const std::lock_guard lock(m_mutex);
                if (m_stopping) {
                    break;
                }
            }
            auto outcome = call(task);
            auto promise = std::make_shared<std::promise<bool>>();
            written.push_back(promise->get_future());
            m_storage.connectorDone(task, std::move(outcome),
                                    [promise](const Result<void> &done) { promise->set_value(done.has_value()); });
        }
        bool stored = true;
        for (auto &result : written) {
            stored = result.get() && stored;
        }
        lost = stored ? 0 : lost + 1;
        if (tasks->size() == batch) {
            wake();
        }
    }
}

ConnectorOutcome ConnectorWorker::call(const ConnectorTask &task)
{
    ConnectorOutcome outcome;
    if (!task.damage.isEmpty()) { // the retailer's system is told nothing that nobody said
        logLine(m_clock, "error", "connector_task_damaged", {{QStringLiteral("reason"), task.damage}});
        outcome.kind = ConnectorOutcome::Kind::GivenUp;
        outcome.reason = task.damage;
        return outcome;
    }
    Result<ConnectorAnswer> answer;
    const auto without = [](const Result<void> &done) { return done ? Result<ConnectorAnswer>() : std::unexpected(done.error()); };
    switch (task.kind) {
    case ConnectorTask::Kind::Attach:
        answer = without(m_connector->attachCard(task.cardNumber, task.linkId, task.profile));
        break;
    case ConnectorTask::Kind::Detach:
        answer = without(m_connector->detachCard(task.cardNumber, task.linkId));
        break;
    case ConnectorTask::Kind::Purchase:
        answer = m_connector->submitPurchase(task.purchase);
        break;
    }
    if (answer) {
        outcome.points = answer->points;
        outcome.reference = answer->reference;
        return outcome;
    }
    logLine(m_clock, "warning", "connector_failed",
            {{QStringLiteral("failure"), describe(answer.error())}, {QStringLiteral("attempts"), task.attempts + 1}});
    outcome.reason = (answer.error().detail.isEmpty() ? sentenceOf(answer.error().code) : answer.error().detail).left(200);
    const auto now = m_clock.now();
    if (!entryOf(answer.error().code).retryable) {
        outcome.kind = ConnectorOutcome::Kind::Refused;
    } else if (task.createdAt.daysTo(now) >= keepTryingDays) {
        outcome.kind = ConnectorOutcome::Kind::GivenUp;
    } else {
        outcome.kind = ConnectorOutcome::Kind::Retry;
        outcome.nextAt = now.addMSecs(delayAfter(task.attempts));
    }
    return outcome;
}

} // namespace odna
