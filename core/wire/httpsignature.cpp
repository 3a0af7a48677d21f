// SPDX-License-Identifier: Apache-2.0
#include "core/wire/httpsignature.h"

#include "core/base/bytes.h"

#include <algorithm>

namespace odna {

namespace {

constexpr char requestComponents[] = R"(("@method" "@authority" "@path" "@query" "content-digest"))";
constexpr char answerComponents[] = R"(("@status" "content-digest" "signature";req;key="odna"))";
constexpr char label[] = "odna=";
constexpr char digestLabel[] = "sha-256=:";
constexpr qint64 windowSeconds = 5 * 60;
constexpr qsizetype nonceBytes = 16;
constexpr qsizetype signatureBytes = 64;

/// Walks over a header value of exactly the one form that Odna writes; RFC 9421 leaves the order of parameters to the signer, and
/// one order means one serialisation, so the value can be taken into the signature base as it came.
class Walker final
{
public:
    explicit Walker(QByteArrayView text)
        : m_rest(text)
    {}

    [[nodiscard]] bool literal(QByteArrayView expected)
    {
        if (!m_rest.startsWith(expected)) {
            return false;
        }
        m_rest = m_rest.sliced(expected.size());
        return true;
    }
    [[nodiscard]] QByteArrayView until(char end)
    {
        const auto length = m_rest.indexOf(end);
        const auto found = m_rest.first(length < 0 ? m_rest.size() : length);
        m_rest = m_rest.sliced(found.size());
        return found;
    }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
};

bool isBase64Url(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || letter == '-'
               || letter == '_';
    });
}

std::optional<qint64> unixSeconds(QByteArrayView digits)
{
    const bool plain = !digits.isEmpty() && digits.size() <= 11 && digits[0] != '0'
                       && std::ranges::all_of(digits, [](char letter) { return letter >= '0' && letter <= '9'; });
    return plain ? std::optional(digits.toByteArray().toLongLong()) : std::nullopt;
}

/// The claims of `odna=(components);created=…[;nonce="…"];keyid="…";alg="ed25519"`, nothing for any other text.
std::optional<SignatureClaims> claimsOf(QByteArrayView input, QByteArrayView components, bool withNonce)
{
    Walker walker(input);
    if (!walker.literal(label) || !walker.literal(components) || !walker.literal(";created=")) {
        return std::nullopt;
    }
    const auto seconds = unixSeconds(walker.until(';'));
    QByteArrayView nonce;
    if (withNonce) {
        if (!walker.literal(";nonce=\"")) {
            return std::nullopt;
        }
        nonce = walker.until('"');
        if (nonce.size() != 22 || !isBase64Url(nonce) || !walker.literal("\"")) { // 22 letters hold 16 bytes
            return std::nullopt;
        }
    }
    if (!walker.literal(";keyid=\"")) {
        return std::nullopt;
    }
    const auto keyId = walker.until('"');
    if (!seconds || keyId.size() != 43 || !isBase64Url(keyId) || !walker.literal("\";alg=\"ed25519\"") || !walker.atEnd()) {
        return std::nullopt;
    }
    return SignatureClaims{QString::fromLatin1(keyId), QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC), nonce.toByteArray()};
}

QByteArray parametersOf(QByteArrayView components, const QDateTime &created, const QByteArray &nonce, const PublicKey &key)
{
    QByteArray parameters;
    parameters.reserve(192);
    parameters.append(components).append(";created=").append(QByteArray::number(created.toSecsSinceEpoch()));
    if (!nonce.isEmpty()) {
        parameters.append(";nonce=\"").append(nonce).append('"');
    }
    return parameters.append(";keyid=\"").append(key.text().toLatin1()).append("\";alg=\"ed25519\"");
}

/// The byte sequence of `odna=:…:` as RFC 8941 serialises it, with its colons; nothing for any other text.
std::optional<QByteArrayView> memberOf(QByteArrayView header)
{
    if (!header.startsWith(label)) {
        return std::nullopt;
    }
    const auto member = header.sliced(qsizetype(sizeof label) - 1);
    return member.size() > 2 && member.startsWith(':') && member.endsWith(':') ? std::optional(member) : std::nullopt;
}

/// The 64 bytes of a Signature header; empty unless it is exactly what serialised() writes.
QByteArray signatureOf(QByteArrayView header)
{
    const auto member = memberOf(header);
    if (!member || member->size() != 2 + 88) {
        return {};
    }
    const auto text = member->sliced(1, 88).toByteArray();
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded && (*decoded).size() == signatureBytes && (*decoded).toBase64() == text ? *decoded : QByteArray();
}

QByteArray serialised(const QByteArray &signature)
{
    return label + (':' + signature.toBase64() + ':');
}

QList<SignatureComponent> componentsOf(const RequestParts &request, const QByteArray &digest)
{
    return {{"\"@method\"", request.method},
            {"\"@authority\"", request.authority},
            {"\"@path\"", request.path},
            {"\"@query\"", '?' + request.query},
            {"\"content-digest\"", digest}};
}

QList<SignatureComponent> componentsOf(int status, const QByteArray &digest, QByteArrayView requestMember)
{
    return {{"\"@status\"", QByteArray::number(status)},
            {"\"content-digest\"", digest},
            {"\"signature\";req;key=\"odna\"", requestMember.toByteArray()}};
}

SignatureHeaders sealed(const QList<SignatureComponent> &components, const QByteArray &parameters, const QByteArray &digest,
                        const SigningKey &key)
{
    return {digest, label + parameters, serialised(key.sign(signatureBase(components, parameters)))};
}

} // namespace

QByteArray signatureBase(const QList<SignatureComponent> &components, const QByteArray &parameters)
{
    QByteArray base;
    base.reserve(512);
    for (const auto &[identifier, value] : components) {
        base.append(identifier).append(": ").append(value).append('\n');
    }
    return base.append("\"@signature-params\": ").append(parameters);
}

QByteArray contentDigest(QByteArrayView body)
{
    return digestLabel + (sha256(body).toBase64() + ':');
}

QByteArray digestIn(const QByteArray &contentDigest)
{
    return QByteArray::fromBase64(contentDigest.sliced(qsizetype(sizeof digestLabel) - 1).chopped(1));
}

SignatureHeaders signRequest(const RequestParts &request, const SigningKey &key, const QDateTime &created)
{
    const auto digest = contentDigest(request.body);
    const auto nonce = toBase64Url(randomBytes(nonceBytes)).toLatin1();
    return sealed(componentsOf(request, digest), parametersOf(requestComponents, created, nonce, key.publicKey()), digest, key);
}

Result<SignatureClaims> readClaims(const QByteArray &signatureInput)
{
    auto claims = claimsOf(signatureInput, requestComponents, true);
    if (!claims) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("Signature-Input is not of the form of docs/protocol.md"));
    }
    return std::move(*claims);
}

Result<SignatureClaims> verifyRequest(const RequestParts &request, const SignatureHeaders &headers, const PublicKey &key,
                                      const QDateTime &now)
{
    auto claims = readClaims(headers.signatureInput);
    if (!claims) {
        return claims;
    }
    if (claims->keyId != key.text()) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("keyid names another key"));
    }
    const auto signature = signatureOf(headers.signature);
    if (signature.isEmpty()) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("Signature is not of the form of docs/protocol.md"));
    }
    if (headers.contentDigest != contentDigest(request.body)) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("Content-Digest is not that of the body"));
    }
    const auto parameters = headers.signatureInput.sliced(qsizetype(sizeof label) - 1);
    if (!key.verifies(signatureBase(componentsOf(request, headers.contentDigest), parameters), signature)) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("the signature is not that of this request"));
    }
    if (qAbs(claims->created.msecsTo(now)) > windowSeconds * 1000) { // last, so that it is said to whoever really signed this
        return fail(FailureCode::TimestampOutOfRange);
    }
    return claims;
}

SignatureHeaders signAnswer(int status, QByteArrayView body, const QByteArray &requestSignature, const SigningKey &key,
                            const QDateTime &created)
{
    const auto digest = contentDigest(body);
    if (signatureOf(requestSignature).isEmpty()) {
        return {digest, {}, {}};
    }
    return sealed(componentsOf(status, digest, *memberOf(requestSignature)), parametersOf(answerComponents, created, {}, key.publicKey()),
                  digest, key);
}

Result<SignatureClaims> verifyAnswer(int status, QByteArrayView body, const SignatureHeaders &headers, const QByteArray &requestSignature,
                                     const PublicKey &key)
{
    auto claims = claimsOf(headers.signatureInput, answerComponents, false);
    const auto signature = signatureOf(headers.signature);
    if (!claims || signature.isEmpty() || signatureOf(requestSignature).isEmpty()) {
        return fail(FailureCode::AcknowledgementBad, QStringLiteral("the answer carries no signature of the form of docs/protocol.md"));
    }
    if (claims->keyId != key.text()) {
        return fail(FailureCode::AcknowledgementBad, QStringLiteral("keyid names another key"));
    }
    if (headers.contentDigest != contentDigest(body)) {
        return fail(FailureCode::AcknowledgementBad, QStringLiteral("Content-Digest is not that of the body"));
    }
    const auto parameters = headers.signatureInput.sliced(qsizetype(sizeof label) - 1);
    if (!key.verifies(signatureBase(componentsOf(status, headers.contentDigest, *memberOf(requestSignature)), parameters), signature)) {
        return fail(FailureCode::AcknowledgementBad, QStringLiteral("the signature is not that of an answer to this request"));
    }
    return std::move(*claims);
}

} // namespace odna
