// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/catimawriter.h"

#include "core/exchange/csvrows.h"
#include "core/exchange/zipwriter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace odna {

namespace {

constexpr int eciLatin1 = 3;
constexpr int eciUtf8 = 26;

QString zxingName(Symbology symbology)
{
    switch (symbology) {
    case Symbology::Aztec:
        return QStringLiteral("AZTEC");
    case Symbology::Codabar:
        return QStringLiteral("CODABAR");
    case Symbology::Code39:
        return QStringLiteral("CODE_39");
    case Symbology::Code93:
        return QStringLiteral("CODE_93");
    case Symbology::Code128:
        return QStringLiteral("CODE_128");
    case Symbology::DataMatrix:
        return QStringLiteral("DATA_MATRIX");
    case Symbology::Ean8:
        return QStringLiteral("EAN_8");
    case Symbology::Ean13:
        return QStringLiteral("EAN_13");
    case Symbology::Itf:
        return QStringLiteral("ITF");
    case Symbology::Pdf417:
        return QStringLiteral("PDF_417");
    case Symbology::QrCode:
        return QStringLiteral("QR_CODE");
    case Symbology::UpcA:
        return QStringLiteral("UPC_A");
    case Symbology::UpcE:
        return QStringLiteral("UPC_E");
    default:
        return {};
    }
}

/// Whether Catima, which knows a text and one of two encodings, draws the same bytes.
bool isDrawnAlike(const CodeContent &code)
{
    if (code.gs1 || zxingName(code.symbology).isEmpty()) {
        return false;
    }
    if (code.eci == eciUtf8) {
        return code.bytes == code.text.toUtf8();
    }
    const bool latin1 = std::ranges::all_of(code.text, [](QChar letter) { return letter.unicode() < 256; });
    return latin1 && (!code.eci || code.eci == eciLatin1) && code.bytes == code.text.toLatin1();
}

/// Java's list of currencies grows with Android; a code that an older one does not know makes it refuse the whole file.
bool isOldCurrency(const Currency &currency)
{
    constexpr std::array recent{u"SLE", u"VED", u"XCG", u"ZWG"};
    return std::ranges::none_of(recent, [&](const char16_t *code) { return currency.code() == QStringView(code); });
}

QString milliseconds(const std::optional<QDateTime> &moment)
{
    return moment ? QString::number(moment->toMSecsSinceEpoch()) : QString();
}

QString argb(const std::optional<quint32> &colour)
{
    return colour ? QString::number(static_cast<qint32>(*colour | 0xFF000000U)) : QString();
}

QStringList cardRow(qsizetype id, const ClassicCard &card, QStringList &remarks)
{
    const bool coded = card.code && isDrawnAlike(*card.code);
    if (card.code && !coded) {
        remarks.append(card.name + u": its code is not drawn by Catima, exported as a number");
    }
    // Catima has a number always, and beside it what the code says where that differs.
    const auto text = card.code ? card.code->text : QString();
    const auto number = card.number.isEmpty() ? text : card.number;
    auto balance = card.balance;
    if (balance && !isOldCurrency(balance->currency)) {
        remarks.append(card.name + u": its balance is in a currency that Catima may not know, left out");
        balance.reset();
    }
    const bool points = !balance || balance->currency == Currency();
    return {QString::number(id),
            card.name,
            card.note,
            milliseconds(card.validFrom),
            milliseconds(card.validUntil),
            balance ? balance->decimal() : QStringLiteral("0"),
            points ? QString() : balance->currency.code(),
            number.isEmpty() ? QStringLiteral("-") : number,
            coded && text != number ? text : QString(),
            coded ? zxingName(card.code->symbology) : QString(),
            coded ? (card.code->eci == eciUtf8 ? QStringLiteral("UTF-8") : QStringLiteral("ISO-8859-1")) : QString(),
            argb(card.colour),
            card.starred ? QStringLiteral("1") : QStringLiteral("0"),
            card.lastUsed ? QString::number(card.lastUsed->toSecsSinceEpoch()) : QStringLiteral("0"),
            card.archived ? QStringLiteral("1") : QStringLiteral("0")};
}

QByteArray csvOf(const QList<ClassicCard> &cards, QStringList groups, QStringList &remarks)
{
    for (const auto &card : cards) {
        for (const auto &group : card.groups) {
            if (!groups.contains(group)) {
                groups.append(group);
            }
        }
    }
    QByteArray csv = csvRow({QStringLiteral("2")}) + "\r\n" + csvRow({QStringLiteral("_id")});
    for (const auto &group : std::as_const(groups)) {
        csv += csvRow({group});
    }
    csv += "\r\n_id,store,note,validfrom,expiry,balance,balancetype,cardid,barcodeid,barcodetype,barcodeencoding,headercolor,starstatus,"
           "lastused,archive\r\n";
    for (qsizetype at = 0; at < cards.size(); ++at) {
        csv += csvRow(cardRow(at + 1, cards[at], remarks));
    }
    csv += "\r\ncardId,groupId\r\n";
    for (qsizetype at = 0; at < cards.size(); ++at) {
        for (const auto &group : cards[at].groups) {
            csv += csvRow({QString::number(at + 1), group});
        }
    }
    return csv;
}

/// The three places that Catima has. A photograph of the code goes where a side of the card is free: it is what the till needs.
struct Sides
{
    QByteArray icon;
    QByteArray front;
    QByteArray back;
};

Sides sidesOf(CardPictures pictures)
{
    Sides sides{std::move(pictures.icon), std::move(pictures.front), std::move(pictures.back)};
    if (sides.back.isEmpty()) {
        sides.back = std::move(pictures.code);
    } else if (sides.front.isEmpty()) {
        sides.front = std::move(pictures.code);
    }
    return sides;
}

} // namespace

Result<ExportReport> writeCatimaZip(QIODevice &out, const QList<ClassicCard> &cards, const QStringList &groups,
                                    const std::function<Result<CardPictures>(const QString &id)> &picturesOf, const ExportOptions &options)
{
    auto archive = ZipWriter::create(out, options.password);
    if (!archive) {
        return std::unexpected(std::move(archive.error()));
    }
    ExportReport report;
    report.cards = cards.size();
    const auto csv = csvOf(cards, groups, report.remarks);
    if (auto added = archive->add(QStringLiteral("catima.csv"), [&csv]() -> Result<QByteArray> { return csv; }, false); !added) {
        return std::unexpected(std::move(added.error()));
    }
    for (qsizetype at = 0; at < cards.size(); ++at) {
        if (options.stop.stop_requested()) {
            return fail(FailureCode::Cancelled);
        }
        const auto &card = cards[at];
        auto pictures = picturesOf(card.id);
        if (!pictures) {
            return std::unexpected(std::move(pictures.error()));
        }
        const auto sides = sidesOf(std::move(*pictures));
        for (const auto &[side, name] : {std::pair{&Sides::icon, "icon"}, {&Sides::front, "front"}, {&Sides::back, "back"}}) {
            if ((sides.*side).isEmpty()) {
                continue;
            }
            const auto bytes = [&picturesOf, id = card.id, side = side]() -> Result<QByteArray> {
                auto again = picturesOf(id);
                return again ? Result<QByteArray>(sidesOf(std::move(*again)).*side) : std::unexpected(std::move(again.error()));
            };
            const QString entry = u"card_" + QString::number(at + 1) + u'_' + QLatin1StringView(name) + QLatin1StringView(".png");
            if (auto added = archive->add(entry, bytes, true); !added) {
                return std::unexpected(std::move(added.error()));
            }
            ++report.pictures;
        }
    }
    const auto all = cards.size();
    const auto progress = [&](double part) { options.progress(static_cast<qint64>(part * static_cast<double>(all)), all); };
    if (auto written = archive->finish(options.stop, options.progress ? std::function<void(double)>(progress) : nullptr); !written) {
        return std::unexpected(std::move(written.error()));
    }
    return report;
}

} // namespace odna
