// SPDX-License-Identifier: Apache-2.0
#include "core/card/symbol.h"

#include "core/card/checkdigit.h"
#include "core/card/modules.h"
#include "core/card/raster.h"

#include <algorithm>
#include <array>

namespace odna {

namespace {

struct SymbologyEntry
{
    Symbology symbology;
    const char *name;
    QuietZone quiet;
};

constexpr QuietZone sides(int modules)
{
    return {modules, modules, 0, 0};
}

constexpr QuietZone around(int modules)
{
    return {modules, modules, modules, modules};
}

// Quiet zones: ISO/IEC 15417 (Code 128), 18004 (QR and Micro QR), 15420 (EAN and UPC), 16388 (Code 39), 16390 (ITF), 15438 (PDF417),
// 16022 (Data Matrix), 24778 (Aztec: none), 24724 (DataBar: none), 16023 (MaxiCode). Code 93 and Codabar: AIM USS-93, EN 798.
constexpr auto table = std::to_array<SymbologyEntry>({
    {Symbology::Code128, "code128", sides(10)},
    {Symbology::QrCode, "qr", around(4)},
    {Symbology::Ean13, "ean13", {11, 7, 0, 0}},
    {Symbology::Ean8, "ean8", sides(7)},
    {Symbology::UpcA, "upca", sides(9)},
    {Symbology::UpcE, "upce", {9, 7, 0, 0}},
    {Symbology::Code39, "code39", sides(10)},
    {Symbology::Code93, "code93", sides(10)},
    {Symbology::Itf, "itf", sides(10)},
    {Symbology::Codabar, "codabar", sides(10)},
    {Symbology::Pdf417, "pdf417", around(2)},
    {Symbology::DataMatrix, "datamatrix", around(1)},
    {Symbology::Aztec, "aztec", around(0)},
    {Symbology::DataBar, "databar", sides(1)},
    {Symbology::DataBarStacked, "databarstacked", around(1)},
    {Symbology::DataBarStackedOmni, "databarstackedomni", around(1)},
    {Symbology::DataBarExpanded, "databarexpanded", sides(1)},
    {Symbology::DataBarExpandedStacked, "databarexpandedstacked", around(1)},
    {Symbology::MicroQrCode, "microqr", around(2)},
    {Symbology::MaxiCode, "maxicode", around(1)},
});

consteval bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].symbology) != i) {
            return false;
        }
    }
    return table.size() == symbologyCount;
}
static_assert(inOrder(), "the table lists the symbologies in the order of Symbology, each once");

const SymbologyEntry &entryOf(Symbology symbology)
{
    return table.at(static_cast<std::size_t>(symbology));
}

bool canDeclare(Symbology symbology)
{
    return symbology == Symbology::QrCode || symbology == Symbology::Pdf417 || symbology == Symbology::DataMatrix
           || symbology == Symbology::Aztec;
}

/// DataBar Expanded holds nothing but GS1 element strings, most others none.
bool canBeGs1(Symbology symbology, bool gs1)
{
    switch (symbology) {
    case Symbology::DataBarExpanded:
    case Symbology::DataBarExpandedStacked:
        return gs1;
    case Symbology::Code128:
    case Symbology::QrCode:
    case Symbology::DataMatrix:
    case Symbology::Aztec:
        return true;
    default:
        return !gs1;
    }
}

/// What a writer would quietly mend, add to or turn into a function character; the rest they refuse by themselves.
bool canHold(const CodeContent &content)
{
    constexpr qsizetype longest = 7089; // digits in the largest QR code, the most that any symbology holds
    if (content.bytes.isEmpty() || content.bytes.size() > longest || (content.eci && !canDeclare(content.symbology))
        || !canBeGs1(content.symbology, content.gs1)) {
        return false;
    }
    const auto letters = QString::fromLatin1(content.bytes);
    const auto verdict = checkVerdict(content.symbology, letters);
    return !verdict.binding || verdict.state == CheckVerdict::State::Good;
}

/// ZXing's writer for everything that it can write, so that no module of what it draws ever moves.
bool needsZint(const CodeContent &content)
{
    switch (content.symbology) {
    case Symbology::DataBar:
    case Symbology::DataBarStacked:
    case Symbology::DataBarStackedOmni:
    case Symbology::DataBarExpanded:
    case Symbology::DataBarExpandedStacked:
    case Symbology::MicroQrCode:
        return true;
    case Symbology::Code128:
        return content.gs1 || std::ranges::any_of(content.bytes, [](char letter) { return letter < ' ' || letter > '~'; });
    default:
        return content.eci || content.gs1;
    }
}

std::optional<Modules> drawn(const CodeContent &content)
{
    const auto draw = [&](Correction correction) {
        return needsZint(content) ? drawnByZint(content, correction) : drawnByZXing(content, correction);
    };
    const bool micro = content.symbology == Symbology::MicroQrCode;
    if (content.symbology != Symbology::QrCode && !micro) {
        return draw(Correction::Medium);
    }
    // Level M (Micro QR: L), then as much more correction as the same size has room for: 18 digits stay 21×21 with level Q.
    auto best = draw(micro ? Correction::Low : Correction::Medium);
    if (!best && !micro) {
        return draw(Correction::Low);
    }
    for (const auto correction : {Correction::Medium, Correction::Quartile, Correction::High}) {
        auto stronger = best ? draw(correction) : std::nullopt;
        if (!stronger || stronger->width > best->width) {
            break;
        }
        best = std::move(stronger);
    }
    return best;
}

bool sameCode(const CodeContent &drawn, const CodeContent &read)
{
    if (drawn.eci != read.eci || drawn.gs1 != read.gs1) {
        return false;
    }
    if (drawn.symbology == Symbology::Ean13 && read.symbology == Symbology::UpcA) {
        // An UPC-A code is an EAN-13 code that begins with 0, and a reader that looks for both reports the former.
        return drawn.bytes == '0' + read.bytes;
    }
    // Only with an ECI is the text more than a reader's guess; a code that changes its ECI halfway differs in nothing else.
    return asRead(drawn.symbology) == read.symbology && drawn.bytes == read.bytes && (!drawn.eci || drawn.text == read.text);
}

/// Reads the symbol as any scanner would that knows all symbologies: exactly this one must be seen.
bool readsBack(const Symbol &symbol)
{
    const auto raster = rasterOf(symbol, 2, 24);
    const auto found = readUpright(raster.view());
    return found && found->size() == 1 && sameCode(symbol.codeContent(), found->constFirst());
}

} // namespace

QString nameOf(Symbology symbology)
{
    return QLatin1StringView(entryOf(symbology).name);
}

std::optional<Symbology> symbologyNamed(QStringView name)
{
    const auto found = std::ranges::find_if(table, [name](const SymbologyEntry &entry) { return name == QLatin1StringView(entry.name); });
    return found == table.end() ? std::nullopt : std::optional(found->symbology);
}

Symbology asRead(Symbology symbology)
{
    switch (symbology) {
    case Symbology::DataBarStacked:
    case Symbology::DataBarStackedOmni:
        return Symbology::DataBar;
    case Symbology::DataBarExpandedStacked:
        return Symbology::DataBarExpanded;
    default:
        return symbology;
    }
}

QuietZone quietZoneOf(Symbology symbology)
{
    return entryOf(symbology).quiet;
}

Result<Symbol> Symbol::create(Symbology symbology, const QString &content)
{
    return create(plainContent(symbology, content));
}

Result<Symbol> Symbol::create(const CodeContent &content)
{
    const auto name = nameOf(content.symbology);
    if (content.symbology == Symbology::MaxiCode) {
        return fail(FailureCode::SymbolUnreadable, QStringLiteral("maxicode is made of hexagons and not drawn"));
    }
    auto modules = canHold(content) ? drawn(content) : std::nullopt;
    if (!modules) {
        return fail(FailureCode::Malformed, name + QLatin1StringView(" cannot hold this content"));
    }
    Symbol symbol;
    symbol.m_content = content;
    symbol.m_width = modules->width;
    symbol.m_height = modules->height;
    symbol.m_dark = std::move(modules->dark);
    return readsBack(symbol) ? Result<Symbol>(std::move(symbol)) : fail(FailureCode::SymbolUnreadable, name);
}

} // namespace odna
