// SPDX-License-Identifier: Apache-2.0
#include "core/card/raster.h"

#include <cstddef>
#include <cstdint>

/// One byte of symbology, one of flags (1 GS1, 2 an ECI in the two bytes that follow), then the content as encoded.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 4) {
        return 0;
    }
    odna::CodeContent content;
    content.symbology = static_cast<odna::Symbology>(data[0] % odna::symbologyCount);
    content.gs1 = (data[1] & 1) != 0;
    if ((data[1] & 2) != 0) {
        content.eci = data[2] + 256 * data[3];
    }
    content.bytes = QByteArray(reinterpret_cast<const char *>(data) + 4, static_cast<qsizetype>(size) - 4);
    content.text = (content.eci == 26) ? QString::fromUtf8(content.bytes) : QString::fromLatin1(content.bytes);
    const auto symbol = odna::Symbol::create(content);
    if (!symbol) {
        return 0;
    }
    if (symbol->codeContent() != content || symbol->width() < 1 || symbol->height() < 1 || symbol->width() > 4096 || symbol->height() > 4096
        || rasterOf(*symbol, 1, 1).pixels.count('\0') == 0 || *odna::Symbol::create(content) != *symbol) {
        __builtin_trap();
    }
    return 0;
}
