// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <compare>
#include <cstddef>

// The project's only door to libsodium. Everything here may be called on any thread.

namespace odna {

/// \a size bytes from the operating system's generator.
[[nodiscard]] QByteArray randomBytes(qsizetype size);
[[nodiscard]] SecretBytes randomSecret(qsizetype size);

[[nodiscard]] QByteArray sha256(QByteArrayView bytes); ///< FIPS 180-4, 32 bytes

/// An Ed25519 public key (RFC 8032), 32 bytes.
class PublicKey final
{
public:
    static constexpr qsizetype size = 32;
    /// Nothing where \a bytes are not 32 or no point of the curve's main subgroup.
    [[nodiscard]] static std::optional<PublicKey> fromBytes(QByteArrayView bytes);
    /// base64url, 43 letters: the text form on the wire, and the keyid of a signature.
    [[nodiscard]] static std::optional<PublicKey> fromText(const QString &text);
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] QString text() const;
    /// RFC 8032 section 5.1.7; false for a wrong or malleable signature.
    [[nodiscard]] bool verifies(QByteArrayView message, QByteArrayView signature) const;
    auto operator<=>(const PublicKey &) const = default;

private:
    friend class SigningKey;
    std::array<unsigned char, size> m_bytes{};
};

/// An Ed25519 key pair (RFC 8032), made from a 32-byte seed. Movable, wiped at its end.
class SigningKey final
{
public:
    [[nodiscard]] static SigningKey create();
    /// \a seed has 32 bytes.
    [[nodiscard]] static SigningKey fromSeed(const SecretBytes &seed);
    [[nodiscard]] const SecretBytes &seed() const { return m_seed; }
    [[nodiscard]] const PublicKey &publicKey() const { return m_public; }
    [[nodiscard]] QByteArray sign(QByteArrayView message) const; ///< 64 bytes
    /// The key for one purpose, e.g. "odna-link/1" and a retailer's id: BLAKE2b-256 keyed with the seed. Cannot be linked to
    /// the parent or to a sibling without the seed.
    [[nodiscard]] SigningKey subkey(QByteArrayView purpose, QByteArrayView name) const;

private:
    SigningKey() = default;
    SecretBytes m_seed;
    SecretBytes m_expanded;
    PublicKey m_public;
};

/// Cost of Argon2id (RFC 9106) with one lane.
struct Argon2Cost
{
    quint32 passes;
    quint32 memoryKiB;
};

/// Argon2id 1.3, one lane. \a salt has 16 bytes, \a size at least 16. DiskFull is never returned; memory that cannot be had
/// is StorageFailed.
[[nodiscard]] Result<SecretBytes> argon2id(QByteArrayView password, QByteArrayView salt, Argon2Cost cost, qsizetype size);

/// BLAKE2b-256 of \a context, length-prefixed, and \a input under \a key: one key out of another, or a MAC.
[[nodiscard]] SecretBytes deriveKey(const SecretBytes &key, QByteArrayView context, QByteArrayView input = {});

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): random 24-byte nonce ‖ ciphertext ‖ 16-byte tag.
[[nodiscard]] QByteArray sealSecret(const SecretBytes &key, const SecretBytes &plain, QByteArrayView associated);
/// Nothing where the key is another or a bit was changed.
[[nodiscard]] std::optional<SecretBytes> openSecret(const SecretBytes &key, QByteArrayView sealed, QByteArrayView associated);

/// A stream of sealed parts (libsodium's secretstream, XChaCha20-Poly1305): a part that is changed, missing, moved or after the last one
/// is noticed. Writes header() once, then the parts.
class SealingStream final
{
public:
    static constexpr qsizetype headerSize = 24;
    static constexpr qsizetype overhead = 17; ///< bytes by which a sealed part is longer
    /// \a key has 32 bytes.
    explicit SealingStream(const SecretBytes &key);
    [[nodiscard]] const QByteArray &header() const { return m_header; }
    [[nodiscard]] QByteArray seal(QByteArrayView part, bool last);

private:
    SecretBytes m_state;
    QByteArray m_header;
};

/// The other end of SealingStream.
class OpeningStream final
{
public:
    struct Part
    {
        QByteArray bytes;
        bool last;
    };
    /// Nothing where \a header is not 24 bytes or impossible.
    [[nodiscard]] static std::optional<OpeningStream> create(const SecretBytes &key, QByteArrayView header);
    /// Nothing where this is not the part that was sealed next with that key; the stream is of no use then.
    [[nodiscard]] std::optional<Part> open(QByteArrayView sealed);

private:
    OpeningStream() = default;
    SecretBytes m_state;
};

} // namespace odna
