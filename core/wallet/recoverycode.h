// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QString>

namespace odna {

/// 130 random bits for the sheet of paper: 26 Crockford base32 letters and two check letters, in seven groups of four.
/// Reading takes any case, spaces and hyphens, O as 0, I and L as 1.
class RecoveryCode final
{
public:
    [[nodiscard]] static RecoveryCode create();
    /// RecoveryCodeWrong where a letter is impossible or the check does not match.
    [[nodiscard]] static Result<RecoveryCode> parse(QStringView text);
    [[nodiscard]] QString text() const; ///< "ABCD-EFGH-…"
    /// The key of the recovery slot: BLAKE2b over the 26 letters.
    [[nodiscard]] SecretBytes slotKey() const;

private:
    explicit RecoveryCode(SecretBytes letters)
        : m_letters(std::move(letters))
    {}
    SecretBytes m_letters;
};

} // namespace odna
