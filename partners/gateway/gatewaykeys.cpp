// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/gatewaykeys.h"

#include "core/base/bytes.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace odna {

namespace {

const auto rootName = QLatin1StringView("root.key");
const auto answerName = QLatin1StringView("answer.key");

Result<void> makeKey(const QString &folder, QLatin1StringView name)
{
    const auto path = QFile::encodeName(QDir(folder).filePath(name));
    const QByteArray fresh = path + QByteArrayLiteral(".new");
    if (QFile::exists(QFile::decodeName(path))) {
        return {};
    }
    const auto key = SigningKey::create();
    QByteArray text = toBase64Url(QByteArray(reinterpret_cast<const char *>(key.seed().data()), key.seed().size())).toLatin1() + '\n';
    const auto failure = [](const char *what) {
        return fail(errno == ENOSPC ? FailureCode::DiskFull : FailureCode::StorageFailed,
                    QStringLiteral("%1: %2").arg(QString::fromLatin1(what), QString::fromLocal8Bit(std::strerror(errno))));
    };
    ::unlink(fresh.constData());
    const int file = ::open(fresh.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        return failure("a key file cannot be made");
    }
    const bool written = ::write(file, text.constData(), static_cast<std::size_t>(text.size())) == text.size() && ::fsync(file) == 0;
    ::close(file);
    text.fill('\0');
    // link() and not rename(): a key that another process made meanwhile stays.
    if (!written || (::link(fresh.constData(), path.constData()) != 0 && errno != EEXIST)) {
        const auto result = failure("a key file cannot be written");
        ::unlink(fresh.constData());
        return result;
    }
    ::unlink(fresh.constData());
    const int directory = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        ::fsync(directory);
        ::close(directory);
    }
    return {};
}

Result<SigningKey> readKey(const QString &folder, QLatin1StringView name)
{
    QFile file(QDir(folder).filePath(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::ConfigInvalid,
                    QStringLiteral("server.data: there is no %1 in this folder; make it with: odna-gateway init --config FILE").arg(name));
    }
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (file.permissions() & others) {
        return fail(FailureCode::ConfigInvalid, QStringLiteral("server.data: others can read %1; for example: chmod 600 %1").arg(name));
    }
    auto text = file.read(128);
    auto seed = fromBase64Url(QString::fromLatin1(text.trimmed()));
    text.fill('\0');
    if (!seed || seed->size() != 32) {
        return fail(FailureCode::ConfigInvalid, QStringLiteral("server.data: %1 is damaged; put your copy of it back").arg(name));
    }
    return SigningKey::fromSeed(SecretBytes::wiping(*seed));
}

} // namespace

Result<GatewayKeys> GatewayKeys::create(const QString &dataFolder)
{
    if (!QDir().exists(dataFolder)) {
        if (!QDir().mkpath(dataFolder)) {
            return fail(FailureCode::StorageFailed, QStringLiteral("the folder %1 cannot be made").arg(dataFolder));
        }
        QFile::setPermissions(dataFolder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    for (const auto name : {rootName, answerName}) {
        if (auto made = makeKey(dataFolder, name); !made) {
            return std::unexpected(made.error());
        }
    }
    return load(dataFolder);
}

Result<GatewayKeys> GatewayKeys::load(const QString &dataFolder)
{
    auto root = readKey(dataFolder, rootName);
    if (!root) {
        return std::unexpected(root.error());
    }
    auto answer = readKey(dataFolder, answerName);
    if (!answer) {
        return std::unexpected(answer.error());
    }
    return GatewayKeys{std::move(*root), std::move(*answer)};
}

} // namespace odna
