// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pageview.h"
#include "core/pocket/classiccard.h"

namespace odna {

/// The page on which a card of another shop is written down or changed. Its inputs are the shopper's own texts; save() makes a card of
/// them, or says which does not fit.
class CardEditor : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    /// Empty for a new card.
    Q_PROPERTY(QString cardId MEMBER m_cardId REQUIRED NOTIFY changed)
    Q_PROPERTY(QString name MEMBER m_name NOTIFY edited)
    Q_PROPERTY(QString note MEMBER m_note NOTIFY edited)
    /// What the code says.
    Q_PROPERTY(QString content MEMBER m_content NOTIFY edited)
    /// The printed number, where it differs.
    Q_PROPERTY(QString number MEMBER m_number NOTIFY edited)
    /// A name of symbologies; empty for a card without a code.
    Q_PROPERTY(QString symbology MEMBER m_symbology NOTIFY edited)
    Q_PROPERTY(QString balance MEMBER m_balance NOTIFY edited)
    /// ISO 4217; empty for points.
    Q_PROPERTY(QString currency MEMBER m_currency NOTIFY edited)
    /// ISO 8601 dates, or empty.
    Q_PROPERTY(QString validFrom MEMBER m_validFrom NOTIFY edited)
    Q_PROPERTY(QString validUntil MEMBER m_validUntil NOTIFY edited)
    /// "#rrggbb", or empty.
    Q_PROPERTY(QString colour MEMBER m_colour NOTIFY edited)
    /// Names with commas between.
    Q_PROPERTY(QString groups MEMBER m_groups NOTIFY edited)
    /// The codes that can be drawn, by name and as shown.
    Q_PROPERTY(QStringList symbologies READ symbologies CONSTANT)
    Q_PROPERTY(QStringList symbologyNames READ symbologyNames CONSTANT)
    /// For SymbolItem::code, while it is typed; empty where there is nothing to draw.
    Q_PROPERTY(QString code READ code NOTIFY edited)
    /// What can be said of the number: its check digit holds, is missing, or should be another. Empty where nothing can.
    Q_PROPERTY(QString verdict READ verdict NOTIFY edited)
    Q_PROPERTY(bool verdictGood READ isVerdictGood NOTIFY edited)
    /// The number that would be right, where one digit is missing or wrong; empty otherwise.
    Q_PROPERTY(QString suggestion READ suggestion NOTIFY edited)
    /// A picture is being searched for codes.
    Q_PROPERTY(bool reading READ isReading NOTIFY edited)
    /// image:// of the code that cannot be drawn alike and is kept as a picture; empty otherwise.
    Q_PROPERTY(bool keepsPicture READ keepsPicture NOTIFY edited)

public:
    using PageView::PageView;
    [[nodiscard]] QStringList symbologies() const;
    [[nodiscard]] QStringList symbologyNames() const;
    [[nodiscard]] QString code() const;
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] bool isVerdictGood() const;
    [[nodiscard]] QString suggestion() const;
    [[nodiscard]] bool isReading() const { return m_reading; }
    [[nodiscard]] bool keepsPicture() const { return !m_codePicture.isEmpty(); }

    /// Takes the code out of a picture file; where our drawing would not be the same code, the picture of the original is kept.
    Q_INVOKABLE void takePicture(const QString &file);
    /// saved() with the card's id when it is in the wallet.
    Q_INVOKABLE void save();

Q_SIGNALS:
    void edited();
    void saved(const QString &cardId);

protected:
    void read() override;

private:
    void take(const CodeContent &content);
    [[nodiscard]] std::optional<CodeContent> codeContent() const;
    [[nodiscard]] Result<ClassicCard> cardFromInputs() const;

    QString m_cardId;
    ClassicCard m_card;                   ///< as it is in the wallet; what the page does not show stays
    std::optional<CodeContent> m_scanned; ///< with bytes and declarations that typing cannot say
    QByteArray m_codePicture;
    QString m_name;
    QString m_note;
    QString m_content;
    QString m_number;
    QString m_symbology = QStringLiteral("code128");
    QString m_balance;
    QString m_currency;
    QString m_validFrom;
    QString m_validUntil;
    QString m_colour;
    QString m_groups;
    bool m_loaded = false;
    bool m_reading = false;
};

} // namespace odna
