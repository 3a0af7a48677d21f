// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/search.h"

#include <QCollator>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace odna {

namespace {

constexpr char16_t breve = 0x0306;

/// Lower case without accents, in the letters of its own script; й is a letter of its own, not an и with an accent.
QString folded(QStringView text)
{
    const auto parts = text.toString().toCaseFolded().normalized(QString::NormalizationForm_KD);
    QString plain;
    plain.reserve(parts.size());
    for (const QChar letter : parts) {
        if (letter.isMark()) {
            if (letter == breve && plain.endsWith(u'и')) {
                plain.back() = u'й';
            }
        } else if (letter == u'ß') { // Qt folds letter by letter
            plain += QLatin1StringView("ss");
        } else if (letter == u'ł') {
            plain += u'l';
        } else if (letter == u'ø') {
            plain += u'o';
        } else if (letter == u'đ') {
            plain += u'd';
        } else if (letter == u'ı') {
            plain += u'i';
        } else {
            plain += letter.isLetterOrNumber() || letter.isSurrogate() ? letter : u' ';
        }
    }
    plain = plain.simplified();
    QString joined;
    joined.reserve(plain.size());
    for (qsizetype at = 0; at < plain.size(); ++at) {
        if (plain[at] != u' ' || !plain[at - 1].isDigit() || !plain[at + 1].isDigit()) {
            joined += plain[at];
        }
    }
    return joined;
}

QLatin1StringView latinFor(QChar letter)
{
    static constexpr auto sounds = std::to_array<std::pair<char16_t, const char *>>({
        {u'а', "a"}, {u'б', "b"}, {u'в', "v"}, {u'г', "g"},  {u'д', "d"},  {u'е', "e"},  {u'ж', "zh"}, {u'з', "z"},  {u'и', "i"},
        {u'й', "y"}, {u'к', "k"}, {u'л', "l"}, {u'м', "m"},  {u'н', "n"},  {u'о', "o"},  {u'п', "p"},  {u'р', "r"},  {u'с', "s"},
        {u'т', "t"}, {u'у', "u"}, {u'ф', "f"}, {u'х', "h"},  {u'ц', "ts"}, {u'ч', "ch"}, {u'ш', "sh"}, {u'щ', "sh"}, {u'ъ', ""},
        {u'ы', "y"}, {u'ь', ""},  {u'э', "e"}, {u'ю', "yu"}, {u'я', "ya"}, {u'є', "e"},  {u'і', "i"},  {u'ґ', "g"},
    });
    const auto *const found = std::ranges::find(sounds, letter.unicode(), &std::pair<char16_t, const char *>::first);
    return found == sounds.end() ? QLatin1StringView() : QLatin1StringView(found->second);
}

/// The Latin ways of writing one sound brought to one: what follows decides, so that longer ones stand first.
QString oneSpelling(const QString &text)
{
    static constexpr auto spellings = std::to_array<std::pair<std::u16string_view, const char *>>({
        {u"shch", "sh"}, {u"sch", "sh"}, {u"ch", "ch"}, {u"ce", "tse"}, {u"ci", "tsi"}, {u"cy", "tsy"}, {u"ck", "k"},
        {u"c", "k"},     {u"kh", "h"},   {u"ph", "f"},  {u"q", "k"},    {u"tz", "ts"},  {u"w", "v"},    {u"x", "ks"},
        {u"ye", "e"},    {u"yo", "e"},   {u"je", "e"},  {u"jo", "e"},   {u"j", "y"},
    });
    QString spelled;
    spelled.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const auto rest = QStringView(text).sliced(at);
        const auto *const found =
            std::ranges::find_if(spellings, [&](const auto &spelling) { return rest.startsWith(QStringView(spelling.first)); });
        if (found == spellings.end()) {
            spelled += text[at++];
        } else {
            spelled += QLatin1StringView(found->second);
            at += static_cast<qsizetype>(found->first.size());
        }
    }
    return spelled;
}

QString spoken(const QString &foldedText)
{
    QString latin;
    latin.reserve(foldedText.size());
    for (const QChar letter : foldedText) {
        if (const auto sound = latinFor(letter); !sound.isNull()) {
            latin += sound;
        } else {
            latin += letter;
        }
    }
    return oneSpelling(latin);
}

/// -1, 0 or 1; what has no value comes after what has one.
template <class T, class Compare>
int compareOptional(const std::optional<T> &left, const std::optional<T> &right, Compare compare)
{
    if (left && right) {
        return compare(*left, *right);
    }
    return left ? -1 : right ? 1 : 0;
}

int compareMoments(const QDateTime &left, const QDateTime &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

/// The greater first; points after money, and no currency mixed with another.
int compareBalances(const Money &left, const Money &right)
{
    if (left.currency != right.currency) {
        const Currency points;
        if ((left.currency == points) != (right.currency == points)) {
            return left.currency == points ? 1 : -1;
        }
        return left.currency.code().compare(right.currency.code());
    }
    return left.minor > right.minor ? -1 : left.minor < right.minor ? 1 : 0;
}

} // namespace

QString searchForm(QStringView text)
{
    return spoken(folded(text));
}

bool matches(const ClassicCard &card, QStringView query)
{
    const auto asked = folded(query);
    const auto words = QStringView(asked).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return true;
    }
    // One text, the fields apart so that no word is found across two of them.
    const auto said =
        QStringList{folded(card.name), folded(card.note), folded(card.number), card.code ? folded(card.code->text) : QString()}.join(u'\n');
    const auto sounds = spoken(said);
    return std::ranges::all_of(words, [&](QStringView word) {
        const auto sound = spoken(word.toString());
        return said.contains(word) || (!sound.isEmpty() && sounds.contains(sound));
    });
}

void sortCards(QList<ClassicCard> &cards, CardOrder order)
{
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    const auto compare = [&](const ClassicCard &left, const ClassicCard &right) {
        switch (order) {
        case CardOrder::Name:
            return 0;
        case CardOrder::LastUsed:
            return compareOptional(left.lastUsed, right.lastUsed,
                                   [](const QDateTime &one, const QDateTime &other) { return compareMoments(other, one); });
        case CardOrder::ValidUntil:
            return compareOptional(left.validUntil, right.validUntil, compareMoments);
        case CardOrder::Balance:
            return compareOptional(left.balance, right.balance, compareBalances);
        }
        return 0;
    };
    std::ranges::sort(cards, [&](const ClassicCard &left, const ClassicCard &right) {
        if (left.archived != right.archived) {
            return right.archived;
        }
        if (left.starred != right.starred) {
            return left.starred;
        }
        if (const auto by = compare(left, right); by != 0) {
            return by < 0;
        }
        if (const auto by = collator.compare(left.name, right.name); by != 0) {
            return by < 0;
        }
        return left.id < right.id;
    });
}

} // namespace odna
