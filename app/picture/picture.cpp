// SPDX-License-Identifier: Apache-2.0
#include "app/picture/picture.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QPolygon>

#include <algorithm>

namespace odna {

namespace {

constexpr qint64 mostPixels = 50'000'000;

/// What the file says it is; only these readers are let near a stranger's bytes.
QByteArray formatOf(const QByteArray &beginning)
{
    if (beginning.startsWith("\x89PNG\r\n\x1a\n")) {
        return "png";
    }
    if (beginning.startsWith("\xff\xd8\xff")) {
        return "jpeg";
    }
    return beginning.startsWith("RIFF") && beginning.sliced(8).startsWith("WEBP") ? QByteArray("webp") : QByteArray();
}

QImage onWhitePaper(const QImage &picture)
{
    if (!picture.hasAlphaChannel()) {
        return picture.convertToFormat(QImage::Format_Grayscale8);
    }
    const QImage source = picture.convertToFormat(QImage::Format_ARGB32);
    QImage grey(source.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < source.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        auto *to = grey.scanLine(y);
        for (int x = 0; x < source.width(); ++x) {
            const int opaque = qAlpha(from[x]);
            to[x] = static_cast<uchar>((qGray(from[x]) * opaque + 255 * (255 - opaque)) / 255);
        }
    }
    return grey;
}

QByteArray cutOut(const QImage &picture, const DecodedCode &code)
{
    const QRect found = QPolygon(QList<QPoint>(code.corners.begin(), code.corners.end())).boundingRect();
    const int margin = qMax(8, qMax(found.width(), found.height()) / 6); // the quiet zone, and a little more
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.copy(found.adjusted(-margin, -margin, margin, margin).intersected(picture.rect())).save(&buffer, "PNG");
    return bytes;
}

Result<QImage> pictureFromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, path);
    }
    return pictureFrom(file);
}

} // namespace

Result<QImage> pictureFrom(QIODevice &file, const QSize &within)
{
    constexpr qint64 longestMagic = 16;
    const QByteArray format = formatOf(file.peek(longestMagic));
    if (format.isEmpty()) {
        return fail(FailureCode::ImageUnreadable, QStringLiteral("neither PNG nor JPEG nor WebP"));
    }
    QImageReader reader(&file, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > mostPixels) {
        return fail(FailureCode::ImageUnreadable, size.isValid() ? QStringLiteral("over 50 megapixels") : reader.errorString());
    }
    if (within.isValid() && (size.width() > within.width() || size.height() > within.height())) {
        reader.setScaledSize(size.scaled(within, Qt::KeepAspectRatio));
    }
    QImage picture = reader.read();
    return picture.isNull() ? fail(FailureCode::ImageUnreadable, reader.errorString()) : Result<QImage>(std::move(picture));
}

Result<QList<DecodedCode>> codesIn(const QImage &picture)
{
    const QImage grey = onWhitePaper(picture);
    return readCodes({grey.constBits(), grey.width(), grey.height(), static_cast<int>(grey.bytesPerLine())});
}

Result<QList<DecodedCode>> codesInFile(const QString &path)
{
    const Result<QImage> picture = pictureFromFile(path);
    return picture ? codesIn(*picture) : std::unexpected(picture.error());
}

Result<CodePicture> codePictureIn(const QString &path)
{
    const Result<QImage> picture = pictureFromFile(path);
    if (!picture) {
        return std::unexpected(picture.error());
    }
    const Result<QList<DecodedCode>> codes = codesIn(*picture);
    if (!codes) {
        return std::unexpected(codes.error());
    }
    const auto alike = std::ranges::find_if(*codes, [](const DecodedCode &code) { return Symbol::create(code).has_value(); });
    const DecodedCode &code = alike != codes->end() ? *alike : codes->constFirst();
    return CodePicture{static_cast<const CodeContent &>(code), alike != codes->end(), cutOut(*picture, code)};
}

} // namespace odna
