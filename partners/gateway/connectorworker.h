// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "partners/gateway/connector.h"
#include "partners/gateway/storage.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace odna {

/// The one thread that calls the connector: takes what is due from the storage's outbox and writes back what became of it. A connector
/// that hangs holds up nothing but this thread.
class ConnectorWorker final
{
public:
    /// \a storage must outlive the thread.
    ConnectorWorker(std::shared_ptr<Connector> connector, Storage &storage, const Clock &clock);
    ~ConnectorWorker();

    void start();
    void wake(); ///< any thread
    /// Ends the thread after the call that is under way. False where that call takes longer than \a patience; the thread then goes on and
    /// only the end of the process ends it.
    [[nodiscard]] bool stop(std::chrono::seconds patience);

private:
    void loop();
    [[nodiscard]] ConnectorOutcome call(const ConnectorTask &task);

    const std::shared_ptr<Connector> m_connector;
    Storage &m_storage;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_more = true;
    bool m_stopping = false;
    bool m_ended = false;
    std::thread m_thread;
};

} // namespace odna
