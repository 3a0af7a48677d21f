// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/apikeys.h"

#include "core/base/bytes.h"
#include "core/base/crypto.h"
#include "core/base/strictjson.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLockFile>
#include <QRegularExpression>
#include <QSaveFile>

#include <sys/stat.h>

#include <array>
#include <cstring>

namespace odna {

namespace {

QByteArray fileIdentity(const QString &path)
{
    struct stat now{};
    if (::stat(QFile::encodeName(path).constData(), &now) != 0) {
        return QByteArrayLiteral("none");
    }
    const std::array<long long, 4> parts{static_cast<long long>(now.st_ino), static_cast<long long>(now.st_size),
                                         static_cast<long long>(now.st_mtim.tv_sec), static_cast<long long>(now.st_mtim.tv_nsec)};
    return {reinterpret_cast<const char *>(parts.data()), sizeof(parts)};
}

} // namespace

QString nameOf(ApiRole role)
{
    return role == ApiRole::Till ? QStringLiteral("till") : QStringLiteral("office");
}

std::optional<ApiRole> apiRoleNamed(QStringView name)
{
    for (const auto role : {ApiRole::Till, ApiRole::Office}) {
        if (name == nameOf(role)) {
            return role;
        }
    }
    return std::nullopt;
}

ApiKeys::ApiKeys(const QString &dataFolder)
    : m_path(QDir(dataFolder).filePath(QStringLiteral("api-keys.json")))
{}

Result<QList<ApiKey>> ApiKeys::list() const
{
    QFile file(m_path);
    if (!file.exists()) {
        return QList<ApiKey>();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::StorageFailed, QStringLiteral("api-keys.json cannot be read"));
    }
    const auto object = parseJson(file.readAll(), {4 * 1024 * 1024, 4});
    if (!object) {
        return fail(FailureCode::StorageFailed, QStringLiteral("api-keys.json is damaged: ") + object.error().detail);
    }
    QList<ApiKey> keys;
    const auto array = object->value(QLatin1StringView("keys")).toArray();
    for (const auto &value : array) {
        const auto entry = value.toObject();
        const auto role = apiRoleNamed(entry.value(QLatin1StringView("role")).toString());
        const auto hash = fromBase64Url(entry.value(QLatin1StringView("sha256")).toString());
        if (!role || !hash || hash->size() != 32) {
            return fail(FailureCode::StorageFailed, QStringLiteral("api-keys.json is damaged"));
        }
        keys.append({entry.value(QLatin1StringView("name")).toString(), *role, *hash,
                     fromTimestamp(entry.value(QLatin1StringView("created_at")).toString())});
    }
    return keys;
}

Result<void> ApiKeys::store(const QList<ApiKey> &keys) const
{
    QJsonArray array;
    for (const auto &key : keys) {
        array.append(QJsonObject{{QStringLiteral("name"), key.name},
                                 {QStringLiteral("role"), nameOf(key.role)},
                                 {QStringLiteral("sha256"), toBase64Url(key.hash)},
                                 {QStringLiteral("created_at"), toTimestamp(key.createdAt)}});
    }
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return fail(FailureCode::StorageFailed, QStringLiteral("api-keys.json cannot be written"));
    }
    file.write(jsonBytes({{QStringLiteral("keys"), array}}) + '\n');
    if (!file.commit()) {
        return fail(FailureCode::StorageFailed, QStringLiteral("api-keys.json cannot be written"));
    }
    return {};
}

Result<QString> ApiKeys::add(const QString &name, ApiRole role, const Clock &clock)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9._-]{1,40}\\z"));
    if (!form.match(name).hasMatch()) {
        return fail(FailureCode::UsageWrong, QStringLiteral("--name takes 1 to 40 letters, digits, points and dashes"));
    }
    QLockFile lock(m_path + QStringLiteral(".lock"));
    if (!lock.tryLock(10'000)) {
        return fail(FailureCode::StorageFailed, QStringLiteral("another program changes the API keys"));
    }
    auto keys = list();
    if (!keys) {
        return std::unexpected(keys.error());
    }
    for (const auto &key : *keys) {
        if (key.name == name) {
            return fail(FailureCode::UsageWrong, QStringLiteral("there is a key of that name; revoke it first or choose another name"));
        }
    }
    const auto text = QStringLiteral("odna_%1_%2").arg(nameOf(role), toBase64Url(randomBytes(32)));
    keys->append({name, role, sha256(text.toLatin1()), clock.now()});
    if (auto stored = store(*keys); !stored) {
        return std::unexpected(stored.error());
    }
    return text;
}

Result<void> ApiKeys::revoke(const QString &name)
{
    QLockFile lock(m_path + QStringLiteral(".lock"));
    if (!lock.tryLock(10'000)) {
        return fail(FailureCode::StorageFailed, QStringLiteral("another program changes the API keys"));
    }
    auto keys = list();
    if (!keys) {
        return std::unexpected(keys.error());
    }
    if (keys->removeIf([&name](const ApiKey &key) { return key.name == name; }) == 0) {
        return fail(FailureCode::NotFound, QStringLiteral("there is no key of that name"));
    }
    return store(*keys);
}

Result<ApiRole> ApiKeys::roleOf(QByteArrayView authorization)
{
    // RFC 9110 section 11.1: the scheme's name has no case.
    if (authorization.size() < 8 || qstrnicmp(authorization.data(), "Bearer ", 7) != 0) {
        return fail(FailureCode::KeyUnknown);
    }
    const auto hash = sha256(authorization.sliced(7));
    const std::lock_guard lock(m_mutex);
    if (auto identity = fileIdentity(m_path); identity != m_seen) {
        const auto keys = list();
        if (!keys) {
            return std::unexpected(keys.error());
        }
        m_byHash.clear();
        for (const auto &key : *keys) {
            m_byHash.insert(key.hash, key.role);
        }
        m_seen = std::move(identity);
    }
    const auto found = m_byHash.constFind(hash);
    if (found == m_byHash.constEnd()) {
        return fail(FailureCode::KeyUnknown);
    }
    return *found;
}

} // namespace odna
