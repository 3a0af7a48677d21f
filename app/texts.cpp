// SPDX-License-Identifier: Apache-2.0
#include "app/texts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace odna {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Texts", text);
}

} // namespace

QString Texts::money(const Money &money) const
{
    QString number = Money{qAbs(money.minor), money.currency}.decimal();
    const qsizetype point = number.indexOf(QLatin1Char('.'));
    const QString whole = m_locale.toString((point < 0 ? number : number.first(point)).toLongLong());
    const QString part = point < 0 ? QString() : QString(m_locale.decimalPoint() + number.sliced(point + 1));
    const QString sign = money.minor < 0 ? QStringLiteral("\u2212") : QString();
    return sign + whole + part + QChar::Nbsp + money.currency.code();
}

QString Texts::balance(const Money &money) const
{
    return money.currency == Currency() ? points(money.minor) : this->money(money);
}

QString Texts::symbology(Symbology symbology)
{
    switch (symbology) {
    case Symbology::Code128:
        return QStringLiteral("Code 128");
    case Symbology::QrCode:
        return QStringLiteral("QR");
    case Symbology::Ean13:
        return QStringLiteral("EAN-13");
    case Symbology::Ean8:
        return QStringLiteral("EAN-8");
    case Symbology::UpcA:
        return QStringLiteral("UPC-A");
    case Symbology::UpcE:
        return QStringLiteral("UPC-E");
    case Symbology::Code39:
        return QStringLiteral("Code 39");
    case Symbology::Code93:
        return QStringLiteral("Code 93");
    case Symbology::Itf:
        return QStringLiteral("ITF");
    case Symbology::Codabar:
        return QStringLiteral("Codabar");
    case Symbology::Pdf417:
        return QStringLiteral("PDF417");
    case Symbology::DataMatrix:
        return QStringLiteral("Data Matrix");
    case Symbology::Aztec:
        return QStringLiteral("Aztec");
    case Symbology::DataBar:
        return QStringLiteral("DataBar");
    case Symbology::DataBarStacked:
        return QStringLiteral("DataBar Stacked");
    case Symbology::DataBarStackedOmni:
        return QStringLiteral("DataBar Stacked Omni");
    case Symbology::DataBarExpanded:
        return QStringLiteral("DataBar Expanded");
    case Symbology::DataBarExpandedStacked:
        return QStringLiteral("DataBar Expanded Stacked");
    case Symbology::MicroQrCode:
        return QStringLiteral("Micro QR");
    case Symbology::MaxiCode:
        return QStringLiteral("MaxiCode");
    }
    return {};
}

QString Texts::date(const QDateTime &moment) const
{
    return m_locale.toString(moment.toLocalTime().date(), QStringLiteral("d MMMM yyyy"));
}

QString Texts::moment(const QDateTime &moment) const
{
    return m_locale.toString(moment.toLocalTime(), QStringLiteral("d MMMM yyyy, HH:mm"));
}

QString Texts::points(qint64 points) const
{
    const int count = static_cast<int>(qBound(qint64{-1'000'000'000}, points, qint64{1'000'000'000}));
    // A number keeps its unit on its line.
    return QCoreApplication::translate("Texts", "%n points", nullptr, count).replace(QLatin1Char(' '), QChar::Nbsp);
}

QString Texts::scheme(const QString &scheme) const
{
    struct Country
    {
        QLatin1StringView code;
        const char *name;
    };
    static constexpr auto countries = std::to_array<Country>({
        {QLatin1StringView("by-"), QT_TRANSLATE_NOOP("Texts", "Belarus")},
        {QLatin1StringView("ru-"), QT_TRANSLATE_NOOP("Texts", "Russia")},
        {QLatin1StringView("kz-"), QT_TRANSLATE_NOOP("Texts", "Kazakhstan")},
        {QLatin1StringView("uz-"), QT_TRANSLATE_NOOP("Texts", "Uzbekistan")},
        {QLatin1StringView("ua-"), QT_TRANSLATE_NOOP("Texts", "Ukraine")},
        {QLatin1StringView("de-"), QT_TRANSLATE_NOOP("Texts", "Germany")},
        {QLatin1StringView("at-"), QT_TRANSLATE_NOOP("Texts", "Austria")},
        {QLatin1StringView("pt-"), QT_TRANSLATE_NOOP("Texts", "Portugal")},
    });
    const auto country = std::ranges::find_if(countries, [&scheme](const Country &known) { return scheme.startsWith(known.code); });
    return country == countries.end() ? scheme : QString(say(country->name) + QStringLiteral(" · ") + scheme);
}

QString Texts::purpose(Purpose purpose) const
{
    switch (purpose) {
    case Purpose::Membership:
        return say(QT_TRANSLATE_NOOP("Texts", "Membership"));
    case Purpose::Accrual:
        return say(QT_TRANSLATE_NOOP("Texts", "Collecting points"));
    case Purpose::PersonalOffers:
        return say(QT_TRANSLATE_NOOP("Texts", "Personal offers"));
    case Purpose::Statistics:
        return say(QT_TRANSLATE_NOOP("Texts", "Statistics"));
    }
    return {};
}

QString Texts::purposeExplained(Purpose purpose) const
{
    switch (purpose) {
    case Purpose::Membership:
        return say(QT_TRANSLATE_NOOP("Texts", "The shop keeps a membership under your card number."));
    case Purpose::Accrual:
        return say(QT_TRANSLATE_NOOP("Texts", "The shop may credit points for purchases that you confirm."));
    case Purpose::PersonalOffers:
        return say(QT_TRANSLATE_NOOP("Texts", "The shop may choose offers for you and send them to your inbox."));
    case Purpose::Statistics:
        return say(QT_TRANSLATE_NOOP("Texts", "The shop may count your purchases in its own statistics."));
    }
    return {};
}

QString Texts::field(ProfileField field) const
{
    switch (field) {
    case ProfileField::FirstName:
        return say(QT_TRANSLATE_NOOP("Texts", "First name"));
    case ProfileField::LastName:
        return say(QT_TRANSLATE_NOOP("Texts", "Last name"));
    case ProfileField::Email:
        return say(QT_TRANSLATE_NOOP("Texts", "E-mail"));
    case ProfileField::Phone:
        return say(QT_TRANSLATE_NOOP("Texts", "Phone"));
    case ProfileField::Birthday:
        return say(QT_TRANSLATE_NOOP("Texts", "Birthday"));
    case ProfileField::City:
        return say(QT_TRANSLATE_NOOP("Texts", "City"));
    case ProfileField::Sex:
        return say(QT_TRANSLATE_NOOP("Texts", "Sex"));
    }
    return {};
}

QString Texts::wrong(ProfileField field) const
{
    switch (field) {
    case ProfileField::FirstName:
    case ProfileField::LastName:
        return say(QT_TRANSLATE_NOOP("Texts", "Not saved: a name has letters, 200 at most."));
    case ProfileField::Email:
        return say(QT_TRANSLATE_NOOP("Texts", "Not saved: write an e-mail like anna@example.com."));
    case ProfileField::Phone:
        return say(QT_TRANSLATE_NOOP("Texts", "Not saved: write + and the country code first, like +375 29 123-45-67."));
    case ProfileField::Birthday:
        return say(QT_TRANSLATE_NOOP("Texts", "Not saved: write a day that has been, like 1990-12-31 or 31.12.1990."));
    case ProfileField::City:
        return say(QT_TRANSLATE_NOOP("Texts", "Not saved: the name of a city has letters, 200 at most."));
    case ProfileField::Sex:
        return say(QT_TRANSLATE_NOOP("Texts", "Not saved: choose one of the values."));
    }
    return {};
}

QString Texts::status(PurchaseStatus status) const
{
    switch (status) {
    case PurchaseStatus::Received:
        return say(QT_TRANSLATE_NOOP("Texts", "Received by the shop"));
    case PurchaseStatus::Queued:
        return say(QT_TRANSLATE_NOOP("Texts", "Waiting at the shop"));
    case PurchaseStatus::Accepted:
        return say(QT_TRANSLATE_NOOP("Texts", "Confirmed by the shop"));
    case PurchaseStatus::Rejected:
        return say(QT_TRANSLATE_NOOP("Texts", "Not accepted by the shop"));
    case PurchaseStatus::NeedsReview:
        return say(QT_TRANSLATE_NOOP("Texts", "The shop is checking it"));
    }
    return {};
}

QString Texts::kind(ReceiptKind kind) const
{
    switch (kind) {
    case ReceiptKind::Sale:
        return say(QT_TRANSLATE_NOOP("Texts", "Purchase"));
    case ReceiptKind::SaleReturn:
        return say(QT_TRANSLATE_NOOP("Texts", "Return"));
    case ReceiptKind::Purchase:
        return say(QT_TRANSLATE_NOOP("Texts", "Bought from you"));
    case ReceiptKind::PurchaseReturn:
        return say(QT_TRANSLATE_NOOP("Texts", "Bought from you, returned"));
    }
    return {};
}

QString Texts::provenance(Provenance provenance) const
{
    switch (provenance) {
    case Provenance::Scanned:
        return say(QT_TRANSLATE_NOOP("Texts", "read from the code"));
    case Provenance::Typed:
        return say(QT_TRANSLATE_NOOP("Texts", "typed by you"));
    case Provenance::Retailer:
        return say(QT_TRANSLATE_NOOP("Texts", "from the shop"));
    }
    return {};
}

QString Texts::quantity(const ReceiptLine &line, const Currency &currency) const
{
    QString quantity = line.quantity;
    quantity.replace(QLatin1Char('.'), m_locale.decimalPoint());
    if (!line.unit.isEmpty() && line.unit != QLatin1StringView("pcs")) {
        quantity += QChar::Nbsp + line.unit;
    }
    return quantity + QStringLiteral(" \u00d7 ") + money({line.price, currency});
}

} // namespace odna
