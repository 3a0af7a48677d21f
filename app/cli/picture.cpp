// SPDX-License-Identifier: Apache-2.0
#include "app/cli/picture.h"

#include "core/card/raster.h"

#include <QBuffer>
#include <QImage>
#include <QSaveFile>

namespace odna::cli {

namespace {

constexpr double moduleMillimetres = 0.33;
constexpr double barMillimetres = 20; // tills ask for 15 and more

QByteArray png(const Symbol &symbol, int modulePixels)
{
    const auto raster = rasterOf(symbol, modulePixels, qRound(modulePixels * barMillimetres / moduleMillimetres));
    QImage image(reinterpret_cast<const uchar *>(raster.pixels.constData()), raster.width, raster.height, raster.width,
                 QImage::Format_Grayscale8);
    const int dotsPerMetre = qRound(modulePixels * 1000 / moduleMillimetres);
    image.setDotsPerMeterX(dotsPerMetre);
    image.setDotsPerMeterY(dotsPerMetre);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

Result<void> writePicture(const Symbol &symbol, int modulePixels, const QString &path)
{
    QByteArray bytes;
    if (path.endsWith(QLatin1StringView(".png"), Qt::CaseInsensitive)) {
        bytes = png(symbol, modulePixels);
    } else if (path.endsWith(QLatin1StringView(".svg"), Qt::CaseInsensitive)) {
        bytes = svgOf(symbol, moduleMillimetres, barMillimetres);
    } else {
        return fail(FailureCode::UsageWrong, QStringLiteral("--out takes a name that ends in .png or .svg"));
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        return fail(FailureCode::StorageFailed, file.errorString());
    }
    return {};
}

} // namespace odna::cli
