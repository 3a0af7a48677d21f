// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickImageProvider>

namespace odna {

/// image://icon/<name>/<rrggbb>: an icon of assets/icons in one colour, drawn for exactly the size asked.
class IconProvider final : public QQuickImageProvider
{
public:
    IconProvider();
    QImage requestImage(const QString &id, QSize *size, const QSize &requestedSize) override;
};

} // namespace odna
