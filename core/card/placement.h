// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbol.h"

namespace odna {

/// Where a code is to be drawn: the free area in device pixels and how many of those make a millimetre.
struct DrawingArea
{
    int widthPixels = 0;
    int heightPixels = 0;
    double pixelsPerMillimetre = 0;
};

/// How a symbol is drawn in that area.
struct Placement
{
    enum class Verdict {
        Good,    ///< module ≥ 0.33 mm: tills read it
        Small,   ///< 0.25 to 0.33 mm: most tills read it; hold it close
        TooSmall ///< under 0.25 mm even when rotated, or it does not fit: say so and offer the digits
    };
    int modulePixels = 0;         ///< whole device pixels per module, ≥ 1
    int barPixels = 0;            ///< height of the bars of a linear symbol: at least 15 mm, DataBar at least 33X, where the area allows
    bool rotated = false;         ///< turned by 90° inside the screen
    double moduleMillimetres = 0; ///< X dimension that results
    Verdict verdict = Verdict::TooSmall;
    bool operator==(const Placement &) const = default;
};

/// The largest whole-pixel module with X ≤ 0.50 mm (0.66 mm for EAN, UPC and DataBar, 1.0 mm for matrix symbols) that fits with its quiet
/// zone; turned by 90° only where X would stay under 0.25 mm upright. Source: the X dimensions of GS1 General Specifications 5.12.
[[nodiscard]] Placement placeSymbol(const Symbol &symbol, const DrawingArea &area);

} // namespace odna
