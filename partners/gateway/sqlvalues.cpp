// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlvalues.h"

#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"

#include <QJsonDocument>

namespace odna {

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

Profile profileOf(const QByteArray &text)
{
    return profileFromJson(QJsonDocument::fromJson(text).object()).value_or(Profile{});
}

Receipt receiptOf(const QByteArray &text)
{
    return receiptFromJson(QJsonDocument::fromJson(text).object()).value_or(Receipt{});
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
