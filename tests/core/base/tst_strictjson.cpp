// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"

#include <QJsonArray>
#include <QTest>

using namespace odna;
using namespace Qt::Literals::StringLiterals;

class TestStrictJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takes_data();
    void takes();
    void refuses_data();
    void refuses();
    void limits();
    void wholeNumbersStayExact();
    void wideNumbersWhereAllowed();
    void manyMembersCostLittle();
    void writesSortedAndCompact();
};

void TestStrictJson::takes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QJsonObject>("object");
    QTest::newRow("empty") << QByteArray("{}") << QJsonObject{};
    QTest::newRow("white space") << QByteArray(" \t\r\n{ } \n") << QJsonObject{};
    QTest::newRow("kinds") << QByteArray(R"({"a":[1,-2,0.5,true,false,null,"x",{}],"b":{"c":[]}})")
                           << QJsonObject{{u"a"_s, QJsonArray{1, -2, 0.5, true, false, QJsonValue::Null, u"x"_s, QJsonObject{}}},
                                          {u"b"_s, QJsonObject{{u"c"_s, QJsonArray{}}}}};
    QTest::newRow("UTF-8") << QByteArray("{\"имя\":\"молоко \xf0\x9f\xa5\x9b\"}") << QJsonObject{{u"имя"_s, u"молоко 🥛"_s}};
    QTest::newRow("escapes") << QByteArray(R"({"a":"\u043c\ud83e\udd5b\n\\\/\""})") << QJsonObject{{u"a"_s, u"м🥛\n\\/\""_s}};
    QTest::newRow("empty key") << QByteArray(R"({"":1})") << QJsonObject{{QString(), 1}};
    QTest::newRow("same key on two levels") << QByteArray(R"({"a":{"a":1}})") << QJsonObject{{u"a"_s, QJsonObject{{u"a"_s, 1}}}};
}

void TestStrictJson::takes()
{
    QFETCH(QByteArray, text);
    QFETCH(QJsonObject, object);
    const auto parsed = parseJson(text);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().detail));
    QCOMPARE(*parsed, object);
}

void TestStrictJson::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a number too small for a double") << QByteArray(R"({"a":1e-400})");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("white space") << QByteArray("  ");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("array of objects") << QByteArray("[{}]");
    QTest::newRow("string") << QByteArray(R"("a")");
    QTest::newRow("number") << QByteArray("1");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("cut") << QByteArray(R"({"a":1)");
    QTest::newRow("cut in a string") << QByteArray(R"({"a":"b)");
    QTest::newRow("trailing text") << QByteArray("{}x");
    QTest::newRow("second object") << QByteArray("{}{}");
    QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})");
    QTest::newRow("comment") << QByteArray("{/*a*/}");
    QTest::newRow("single quotes") << QByteArray("{'a':1}");
    QTest::newRow("bare key") << QByteArray("{a:1}");
    QTest::newRow("duplicate") << QByteArray(R"({"a":1,"a":1})");
    QTest::newRow("duplicate by escape") << QByteArray(R"({"a":1,"b":2,"\u0061":1})");
    QTest::newRow("duplicate below") << QByteArray(R"({"x":[{"a":1,"a":2}]})");
    QTest::newRow("NUL byte after the end") << QByteArray("{}\0", 3);
    QTest::newRow("NUL byte and more") << QByteArray("{}\0{}", 5);
    QTest::newRow("NUL byte in a string") << QByteArray("{\"a\":\"b\0c\"}", 11);
    QTest::newRow("NUL escape") << QByteArray(R"({"a":"b\u0000"})");
    QTest::newRow("NUL escape in a key") << QByteArray(R"({"a\u0000":1})");
    QTest::newRow("control character") << QByteArray("{\"a\":\"\x01\"}");
    QTest::newRow("line feed in a string") << QByteArray("{\"a\":\"\n\"}");
    QTest::newRow("lone high surrogate") << QByteArray(R"({"a":"\ud83e"})");
    QTest::newRow("lone low surrogate") << QByteArray(R"({"a":"\udd5b"})");
    QTest::newRow("surrogates exchanged") << QByteArray(R"({"a":"\udd5b\ud83e"})");
    QTest::newRow("surrogate in UTF-8") << QByteArray("{\"a\":\"\xed\xa0\xbe\"}");
    QTest::newRow("overlong UTF-8") << QByteArray("{\"a\":\"\xc0\xaf\"}");
    QTest::newRow("cut UTF-8") << QByteArray("{\"a\":\"\xd0\"}");
    QTest::newRow("beyond Unicode") << QByteArray("{\"a\":\"\xf4\x90\x80\x80\"}");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
    QTest::newRow("UTF-16") << QByteArray("{\0}\0", 4);
    QTest::newRow("leading zero") << QByteArray(R"({"a":01})");
    QTest::newRow("plus") << QByteArray(R"({"a":+1})");
    QTest::newRow("hexadecimal") << QByteArray(R"({"a":0x1})");
    QTest::newRow("NaN") << QByteArray(R"({"a":NaN})");
    QTest::newRow("Infinity") << QByteArray(R"({"a":Infinity})");
    QTest::newRow("point without digits") << QByteArray(R"({"a":1.})");
    QTest::newRow("2^53") << QByteArray(R"({"a":9007199254740992})");
    QTest::newRow("-2^53") << QByteArray(R"({"a":-9007199254740992})");
    QTest::newRow("2^64") << QByteArray(R"({"a":18446744073709551616})");
    QTest::newRow("2^53 as a fraction") << QByteArray(R"({"a":9007199254740992.0})");
    QTest::newRow("1e400") << QByteArray(R"({"a":1e400})");
}

void TestStrictJson::refuses()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseJson(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, FailureCode::Malformed);
    QVERIFY(!parsed.error().detail.isEmpty());
}

void TestStrictJson::limits()
{
    const auto nested = [](int depth) -> QByteArray {
        return QByteArray("{\"a\":").repeated(depth - 1) + "{}" + QByteArray("}").repeated(depth - 1);
    };
    QVERIFY(parseJson(nested(16)));
    QCOMPARE(parseJson(nested(17)).error().code, FailureCode::Malformed);
    const auto arrays = [](int depth) -> QByteArray {
        return "{\"a\":" + QByteArray("[").repeated(depth) + QByteArray("]").repeated(depth) + '}';
    };
    QVERIFY(parseJson(arrays(15)));
    QVERIFY(!parseJson(arrays(16)));
    const QByteArray exact = "{\"a\":\"" + QByteArray(64 * 1024 - 8, 'x') + "\"}";
    const QByteArray longer = exact + ' ';
    QVERIFY(parseJson(exact));
    QCOMPARE(parseJson(longer).error().code, FailureCode::TooLarge);
    QVERIFY(parseJson(longer, {.bytes = 64 * 1024 + 1}));
    QCOMPARE(parseJson("{}", {.bytes = 1}).error().code, FailureCode::TooLarge);
    QCOMPARE(parseJson(QByteArray(1 << 20, '{'), {.bytes = 1 << 20}).error().code, FailureCode::Malformed);
}

void TestStrictJson::wholeNumbersStayExact()
{
    const auto parsed = parseJson(R"({"a":9007199254740991,"b":-9007199254740991,"c":0,"d":-0})");
    QVERIFY(parsed);
    QCOMPARE(parsed->value("a"_L1).toInteger(), 9007199254740991);
    QCOMPARE(parsed->value("b"_L1).toInteger(), -9007199254740991);
    QCOMPARE(jsonBytes(*parsed), QByteArray(R"({"a":9007199254740991,"b":-9007199254740991,"c":0,"d":0})"));
}

void TestStrictJson::wideNumbersWhereAllowed()
{
    const auto parsed =
        parseJson(R"({"a":11319146021376099969,"b":-9007199254740992,"c":1e300,"d":9007199254740991})", {.wideNumbers = true});
    QVERIFY(parsed);
    QCOMPARE(parsed->value("a"_L1).toDouble(), 11319146021376099969.0);
    QCOMPARE(parsed->value("b"_L1).toDouble(), -9007199254740992.0);
    QCOMPARE(parsed->value("c"_L1).toDouble(), 1e300);
    QCOMPARE(parsed->value("d"_L1).toInteger(), 9007199254740991);
    QVERIFY(!parseJson(R"({"a":1e400})", {.wideNumbers = true}));
}

void TestStrictJson::manyMembersCostLittle()
{
    // The worst 64 KiB: as many members as fit, in falling order. What is checked is that they are all there.
    QByteArray text = "{";
    int members = 0;
    for (int i = 9999; i > 3000; --i, ++members) {
        text += '"' + QByteArray::number(i) + "\":0,";
    }
    text.back() = '}';
    QVERIFY(text.size() < 64 * 1024);
    const auto parsed = parseJson(text);
    QVERIFY(parsed);
    QCOMPARE(parsed->size(), members);
}

void TestStrictJson::writesSortedAndCompact()
{
    QCOMPARE(jsonBytes({{u"b"_s, 1}, {u"a"_s, u"молоко"_s}}), QByteArray("{\"a\":\"молоко\",\"b\":1}"));
}

QTEST_APPLESS_MAIN(TestStrictJson)
#include "tst_strictjson.moc"
