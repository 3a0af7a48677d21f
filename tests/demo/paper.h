// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

namespace odna::demo {

/// Draws the code at the foot of a paper receipt as a QR code on white paper, saved as a picture, as a camera would see it.
[[nodiscard]] Result<void> drawPaper(const QString &code, const QString &file);

/// The text of the one code in a picture.
[[nodiscard]] Result<QString> readPaper(const QString &file);

} // namespace odna::demo
