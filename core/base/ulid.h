// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace odna {

class Clock;

/// A new ULID (github.com/ulid/spec): 26 Crockford base32 letters, 48 bits of milliseconds then 80 random bits. Sorts by
/// time of making. Used for operation ids, offer ids, consent receipts.
[[nodiscard]] QString newUlid(const Clock &clock);

/// True for exactly 26 upper-case Crockford letters whose first is 0 to 7.
[[nodiscard]] bool isUlid(QStringView text);

} // namespace odna
