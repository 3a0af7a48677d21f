// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/api.h"

#include <chrono>
#include <memory>

namespace odna {

/// Boost.Beast in front of the Api: connections, limits and times, keep-alive, WebSocket streams. Every io thread has its own loop, and a
/// connection stays on one.
class Server final
{
public:
    Server(Api &api, const ServerLimits &limits, int threads, const Clock &clock);
    ~Server();

    /// A socket that listens, and its port.
    struct Bound
    {
        int socket = -1;
        bool isIpv6 = false;
        quint16 port = 0;
    };
    /// Takes the port (0: a free one) without serving yet. PortTaken.
    [[nodiscard]] static Result<Bound> bind(const QString &address, quint16 port);
    /// Serves from now on; owns the socket.
    [[nodiscard]] Result<void> start(const Bound &bound);
    /// Takes no new connection, finishes the requests that are under way, and closes the rest after \a patience at the latest.
    void stop(std::chrono::milliseconds patience);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace odna
