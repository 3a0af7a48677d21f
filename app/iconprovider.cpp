// SPDX-License-Identifier: Apache-2.0
#include "app/iconprovider.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>

namespace odna {

IconProvider::IconProvider()
    : QQuickImageProvider(Image)
{}

QImage IconProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const QString name = id.section(QLatin1Char('/'), 0, 0);
    const QString colour = QLatin1Char('#') + id.section(QLatin1Char('/'), 1, 1);
    QFile file(QStringLiteral(":/icons/") + name + QStringLiteral(".svg"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray drawing = file.readAll().replace("currentColor", colour.toLatin1());
    QBuffer buffer(&drawing);
    QImageReader reader(&buffer, "svg");
    reader.setScaledSize(requestedSize.isValid() ? requestedSize : QSize(24, 24));
    const QImage image = reader.read();
    if (size != nullptr) {
        *size = image.size();
    }
    return image;
}

} // namespace odna
