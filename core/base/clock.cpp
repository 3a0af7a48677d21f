// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

namespace odna {

Clock::~Clock() = default;

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QString toTimestamp(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime fromTimestamp(const QString &text)
{
    const auto moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    // Qt reads a text without offset as local time: what is local on the phone is another moment at the gateway.
    return moment.timeSpec() == Qt::LocalTime ? QDateTime() : moment;
}

} // namespace odna
