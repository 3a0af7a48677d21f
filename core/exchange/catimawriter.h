// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secretbytes.h"
#include "core/pocket/classiccard.h"

#include <QIODevice>

#include <functional>
#include <stop_token>

namespace odna {

struct ExportOptions
{
    std::optional<SecretBytes> password;                   ///< UTF-8; the archive is then WinZip AES-256
    std::function<void(qint64 done, qint64 all)> progress; ///< called from the writing thread; may be empty
    std::stop_token stop;
};

struct ExportReport
{
    qsizetype cards = 0;
    qsizetype pictures = 0;
    QStringList remarks; ///< in English: what Catima has no place for
};

/// Catima's zip, version 2, with nothing in it that Catima refuses. Kinds of code that Catima does not draw alike (others than its 13,
/// GS1 codes, character sets other than Latin-1 and UTF-8) become a card without a code, with the number. Fields, updates and the origin
/// have no place there. readPocket() of the result plans no change against \a cards. \a groups in their order; those of the cards are
/// added. \a out is empty, seekable and open for writing; what it holds after a failure is no archive. \a picturesOf is asked for one card
/// at a time. DiskFull, StorageFailed, Cancelled, PasswordWrong for an empty password, or \a picturesOf's failure. Any thread.
[[nodiscard]] Result<ExportReport> writeCatimaZip(QIODevice &out, const QList<ClassicCard> &cards, const QStringList &groups,
                                                  const std::function<Result<CardPictures>(const QString &id)> &picturesOf,
                                                  const ExportOptions &options = {});

} // namespace odna
