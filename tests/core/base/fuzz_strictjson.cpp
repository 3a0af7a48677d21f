// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"

#include <cstddef>
#include <cstdint>

using namespace odna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    // What is taken is written and taken again as the same object.
    if (const auto object = parseJson(bytes)) {
        const auto again = parseJson(jsonBytes(*object), {.bytes = 1 << 20});
        if (!again || *again != *object) {
            qFatal("another object after one turn");
        }
    }
    return 0;
}
