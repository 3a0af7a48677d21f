// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/longwork.h"
#include "core/wallet/keyfile.h"

#include <QIODevice>

namespace odna {

class Database;

// The backup of a wallet: one file, a logical export rather than a copy of the database. All numbers big-endian.
//
//     offset  size
//          0     8  "ODNABACK"
//          8     2  version, 1
//         10     4  length k of the key file
//         14     k  wallet.keys as it was: the passphrase and the recovery code of that moment open the backup
//       14+k    24  header of the sealed stream (SealingStream), under a key derived from the database key and bytes 0 to 13+k
//       38+k        parts: 4 bytes length, then the sealed part; the last one is marked
//
// Each part is one CBOR array (RFC 8949). The first: [schema version, made at (ms since 1970)]. Then, table by table in the order of the schema:
// [table, [column …], [row …]] with about 64 KiB of rows each. The last: [number of rows].
// A part that was changed, dropped, repeated or moved, and a file cut short, are noticed before anything is restored.

/// Writes all that \a database holds. DiskFull, StorageFailed, Cancelled, or what the database says.
[[nodiscard]] Result<void> writeBackup(Database &database, const QByteArray &keyFile, const SecretBytes &databaseKey, qint64 madeAt,
                                       QIODevice &out, const LongWork &work);

/// A backup while it is being read.
class BackupReader final
{
public:
    /// Reads up to the sealed stream. BackupForeign where this never was a backup, BackupDamaged, WalletNewer.
    [[nodiscard]] static Result<BackupReader> open(QIODevice &in);
    [[nodiscard]] const KeyFile &keys() const { return m_keys; }
    [[nodiscard]] QByteArray keyFile() const { return m_head.sliced(headSize); }

    /// Fills \a database, which has no schema yet, and leaves it at the newest schema. BackupDamaged, WalletNewer, Cancelled.
    [[nodiscard]] Result<void> restoreInto(Database &database, const SecretBytes &databaseKey, const LongWork &work);

private:
    static constexpr qsizetype headSize = 14;
    BackupReader(QIODevice &in, QByteArray head, KeyFile keys)
        : m_in(in)
        , m_head(std::move(head))
        , m_keys(std::move(keys))
    {}
    QIODevice &m_in;
    QByteArray m_head;
    KeyFile m_keys;
};

} // namespace odna
