// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/importplan.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <vector>

namespace odna {

namespace {

using Action = ImportStep::Action;

// Parts of a key are told apart by a letter that no card may hold.
constexpr QChar between = QChar::Null;

QString originKey(const ClassicCard &card)
{
    return card.origin.sourceId.isEmpty() ? QString() : QString(card.origin.format + between + card.origin.sourceId);
}

QString codeKey(const ClassicCard &card)
{
    if (!card.code) {
        return {};
    }
    return QString::number(static_cast<int>(card.code->symbology)) + between + card.code->text + between + card.name.toCaseFolded();
}

QString numberOf(const ClassicCard &card)
{
    return card.number.isEmpty() && card.code ? card.code->text : card.number;
}

QString numberKey(const ClassicCard &card)
{
    return QString(numberOf(card) + between + card.name.toCaseFolded());
}

template <class T>
void takeIfSaid(T &here, const T &said)
{
    if (said != T()) {
        here = said;
    }
}

ClassicCard mergedCard(const ClassicCard &here, const ClassicCard &said)
{
    auto merged = here;
    takeIfSaid(merged.name, said.name);
    takeIfSaid(merged.note, said.note);
    if (numberOf(said) != numberOf(here)) {
        takeIfSaid(merged.number, said.number);
    }
    // A file that declares no character set does not take away one that is known here.
    if (!here.code || !said.code || said.code->eci || said.code->symbology != here.code->symbology || said.code->text != here.code->text) {
        takeIfSaid(merged.code, said.code);
    }
    takeIfSaid(merged.balance, said.balance);
    takeIfSaid(merged.validFrom, said.validFrom);
    takeIfSaid(merged.validUntil, said.validUntil);
    takeIfSaid(merged.colour, said.colour);
    takeIfSaid(merged.fields, said.fields);
    if (said.lastUsed && (!merged.lastUsed || *merged.lastUsed < *said.lastUsed)) {
        merged.lastUsed = said.lastUsed;
    }
    for (const auto &group : said.groups) {
        if (!merged.groups.contains(group)) {
            merged.groups.append(group);
        }
    }
    merged.starred = here.starred || said.starred;
    merged.archived = here.archived || said.archived;
    if (here.origin.sourceId.isEmpty() && !said.origin.sourceId.isEmpty()) {
        merged.origin = said.origin;
    }
    takeIfSaid(merged.signature, said.signature);
    if (said.updates) {
        merged.updates = said.updates;
        // The file does not know what the service has answered since.
        if (here.updates && said.updates->lastModified.isEmpty()) {
            merged.updates->lastModified = here.updates->lastModified;
        }
    }
    return merged;
}

CardPictures mergedPictures(const CardPictures &here, const CardPictures &said)
{
    auto merged = here;
    takeIfSaid(merged.icon, said.icon);
    // Where another wallet has no place for the photograph of a code, it comes back as one side of the card.
    if (said.front != here.code) {
        takeIfSaid(merged.front, said.front);
    }
    if (said.back != here.code) {
        takeIfSaid(merged.back, said.back);
    }
    takeIfSaid(merged.code, said.code);
    return merged;
}

/// The cards that are here, findable by what makes two cards the same one; each is given out once.
class Candidates final
{
public:
    explicit Candidates(const QList<ClassicCard> &cards)
        : m_cards(cards)
        , m_taken(static_cast<std::size_t>(cards.size()))
    {
        for (qsizetype at = 0; at < cards.size(); ++at) {
            const auto &card = cards[at];
            if (const auto key = originKey(card); !key.isEmpty()) {
                m_byOrigin[key].append(at);
            }
            if (card.code) {
                m_byCode[codeKey(card)].append(at);
            }
            m_byNumber[numberKey(card)].append(at);
        }
    }

    /// Places of the cards that may be \a card and are not taken, the surest first.
    [[nodiscard]] QList<qsizetype> of(const ClassicCard &card) const
    {
        QList<qsizetype> places;
        if (const auto key = originKey(card); !key.isEmpty()) {
            places += m_byOrigin.value(key);
        }
        if (card.code) {
            places += m_byCode.value(codeKey(card));
        }
        for (const auto at : m_byNumber.value(numberKey(card))) {
            if (!card.code || !m_cards[at].code) {
                places.append(at);
            }
        }
        places.removeIf([&](qsizetype at) { return m_taken[static_cast<std::size_t>(at)] || contradicts(m_cards[at], card); });
        return places;
    }

    void take(qsizetype at) { m_taken[static_cast<std::size_t>(at)] = true; }

private:
    /// Two passes of one issuer may carry one code and one name: their origins tell them apart.
    static bool contradicts(const ClassicCard &here, const ClassicCard &said)
    {
        return here.origin.format == said.origin.format && !here.origin.sourceId.isEmpty() && !said.origin.sourceId.isEmpty()
               && here.origin.sourceId != said.origin.sourceId;
    }

    const QList<ClassicCard> &m_cards;
    std::vector<bool> m_taken;
    QHash<QString, QList<qsizetype>> m_byOrigin;
    QHash<QString, QList<qsizetype>> m_byCode;
    QHash<QString, QList<qsizetype>> m_byNumber;
};

/// Each card once: not one that equals an earlier one, and of one origin only the last.
QList<const ImportedCard *> distinct(const QList<ImportedCard> &cards)
{
    QHash<QString, const ImportedCard *> lastOfOrigin;
    for (const auto &card : cards) {
        if (const auto key = originKey(card.card); !key.isEmpty()) {
            lastOfOrigin[key] = &card;
        }
    }
    QList<const ImportedCard *> kept;
    QHash<QString, QList<const ImportedCard *>> byNumber;
    for (const auto &card : cards) {
        const auto origin = originKey(card.card);
        if (!origin.isEmpty() && lastOfOrigin.value(origin) != &card) {
            continue;
        }
        auto &alike = byNumber[numberKey(card.card)];
        if (std::ranges::none_of(alike, [&](const ImportedCard *other) { return *other == card; })) {
            alike.append(&card);
            kept.append(&card);
        }
    }
    return kept;
}

} // namespace

Result<QList<ImportStep>> planImport(const ImportedPocket &incoming, const QList<ClassicCard> &existing,
                                     const std::function<Result<CardPictures>(const QString &id)> &picturesOf)
{
    const auto cards = distinct(incoming.cards);
    QList<ImportStep> steps(cards.size());
    Candidates candidates(existing);
    // Cards that are here unchanged first, so that of two alike none is taken for the other.
    QList<qsizetype> open;
    for (qsizetype at = 0; at < cards.size(); ++at) {
        const auto &said = *cards[at];
        bool known = false;
        for (const auto place : candidates.of(said.card)) {
            const auto &here = existing[place];
            if (mergedCard(here, said.card) != here) {
                continue;
            }
            const auto pictures = picturesOf(here.id);
            if (!pictures) {
                return std::unexpected(pictures.error());
            }
            if (mergedPictures(*pictures, said.pictures) == *pictures) {
                candidates.take(place);
                steps[at] = {Action::Skip, here.id, said};
                known = true;
                break;
            }
        }
        if (!known) {
            open.append(at);
        }
    }
    for (const auto at : open) {
        const auto &said = *cards[at];
        const auto places = candidates.of(said.card);
        if (places.isEmpty()) {
            steps[at] = {Action::Add, {}, said};
            continue;
        }
        const auto &here = existing[places.first()];
        const auto pictures = picturesOf(here.id);
        if (!pictures) {
            return std::unexpected(pictures.error());
        }
        candidates.take(places.first());
        steps[at] = {Action::Update, here.id, {mergedCard(here, said.card), mergedPictures(*pictures, said.pictures)}};
    }
    return steps;
}

} // namespace odna
