// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/fiscalcode.h"
#include "tests/support/fakeclock.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Any bytes give a receipt of a named seller with sane lines, or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const odna::FakeClock clock;
    const auto receipt = odna::readFnsJson(QByteArrayView(data, static_cast<qsizetype>(size)), clock);
    if (receipt) {
        if (receipt->sellerTaxId.isEmpty() || !receipt->total || receipt->lines.size() > 500) {
            std::abort();
        }
        for (const auto &line : receipt->lines) {
            if (line.name.isEmpty() || line.quantity.isEmpty() || line.amount < 0) {
                std::abort();
            }
        }
    }
    return 0;
}
