// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>

namespace odna {

/// The time of day as a dependency, so that a test can stand at any moment. now() is UTC and may be called on any thread.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock();
    [[nodiscard]] virtual QDateTime now() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
};

/// RFC 3339 in UTC with milliseconds, the one text form of a moment in our JSON and tables: 2026-08-01T12:30:05.000Z.
[[nodiscard]] QString toTimestamp(const QDateTime &moment);

/// RFC 3339 with any offset; invalid QDateTime where the text is no moment or carries no offset.
[[nodiscard]] QDateTime fromTimestamp(const QString &text);

} // namespace odna
