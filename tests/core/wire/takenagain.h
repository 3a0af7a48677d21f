// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/strictjson.h"
#include "core/wire/messages.h"

#include <cstddef>
#include <cstdint>

namespace odna {

/// A fuzz target's whole body: bytes that \a read refuses, or a value that it takes again from what is written of it, unchanged.
template <class Read>
int takenAgain(const std::uint8_t *data, std::size_t size, const Read &read)
{
    const auto object = parseJson(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (!object) {
        return 0;
    }
    if (const auto value = read(*object)) {
        const auto written = toJson(*value);
        const auto again = read(written);
        if (!again || toJson(*again) != written) {
            qFatal("what was taken is not taken again");
        }
    }
    return 0;
}

} // namespace odna
