// SPDX-License-Identifier: Apache-2.0
#include "core/wire/problem.h"

#include <cstddef>
#include <cstdint>

using namespace odna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    std::ignore = problemFromJson(bytes);
    return 0;
}
