// SPDX-License-Identifier: Apache-2.0
#include "core/base/loopback.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace odna {

bool isLoopback(QStringView host)
{
    if (host == "localhost"_L1 || host == "::1"_L1) {
        return true;
    }
    const auto parts = host.split(u'.');
    const auto isByte = [](QStringView part) {
        const bool digits = std::ranges::all_of(part, [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
        return digits && !part.isEmpty() && part.size() <= 3 && part.toInt() <= 255;
    };
    return parts.size() == 4 && parts[0] == u"127" && std::ranges::all_of(parts, isByte);
}

bool isSafeOrigin(const QUrl &url)
{
    return !url.host().isEmpty() && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url.host())));
}

} // namespace odna
