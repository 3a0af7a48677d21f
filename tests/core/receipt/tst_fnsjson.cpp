// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/fiscalcode.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTest>

using namespace odna;

namespace {

/// The real receipt of docs/protocol.md as the tax service gives it.
QByteArray realReceipt()
{
    QFile file(QFINDTESTDATA("corpus/fnsjson/plain.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

const QByteArray real = realReceipt();

QByteArray with(const QByteArray &before, const QByteArray &after)
{
    QByteArray json = real;
    Q_ASSERT(json.contains(before));
    return json.replace(before, after);
}

/// JSON with ' for ", which moc 6.4 reads better than raw strings.
QByteArray q(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray wrapped(const QByteArray &json)
{
    return q("{'code':1,'first':0,'data':{'json':") + json + q(",'html':'<table>'}}");
}

} // namespace

class TestFnsJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheRealReceipt_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("plain") << real;
        QTest::newRow("wrapped") << wrapped(real);
        QTest::newRow("time as text") << with("1601216820", q("'2020-09-27T14:27:00'"));
        QTest::newRow("64-bit number beside") << with(q("'totalSum':5200"), q("'totalSum':5200,'messageFiscalSign':11319146021376099969"));
        QTest::newRow("numbers as text") << with("617635937", q("'617635937'"));
    }
    void readsTheRealReceipt()
    {
        QFETCH(const QByteArray, json);
        const FakeClock clock;
        const auto receipt = readFnsJson(json, clock);
        QVERIFY2(receipt, receipt ? "" : qPrintable(describe(receipt.error())));
        QCOMPARE(receipt->sellerTaxId, QStringLiteral("7705466989"));
        QCOMPARE(receipt->total->decimal(), QStringLiteral("52.00"));
        QCOMPARE(receipt->total->currency.code(), QStringLiteral("RUB"));
        QCOMPARE(receipt->lines.size(), 1);
        const auto &line = receipt->lines.first();
        QCOMPARE(line.name, QStringLiteral("Драже Тис Тас апельсин 16 г"));
        QCOMPARE(line.quantity, QStringLiteral("1"));
        QCOMPARE(line.price, 5200);
        QCOMPARE(line.amount, 5200);
        QCOMPARE(receipt->linesFrom, Provenance::Scanned);

        // The file and the code on the paper are one receipt.
        const auto code = readFiscalCode("t=20200927T1427&s=52.00&fn=9251440300227597&i=55497&fp=617635937&n=1", clock);
        QVERIFY(code);
        QCOMPARE(receipt->fiscal.id, code->fiscal.id);
        QCOMPARE(receipt->fiscal.scheme, code->fiscal.scheme);
        QCOMPARE(receipt->kind, code->kind);
        QCOMPARE(receipt->issuedAt, code->issuedAt);
        QCOMPARE(receipt->total, code->total);
    }

    void quantities_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QString>("text"); // empty: refused
        QTest::newRow("whole") << QByteArray("3") << QStringLiteral("3");
        QTest::newRow("with zero decimals") << QByteArray("3.000") << QStringLiteral("3");
        QTest::newRow("weight") << QByteArray("0.345") << QStringLiteral("0.345");
        QTest::newRow("exponent") << QByteArray("1e2") << QStringLiteral("100");
        QTest::newRow("zero") << QByteArray("0") << QString();
        QTest::newRow("negative") << QByteArray("-1") << QString();
        QTest::newRow("huge") << QByteArray("1e300") << QString();
        QTest::newRow("too fine") << QByteArray("0.0000001") << QString();
        QTest::newRow("text") << QByteArray(q("'1'")) << QString();
    }
    void quantities()
    {
        QFETCH(const QByteArray, number);
        QFETCH(const QString, text);
        const auto receipt = readFnsJson(with(q("'quantity':1"), q("'quantity':") + number), FakeClock());
        QCOMPARE(receipt.has_value(), !text.isEmpty());
        if (receipt) {
            QCOMPARE(receipt->lines.first().quantity, text);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<FailureCode>("expected");
        const auto row = [](const char *name, FailureCode expected, const QByteArray &json) { QTest::newRow(name) << json << expected; };
        using enum FailureCode;
        row("empty", ReceiptFormatUnknown, "");
        row("array", ReceiptFormatUnknown, "[" + real + "]");
        row("other JSON", ReceiptFormatUnknown, q("{'a':1}"));
        row("empty wrapper", ReceiptFormatUnknown, q("{'code':1,'data':{'json':null}}"));
        row("truncated", ReceiptFormatUnknown, real.first(real.size() - 1));
        row("bytes after the end", ReceiptFormatUnknown, real + "x");
        row("no UTF-8", ReceiptFormatUnknown, with("Магазин", "\xff\xfe"));
        row("over 1 MiB", ReceiptFormatUnknown, real + QByteArray(1024 * 1024, ' '));
        row("deep", ReceiptFormatUnknown, QByteArray(100'000, '['));
        row("doubled key", ReceiptFormatUnknown, with(q("'totalSum':5200"), q("'totalSum':5200,'totalSum':5300")));
        row("doubled key in a line", ReceiptFormatUnknown, with(q("'price':5200"), q("'price':5200,'price':5300")));
        row("no drive", ReceiptMalformed, with(q("'fiscalDriveNumber':'9251440300227597',"), ""));
        row("short drive", ReceiptMalformed, with("9251440300227597", "925144030022759"));
        row("non-ASCII drive", ReceiptMalformed, with("9251440300227597", "925144030022759\u0663"));
        row("no document", ReceiptMalformed, with(q("'fiscalDocumentNumber':55497,"), ""));
        row("negative document", ReceiptMalformed, with("55497", "-55497"));
        row("fractional sign", ReceiptMalformed, with("617635937", "617635937.5"));
        row("overflowing sign", ReceiptMalformed, with("617635937", "1e30"));
        row("no INN", ReceiptMalformed, with(q("'userInn':'7705466989  ',"), ""));
        row("short INN", ReceiptMalformed, with("7705466989", "770546698"));
        row("letters in INN", ReceiptMalformed, with("7705466989", "77054669AB"));
        row("operation 5", ReceiptMalformed, with(q("'operationType':1"), q("'operationType':5")));
        row("total in roubles", ReceiptMalformed, with(q("'totalSum':5200"), q("'totalSum':52.5")));
        row("overflowing total", ReceiptMalformed, with(q("'totalSum':5200"), q("'totalSum':1e16")));
        row("negative total", ReceiptMalformed, with(q("'totalSum':5200"), q("'totalSum':-1")));
        row("no date", ReceiptMalformed, with("1601216820", "null"));
        row("impossible date", ReceiptMalformed, with("1601216820", q("'2020-02-30T14:27:00'")));
        row("items no list", ReceiptMalformed, with(q("'items':["), q("'items':{},'x':[")));
        row("item without name", ReceiptMalformed, with("Драже Тис Тас апельсин 16 г", " "));
        row("NUL in a name", ReceiptFormatUnknown, with("Драже", q("\\u0000")));
        row("long name", ReceiptMalformed, with("Драже", QByteArray(201, 'x')));
        row("negative price", ReceiptMalformed, with(q("'price':5200"), q("'price':-5200")));
        row("future", ReceiptFromFuture, with("1601216820", "1790000000"));
        QByteArray many;
        for (int i = 0; i < 501; ++i) {
            many += q("{'name':'x','price':1,'quantity':1,'sum':1},");
        }
        row("501 lines", ReceiptMalformed, with(q("'items':["), q("'items':[") + many));
    }
    void refuses()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const FailureCode, expected);
        const auto receipt = readFnsJson(json, FakeClock());
        QVERIFY(!receipt);
        QCOMPARE(nameOf(receipt.error().code), nameOf(expected));
    }
};

QTEST_APPLESS_MAIN(TestFnsJson)
#include "tst_fnsjson.moc"
