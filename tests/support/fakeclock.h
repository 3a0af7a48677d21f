// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

namespace odna {

/// A clock that stands until it is moved.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(const QString &moment = QStringLiteral("2026-08-01T12:30:05.000Z"))
        : m_now(fromTimestamp(moment))
    {}
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void advance(qint64 seconds) { m_now = m_now.addSecs(seconds); }
    void set(const QDateTime &moment) { m_now = moment.toUTC(); }

private:
    QDateTime m_now;
};

} // namespace odna
