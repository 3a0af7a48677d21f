// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/passstrings.h"

#include <cstddef>
#include <cstdint>

/// Any bytes give a table, perhaps an empty one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    (void)odna::readPassStrings(QByteArrayView(data, static_cast<qsizetype>(size)));
    return 0;
}
