// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <chrono>

namespace odna {

namespace {
constexpr qint64 endOfYear9999 = 253'402'300'800'000; // milliseconds since 1970
}

Clock::~Clock() = default;

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QString toTimestamp(const QDateTime &moment)
{
    const auto sinceEpoch = moment.toMSecsSinceEpoch();
    if (!moment.isValid() || sinceEpoch < 0 || sinceEpoch >= endOfYear9999) {
        return moment.toUTC().toString(Qt::ISODateWithMs);
    }
    // The same by hand: each purchase has several, and Qt's way costs as much as hashing the message.
    const std::chrono::sys_time point{std::chrono::milliseconds(sinceEpoch)};
    const auto day = std::chrono::floor<std::chrono::days>(point);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(point - day);
    QString text = QStringLiteral("0000-00-00T00:00:00.000Z");
    const auto write = [letters = text.data()](qsizetype end, auto number) {
        for (auto rest = static_cast<unsigned>(number); rest != 0; rest /= 10) {
            letters[--end] = QChar(u'0' + rest % 10);
        }
    };
    write(4, static_cast<int>(date.year()));
    write(7, static_cast<unsigned>(date.month()));
    write(10, static_cast<unsigned>(date.day()));
    write(13, time.hours().count());
    write(16, time.minutes().count());
    write(19, time.seconds().count());
    write(23, time.subseconds().count());
    return text;
}

QDateTime fromTimestamp(const QString &text)
{
    const auto moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    // Qt reads a text without offset as local time: what is local on the phone is another moment at the gateway.
    return moment.timeSpec() == Qt::LocalTime ? QDateTime() : moment;
}

} // namespace odna
