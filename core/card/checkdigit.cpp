// SPDX-License-Identifier: Apache-2.0
#include "core/card/checkdigit.h"

#include <algorithm>
#include <array>

namespace odna {

namespace {

using State = CheckVerdict::State;

constexpr QStringView code39Letters = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"; // in the order of their values

bool isDigit(QChar letter)
{
    return letter >= u'0' && letter <= u'9';
}

QChar gs1Digit(QStringView withoutCheckDigit)
{
    const QString padded = withoutCheckDigit.toString() + u'0';
    return QChar(u'0' + (10 - gs1Remainder(padded)) % 10);
}

/// The UPC-A number, check digit excluded, of which the seven digits of an UPC-E code are the short form: GS1 General Specifications 5.2.2.4.
QString upcAOf(QStringView digits)
{
    const auto zeros = [](int count) { return QString(count, u'0'); };
    const QString head = digits.first(3).toString();
    const QStringView tail = digits.sliced(3, 3);
    const QChar last = digits[6];
    if (last <= u'2') {
        return head + last + zeros(4) + tail;
    }
    if (last == u'3') {
        return head + tail.first(1) + zeros(5) + tail.sliced(1);
    }
    if (last == u'4') {
        return head + tail.first(2) + zeros(5) + tail.sliced(2);
    }
    return head + tail + zeros(4) + last;
}

QChar expectedDigit(Symbology symbology, QStringView withoutCheckDigit)
{
    return symbology == Symbology::UpcE ? gs1Digit(upcAOf(withoutCheckDigit)) : gs1Digit(withoutCheckDigit);
}

qsizetype demandedLength(Symbology symbology)
{
    switch (symbology) {
    case Symbology::Ean13:
        return 13;
    case Symbology::Ean8:
    case Symbology::UpcE:
        return 8;
    case Symbology::UpcA:
        return 12;
    case Symbology::DataBar:
    case Symbology::DataBarStacked:
    case Symbology::DataBarStackedOmni:
        return 14;
    default:
        return 0;
    }
}

CheckVerdict verdictOn(Symbology symbology, QStringView text, qsizetype length, bool binding)
{
    if (text.size() == length - 1) {
        return {State::DigitMissing, expectedDigit(symbology, text), binding};
    }
    if (text.size() != length) {
        return {.state = State::WrongLength, .binding = binding};
    }
    const QChar expected = expectedDigit(symbology, text.chopped(1));
    return {text.back() == expected ? State::Good : State::DigitWrong, expected, binding};
}

CheckVerdict itfVerdict(QStringView text)
{
    if (text.size() == 13 || text.size() == 14) { // an odd number of digits cannot be drawn, so that digit has to come
        return verdictOn(Symbology::Itf, text, 14, text.size() == 13);
    }
    return text.size() % 2 == 1 || text.isEmpty() ? CheckVerdict{.state = State::WrongLength, .binding = true} : CheckVerdict{};
}

CheckVerdict code39Verdict(QStringView text)
{
    if (text.size() < 2) {
        return {};
    }
    qsizetype sum = 0;
    for (const QChar letter : text.chopped(1)) {
        sum += code39Letters.indexOf(letter);
    }
    const QChar expected = code39Letters[sum % code39Letters.size()];
    // Few use it: letters that do not fit say nothing.
    return text.back() == expected ? CheckVerdict{State::Good, expected} : CheckVerdict{};
}

} // namespace

int luhnRemainder(QStringView digits)
{
    int sum = 0;
    for (qsizetype fromRight = 0; fromRight < digits.size(); ++fromRight) {
        const int digit = digits[digits.size() - 1 - fromRight].unicode() - u'0';
        sum += fromRight % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
    }
    return sum % 10;
}

int gs1Remainder(QStringView digits)
{
    int sum = 0;
    for (qsizetype fromRight = 0; fromRight < digits.size(); ++fromRight) {
        const int digit = digits[digits.size() - 1 - fromRight].unicode() - u'0';
        sum += fromRight % 2 == 0 ? digit : 3 * digit;
    }
    return sum % 10;
}

std::optional<QString> completeGtin(QStringView digits)
{
    constexpr auto lengths = std::to_array<qsizetype>({7, 11, 12, 13, 17});
    if (std::ranges::find(lengths, digits.size()) == lengths.end() || !std::ranges::all_of(digits, isDigit)) {
        return std::nullopt;
    }
    return digits.toString() + gs1Digit(digits);
}

bool hasOnlyLettersOf(Symbology symbology, QStringView text)
{
    const auto below = [text](char16_t limit) { return std::ranges::all_of(text, [limit](QChar letter) { return letter < limit; }); };
    const auto among = [text](QStringView letters) {
        return std::ranges::all_of(text, [letters](QChar letter) { return letters.contains(letter); });
    };
    switch (symbology) {
    case Symbology::Ean13:
    case Symbology::Ean8:
    case Symbology::UpcA:
    case Symbology::Itf:
    case Symbology::DataBar:
    case Symbology::DataBarStacked:
    case Symbology::DataBarStackedOmni:
        return std::ranges::all_of(text, isDigit);
    case Symbology::UpcE: // number systems 0 and 1 only
        return std::ranges::all_of(text, isDigit) && (text.isEmpty() || text.front() <= u'1');
    case Symbology::Code39:
        return among(code39Letters);
    case Symbology::Codabar: // A to D are its start and stop letters, which a reader strips
        return among(u"0123456789-$:/.+");
    case Symbology::Code93:
    case Symbology::DataBarExpanded:
    case Symbology::DataBarExpandedStacked:
        return below(0x80);
    case Symbology::Code128:
    case Symbology::MicroQrCode: // no room for the declaration that other letters need
        return below(0x100);
    case Symbology::QrCode:
    case Symbology::Pdf417:
    case Symbology::DataMatrix:
    case Symbology::Aztec:
    case Symbology::MaxiCode:
        return true;
    }
    return false;
}

CheckVerdict checkVerdict(Symbology symbology, QStringView text)
{
    const bool digits = std::ranges::all_of(text, isDigit);
    CheckVerdict verdict;
    if (!hasOnlyLettersOf(symbology, text)) {
        verdict = {.state = State::WrongLetters, .binding = true};
    } else if (const auto length = demandedLength(symbology); length > 0) {
        verdict = verdictOn(symbology, text, length, true);
    } else if (symbology == Symbology::Itf) {
        verdict = itfVerdict(text);
    } else if (symbology == Symbology::Code39) {
        verdict = code39Verdict(text);
    }
    verdict.luhn = digits && text.size() >= 8 && luhnRemainder(text) == 0;
    return verdict;
}

} // namespace odna
