// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/pass.h"

#include "core/base/strictjson.h"
#include "core/exchange/carddraft.h"
#include "core/exchange/passsignature.h"
#include "core/exchange/passstrings.h"
#include "core/exchange/zipreader.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace odna {

namespace {

using Signature = ClassicCard::PassSignature;
using Strings = QHash<QString, QString>;

constexpr JsonLimits jsonLimits{.bytes = 1024 * 1024, .depth = 16, .wideNumbers = true};
constexpr qsizetype entryLimit = 16 * 1024 * 1024;
constexpr qsizetype signatureLimit = 256 * 1024;
constexpr qsizetype stringsLimit = 1024 * 1024;
constexpr qsizetype fileCountLimit = 500;

const auto manifestName = QLatin1StringView("manifest.json");
const auto signatureName = QLatin1StringView("signature");

/// Reads and writes down what is wrong; only what ends the import (password, a bomb) goes up.
Result<QByteArray> readEntry(const ZipReader &archive, const QString &name, qsizetype limit)
{
    return archive.contains(name) ? archive.read(name, limit) : QByteArray();
}

/// Whether each file is in the manifest with its SHA-1, and none is missing.
Result<bool> matchesManifest(const ZipReader &archive, const QJsonObject &manifest)
{
    qsizetype found = 0;
    for (const auto &name : archive.names()) {
        if (name == manifestName || name == signatureName) {
            continue;
        }
        const auto wanted = manifest[name].toString().toLatin1().toLower();
        const auto bytes = archive.read(name, entryLimit);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        if (wanted != QCryptographicHash::hash(*bytes, QCryptographicHash::Sha1).toHex()) {
            return false;
        }
        ++found;
    }
    return found == manifest.size();
}

Result<Signature> signatureOf(const ZipReader &archive, const QString &passType, const QByteArray &roots)
{
    const auto manifest = readEntry(archive, manifestName, jsonLimits.bytes);
    const auto signature = readEntry(archive, signatureName, signatureLimit);
    if (!manifest || !signature) {
        return std::unexpected(manifest ? signature.error() : manifest.error());
    }
    if (!archive.contains(manifestName)) {
        return archive.contains(signatureName) ? Signature::Bad : Signature::None;
    }
    const auto listed = parseJson(*manifest, jsonLimits);
    if (!listed) {
        return Signature::Bad;
    }
    const auto matches = matchesManifest(archive, *listed);
    if (!matches) {
        return std::unexpected(matches.error());
    }
    if (!*matches) {
        return Signature::Bad;
    }
    return archive.contains(signatureName) ? checkPassSignature(*manifest, *signature, roots, passType) : Signature::None;
}

class Pass final
{
public:
    Pass(QJsonObject json, Strings strings, const QLocale &locale)
        : m_json(std::move(json))
        , m_strings(std::move(strings))
        , m_locale(locale)
    {}

    [[nodiscard]] ClassicCard card() const
    {
        ClassicCard card;
        for (const auto *const key : {"logoText", "organizationName", "description"}) {
            card.name = card.name.trimmed().isEmpty() ? said(m_json, key) : card.name;
        }
        const auto type = text("passTypeIdentifier");
        const auto serial = text("serialNumber");
        if (!type.isEmpty() && !serial.isEmpty()) {
            card.origin.sourceId = type + u'/' + serial;
        }
        card.validFrom = moment(text("relevantDate"));
        card.validUntil = moment(text("expirationDate"));
        card.archived = m_json[QLatin1StringView("voided")].toBool();
        card.colour = colour(text("backgroundColor"));
        takeCode(card);
        takeFields(card);
        takeUpdates(card, type, serial);
        return card;
    }

    /// Kinds of code that no reader of ours knows.
    [[nodiscard]] QStringList unknownCodes() const
    {
        QStringList unknown;
        for (const auto &code : codes()) {
            if (const auto format = code[QLatin1StringView("format")].toString(); !symbologyOf(format)) {
                unknown.append(format.left(40));
            }
        }
        return unknown;
    }

private:
    [[nodiscard]] QString text(const char *key) const { return m_json[QLatin1StringView(key)].toString(); }

    [[nodiscard]] QString said(const QJsonObject &object, const char *key) const
    {
        const auto written = object[QLatin1StringView(key)].toString();
        return m_strings.value(written, written);
    }

    [[nodiscard]] static std::optional<QDateTime> moment(const QString &text)
    {
        const auto moment = QDateTime::fromString(text, Qt::ISODateWithMs);
        return moment.isValid() ? std::optional(moment.toUTC()) : std::nullopt;
    }

    [[nodiscard]] static std::optional<quint32> colour(const QString &text)
    {
        static const QRegularExpression rgb(QStringLiteral("^\\s*rgba?\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*[,)]"));
        static const QRegularExpression hex(QStringLiteral("^\\s*#([0-9a-fA-F]{6})\\s*$"));
        if (const auto match = rgb.match(text); match.hasMatch()) {
            const std::array parts{match.captured(1).toUInt(), match.captured(2).toUInt(), match.captured(3).toUInt()};
            return std::ranges::max(parts) > 255 ? std::nullopt : std::optional(parts[0] << 16U | parts[1] << 8U | parts[2]);
        }
        const auto match = hex.match(text);
        return match.hasMatch() ? std::optional(match.captured(1).toUInt(nullptr, 16)) : std::nullopt;
    }

    [[nodiscard]] static std::optional<Symbology> symbologyOf(const QString &format)
    {
        static const auto formats = std::to_array<std::pair<const char *, Symbology>>({{"PKBarcodeFormatQR", Symbology::QrCode},
                                                                                       {"PKBarcodeFormatPDF417", Symbology::Pdf417},
                                                                                       {"PKBarcodeFormatAztec", Symbology::Aztec},
                                                                                       {"PKBarcodeFormatCode128", Symbology::Code128}});
        const auto *const found =
            std::ranges::find_if(formats, [&](const auto &entry) { return format == QLatin1StringView(entry.first); });
        return found == formats.end() ? std::nullopt : std::optional(found->second);
    }

    /// In the order in which a reader takes them: the list, then the one of before iOS 9.
    [[nodiscard]] QList<QJsonObject> codes() const
    {
        QList<QJsonObject> codes;
        const auto list = m_json[QLatin1StringView("barcodes")].toArray();
        for (const auto &code : list) {
            codes.append(code.toObject());
        }
        if (const auto single = m_json[QLatin1StringView("barcode")].toObject(); !single.isEmpty()) {
            codes.append(single);
        }
        return codes;
    }

    void takeCode(ClassicCard &card) const
    {
        for (const auto &code : codes()) {
            const auto symbology = symbologyOf(code[QLatin1StringView("format")].toString());
            const auto message = code[QLatin1StringView("message")].toString();
            if (!symbology || message.isEmpty()) {
                continue;
            }
            // Bytes as declared; a code of ASCII letters is the same in every encoding and declares none.
            const auto encoding = code[QLatin1StringView("messageEncoding")].toString();
            const bool ascii = std::ranges::all_of(message, [](QChar letter) { return letter.unicode() < 128; });
            card.code =
                foreignContent(*symbology, message, !ascii && encoding.compare(QLatin1StringView("utf-8"), Qt::CaseInsensitive) == 0);
            const auto shown = said(code, "altText");
            card.number = shown == message ? QString() : shown;
            return;
        }
    }

    void takeFields(ClassicCard &card) const
    {
        if (const auto description = said(m_json, "description"); !description.isEmpty() && description != card.name) {
            card.fields.append({QString(), description, true});
        }
        for (const auto *const style : {"storeCard", "coupon", "eventTicket", "boardingPass", "generic"}) {
            const auto parts = m_json[QLatin1StringView(style)].toObject();
            for (const auto *const part : {"headerFields", "primaryFields", "secondaryFields", "auxiliaryFields", "backFields"}) {
                const auto fields = parts[QLatin1StringView(part)].toArray();
                for (const auto &entry : fields) {
                    const auto field = entry.toObject();
                    const bool onBack = QLatin1StringView(part) == QLatin1StringView("backFields");
                    card.fields.append({said(field, "label"), value(field), onBack});
                    takeBalance(card, field);
                }
            }
        }
    }

    static void takeBalance(ClassicCard &card, const QJsonObject &field)
    {
        const auto amount = field[QLatin1StringView("value")];
        const auto currency = Currency::fromCode(field[QLatin1StringView("currencyCode")].toString());
        if (!card.balance && currency && amount.isDouble()
            && field[QLatin1StringView("key")].toString().contains(QLatin1StringView("balance"), Qt::CaseInsensitive)) {
            card.balance = Money::parse(QString::number(amount.toDouble(), 'f', currency->decimals()), *currency);
        }
    }

    [[nodiscard]] QString value(const QJsonObject &field) const
    {
        const auto value = field[QLatin1StringView("value")];
        if (value.isDouble()) {
            return number(field, value.toDouble());
        }
        const auto written = value.toString();
        const bool dated = field.contains(QLatin1StringView("dateStyle")) || field.contains(QLatin1StringView("timeStyle"));
        if (const auto at = QDateTime::fromString(written, Qt::ISODateWithMs); dated && at.isValid()) {
            return date(field, field[QLatin1StringView("ignoresTimeZone")].toBool() ? at : at.toLocalTime());
        }
        return m_strings.value(written, written);
    }

    [[nodiscard]] QString number(const QJsonObject &field, double value) const
    {
        if (const auto currency = field[QLatin1StringView("currencyCode")].toString(); !currency.isEmpty()) {
            const auto known = Currency::fromCode(currency);
            return m_locale.toString(value, 'f', known ? known->decimals() : 2) + QChar(QChar::Nbsp) + currency;
        }
        if (field[QLatin1StringView("numberStyle")].toString() == QLatin1StringView("PKNumberStylePercent")) {
            return m_locale.toString(value * 100, 'g', 6) + u'%';
        }
        return m_locale.toString(value, 'g', 15);
    }

    [[nodiscard]] QString date(const QJsonObject &field, const QDateTime &at) const
    {
        const auto format = [&](const char *key) -> std::optional<QLocale::FormatType> {
            const auto style = field[QLatin1StringView(key)].toString();
            if (style.isEmpty() || style == QLatin1StringView("PKDateStyleNone")) {
                return std::nullopt;
            }
            const bool full = style == QLatin1StringView("PKDateStyleLong") || style == QLatin1StringView("PKDateStyleFull");
            return full && QLatin1StringView(key) == QLatin1StringView("dateStyle") ? QLocale::LongFormat : QLocale::ShortFormat;
        };
        QStringList parts;
        if (const auto style = format("dateStyle")) {
            parts.append(m_locale.toString(at.date(), *style));
        }
        if (const auto style = format("timeStyle")) {
            parts.append(m_locale.toString(at.time(), *style));
        }
        return parts.join(u' ');
    }

    void takeUpdates(ClassicCard &card, const QString &type, const QString &serial) const
    {
        PassUpdates updates{text("webServiceURL"), type, serial, text("authenticationToken"), {}};
        ClassicCard probe;
        probe.name = probe.origin.format = QStringLiteral("pkpass");
        probe.updates = updates;
        if (checkCard(probe, {})) {
            card.updates = std::move(updates);
        }
    }

    QJsonObject m_json;
    Strings m_strings;
    QLocale m_locale;
};

QStringList localesOf(const ZipReader &archive)
{
    const auto folder = QLatin1StringView(".lproj/pass.strings");
    QStringList locales;
    for (const auto &name : archive.names()) {
        if (name.endsWith(folder) && name.count(u'/') == 1) {
            locales.append(name.chopped(folder.size()));
        }
    }
    return locales;
}

/// The sharpest of the first kind of \a kinds that is there, in the words of \a locale where it has its own.
QByteArray imageOf(const ZipReader &archive, const QString &locale, std::initializer_list<const char *> kinds, const QString &where,
                   PocketDraft &draft)
{
    for (const auto *const kind : kinds) {
        for (const auto &folder : {locale.isEmpty() ? QString() : QString(locale + QLatin1StringView(".lproj/")), QString()}) {
            for (const auto *const density : {"@3x", "@2x", ""}) {
                const QString name = folder + QLatin1StringView(kind) + QLatin1StringView(density) + QLatin1StringView(".png");
                if (const auto bytes = readEntry(archive, name, draft.pictureRoom()); bytes && !bytes->isEmpty()) {
                    return draft.picture(*bytes, where + u", " + name);
                }
            }
        }
    }
    return {};
}

} // namespace

Result<void> readPass(const ZipReader &archive, const QString &where, PocketDraft &draft)
{
    if (archive.names().size() > fileCountLimit) {
        return fail(FailureCode::ImportTooLarge, where + u": too many files");
    }
    const auto bytes = archive.read(QStringLiteral("pass.json"), jsonLimits.bytes);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    // Files out of an editor begin with a byte order mark.
    const QByteArrayView document = bytes->startsWith("\xEF\xBB\xBF") ? QByteArrayView(*bytes).sliced(3) : QByteArrayView(*bytes);
    auto json = parseJson(document, jsonLimits);
    if (!json) {
        return fail(FailureCode::ImportDamaged, u"pass.json: " + json.error().detail);
    }
    if (const auto version = (*json)[QLatin1StringView("formatVersion")].toInt(); version != 1) {
        return fail(FailureCode::ImportUnknown, u"formatVersion " + QString::number(version));
    }
    const auto signature = signatureOf(archive, (*json)[QLatin1StringView("passTypeIdentifier")].toString(), draft.options().passRoots);
    if (!signature) {
        return std::unexpected(signature.error());
    }
    const auto locale = bestLocale(localesOf(archive), draft.options().locales);
    const auto strings = locale.isEmpty()
                             ? QByteArray()
                             : archive.read(locale + QLatin1StringView(".lproj/pass.strings"), stringsLimit).value_or(QByteArray());
    const auto wished = draft.options().locales.isEmpty() ? QLocale() : QLocale(draft.options().locales.first());
    const Pass pass(std::move(*json), readPassStrings(strings), wished);
    ImportedCard found{pass.card(), {}};
    found.card.signature = *signature;
    if (found.card.name.trimmed().isEmpty()) {
        return fail(FailureCode::ImportDamaged, QStringLiteral("pass.json: neither logoText nor organizationName"));
    }
    if (!found.card.code) {
        for (const auto &code : pass.unknownCodes()) {
            draft.remark(where + u": unknown code type " + code);
        }
    }
    found.pictures.icon = imageOf(archive, locale, {"icon", "logo"}, where, draft);
    found.pictures.front = imageOf(archive, locale, {"strip", "thumbnail", "logo"}, where, draft);
    return draft.add(std::move(found), where);
}

} // namespace odna
