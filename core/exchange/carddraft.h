// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

#include <QDateTime>

#include <optional>

namespace odna {

/// Gathers what one file gives, within the limits of cards, pictures and remarks.
class PocketDraft final
{
public:
    static constexpr qsizetype cardLimit = 20'000;
    static constexpr qint64 picturesLimit = 128 * 1024 * 1024;

    explicit PocketDraft(const QString &format, const ImportOptions &options);

    /// What is over a limit of CardLimits is cut and remarked; a card that still fits none is left out and remarked. \a where tells
    /// the shopper which it is: "row 7". ImportTooLarge beyond cardLimit, Cancelled.
    [[nodiscard]] Result<void> add(ImportedCard card, const QString &where);
    void addGroup(const QString &group);
    void remark(const QString &text);
    /// How many bytes a picture may still have; 0 when none fits any more.
    [[nodiscard]] qsizetype pictureRoom() const;
    /// \a picture where it is one (PNG, JPEG, WebP) that still fits, otherwise nothing and a remark.
    [[nodiscard]] QByteArray picture(QByteArray picture, const QString &where);
    /// Of the whole file, for ImportOptions::progress.
    void setExpected(qint64 cards) { m_expected = cards; }
    [[nodiscard]] const ImportOptions &options() const { return m_options; }
    [[nodiscard]] ImportedPocket take() { return std::move(m_pocket); }

private:
    const ImportOptions &m_options;
    ImportedPocket m_pocket;
    qint64 m_pictureBytes = 0;
    qint64 m_expected = 0;
    qint64 m_seen = 0;
};

/// The code that says \a text: Latin-1 without a declaration, or UTF-8, which matrix symbols declare by ECI 26. What Latin-1 lacks is
/// UTF-8 all the same.
[[nodiscard]] CodeContent foreignContent(Symbology symbology, const QString &text, bool utf8);

/// \a decimal ("12.50", "1E+3", "-5"; java.math.BigDecimal) in \a currency, an ISO 4217 code or nothing for points. A balance that is no
/// such amount is kept as the field "balance".
void setBalance(ClassicCard &card, const QString &decimal, const QString &currency);

/// Of years 1 to 9999; nothing otherwise. UTC.
[[nodiscard]] std::optional<QDateTime> momentFromMilliseconds(const QString &milliseconds);
[[nodiscard]] std::optional<QDateTime> momentFromSeconds(const QString &seconds);

/// A signed 32-bit ARGB number, as Android writes colours, without its opacity.
[[nodiscard]] std::optional<quint32> colourFromArgb(const QString &number);

/// Catima's name of a kind of code, e.g. "CODE_128" (that of ZXing); nothing for one that is not known here.
[[nodiscard]] std::optional<Symbology> symbologyFromZxing(const QString &name);

} // namespace odna
