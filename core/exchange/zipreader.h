// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QHash>
#include <QIODevice>
#include <QStringList>

#include <memory>
#include <optional>

namespace odna {

/// Entries of a ZIP archive (PKWARE APPNOTE 6.3), stored or deflated, also WinZip AES, read one at a time into memory. Unpacking
/// ends where more comes than the header says. A name is a key, never a path.
class ZipReader final
{
public:
    static constexpr qsizetype entryLimit = 10'000;
    /// Unpacked over packed size beyond which an entry of more than 1 MiB is a bomb; deflate itself ends at 1,032.
    static constexpr qint64 ratioLimit = 200;

    static constexpr qint64 defaultUnpackedLimit = 512 * 1024 * 1024; ///< all that is read, together

    /// \a file is seekable and outlives the reader. ImportDamaged for what is no archive or has a name twice, ImportTooLarge for more
    /// than entryLimit entries or an archive for more than 4 GiB, FileUnreadable.
    [[nodiscard]] static Result<ZipReader> open(QIODevice &file, const std::optional<SecretBytes> &password = {},
                                                qint64 unpackedLimit = defaultUnpackedLimit);
    ~ZipReader();
    ZipReader(ZipReader &&) noexcept;
    ZipReader &operator=(ZipReader &&) noexcept;

    /// In the order of the archive's directory; no folders.
    [[nodiscard]] const QStringList &names() const { return m_names; }
    [[nodiscard]] bool contains(const QString &name) const { return m_places.contains(name); }
    /// The unpacked entry, its checksum verified. ImportTooLarge where it has more than \a limit bytes or is a bomb, PasswordNeeded,
    /// PasswordWrong, ImportDamaged (also where there is no such entry), FileUnreadable.
    [[nodiscard]] Result<QByteArray> read(const QString &name, qsizetype limit) const;
    /// Whether a bomb was met or the limit of all together reached: nothing more is read.
    [[nodiscard]] bool isExhausted() const;

private:
    struct Archive;
    ZipReader() = default;
    std::unique_ptr<Archive> m_archive;
    std::optional<SecretBytes> m_password; ///< as zipPassword()
    QStringList m_names;
    QHash<QString, quint64> m_places;
};

} // namespace odna
