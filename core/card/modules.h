// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbol.h"

#include <optional>
#include <vector>

namespace odna {

/// What a writer drew, row by row; inside this room only.
struct Modules
{
    int width = 0;
    int height = 0;
    std::vector<bool> dark = {};
};

/// How much error correction QR and Micro QR get; others take what their standard recommends for the size.
enum class Correction { Low, Medium, Quartile, High };

/// Draws through ZXing, which takes the bytes for Latin-1 and declares nothing. Nothing where they do not fit.
[[nodiscard]] std::optional<Modules> drawnByZXing(const CodeContent &content, Correction correction);

/// Draws through Zint, which writes what ZXing's writer cannot: DataBar, Micro QR, FNC1, any ECI. Nothing where it does not fit.
/// Rows that a standard makes higher than one module are repeated as often.
[[nodiscard]] std::optional<Modules> drawnByZint(const CodeContent &content, Correction correction);

/// The codes that stand upright in the picture, at full size. Nothing where ZXing throws.
[[nodiscard]] std::optional<QList<DecodedCode>> readUpright(const GreyView &picture);

} // namespace odna
