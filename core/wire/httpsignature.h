// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/crypto.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <utility>

// HTTP Message Signatures (RFC 9421) with Ed25519 and Content-Digest (RFC 9530, sha-256), label "odna".
// Request: "@method" "@authority" "@path" "@query" "content-digest", parameters created, nonce, keyid, alg.
// Answer:  "@status" "content-digest" "signature";req;key="odna" (section 2.4), parameters created, keyid, alg: an answer belongs to
// exactly one request.

namespace odna {

/// One component of a signature base and its value, e.g. {"\"@method\"", "POST"}; the identifier is already serialised.
using SignatureComponent = std::pair<QByteArray, QByteArray>;

/// RFC 9421 section 2.5. \a parameters is the serialised value of "@signature-params".
[[nodiscard]] QByteArray signatureBase(const QList<SignatureComponent> &components, const QByteArray &parameters);

/// `sha-256=:…:`
[[nodiscard]] QByteArray contentDigest(QByteArrayView body);
/// The 32 bytes of a header that verifyRequest() has found to be contentDigest() of the body, so that nobody hashes it twice.
[[nodiscard]] QByteArray digestIn(const QByteArray &contentDigest);

/// A request as far as it is signed.
struct RequestParts
{
    QByteArray method;    ///< upper case
    QByteArray authority; ///< host[:port] lower case, without the scheme's default port
    QByteArray path;      ///< percent-encoded, e.g. "/v1/inbox"
    QByteArray query;     ///< without "?", may be empty
    QByteArray body;
};

/// The three header values that signing adds.
struct SignatureHeaders
{
    QByteArray contentDigest;
    QByteArray signatureInput;
    QByteArray signature;
};

/// What a signature says of itself.
struct SignatureClaims
{
    QString keyId;
    QDateTime created;
    QByteArray nonce; ///< empty on an answer
};

/// Signs with the key's own public key as keyid and a fresh 16-byte nonce.
[[nodiscard]] SignatureHeaders signRequest(const RequestParts &request, const SigningKey &key, const QDateTime &created);

/// The claims of a Signature-Input header without any verdict, to find the key. SignatureInvalid where it is not of the form above.
[[nodiscard]] Result<SignatureClaims> readClaims(const QByteArray &signatureInput);

/// Checks digest, covered components, time window of five minutes either way and signature. The caller remembers nonces.
/// Failures: SignatureInvalid, TimestampOutOfRange.
[[nodiscard]] Result<SignatureClaims> verifyRequest(const RequestParts &request, const SignatureHeaders &headers, const PublicKey &key,
                                                    const QDateTime &now);

/// \a requestSignature is the value of the request's Signature header; where it is not of the form above there is nothing to bind an
/// answer to, and only contentDigest is set.
[[nodiscard]] SignatureHeaders signAnswer(int status, QByteArrayView body, const QByteArray &requestSignature, const SigningKey &key,
                                          const QDateTime &created);
/// AcknowledgementBad where the answer is not signed by \a key for exactly that request.
[[nodiscard]] Result<SignatureClaims> verifyAnswer(int status, QByteArrayView body, const SignatureHeaders &headers,
                                                   const QByteArray &requestSignature, const PublicKey &key);

} // namespace odna
