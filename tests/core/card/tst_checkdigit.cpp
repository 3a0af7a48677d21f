// SPDX-License-Identifier: Apache-2.0
#include "core/card/cardform.h"
#include "core/card/checkdigit.h"
#include "core/card/symbol.h"

#include <QTest>

using namespace odna;
using State = CheckVerdict::State;

class TestCheckDigit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data()
    {
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QString>("text");
        QTest::addColumn<State>("state");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("binding");
        const auto row = [](Symbology symbology, const char *text, State state, const char *expected = "", bool binding = true) {
            QTest::addRow("%s %s", qPrintable(nameOf(symbology)), text)
                << symbology << QString::fromUtf8(text) << state << QString::fromLatin1(expected) << binding;
        };
        row(Symbology::Ean13, "4006381333931", State::Good, "1");
        row(Symbology::Ean13, "400638133393", State::DigitMissing, "1");
        row(Symbology::Ean13, "4006381333937", State::DigitWrong, "1");
        row(Symbology::Ean13, "40063813339", State::WrongLength);
        row(Symbology::Ean13, "40063813339310", State::WrongLength);
        row(Symbology::Ean13, "", State::WrongLength);
        row(Symbology::Ean13, "400638133393x", State::WrongLetters);
        row(Symbology::Ean13, "٤006381333931", State::WrongLetters);
        row(Symbology::Ean8, "96385074", State::Good, "4");
        row(Symbology::Ean8, "9638507", State::DigitMissing, "4");
        row(Symbology::UpcA, "036000291452", State::Good, "2");
        row(Symbology::UpcA, "03600029145", State::DigitMissing, "2");
        // GS1 General Specifications 5.2.2.4: one for each way of leaving out zeros.
        row(Symbology::UpcE, "01234505", State::Good, "5"); // 012000003455
        row(Symbology::UpcE, "01234531", State::Good, "1"); // 012300000451
        row(Symbology::UpcE, "01234543", State::Good, "3"); // 012340000053
        row(Symbology::UpcE, "01234565", State::Good, "5"); // 012345000065
        row(Symbology::UpcE, "0123456", State::DigitMissing, "5");
        row(Symbology::UpcE, "01234566", State::DigitWrong, "5");
        row(Symbology::UpcE, "21234565", State::WrongLetters);
        row(Symbology::DataBar, "04006381333931", State::Good, "1");
        row(Symbology::DataBarStacked, "0400638133393", State::DigitMissing, "1");
        row(Symbology::DataBarStackedOmni, "04006381333930", State::DigitWrong, "1");
        row(Symbology::DataBar, "4006381333", State::WrongLength);
        row(Symbology::Itf, "14006381333938", State::Good, "8", false);
        row(Symbology::Itf, "1400638133393", State::DigitMissing, "8");
        row(Symbology::Itf, "14006381333937", State::DigitWrong, "8", false);
        row(Symbology::Itf, "123456", State::NoRule, "", false);
        row(Symbology::Itf, "12345", State::WrongLength);
        row(Symbology::Itf, "1234-6", State::WrongLetters);
        row(Symbology::Code39, "CODE39W", State::Good, "W", false); // 12+24+13+14+3+9 = 75 = 32 mod 43
        row(Symbology::Code39, "CODE39", State::NoRule, "", false);
        row(Symbology::Code39, "code", State::WrongLetters);
        row(Symbology::Codabar, "A123B", State::WrongLetters);
        row(Symbology::Code128, "Да", State::WrongLetters);
        row(Symbology::Code128, "any text", State::NoRule, "", false);
        row(Symbology::QrCode, "Да", State::NoRule, "", false);
    }
    void verdicts()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const QString, text);
        QFETCH(const State, state);
        QFETCH(const QString, expected);
        QFETCH(const bool, binding);
        const auto verdict = checkVerdict(symbology, text);
        QCOMPARE(verdict.state, state);
        QCOMPARE(verdict.expected, expected.isEmpty() ? QChar() : expected.front());
        QCOMPARE(verdict.binding, binding);
    }

    // What the verdict calls good can be drawn, every other last digit cannot: two ways to the same rule.
    void theWriterAgrees()
    {
        for (const auto &[symbology, head] :
             {std::pair(Symbology::Ean13, "400638133393"), std::pair(Symbology::Ean8, "9638507"), std::pair(Symbology::UpcA, "03600029145"),
              std::pair(Symbology::UpcE, "0123450"), std::pair(Symbology::UpcE, "0123453"), std::pair(Symbology::UpcE, "1123454"),
              std::pair(Symbology::UpcE, "0123459"), std::pair(Symbology::DataBar, "0400638133393")}) {
            const auto expected = checkVerdict(symbology, QString::fromLatin1(head)).expected;
            int drawn = 0;
            for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
                const QString text = QString::fromLatin1(head) + QChar(digit);
                const auto symbol = Symbol::create(symbology, text);
                drawn += symbol ? 1 : 0;
                QCOMPARE(bool(symbol), QChar(digit) == expected);
                QCOMPARE(checkVerdict(symbology, text).state == State::Good, bool(symbol));
            }
            QCOMPARE(drawn, 1);
        }
    }

    void luhnHint()
    {
        QVERIFY(checkVerdict(Symbology::Code128, u"999027638836154327").luhn);
        QVERIFY(!checkVerdict(Symbology::Code128, u"999027638836154337").luhn);
        QVERIFY(!checkVerdict(Symbology::Code128, u"18").luhn); // too short to say anything
        QVERIFY(!checkVerdict(Symbology::Code128, u"").luhn);
        QVERIFY(!checkVerdict(Symbology::Code128, u"99902763883615432x").luhn);
    }

    void completing()
    {
        const auto completed = [](const char *digits) { return completeGtin(QString::fromLatin1(digits)).value_or(QString()); };
        QCOMPARE(completed("9638507"), QStringLiteral("96385074"));
        QCOMPARE(completed("03600029145"), QStringLiteral("036000291452"));
        QCOMPARE(completed("400638133393"), QStringLiteral("4006381333931"));
        QCOMPARE(completed("0400638133393"), QStringLiteral("04006381333931"));
        QCOMPARE(completed("99902763883615432"), QStringLiteral("999027638836154327"));
        QCOMPARE(completed("963850"), QString());
        QCOMPARE(completed("963850x"), QString());
        QCOMPARE(completed(""), QString());
    }

    void cardForms()
    {
        const auto number = *CardNumber::parse(u"999027638836154327");
        for (const auto form : {CardForm::Plain, CardForm::PrefixC, CardForm::Gs1Gsrn}) {
            QCOMPARE(cardFormNamed(nameOf(form)), std::optional(form));
            for (const auto symbology : {Symbology::Code128, Symbology::QrCode}) {
                QVERIFY(Symbol::create(contentOf(number, form, symbology)));
            }
        }
        QVERIFY(!cardFormNamed(u"") && !cardFormNamed(u"code128"));
        QCOMPARE(contentOf(number, CardForm::Plain), plainContent(Symbology::Code128, number.text()));
        QCOMPARE(contentOf(number, CardForm::PrefixC).text, QStringLiteral("c999027638836154327"));
        const auto gsrn = contentOf(number, CardForm::Gs1Gsrn);
        QCOMPARE(gsrn.bytes, QByteArray("8018999027638836154327"));
        QVERIFY(gsrn.gs1 && !gsrn.eci);
        QCOMPARE(Symbol::create(gsrn)->width(), 167); // start, FNC1, eleven pairs, check character of 11 modules, stop of 13
    }
};

QTEST_APPLESS_MAIN(TestCheckDigit)
#include "tst_checkdigit.moc"
