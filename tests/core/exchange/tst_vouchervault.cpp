// SPDX-License-Identifier: Apache-2.0
#include "tests/core/exchange/samples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

class TestVoucherVault final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vouchers()
    {
        const auto pocket = readBytes(
            R"( [{"uuid":"ae1ae525-3f27-481e-853a-8c30b7fa12d8","description":"Clothes Store","code":"123456","codeType":"CODE128",)"
            R"("expires":null,"removeOnceExpired":true,"balanceMilliunits":null,"color":"GREY"},)"
            R"({"uuid":"29a5d3b3","description":"Department Store","code":"26846363","codeType":"CODE39",)"
            R"("expires":"2021-03-26T12:30:00.500","removeOnceExpired":true,"balanceMilliunits":3500,"color":"PURPLE"},)"
            R"({"uuid":"","description":"Grocery","code":"abc","codeType":"TEXT","balance":40,"color":"PINK"},)"
            R"({"description":"Old","code":"1","codeType":"MSI","balanceMilliunits":2000}])");
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->format, QStringLiteral("vouchervault"));
        QCOMPARE(pocket->cards.size(), 4);
        const auto &first = pocket->cards[0].card;
        QCOMPARE(first.name, QStringLiteral("Clothes Store"));
        QVERIFY(first.code == plainContent(Symbology::Code128, QStringLiteral("123456")));
        QCOMPARE(first.colour.value(), 0x888888U);
        QVERIFY((first.origin == CardOrigin{QStringLiteral("vouchervault"), QStringLiteral("ae1ae525-3f27-481e-853a-8c30b7fa12d8")}));
        QVERIFY(!first.validUntil && !first.balance);
        const auto &second = pocket->cards[1].card;
        QCOMPARE(second.validUntil.value(), QDateTime(QDate(2021, 3, 26), QTime(12, 30, 0, 500), Qt::UTC));
        QVERIFY((second.fields == QList<CardField>{{QStringLiteral("balance"), QStringLiteral("3.5"), false}}));
        const auto &third = pocket->cards[2].card;
        QVERIFY(!third.code && !third.colour);
        QCOMPARE(third.number, QStringLiteral("abc"));
        QVERIFY((third.balance == Money{40, {}}));
        QVERIFY((pocket->cards[3].card.balance == Money{2, {}}));
        QCOMPARE(pocket->remarks, QStringList{QStringLiteral("voucher 4: unknown code type MSI, kept as a number")});
    }
    void refusals_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &file, FailureCode code) {
            QTest::newRow(name) << file << static_cast<int>(code);
        };
        row("cut short", R"([{"description":"A","code":)", FailureCode::ImportDamaged);
        row("something else", R"([{"name":"A"}])", FailureCode::ImportUnknown);
        row("numbers", "[1]", FailureCode::ImportUnknown);
        row("nested", QByteArray(100'000, '['), FailureCode::ImportDamaged);
        row("a key twice", R"([{"description":"A","description":"B","code":"1"}])", FailureCode::ImportDamaged);
        row("endless", "[\"" + QByteArray(3 * 1024 * 1024, 'a') + "\"]", FailureCode::ImportTooLarge);
    }
    void refusals()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const int, code);
        const auto pocket = readBytes(file);
        QVERIFY(!pocket);
        QCOMPARE(static_cast<int>(pocket.error().code), code);
    }
};

QTEST_APPLESS_MAIN(TestVoucherVault)
#include "tst_vouchervault.moc"
