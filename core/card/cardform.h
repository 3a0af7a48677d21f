// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/cardnumber.h"
#include "core/card/codecontent.h"

#include <optional>

namespace odna {

/// How a retailer's tills want to read the card number.
enum class CardForm {
    Plain,   ///< the 18 digits
    PrefixC, ///< "c" before the digits, which tills of the Openbravo family take for a customer's card
    Gs1Gsrn  ///< GS1 element string (8018), the global service relation number of a recipient: for operators with a GS1 company prefix
};

/// Text form: "plain", "prefix_c", "gs1_gsrn" and back.
[[nodiscard]] QString nameOf(CardForm form);
[[nodiscard]] std::optional<CardForm> cardFormNamed(QStringView name);

/// The number in that form, to be drawn as \a symbology.
[[nodiscard]] CodeContent contentOf(const CardNumber &number, CardForm form, Symbology symbology = Symbology::Code128);

} // namespace odna
