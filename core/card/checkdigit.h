// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbology.h"

#include <QChar>
#include <QString>
#include <QStringView>

#include <optional>

namespace odna {

/// The Luhn sum (ISO/IEC 7812-1 annex B) modulo ten, check digit included: 0 where it holds. \a digits are ASCII digits only.
[[nodiscard]] int luhnRemainder(QStringView digits);
/// The GS1 sum (General Specifications 7.9) modulo ten, check digit included: 0 where it holds. \a digits are ASCII digits only.
[[nodiscard]] int gs1Remainder(QStringView digits);

/// \a digits without check digit, completed to a GTIN-8, -12, -13, -14 or to the 18 digits of an SSCC or GSRN; nothing for another
/// length or other letters.
[[nodiscard]] std::optional<QString> completeGtin(QStringView digits);

/// Whether every letter of \a text is one that the symbology has. Says nothing about lengths.
[[nodiscard]] bool hasOnlyLettersOf(Symbology symbology, QStringView text);

/// What can be said of a number while it is being typed.
struct CheckVerdict
{
    enum class State {
        Good,         ///< the check digit holds
        DigitMissing, ///< only the check digit is missing: it is \a expected
        DigitWrong,   ///< the last digit should be \a expected
        WrongLength,
        WrongLetters, ///< the symbology does not have one of the letters
        NoRule        ///< nothing to check: the symbology takes it as it is
    };
    State state = State::NoRule;
    QChar expected = {};
    bool binding = false; ///< the symbology demands the digit; otherwise a digit that is wrong may be meant so
    bool luhn = false;    ///< a hint: at least eight digits for which Luhn holds, so probably typed without a slip
    bool operator==(const CheckVerdict &) const = default;
};

/// EAN-13, EAN-8, UPC-A, UPC-E (eight digits; the sum is that of the UPC-A number it stands for) and DataBar (GTIN-14) demand their
/// digit. ITF has one where it holds a GTIN-14, Code 39 may end with one modulo 43 (ISO/IEC 16388 annex A).
[[nodiscard]] CheckVerdict checkVerdict(Symbology symbology, QStringView text);

} // namespace odna
