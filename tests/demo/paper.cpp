// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/paper.h"

#include "core/card/raster.h"
#include "tests/demo/story.h"

#include <QImage>
#include <QPainter>

namespace odna::demo {

Result<void> drawPaper(const QString &code, const QString &file)
{
    const auto symbol = Symbol::create(Symbology::QrCode, code);
    if (!symbol) {
        return std::unexpected(symbol.error());
    }
    const auto raster = rasterOf(*symbol, 5, 0);
    const auto view = raster.view();
    const QImage picture(view.pixels, view.width, view.height, view.bytesPerLine, QImage::Format_Grayscale8);
    QImage paper(picture.width() + 160, picture.height() + 260, QImage::Format_Grayscale8);
    paper.fill(248);
    QPainter painter(&paper);
    painter.drawImage(80, 180, picture);
    painter.end();
    return paper.save(file) ? Result<void>{} : unmet(QStringLiteral("the picture could not be saved"));
}

Result<QString> readPaper(const QString &file)
{
    const auto image = QImage(file).convertToFormat(QImage::Format_Grayscale8);
    const auto codes = readCodes({image.constBits(), image.width(), image.height(), static_cast<int>(image.bytesPerLine())});
    if (!codes) {
        return std::unexpected(codes.error());
    }
    return codes->size() == 1 ? Result<QString>(codes->constFirst().text) : unmet(QStringLiteral("the picture holds several codes"));
}

} // namespace odna::demo
