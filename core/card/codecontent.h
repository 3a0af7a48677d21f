// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbology.h"

#include <QByteArray>
#include <QByteArrayView>
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
    bool gs1 = false;       ///< FNC1 in first position: text and bytes hold GS1 element strings, the separator is the letter 29
    bool operator==(const CodeContent &) const = default;
};

/// A text that needs no declaration: its bytes are Latin-1 where the text is, otherwise UTF-8 with ECI 26. DataBar Expanded holds
/// nothing but GS1 element strings, which may be given with brackets.
[[nodiscard]] CodeContent plainContent(Symbology symbology, const QString &text);

/// The length in letters, identifier included, of the field that \a elements begin with, where the first two digits predefine it (GS1
/// General Specifications 7.8.5); such a field has no separator after it.
[[nodiscard]] std::optional<int> predefinedLength(QByteArrayView elements);

/// "(01)04006381333931(10)ABC(21)7", as it is printed below a code, as GS1 element string: without brackets, with the separator
/// after each field of open length but the last (GS1 General Specifications 7.8). A text that has no brackets in front is left as it is.
[[nodiscard]] QString elementString(const QString &bracketed);

} // namespace odna
