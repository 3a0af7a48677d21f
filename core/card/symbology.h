// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <optional>

namespace odna {

/// The kinds of code that Odna draws and reads.
enum class Symbology { Code128, QrCode, Ean13, Ean8, UpcA, UpcE, Code39, Code93, Itf, Codabar, Pdf417, DataMatrix, Aztec };

/// Text form in JSON and on the command line: "code128", "qr", "ean13", … and back.
[[nodiscard]] QString nameOf(Symbology symbology);
[[nodiscard]] std::optional<Symbology> symbologyNamed(QStringView name);

} // namespace odna
