// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/carddraft.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace odna {

namespace {

constexpr qsizetype remarkLimit = 1'000;
constexpr qsizetype groupLimit = 1'000;

constexpr bool isMatrix(Symbology symbology)
{
    return symbology == Symbology::QrCode || symbology == Symbology::Aztec || symbology == Symbology::DataMatrix
           || symbology == Symbology::Pdf417;
}

/// Whether it was too long. A letter outside the first plane is not cut in two.
bool cut(QString &text, qsizetype limit)
{
    if (text.size() <= limit) {
        return false;
    }
    text.truncate(text[limit - 1].isHighSurrogate() ? limit - 1 : limit);
    return true;
}

void fit(ClassicCard &card, const QString &where, PocketDraft &draft)
{
    card.name = card.name.simplified();
    card.number = card.number.simplified();
    card.origin.sourceId = card.origin.sourceId.simplified();
    QStringList wasCut;
    const auto check = [&](QString &text, qsizetype limit, const char *what) {
        if (cut(text, limit)) {
            wasCut.append(QString::fromLatin1(what));
        }
    };
    check(card.name, CardLimits::name, "name");
    check(card.note, CardLimits::note, "note");
    check(card.number, CardLimits::number, "number");
    for (auto &field : card.fields) {
        check(field.label, CardLimits::label, "label");
        check(field.value, CardLimits::value, "field");
    }
    if (card.fields.size() > CardLimits::fields) {
        card.fields.resize(CardLimits::fields);
        wasCut.append(QStringLiteral("fields"));
    }
    QStringList groups;
    for (auto group : std::as_const(card.groups)) {
        group = group.simplified();
        check(group, CardLimits::group, "group");
        if (!group.isEmpty() && !groups.contains(group) && groups.size() < CardLimits::groups) {
            groups.append(group);
        }
    }
    card.groups = groups;
    // An origin that is cut would be another's.
    if (card.origin.sourceId.size() > CardLimits::identifier) {
        card.origin.sourceId.clear();
    }
    wasCut.removeDuplicates();
    if (!wasCut.isEmpty()) {
        draft.remark(where + u": too long and cut: " + wasCut.join(QLatin1StringView(", ")));
    }
}

std::optional<QDateTime> moment(const QString &number, bool seconds)
{
    bool whole = false;
    const auto count = number.toLongLong(&whole);
    constexpr qint64 first = -62'135'596'800;
    constexpr qint64 last = 253'402'300'799;
    if (!whole || count < (seconds ? first : first * 1000) || count > (seconds ? last : last * 1000)) {
        return std::nullopt;
    }
    return seconds ? QDateTime::fromSecsSinceEpoch(count, Qt::UTC) : QDateTime::fromMSecsSinceEpoch(count, Qt::UTC);
}

/// A plain decimal with at most \a decimals of them where no digit is lost by that.
std::optional<QString> plainDecimal(const QString &text, int decimals)
{
    static const QRegularExpression form(QStringLiteral("^([+-]?)(\\d{1,40})(?:\\.(\\d{0,40}))?(?:[eE]([+-]?\\d{1,2}))?$"));
    const auto match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    auto whole = match.captured(2);
    auto fraction = match.captured(3);
    auto exponent = match.captured(4).toInt();
    for (; exponent > 0; --exponent) {
        whole += fraction.isEmpty() ? QChar(u'0') : fraction.front();
        fraction.remove(0, 1);
    }
    for (; exponent < 0; ++exponent) {
        fraction.prepend(whole.isEmpty() ? QChar(u'0') : whole.back());
        whole.chop(1);
    }
    while (whole.size() > 1 && whole.startsWith(u'0')) {
        whole.remove(0, 1);
    }
    while (fraction.size() > decimals && fraction.endsWith(u'0')) {
        fraction.chop(1);
    }
    const QString sign = match.captured(1) == QLatin1StringView("-") ? QStringLiteral("-") : QString();
    const QString digits = whole.isEmpty() ? QStringLiteral("0") : whole;
    return fraction.isEmpty() ? QString(sign + digits) : QString(sign + digits + u'.' + fraction);
}

bool isPicture(const QByteArray &bytes)
{
    return bytes.startsWith("\x89PNG\r\n\x1A\n") || bytes.startsWith("\xFF\xD8\xFF")
           || (bytes.startsWith("RIFF") && QByteArrayView(bytes).sliced(std::min<qsizetype>(8, bytes.size())).startsWith("WEBP"));
}

} // namespace

PocketDraft::PocketDraft(const QString &format, const ImportOptions &options)
    : m_options(options)
{
    m_pocket.format = format;
}

Result<void> PocketDraft::add(ImportedCard card, const QString &where)
{
    if (m_options.stop.stop_requested()) {
        return fail(FailureCode::Cancelled);
    }
    if (m_pocket.cards.size() == cardLimit) {
        return fail(FailureCode::ImportTooLarge, u"more than " + QString::number(cardLimit) + u" cards");
    }
    card.card.origin.format = m_pocket.format;
    fit(card.card, where, *this);
    if (const auto checked = checkCard(card.card, card.pictures); !checked) {
        remark(where + u": left out, " + checked.error().detail);
    } else {
        for (const auto &group : std::as_const(card.card.groups)) {
            addGroup(group);
        }
        m_pocket.cards.append(std::move(card));
    }
    ++m_seen;
    if (m_options.progress) {
        m_options.progress(m_seen, std::max(m_seen, m_expected));
    }
    return {};
}

void PocketDraft::addGroup(const QString &group)
{
    auto name = group.simplified();
    cut(name, CardLimits::group);
    if (!name.isEmpty() && m_pocket.groups.size() < groupLimit && !m_pocket.groups.contains(name)) {
        m_pocket.groups.append(name);
    }
}

void PocketDraft::remark(const QString &text)
{
    if (m_pocket.remarks.size() < remarkLimit) {
        m_pocket.remarks.append(text);
    }
}

qsizetype PocketDraft::pictureRoom() const
{
    return std::min<qsizetype>(CardLimits::picture, static_cast<qsizetype>(picturesLimit - m_pictureBytes));
}

QByteArray PocketDraft::picture(QByteArray picture, const QString &where)
{
    if (picture.isEmpty() || !isPicture(picture)) {
        remark(where + u": left out, neither PNG nor JPEG nor WebP");
        return {};
    }
    if (picture.size() > pictureRoom()) {
        remark(where + u": left out, too large");
        return {};
    }
    m_pictureBytes += picture.size();
    return picture;
}

CodeContent foreignContent(Symbology symbology, const QString &text, bool utf8)
{
    constexpr int eciUtf8 = 26;
    if (utf8 && isMatrix(symbology)) {
        return {symbology, text, text.toUtf8(), eciUtf8, false};
    }
    return plainContent(symbology, text);
}

void setBalance(ClassicCard &card, const QString &decimal, const QString &currency)
{
    const auto known = currency.isEmpty() ? std::optional(Currency()) : Currency::fromCode(currency);
    if (const auto plain = plainDecimal(decimal, known ? known->decimals() : 0)) {
        if (currency.isEmpty() && (*plain == QLatin1StringView("0") || *plain == QLatin1StringView("-0"))) {
            return; // what a card without a balance has
        }
        if (known) {
            card.balance = Money::parse(*plain, *known);
        }
    }
    if (!card.balance && !decimal.isEmpty()) {
        card.fields.append({QStringLiteral("balance"), QString(decimal + u' ' + currency).simplified(), false});
    }
}

std::optional<QDateTime> momentFromMilliseconds(const QString &milliseconds)
{
    return moment(milliseconds, false);
}

std::optional<QDateTime> momentFromSeconds(const QString &seconds)
{
    return moment(seconds, true);
}

std::optional<quint32> colourFromArgb(const QString &number)
{
    bool whole = false;
    const auto argb = number.toLongLong(&whole);
    if (!whole || argb < std::numeric_limits<qint32>::min() || argb > std::numeric_limits<quint32>::max()) {
        return std::nullopt;
    }
    return static_cast<quint32>(argb) & 0xFFFFFFU;
}

std::optional<Symbology> symbologyFromZxing(const QString &name)
{
    static const auto names = std::to_array<std::pair<QLatin1StringView, QLatin1StringView>>({
        {QLatin1StringView("AZTEC"), QLatin1StringView("aztec")},
        {QLatin1StringView("CODABAR"), QLatin1StringView("codabar")},
        {QLatin1StringView("CODE_39"), QLatin1StringView("code39")},
        {QLatin1StringView("CODE_93"), QLatin1StringView("code93")},
        {QLatin1StringView("CODE_128"), QLatin1StringView("code128")},
        {QLatin1StringView("DATA_MATRIX"), QLatin1StringView("datamatrix")},
        {QLatin1StringView("EAN_8"), QLatin1StringView("ean8")},
        {QLatin1StringView("EAN_13"), QLatin1StringView("ean13")},
        {QLatin1StringView("ITF"), QLatin1StringView("itf")},
        {QLatin1StringView("MAXICODE"), QLatin1StringView("maxicode")},
        {QLatin1StringView("PDF_417"), QLatin1StringView("pdf417")},
        {QLatin1StringView("QR_CODE"), QLatin1StringView("qr")},
        {QLatin1StringView("RSS_14"), QLatin1StringView("databar")},
        {QLatin1StringView("RSS_EXPANDED"), QLatin1StringView("databarexpanded")},
        {QLatin1StringView("UPC_A"), QLatin1StringView("upca")},
        {QLatin1StringView("UPC_E"), QLatin1StringView("upce")},
    });
    const auto *const found = std::ranges::find(names, name, &std::pair<QLatin1StringView, QLatin1StringView>::first);
    return found == names.end() ? std::nullopt : symbologyNamed(found->second.toString());
}

} // namespace odna
