// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "core/wire/messages.h"

#include <cstddef>
#include <cstdint>

using namespace odna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    if (const auto object = parseJson(bytes)) {
        if (const auto message = purchaseFromJson(*object)) {
            if (!purchaseFromJson(toJson(*message, message->confirmedAt))) {
                qFatal("what was taken is not taken again");
            }
        }
    }
    return 0;
}
