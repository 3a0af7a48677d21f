// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbology.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace odna {

/// What a code says, apart from how it is drawn: enough to draw the same code again.
struct CodeContent
{
    Symbology symbology = Symbology::Code128;
    QString text;           ///< as a reader shows it
    QByteArray bytes;       ///< as encoded, before any character set; for plain texts the same in Latin-1
    std::optional<int> eci; ///< the ECI assignment number that the code itself declares (AIM ITS/04-001), 3 is ISO-8859-1, 26 UTF-8
    bool gs1 = false;       ///< FNC1 in first position: the text holds GS1 element strings
    bool operator==(const CodeContent &) const = default;
};

/// A text that needs no declaration: its bytes are Latin-1 where the text is, otherwise UTF-8 with ECI 26.
[[nodiscard]] CodeContent plainContent(Symbology symbology, const QString &text);

} // namespace odna
