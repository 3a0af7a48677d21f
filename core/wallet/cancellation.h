// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace odna {

/// Lets the shopper give up a Wallet::create() or Wallet::open() that waits for the key store's prompt. Of the shopper who gives up and the
/// call that goes on, the first one wins, whole: a call that was cancelled locks, writes and opens nothing.
class Cancellation final
{
public:
    /// Any thread. False where the call is past waiting: it will end soon, with its own result.
    [[nodiscard]] bool cancel() { return decide(Decision::Cancelled); }
    /// By the call itself. False where it was cancelled.
    [[nodiscard]] bool goOn() { return decide(Decision::GoesOn); }

private:
    enum class Decision { Open, Cancelled, GoesOn };
    bool decide(Decision decision)
    {
        Decision before = Decision::Open;
        return m_decision.compare_exchange_strong(before, decision) || before == decision;
    }
    std::atomic<Decision> m_decision = Decision::Open;
};

} // namespace odna
