// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pocket/classiccard.h"

#include <QJsonObject>

namespace odna {

/// The JSON form of a card, as the wallet and its backup keep it. Only what is set has a key; moments are ISO 8601 in UTC with
/// milliseconds, bytes base64. Holds the token of PassUpdates: to show a card elsewhere, remove "updates".
[[nodiscard]] QJsonObject toJson(const ClassicCard &card);

/// The code alone, as one line of JSON.
[[nodiscard]] QString codeText(const CodeContent &code);
/// Nothing for a text that codeText() did not make.
[[nodiscard]] std::optional<CodeContent> codeFromText(const QString &text);

/// The card of such an object; unknown keys are ignored. CardInvalid with the key that does not fit.
[[nodiscard]] Result<ClassicCard> classicCardFromJson(const QJsonObject &json);

} // namespace odna
