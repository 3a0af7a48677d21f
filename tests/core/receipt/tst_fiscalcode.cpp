// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/fiscalcode.h"
#include "tests/support/fakeclock.h"

#include <QTest>

using namespace odna;

namespace {

const QByteArray ruFns = QByteArrayLiteral("t=20200115T2110&s=1030.00&fn=9251440300046840&i=29414&fp=1250830908&n=1");
const QByteArray deKassensichv = QByteArrayLiteral(
    "V0;955002-00;Kassenbeleg-V1;Beleg^0.00_2.55_0.00_0.00_0.00^2.55:Bar;18;112;2019-07-10T18:41:04.000Z;2019-07-10T18:41:04.000Z;"
    "ecdsa-plain-SHA256;unixTime;c2lnbmF0dXJl;a2V5");
const QByteArray atRksv = QByteArrayLiteral(
    "_R1-AT1_DEMO-CASH-BOX426_776740_2015-10-14T18:20:23_53,45_6,61_0,00_47,65_3,33_NGGrKn6Kq3c=_8645153189157718879_bacPpqE/lw4=_c2ln");
const QByteArray ptAtcud = QByteArrayLiteral(
    "A:123456789*B:999999990*C:PT*D:FT*E:N*F:20191231*G:FTAB2019/0035*H:CSDF7T5H-0035*I1:PT*N:64000.02*O:513600.58*Q:kLp0*R:9999");

QByteArray with(QByteArray code, const char *before, const char *after)
{
    return code.replace(before, after);
}

} // namespace

class TestFiscalCode final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("total"); // empty: the code carries none
        QTest::addColumn<QString>("wallClock");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *name, const QByteArray &code, const char *scheme, const char *id, const char *total = "",
                            const char *wallClock = "", const char *kind = "sale") {
            QTest::newRow(name) << code << QString::fromLatin1(scheme) << QString::fromLatin1(id) << QString::fromLatin1(total)
                                << QString::fromLatin1(wallClock) << QString::fromLatin1(kind);
        };
        row("by-ui", "8FAB703F74748FDE1D0BD551", "by-ui", "8FAB703F74748FDE1D0BD551");
        row("by-ui, second", "813D867242EC1704071834F3", "by-ui", "813D867242EC1704071834F3");
        row("by-ui in lower case", "8fab703f74748fde1d0bd551", "by-ui", "8FAB703F74748FDE1D0BD551");
        row("by-ui with what a scanner adds", " 8FAB703F74748FDE1D0BD551\r\n", "by-ui", "8FAB703F74748FDE1D0BD551");
        row("by-ikassa has the same identity", "https://receipts.cloud.ikassa.by/render/813D867242EC1704071834F3", "by-ui",
            "813D867242EC1704071834F3");
        row("by-eplus", "https://r.eplus.by/37490B-287DC300-2182-4E49-8906-E211854E26B3", "by-eplus",
            "37490B-287DC300-2182-4E49-8906-E211854E26B3");
        row("by-eplus without the six digits", "https://r.eplus.by/287dc300-2182-4e49-8906-e211854e26b3", "by-eplus",
            "287DC300-2182-4E49-8906-E211854E26B3");
        row("ru-fns", ruFns, "ru-fns", "9251440300046840:29414:1250830908", "1030.00 RUB", "2020-01-15T21:10:00");
        row("ru-fns with seconds", "t=20190418T211655&s=3943.26&fn=9282000100072197&i=64318&fp=2918241905&n=1", "ru-fns",
            "9282000100072197:64318:2918241905", "3943.26 RUB", "2019-04-18T21:16:55");
        row("ru-fns of the whole receipt", "t=20200927T1427&s=52.00&fn=9251440300227597&i=55497&fp=617635937&n=1", "ru-fns",
            "9251440300227597:55497:617635937", "52.00 RUB", "2020-09-27T14:27:00");
        row("ru-fns in another order, leading zeros", "n=2&fp=0617635937&i=0055497&fn=9251440300227597&s=52&t=20200927T142700", "ru-fns",
            "9251440300227597:55497:617635937", "52.00 RUB", "2020-09-27T14:27:00", "sale_return");
        row("ru-fns purchase", with(ruFns, "n=1", "n=3"), "ru-fns", "9251440300046840:29414:1250830908", "1030.00 RUB",
            "2020-01-15T21:10:00", "purchase");
        row("ru-fns purchase return", with(ruFns, "n=1", "n=4"), "ru-fns", "9251440300046840:29414:1250830908", "1030.00 RUB",
            "2020-01-15T21:10:00", "purchase_return");
        row("kz-ofd", "http://consumer.oofd.kz/?i=1734974179&f=010100465991&s=13507.0&t=20210922T224125", "kz-ofd",
            "010100465991:1734974179", "13507.00 KZT", "2021-09-22T22:41:25");
        row("uz-soliq", "https://ofd.soliq.uz/check?t=UZ191211501033&r=559&c=20211109170634&s=336289559214", "uz-soliq",
            "UZ191211501033:559", "", "2021-11-09T17:06:34");
        row("ua-dps", "https://cabinet.tax.gov.ua/cashregs/check?id=1112028941&fn=4000518028&date=20230629&sm=7.99", "ua-dps",
            "4000518028:1112028941", "7.99 UAH", "2023-06-29T00:00:00");
        row("de-kassensichv", deKassensichv, "de-kassensichv", "955002-00:18", "2.55 EUR", "2019-07-10T18:41:04");
        row("de-kassensichv return", with(deKassensichv, "0.00_2.55_", "0.00_-2.55_"), "de-kassensichv", "955002-00:18", "2.55 EUR",
            "2019-07-10T18:41:04", "sale_return");
        row("at-rksv", atRksv, "at-rksv", "DEMO-CASH-BOX426:776740", "111.04 EUR", "2015-10-14T18:20:23");
        row("pt-atcud", ptAtcud, "pt-atcud", "123456789:CSDF7T5H-0035", "513600.58 EUR", "2019-12-31T00:00:00");
        row("pt-atcud credit note", with(ptAtcud, "D:FT", "D:NC"), "pt-atcud", "123456789:CSDF7T5H-0035", "513600.58 EUR",
            "2019-12-31T00:00:00", "sale_return");
        row("a day ahead at most: another time zone", with(ruFns, "20200115T2110", "20260802T0000"), "ru-fns",
            "9251440300046840:29414:1250830908", "1030.00 RUB", "2026-08-02T00:00:00");
    }
    void reads()
    {
        QFETCH(const QByteArray, code);
        QFETCH(const QString, scheme);
        QFETCH(const QString, id);
        QFETCH(const QString, total);
        QFETCH(const QString, wallClock);
        QFETCH(const QString, kind);
        const auto receipt = readFiscalCode(code, FakeClock());
        QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
        QCOMPARE(receipt->fiscal.scheme, scheme);
        QCOMPARE(receipt->fiscal.id, id);
        QCOMPARE(receipt->total ? QString(receipt->total->decimal() + u' ' + receipt->total->currency.code()) : QString(), total);
        QCOMPARE(receipt->issuedAt ? receipt->issuedAt->toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss")) : QString(), wallClock);
        QCOMPARE(nameOf(receipt->kind), kind);
        QCOMPARE(nameOf(receipt->totalFrom), QStringLiteral("scanned"));
        QVERIFY(receipt->lines.isEmpty());
        QVERIFY(isCanonical(receipt->fiscal));
        QCOMPARE(receipt->sellerTaxId, scheme == u"pt-atcud" ? QStringLiteral("123456789") : QString());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<FailureCode>("expected");
        int number = 0;
        const auto row = [&number](FailureCode expected, const QByteArray &code) {
            QTest::addRow("%d %s", ++number, code.left(40).toPercentEncoding(" =&;:*/?_").constData()) << code << expected;
        };
        using enum FailureCode;
        // What is no receipt
        row(NotAReceipt, "00020101021232320010A0000000000000000000006304ABCD");
        row(NotAReceipt, "ST00012|Name=X|PersonalAcc=40702810138250123017");
        row(NotAReceipt, "BCD\n002\n1\nSCT\n");
        row(NotAReceipt, "https://qr.nspk.ru/AS1A003RTQJV7SPH85OPSMRVK29EOS71?type=02&bank=1&sum=100&cur=RUB&crc=0");
        row(NotAReceipt, "wifi:S:shop;T:WPA;P:secret;;");
        row(NotAReceipt, "WIFI:S:shop;;");
        row(NotAReceipt, "mailto:a@example.com?subject=t=20200115T2110&s=1&fn=1");
        row(NotAReceipt, "otpauth://totp/shop?secret=JBSWY3DPEHPK3PXP");
        row(NotAReceipt, "BEGIN:VCARD\r\nFN:Имя\r\nEND:VCARD");
        row(NotAReceipt, "010460439093129421abcdef\x1d"
                         "93dGVz");
        row(NotAReceipt, "\x1d"
                         "010460439093129421abcdef");
        row(NotAReceipt, "]d2010460439093129421abcdef");
        row(NotAReceipt, "4810268012345"); // EAN-13
        row(NotAReceipt, "2012345012345"); // EAN-13 of goods by weight
        // Unknown, never a guess
        row(ReceiptFormatUnknown, "");
        row(ReceiptFormatUnknown, " \r\n");
        row(ReceiptFormatUnknown, "999027638836154327");
        row(ReceiptFormatUnknown, "8FAB703F74748FDE1D0BD55");
        row(ReceiptFormatUnknown, "8FAB703F74748FDE1D0BD5510");
        row(ReceiptFormatUnknown, "8FAB703F74748FDE1D0BD55G");
        row(ReceiptFormatUnknown, QByteArray("8FAB703F7474\0FDE1D0BD551", 24));
        row(ReceiptFormatUnknown, "8FAB703F74748FDE1D0BD55ю");
        row(ReceiptFormatUnknown, "https://example.com/render/813D867242EC1704071834F3");
        row(ReceiptFormatUnknown, "https://receipts.cloud.ikassa.by.example.com/render/813D867242EC1704071834F3");
        row(ReceiptFormatUnknown, "https://example.com/?t=20200115T2110&s=1030.00&fn=9251440300046840&i=29414&fp=1250830908&n=1");
        row(ReceiptFormatUnknown, "https://consumer.oofd.kz.example.com/?i=1&f=1&s=1&t=20210922T224125");
        row(ReceiptFormatUnknown, "Чек № 5");
        row(ReceiptFormatUnknown, QByteArray(2049, '1'));
        row(ReceiptFormatUnknown, QByteArray(10'000'000, 'A'));
        row(ReceiptFormatUnknown, QByteArray(2048, '&'));
        // Known, but broken
        row(ReceiptMalformed, "https://receipts.cloud.ikassa.by/render/813D867242EC1704071834F");
        row(ReceiptMalformed, "https://receipts.cloud.ikassa.by/render/813D867242EC1704071834F3?x=1");
        row(ReceiptMalformed, "https://r.eplus.by/37490B-287DC300-2182-4E49-8906-E211854E26B");
        row(ReceiptMalformed, "https://r.eplus.by/287DC300-2182-4E49-8906");
        row(ReceiptMalformed, "https://r.eplus.by/");
        for (const auto length : {20, 30, 50, 60, 67}) {
            row(ReceiptMalformed, ruFns.first(length));
        }
        row(ReceiptMalformed, ruFns + "&n=1");
        row(ReceiptMalformed, ruFns + "&s=1.00");
        row(ReceiptMalformed, ruFns + QByteArray("\0", 1) + "2");
        row(ReceiptMalformed, with(ruFns, "n=1", "n=0"));
        row(ReceiptMalformed, with(ruFns, "n=1", "n=5"));
        row(ReceiptMalformed, with(ruFns, "n=1", "n=11"));
        row(ReceiptMalformed, with(ruFns, "1030.00", "-1030.00"));
        row(ReceiptMalformed, with(ruFns, "1030.00", "1030.005"));
        row(ReceiptMalformed, with(ruFns, "1030.00", "99999999999999999999"));
        row(ReceiptMalformed, with(ruFns, "1030.00", "1e3"));
        row(ReceiptMalformed, with(ruFns, "1030.00", ""));
        row(ReceiptMalformed, with(ruFns, "1030.00", "10\xd9\xa3"));
        row(ReceiptMalformed, with(ruFns, "20200115T2110", "20200230T2110"));
        row(ReceiptMalformed, with(ruFns, "20200115T2110", "20200115T2510"));
        row(ReceiptMalformed, with(ruFns, "20200115T2110", "20200115"));
        row(ReceiptMalformed, with(ruFns, "fn=9251440300046840", "fn=925144030004684"));
        row(ReceiptMalformed, with(ruFns, "fn=9251440300046840", "fn=92514403000468400"));
        row(ReceiptMalformed, with(ruFns, "fp=1250830908", "fp=12508309080"));
        row(ReceiptMalformed, with(ruFns, "fp=1250830908", "fp=-1"));
        row(ReceiptMalformed, with(ruFns, "i=29414", "i=0x10"));
        row(ReceiptMalformed, "http://consumer.oofd.kz/?i=1734974179&f=010100465991&s=13507.0");
        row(ReceiptMalformed, "http://consumer.oofd.kz/?i=1734974179&i=1&f=010100465991&s=13507.0&t=20210922T224125");
        row(ReceiptMalformed, "http://consumer.oofd.kz/?i=1734974179&f=%30&s=13507.0&t=20210922T224125");
        row(ReceiptMalformed, "https://ofd.soliq.uz/check?t=UZ191211501033&r=559&c=20211109170634");
        row(ReceiptMalformed, "https://ofd.soliq.uz/check?t=UZ19121150103&r=559&c=20211109170634&s=336289559214");
        row(ReceiptMalformed, "https://cabinet.tax.gov.ua/cashregs/check?id=1112028941&fn=4000518028&date=20230629");
        row(ReceiptMalformed, "https://cabinet.tax.gov.ua/cashregs/check?id=&fn=4000518028&date=20230629&sm=7.99");
        row(ReceiptMalformed, deKassensichv.first(deKassensichv.lastIndexOf(';')));
        row(ReceiptMalformed, deKassensichv.first(60));
        row(ReceiptMalformed, deKassensichv + ";x");
        row(ReceiptMalformed, with(deKassensichv, "Kassenbeleg-V1", "Bestellung-V1"));
        row(ReceiptMalformed, with(deKassensichv, "Beleg^", "AVBelegabbruch^"));
        row(ReceiptMalformed, with(deKassensichv, "0.00_2.55_", "2.55_"));
        row(ReceiptMalformed, with(deKassensichv, "0.00_2.55_", "10000000000000.00_10000000000000.00_"));
        row(ReceiptMalformed, with(deKassensichv, "18:41:04.000Z", "18:41"));
        row(ReceiptMalformed, atRksv.first(atRksv.lastIndexOf('_')));
        row(ReceiptMalformed, with(atRksv, "53,45", ""));
        row(ReceiptMalformed, with(atRksv, "53,45", "53,4x"));
        row(ReceiptMalformed, with(atRksv, "2015-10-14", "2015-13-14"));
        row(ReceiptMalformed, ptAtcud.first(60));
        row(ReceiptMalformed, with(ptAtcud, "*Q:kLp0*R:9999", ""));
        row(ReceiptMalformed, ptAtcud + "*O:1.00");
        row(ReceiptMalformed, with(ptAtcud, "A:123456789", "A:12345678"));
        row(ReceiptMalformed, with(ptAtcud, "E:N", "E:A"));
        // From the future
        row(ReceiptFromFuture, with(ruFns, "20200115T2110", "20260803T2330"));
        row(ReceiptFromFuture, with(ruFns, "20200115T2110", "99991231T2359"));
        row(ReceiptFromFuture, with(deKassensichv, "2019-07-10", "2026-08-03"));
        row(ReceiptFromFuture, with(ptAtcud, "20191231", "20270101"));
    }
    void refuses()
    {
        QFETCH(const QByteArray, code);
        QFETCH(const FailureCode, expected);
        const auto receipt = readFiscalCode(code, FakeClock());
        QVERIFY(!receipt);
        QCOMPARE(nameOf(receipt.error().code), nameOf(expected));
    }

    /// Every proper prefix of every sample is refused or, where only trailing fields that carry no identity are cut, the same receipt.
    void truncationNeverGivesAnotherIdentity()
    {
        const FakeClock clock;
        for (const auto &code : {QByteArray("8FAB703F74748FDE1D0BD551"), ruFns, deKassensichv, atRksv, ptAtcud}) {
            const auto whole = readFiscalCode(code, clock);
            QVERIFY(whole);
            for (qsizetype length = 0; length < code.size(); ++length) {
                const auto part = readFiscalCode(QByteArrayView(code).first(length), clock);
                QVERIFY2(!part || *part == *whole, code.first(length).constData());
            }
        }
    }

    void identitiesHaveOneForm()
    {
        for (const auto scheme :
             {u"by-ui", u"by-eplus", u"ru-fns", u"kz-ofd", u"uz-soliq", u"ua-dps", u"de-kassensichv", u"at-rksv", u"pt-atcud"}) {
            const auto name = QString::fromUtf16(scheme);
            const auto example = exampleOfScheme(name);
            QVERIFY2(isCanonical({name, example}), qPrintable(name));
            for (const auto &other :
                 {QString(), QString(u' ' + example), QString(example + u' '), QString(example + u'\n'), QStringLiteral("7")}) {
                QVERIFY2(!isCanonical({name, other}), qPrintable(QString(name + u": " + other)));
            }
        }
        QVERIFY(!isCanonical({QStringLiteral("by-ui"), QStringLiteral("8fab703f74748fde1d0bd551")}));
        QVERIFY(!isCanonical({QStringLiteral("ru-fns"), QStringLiteral("9251440300227597:055498:617635938")}));
        QVERIFY(!isCanonical({QStringLiteral("by-eplus"), QStringLiteral("287dc300-2182-4e49-8906-e211854e26b3")}));
        QVERIFY(isCanonical({QStringLiteral("xx-later"), QStringLiteral("anything at all")}));
        QVERIFY(exampleOfScheme(u"xx-later").isEmpty());
    }

    void schemesHaveTheirCurrency()
    {
        QCOMPARE(currencyOfScheme(u"by-ui"), Currency::fromCode(u"BYN"));
        QCOMPARE(currencyOfScheme(u"uz-soliq"), Currency::fromCode(u"UZS"));
        QCOMPARE(currencyOfScheme(u"pt-atcud"), Currency::fromCode(u"EUR"));
        QVERIFY(!currencyOfScheme(u"us-irs"));
        QVERIFY(!currencyOfScheme(u""));
    }
};

QTEST_APPLESS_MAIN(TestFiscalCode)
#include "tst_fiscalcode.moc"
