// SPDX-License-Identifier: Apache-2.0
#include "core/card/symbol.h"

#include <cstddef>
#include <cstdint>

/// Two bytes of width, then grey pixels; the picture is cut off after its last whole line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 3) {
        return 0;
    }
    const int width = data[0] + 256 * (data[1] % 8);
    const int height = width > 0 ? static_cast<int>(size - 2) / width : 0;
    const auto codes = odna::readCodes({data + 2, width, height, width});
    if (codes && codes->isEmpty()) {
        __builtin_trap(); // "nothing" has its own failure
    }
    return 0;
}
