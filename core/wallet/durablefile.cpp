// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/durablefile.h"

#include "core/base/crypto.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odna {

namespace {

class Descriptor final
{
public:
    Descriptor(const QString &path, int flags)
        : m_number(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR))
    {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] int release() { return std::exchange(m_number, -1); }

    [[nodiscard]] bool writeAll(QByteArrayView bytes) const
    {
        while (!bytes.isEmpty()) {
            const auto written = ::write(m_number, bytes.data(), static_cast<std::size_t>(bytes.size()));
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written <= 0) {
                return false;
            }
            bytes = bytes.sliced(written);
        }
        return true;
    }

private:
    int m_number;
};

} // namespace

Failure failureOfErrno(int error, const QString &what)
{
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    const auto reason = QString::fromLocal8Bit(std::strerror(error));
    return Failure{full ? FailureCode::DiskFull : FailureCode::StorageFailed, what + QStringLiteral(": ") + reason};
}

Result<QByteArray> readWhole(const QString &path, qsizetype limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, QStringLiteral("cannot open ") + QFileInfo(path).fileName());
    }
    auto bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError) {
        return fail(FailureCode::FileUnreadable, QStringLiteral("cannot read ") + QFileInfo(path).fileName());
    }
    if (bytes.size() > limit) {
        return fail(FailureCode::TooLarge, QFileInfo(path).fileName());
    }
    return bytes;
}

Result<void> syncFolder(const QString &folder)
{
    const Descriptor directory(folder, O_RDONLY | O_DIRECTORY);
    if (!directory.isOpen() || ::fsync(directory.number()) != 0) {
        return std::unexpected(failureOfErrno(errno, QStringLiteral("sync of the folder")));
    }
    return {};
}

Result<void> writeDurably(const QString &path, QByteArrayView bytes)
{
    const QString beside = path + QStringLiteral(".new");
    {
        const Descriptor file(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
        if (!file.isOpen() || !file.writeAll(bytes) || ::fsync(file.number()) != 0) {
            const int error = errno;
            QFile::remove(beside);
            return std::unexpected(failureOfErrno(error, QStringLiteral("write of ") + QFileInfo(path).fileName()));
        }
    }
    return renameDurably(beside, path);
}

Result<void> renameDurably(const QString &path, const QString &target)
{
    {
        const Descriptor file(path, O_RDWR);
        if (!file.isOpen() || ::fsync(file.number()) != 0) {
            return std::unexpected(failureOfErrno(errno, QStringLiteral("sync of ") + QFileInfo(path).fileName()));
        }
    }
    if (std::rename(QFile::encodeName(path).constData(), QFile::encodeName(target).constData()) != 0) {
        return std::unexpected(failureOfErrno(errno, QStringLiteral("rename to ") + QFileInfo(target).fileName()));
    }
    return syncFolder(QFileInfo(target).absolutePath());
}

Result<void> makePrivateFile(const QString &path)
{
    const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
    if (!file.isOpen()) {
        return std::unexpected(failureOfErrno(errno, QStringLiteral("making of ") + QFileInfo(path).fileName()));
    }
    return {};
}

Result<void> destroyFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink()) {
        return {};
    }
    {
        const Descriptor file(path, O_WRONLY | O_NOFOLLOW);
        // Where there is no way to overwrite it, it is at least removed.
        if (file.isOpen() && file.writeAll(randomBytes(qMin<qint64>(info.size(), 64 * 1024)))) {
            ::fsync(file.number());
        }
    }
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT) {
        return std::unexpected(failureOfErrno(errno, QStringLiteral("removal of ") + info.fileName()));
    }
    return syncFolder(info.absolutePath());
}

Result<FolderLock> FolderLock::acquire(const QDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("wallet.lock"));
    Descriptor file(path, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (!file.isOpen()) {
        return std::unexpected(failureOfErrno(errno, QStringLiteral("lock file")));
    }
    if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        return errno == EWOULDBLOCK ? fail(FailureCode::WalletInUse) : std::unexpected(failureOfErrno(errno, QStringLiteral("lock file")));
    }
    // A wallet that was wiped between our open and our lock took the lock file with it: that lock excludes nobody.
    struct stat held{};
    struct stat named{};
    if (::fstat(file.number(), &held) != 0 || ::stat(QFile::encodeName(path).constData(), &named) != 0 || held.st_ino != named.st_ino
        || held.st_dev != named.st_dev) {
        return fail(FailureCode::WalletInUse);
    }
    return FolderLock(file.release());
}

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

} // namespace odna
