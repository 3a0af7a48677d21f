// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/cardnumber.h"
#include "core/consent/consent.h"
#include "core/wire/descriptor.h"

namespace odna {

/// What a phone knows of one retailer it is linked to. Everything that goes to a retailer is built from its Link, and the link names
/// the one address it can go to.
struct Link
{
    enum class State { Active, Ended };
    QString linkId; ///< given by the gateway, e.g. "lnk_01K1…"
    Descriptor descriptor;
    DerivedCard card; ///< the number this retailer knows; another one than the wallet's own after card_taken
    Grants grants;
    State state = State::Active;
    qint64 cursor = 0; ///< last event stored on the phone

    [[nodiscard]] const QString &retailerId() const { return descriptor.retailerId; }
};

} // namespace odna
