// SPDX-License-Identifier: Apache-2.0
#include "core/card/symbol.h"

#include "core/card/raster.h"

#define ZX_USE_UTF8 // text() as UTF-8 in 1.x, as it is in every later version
#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <algorithm>
#include <array>
#include <exception>

namespace odna {

namespace {

struct SymbologyEntry
{
    Symbology symbology;
    const char *name;
    ZXing::BarcodeFormat format;
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

using ZXing::BarcodeFormat;

// Quiet zones: ISO/IEC 15417 (Code 128), 18004 (QR), 15420 (EAN and UPC), 16388 (Code 39), 16390 (ITF), 15438 (PDF417), 16022 (Data
// Matrix), 24778 (Aztec: none). Code 93 and Codabar: AIM USS-93, EN 798.
constexpr auto table = std::to_array<SymbologyEntry>({
    {Symbology::Code128, "code128", BarcodeFormat::Code128, sides(10)},
    {Symbology::QrCode, "qr", BarcodeFormat::QRCode, around(4)},
    {Symbology::Ean13, "ean13", BarcodeFormat::EAN13, {11, 7, 0, 0}},
    {Symbology::Ean8, "ean8", BarcodeFormat::EAN8, sides(7)},
    {Symbology::UpcA, "upca", BarcodeFormat::UPCA, sides(9)},
    {Symbology::UpcE, "upce", BarcodeFormat::UPCE, {9, 7, 0, 0}},
    {Symbology::Code39, "code39", BarcodeFormat::Code39, sides(10)},
    {Symbology::Code93, "code93", BarcodeFormat::Code93, sides(10)},
    {Symbology::Itf, "itf", BarcodeFormat::ITF, sides(10)},
    {Symbology::Codabar, "codabar", BarcodeFormat::Codabar, sides(10)},
    {Symbology::Pdf417, "pdf417", BarcodeFormat::PDF417, around(2)},
    {Symbology::DataMatrix, "datamatrix", BarcodeFormat::DataMatrix, around(1)},
    {Symbology::Aztec, "aztec", BarcodeFormat::Aztec, around(0)},
});

consteval bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].symbology) != i) {
            return false;
        }
    }
    return table.size() == static_cast<std::size_t>(Symbology::Aztec) + 1;
}
static_assert(inOrder(), "the table lists the symbologies in the order of Symbology, each once");

const SymbologyEntry &entryOf(Symbology symbology)
{
    return table.at(static_cast<std::size_t>(symbology));
}

bool isLatin1(QStringView text)
{
    return std::ranges::all_of(text, [](QChar letter) { return letter.unicode() < 256; });
}

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar letter) { return letter.unicode() < 128; });
}

bool isDigits(QStringView text)
{
    return std::ranges::all_of(text, [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
}

/// GS1 General Specifications 7.9: the last digit makes the sum, with every second digit tripled, a multiple of ten.
bool isGtin(QStringView text, qsizetype length)
{
    int sum = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        sum += text[text.size() - 1 - i].digitValue() * (i % 2 == 1 ? 3 : 1);
    }
    return text.size() == length && isDigits(text) && sum % 10 == 0;
}

/// What the writer would quietly mend, add to or turn into a function character; the rest it refuses by itself.
bool canHold(Symbology symbology, const QString &content)
{
    constexpr qsizetype longest = 7089; // digits in the largest QR code, the most that any symbology holds
    if (content.isEmpty() || content.size() > longest) {
        return false;
    }
    switch (symbology) {
    case Symbology::Ean13:
        return isGtin(content, 13);
    case Symbology::Ean8:
        return isGtin(content, 8);
    case Symbology::UpcA:
        return isGtin(content, 12);
    case Symbology::UpcE:
        return content.size() == 8 && isDigits(content);
    case Symbology::Itf:
        return content.size() % 2 == 0 && isDigits(content);
    case Symbology::Code128:
    case Symbology::Code39:
    case Symbology::Code93:
        return isAscii(content);
    case Symbology::Codabar: // A to D are its start and stop letters, which a reader strips
        return std::ranges::all_of(content, [](QChar letter) { return QStringLiteral("0123456789-$:/.+").contains(letter); });
    case Symbology::QrCode:
    case Symbology::Pdf417:
    case Symbology::DataMatrix:
    case Symbology::Aztec:
        return true;
    }
    return false;
}

// From here to the end of the adaptor is all that depends on the version of ZXing-cpp. 1.4 calls the options of its reader
// DecodeHints; 2.2 and later ReaderOptions, with the same setters. 3.x writes with CreateBarcodeFromText() instead of MultiFormatWriter.

#if ZXING_VERSION_MAJOR > 2 || (ZXING_VERSION_MAJOR == 2 && ZXING_VERSION_MINOR >= 2)
using ReaderOptions = ZXing::ReaderOptions;
#else
using ReaderOptions = ZXing::DecodeHints;
#endif

/// One module per pixel, no margin. Throws what ZXing throws.
ZXing::BitMatrix encode(Symbology symbology, const QString &content)
{
    const auto text = content.toStdString();
    const auto drawn = [&](int level) {
        ZXing::MultiFormatWriter writer(entryOf(symbology).format);
        writer.setMargin(0).setEccLevel(level);
        if (!isLatin1(content)) {
            // Naming a character set is what makes the writer add an ECI header, and some tills refuse that: only where the content
            // cannot be written without.
            writer.setEncoding(ZXing::CharacterSet::UTF8);
        }
        return writer.encode(text, 0, 0);
    };
    if (symbology != Symbology::QrCode) {
        return drawn(-1);
    }
    // Level M, then as much more correction as the same size has room for: 18 digits stay 21×21 with level Q.
    constexpr int levelM = 4;
    constexpr int levelQ = 6;
    constexpr int levelH = 8;
    auto best = drawn(levelM);
    for (const int level : {levelQ, levelH}) {
        try {
            auto stronger = drawn(level);
            if (stronger.width() > best.width()) {
                break;
            }
            best = std::move(stronger);
        } catch (const std::exception &) {
            break; // does not fit the largest size at that level
        }
    }
    return best;
}

struct Found
{
    DecodedCode code;
    bool hasEci = false;
    int x = 0;
    int y = 0;
};

/// Throws what ZXing throws.
std::vector<Found> decode(const GreyView &picture, bool rotated, bool downscaled)
{
    ReaderOptions options;
    ZXing::BarcodeFormats formats;
    for (const auto &entry : table) {
        formats |= entry.format;
    }
    options.setFormats(formats);
    options.setTryRotate(rotated);
    options.setTryDownscale(downscaled);
    const ZXing::ImageView image(picture.pixels, picture.width, picture.height, ZXing::ImageFormat::Lum, picture.bytesPerLine);
    std::vector<Found> found;
    for (const auto &result : ZXing::ReadBarcodes(image, options)) {
        const auto entry = std::ranges::find(table, result.format(), &SymbologyEntry::format);
        if (!result.isValid() || entry == table.end()) {
            continue;
        }
        const auto &bytes = result.bytes();
        const auto corners = result.position();
        found.push_back({{entry->symbology, QString::fromStdString(result.text()),
                          QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()))},
                         result.hasECI(),
                         (corners.topLeft().x + corners.bottomRight().x) / 2,
                         (corners.topLeft().y + corners.bottomRight().y) / 2});
    }
    return found;
}

// End of the adaptor.

/// An UPC-A code is an EAN-13 code that begins with 0, and a reader that looks for both reports the former.
bool sameCode(Symbology symbology, const QString &content, const DecodedCode &code)
{
    if (symbology == Symbology::Ean13 && code.symbology == Symbology::UpcA) {
        return content == u'0' + code.text;
    }
    const bool sameText = isLatin1(content) ? code.bytes == content.toLatin1() : code.text == content;
    return code.symbology == symbology && sameText;
}

/// Reads the symbol as any scanner would that knows all symbologies: exactly this one must be seen.
bool readsBack(const Symbol &symbol)
{
    const auto raster = rasterOf(symbol, 2, 24);
    const auto found = decode(raster.view(), false, false);
    return found.size() == 1 && sameCode(symbol.symbology(), symbol.content(), found.front().code)
           && (!found.front().hasEci || !isLatin1(symbol.content()));
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

QuietZone quietZoneOf(Symbology symbology)
{
    return entryOf(symbology).quiet;
}

Result<Symbol> Symbol::create(Symbology symbology, const QString &content)
{
    if (!canHold(symbology, content)) {
        return fail(FailureCode::Malformed, nameOf(symbology) + QLatin1StringView(" cannot hold this content"));
    }
    Symbol symbol;
    symbol.m_symbology = symbology;
    symbol.m_content = content;
    try {
        const auto matrix = encode(symbology, content);
        symbol.m_width = matrix.width();
        symbol.m_height = matrix.height();
        symbol.m_dark.reserve(static_cast<std::size_t>(symbol.m_width) * static_cast<std::size_t>(symbol.m_height));
        for (int y = 0; y < symbol.m_height; ++y) {
            for (int x = 0; x < symbol.m_width; ++x) {
                symbol.m_dark.push_back(matrix.get(x, y));
            }
        }
    } catch (const std::exception &) {
        return fail(FailureCode::Malformed, nameOf(symbology) + QLatin1StringView(" cannot hold this content"));
    }
    try {
        if (readsBack(symbol)) {
            return symbol;
        }
        return fail(FailureCode::SymbolUnreadable, nameOf(symbology));
    } catch (const std::exception &error) {
        return fail(FailureCode::SymbolUnreadable, nameOf(symbology) + QLatin1StringView(": ") + QString::fromUtf8(error.what()));
    }
}

Result<QList<DecodedCode>> readCodes(const GreyView &picture)
{
    constexpr qint64 mostPixels = 50'000'000;
    const bool whole = picture.pixels && picture.width > 0 && picture.height > 0 && picture.bytesPerLine >= picture.width;
    if (!whole || qint64(picture.bytesPerLine) * picture.height > 2 * mostPixels || qint64(picture.width) * picture.height > mostPixels) {
        return fail(FailureCode::ImageUnreadable);
    }
    std::vector<Found> found;
    try {
        found = decode(picture, true, false);
        if (found.empty()) {
            found = decode(picture, true, true);
        }
    } catch (const std::exception &error) {
        return fail(FailureCode::NothingDecoded, QString::fromUtf8(error.what()));
    }
    if (found.empty()) {
        return fail(FailureCode::NothingDecoded);
    }
    // Lines of a sixteenth of the picture, each from left to right: two codes side by side are rarely level to the pixel.
    const int line = std::max(picture.height / 16, 1);
    std::ranges::stable_sort(found, {}, [line](const Found &each) { return std::pair(each.y / line, each.x); });
    QList<DecodedCode> codes;
    for (auto &each : found) {
        codes.append(std::move(each.code));
    }
    return codes;
}

} // namespace odna
