// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace odna {

/// Every period the relay knows, in one place, so that a test need not wait for the real ones.
struct Timeouts
{
    std::chrono::milliseconds request{30'000};   ///< from sending to the last byte of the answer
    std::chrono::milliseconds longPoll{40'000};  ///< the same, for a long poll
    std::chrono::seconds longPollWait{25};       ///< how long the gateway is asked to hold a long poll
    std::chrono::milliseconds handshake{15'000}; ///< until a WebSocket is open
    std::chrono::milliseconds heartbeat{30'000}; ///< between pings; a stream without a pong in that time is dead
    std::chrono::milliseconds reconnectFirst{1'000};
    std::chrono::milliseconds reconnectLongest{300'000};
    std::chrono::milliseconds throttled{3'600'000};  ///< after an inbox has filled its place on the phone, or the gateway wants a pause
    std::chrono::milliseconds acknowledgeAfter{300}; ///< events that come in a burst are acknowledged together
    std::chrono::milliseconds outboxPause{1'000};    ///< the least time between two looks at the schedule of the outbox
};

} // namespace odna
