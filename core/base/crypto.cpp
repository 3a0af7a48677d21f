// SPDX-License-Identifier: Apache-2.0
#include "core/base/crypto.h"

#include "core/base/bytes.h"

#include <sodium.h>

#include <algorithm>

namespace odna {

namespace {

// libsodium picks its fast code paths here; a static initialiser would run it in programs that never need it.
void ensureReady()
{
    static const int state = sodium_init();
    if (state < 0) {
        qFatal("libsodium cannot get random numbers from this system");
    }
}

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

unsigned long long lengthOf(QByteArrayView view)
{
    return static_cast<unsigned long long>(view.size());
}

// Memory from operator new, which is aligned for any type of this size.
crypto_secretstream_xchacha20poly1305_state *streamState(SecretBytes &bytes)
{
    return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state *>(bytes.data());
}

} // namespace

QByteArray randomBytes(qsizetype size)
{
    ensureReady();
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(size));
    return bytes;
}

SecretBytes randomSecret(qsizetype size)
{
    ensureReady();
    SecretBytes bytes(size);
    randombytes_buf(bytes.data(), static_cast<std::size_t>(size));
    return bytes;
}

QByteArray sha256(QByteArrayView bytes)
{
    ensureReady();
    QByteArray digest(crypto_hash_sha256_BYTES, Qt::Uninitialized);
    crypto_hash_sha256(bytesOf(digest), bytesOf(bytes), lengthOf(bytes));
    return digest;
}

std::optional<PublicKey> PublicKey::fromBytes(QByteArrayView bytes)
{
    ensureReady();
    if (bytes.size() != size || crypto_core_ed25519_is_valid_point(bytesOf(bytes)) != 1) {
        return std::nullopt;
    }
    PublicKey key;
    std::copy_n(bytesOf(bytes), size, key.m_bytes.begin());
    return key;
}

std::optional<PublicKey> PublicKey::fromText(const QString &text)
{
    const auto bytes = fromBase64Url(text);
    return bytes ? fromBytes(*bytes) : std::nullopt;
}

QByteArray PublicKey::bytes() const
{
    return {reinterpret_cast<const char *>(m_bytes.data()), size};
}

QString PublicKey::text() const
{
    return toBase64Url(bytes());
}

bool PublicKey::verifies(QByteArrayView message, QByteArrayView signature) const
{
    ensureReady();
    return signature.size() == crypto_sign_BYTES
           && crypto_sign_verify_detached(bytesOf(signature), bytesOf(message), lengthOf(message), m_bytes.data()) == 0;
}

SigningKey SigningKey::create()
{
    return fromSeed(randomSecret(crypto_sign_SEEDBYTES));
}

SigningKey SigningKey::fromSeed(const SecretBytes &seed)
{
    ensureReady();
    Q_ASSERT(seed.size() == crypto_sign_SEEDBYTES);
    SigningKey key;
    key.m_seed = seed.clone();
    key.m_expanded = SecretBytes(static_cast<qsizetype>(crypto_sign_SECRETKEYBYTES));
    crypto_sign_seed_keypair(key.m_public.m_bytes.data(), key.m_expanded.data(), seed.data());
    return key;
}

QByteArray SigningKey::sign(QByteArrayView message) const
{
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(message), lengthOf(message), m_expanded.data());
    return signature;
}

SigningKey SigningKey::subkey(QByteArrayView purpose, QByteArrayView name) const
{
    return fromSeed(deriveKey(m_seed, purpose, name));
}

Result<SecretBytes> argon2id(QByteArrayView password, QByteArrayView salt, Argon2Cost cost, qsizetype size)
{
    ensureReady();
    Q_ASSERT(salt.size() == crypto_pwhash_SALTBYTES && size >= qsizetype(crypto_pwhash_BYTES_MIN));
    SecretBytes key(size);
    const char *const letters = password.isEmpty() ? "" : password.data(); // libsodium wants no null pointer for an empty password
    if (crypto_pwhash(key.data(), static_cast<unsigned long long>(size), letters, lengthOf(password), bytesOf(salt), cost.passes,
                      std::size_t(cost.memoryKiB) * 1024, crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return fail(FailureCode::StorageFailed, QStringLiteral("no memory for Argon2id"));
    }
    return key;
}

SecretBytes deriveKey(const SecretBytes &key, QByteArrayView context, QByteArrayView input)
{
    ensureReady();
    Q_ASSERT(context.size() < 256);
    SecretBytes derived(static_cast<qsizetype>(crypto_generichash_BYTES));
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), static_cast<std::size_t>(key.size()), crypto_generichash_BYTES);
    const auto length = static_cast<unsigned char>(context.size());
    crypto_generichash_update(&state, &length, 1);
    crypto_generichash_update(&state, bytesOf(context), lengthOf(context));
    crypto_generichash_update(&state, bytesOf(input), lengthOf(input));
    crypto_generichash_final(&state, derived.data(), crypto_generichash_BYTES);
    sodium_memzero(&state, sizeof state);
    return derived;
}

QByteArray sealSecret(const SecretBytes &key, const SecretBytes &plain, QByteArrayView associated)
{
    constexpr auto nonceSize = qsizetype(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    constexpr auto tagSize = qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES);
    Q_ASSERT(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    auto sealed = randomBytes(nonceSize);
    sealed.resize(nonceSize + plain.size() + tagSize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytesOf(sealed) + nonceSize, nullptr, plain.data(), lengthOf(plain.view()),
                                               bytesOf(associated), lengthOf(associated), nullptr, bytesOf(sealed), key.data());
    return sealed;
}

std::optional<SecretBytes> openSecret(const SecretBytes &key, QByteArrayView sealed, QByteArrayView associated)
{
    ensureReady();
    constexpr auto nonceSize = qsizetype(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    constexpr auto tagSize = qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES);
    if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES || sealed.size() < nonceSize + tagSize) {
        return std::nullopt;
    }
    SecretBytes plain(sealed.size() - nonceSize - tagSize);
    const auto body = sealed.sliced(nonceSize);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, bytesOf(body), lengthOf(body), bytesOf(associated),
                                                   lengthOf(associated), bytesOf(sealed), key.data())
        != 0) {
        return std::nullopt;
    }
    return plain;
}

static_assert(SealingStream::headerSize == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(SealingStream::overhead == crypto_secretstream_xchacha20poly1305_ABYTES);

SealingStream::SealingStream(const SecretBytes &key)
    : m_state(sizeof(crypto_secretstream_xchacha20poly1305_state))
    , m_header(headerSize, Qt::Uninitialized)
{
    ensureReady();
    Q_ASSERT(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
    crypto_secretstream_xchacha20poly1305_init_push(streamState(m_state), bytesOf(m_header), key.data());
}

QByteArray SealingStream::seal(QByteArrayView part, bool last)
{
    QByteArray sealed(part.size() + overhead, Qt::Uninitialized);
    crypto_secretstream_xchacha20poly1305_push(streamState(m_state), bytesOf(sealed), nullptr, bytesOf(part), lengthOf(part), nullptr, 0,
                                               last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    return sealed;
}

std::optional<OpeningStream> OpeningStream::create(const SecretBytes &key, QByteArrayView header)
{
    ensureReady();
    Q_ASSERT(key.size() == crypto_secretstream_xchacha20poly1305_KEYBYTES);
    OpeningStream stream;
    stream.m_state = SecretBytes(sizeof(crypto_secretstream_xchacha20poly1305_state));
    if (header.size() != SealingStream::headerSize
        || crypto_secretstream_xchacha20poly1305_init_pull(streamState(stream.m_state), bytesOf(header), key.data()) != 0) {
        return std::nullopt;
    }
    return stream;
}

std::optional<OpeningStream::Part> OpeningStream::open(QByteArrayView sealed)
{
    if (sealed.size() < SealingStream::overhead) {
        return std::nullopt;
    }
    Part part{QByteArray(sealed.size() - SealingStream::overhead, Qt::Uninitialized), false};
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(streamState(m_state), bytesOf(part.bytes), nullptr, &tag, bytesOf(sealed),
                                                   lengthOf(sealed), nullptr, 0)
        != 0) {
        return std::nullopt;
    }
    part.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return part;
}

} // namespace odna
