// SPDX-License-Identifier: Apache-2.0
#include "tests/core/exchange/samples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

class TestShareLink final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fragment()
    {
        // What stands after # is encoded twice.
        const auto pocket =
            readBytes("Look at my cards\n\nFood: https://catima.app/share#store%3DGrocery%2BStore%252B%26note%3DQuite%2Bneeded%250A%2525"
                      "%26balance%3D12.50%26balancetype%3DEUR%26expiry%3D1798761600000%26cardid%3Ddhd%26barcodeid%3DK%25C3%25A4"
                      "%26barcodetype%3DAZTEC%26barcodeencoding%3DUTF-8%26headercolor%3D-9977996\n");
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->format, QStringLiteral("link"));
        QCOMPARE(pocket->cards.size(), 1);
        const auto &card = pocket->cards[0].card;
        QCOMPARE(card.name, QStringLiteral("Grocery Store+"));
        QCOMPARE(card.note, QStringLiteral("Quite needed\n%"));
        QCOMPARE(card.number, QStringLiteral("dhd"));
        const CodeContent content{Symbology::Aztec, QStringLiteral("Kä"), QByteArrayLiteral("K\xC3\xA4"), 26, false};
        QVERIFY(card.code == content);
        QCOMPARE(card.balance->decimal(), QStringLiteral("12.50"));
        QCOMPARE(card.validUntil.value(), QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC));
        QCOMPARE(card.colour.value(), 0x67BF74U);
    }
    void query_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("today's") << QByteArray("https://catima.app/share");
        QTest::newRow("with a slash") << QByteArray("https://catima.app/share/");
        QTest::newRow("the fork's") << QByteArray("https://thelastproject.github.io/Catima/share");
        QTest::newRow("the first one's") << QByteArray("https://brarcher.github.io/loyalty-card-locker/share");
    }
    void query()
    {
        QFETCH(const QByteArray, address);
        const auto pocket =
            readBytes(address + "?store=Grocery%20Store&note=&cardid=123&barcodetype=ITF&headercolor=-1&headertextcolor=-1");
        QVERIFY(pocket.has_value());
        const auto &card = pocket->cards[0].card;
        QCOMPARE(card.name, QStringLiteral("Grocery Store"));
        QVERIFY(card.code == plainContent(Symbology::Itf, QStringLiteral("123")));
        QCOMPARE(card.number, QString());
        QCOMPARE(card.colour.value(), 0xFFFFFFU);
    }
    void severalAndBrokenOnes()
    {
        const auto pocket = readBytes("A: https://catima.app/share#store%3DA%26cardid%3D1\n\n"
                                      "B: https://catima.app/share?store=B&cardid=0#cardid%3D2%26barcodetype%3DMSI\n"
                                      "C: https://catima.app/share#store%3DC\nAnd https://catima.app/share#%ZZ=%&&=&x\n");
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->cards.size(), 2);
        QCOMPARE(pocket->cards[1].card.name, QStringLiteral("B"));
        QCOMPARE(pocket->cards[1].card.number, QStringLiteral("2")); // the fragment counts
        QCOMPARE(pocket->remarks, (QStringList{QStringLiteral("link 2: unknown code type MSI, kept as a number"),
                                               QStringLiteral("link 3: left out, without a store or a number"),
                                               QStringLiteral("link 4: left out, without a store or a number")}));
    }
    void otherAddresses()
    {
        for (const auto *address : {"https://catima.app.example.org/share#store%3DA%26cardid%3D1", "https://example.org/catima.app/share",
                                    "https://catima.app/#store%3DA", "hello"}) {
            QCOMPARE(readBytes(address).error().code, FailureCode::ImportUnknown);
        }
    }
};

QTEST_APPLESS_MAIN(TestShareLink)
#include "tst_sharelink.moc"
