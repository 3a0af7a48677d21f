// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/eventstream.h"
#include "core/relay/inbox.h"

namespace odna {

/// Listens to one retailer while the relay is live: a WebSocket, or one long poll where none can be opened, and then the WebSocket
/// again. After a failure it waits, longer each time, half of it at random. Where the retailer says that the link is gone, it asks no
/// more until start(). Events are acknowledged together, a moment after they were stored.
class Listener final : public QObject
{
    Q_OBJECT

public:
    Listener(const Link &link, const Wallet &wallet, Channels &channels, Inbox &inbox, const Clock &clock, const Timeouts &timeouts);

    /// Forgets earlier failures; a stream that is open stays open.
    void start();
    /// To the link as it is now, by a new stream.
    void restart();
    void stop();

Q_SIGNALS:
    void failed(const QString &retailerId, const odna::Failure &failure);

private:
    void listen();
    void take(const SignedEvent &event);
    void longPoll();
    void pulled(const Result<int> &events, bool wasHeld);
    void listenLater(std::optional<FailureCode> failure = std::nullopt);
    void report(const Failure &failure) { Q_EMIT failed(m_retailerId, failure); }

    const QString m_retailerId;
    const Wallet &m_wallet;
    Channels &m_channels;
    Inbox &m_inbox;
    const Clock &m_clock;
    const Timeouts m_timeouts;
    EventStream m_stream;
    QTimer m_reconnect;
    QTimer m_acknowledge;
    int m_failures = 0;
    bool m_live = false;
    bool m_polling = false;
    bool m_halted = false; ///< the retailer said that the link is gone
};

} // namespace odna
