// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QTest>

#include <functional>
#include <memory>
#include <optional>

namespace odna {

/// Runs the event loop until \a begin's callback has spoken; Cancelled with "no callback" after a minute. A second call of the same
/// callback fails the test.
template <class T>
[[nodiscard]] Result<T> await(const std::function<void(std::function<void(Result<T>)>)> &begin)
{
    const auto result = std::make_shared<std::optional<Result<T>>>();
    begin([result](Result<T> value) {
        QVERIFY2(!result->has_value(), "the callback was called twice");
        result->emplace(std::move(value));
    });
    if (result->has_value()) {
        return fail(FailureCode::Cancelled, QStringLiteral("called back before the function returned"));
    }
    if (!QTest::qWaitFor([&] { return result->has_value(); }, 60'000)) {
        return fail(FailureCode::Cancelled, QStringLiteral("no callback"));
    }
    return **result;
}

} // namespace odna
