// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace odna {

/// The kinds of code that Odna draws and reads. A reader cannot tell the layouts of DataBar apart: it reports DataBar for all three
/// and DataBarExpanded for both. MaxiCode is only read: it is made of hexagons, which no grid of modules can show.
enum class Symbology {
    Code128,
    QrCode,
    Ean13,
    Ean8,
    UpcA,
    UpcE,
    Code39,
    Code93,
    Itf,
    Codabar,
    Pdf417,
    DataMatrix,
    Aztec,
    DataBar, ///< GS1 DataBar Omnidirectional: one row
    DataBarStacked,
    DataBarStackedOmni,
    DataBarExpanded,
    DataBarExpandedStacked,
    MicroQrCode,
    MaxiCode
};
constexpr int symbologyCount = static_cast<int>(Symbology::MaxiCode) + 1;

/// Text form in JSON and on the command line: "code128", "qr", "ean13", "databarstacked", … and back.
[[nodiscard]] QString nameOf(Symbology symbology);
[[nodiscard]] std::optional<Symbology> symbologyNamed(QStringView name);

/// What a reader reports for it: DataBar for its stacked layouts, DataBarExpanded for the stacked one, itself for all others.
[[nodiscard]] Symbology asRead(Symbology symbology);

} // namespace odna
