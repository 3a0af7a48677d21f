// SPDX-License-Identifier: Apache-2.0
#include "core/wire/descriptor.h"

#include "tests/support/fakeclock.h"

#include <cstddef>
#include <cstdint>

using namespace odna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    std::ignore = acceptDescriptor(bytes, QUrl(QStringLiteral("https://gateway.example.by")), FakeClock());
    return 0;
}
