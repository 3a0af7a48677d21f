// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/loopback.h"
#include "core/relay/httpclient.h"
#include "core/wallet/wallet.h"
#include "core/wire/outgoing.h"

#include <QPointer>

namespace odna {

/// The way to one retailer and no other. The one place where an address is chosen: requests go to the origin that this retailer's Link
/// names, are signed by the link's key, and only an answer signed by the retailer's own key counts.
///
/// A callback is called exactly once, from the event loop, as long as its \a context lives; never after that.
class Channel final : public QObject
{
    Q_OBJECT

public:
    using Done = HttpClient::Done;

    Channel(const Link &link, Wallet &wallet, const Clock &clock);

    /// Takes address and answer key from \a link, a link to the same retailer. Where either changed, what is under way ends as Cancelled.
    void follow(const Link &link);

    /// As sendDisclosed(). A message made for another retailer does not leave the phone: RetailerUnknown.
    void send(const OutgoingMessage &message, std::chrono::milliseconds deadline, QObject &context, const Done &done);
    /// As HttpClient::send().
    void send(const HttpRequest &request, std::chrono::milliseconds deadline, QObject &context, const Done &done);

    /// Whether anything may be sent at all: https, or http to this machine.
    [[nodiscard]] bool isSafe() const { return isSafeOrigin(m_client->origin()); }
    /// The signed handshake of a WebSocket to this retailer.
    [[nodiscard]] QNetworkRequest upgrade(const QByteArray &path, const QByteArray &query) const { return m_client->upgrade(path, query); }

Q_SIGNALS:
    /// The retailer has another address or answer key now.
    void moved();

private:
    void connectTo(const Descriptor &descriptor);

    const QString m_retailerId;
    Wallet &m_wallet;
    const Clock &m_clock;
    PublicKey m_answerKey;
    std::unique_ptr<HttpClient> m_client;
};

} // namespace odna
