// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/crypto.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace odna {

/// A request to one gateway. Path and query are percent-encoded.
struct HttpRequest
{
    QByteArray method; ///< upper case
    QByteArray path;
    QByteArray query; ///< without "?", may be empty
    QByteArray body;
    QByteArray idempotencyKey; ///< empty where the request needs none
};

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    std::optional<std::chrono::seconds>
        retryAfter; ///< RFC 9110 section 10.2.3 with a number of seconds; Wallet::recordAttempt() says how long it is believed
};

/// The way to one origin and no other: one connection pool, no cookies, no stored credentials, no redirects, no transparent
/// decompression, a total deadline and 128 KiB for the answer. Plain http goes to loopback only (DescriptorInsecure).
///
/// A callback is called exactly once, from the event loop; with Cancelled when the client goes away first.
class HttpClient final : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<HttpAnswer>)>;
    static constexpr qsizetype answerLimit = 128 * 1024;

    /// Who signs requests, and whose signature makes an answer count.
    struct Trust
    {
        SigningKey key;
        PublicKey answerKey;
    };

    /// \a origin: scheme, host and port are taken, nothing else of it. Without \a trust only fetch() may be called.
    HttpClient(const QUrl &origin, const Clock &clock, std::optional<Trust> trust = std::nullopt, QObject *parent = nullptr);
    ~HttpClient() override;

    [[nodiscard]] const QUrl &origin() const { return m_origin; }
    /// Scheme, host, and port unless it is the scheme's own.
    [[nodiscard]] static QUrl originOf(const QUrl &url);

    /// An unsigned GET; the answer proves nothing by itself. Failures: NetworkUnreachable (nothing left this machine), TimedOut,
    /// AnswerTooLarge, AnswerTruncated (also where the connection ended without any answer), AnswerForeign, RedirectRefused,
    /// DescriptorInsecure, Cancelled.
    void fetch(const QByteArray &path, std::chrono::milliseconds deadline, Done done);

    /// A signed request. Any status counts as an answer when it is signed for this request; otherwise AnswerForeign (no signature
    /// at all) or AcknowledgementBad, and the failures of fetch(). A signed 401 is answered with one fresh signature: after
    /// timestamp_out_of_range under the gateway's own time, which is kept for this client; after signature_invalid because Qt
    /// silently sends a request again when the connection breaks, and a gateway refuses to see the same nonce twice.
    void send(const HttpRequest &request, std::chrono::milliseconds deadline, const Done &done);

    /// Calls back with this failure, as send() would.
    void refuse(const Failure &failure, const Done &done);

    /// The signed handshake of a WebSocket to the same origin (ws or wss).
    [[nodiscard]] QNetworkRequest upgrade(const QByteArray &path, const QByteArray &query) const;

private:
    class Exchange;
    struct Prepared;
    [[nodiscard]] Prepared prepare(const HttpRequest &request) const;
    void attempt(const HttpRequest &request, std::chrono::milliseconds deadline, bool mayRepeat, const Done &done);

    QUrl m_origin;
    const Clock &m_clock;
    std::optional<Trust> m_trust;
    std::chrono::milliseconds m_offset{0}; ///< the gateway's clock minus ours
    QNetworkAccessManager m_manager;
};

/// Whether no byte of a request that ended so can have left this machine.
[[nodiscard]] bool nothingLeft(const Failure &failure);

} // namespace odna
