// SPDX-License-Identifier: Apache-2.0
#include "core/relay/channels.h"

namespace odna {

Channels::Channels(Wallet &wallet, const Clock &clock)
    : m_wallet(wallet)
    , m_clock(clock)
{}

Channel &Channels::of(const Link &link)
{
    auto &channel = m_channels[link.retailerId()];
    if (channel) {
        channel->follow(link);
    } else {
        channel = std::make_unique<Channel>(link, m_wallet, m_clock);
    }
    return *channel;
}

} // namespace odna
