// SPDX-License-Identifier: Apache-2.0
#include "core/relay/eventstream.h"

#include "core/base/strictjson.h"
#include "core/relay/httpclient.h"

#include <QNetworkProxy>
#include <QWebSocket>

#include <utility>

namespace odna {

EventStream::EventStream(const Timeouts &timeouts, QObject *parent)
    : QObject(parent)
    , m_timeouts(timeouts)
{
    m_handshake.setSingleShot(true);
    connect(&m_handshake, &QTimer::timeout, this, [this] { end(Failure{FailureCode::TimedOut, {}}); });
    connect(&m_heartbeat, &QTimer::timeout, this, [this] {
        if (!std::exchange(m_answered, false)) {
            end(Failure{FailureCode::TimedOut, {}});
            return;
        }
        m_socket->ping();
    });
}

EventStream::~EventStream()
{
    close();
}

void EventStream::open(const QNetworkRequest &handshake)
{
    close();
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(frameLimit);
    m_socket->setMaxAllowedIncomingMessageSize(frameLimit);
    if (handshake.url().scheme() == QLatin1StringView("ws")) {
        m_socket->setProxy(QNetworkProxy::NoProxy); // plain ws goes to loopback only, see HttpClient
    }
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_handshake.stop();
        m_open = true;
        m_answered = true;
        m_heartbeat.start(m_timeouts.heartbeat);
        Q_EMIT opened();
    });
    connect(m_socket, &QWebSocket::pong, this, [this] { m_answered = true; });
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &message) {
        const auto object = parseJson(message.toUtf8(), {.bytes = static_cast<qsizetype>(frameLimit)});
        const auto event = object ? signedEventFromJson(*object) : std::unexpected(object.error());
        if (!event) {
            end(event.error());
            return;
        }
        m_answered = true;
        Q_EMIT received(*event);
    });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this,
            [this] { end(Failure{FailureCode::Malformed, QStringLiteral("binary frame")}); });
    const auto over = [this] { end(Failure{FailureCode::NetworkUnreachable, {}}); };
    connect(m_socket, &QWebSocket::stateChanged, this, [over](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState) {
            over();
        }
    });
    // Not every refused handshake changes the state in Qt 6.4. (Qt 6.5 renames the signal to errorOccurred.)
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, over);
    m_handshake.start(m_timeouts.handshake);
    m_socket->open(handshake);
}

void EventStream::close()
{
    m_open = false;
    m_handshake.stop();
    m_heartbeat.stop();
    if (m_socket == nullptr) {
        return;
    }
    auto *socket = std::exchange(m_socket, nullptr);
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void EventStream::end(const Failure &failure)
{
    if (m_socket == nullptr) {
        return;
    }
    const bool wasOpen = m_open;
    close();
    Q_EMIT ended(wasOpen, failure);
}

} // namespace odna
