// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/logline.h"

#include "core/base/strictjson.h"

#include <cstdio>

namespace odna {

void logLine(const Clock &clock, const char *level, const char *event, QJsonObject fields)
{
    fields.insert(QStringLiteral("at"), toTimestamp(clock.now()));
    fields.insert(QStringLiteral("level"), QString::fromLatin1(level));
    fields.insert(QStringLiteral("event"), QString::fromLatin1(event));
    const QByteArray line = jsonBytes(fields) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr); // one call: lines of two threads do not mix
}

} // namespace odna
