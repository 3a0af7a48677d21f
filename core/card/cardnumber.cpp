// SPDX-License-Identifier: Apache-2.0
#include "core/card/cardnumber.h"

#include "core/card/checkdigit.h"

#include <QByteArray>
#include <QtEndian>

#include <algorithm>

namespace odna {

namespace {

constexpr QByteArrayView domain = "odna-card/1";
constexpr QByteArrayView salt = "odna-card-salt/1";
constexpr Argon2Cost stretch{.passes = 1, .memoryKiB = 64 * 1024};

bool isDigit(QChar letter)
{
    return letter >= u'0' && letter <= u'9';
}

bool isPrefix(QStringView prefix)
{
    return prefix.size() == 4 && std::ranges::all_of(prefix, isDigit);
}

/// The body of one counter: what an Argon2id tag of 16 bytes, read as a big-endian integer, leaves modulo 10^12.
Result<quint64> bodyOf(const PublicKey &key, quint32 counter)
{
    QByteArray password = domain.toByteArray() + key.bytes();
    const auto bigEndian = qToBigEndian(counter);
    password.append(reinterpret_cast<const char *>(&bigEndian), sizeof bigEndian);
    const auto tag = argon2id(password, salt, stretch, 16);
    if (!tag) {
        return std::unexpected(tag.error());
    }
    quint64 rest = 0;
    for (const auto byte : tag->view()) { // 10^12 · 256 is far below 2^64
        rest = (rest * 256 + static_cast<unsigned char>(byte)) % CardNumber::bodies;
    }
    return rest;
}

} // namespace

Result<CardNumber> CardNumber::parse(QStringView text, const QString &prefix)
{
    if (text.size() != length || !std::ranges::all_of(text, isDigit) || !isPrefix(prefix) || !text.startsWith(prefix)) {
        return fail(FailureCode::NotACard);
    }
    if (luhnRemainder(text) != 0 || gs1Remainder(text) != 0) {
        return fail(FailureCode::CardCheckFailed);
    }
    return CardNumber(text.toString());
}

std::optional<CardNumber> CardNumber::fromBody(quint64 body, const QString &prefix)
{
    if (body >= bodies || !isPrefix(prefix)) {
        return std::nullopt;
    }
    QString text = prefix + QStringLiteral("%1").arg(body, 12, 10, QLatin1Char('0')) + QStringLiteral("00");
    const int luhn = luhnRemainder(text);
    const int gs1 = gs1Remainder(text);
    // With the last digit b of weight 1 in both, gs1 fixes b for each a; the first a that also satisfies Luhn is the smaller one.
    for (int a = 0; a < 10; ++a) {
        const int b = (10 - (gs1 + 3 * a) % 10) % 10;
        const int doubled = a < 5 ? 2 * a : 2 * a - 9;
        if ((luhn + doubled + b) % 10 == 0) {
            text[16] = QChar(u'0' + a);
            text[17] = QChar(u'0' + b);
            return CardNumber(text);
        }
    }
    return std::nullopt;
}

QString CardNumber::grouped() const
{
    QString groups;
    for (qsizetype i = 0; i < length; ++i) {
        if (i > 0 && i % 4 == 0) {
            groups += u' ';
        }
        groups += m_text[i];
    }
    return groups;
}

Result<DerivedCard> deriveCard(const PublicKey &key, quint32 firstCounter, const QString &prefix)
{
    if (!isPrefix(prefix)) {
        return fail(FailureCode::NotACard, QStringLiteral("a network prefix has four digits"));
    }
    for (quint32 counter = firstCounter;; ++counter) {
        const auto body = bodyOf(key, counter);
        if (!body) {
            return std::unexpected(body.error());
        }
        if (const auto number = CardNumber::fromBody(*body, prefix)) {
            return DerivedCard{*number, counter};
        }
    }
}

Result<bool> ownsCard(const PublicKey &key, const DerivedCard &card)
{
    const auto body = bodyOf(key, card.counter);
    if (!body) {
        return std::unexpected(body.error());
    }
    return CardNumber::fromBody(*body, card.number.prefix()) == card.number;
}

} // namespace odna
