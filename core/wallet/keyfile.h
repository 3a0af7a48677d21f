// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "core/wallet/recoverycode.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace odna {

/// wallet.keys: the database key, sealed once per way of unlocking. All numbers big-endian.
///
///     offset  size
///          0     8  "ODNAKEYS"
///          8     2  version, 1
///         10    16  wallet id, random; names the entry in the key store
///         26     2  number of slots n, 1 to 3, at most one of each kind, kinds ascending
///         28  97·n  slots:  1  kind: 1 key store, 2 passphrase, 3 recovery code
///                           4  Argon2id passes        (passphrase; otherwise 0)
///                           4  Argon2id memory in KiB (passphrase; otherwise 0)
///                          16  Argon2id salt          (passphrase; otherwise 0)
///                          72  database key under the slot key: XChaCha20-Poly1305, nonce ‖ ciphertext ‖ tag; associated data are
///                              bytes 0 to 25 of the file and the first 25 of the slot
///    28+97·n    32  MAC: BLAKE2b-256 of everything before it, under a key derived from the database key
///    60+97·n    32  SHA-256 of everything before it
///
/// The checksum tells a damaged file from a wrong passphrase before any slot is tried (every later version ends with one, too); the MAC tells
/// a file that somebody made (slots exchanged, costs lowered) from one that this wallet wrote.
class KeyFile final
{
public:
    enum class Kind : quint8 { KeyStore = 1, Passphrase = 2, Recovery = 3 };

    static constexpr qsizetype maximumSize = 64 * 1024;
    static constexpr Argon2Cost cost{3, 64 * 1024}; ///< of a new passphrase slot: 64 MiB, three passes

    /// A file without slots for a new wallet.
    [[nodiscard]] static KeyFile create();
    /// Failures: WalletForeign where this never was a key file, WalletDamaged for a wrong checksum or impossible content, WalletNewer.
    [[nodiscard]] static Result<KeyFile> parse(QByteArrayView bytes);
    /// FileUnreadable, or as parse().
    [[nodiscard]] static Result<KeyFile> read(const QString &path);

    [[nodiscard]] bool has(Kind kind) const;
    /// The key store's name for this wallet's secret.
    [[nodiscard]] QString keyStoreEntry() const;

    // Each adds the slot or replaces the one of its kind.
    void setKeyStore(const SecretBytes &secret, const SecretBytes &databaseKey);
    [[nodiscard]] Result<void> setPassphrase(const SecretBytes &passphrase, const SecretBytes &databaseKey);
    void removeKeyStore();
    void setRecoveryCode(const RecoveryCode &code, const SecretBytes &databaseKey);

    // Each gives the database key. WalletDamaged where the slot opens but the MAC is wrong. Otherwise, where the slot does not open:
    [[nodiscard]] Result<SecretBytes> openWithKeyStore(const SecretBytes &secret) const;       ///< KeystoreLocked: another wallet's key
    [[nodiscard]] Result<SecretBytes> openWithPassphrase(const SecretBytes &passphrase) const; ///< PassphraseWrong
    [[nodiscard]] Result<SecretBytes> openWithRecoveryCode(const RecoveryCode &code) const;    ///< RecoveryCodeWrong

    [[nodiscard]] QByteArray bytes(const SecretBytes &databaseKey) const;
    /// Writes atomically, reads back and compares. DiskFull, StorageFailed.
    [[nodiscard]] Result<void> write(const QString &path, const SecretBytes &databaseKey) const;
    /// Whether this file was written with that key and not changed since.
    [[nodiscard]] bool isAuthentic(const SecretBytes &databaseKey) const;

private:
    struct Slot
    {
        Kind kind = Kind::KeyStore;
        Argon2Cost cost{0, 0};
        QByteArray salt;
        QByteArray sealed;
    };

    KeyFile() = default;
    [[nodiscard]] QByteArray header() const;
    [[nodiscard]] static QByteArray parametersOf(const Slot &slot);
    [[nodiscard]] QByteArray authenticatedPart() const;
    [[nodiscard]] const Slot *slot(Kind kind) const;
    void seal(Slot slot, const SecretBytes &slotKey, const SecretBytes &databaseKey);
    [[nodiscard]] Result<SecretBytes> open(const Slot *slot, const SecretBytes &slotKey, FailureCode wrongKey) const;

    QByteArray m_walletId;
    QList<Slot> m_slots; ///< kinds ascending
    QByteArray m_mac;    ///< as read; empty for a file that was made or changed here
};

} // namespace odna
