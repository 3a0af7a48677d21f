// SPDX-License-Identifier: Apache-2.0
#include "core/card/cardnumber.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace odna;

namespace {

// Both check schemes, written here from the standards' own wording (digit by digit, products' digits added) and independent of the
// code under test.
int luhnWeight(int digit, int fromRight)
{
    const int product = fromRight % 2 == 0 ? digit : 2 * digit;
    return product / 10 + product % 10;
}

int gs1Weight(int digit, int fromRight)
{
    return fromRight % 2 == 0 ? digit : 3 * digit;
}

bool holdsBoth(const QString &text)
{
    int luhn = 0;
    int gs1 = 0;
    for (int i = 0; i < text.size(); ++i) {
        const int fromRight = static_cast<int>(text.size()) - 1 - i;
        luhn += luhnWeight(text[i].digitValue(), fromRight);
        gs1 += gs1Weight(text[i].digitValue(), fromRight);
    }
    return luhn % 10 == 0 && gs1 % 10 == 0;
}

/// Whether putting \a after for \a before at a place changes neither sum. Sums are additive over places, so what the other digits
/// are plays no part: this decides the error for every number at once.
struct Change
{
    int luhn = 0;
    int gs1 = 0;
    void at(int fromRight, int before, int after)
    {
        luhn += luhnWeight(after, fromRight) - luhnWeight(before, fromRight);
        gs1 += gs1Weight(after, fromRight) - gs1Weight(before, fromRight);
    }
    [[nodiscard]] bool unseen() const { return luhn % 10 == 0 && gs1 % 10 == 0; }
};

/// Only the check digits decide: the prefix expected is the one that is there.
bool accepted(const QString &text)
{
    return CardNumber::parse(text, text.first(4)).has_value();
}

QList<CardNumber> manyNumbers(int count, quint32 seed)
{
    QRandomGenerator random(seed);
    QList<CardNumber> numbers;
    while (numbers.size() < count) {
        const auto prefix = QStringLiteral("%1").arg(random.bounded(10000), 4, 10, QLatin1Char('0'));
        if (const auto number = CardNumber::fromBody(random.generate64() % CardNumber::bodies, prefix)) {
            numbers.append(*number);
        }
    }
    return numbers;
}

} // namespace

class TestCardNumber final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreValid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("grouped");
        QTest::newRow("1") << QStringLiteral("999027638836154327") << QStringLiteral("9990 2763 8836 1543 27");
        QTest::newRow("2") << QStringLiteral("999088750560594291") << QStringLiteral("9990 8875 0560 5942 91");
        QTest::newRow("3") << QStringLiteral("999047397776177691") << QStringLiteral("9990 4739 7776 1776 91");
    }
    void samplesAreValid()
    {
        QFETCH(const QString, text);
        const auto number = CardNumber::parse(text);
        QVERIFY(number);
        QCOMPARE(number->text(), text);
        QTEST(number->grouped(), "grouped");
        QCOMPARE(number->prefix(), QStringLiteral("9990"));
        const auto rebuilt = CardNumber::fromBody(text.sliced(4, 12).toULongLong());
        QVERIFY(rebuilt);
        QCOMPARE(rebuilt->text(), text);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<FailureCode>("code");
        const auto row = [](const char *name, const QString &text, FailureCode code) { QTest::newRow(name) << text << code; };
        row("empty", QString(), FailureCode::NotACard);
        row("17 digits", QStringLiteral("99902763883615432"), FailureCode::NotACard);
        row("19 digits", QStringLiteral("9990276388361543270"), FailureCode::NotACard);
        row("grouped", QStringLiteral("9990 2763 8836 1543 27"), FailureCode::NotACard);
        row("space before", QStringLiteral(" 99902763883615432"), FailureCode::NotACard);
        row("letter", QStringLiteral("99902763883615432O"), FailureCode::NotACard);
        row("arabic digit", QStringLiteral(u"99902763883615432\u0667"), FailureCode::NotACard);
        row("fullwidth digit", QStringLiteral(u"99902763883615432\uff17"), FailureCode::NotACard);
        row("another prefix", QStringLiteral("999127638836154327"), FailureCode::NotACard);
        row("price-weight EAN", QStringLiteral("2012345678903"), FailureCode::NotACard);
        row("payment card", QStringLiteral("4111111111111111"), FailureCode::NotACard);
        row("last digit", QStringLiteral("999027638836154328"), FailureCode::CardCheckFailed);
        row("first check digit", QStringLiteral("999027638836154337"), FailureCode::CardCheckFailed);
    }
    void refusals()
    {
        QFETCH(const QString, text);
        QFETCH(const FailureCode, code);
        const auto number = CardNumber::parse(text);
        QVERIFY(!number);
        QCOMPARE(number.error().code, code);
    }

    void prefixIsASetting()
    {
        const auto number = CardNumber::fromBody(123456789012, QStringLiteral("4601"));
        QVERIFY(number);
        QVERIFY(CardNumber::parse(number->text(), QStringLiteral("4601")));
        QVERIFY(!CardNumber::parse(number->text()));
        QVERIFY(!CardNumber::fromBody(1, QStringLiteral("460")));
        QVERIFY(!CardNumber::fromBody(1, QStringLiteral("46O1")));
        QVERIFY(!CardNumber::parse(number->text(), QString()));
        QVERIFY(!CardNumber::fromBody(CardNumber::bodies));
        QVERIFY(!deriveCard(SigningKey::create().publicKey(), 0, QStringLiteral("46")));
    }

    // The whole check against both check digits by brute force: same answer, and the smaller first digit.
    void smallerSolutionIsTaken()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 3000; ++i) {
            const quint64 body = i < 1000 ? quint64(i) : random.generate64() % CardNumber::bodies;
            const auto stem = QStringLiteral("9990%1").arg(body, 12, 10, QLatin1Char('0'));
            QString expected;
            for (int checks = 0; checks < 100 && expected.isEmpty(); ++checks) {
                const QString text = stem + QStringLiteral("%1").arg(checks, 2, 10, QLatin1Char('0'));
                QCOMPARE(accepted(text), holdsBoth(text));
                if (holdsBoth(text)) {
                    expected = text;
                }
            }
            const auto number = CardNumber::fromBody(body);
            QCOMPARE(number ? number->text() : QString(), expected);
        }
    }

    // Exhaustive over all numbers: every place, every digit, every wrong digit (18 · 10 · 9), every neighbouring pair exchanged
    // (17 · 90) and every doubled digit become another doubled digit (17 · 90).
    void noErrorIsMissedInAnyNumber()
    {
        int missed = 0;
        int missedByLuhn = 0;
        int missedByGs1 = 0;
        for (int place = 0; place < 18; ++place) {
            for (int before = 0; before < 10; ++before) {
                for (int after = 0; after < 10; ++after) {
                    if (before == after) {
                        continue;
                    }
                    Change single;
                    single.at(place, before, after);
                    missed += single.unseen() ? 1 : 0;
                    if (place == 17) {
                        continue;
                    }
                    Change exchanged;
                    exchanged.at(place, before, after);
                    exchanged.at(place + 1, after, before);
                    Change twin;
                    twin.at(place, before, after);
                    twin.at(place + 1, before, after);
                    for (const auto &change : {exchanged, twin}) {
                        missed += change.unseen() ? 1 : 0;
                        missedByLuhn += change.luhn % 10 == 0 ? 1 : 0;
                        missedByGs1 += change.gs1 % 10 == 0 ? 1 : 0;
                    }
                }
            }
        }
        QCOMPARE(missed, 0);
        // Each scheme alone misses some, so the test does see errors: 09/90 and three twins; digits that differ by five.
        QCOMPARE(missedByLuhn, 17 * (2 + 6));
        QCOMPARE(missedByGs1, 17 * (10 + 10));
    }

    // The same errors through parse() itself, on many numbers under many prefixes.
    void noErrorIsMissedByParse()
    {
        for (const auto &number : manyNumbers(400, 7)) {
            QVERIFY(accepted(number.text()));
            for (int place = 0; place < 18; ++place) {
                for (int digit = 0; digit < 10; ++digit) {
                    QString wrong = number.text();
                    wrong[place] = QChar(u'0' + digit);
                    QCOMPARE(accepted(wrong), wrong == number.text());
                    if (place < 17 && number.text()[place] == number.text()[place + 1]) {
                        wrong[place + 1] = wrong[place];
                        QCOMPARE(accepted(wrong), wrong == number.text());
                    }
                }
                if (place < 17) {
                    QString wrong = number.text();
                    std::swap(wrong[place], wrong[place + 1]);
                    QCOMPARE(accepted(wrong), wrong == number.text());
                }
            }
        }
    }

    // Exact, without drawing 10^12 bodies: how many bodies leave each of the 100 pairs of sums, place by place.
    void nineBodiesInTenHaveASolution()
    {
        using States = std::array<quint64, 100>; // index: luhn · 10 + gs1, both mod 10
        const auto put = [](const States &from, int digit, int fromRight, States &to) {
            for (std::size_t state = 0; state < from.size(); ++state) {
                const auto luhn = (static_cast<int>(state) / 10 + luhnWeight(digit, fromRight)) % 10;
                const auto gs1 = (static_cast<int>(state) % 10 + gs1Weight(digit, fromRight)) % 10;
                to[static_cast<std::size_t>(luhn * 10 + gs1)] += from[state];
            }
        };
        States states{};
        states[0] = 1;
        const auto prefix = CardNumber::defaultPrefix();
        for (int place = 17; place >= 2; --place) {
            States next{};
            if (place >= 14) {
                put(states, prefix[17 - place].digitValue(), place, next);
            } else {
                for (int digit = 0; digit < 10; ++digit) {
                    put(states, digit, place, next);
                }
            }
            states = next;
        }
        quint64 solved = 0;
        quint64 all = 0;
        for (std::size_t state = 0; state < states.size(); ++state) {
            all += states[state];
            bool solution = false;
            for (int a = 0; a < 10; ++a) {
                for (int b = 0; b < 10; ++b) {
                    solution |= (static_cast<int>(state) / 10 + luhnWeight(a, 1) + b) % 10 == 0
                                && (static_cast<int>(state) % 10 + gs1Weight(a, 1) + b) % 10 == 0;
                }
            }
            solved += solution ? states[state] : 0;
        }
        QCOMPARE(all, CardNumber::bodies);
        qInfo("%llu of 10^12 bodies have check digits: %.4f", static_cast<unsigned long long>(solved), double(solved) / double(all));
        QVERIFY(solved > all / 100 * 89 && solved < all / 100 * 91);

        // And fromBody() agrees with that share.
        int found = 0;
        QRandomGenerator random(3);
        for (int i = 0; i < 20000; ++i) {
            found += CardNumber::fromBody(random.generate64() % CardNumber::bodies) ? 1 : 0;
        }
        QVERIFY2(found > 17700 && found < 18300, qPrintable(QString::number(found)));
    }

    void ownerIsRecognised()
    {
        const auto key = SigningKey::fromSeed(SecretBytes(QByteArray(32, '\x07'))).publicKey();
        const auto other = SigningKey::fromSeed(SecretBytes(QByteArray(32, '\x08'))).publicKey();
        const auto card = deriveCard(key);
        QVERIFY(card);
        const auto again = deriveCard(key);
        QVERIFY(again && again->number == card->number && again->counter == card->counter);
        QVERIFY(ownsCard(key, *card).value_or(false));
        QVERIFY(!ownsCard(other, *card).value_or(true));
        QVERIFY(!ownsCard(key, {card->number, card->counter + 1}).value_or(true));
        const auto next = deriveCard(key, card->counter + 1);
        QVERIFY(next && next->counter > card->counter && next->number != card->number);
        QVERIFY(ownsCard(key, *next).value_or(false));
        // Another network, same key: another prefix before the same body.
        const auto abroad = deriveCard(key, card->counter, QStringLiteral("4601"));
        QVERIFY(abroad && abroad->number.prefix() == QStringLiteral("4601"));
        QVERIFY(ownsCard(key, *abroad).value_or(false));
    }

    // twin.py derives the same 200 numbers by another implementation of Argon2id; it works while this process does.
    void twinAgrees()
    {
        QList<PublicKey> keys;
        QByteArray lines;
        for (int i = 0; i < 200; ++i) {
            keys.append(SigningKey::fromSeed(SecretBytes(sha256(QByteArray::number(i)))).publicKey());
            lines += keys.last().bytes().toHex() + '\n';
        }
        QProcess twin;
        twin.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral(SOURCE_FOLDER "/twin.py")});
        QVERIFY2(twin.waitForStarted(), "/usr/bin/python3 is missing: install the Debian packages python3 and python3-argon2");
        twin.write(lines);
        twin.closeWriteChannel();
        twin.waitForBytesWritten();

        QByteArray expected;
        int moved = 0;
        for (const auto &key : keys) {
            const auto card = deriveCard(key);
            QVERIFY(card);
            moved += card->counter > 0 ? 1 : 0;
            expected += card->number.text().toLatin1() + ' ' + QByteArray::number(card->counter) + '\n';
        }
        QVERIFY(moved > 0); // the sample does contain bodies without a solution

        QVERIFY2(twin.state() == QProcess::NotRunning || twin.waitForFinished(400'000), "twin.py did not end");
        QVERIFY2(twin.exitStatus() == QProcess::NormalExit && twin.exitCode() == 0, twin.readAllStandardError().constData());
        QCOMPARE(twin.readAllStandardOutput(), expected);
    }
};

QTEST_GUILESS_MAIN(TestCardNumber)
#include "tst_cardnumber.moc"
