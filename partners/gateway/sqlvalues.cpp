// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlvalues.h"

#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"

#include <QJsonDocument>

namespace odna {

namespace {

template <class T>
Result<T> valueOf(const QByteArray &text, Result<T> (*read)(const QJsonObject &), const QString &damage)
{
    const auto document = QJsonDocument::fromJson(text);
    auto value = document.isObject() ? read(document.object()) : std::unexpected(Failure{FailureCode::StorageFailed, {}});
    if (!value) {
        return fail(FailureCode::StorageFailed, damage);
    }
    return value;
}

} // namespace

QDateTime moment(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

QByteArray grantsText(const Grants &grants)
{
    return QJsonDocument(toJson(grants)).toJson(QJsonDocument::Compact);
}

Grants grantsOf(const QByteArray &text)
{
    return grantsFromJson(QJsonDocument::fromJson(text).array()).value_or(Grants{});
}

QByteArray profileText(const Profile &profile)
{
    return jsonBytes(toJson(profile));
}

Result<Profile> profileOf(const QByteArray &text)
{
    return valueOf(text, &profileFromJson, QStringLiteral("the stored profile cannot be read"));
}

Result<Receipt> receiptOf(const QByteArray &text)
{
    return valueOf(text, &receiptFromJson, QStringLiteral("the stored receipt cannot be read"));
}

std::optional<QString> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

std::optional<qint64> orNull(const std::optional<QDateTime> &at)
{
    return at ? std::optional(at->toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace odna
