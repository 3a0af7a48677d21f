// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/relay/timeouts.h"
#include "core/wire/messages.h"

#include <QObject>
#include <QTimer>

class QNetworkRequest;
class QWebSocket;

namespace odna {

/// The WebSocket on which one gateway sends the events of one link. Says what came, decides nothing: the signature of an event is the
/// receiver's to check. A frame larger than 128 KiB, a binary frame, or anything that is no event ends the stream.
class EventStream final : public QObject
{
    Q_OBJECT

public:
    static constexpr quint64 frameLimit = 128 * 1024;

    explicit EventStream(const Timeouts &timeouts, QObject *parent = nullptr);
    ~EventStream() override;

    /// \a handshake: from HttpClient::upgrade(). Closes an earlier stream without a word.
    void open(const QNetworkRequest &handshake);
    /// No signal follows.
    void close();
    [[nodiscard]] bool isOpen() const { return m_open; }

Q_SIGNALS:
    void opened();
    void received(const odna::SignedEvent &event);
    /// Once for each open(): never opened (NetworkUnreachable), silent (TimedOut), not an event (Malformed), or closed by the other
    /// side (NetworkUnreachable).
    void ended(bool wasOpen, const odna::Failure &failure);

private:
    void end(const Failure &failure);

    const Timeouts m_timeouts;
    QWebSocket *m_socket = nullptr;
    QTimer m_handshake;
    QTimer m_heartbeat;
    bool m_open = false;
    bool m_answered = true; ///< the last ping
};

} // namespace odna
