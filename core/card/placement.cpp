// SPDX-License-Identifier: Apache-2.0
#include "core/card/placement.h"

#include <algorithm>
#include <cmath>

namespace odna {

namespace {

constexpr double goodMillimetres = 0.33;
constexpr double leastMillimetres = 0.25;
constexpr double barMillimetres = 15;
constexpr double slack = 1e-9; // 0.33 mm at 100 px/mm is 33 px, whatever the division says

double largestMillimetres(const Symbol &symbol)
{
    switch (symbol.symbology()) {
    case Symbology::Ean13:
    case Symbology::Ean8:
    case Symbology::UpcA:
    case Symbology::UpcE:
    case Symbology::DataBar:
    case Symbology::DataBarStacked:
    case Symbology::DataBarStackedOmni:
    case Symbology::DataBarExpanded:
    case Symbology::DataBarExpandedStacked:
        return 0.66;
    case Symbology::QrCode:
    case Symbology::DataMatrix:
    case Symbology::Aztec:
    case Symbology::MicroQrCode:
    case Symbology::MaxiCode:
        return 1.0;
    case Symbology::Code128:
    case Symbology::Code39:
    case Symbology::Code93:
    case Symbology::Itf:
    case Symbology::Codabar:
    case Symbology::Pdf417: // stacked: its rows are read like those of a linear symbol
        return 0.50;
    }
    return 0.50;
}

/// The least height of the bars in modules: ISO/IEC 24724 sections 5.3.2.1 and 7.2.7; others name none.
int leastBarModules(Symbology symbology)
{
    return symbology == Symbology::DataBar ? 33 : symbology == Symbology::DataBarExpanded ? 34 : 1;
}

/// The placement along one axis: \a across pixels for the width of the symbol, \a up pixels for its height.
Placement placed(const Symbol &symbol, int across, int up, double pixelsPerMillimetre, bool rotated)
{
    const auto quiet = symbol.quietZone();
    const int columns = quiet.left + symbol.width() + quiet.right;
    int modules = static_cast<int>(std::min(largestMillimetres(symbol) * pixelsPerMillimetre + slack, 1e6));
    modules = std::min(modules, across / columns);
    if (!symbol.isLinear()) {
        modules = std::min(modules, up / (quiet.top + symbol.height() + quiet.bottom));
    }
    Placement placement{.rotated = rotated};
    // Coarse screens: one pixel may be more than the largest X, and is still the smallest thing there is.
    placement.modulePixels = std::max(modules, 1);
    placement.moduleMillimetres = placement.modulePixels / pixelsPerMillimetre;
    const int wanted = static_cast<int>(std::ceil(std::min(barMillimetres * pixelsPerMillimetre - slack, 1e6)));
    const int least = leastBarModules(symbol.symbology()) * placement.modulePixels;
    placement.barPixels = symbol.isLinear() ? std::clamp(std::max(wanted, least), 1, std::max(up, 1)) : 0;
    const bool fits = across >= columns * placement.modulePixels
                      && up >= (symbol.isLinear() ? 1 : (quiet.top + symbol.height() + quiet.bottom) * placement.modulePixels);
    if (fits && placement.moduleMillimetres >= leastMillimetres - slack) {
        placement.verdict = placement.moduleMillimetres >= goodMillimetres - slack ? Placement::Verdict::Good : Placement::Verdict::Small;
    }
    return placement;
}

} // namespace

Placement placeSymbol(const Symbol &symbol, const DrawingArea &area)
{
    if (!(area.pixelsPerMillimetre > 0) || !std::isfinite(area.pixelsPerMillimetre) || area.widthPixels < 1 || area.heightPixels < 1) {
        return Placement{.modulePixels = 1, .barPixels = symbol.isLinear() ? 1 : 0};
    }
    const auto upright = placed(symbol, area.widthPixels, area.heightPixels, area.pixelsPerMillimetre, false);
    if (upright.verdict != Placement::Verdict::TooSmall) {
        return upright;
    }
    const auto turned = placed(symbol, area.heightPixels, area.widthPixels, area.pixelsPerMillimetre, true);
    const bool better = turned.verdict != Placement::Verdict::TooSmall || turned.modulePixels > upright.modulePixels;
    return better ? turned : upright;
}

} // namespace odna
