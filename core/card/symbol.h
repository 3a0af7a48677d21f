// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/card/codecontent.h"

#include <QByteArray>
#include <QList>
#include <QPoint>
#include <QString>

#include <array>
#include <vector>

namespace odna {

/// White space that a scanner needs, in modules. Linear symbols need none above and below.
struct QuietZone
{
    int left = 0;
    int right = 0;
    int top = 0;
    int bottom = 0;
    bool operator==(const QuietZone &) const = default;
};

/// The zone each standard asks for: ISO/IEC 15417 (Code 128: 10X), 15420 (EAN-13: 11X and 7X …), 18004 (QR: 4X, Micro QR: 2X) and so
/// on. 24724 asks for none around DataBar, which gets 1X all the same.
[[nodiscard]] QuietZone quietZoneOf(Symbology symbology);

/// A code as a matrix of modules without quiet zone. A value: no pixels, no millimetres. Linear symbols have height 1; a row of
/// a stacked one that its standard makes several modules high is that many equal rows here.
class Symbol final
{
public:
    /// Draws \a content and decodes it again before returning. SymbolUnreadable where that gives another symbology (asRead()), other
    /// bytes, another ECI or another GS1 flag, and for MaxiCode, which cannot be drawn: whoever has a picture of the original shows
    /// that. Malformed where the symbology cannot hold the content. An ECI is written only where the content has one.
    [[nodiscard]] static Result<Symbol> create(const CodeContent &content);
    /// The same for a text that needs no declaration: plainContent(). 18 digits in Code 128 use code set C: 134 modules.
    [[nodiscard]] static Result<Symbol> create(Symbology symbology, const QString &content);

    [[nodiscard]] Symbology symbology() const { return m_content.symbology; }
    [[nodiscard]] const QString &content() const { return m_content.text; }
    [[nodiscard]] const CodeContent &codeContent() const { return m_content; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] bool isLinear() const { return m_height == 1; }
    [[nodiscard]] bool at(int x, int y) const
    {
        return m_dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x)];
    }
    [[nodiscard]] QuietZone quietZone() const { return quietZoneOf(symbology()); }
    bool operator==(const Symbol &) const = default;

private:
    Symbol() = default;
    CodeContent m_content;
    int m_width = 0;
    int m_height = 0;
    std::vector<bool> m_dark;
};

/// A borrowed 8-bit grey picture, 0 black.
struct GreyView
{
    const unsigned char *pixels = nullptr;
    int width = 0;
    int height = 0;
    int bytesPerLine = 0;
};

/// One code found in a picture: what it says, and where it stands.
struct DecodedCode : CodeContent
{
    /// In pixels, as the code itself is read: top left, top right, bottom right, bottom left; without quiet zone. Bars are followed
    /// up and down as far as they stay the same. Of a stacked DataBar the orientation is not known.
    std::array<QPoint, 4> corners;
    bool operator==(const DecodedCode &) const = default;
};

/// All codes of known symbologies in the picture, in reading order; NothingDecoded where there is none, ImageUnreadable over
/// 50 megapixels. Tries rotated and, where nothing is found, downscaled. A linear code that stands there twice is reported once;
/// MaxiCode is seen only where it fills the picture. Any thread; a 1280×720 frame takes milliseconds.
[[nodiscard]] Result<QList<DecodedCode>> readCodes(const GreyView &picture);

} // namespace odna
