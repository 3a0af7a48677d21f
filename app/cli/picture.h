// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/card/symbol.h"

#include <QString>

namespace odna::cli {

/// Writes \a symbol with its quiet zone to a .png (one module = \a modulePixels, stored as 0.33 mm) or .svg; UsageWrong for another
/// ending, StorageFailed where it cannot be written. Never leaves half a file.
[[nodiscard]] Result<void> writePicture(const Symbol &symbol, int modulePixels, const QString &path);

} // namespace odna::cli
