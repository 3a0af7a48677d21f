// SPDX-License-Identifier: Apache-2.0
// All that depends on ZXing-cpp and its version. 1.4 calls the options of its reader DecodeHints; 2.2 and later ReaderOptions, with the
// same setters. 3.x writes with CreateBarcodeFromText() instead of MultiFormatWriter.
#include "core/card/modules.h"

#define ZX_USE_UTF8 // text() as UTF-8 in 1.x, as it is in every later version
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <QRect>

#include <algorithm>
#include <array>
#include <exception>
#include <tuple>

namespace odna {

namespace {

using ZXing::BarcodeFormat;

#if ZXING_VERSION_MAJOR > 2 || (ZXING_VERSION_MAJOR == 2 && ZXING_VERSION_MINOR >= 2)
using ReaderOptions = ZXing::ReaderOptions;
#else
using ReaderOptions = ZXing::DecodeHints;
#endif

constexpr auto formats = std::to_array<std::pair<Symbology, BarcodeFormat>>({
    {Symbology::Code128, BarcodeFormat::Code128},
    {Symbology::QrCode, BarcodeFormat::QRCode},
    {Symbology::Ean13, BarcodeFormat::EAN13},
    {Symbology::Ean8, BarcodeFormat::EAN8},
    {Symbology::UpcA, BarcodeFormat::UPCA},
    {Symbology::UpcE, BarcodeFormat::UPCE},
    {Symbology::Code39, BarcodeFormat::Code39},
    {Symbology::Code93, BarcodeFormat::Code93},
    {Symbology::Itf, BarcodeFormat::ITF},
    {Symbology::Codabar, BarcodeFormat::Codabar},
    {Symbology::Pdf417, BarcodeFormat::PDF417},
    {Symbology::DataMatrix, BarcodeFormat::DataMatrix},
    {Symbology::Aztec, BarcodeFormat::Aztec},
    {Symbology::DataBar, BarcodeFormat::DataBar},
    {Symbology::DataBarExpanded, BarcodeFormat::DataBarExpanded},
    {Symbology::MicroQrCode, BarcodeFormat::MicroQRCode},
    {Symbology::MaxiCode, BarcodeFormat::MaxiCode},
});

const ZXing::BarcodeFormats matrixFormats = BarcodeFormat::QRCode | BarcodeFormat::PDF417 | BarcodeFormat::DataMatrix | BarcodeFormat::Aztec
                                            | BarcodeFormat::MicroQRCode | BarcodeFormat::MaxiCode;
const ZXing::BarcodeFormats dataBarFormats = BarcodeFormat::DataBar | BarcodeFormat::DataBarExpanded;
const ZXing::BarcodeFormats linearFormats = BarcodeFormat::Code128 | BarcodeFormat::EAN13 | BarcodeFormat::EAN8 | BarcodeFormat::UPCA
                                            | BarcodeFormat::UPCE | BarcodeFormat::Code39 | BarcodeFormat::Code93 | BarcodeFormat::ITF
                                            | BarcodeFormat::Codabar;

/// The number of the first ECI that the code declares. \a protocol is its content in the ECI protocol: "]cm", then the bytes with each
/// ECI as a backslash and six digits and each backslash of the content doubled.
std::optional<int> firstEci(QByteArrayView protocol)
{
    for (qsizetype i = 3; i + 1 < protocol.size(); ++i) {
        if (protocol[i] != '\\') {
            continue;
        }
        if (protocol[i + 1] != '\\') {
            bool digits = false;
            const int number = protocol.sliced(i + 1).first(std::min<qsizetype>(6, protocol.size() - i - 1)).toByteArray().toInt(&digits);
            return digits ? std::optional(number) : std::nullopt;
        }
        ++i;
    }
    return std::nullopt;
}

/// AIM symbology identifiers (ISO/IEC 15424) that say FNC1 in first position; Q4, d5 and z4 with an ECI besides.
bool saysGs1(std::string_view identifier)
{
    constexpr auto gs1 = std::to_array<std::string_view>({"]C1", "]Q3", "]Q4", "]d2", "]d5", "]z1", "]z4"});
    return std::ranges::find(gs1, identifier) != gs1.end();
}

QByteArray bytesOf(const auto &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::optional<DecodedCode> decoded(const auto &result)
{
    const auto known = std::ranges::find(formats, result.format(), &std::pair<Symbology, BarcodeFormat>::second);
    if (!result.isValid() || known == formats.end()) {
        return std::nullopt;
    }
    DecodedCode code;
    code.symbology = known->first;
    code.text = QString::fromStdString(result.text());
    code.bytes = bytesOf(result.bytes());
    if (result.hasECI()) {
        code.eci = firstEci(bytesOf(result.bytesECI()));
    }
    code.gs1 = saysGs1(result.symbologyIdentifier());
    if (code.symbology == Symbology::DataBarExpanded) { // told with brackets instead of separators
        code.text = elementString(code.text);
        code.bytes = code.text.toLatin1();
        code.gs1 = true;
    }
    std::ranges::transform(result.position(), code.corners.begin(), [](const auto &corner) { return QPoint(corner.x, corner.y); });
    return code;
}

/// Throws what ZXing throws. \a most 0 for all that there are.
QList<DecodedCode> read(const GreyView &picture, ZXing::BarcodeFormats wanted, bool rotated, quint8 most, quint8 leastLines)
{
    ReaderOptions options;
    options.setFormats(wanted);
    options.setTryRotate(rotated);
    options.setTryDownscale(false);
    options.setMinLineCount(leastLines);
    if (most > 0) {
        options.setMaxNumberOfSymbols(most);
    }
    const ZXing::ImageView image(picture.pixels, picture.width, picture.height, ZXing::ImageFormat::Lum, picture.bytesPerLine);
    QList<DecodedCode> codes;
    for (const auto &result : ZXing::ReadBarcodes(image, options)) {
        if (auto code = decoded(result)) {
            codes.append(std::move(*code));
        }
    }
    return codes;
}

/// The bars of a linear code: along it from its first bar to its last, across it as high as the bars are. Pixels, inclusive.
struct Bars
{
    bool upright = true; ///< along is x
    int begin = 0;
    int end = 0;
    int first = 0;
    int last = 0;
};

/// One line along the bars in black and white: some hundred of its pixels, which is enough to know it again.
struct Line
{
    std::vector<bool> dark = {};
    int contrast = 0;
};

Line lineOf(const GreyView &picture, const Bars &bars, int across)
{
    constexpr int mostSamples = 400;
    const int step = (bars.end - bars.begin) / mostSamples + 1;
    std::vector<int> greys;
    for (int along = bars.begin; along <= bars.end; along += step) {
        const int x = bars.upright ? along : across;
        const int y = bars.upright ? across : along;
        greys.push_back(picture.pixels[qsizetype(y) * picture.bytesPerLine + x]);
    }
    const auto [least, most] = std::ranges::minmax(greys);
    Line line{.contrast = most - least};
    for (const int grey : greys) {
        line.dark.push_back(2 * grey < least + most);
    }
    return line;
}

/// Neighbouring lines of one code differ by little, even where it stands aslant: in a few pixels at the edges of bars.
bool continues(const Line &line, const Line &next)
{
    const auto size = static_cast<std::ptrdiff_t>(line.dark.size());
    std::ptrdiff_t same = 0;
    for (std::size_t i = 0; i < line.dark.size(); ++i) {
        same += line.dark[i] == next.dark[i] ? 1 : 0;
    }
    return 2 * next.contrast >= line.contrast && same * 100 >= size * 85;
}

/// ZXing tells of a linear code where the few lines are that it has read; the bars go on above and below.
Bars barsOf(const GreyView &picture, const DecodedCode &code)
{
    const auto &corners = code.corners;
    const auto way = corners[1] - corners[0];
    Bars bars{.upright = qAbs(way.x()) >= qAbs(way.y())};
    const auto along = [&](QPoint point) { return bars.upright ? point.x() : point.y(); };
    const auto across = [&](QPoint point) { return bars.upright ? point.y() : point.x(); };
    const int length = bars.upright ? picture.width : picture.height;
    const int height = bars.upright ? picture.height : picture.width;
    const auto [begin, end] = std::ranges::minmax(corners, {}, along);
    const auto [first, last] = std::ranges::minmax(corners, {}, across);
    bars.begin = std::clamp(along(begin), 0, length - 1);
    bars.end = std::clamp(along(end), 0, length - 1);
    bars.first = std::clamp(across(first), 0, height - 1);
    bars.last = std::clamp(across(last), 0, height - 1);
    auto line = lineOf(picture, bars, bars.first);
    while (bars.first > 0) {
        auto next = lineOf(picture, bars, bars.first - 1);
        if (!continues(line, next)) {
            break;
        }
        --bars.first;
        line = std::move(next);
    }
    line = lineOf(picture, bars, bars.last);
    while (bars.last + 1 < height) {
        auto next = lineOf(picture, bars, bars.last + 1);
        if (!continues(line, next)) {
            break;
        }
        ++bars.last;
        line = std::move(next);
    }
    return bars;
}

std::array<QPoint, 4> cornersOf(const Bars &bars, const std::array<QPoint, 4> &asRead)
{
    const auto way = asRead[1] - asRead[0];
    if (bars.upright) {
        const bool forward = way.x() >= 0;
        const std::array<QPoint, 4> corners{QPoint(bars.begin, bars.first), QPoint(bars.end, bars.first), QPoint(bars.end, bars.last),
                                            QPoint(bars.begin, bars.last)};
        return forward ? corners : std::array{corners[2], corners[3], corners[0], corners[1]};
    }
    const bool downwards = way.y() >= 0;
    const std::array<QPoint, 4> corners{QPoint(bars.last, bars.begin), QPoint(bars.last, bars.end), QPoint(bars.first, bars.end),
                                        QPoint(bars.first, bars.begin)};
    return downwards ? corners : std::array{corners[2], corners[3], corners[0], corners[1]};
}

/// Linear codes one at a time, each painted over before the next is looked for: ZXing 1.4 as Debian builds it ends the whole program
/// (an assertion, zxing-cpp issues 516 and 740) when it meets the same linear code twice, and any picture may hold one twice. DataBar
/// does so even in neighbouring lines, so there one line has to do; its checksum is strong. Throws what ZXing throws.
QList<DecodedCode> readLinear(const GreyView &picture, ZXing::BarcodeFormats wanted, bool rotated, quint8 leastLines)
{
    constexpr int mostRounds = 32;
    constexpr int margin = 3; // pixels beside the bars, which a slant has moved there
    QList<DecodedCode> codes;
    QByteArray painted;
    GreyView rest = picture;
    for (int round = 0; round < mostRounds; ++round) {
        auto found = read(rest, wanted, rotated, 1, leastLines);
        if (found.isEmpty()) {
            break;
        }
        auto &code = found.first();
        const auto bars = barsOf(rest, code);
        code.corners = cornersOf(bars, code.corners);
        const bool known = std::ranges::any_of(
            codes, [&code](const DecodedCode &each) { return each.symbology == code.symbology && each.bytes == code.bytes; });
        if (!known) {
            codes.append(code);
        }
        if (painted.isEmpty()) {
            painted.resize(qsizetype(picture.width) * picture.height);
            for (int y = 0; y < picture.height; ++y) {
                std::copy_n(picture.pixels + qsizetype(y) * picture.bytesPerLine, picture.width,
                            reinterpret_cast<unsigned char *>(painted.data()) + qsizetype(y) * picture.width);
            }
            rest = {reinterpret_cast<const unsigned char *>(painted.constData()), picture.width, picture.height, picture.width};
        }
        const auto area = (bars.upright ? QRect(QPoint(bars.begin - margin, bars.first), QPoint(bars.end + margin, bars.last))
                                        : QRect(QPoint(bars.first, bars.begin - margin), QPoint(bars.last, bars.end + margin)))
                          & QRect(0, 0, picture.width, picture.height);
        for (int y = area.top(); y <= area.bottom(); ++y) {
            std::fill_n(painted.data() + qsizetype(y) * picture.width + area.left(), area.width(), '\xff');
        }
    }
    return codes;
}

/// Throws what ZXing throws.
QList<DecodedCode> readAll(const GreyView &picture, bool rotated)
{
    auto codes = read(picture, matrixFormats, rotated, 0, 2);
    codes += readLinear(picture, linearFormats, rotated, 2);
    codes += readLinear(picture, dataBarFormats, rotated, 1);
    return codes;
}

/// A picture of our own.
struct Smaller
{
    QByteArray pixels = {};
    GreyView view;
};

/// A third as wide and high: each pixel the mean of nine.
Smaller thirdOf(const GreyView &picture)
{
    Smaller smaller{.view = {.width = picture.width / 3, .height = picture.height / 3, .bytesPerLine = picture.width / 3}};
    smaller.pixels.resize(qsizetype(smaller.view.width) * smaller.view.height);
    auto *to = reinterpret_cast<unsigned char *>(smaller.pixels.data());
    smaller.view.pixels = to;
    for (int y = 0; y < smaller.view.height; ++y) {
        for (int x = 0; x < smaller.view.width; ++x) {
            int sum = 0;
            for (int line = 0; line < 3; ++line) {
                const auto *const from = picture.pixels + (3 * qsizetype(y) + line) * picture.bytesPerLine + 3 * qsizetype(x);
                sum += from[0] + from[1] + from[2];
            }
            *to++ = static_cast<unsigned char>(sum / 9);
        }
    }
    return smaller;
}

} // namespace

std::optional<Modules> drawnByZXing(const CodeContent &content, Correction correction)
{
    constexpr std::array levels = {2, 4, 6, 8}; // ZXing's numbers for L, M, Q, H of QR; others take their own default
    const auto known = std::ranges::find(formats, content.symbology, &std::pair<Symbology, BarcodeFormat>::first);
    if (known == formats.end()) {
        return std::nullopt;
    }
    try {
        ZXing::MultiFormatWriter writer(known->second);
        writer.setMargin(0).setEccLevel(content.symbology == Symbology::QrCode ? levels.at(static_cast<std::size_t>(correction)) : -1);
        const auto matrix = writer.encode(QString::fromLatin1(content.bytes).toStdString(), 0, 0);
        Modules modules{.width = matrix.width(), .height = matrix.height()};
        for (int y = 0; y < modules.height; ++y) {
            for (int x = 0; x < modules.width; ++x) {
                modules.dark.push_back(matrix.get(x, y));
            }
        }
        return modules;
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

std::optional<QList<DecodedCode>> readUpright(const GreyView &picture)
{
    try {
        return readAll(picture, false);
    } catch (const std::exception &) {
        return std::nullopt;
    }
}

Result<QList<DecodedCode>> readCodes(const GreyView &picture)
{
    constexpr qint64 mostPixels = 50'000'000;
    constexpr int leastToDownscale = 500; // ZXing's own threshold
    const bool whole = picture.pixels && picture.width > 0 && picture.height > 0 && picture.bytesPerLine >= picture.width;
    if (!whole || qint64(picture.bytesPerLine) * picture.height > 2 * mostPixels || qint64(picture.width) * picture.height > mostPixels) {
        return fail(FailureCode::ImageUnreadable);
    }
    QList<DecodedCode> codes;
    try {
        // Blurred or noisy codes are read where they are smaller. ZXing's own way there reads the full size once more.
        Smaller smaller{.view = picture};
        int scale = 1;
        codes = readAll(picture, true);
        while (codes.isEmpty() && std::min(smaller.view.width, smaller.view.height) >= leastToDownscale) {
            smaller = thirdOf(smaller.view);
            scale *= 3;
            codes = readAll(smaller.view, true);
        }
        for (auto &code : codes) {
            for (auto &corner : code.corners) {
                corner *= scale;
            }
        }
    } catch (const std::exception &error) {
        return fail(FailureCode::NothingDecoded, QString::fromUtf8(error.what()));
    }
    if (codes.isEmpty()) {
        return fail(FailureCode::NothingDecoded);
    }
    // Lines of a sixteenth of the picture, each from left to right: two codes side by side are rarely level to the pixel.
    const int line = std::max(picture.height / 16, 1);
    std::ranges::sort(codes, {}, [line](const DecodedCode &each) {
        const auto middle = (each.corners[0] + each.corners[2]) / 2;
        return std::tuple(middle.y() / line, middle.x(), middle.y());
    });
    return codes;
}

} // namespace odna
