// SPDX-License-Identifier: Apache-2.0
#include "app/cli/picture.h"

#include "core/card/raster.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QSaveFile>

namespace odna::cli {

namespace {

constexpr double moduleMillimetres = 0.33;
constexpr double barMillimetres = 20; // tills ask for 15 and more
constexpr qint64 mostPixels = 50'000'000;

/// Grey, with white behind what is transparent: a code drawn on nothing is meant for paper.
QImage grey(const QImage &image)
{
    if (!image.hasAlphaChannel()) {
        return image.convertToFormat(QImage::Format_Grayscale8);
    }
    const auto source = image.convertToFormat(QImage::Format_ARGB32);
    QImage target(source.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < source.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        auto *to = target.scanLine(y);
        for (int x = 0; x < source.width(); ++x) {
            const int opaque = qAlpha(from[x]);
            to[x] = static_cast<uchar>((qGray(from[x]) * opaque + 255 * (255 - opaque)) / 255);
        }
    }
    return target;
}

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

Result<QList<DecodedCode>> readPicture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, path);
    }
    QImageReader reader(&file);
    const auto size = reader.size();
    if (qint64{size.width()} * size.height() > mostPixels) {
        return fail(FailureCode::ImageUnreadable, QStringLiteral("over 50 megapixels"));
    }
    const auto image = reader.read();
    if (image.isNull()) {
        return fail(FailureCode::ImageUnreadable, reader.errorString());
    }
    const auto picture = grey(image);
    return readCodes({picture.constBits(), picture.width(), picture.height(), static_cast<int>(picture.bytesPerLine())});
}

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
