// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/passstrings.h"

#include <QStringConverter>

#include <algorithm>
#include <optional>
#include <utility>

namespace odna {

namespace {

QString lettersOf(QByteArrayView bytes)
{
    auto encoding = QStringConverter::encodingForData(bytes);
    if (!encoding && bytes.size() >= 2) { // a table begins with an ASCII letter
        encoding = bytes[0] == 0 ? QStringConverter::Utf16BE : bytes[1] == 0 ? QStringConverter::Utf16LE : QStringConverter::Utf8;
    }
    QStringDecoder decoder(encoding.value_or(QStringConverter::Utf8));
    return decoder.decode(bytes);
}

class Table final
{
public:
    explicit Table(QStringView text)
        : m_text(text)
    {}

    QHash<QString, QString> read()
    {
        constexpr qsizetype most = 10'000;
        QHash<QString, QString> strings;
        while (m_at < m_text.size() && strings.size() < most) {
            const auto key = word();
            if (!key) {
                ++m_at; // no key begins here
                continue;
            }
            if (!sign(u'=')) {
                continue;
            }
            if (const auto value = word(); value && sign(u';')) {
                strings.insert(*key, *value);
            }
        }
        return strings;
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size()) {
            const auto rest = m_text.sliced(m_at);
            if (rest.front().isSpace()) {
                ++m_at;
            } else if (rest.startsWith(u"//")) {
                const auto end = rest.indexOf(u'\n');
                m_at += end < 0 ? rest.size() : end;
            } else if (rest.startsWith(u"/*")) {
                const auto end = rest.indexOf(u"*/", 2);
                m_at += end < 0 ? rest.size() : end + 2;
            } else {
                return;
            }
        }
    }
    bool sign(QChar wanted)
    {
        skipBlanks();
        if (m_at < m_text.size() && m_text[m_at] == wanted) {
            ++m_at;
            return true;
        }
        return false;
    }
    std::optional<QString> word()
    {
        skipBlanks();
        if (m_at < m_text.size() && m_text[m_at] == u'"') {
            return quoted();
        }
        const auto from = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isLetterOrNumber() || QStringView(u"_-.").contains(m_text[m_at]))) {
            ++m_at;
        }
        return m_at == from ? std::nullopt : std::optional(m_text.sliced(from, m_at - from).toString());
    }
    std::optional<QString> quoted()
    {
        QString word;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            const auto letter = m_text[m_at];
            if (letter == u'"') {
                ++m_at;
                return word;
            }
            word += letter == u'\\' && m_at + 1 < m_text.size() ? escaped() : letter;
        }
        return std::nullopt;
    }
    /// Stands on the backslash; ends on the escape's last letter.
    QChar escaped()
    {
        const auto letter = m_text[++m_at];
        if (letter == u'n') {
            return u'\n';
        }
        if (letter == u't') {
            return u'\t';
        }
        if (letter == u'r') {
            return u'\r';
        }
        if ((letter == u'U' || letter == u'u') && m_at + 4 < m_text.size()) {
            bool hex = false;
            const auto code = m_text.sliced(m_at + 1, 4).toUShort(&hex, 16);
            if (hex) {
                m_at += 4;
                return QChar(code);
            }
        }
        return letter;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

QString plainForm(QString locale)
{
    return locale.replace(u'_', u'-').toLower();
}

QString languageOf(const QString &plainLocale)
{
    return plainLocale.section(u'-', 0, 0);
}

} // namespace

QHash<QString, QString> readPassStrings(QByteArrayView bytes)
{
    if (bytes.startsWith("bplist")) {
        return {};
    }
    const auto text = lettersOf(bytes);
    return Table(text).read();
}

QString bestLocale(const QStringList &locales, const QStringList &wished)
{
    auto asked = wished;
    asked.append(QStringLiteral("en"));
    for (const auto &wish : std::as_const(asked)) {
        for (const bool exact : {true, false}) {
            const auto found = std::ranges::find_if(locales, [&](const QString &locale) {
                const auto one = plainForm(locale);
                const auto other = plainForm(wish);
                return exact ? one == other : languageOf(one) == languageOf(other);
            });
            if (found != locales.end()) {
                return *found;
            }
        }
    }
    return locales.value(0);
}

} // namespace odna
