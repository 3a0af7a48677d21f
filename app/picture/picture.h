// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbol.h"

#include <QImage>
#include <QIODevice>

namespace odna {

/// The picture in \a file, upright as its EXIF says, shrunk to fit \a within where that is given. PNG, JPEG and WebP by their first bytes,
/// never by name, and at most 50 megapixels: ImageUnreadable otherwise. \a file is open. Any thread.
[[nodiscard]] Result<QImage> pictureFrom(QIODevice &file, const QSize &within = {});

/// The codes in a picture; what is transparent counts as white paper. As readCodes(). Any thread.
[[nodiscard]] Result<QList<DecodedCode>> codesIn(const QImage &picture);
/// The codes in a picture file. FileUnreadable, ImageUnreadable, NothingDecoded.
[[nodiscard]] Result<QList<DecodedCode>> codesInFile(const QString &path);

/// A code that was found in a picture, for keeping.
struct CodePicture
{
    CodeContent content;
    bool drawnAlike = false; ///< our own drawing says the same; otherwise show the original
    QByteArray original;     ///< the code and what is close around it, cut out of the picture, PNG
};

/// The best code in a picture file: the first that can be drawn alike, else the first. Failures as codesInFile(). Any thread.
[[nodiscard]] Result<CodePicture> codePictureIn(const QString &path);

} // namespace odna
