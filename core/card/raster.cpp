// SPDX-License-Identifier: Apache-2.0
#include "core/card/raster.h"

#include <algorithm>

namespace odna {

namespace {

Raster turned(const Raster &upright)
{
    Raster raster{QByteArray(upright.pixels.size(), Qt::Uninitialized), upright.height, upright.width};
    for (int y = 0; y < upright.height; ++y) {
        for (int x = 0; x < upright.width; ++x) { // clockwise: the first column becomes the first row, read upwards
            raster.pixels[x * raster.width + (upright.height - 1 - y)] = upright.pixels[y * upright.width + x];
        }
    }
    return raster;
}

} // namespace

Raster rasterOf(const Symbol &symbol, int modulePixels, int barPixels, bool rotated)
{
    modulePixels = std::max(modulePixels, 1);
    const int rowPixels = symbol.isLinear() ? std::max(barPixels, 1) : modulePixels;
    const auto quiet = symbol.quietZone();
    const int width = (quiet.left + symbol.width() + quiet.right) * modulePixels;
    const int height = (quiet.top + quiet.bottom) * modulePixels + symbol.height() * rowPixels;
    Raster raster{QByteArray(qsizetype(width) * height, '\xff'), width, height};
    for (int y = 0; y < symbol.height(); ++y) {
        for (int line = 0; line < rowPixels; ++line) {
            const qsizetype row = qsizetype(quiet.top) * modulePixels + qsizetype(y) * rowPixels + line;
            char *const start = raster.pixels.data() + row * width + qsizetype(quiet.left) * modulePixels;
            for (int x = 0; x < symbol.width(); ++x) {
                if (symbol.at(x, y)) {
                    std::fill_n(start + qsizetype(x) * modulePixels, modulePixels, '\0');
                }
            }
        }
    }
    return rotated ? turned(raster) : raster;
}

QByteArray svgOf(const Symbol &symbol, double moduleMillimetres, double barMillimetres)
{
    const auto number = [](double value) { return QByteArray::number(value, 'f', 4); };
    const auto quiet = symbol.quietZone();
    const int columns = quiet.left + symbol.width() + quiet.right;
    const double rowMillimetres = symbol.isLinear() ? barMillimetres : moduleMillimetres;
    const double width = columns * moduleMillimetres;
    const double height = (quiet.top + quiet.bottom) * moduleMillimetres + symbol.height() * rowMillimetres;
    // One path of horizontal runs in units of modules; the viewBox makes a unit one module wide and one row high.
    QByteArray path;
    for (int y = 0; y < symbol.height(); ++y) {
        for (int x = 0; x < symbol.width();) {
            int end = x;
            while (end < symbol.width() && symbol.at(end, y)) {
                ++end;
            }
            if (end > x) {
                const auto run = QByteArray::number(end - x);
                path += "M" + QByteArray::number(quiet.left + x) + " " + QByteArray::number(quiet.top + y) + "h" + run + "v1h-" + run + "z";
            }
            x = std::max(end, x + 1);
        }
    }
    const auto rows = QByteArray::number(quiet.top + symbol.height() + quiet.bottom);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width)
           + "mm\" height=\"" + number(height) + "mm\" viewBox=\"0 0 " + QByteArray::number(columns) + " " + rows
           + "\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<path "
             "d=\""
           + path + "\" fill=\"#000\"/>\n</svg>\n";
}

} // namespace odna
