// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secretbytes.h"

#include <QString>

#include <optional>

// The person at the terminal. Questions go to standard error, so that standard output stays the command's own.

namespace odna::cli {

/// Whether somebody can answer a question.
[[nodiscard]] bool isInteractive();
/// One line; nothing at the end of the input.
[[nodiscard]] std::optional<QString> ask(const QString &question);
/// One line without echo; nothing at the end of the input.
[[nodiscard]] std::optional<SecretBytes> askSecret(const QString &question);

/// \a text as a terminal may show it: texts of retailers must not move the cursor, change colours or turn the direction of writing.
[[nodiscard]] QString harmless(QString text);

void writeOut(const QString &text);   ///< standard output, with a line end
void writeError(const QString &text); ///< standard error, with a line end

} // namespace odna::cli
