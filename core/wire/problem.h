// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/failure.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace odna {

/// An error on the wire: RFC 9457 application/problem+json
/// {"type": "about:blank", "title", "status", "code", "detail", "retryable", "server_time"?}.
[[nodiscard]] QByteArray problemJson(const Failure &failure, const std::optional<QDateTime> &serverTime = std::nullopt);

/// What a problem document says; code is nothing for a name that this version does not know.
struct Problem
{
    int status = 0;
    std::optional<FailureCode> code;
    QString detail;
    bool retryable = false;
    std::optional<QDateTime> serverTime;
};
[[nodiscard]] Result<Problem> problemFromJson(QByteArrayView body);

} // namespace odna
