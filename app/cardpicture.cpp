// SPDX-License-Identifier: Apache-2.0
#include "app/cardpicture.h"

#include "app/app.h"
#include "app/picture/picture.h"
#include "core/base/crypto.h"

#include <QBuffer>

namespace odna {

namespace {
constexpr int largestSide = 4096; // more than any screen here shows at once
} // namespace

CardPictureProvider::CardPictureProvider(App &app)
    : QQuickImageProvider(Image)
    , m_app(app)
{}

QImage CardPictureProvider::requestImage(const QString &id, QSize *size, const QSize &requestedSize)
{
    const QString cardId = id.section(QLatin1Char('/'), 0, 0);
    const QString kind = id.section(QLatin1Char('/'), 1, 1);
    const Session *session = m_app.session();
    const Result<CardPictures> pictures = session != nullptr ? session->wallet->pocket().pictures(cardId) : fail(FailureCode::WalletLocked);
    if (!pictures) {
        return {};
    }
    QByteArray bytes = kind == QLatin1StringView("icon")    ? pictures->icon
                       : kind == QLatin1StringView("front") ? pictures->front
                       : kind == QLatin1StringView("back")  ? pictures->back
                                                            : pictures->code;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const QSize within(requestedSize.width() > 0 ? requestedSize.width() : largestSide,
                       requestedSize.height() > 0 ? requestedSize.height() : largestSide);
    const Result<QImage> image = pictureFrom(buffer, within);
    if (image && size != nullptr) {
        *size = image->size();
    }
    return image.value_or(QImage());
}

QString pictureAddress(const QString &cardId, const QString &kind, const QByteArray &picture)
{
    return QStringLiteral("image://card/%1/%2/%3").arg(cardId, kind, QString::fromLatin1(sha256(picture).first(8).toHex()));
}

QStringList pictureAddresses(const QString &cardId, const CardPictures &pictures)
{
    QStringList addresses;
    if (!pictures.front.isEmpty()) {
        addresses.append(pictureAddress(cardId, QStringLiteral("front"), pictures.front));
    }
    if (!pictures.back.isEmpty()) {
        addresses.append(pictureAddress(cardId, QStringLiteral("back"), pictures.back));
    }
    return addresses;
}

} // namespace odna
