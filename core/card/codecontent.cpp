// SPDX-License-Identifier: Apache-2.0
#include "core/card/codecontent.h"

#include <algorithm>

namespace odna {

CodeContent plainContent(Symbology symbology, const QString &text)
{
    constexpr int utf8 = 26;
    const bool latin1 = std::ranges::all_of(text, [](QChar letter) { return letter.unicode() < 256; });
    return {symbology, text, latin1 ? text.toLatin1() : text.toUtf8(), latin1 ? std::nullopt : std::optional(utf8), false};
}

} // namespace odna
