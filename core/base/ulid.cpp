// SPDX-License-Identifier: Apache-2.0
#include "core/base/ulid.h"

#include "core/base/clock.h"
#include "core/base/crypto.h"

#include <algorithm>
#include <string_view>

namespace odna {

namespace {
constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
}

QString newUlid(const Clock &clock)
{
    const auto milliseconds = static_cast<quint64>(clock.now().toMSecsSinceEpoch());
    const auto random = randomBytes(10);
    QString text(26, Qt::Uninitialized);
    for (int i = 0; i < 10; ++i) {
        text[9 - i] = QLatin1Char(crockford[(milliseconds >> (5 * i)) & 31U]);
    }
    for (int i = 0; i < 16; ++i) { // 16 letters of 5 bits out of 80
        unsigned value = 0;
        for (int bit = i * 5; bit < i * 5 + 5; ++bit) {
            const auto byte = static_cast<unsigned char>(random[bit / 8]);
            value = (value << 1U) | ((byte >> (7 - bit % 8)) & 1U);
        }
        text[10 + i] = QLatin1Char(crockford[value]);
    }
    return text;
}

bool isUlid(QStringView text)
{
    return text.size() == 26 && text[0] >= u'0' && text[0] <= u'7'
           && std::ranges::all_of(text, [](QChar letter) { return letter.unicode() < 128 && crockford.contains(letter.toLatin1()); });
}

} // namespace odna
