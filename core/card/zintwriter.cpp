// SPDX-License-Identifier: Apache-2.0
#include "core/card/modules.h"

#include <zint.h>

#include <algorithm>
#include <memory>

namespace odna {

namespace {

struct Deleter
{
    void operator()(zint_symbol *symbol) const { ZBarcode_Delete(symbol); }
};

std::optional<int> zintSymbology(const CodeContent &content)
{
    switch (content.symbology) {
    case Symbology::Code128:
        return content.gs1 ? BARCODE_GS1_128 : BARCODE_CODE128;
    case Symbology::QrCode:
        return BARCODE_QRCODE;
    case Symbology::Pdf417:
        return BARCODE_PDF417;
    case Symbology::DataMatrix:
        return BARCODE_DATAMATRIX;
    case Symbology::Aztec:
        return BARCODE_AZTEC;
    case Symbology::DataBar:
        return BARCODE_DBAR_OMN;
    case Symbology::DataBarStacked:
        return BARCODE_DBAR_STK;
    case Symbology::DataBarStackedOmni:
        return BARCODE_DBAR_OMNSTK;
    case Symbology::DataBarExpanded:
        return BARCODE_DBAR_EXP;
    case Symbology::DataBarExpandedStacked:
        return BARCODE_DBAR_EXPSTK;
    case Symbology::MicroQrCode:
        return BARCODE_MICROQR;
    case Symbology::Ean13:
    case Symbology::Ean8:
    case Symbology::UpcA:
    case Symbology::UpcE:
    case Symbology::Code39:
    case Symbology::Code93:
    case Symbology::Itf:
    case Symbology::Codabar:
    case Symbology::MaxiCode:
        return std::nullopt;
    }
    return std::nullopt;
}

/// Height in modules of a row for which Zint names none: ISO/IEC 24724 sections 5.3.2.3 and 7.2.8, ISO/IEC 15438 section 5.8.2.
int openHeight(Symbology symbology)
{
    switch (symbology) {
    case Symbology::DataBarStackedOmni:
        return 33;
    case Symbology::DataBarExpandedStacked:
        return 34;
    case Symbology::Pdf417:
        return 3;
    default:
        return 1;
    }
}

/// Zint takes application identifiers in square brackets and sets a separator where the field before is not of predefined length. Their
/// first two digits are enough for that.
std::optional<QByteArray> bracketed(const QByteArray &elements)
{
    constexpr char separator = 29;
    if (elements.contains('[') || elements.contains(']')) {
        return std::nullopt;
    }
    QByteArray text;
    for (auto fields : elements.split(separator)) {
        while (!fields.isEmpty()) {
            if (fields.size() < 3) {
                return std::nullopt;
            }
            const auto length = std::min<qsizetype>(predefinedLength(fields).value_or(fields.size()), fields.size());
            text += '[' + fields.first(2) + ']' + fields.sliced(2, length - 2);
            fields = fields.sliced(length);
        }
    }
    return text;
}

} // namespace

std::optional<Modules> drawnByZint(const CodeContent &content, Correction correction)
{
    const auto symbology = zintSymbology(content);
    auto data = content.gs1 ? bracketed(content.bytes) : std::optional(content.bytes);
    const std::unique_ptr<zint_symbol, Deleter> symbol(ZBarcode_Create());
    if (!symbol || !symbology || !data) {
        return std::nullopt;
    }
    symbol->symbology = *symbology;
    symbol->input_mode = content.gs1 ? GS1_MODE | GS1NOCHECK_MODE : DATA_MODE;
    symbol->eci = content.eci.value_or(0);
    symbol->show_hrt = 0;
    if (content.symbology == Symbology::QrCode || content.symbology == Symbology::MicroQrCode) {
        symbol->option_1 = static_cast<int>(correction) + 1;
    } else if (content.symbology == Symbology::DataMatrix) {
        symbol->option_3 = DM_SQUARE;
    }
    const auto *const source = reinterpret_cast<const unsigned char *>(data->constData());
    if (ZBarcode_Encode(symbol.get(), source, static_cast<int>(data->size())) >= ZINT_ERROR) {
        return std::nullopt;
    }
    Modules modules{.width = symbol->width};
    for (int row = 0; row < symbol->rows; ++row) {
        const int given = static_cast<int>(symbol->row_height[row]);
        const int lines = symbol->rows == 1 ? 1 : given > 0 ? given : openHeight(content.symbology);
        for (int line = 0; line < lines; ++line) {
            for (int x = 0; x < symbol->width; ++x) {
                modules.dark.push_back((symbol->encoded_data[row][x / 8] >> (x % 8) & 1) != 0);
            }
        }
        modules.height += lines;
    }
    return modules;
}

} // namespace odna
