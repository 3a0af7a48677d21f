// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/await.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <QHash>
#include <QString>

#include <atomic>
#include <chrono>
#include <mutex>

namespace odna {

/// Who waits for events of which link. A waiter is a timer, not a thread.
class InboxHub final
{
public:
    class Waiter final
    {
    public:
        Waiter(InboxHub &hub, QString linkId, const asio::any_io_executor &executor);
        ~Waiter();
        Waiter(const Waiter &) = delete;
        Waiter &operator=(const Waiter &) = delete;
        /// Until the next notify() of this link (one since the last wait counts), wakeAll(), or the time is over. On the executor.
        asio::awaitable<void> wait(std::chrono::milliseconds most);
        void wake(); ///< any thread

    private:
        friend class InboxHub;
        struct State
        {
            explicit State(const asio::any_io_executor &executor)
                : timer(executor)
            {}
            asio::steady_timer timer;
            std::atomic<bool> woken = false;
        };
        InboxHub &m_hub;
        const QString m_linkId;
        const std::shared_ptr<State> m_state;
    };

    void notify(const QString &linkId); ///< any thread
    void wakeAll();                     ///< any thread

private:
    static void wake(const std::shared_ptr<Waiter::State> &state);
    std::mutex m_mutex;
    QMultiHash<QString, std::shared_ptr<Waiter::State>> m_waiting;
};

} // namespace odna
