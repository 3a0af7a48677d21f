// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/consent/consent.h"
#include "core/receipt/receipt.h"

#include <QDateTime>

#include <optional>

// How values stand in the gateway's tables. What stands in our own tables was checked when it came in: only damage makes it unreadable.

namespace odna {

/// A member's link as the tables name it: every row of a member begins with these two.
struct Member
{
    QString cardNumber;
    QString linkId;
};

[[nodiscard]] QDateTime moment(qint64 milliseconds);
[[nodiscard]] QByteArray grantsText(const Grants &grants);
[[nodiscard]] Grants grantsOf(const QByteArray &text); ///< none where they cannot be read
[[nodiscard]] QByteArray profileText(const Profile &profile);
[[nodiscard]] Result<Profile> profileOf(const QByteArray &text);  ///< StorageFailed
[[nodiscard]] Result<Receipt> receiptOf(const QByteArray &text);  ///< StorageFailed
[[nodiscard]] std::optional<QString> orNull(const QString &text); ///< NULL where it is empty
[[nodiscard]] std::optional<qint64> orNull(const std::optional<QDateTime> &at);

} // namespace odna
