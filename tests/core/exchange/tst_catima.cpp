// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/reader.h"
#include "tests/core/exchange/samples.h"

#include <QStringConverter>
#include <QTest>

using namespace odna;
using namespace odna::samples;

namespace {

const QByteArray header = "_id,store,note,validfrom,expiry,balance,balancetype,cardid,barcodeid,barcodetype,barcodeencoding,headercolor,"
                          "starstatus,lastused,archive\n";

/// Version 2 around rows of cards.
QByteArray cardsOnly(const QByteArray &rows)
{
    return "2\n\n_id\n\n" + header + rows + "\ncardId,groupId\n";
}

ClassicCard single(const QByteArray &rows)
{
    const auto pocket = readBytes(cardsOnly(rows));
    return pocket && pocket->cards.size() == 1 ? pocket->cards[0].card : ClassicCard();
}

QDateTime utc(int year, int month, int day)
{
    return {QDate(year, month, day), QTime(0, 0), Qt::UTC};
}

} // namespace

class TestCatima final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeZip_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("sizes after the data") << catimaZip(true);
        QTest::newRow("sizes before the data") << catimaZip(false);
        QTest::newRow("in a folder") << handZip({{"backup/", ""},
                                                 {"backup/catima.csv", catimaCsv()},
                                                 {"backup/card_4_front.png", png('f')},
                                                 {"backup/card_4_back.png", png('b')},
                                                 {"backup/card_9_icon.png", png('i')}});
        QTest::newRow("locked") << lockedZip(
            {{"catima.csv", catimaCsv()}, {"card_4_front.png", png('f')}, {"card_4_back.png", png('b')}, {"card_9_icon.png", png('i')}},
            "secret", ZIP_EM_AES_256);
    }
    void wholeZip()
    {
        QFETCH(const QByteArray, file);
        const auto pocket = readBytes(file, withPassword("secret"));
        QVERIFY2(pocket.has_value(), pocket ? "" : qPrintable(describe(pocket.error())));
        QCOMPARE(pocket->format, QStringLiteral("catima"));
        QCOMPARE(pocket->groups, (QStringList{QStringLiteral("Health"), QStringLiteral("Food, drink")}));
        QCOMPARE(pocket->remarks, QStringList());
        QCOMPARE(pocket->cards.size(), 4);

        const auto &first = pocket->cards[0];
        QCOMPARE(first.card.name, QStringLiteral("Аптека"));
        QCOMPARE(first.card.note, QStringLiteral("first\n\n\"third\", 5 %"));
        QCOMPARE(first.card.validFrom.value(), utc(2026, 1, 1)); // milliseconds
        QCOMPARE(first.card.validUntil.value(), utc(2027, 1, 1));
        QCOMPARE(first.card.lastUsed.value(), QDateTime(QDate(2025, 12, 25), QTime(14, 57, 13), Qt::UTC)); // seconds
        QVERIFY(first.card.balance == Money::parse(u"12.50", *Currency::fromCode(u"EUR")));
        QCOMPARE(first.card.number, QStringLiteral("1204 5566"));
        QVERIFY(first.card.code == plainContent(Symbology::Code128, QStringLiteral("120455667")));
        QCOMPARE(first.card.colour.value(), 0x0000FFU);
        QVERIFY(first.card.starred);
        QVERIFY(!first.card.archived);
        QCOMPARE(first.card.groups, (QStringList{QStringLiteral("Health"), QStringLiteral("Food, drink")}));
        QVERIFY((first.card.origin == CardOrigin{QStringLiteral("catima"), {}}));
        QVERIFY((first.pictures == CardPictures{{}, png('f'), png('b'), {}}));

        const auto &second = pocket->cards[1];
        QCOMPARE(second.card.number, QString());
        const CodeContent declared{Symbology::Aztec, QStringLiteral("Käse"), QByteArrayLiteral("K\xC3\xA4se"), 26, false};
        QVERIFY(second.card.code == declared);
        QVERIFY((second.card.balance == Money{150, {}}));
        QVERIFY(second.card.archived);
        QVERIFY(!second.card.lastUsed);
        QVERIFY(!second.card.colour);
        QVERIFY((second.pictures == CardPictures{png('i'), {}, {}, {}}));

        // No encoding named: Latin-1, and the code declares none.
        const CodeContent undeclared{Symbology::QrCode, QStringLiteral("Käse"), QByteArrayLiteral("K\xE4se"), {}, false};
        QVERIFY(pocket->cards[2].card.code == undeclared);
        QVERIFY(!pocket->cards[2].card.balance);

        QVERIFY(!pocket->cards[3].card.code);
        QCOMPARE(pocket->cards[3].card.number, QStringLiteral("778899"));
    }
    void withoutThePassword()
    {
        const auto file = lockedZip({{"catima.csv", catimaCsv()}}, "secret", ZIP_EM_AES_256);
        QCOMPARE(readBytes(file).error().code, FailureCode::PasswordNeeded);
        QCOMPARE(readBytes(file, withPassword("Secret")).error().code, FailureCode::PasswordWrong);
    }
    void version1()
    {
        const auto pocket = readBytes("balance,cardid,store,something,_id,barcodeid,barcodetype,headercolor,starstatus\n"
                                      "12.5,123,\"A \"\"shop\"\"\",new,1,,EAN_13,,1\n"
                                      "0,456,B,new,2,,,,\n");
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->format, QStringLiteral("catima"));
        QCOMPARE(pocket->cards.size(), 2);
        QCOMPARE(pocket->cards[0].card.name, QStringLiteral("A \"shop\""));
        QVERIFY(pocket->cards[0].card.starred);
        QVERIFY((pocket->cards[0].card.fields == QList<CardField>{{QStringLiteral("balance"), QStringLiteral("12.5"), false}}));
        QVERIFY(pocket->cards[0].card.code == plainContent(Symbology::Ean13, QStringLiteral("123")));
        QCOMPARE(pocket->cards[1].card.number, QStringLiteral("456"));
    }
    void keychain()
    {
        const auto pocket = readBytes("_id,store,note,cardid,headercolor,headertextcolor,barcodetype,starstatus\r\n"
                                      "1,Shop,a note,123,-416706,-1,CODE_39,0\r\n");
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->format, QStringLiteral("keychain"));
        QCOMPARE(pocket->cards[0].card.origin.format, QStringLiteral("keychain"));
        QCOMPARE(pocket->cards[0].card.colour.value(), 0xF9A43EU);
        QVERIFY(pocket->cards[0].card.code == plainContent(Symbology::Code39, QStringLiteral("123")));
    }
    void encodings_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto text = QStringLiteral("_id,store,note,cardid,expiry\n1,Кошка,мяў,123,\n");
        const auto in = [&](QStringConverter::Encoding encoding) {
            return QByteArray(QStringEncoder(encoding, QStringConverter::Flag::WriteBom).encode(text));
        };
        QTest::newRow("UTF-8") << text.toUtf8();
        QTest::newRow("UTF-8 with a mark") << in(QStringConverter::Utf8);
        QTest::newRow("UTF-16LE") << in(QStringConverter::Utf16LE);
        QTest::newRow("UTF-16BE") << in(QStringConverter::Utf16BE);
        QTest::newRow("Windows-1251") << QByteArray("_id,store,note,cardid,expiry\n1,\xCA\xEE\xF8\xEA\xE0,\xEC\xFF\xA2,123,\n");
    }
    void encodings()
    {
        QFETCH(const QByteArray, file);
        const auto pocket = readBytes(file);
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->cards[0].card.name, QStringLiteral("Кошка"));
        QCOMPARE(pocket->cards[0].card.note, QStringLiteral("мяў"));
    }
    void balances_data()
    {
        QTest::addColumn<QByteArray>("decimal");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<QString>("amount"); // empty: none
        QTest::addColumn<QString>("field");  // empty: none
        const auto row = [](const char *decimal, const char *currency, const char *amount, const char *field) {
            QTest::addRow("%s %s", decimal, currency)
                << QByteArray(decimal) << QByteArray(currency) << QString::fromLatin1(amount) << QString::fromLatin1(field);
        };
        row("0", "", "", "");
        row("0", "BYN", "0.00", "");
        row("100", "", "100", "");
        row("100.00", "", "100", "");
        row("1E+3", "", "1000", "");
        row("12.5", "", "", "12.5");
        row("-7.5", "BYN", "-7.50", "");
        row("1250E-2", "BYN", "12.50", "");
        row("5E-3", "BYN", "", "5E-3 BYN");
        row("12", "BTC", "", "12 BTC");
        row("much", "BYN", "", "much BYN");
        row("1E99", "", "", "1E99");
        row("", "BYN", "", "");
    }
    void balances()
    {
        QFETCH(const QByteArray, decimal);
        QFETCH(const QByteArray, currency);
        QFETCH(const QString, amount);
        QFETCH(const QString, field);
        const auto card = single("1,A,,,," + decimal + ',' + currency + ",123,,,,,0,0,0\n");
        QCOMPARE(card.name, QStringLiteral("A"));
        QCOMPARE(card.balance ? card.balance->decimal() : QString(), amount);
        QCOMPARE(card.fields.isEmpty() ? QString() : card.fields[0].value, field);
    }
    void whatFitsNoCardHere()
    {
        const auto pocket = readBytes(cardsOnly("1,Nothing,,,,0,,,,,,,0,0,0\n"
                                                "2,Unknown,,,,0,,123,456,MSI,,,0,0,0\n"
                                                "3,,,,,0,,789,,,,,0,0,0\n"
                                                "4,"
                                                + QByteArray(300, 'n') + ",,99999999999999999999,soon,0,,1,,,,no,2,x,\n")
                                      + "4,Group\n77,Group\n");
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->cards.size(), 2);
        QCOMPARE(pocket->cards[0].card.number, QStringLiteral("123"));
        QVERIFY((pocket->cards[0].card.fields == QList<CardField>{{QStringLiteral("barcodeid"), QStringLiteral("456"), false}}));
        const auto &cut = pocket->cards[1].card;
        QCOMPARE(cut.name, QString(200, u'n'));
        QVERIFY(!cut.validFrom && !cut.validUntil && !cut.lastUsed && !cut.colour && !cut.starred);
        QCOMPARE(cut.groups, QStringList{QStringLiteral("Group")});
        QCOMPARE(pocket->groups, QStringList{QStringLiteral("Group")});
        QCOMPARE(pocket->remarks, (QStringList{QStringLiteral("row 6: left out, without a number"),
                                               QStringLiteral("row 7: unknown code type MSI, kept as a number"),
                                               QStringLiteral("row 13: a group of no card"), QStringLiteral("row 8: left out, name"),
                                               QStringLiteral("row 9: too long and cut: name")}));
    }
    void pictures()
    {
        const QByteArray rows = "1,A,,,,0,,1,,,,,0,0,0\n2,B,,,,0,,2,,,,,0,0,0\n";
        const auto pocket = readBytes(handZip({{"catima.csv", cardsOnly(rows)},
                                               {"card_1_front.png", "no picture"},
                                               {"card_1_back.png", "\xFF\xD8\xFF\xE0 a JPEG"},
                                               {"../card_2_front.png", png('x')},
                                               {"card_2_back.png", png('x', 8 * 1024 * 1024), false}}));
        QVERIFY(pocket.has_value());
        QVERIFY((pocket->cards[0].pictures == CardPictures{{}, {}, QByteArrayLiteral("\xFF\xD8\xFF\xE0 a JPEG"), {}}));
        QVERIFY(pocket->cards[1].pictures == CardPictures());
        QCOMPARE(pocket->remarks, (QStringList{QStringLiteral("card_1_front.png: left out, neither PNG nor JPEG nor WebP"),
                                               QStringLiteral("card_2_back.png: left out, too large")}));
    }
    void aBombAmongThePicturesEndsTheImport()
    {
        const auto pocket =
            readBytes(handZip({{"catima.csv", cardsOnly("1,A,,,,0,,1,,,,,0,0,0\n")}, {"card_1_front.png", png('\0', 7 * 1024 * 1024)}}));
        QVERIFY(!pocket);
        QCOMPARE(pocket.error().code, FailureCode::ImportTooLarge);
    }
    void refusals_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("code");
        const auto row = [](const char *name, const QByteArray &file, FailureCode code) {
            QTest::newRow(name) << file << static_cast<int>(code);
        };
        row("a later version", "3\n\nwhat\n", FailureCode::ImportUnknown);
        row("open quotes", header + "1,\"A,,,,0,,1,,,,,0,0,0\n", FailureCode::ImportDamaged);
        row("quotes inside", header + "1,A \"b\" c,,,,0,,1,,,,,0,0,0\n", FailureCode::ImportDamaged);
        row("a short row", header + "1,A,,,,0,,1\n", FailureCode::ImportDamaged);
        row("NUL", header + QByteArray("1,A\0B,,,,0,,1,,,,,0,0,0\n", 24), FailureCode::ImportUnknown);
        row("NUL in UTF-16",
            QByteArray("\xFF\xFE"
                       "a\0\0\0",
                       6),
            FailureCode::ImportDamaged);
        row("no groups' header", "2\n\nstore,cardid\n", FailureCode::ImportDamaged);
        row("no cards' header", "2\n\n_id\n\nwhat\n", FailureCode::ImportDamaged);
        row("no members", "2\n\n_id\n\n" + header, FailureCode::ImportDamaged);
        row("one part more", cardsOnly({}) + "\nmore\n", FailureCode::ImportDamaged);
        row("too many cells", header + QByteArray(300, ',') + '\n', FailureCode::ImportTooLarge);
        row("an endless line", header + QByteArray(17 * 1024 * 1024, 'a'), FailureCode::ImportTooLarge);
        QByteArray many = header;
        for (int at = 0; at <= 20'000; ++at) {
            many += "1,A,,,,0,,1,,,,,0,0,0\n";
        }
        row("too many cards", many, FailureCode::ImportTooLarge);
        row("not Catima's inside", handZip({{"catima.csv", "what"}}), FailureCode::ImportDamaged);
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

QTEST_APPLESS_MAIN(TestCatima)
#include "tst_catima.moc"
