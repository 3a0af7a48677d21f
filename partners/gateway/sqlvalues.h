// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/consent/consent.h"
#include "core/receipt/receipt.h"

#include <QDateTime>

#include <optional>

// How values stand in the gateway's tables. What stands in our own tables was checked when it came in: a row that cannot be read any
// more yields an empty value.

namespace odna {

/// A member's link as the tables name it: every row of a member begins with these two.
struct Member
{
    QString cardNumber;
    QString linkId;
};

[[nodiscard]] QDateTime moment(qint64 milliseconds);
[[nodiscard]] QByteArray grantsText(const Grants &grants);
[[nodiscard]] Grants grantsOf(const QByteArray &text);
[[nodiscard]] QByteArray profileText(const Profile &profile);
[[nodiscard]] Profile profileOf(const QByteArray &text);
[[nodiscard]] Receipt receiptOf(const QByteArray &text);
[[nodiscard]] std::optional<QString> orNull(const QString &text); ///< NULL where it is empty
[[nodiscard]] std::optional<qint64> orNull(const std::optional<QDateTime> &at);

} // namespace odna
