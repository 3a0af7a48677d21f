// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/card/cardnumber.h"
#include "core/card/symbol.h"

namespace odna {

/// What the till made of a picture.
struct ScannedCard
{
    CardNumber number;
    Symbology symbology = Symbology::Code128;
};

/// Decides as tills do, by length and prefix before any server is asked. NotACard with what it is instead: goods weighed in the store
/// (12 or 13 digits that begin with 2), a payment code, another length; CardCheckFailed for a wrong check digit.
[[nodiscard]] Result<CardNumber> recogniseCard(const QString &code, const QString &prefix = CardNumber::defaultPrefix());

/// The one card in a picture file; other codes beside it are passed over. ImageUnreadable, NothingDecoded, and as recogniseCard();
/// NotACard where the picture shows two different cards.
[[nodiscard]] Result<ScannedCard> scanCard(const QString &imageFile, const QString &prefix = CardNumber::defaultPrefix());

} // namespace odna
