// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/money.h"

#include <QTest>

using namespace odna;

class TestMoney final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void currencies_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("decimals"); // -1: refused
        const auto row = [](const char *code, int decimals) { QTest::newRow(code) << QString::fromLatin1(code) << decimals; };
        row("BYN", 2);
        row("RUB", 2);
        row("EUR", 2);
        row("AED", 2); // the first of its list
        row("ZWG", 2); // the last
        row("JPY", 0);
        row("XPF", 0);
        row("KWD", 3);
        row("TND", 3);
        row("CLF", 4);
        row("XXX", -1);
        row("XAU", -1);
        row("EDA", -1); // stands in the list across two codes
        row("byn", -1);
        row("BY", -1);
        row("BYNX", -1);
        row("", -1);
    }
    void currencies()
    {
        QFETCH(const QString, code);
        QFETCH(const int, decimals);
        const auto currency = Currency::fromCode(code);
        QCOMPARE(currency.has_value(), decimals >= 0);
        if (currency) {
            QCOMPARE(currency->code(), code);
            QCOMPARE(currency->decimals(), decimals);
        }
    }
    void noCurrency()
    {
        QCOMPARE(Currency().code(), QStringLiteral("XXX"));
        QVERIFY(Currency() != *Currency::fromCode(u"EUR"));
    }

    void parsesAmounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("currency");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("written");
        const auto row = [](const char *text, const char *currency, qint64 minor, const char *written) {
            QTest::addRow("%s %s", text, currency)
                << QString::fromLatin1(text) << QString::fromLatin1(currency) << minor << QString::fromLatin1(written);
        };
        row("1030.00", "RUB", 103000, "1030.00");
        row("53,45", "EUR", 5345, "53.45");
        row("7.9", "BYN", 790, "7.90");
        row("7", "BYN", 700, "7.00");
        row("0.05", "BYN", 5, "0.05");
        row("-0.05", "BYN", -5, "-0.05");
        row("-12", "EUR", -1200, "-12.00");
        row("007.10", "EUR", 710, "7.10");
        row("500", "JPY", 500, "500");
        row("0", "JPY", 0, "0");
        row("1.234", "KWD", 1234, "1.234");
        row("10000000000000.00", "RUB", 1'000'000'000'000'000, "10000000000000.00");
        row("-10000000000000", "RUB", -1'000'000'000'000'000, "-10000000000000.00");
    }
    void parsesAmounts()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, currency);
        QFETCH(const qint64, minor);
        QFETCH(const QString, written);
        const auto money = Money::parse(text, *Currency::fromCode(currency));
        QVERIFY(money);
        QCOMPARE(money->minor, minor);
        QCOMPARE(money->currency.code(), currency);
        QCOMPARE(money->decimal(), written);
    }

    void refusesAmounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("currency");
        int number = 0;
        for (const auto &text : {"", "-", ".", ",", ".5", "5.", "1.2.3", "1,000.00", "1.005", "1e3", "+5", " 5", "5 ", "0x10", "--5", "5-",
                                 "10000000000000.01", "99999999999999999999999999", "18446744073709551617"}) {
            QTest::addRow("%d %s", ++number, text) << QString::fromLatin1(text) << QStringLiteral("EUR");
        }
        QTest::newRow("decimals of a currency without") << QStringLiteral("5.0") << QStringLiteral("JPY");
        QTest::newRow("other digits") << QStringLiteral("٥") << QStringLiteral("EUR");
        QTest::newRow("NUL") << QString(u"5" + QString(QChar(0)) + u"0") << QStringLiteral("EUR");
        QTest::newRow("huge") << QString(100'000, u'0').append(u"1.23x") << QStringLiteral("EUR");
    }
    void refusesAmounts()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, currency);
        QVERIFY(!Money::parse(text, *Currency::fromCode(currency)));
    }

    void writesTheSmallest()
    {
        const Money money{std::numeric_limits<qint64>::min(), *Currency::fromCode(u"EUR")};
        QCOMPARE(money.decimal(), QStringLiteral("-92233720368547758.08"));
    }
};

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
