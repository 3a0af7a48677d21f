// SPDX-License-Identifier: Apache-2.0
#include "core/relay/sentprofile.h"

#include "core/base/bytes.h"
#include "core/base/strictjson.h"

#include <tuple>

namespace odna {

namespace {

QString fingerprint(const Profile &profile)
{
    return toBase64Url(sha256(jsonBytes(toJson(profile))));
}

QString settingOf(const QString &retailerId)
{
    return QStringLiteral("relay.profile.") + retailerId;
}

} // namespace

bool SentProfile::isCurrent(const QString &retailerId, const Profile &granted) const
{
    const auto sent = m_wallet.setting(settingOf(retailerId));
    return sent && *sent == fingerprint(granted);
}

void SentProfile::remember(const QString &retailerId, const Profile &sent)
{
    std::ignore = m_wallet.setSetting(settingOf(retailerId), fingerprint(sent));
}

} // namespace odna
