// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

#include <mutex>

namespace odna {

/// What a key may do: report sales, or send events.
enum class ApiRole { Till, Office };
[[nodiscard]] QString nameOf(ApiRole role); ///< "till", "office"
[[nodiscard]] std::optional<ApiRole> apiRoleNamed(QStringView name);

struct ApiKey
{
    QString name; ///< 1 to 40 of [A-Za-z0-9._-], unique
    ApiRole role = ApiRole::Till;
    QByteArray hash; ///< SHA-256 of the key's text
    QDateTime createdAt;
};

/// The API keys of tills and back offices: api-keys.json (0600) in the data folder, replaced as a whole. It is a file of its own, so
/// that the command line changes it beside a running gateway, whose database only the gateway writes. Any thread.
class ApiKeys final
{
public:
    explicit ApiKeys(const QString &dataFolder);

    /// The new key's text, shown once. UsageWrong for a name that is taken or malformed; StorageFailed.
    [[nodiscard]] Result<QString> add(const QString &name, ApiRole role, const Clock &clock);
    /// NotFound.
    [[nodiscard]] Result<void> revoke(const QString &name);
    [[nodiscard]] Result<QList<ApiKey>> list() const;
    /// The role of the key in an Authorization header. Looks whether the file has changed first. KeyUnknown.
    [[nodiscard]] Result<ApiRole> roleOf(QByteArrayView authorization);

private:
    [[nodiscard]] Result<void> store(const QList<ApiKey> &keys) const;

    const QString m_path;
    std::mutex m_mutex;
    QHash<QByteArray, ApiRole> m_byHash;
    QByteArray m_seen; ///< identity of the file that m_byHash came from
};

} // namespace odna
