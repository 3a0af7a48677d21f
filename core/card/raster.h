// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbol.h"

#include <QByteArray>

namespace odna {

/// A symbol in whole pixels with its quiet zone, 8-bit grey: 0 the bars, 255 the rest. No antialiasing, no scaling.
struct Raster
{
    QByteArray pixels; ///< width × height bytes, no padding
    int width = 0;
    int height = 0;
    [[nodiscard]] GreyView view() const { return {reinterpret_cast<const unsigned char *>(pixels.constData()), width, height, width}; }
};

/// \a modulePixels ≥ 1 per module; linear symbols are \a barPixels high (ignored for matrix symbols). \a rotated turns by 90°.
[[nodiscard]] Raster rasterOf(const Symbol &symbol, int modulePixels, int barPixels, bool rotated = false);

/// The same as an SVG document in millimetres, quiet zone included; crisp at any size.
[[nodiscard]] QByteArray svgOf(const Symbol &symbol, double moduleMillimetres, double barMillimetres);

} // namespace odna
