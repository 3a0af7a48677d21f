// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace odna {

/// The pages of the module Odna, by file name without its ending.
[[nodiscard]] QStringList pageNames();

/// Makes every page once, without a wallet; false where one could not be made or QML had a warning (written to standard error).
/// Needs a QGuiApplication.
[[nodiscard]] bool selfTest();

} // namespace odna
