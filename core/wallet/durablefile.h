// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDir>
#include <QString>

// Files that must survive a crash at any moment. POSIX.

namespace odna {

/// What is in the file, which may be empty. FileUnreadable where it cannot be read, TooLarge over \a limit bytes.
[[nodiscard]] Result<QByteArray> readWhole(const QString &path, qsizetype limit);

/// The file holds either its old content or all of \a bytes, whatever happens: written beside it, synced, renamed, folder synced. Readable by
/// its owner only. DiskFull, StorageFailed.
[[nodiscard]] Result<void> writeDurably(const QString &path, QByteArrayView bytes);

/// Syncs a file that another library wrote, renames it over \a target and syncs the folder.
[[nodiscard]] Result<void> renameDurably(const QString &path, const QString &target);

/// Makes the names in \a folder durable.
[[nodiscard]] Result<void> syncFolder(const QString &folder);

/// An empty file that only its owner can read; what stood there is emptied.
[[nodiscard]] Result<void> makePrivateFile(const QString &path);

/// Overwrites the content in place, syncs, removes. Removing what is not there is no failure. On storage that writes elsewhere (flash) the old
/// bytes may survive; they are sealed keys, not plain ones.
[[nodiscard]] Result<void> destroyFile(const QString &path);

/// DiskFull where \a error (an errno) says that there is no room, else StorageFailed.
[[nodiscard]] Failure failureOfErrno(int error, const QString &what);

/// One process at a time: the operating system frees the lock when the holder ends, by whatever end.
class FolderLock final
{
public:
    /// WalletInUse where another process, or this one, holds it. Makes the lock file, never the folder.
    [[nodiscard]] static Result<FolderLock> acquire(const QDir &folder);
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor)
        : m_descriptor(descriptor)
    {}
    int m_descriptor = -1;
};

} // namespace odna
