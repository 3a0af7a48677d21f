// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/classiccard.h"

#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>

namespace odna {

namespace {

bool fits(const QString &text, qsizetype limit)
{
    return text.size() <= limit && !text.contains(QChar::Null);
}

bool fitsOneLine(const QString &text, qsizetype limit)
{
    return fits(text, limit) && std::ranges::none_of(text, [](QChar letter) { return letter == u'\n' || letter == u'\r'; });
}

bool isName(const QString &text, qsizetype limit)
{
    return fitsOneLine(text, limit) && !text.trimmed().isEmpty();
}

bool isMomentOrNothing(const std::optional<QDateTime> &moment)
{
    return !moment || moment->isValid();
}

bool isCode(const CodeContent &code)
{
    return !code.text.isEmpty() && code.text.size() <= CardLimits::code && code.bytes.size() <= CardLimits::code;
}

bool areGroups(const QStringList &groups)
{
    return groups.size() <= CardLimits::groups && QSet<QString>(groups.begin(), groups.end()).size() == groups.size()
           && std::ranges::all_of(groups, [](const QString &group) { return isName(group, CardLimits::group); });
}

bool areFields(const QList<CardField> &fields)
{
    return fields.size() <= CardLimits::fields && std::ranges::all_of(fields, [](const CardField &field) {
               return fits(field.label, CardLimits::label) && fits(field.value, CardLimits::value);
           });
}

bool areUpdates(const PassUpdates &updates)
{
    const QUrl url(updates.serviceUrl, QUrl::StrictMode);
    return url.isValid() && url.scheme() == QLatin1StringView("https") && !url.host().isEmpty()
           && std::ranges::all_of(std::array{&updates.serviceUrl, &updates.typeIdentifier, &updates.serialNumber, &updates.token},
                                  [](const QString *text) { return isName(*text, CardLimits::identifier); })
           && fitsOneLine(updates.lastModified, CardLimits::identifier);
}

} // namespace

Result<void> checkCard(const ClassicCard &card, const CardPictures &pictures)
{
    const auto refuse = [](const char *field) { return fail(FailureCode::CardInvalid, QString::fromLatin1(field)); };
    if (!isName(card.name, CardLimits::name)) {
        return refuse("name");
    }
    if (!fits(card.note, CardLimits::note)) {
        return refuse("note");
    }
    if (!fitsOneLine(card.number, CardLimits::number)) {
        return refuse("number");
    }
    if (card.code && !isCode(*card.code)) {
        return refuse("code");
    }
    if (!isMomentOrNothing(card.validFrom) || !isMomentOrNothing(card.validUntil) || !isMomentOrNothing(card.lastUsed)) {
        return refuse("validity");
    }
    if (!areGroups(card.groups)) {
        return refuse("groups");
    }
    if (!areFields(card.fields)) {
        return refuse("fields");
    }
    if (!isName(card.origin.format, CardLimits::identifier) || !fitsOneLine(card.origin.sourceId, CardLimits::identifier)) {
        return refuse("origin");
    }
    if (card.updates && !areUpdates(*card.updates)) {
        return refuse("updates");
    }
    if (!fitsOneLine(card.retailerId, CardLimits::identifier)) {
        return refuse("retailer");
    }
    if (std::ranges::any_of(std::array{&pictures.icon, &pictures.front, &pictures.back, &pictures.code},
                            [](const QByteArray *picture) { return picture->size() > CardLimits::picture; })) {
        return refuse("pictures");
    }
    return {};
}

} // namespace odna
