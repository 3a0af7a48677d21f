// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QDir>

namespace odna::demo {

struct Options
{
    bool headless = false; ///< no display, or --headless
    bool help = false;
    QDir output; ///< build/demo in the project's folder unless told otherwise
    QString language = QStringLiteral("system");
};

/// Reads the command line. UsageWrong where it is not understood. Without a display it sets the environment so that Qt draws into memory:
/// to be called before QGuiApplication is made.
[[nodiscard]] Result<Options> readOptions(int argc, char **argv);

[[nodiscard]] QString helpText();

} // namespace odna::demo
