// SPDX-License-Identifier: Apache-2.0
#include "tests/core/wire/takenagain.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    return odna::takenAgain(
        data, size, [](const QJsonObject &object) { return odna::joinRequestFromJson(object, QStringLiteral("grocer.example.by")); });
}
