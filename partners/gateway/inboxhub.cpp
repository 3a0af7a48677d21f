// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/inboxhub.h"

#include <boost/asio/redirect_error.hpp>

namespace odna {

InboxHub::Waiter::Waiter(InboxHub &hub, QString linkId, const asio::any_io_executor &executor)
    : m_hub(hub)
    , m_linkId(std::move(linkId))
    , m_state(std::make_shared<State>(executor))
{
    const std::lock_guard lock(m_hub.m_mutex);
    m_hub.m_waiting.insert(m_linkId, m_state);
}

InboxHub::Waiter::~Waiter()
{
    const std::lock_guard lock(m_hub.m_mutex);
    m_hub.m_waiting.remove(m_linkId, m_state);
}

asio::awaitable<void> InboxHub::Waiter::wait(std::chrono::milliseconds most)
{
    // The executor has one thread: what wake() posts comes before this function or after the timer has begun.
    const auto state = m_state;
    const bool already = state->woken.exchange(false);
    if (!already) {
        state->timer.expires_after(most);
        boost::system::error_code error;
        co_await state->timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        state->woken = false;
    }
}

void InboxHub::Waiter::wake()
{
    InboxHub::wake(m_state);
}

void InboxHub::wake(const std::shared_ptr<Waiter::State> &state)
{
    state->woken = true;
    asio::post(state->timer.get_executor(), [state] { state->timer.cancel(); });
}

void InboxHub::notify(const QString &linkId)
{
    const std::lock_guard lock(m_mutex);
    for (auto found = m_waiting.constFind(linkId); found != m_waiting.constEnd() && found.key() == linkId; ++found) {
        wake(*found);
    }
}

void InboxHub::wakeAll()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &state : std::as_const(m_waiting)) {
        wake(state);
    }
}

} // namespace odna
