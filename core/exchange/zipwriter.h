// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QIODevice>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace odna {

/// A new ZIP archive, its sizes in front of each entry as old readers want them, with a password in WinZip AES-256.
class ZipWriter final
{
public:
    using Bytes = std::function<Result<QByteArray>()>;

    /// \a file is empty, seekable, open for writing and outlives the writer. PasswordWrong for a password that no archive can have
    /// (empty, or with a NUL).
    [[nodiscard]] static Result<ZipWriter> create(QIODevice &file, const std::optional<SecretBytes> &password);
    ~ZipWriter();
    ZipWriter(ZipWriter &&) noexcept;
    ZipWriter &operator=(ZipWriter &&) noexcept;

    /// \a bytes is asked while finish() writes this entry, one entry after the other, so that they need not lie in memory together. Its
    /// failure is finish()'s. What is packed already (\a packed) is stored.
    [[nodiscard]] Result<void> add(const QString &name, Bytes bytes, bool packed);
    /// Writes everything. DiskFull, StorageFailed, Cancelled, or what an entry's bytes failed with.
    [[nodiscard]] Result<void> finish(const std::stop_token &stop, const std::function<void(double)> &progress);

private:
    struct Archive;
    ZipWriter() = default;
    std::unique_ptr<Archive> m_archive;
};

} // namespace odna
