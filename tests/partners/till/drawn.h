// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/raster.h"

#include <QImage>

namespace odna {

/// A code as a picture of a screen would show it; a null image where the symbology cannot hold the content.
[[nodiscard]] inline QImage drawn(Symbology symbology, const QString &content)
{
    const auto symbol = Symbol::create(symbology, content);
    if (!symbol) {
        return {};
    }
    const auto raster = rasterOf(*symbol, 3, 120);
    const auto view = raster.view();
    QImage screen(raster.width + 80, raster.height + 80, QImage::Format_Grayscale8);
    screen.fill(255);
    for (int y = 0; y < view.height; ++y) {
        std::copy_n(view.pixels + y * view.bytesPerLine, view.width, screen.scanLine(y + 40) + 40);
    }
    return screen;
}

} // namespace odna
