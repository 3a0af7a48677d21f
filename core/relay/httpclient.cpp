// SPDX-License-Identifier: Apache-2.0
#include "core/relay/httpclient.h"

#include "core/base/loopback.h"
#include "core/wire/httpsignature.h"
#include "core/wire/problem.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace odna {

namespace {

/// What goes wrong while the way to the gateway is made: name, connection, the proxy's tunnel, TLS. A connection that the other side
/// closed is not among it.
bool isBeforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError: // such as no route to the host
        return true;
    default:
        return error >= QNetworkReply::ProxyConnectionRefusedError && error <= QNetworkReply::UnknownProxyError;
    }
}

/// What Qt would otherwise add or do by itself.
void restrain(QNetworkRequest &request)
{
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity"); // the digest covers the bytes as sent
    request.setRawHeader("Accept-Language", "*");        // not the language of this phone
    request.setRawHeader("User-Agent", "Odna");
}

} // namespace

struct HttpClient::Prepared
{
    QNetworkRequest request;
    QByteArray signature;
};

/// One request on its way. Belongs to its client and tells its callback exactly once.
class HttpClient::Exchange final : public QObject
{
public:
    struct Raw
    {
        HttpAnswer answer;
        SignatureHeaders headers;
        bool lengthKnown = false;
    };
    using RawDone = std::function<void(Result<Raw>)>;

    Exchange(HttpClient &client, RawDone done)
        : QObject(&client)
        , m_done(std::move(done))
    {}

    ~Exchange() override
    {
        if (m_reply != nullptr) {
            m_reply->disconnect(this);
            m_reply->abort();
            delete m_reply;
        }
        if (m_done) {
            std::exchange(m_done, nullptr)(fail(FailureCode::Cancelled));
        }
    }

    void start(QNetworkAccessManager &manager, const QNetworkRequest &request, const HttpRequest &content,
               std::chrono::milliseconds deadline)
    {
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { end(fail(FailureCode::TimedOut)); });
        m_deadline.start(deadline);
        m_reply = content.method == "GET" ? manager.get(request) : manager.sendCustomRequest(request, content.method, content.body);
        m_reply->setReadBufferSize(answerLimit + 1);
        connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_sent = true; });
        connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 bytes) { m_sent = m_sent || bytes > 0; });
        connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
            if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > answerLimit) {
                end(fail(FailureCode::AnswerTooLarge));
            }
        });
        connect(m_reply, &QNetworkReply::readyRead, this, [this] { read(); });
        connect(m_reply, &QNetworkReply::finished, this, [this] {
            read();
            if (!m_ended) {
                end(judge());
            }
        });
    }

    void end(Result<Raw> result)
    {
        if (std::exchange(m_ended, true)) {
            return;
        }
        m_deadline.stop();
        // Out of Qt's own call stack: whoever is called may delete this client, and with it the reply.
        QMetaObject::invokeMethod(
            this,
            [this, result = std::move(result)]() mutable {
                if (m_reply != nullptr) {
                    m_reply->disconnect(this);
                    m_reply->abort();
                    std::exchange(m_reply, nullptr)->deleteLater();
                }
                deleteLater();
                std::exchange(m_done, nullptr)(std::move(result));
            },
            Qt::QueuedConnection);
    }

private:
    void read()
    {
        if (m_ended) {
            return;
        }
        m_body += m_reply->read(answerLimit + 1 - m_body.size());
        if (m_body.size() > answerLimit) {
            end(fail(FailureCode::AnswerTooLarge));
        }
    }

    [[nodiscard]] Result<Raw> judge() const
    {
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const auto error = m_reply->error();
        if (status == 0) {
            if (error == QNetworkReply::NoError || error >= QNetworkReply::ProtocolUnknownError) {
                return fail(FailureCode::AnswerForeign, QStringLiteral("not HTTP"));
            }
            // Sent and refused go together where Qt sends again by itself: what was kept alive broke, and nobody listens any more.
            return fail(!m_sent && isBeforeSending(error) ? FailureCode::NetworkUnreachable : FailureCode::AnswerTruncated,
                        m_reply->errorString().left(200));
        }
        if (status >= 300 && status < 400) {
            return fail(FailureCode::RedirectRefused, QStringLiteral("status %1").arg(status));
        }
        if (error == QNetworkReply::ProtocolFailure || error == QNetworkReply::ProtocolUnknownError) {
            return fail(FailureCode::AnswerForeign, QStringLiteral("not HTTP"));
        }
        // Below 200 are failures of the connection and of a proxy; above, Qt's names for HTTP statuses.
        if (error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied) {
            return status == 407 ? fail(FailureCode::AnswerForeign, QStringLiteral("a proxy wants a log-in"))
                                 : fail(FailureCode::AnswerTruncated);
        }
        Raw raw;
        const auto length = m_reply->header(QNetworkRequest::ContentLengthHeader);
        raw.lengthKnown = length.isValid();
        if (raw.lengthKnown && length.toLongLong() != m_body.size()) {
            return fail(FailureCode::AnswerTruncated, QStringLiteral("%1 of %2 bytes").arg(m_body.size()).arg(length.toLongLong()));
        }
        raw.answer.status = status;
        raw.answer.body = m_body;
        bool isNumber = false;
        const auto seconds = m_reply->rawHeader("Retry-After").toUInt(&isNumber);
        if (isNumber) {
            raw.answer.retryAfter = std::chrono::seconds(seconds);
        }
        raw.headers = {.contentDigest = m_reply->rawHeader("Content-Digest"),
                       .signatureInput = m_reply->rawHeader("Signature-Input"),
                       .signature = m_reply->rawHeader("Signature")};
        return raw;
    }

    RawDone m_done;
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    QByteArray m_body;
    bool m_sent = false; ///< some of it, at least once
    bool m_ended = false;
};

HttpClient::HttpClient(const QUrl &origin, const Clock &clock, std::optional<Trust> trust, QObject *parent)
    : QObject(parent)
    , m_origin(originOf(origin))
    , m_clock(clock)
    , m_trust(std::move(trust))
{
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    if (isLoopback(m_origin.host())) {
        m_manager.setProxy(QNetworkProxy::NoProxy); // a proxy would make "loopback" another machine
    }
}

HttpClient::~HttpClient()
{
    // Before the manager: a cancelled exchange still holds its reply.
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly));
}

QUrl HttpClient::originOf(const QUrl &url)
{
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    const int usual = url.scheme() == QLatin1StringView("https") ? 443 : 80;
    origin.setPort(url.port(usual) == usual ? -1 : url.port());
    return origin;
}

bool nothingLeft(const Failure &failure)
{
    return failure.code == FailureCode::NetworkUnreachable || failure.code == FailureCode::DescriptorInsecure;
}

void HttpClient::refuse(const Failure &failure, const Done &done)
{
    auto *exchange = new Exchange(*this, [done](Result<Exchange::Raw> raw) { done(std::unexpected(raw.error())); });
    exchange->end(std::unexpected(failure));
}

void HttpClient::fetch(const QByteArray &path, std::chrono::milliseconds deadline, Done done)
{
    if (!isSafeOrigin(m_origin)) {
        refuse({FailureCode::DescriptorInsecure, {}}, done);
        return;
    }
    auto *exchange = new Exchange(*this, [done = std::move(done)](Result<Exchange::Raw> raw) {
        raw ? done(std::move(raw->answer)) : done(std::unexpected(raw.error()));
    });
    QNetworkRequest request(QUrl::fromEncoded(m_origin.toEncoded() + path, QUrl::StrictMode));
    restrain(request);
    exchange->start(m_manager, request, {.method = "GET", .path = path, .query = {}, .body = {}, .idempotencyKey = {}}, deadline);
}

void HttpClient::send(const HttpRequest &request, std::chrono::milliseconds deadline, const Done &done)
{
    attempt(request, deadline, true, done);
}

void HttpClient::attempt(const HttpRequest &request, std::chrono::milliseconds deadline, bool mayRepeat, const Done &done)
{
    Q_ASSERT(m_trust);
    if (!isSafeOrigin(m_origin)) {
        refuse({FailureCode::DescriptorInsecure, {}}, done);
        return;
    }
    const auto prepared = prepare(request);
    auto *exchange = new Exchange(*this, [=, this, signature = prepared.signature](Result<Exchange::Raw> raw) {
        if (!raw) {
            done(std::unexpected(raw.error()));
            return;
        }
        if (raw->headers.signature.isEmpty() || raw->headers.signatureInput.isEmpty()) {
            done(fail(FailureCode::AnswerForeign, QStringLiteral("unsigned, status %1").arg(raw->answer.status)));
            return;
        }
        // Without a length, the digest is what shows that the body ended early.
        if (!raw->lengthKnown && raw->headers.contentDigest != contentDigest(raw->answer.body)) {
            done(fail(FailureCode::AnswerTruncated));
            return;
        }
        const auto claims = verifyAnswer(raw->answer.status, raw->answer.body, raw->headers, signature, m_trust->answerKey);
        if (!claims) {
            done(std::unexpected(claims.error()));
            return;
        }
        if (raw->answer.status == 401 && mayRepeat) {
            const auto problem = problemFromJson(raw->answer.body);
            if (problem && problem->code == FailureCode::TimestampOutOfRange && problem->serverTime) {
                m_offset = std::chrono::milliseconds(m_clock.now().msecsTo(*problem->serverTime));
                attempt(request, deadline, false, done);
                return;
            }
            if (problem && problem->code == FailureCode::SignatureInvalid) {
                attempt(request, deadline, false, done);
                return;
            }
        }
        done(std::move(raw->answer));
    });
    exchange->start(m_manager, prepared.request, request, deadline);
}

HttpClient::Prepared HttpClient::prepare(const HttpRequest &request) const
{
    QByteArray address = m_origin.toEncoded() + request.path;
    if (!request.query.isEmpty()) {
        address += '?' + request.query;
    }
    const auto url = QUrl::fromEncoded(address, QUrl::StrictMode);
    Prepared prepared{QNetworkRequest(url), {}};
    restrain(prepared.request);
    // Signed is what Qt will send: its own encoding of the address, not ours.
    const auto headers = signRequest({.method = request.method,
                                      .authority = url.authority(QUrl::FullyEncoded).toLatin1().toLower(),
                                      .path = url.path(QUrl::FullyEncoded).toLatin1(),
                                      .query = url.query(QUrl::FullyEncoded).toLatin1(),
                                      .body = request.body},
                                     m_trust->key, m_clock.now().addMSecs(m_offset.count()));
    prepared.signature = headers.signature;
    prepared.request.setRawHeader("Content-Digest", headers.contentDigest);
    prepared.request.setRawHeader("Signature-Input", headers.signatureInput);
    prepared.request.setRawHeader("Signature", headers.signature);
    if (!request.body.isEmpty()) {
        prepared.request.setRawHeader("Content-Type", "application/json");
    }
    if (!request.idempotencyKey.isEmpty()) {
        prepared.request.setRawHeader("Idempotency-Key", request.idempotencyKey);
    }
    return prepared;
}

QNetworkRequest HttpClient::upgrade(const QByteArray &path, const QByteArray &query) const
{
    auto prepared = prepare({.method = "GET", .path = path, .query = query, .body = {}, .idempotencyKey = {}});
    auto url = prepared.request.url();
    url.setScheme(url.scheme() == QLatin1StringView("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    prepared.request.setUrl(url);
    return prepared.request;
}

} // namespace odna
