// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secretbytes.h"
#include "core/pocket/importplan.h"

#include <QIODevice>
#include <QStringList>

#include <functional>
#include <stop_token>

namespace odna {

struct ImportOptions
{
    std::optional<SecretBytes> password;                   ///< of an encrypted archive, UTF-8
    QStringList locales;                                   ///< BCP 47, the most wished first, for what a pass says in several languages
    QByteArray passRoots;                                  ///< PEM of the roots that pass signers are trusted by; empty: none is
    std::function<void(qint64 done, qint64 all)> progress; ///< called from the reading thread; may be empty
    std::stop_token stop;                                  ///< Cancelled at the next card
};

/// Reads any file that a shopper may bring, by its content, never by its name: Catima zip (2) and CSV (1, 2), Loyalty Card Keychain CSV,
/// Catima share links (a text that holds some), FidMe zip, Voucher Vault JSON, .pkpass and .pkpasses. Nothing is written anywhere.
/// Memory stays under 256 MiB whatever the file says: pictures beyond 128 MiB in all, or 8 MiB each, are left out with a remark.
/// What fits no card here (an unknown kind of code, a row without a number) is kept as far as it goes, with a remark. Every card passes
/// checkCard(). \a file is open for reading and seekable.
/// Failures: ImportUnknown, ImportDamaged, ImportTooLarge, PasswordNeeded, PasswordWrong, Cancelled, FileUnreadable. Any thread.
[[nodiscard]] Result<ImportedPocket> readPocket(QIODevice &file, const ImportOptions &options = {});

} // namespace odna
