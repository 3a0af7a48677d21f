// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/fiscalcode.h"
#include "tests/support/fakeclock.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Any bytes give a receipt with an identity, or a refusal; the same bytes give the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const odna::FakeClock clock;
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto receipt = odna::readFiscalCode(bytes, clock);
    if (receipt.has_value() != odna::readFiscalCode(bytes, clock).has_value()) {
        std::abort();
    }
    if (receipt && (receipt->fiscal.scheme.isEmpty() || receipt->fiscal.id.isEmpty() || (receipt->total && receipt->total->minor < 0))) {
        std::abort();
    }
    return 0;
}
