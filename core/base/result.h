// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/failure.h"

#include <expected>

namespace odna {

/// The one error channel of the project: a value, or a Failure with a stable code and what to do about it.
template <class T>
using Result = std::expected<T, Failure>;

/// `return fail(FailureCode::DiskFull);` — optional detail in English for whoever reads the log; never personal data.
[[nodiscard]] inline std::unexpected<Failure> fail(FailureCode code, QString detail = {})
{
    return std::unexpected(Failure{code, std::move(detail)});
}

} // namespace odna
