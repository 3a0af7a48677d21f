// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCryptographicHash>
#include <QHostAddress>
#include <QMap>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>

namespace odna {

/// One request as it came over the socket.
struct RawRequest
{
    QByteArray method;
    QByteArray target;                    ///< path and query
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    [[nodiscard]] QByteArray path() const { return target.split('?').first(); }
    [[nodiscard]] QByteArray query() const { return target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray(); }
};

/// A server that answers with exactly the bytes a test tells it to, when it tells it to. Loopback, a free port.
class HostileServer final
{
public:
    using Script = std::function<void(QTcpSocket &, const RawRequest &)>;

    explicit HostileServer(Script script = hang())
        : m_script(std::move(script))
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (auto *socket = m_server.nextPendingConnection()) {
                ++m_connections;
                const auto buffer = std::make_shared<QByteArray>();
                QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket, buffer] { take(*socket, *buffer); });
                QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }

    void play(Script script) { m_script = std::move(script); }
    [[nodiscard]] QUrl origin() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    [[nodiscard]] const QList<RawRequest> &requests() const { return m_requests; }
    [[nodiscard]] int connections() const { return m_connections; }
    /// Every byte that any client ever sent here.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    /// From now on a new connection is refused by the operating system.
    void stopListening()
    {
        m_port = m_server.serverPort();
        m_server.close();
    }
    [[nodiscard]] bool listenAgain() { return m_server.listen(QHostAddress::LocalHost, m_port); }
    void forget()
    {
        m_requests.clear();
        m_connections = 0;
        m_received.clear();
    }

    // --- scripts

    [[nodiscard]] static Script hang()
    {
        return [](QTcpSocket &, const RawRequest &) {};
    }
    /// \a bytes, then the connection is closed.
    [[nodiscard]] static Script say(const QByteArray &bytes)
    {
        return [bytes](QTcpSocket &socket, const RawRequest &) {
            socket.write(bytes);
            socket.disconnectFromHost();
        };
    }
    /// A byte every 20 ms: never inactive, never done.
    [[nodiscard]] static Script drip(const QByteArray &start)
    {
        return [start](QTcpSocket &socket, const RawRequest &) {
            socket.write(start);
            auto *timer = new QTimer(&socket);
            QObject::connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write(" "); });
            timer->start(20);
        };
    }
    [[nodiscard]] static Script hangUp()
    {
        return [](QTcpSocket &socket, const RawRequest &) { socket.abort(); };
    }
    [[nodiscard]] static QByteArray response(int status, const QByteArray &type, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: " + type
               + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
    }

    // --- WebSocket (RFC 6455), the server's half, for frames that no library would send

    static void acceptWebSocket(QTcpSocket &socket, const RawRequest &request)
    {
        const QByteArray key = request.headers.value("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                     + QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n");
    }
    /// \a opcode: 1 text, 2 binary, 8 close.
    [[nodiscard]] static QByteArray frame(const QByteArray &payload, char opcode = 1)
    {
        QByteArray bytes(1, static_cast<char>(0x80 | opcode));
        const auto size = payload.size();
        if (size < 126) {
            bytes += static_cast<char>(size);
        } else if (size < 65536) {
            bytes += char(126);
            bytes += static_cast<char>(size >> 8);
            bytes += static_cast<char>(size & 0xff);
        } else {
            bytes += char(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                bytes += static_cast<char>((size >> shift) & 0xff);
            }
        }
        return bytes + payload;
    }

private:
    void take(QTcpSocket &socket, QByteArray &buffer)
    {
        const auto bytes = socket.readAll();
        m_received += bytes;
        buffer += bytes;
        while (true) {
            const auto end = buffer.indexOf("\r\n\r\n");
            if (end < 0) {
                return;
            }
            const auto lines = buffer.first(end).split('\n');
            const auto words = lines.first().trimmed().split(' ');
            if (words.size() != 3 || !words.last().startsWith("HTTP/")) {
                return; // the frames of an accepted WebSocket
            }
            RawRequest request{.method = words.at(0), .target = words.at(1), .headers = {}, .body = {}};
            for (const auto &line : lines.sliced(1)) {
                const auto colon = line.indexOf(':');
                request.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
            }
            const auto length = request.headers.value("content-length", "0").toLongLong();
            if (buffer.size() < end + 4 + length) {
                return;
            }
            request.body = buffer.sliced(end + 4, length);
            buffer.remove(0, end + 4 + length);
            m_requests.append(request);
            m_script(socket, request);
        }
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    Script m_script;
    QList<RawRequest> m_requests;
    QByteArray m_received;
    int m_connections = 0;
};

} // namespace odna
