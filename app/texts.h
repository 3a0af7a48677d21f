// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/symbology.h"
#include "core/consent/consent.h"
#include "core/receipt/receipt.h"
#include "core/wire/messages.h"

#include <QLocale>

namespace odna {

/// Values as the shopper reads them, in one language.
class Texts final
{
public:
    explicit Texts(const QLocale &locale)
        : m_locale(locale)
    {}
    [[nodiscard]] QString money(const Money &money) const;   ///< "1 030,00 RUB"
    [[nodiscard]] QString balance(const Money &money) const; ///< as money(); points where the currency is XXX
    /// As people know the kind of code: "EAN-13", "QR". The same in every language.
    [[nodiscard]] static QString symbology(Symbology symbology);
    [[nodiscard]] QString date(const QDateTime &moment) const;
    [[nodiscard]] QString moment(const QDateTime &moment) const; ///< date and time of day where the device is
    [[nodiscard]] QString points(qint64 points) const;
    [[nodiscard]] QString purpose(Purpose purpose) const;
    [[nodiscard]] QString purposeExplained(Purpose purpose) const;
    [[nodiscard]] QString field(ProfileField field) const;
    [[nodiscard]] QString wrong(ProfileField field) const; ///< how to write it, where it was written otherwise
    [[nodiscard]] QString status(PurchaseStatus status) const;
    [[nodiscard]] QString kind(ReceiptKind kind) const;
    [[nodiscard]] QString provenance(Provenance provenance) const;
    [[nodiscard]] QString scheme(const QString &scheme) const;                               ///< of a fiscal code: "Belarus · by-ui"
    [[nodiscard]] QString quantity(const ReceiptLine &line, const Currency &currency) const; ///< "2 × 3,50"

private:
    QLocale m_locale;
};

} // namespace odna
