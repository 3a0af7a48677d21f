// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/relay.h"
#include "core/wallet/wallet.h"

#include <QMap>

#include <memory>

namespace odna {

/// What exists only while the wallet is unlocked. Locking destroys it, the relay before the wallet.
struct Session
{
    Session(std::unique_ptr<Wallet> opened, const Clock &clock)
        : wallet(std::move(opened))
        , relay(*wallet, clock)
    {}
    std::unique_ptr<Wallet> wallet;
    Relay relay;
    QMap<QString, Link> links; ///< by retailer id, as last read
    [[nodiscard]] const Link *linkOf(const QString &retailerId) const
    {
        const auto found = links.constFind(retailerId);
        return found == links.constEnd() ? nullptr : &*found;
    }
};

} // namespace odna
