// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/card/cardnumber.h"
#include "core/wire/descriptor.h"
#include "core/wire/httpsignature.h"
#include "core/wire/messages.h"
#include "core/wire/problem.h"

#include <QElapsedTimer>
#include <QMap>
#include <QTcpSocket>
#include <QThread>
#include <QUrl>

namespace odna {

/// An answer as it came over the wire; status 0 where none came.
struct HttpReply
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    QByteArray requestSignature; ///< of the request that it answers

    [[nodiscard]] QJsonObject json() const { return parseJson(body).value_or(QJsonObject()); }
    /// The problem's stable name; empty where the body is no problem document.
    [[nodiscard]] QString code() const { return json().value(QLatin1StringView("code")).toString(); }
    [[nodiscard]] bool isSignedBy(const PublicKey &key) const
    {
        const SignatureHeaders signature{headers.value("content-digest"), headers.value("signature-input"), headers.value("signature")};
        return verifyAnswer(status, body, signature, requestSignature, key).has_value();
    }
};

/// A plain HTTP/1.1 connection that sends exactly the bytes it is given. Blocks; any thread, one at a time.
class HttpConnection final
{
public:
    explicit HttpConnection(const QUrl &server)
    {
        m_socket.connectToHost(server.host(), static_cast<quint16>(server.port()));
        m_socket.waitForConnected(10'000);
    }
    void write(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(10'000)) {
        }
    }
    [[nodiscard]] HttpReply read(int milliseconds = 30'000)
    {
        HttpReply reply;
        QElapsedTimer timer;
        timer.start();
        const auto more = [&] {
            const auto left = milliseconds - timer.elapsed();
            const bool got = left > 0 && (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(static_cast<int>(left)));
            m_buffer += m_socket.readAll();
            return got;
        };
        qsizetype end = -1;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (!more()) {
                return {};
            }
        }
        const auto lines = m_buffer.first(end).split('\n');
        for (const auto &line : lines.sliced(1)) {
            const auto colon = line.indexOf(':');
            reply.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
        }
        const auto status = lines.first().mid(9, 3).toInt();
        const auto length = reply.headers.value("content-length").toLongLong();
        while (m_buffer.size() < end + 4 + length) {
            if (!more()) {
                return {};
            }
        }
        reply.status = status;
        reply.body = m_buffer.mid(end + 4, length);
        m_buffer.remove(0, end + 4 + length);
        return reply;
    }
    [[nodiscard]] HttpReply ask(const QByteArray &bytes)
    {
        write(bytes);
        return read();
    }
    /// Whether the server has closed, waiting for it.
    [[nodiscard]] bool isClosed(int milliseconds = 10'000)
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState || m_socket.waitForDisconnected(milliseconds);
    }

private:
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

[[nodiscard]] inline QByteArray httpRequest(const QUrl &server, const QByteArray &method, const QByteArray &target, const QByteArray &body,
                                            const HeaderList &headers = {})
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\nHost: " + server.authority().toLatin1() + "\r\n";
    for (const auto &[name, value] : headers) {
        bytes += name + ": " + value + "\r\n";
    }
    if (!body.isEmpty()) {
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    return bytes + "\r\n" + body;
}

/// A till or a back office with its key.
[[nodiscard]] inline HttpReply askWithKey(const QUrl &server, const QByteArray &key, const QByteArray &path, const QJsonObject &body)
{
    HttpConnection connection(server);
    return connection.ask(
        httpRequest(server, "POST", path, jsonBytes(body), {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + key}}));
}

/// A shopper's phone as the protocol sees it: keys, one card, at most one link. Makes real signatures and checks the answers'.
class TestPhone final
{
public:
    explicit TestPhone(const QUrl &gateway)
        : server(gateway)
        , identity(SigningKey::create())
        , link(identity.subkey("odna-link/1", "test"))
    {
        HttpConnection connection(server);
        const auto reply = connection.ask(httpRequest(server, "GET", "/.well-known/odna.json", {}));
        descriptor = acceptDescriptor(reply.body, server, clock).value_or(Descriptor());
    }

    struct Signed
    {
        QByteArray bytes;
        QByteArray signature;
    };
    [[nodiscard]] Signed request(const QByteArray &method, const QByteArray &target, const QByteArray &body, HeaderList headers = {},
                                 const SigningKey *key = nullptr, qint64 secondsOff = 0) const
    {
        const auto question = target.indexOf('?');
        const RequestParts parts{method, server.authority().toLatin1(), question < 0 ? target : target.first(question),
                                 question < 0 ? QByteArray() : target.sliced(question + 1), body};
        const auto signature = signRequest(parts, key ? *key : link, clock.now().addSecs(secondsOff));
        headers.emplaceBack("Content-Digest", signature.contentDigest);
        headers.emplaceBack("Signature-Input", signature.signatureInput);
        headers.emplaceBack("Signature", signature.signature);
        if (!body.isEmpty()) {
            headers.emplaceBack("Content-Type", "application/json");
        }
        return {httpRequest(server, method, target, body, headers), signature.signature};
    }
    [[nodiscard]] HttpReply send(const Signed &request) const
    {
        HttpConnection connection(server);
        auto reply = connection.ask(request.bytes);
        reply.requestSignature = request.signature;
        return reply;
    }
    [[nodiscard]] HttpReply ask(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {}, HeaderList headers = {},
                                const SigningKey *key = nullptr, qint64 secondsOff = 0) const
    {
        return send(request(method, target, body.isEmpty() ? QByteArray() : jsonBytes(body), std::move(headers), key, secondsOff));
    }

    [[nodiscard]] SignedText consent(const Grants &grants, qint64 secondsOff = 0) const
    {
        const ConsentReceipt receipt{newUlid(clock),
                                     descriptor.retailerId,
                                     descriptor.consent.version,
                                     QStringLiteral("en"),
                                     descriptor.consent.digestOf(QStringLiteral("en")),
                                     grants,
                                     clock.now().addSecs(secondsOff),
                                     std::nullopt};
        return SignedText::make(consentContext(descriptor.retailerId), jsonBytes(toJson(receipt)), link);
    }
    [[nodiscard]] JoinRequest joinRequest(const Grants &grants = {}, const Profile &profile = {})
    {
        if (!card) {
            card = deriveCard(identity.publicKey()).value();
        }
        return {newUlid(clock),
                *card,
                identity.publicKey(),
                link.publicKey(),
                SignedText::make(bindingContext(descriptor.retailerId), link.publicKey().bytes(), identity).signature,
                consent(grants),
                profile};
    }
    HttpReply join(const Grants &grants = {}, const Profile &profile = {})
    {
        auto reply = ask("POST", "/v1/links", toJson(joinRequest(grants, profile)));
        linkId = reply.json().value(QLatin1StringView("link_id")).toString();
        return reply;
    }

    [[nodiscard]] PurchaseMessage purchaseOf(const Receipt &receipt) const
    {
        return {newUlid(clock), linkId, card->number.text(), QStringLiteral("till_event"), clock.now(), receipt, {}, {}};
    }
    [[nodiscard]] Signed purchaseRequest(const PurchaseMessage &message) const
    {
        return request("POST", "/v1/purchases", jsonBytes(toJson(message, message.confirmedAt)),
                       {{"Idempotency-Key", message.opId.toLatin1()}});
    }
    [[nodiscard]] HttpReply purchase(const PurchaseMessage &message) const { return send(purchaseRequest(message)); }

    [[nodiscard]] HttpReply inbox(qint64 after, int wait = 0) const
    {
        return ask("GET",
                   "/v1/inbox?link=" + linkId.toLatin1() + "&after=" + QByteArray::number(after) + "&wait=" + QByteArray::number(wait));
    }
    /// The events after \a after whose signature is right.
    [[nodiscard]] QList<EventBody> events(qint64 after, int wait = 0) const
    {
        QList<EventBody> bodies;
        const auto page = inboxPageFromJson(inbox(after, wait).json());
        for (const auto &event : page ? page->events : QList<SignedEvent>()) {
            const auto body = eventBodyFrom(event.event.text);
            if (body && event.event.isSignedBy(descriptor.answerKey, eventContext(linkId, event.cursor))) {
                bodies.append(*body);
            }
        }
        return bodies;
    }

    const SystemClock clock;
    const QUrl server;
    const SigningKey identity;
    const SigningKey link;
    Descriptor descriptor;
    std::optional<DerivedCard> card;
    QString linkId;
};

/// A receipt of the retailer that GatewayProcess makes by default; each \a number is another one.
[[nodiscard]] inline Receipt testReceipt(int number, const Descriptor &descriptor)
{
    Receipt receipt;
    receipt.fiscal = {QStringLiteral("by-ui"), QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')).toUpper()};
    receipt.sellerTaxId = descriptor.taxIds.value(0);
    receipt.total = Money{2550, descriptor.currency};
    receipt.totalFrom = Provenance::Retailer;
    return receipt;
}

} // namespace odna
