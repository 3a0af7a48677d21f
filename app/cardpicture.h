// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pocket/classiccard.h"

#include <QQuickImageProvider>
#include <QStringList>

namespace odna {

class App;

/// Pictures of cards for QML: image://card/ID/KIND/DIGEST, read from the open wallet. On the thread of the user interface.
class CardPictureProvider final : public QQuickImageProvider
{
public:
    explicit CardPictureProvider(App &app);
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;

private:
    App &m_app;
};

/// The address of one picture; another content has another address, so that nothing old is shown from a cache.
[[nodiscard]] QString pictureAddress(const QString &cardId, const QString &kind, const QByteArray &picture);
/// Front and back, where there are such.
[[nodiscard]] QStringList pictureAddresses(const QString &cardId, const CardPictures &pictures);

} // namespace odna
