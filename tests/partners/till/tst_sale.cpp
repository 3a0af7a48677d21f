// SPDX-License-Identifier: Apache-2.0
#include "partners/till/sale.h"
#include "tests/support/fakeclock.h"

#include <QRegularExpression>
#include <QTest>

using namespace odna;

class TestSale final : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    [[nodiscard]] static SaleInput milk()
    {
        return {QStringLiteral("BYN"),
                {QStringLiteral("Молоко 3,2 %;2;1400;250")},
                QStringLiteral("by-ui"),
                QStringLiteral("191234567"),
                {},
                QStringLiteral("0312"),
                {}};
    }

private Q_SLOTS:
    void readsALine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("amount");
        QTest::newRow("pieces") << QStringLiteral("Молоко 3,2 %;2;1400") << qint64(2800);
        QTest::newRow("discount") << QStringLiteral("Молоко 3,2 %;2;1400;250") << qint64(2550);
        QTest::newRow("weight, rounded up at the half") << QStringLiteral("Сыр;0.345;1990") << qint64(687); // 686.55
        QTest::newRow("half a kopeck") << QStringLiteral("Лук;0.5;1") << qint64(1);
        QTest::newRow("gift") << QStringLiteral("Пакет;1;0") << qint64(0);
    }
    void readsALine()
    {
        QFETCH(QString, text);
        QFETCH(qint64, amount);
        const auto line = readLine(text);
        QVERIFY(line);
        QCOMPARE(line->amount, amount);
    }

    void refusesALine_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto *text : {"", "x", "x;1", ";1;1", "x;0;1", "x;-1;1", "x;1,5;1", "x;1;1.5", "x;1;-1", "x;1;1;2", "x;1;1;1;1",
                                 "x;1234567;1", "x;999999;1000000001", "x;999999.999;1000000000"}) {
            QTest::newRow(text) << QString::fromUtf8(text);
        }
    }
    void refusesALine()
    {
        QFETCH(QString, text);
        const auto line = readLine(text);
        QVERIFY(!line);
        QCOMPARE(line.error().code, FailureCode::UsageWrong);
    }

    void ringsUp()
    {
        auto input = milk();
        input.lines.append(QStringLiteral("Хлеб;1;189"));
        const auto receipt = ringUp(input, m_clock);
        QVERIFY(receipt);
        QCOMPARE(receipt->total, std::optional(Money{2739, *Currency::fromCode(u"BYN")}));
        QCOMPARE(receipt->issuedAt->toString(Qt::ISODate), QStringLiteral("2026-08-01T15:30:05+03:00"));
        QVERIFY(QRegularExpression(QStringLiteral("^[0-9A-F]{24}$")).match(receipt->fiscal.id).hasMatch());
        QVERIFY(ringUp(input, m_clock)->fiscal.id != receipt->fiscal.id);
        QVERIFY(printed(*receipt).contains(QStringLiteral("27.39")));
    }

    void keepsAGivenFiscalIdAndMoment()
    {
        auto input = milk();
        input.scheme = QStringLiteral("ru-fns");
        QVERIFY(QRegularExpression(QStringLiteral("^\\d{16}:\\d{1,6}:\\d{1,10}$")).match(ringUp(input, m_clock)->fiscal.id).hasMatch());
        input.fiscalId = QStringLiteral("9251440300227597:55497:617635937");
        input.at = QStringLiteral("2020-09-27T14:27:00+03:00");
        const auto receipt = ringUp(input, m_clock);
        QVERIFY(receipt);
        QCOMPARE(receipt->fiscal.id, input.fiscalId);
        QCOMPARE(receipt->issuedAt, std::optional(fromTimestamp(input.at)));
    }

    void namesTheOptionThatIsWrong_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<SaleInput>("input");
        auto input = milk();
        input.currency = QStringLiteral("BYR2");
        QTest::newRow("currency") << QStringLiteral("--currency") << input;
        input = milk();
        input.scheme = QStringLiteral("pigeon");
        QTest::newRow("scheme") << QStringLiteral("--scheme") << input;
        input.fiscalId = QStringLiteral("1");
        QTest::newRow("scheme, id given") << QStringLiteral("--scheme") << input;
        input = milk();
        input.at = QStringLiteral("yesterday");
        QTest::newRow("at") << QStringLiteral("--at") << input;
        input = milk();
        input.lines.clear();
        QTest::newRow("line") << QStringLiteral("--line") << input;
    }
    void namesTheOptionThatIsWrong()
    {
        QFETCH(QString, option);
        QFETCH(SaleInput, input);
        const auto receipt = ringUp(input, m_clock);
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, FailureCode::UsageWrong);
        QVERIFY(receipt.error().detail.contains(option));
    }
};

QTEST_GUILESS_MAIN(TestSale)
#include "tst_sale.moc"
