// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.h"
#include "core/base/result.h"

#include <QString>

#include <optional>

namespace odna {

/// The number that every partner's till reads: 18 digits = 4-digit network prefix + 12 body digits + 2 check digits, valid
/// both under Luhn (ISO/IEC 7812-1 annex B) and under GS1 mod 10 (GS1 General Specifications 7.9). A locator, not a secret.
class CardNumber final
{
public:
    static constexpr qsizetype length = 18;
    static constexpr quint64 bodies = 1'000'000'000'000; ///< 10^12
    [[nodiscard]] static QString defaultPrefix() { return QStringLiteral("9990"); }

    /// Exactly 18 ASCII digits (nothing is trimmed) with that prefix and both check digits. NotACard for another length, other
    /// letters or another prefix; CardCheckFailed where a check digit is wrong.
    [[nodiscard]] static Result<CardNumber> parse(QStringView text, const QString &prefix = defaultPrefix());
    /// The number with this body (below 10^12), the smaller first check digit where two fit; nothing for the one body in ten
    /// that has no solution.
    [[nodiscard]] static std::optional<CardNumber> fromBody(quint64 body, const QString &prefix = defaultPrefix());

    [[nodiscard]] const QString &text() const { return m_text; }
    /// For reading aloud and typing: "9990 2763 8836 1543 27".
    [[nodiscard]] QString grouped() const;
    [[nodiscard]] QString prefix() const { return m_text.first(4); }
    bool operator==(const CardNumber &) const = default;

private:
    explicit CardNumber(QString text)
        : m_text(std::move(text))
    {}
    QString m_text;
};

/// A number together with the counter that produced it; both are needed to check who owns it.
struct DerivedCard
{
    CardNumber number;
    quint32 counter = 0;
};

/// Body = Argon2id("odna-card/1" ‖ public key ‖ counter as 4 bytes big-endian; salt "odna-card-salt/1", t = 1, m = 64 MiB,
/// one lane, 16 bytes, read as a big-endian integer) mod 10^12. Counters are tried upwards from \a firstCounter until the
/// body has check digits. About 57 ms a try on a desktop core: not for a user interface's thread.
[[nodiscard]] Result<DerivedCard> deriveCard(const PublicKey &key, quint32 firstCounter = 0,
                                             const QString &prefix = CardNumber::defaultPrefix());

/// Whether \a key owns \a card: repeats exactly one try of deriveCard().
[[nodiscard]] Result<bool> ownsCard(const PublicKey &key, const DerivedCard &card);

} // namespace odna
