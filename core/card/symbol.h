// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/card/symbology.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
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

/// The zone each standard asks for: ISO/IEC 15417 (Code 128: 10X), 15420 (EAN-13: 11X and 7X …), 18004 (QR: 4X) and so on.
[[nodiscard]] QuietZone quietZoneOf(Symbology symbology);

/// A code as a matrix of modules without quiet zone. A value: no pixels, no millimetres. Linear symbols have height 1.
class Symbol final
{
public:
    /// Draws \a content and decodes it again before returning; SymbolUnreadable where that gives another text or symbology,
    /// Malformed where the symbology cannot hold the content. Never adds an ECI header to ASCII or Latin-1 content.
    /// 18 digits in Code 128 use code set C: 134 modules.
    [[nodiscard]] static Result<Symbol> create(Symbology symbology, const QString &content);

    [[nodiscard]] Symbology symbology() const { return m_symbology; }
    [[nodiscard]] const QString &content() const { return m_content; }
    [[nodiscard]] int width() const { return m_width; }
    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] bool isLinear() const { return m_height == 1; }
    [[nodiscard]] bool at(int x, int y) const
    {
        return m_dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_width) + static_cast<std::size_t>(x)];
    }
    [[nodiscard]] QuietZone quietZone() const { return quietZoneOf(m_symbology); }
    bool operator==(const Symbol &) const = default;

private:
    Symbol() = default;
    Symbology m_symbology = Symbology::Code128;
    QString m_content;
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

/// One code found in a picture.
struct DecodedCode
{
    Symbology symbology = Symbology::Code128;
    QString text;
    QByteArray bytes; ///< the content as encoded, before any character set
};

/// All codes of known symbologies in the picture, in reading order; NothingDecoded where there is none, ImageUnreadable over
/// 50 megapixels. Tries rotated and, where nothing is found, downscaled. Any thread; a 1280×720 frame takes milliseconds.
[[nodiscard]] Result<QList<DecodedCode>> readCodes(const GreyView &picture);

} // namespace odna
