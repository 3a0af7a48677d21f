// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/sharelink.h"

#include "core/exchange/carddraft.h"

#include <QHash>
#include <QRegularExpression>

namespace odna {

namespace {

const QRegularExpression &linkForm()
{
    static const QRegularExpression form(
        QStringLiteral("https?://(?:www\\.)?(?:catima\\.app/share|thelastproject\\.github\\.io/Catima/share|"
                       "brarcher\\.github\\.io/loyalty-card-locker/share)/?(?:\\?([^\\s#]{0,60000}))?(?:#(\\S{0,60000}))?"),
        QRegularExpression::CaseInsensitiveOption);
    return form;
}

/// application/x-www-form-urlencoded (WHATWG URL standard, section 5.1).
QString formDecoded(QString text)
{
    text.replace(u'+', u' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

using Parameters = QHash<QString, QString>;

void takeParameters(Parameters &parameters, const QString &encoded)
{
    const auto pairs = QStringView(encoded).split(u'&', Qt::SkipEmptyParts);
    for (const auto pair : pairs) {
        const auto equals = pair.indexOf(u'=');
        if (equals > 0) {
            parameters.insert(formDecoded(pair.first(equals).toString()), formDecoded(pair.sliced(equals + 1).toString()));
        }
    }
}

Parameters parametersOf(const QRegularExpressionMatch &link)
{
    Parameters parameters;
    takeParameters(parameters, link.captured(1));
    takeParameters(parameters, QString::fromUtf8(QByteArray::fromPercentEncoding(link.captured(2).toUtf8())));
    return parameters;
}

} // namespace

bool hasShareLink(const QString &text)
{
    return linkForm().match(text).hasMatch();
}

Result<ImportedPocket> readShareLinks(const QString &text, const ImportOptions &options)
{
    PocketDraft draft(QStringLiteral("link"), options);
    auto links = linkForm().globalMatch(text);
    for (int number = 1; links.hasNext(); ++number) {
        const QString where = u"link " + QString::number(number);
        const auto said = parametersOf(links.next());
        const auto value = [&](const char *name) { return said.value(QString::fromLatin1(name)); };
        const auto cardId = value("cardid");
        if (value("store").isEmpty() || cardId.isEmpty()) {
            draft.remark(where + u": left out, without a store or a number");
            continue;
        }
        ImportedCard found;
        auto &card = found.card;
        card.name = value("store");
        card.note = value("note");
        const auto type = value("barcodetype");
        const auto coded = value("barcodeid").isEmpty() ? cardId : value("barcodeid");
        if (const auto symbology = symbologyFromZxing(type)) {
            const bool utf8 = value("barcodeencoding").compare(QLatin1StringView("UTF-8"), Qt::CaseInsensitive) == 0;
            card.code = foreignContent(*symbology, coded, utf8);
            card.number = cardId == coded ? QString() : cardId;
        } else {
            card.number = cardId;
            if (!type.isEmpty()) {
                draft.remark(where + u": unknown code type " + type.left(40) + u", kept as a number");
            }
        }
        setBalance(card, value("balance"), value("balancetype"));
        card.validFrom = momentFromMilliseconds(value("validfrom"));
        card.validUntil = momentFromMilliseconds(value("expiry"));
        card.colour = colourFromArgb(value("headercolor"));
        if (auto added = draft.add(std::move(found), where); !added) {
            return std::unexpected(std::move(added.error()));
        }
    }
    return draft.take();
}

} // namespace odna
