// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/channel.h"

#include <map>

namespace odna {

/// The channels of all retailers: one for each, made when it is first needed, alive as long as this.
class Channels final
{
public:
    Channels(Wallet &wallet, const Clock &clock);

    /// The channel of \a link's retailer, which leads to where \a link says.
    [[nodiscard]] Channel &of(const Link &link);

private:
    Wallet &m_wallet;
    const Clock &m_clock;
    std::map<QString, std::unique_ptr<Channel>> m_channels;
};

} // namespace odna
