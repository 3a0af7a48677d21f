// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wallet/wallet.h"

namespace odna {

/// Which profile fields each retailer was last sent, as a fingerprint: they travel again only when they changed.
class SentProfile final
{
public:
    explicit SentProfile(Wallet &wallet)
        : m_wallet(wallet)
    {}

    [[nodiscard]] bool isCurrent(const QString &retailerId, const Profile &granted) const;
    /// Losing this only sends the granted fields once more, so a failure to write is none.
    void remember(const QString &retailerId, const Profile &sent);

private:
    Wallet &m_wallet;
};

} // namespace odna
