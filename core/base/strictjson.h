// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace odna {

struct JsonLimits
{
    qsizetype bytes = 64 * 1024;
    int depth = 16;
    bool wideNumbers = false; ///< a number beyond ±(2^53 - 1) is a double and not refused: for documents that others define
};

/// One JSON object (RFC 8259) out of foreign bytes: UTF-8 without lone surrogates or NUL in strings, no duplicate keys, no
/// trailing bytes, no number beyond ±(2^53 - 1) (RFC 7493 section 2.2; whole numbers up to there stay exact), within the limits.
/// Failures: TooLarge; Malformed, with the byte offset where the grammar is broken. Any thread.
[[nodiscard]] Result<QJsonObject> parseJson(QByteArrayView bytes, JsonLimits limits = {});

/// Compact UTF-8 bytes, keys sorted.
[[nodiscard]] QByteArray jsonBytes(const QJsonObject &object);

} // namespace odna
