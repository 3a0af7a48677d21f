// SPDX-License-Identifier: Apache-2.0
#include "tests/core/wire/takenagain.h"

#include <QJsonArray>

namespace odna {

static QJsonObject toJson(const QList<BackOfficeEvent> &events)
{
    QJsonArray all;
    for (const auto &event : events) {
        all.append(toJson(event));
    }
    return {{QStringLiteral("events"), all}};
}

} // namespace odna

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return odna::takenAgain(data, size, odna::backOfficeEventsFromJson);
}
