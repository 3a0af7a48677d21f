// SPDX-License-Identifier: Apache-2.0
#include "tests/core/exchange/samples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

namespace {

const QByteArray header = "Retailer;Program;Added At;Reference;Firstname;Lastname\n";

}

class TestFidme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programs()
    {
        const QByteArray csv = header
                               + "Caf\xC3\xA9;\"One; two\";2021-03-24 18:35:08 UTC;12345;Ann;Lee\n"
                                 "Expired;Program;2021-03-24 18:35:08 UTC;;Ann;Lee\n"
                                 "Bare;;;777;;\n";
        for (const auto &file : {csv, handZip({{"receipts.csv", "x"}, {"loyalty_programs.csv", csv, true, true}}),
                                 lockedZip({{"loyalty_programs.csv", csv}}, "secret", ZIP_EM_AES_256)}) {
            const auto pocket = readBytes(file, withPassword("secret"));
            QVERIFY(pocket.has_value());
            QCOMPARE(pocket->format, QStringLiteral("fidme"));
            QCOMPARE(pocket->cards.size(), 2);
            QCOMPARE(pocket->cards[0].card.name, QStringLiteral("Café"));
            QCOMPARE(pocket->cards[0].card.note, QStringLiteral("One; two\n2021-03-24 18:35:08 UTC\nAnn Lee"));
            QCOMPARE(pocket->cards[0].card.number, QStringLiteral("12345"));
            QVERIFY(!pocket->cards[0].card.code);
            QCOMPARE(pocket->cards[1].card.note, QString());
            QCOMPARE(pocket->remarks, QStringList{QStringLiteral("row 3: left out, without a number")});
        }
    }
    void refusals()
    {
        QCOMPARE(readBytes(handZip({{"loyalty_programs.csv", ""}})).error().code, FailureCode::ImportDamaged);
        QCOMPARE(readBytes(handZip({{"loyalty_programs.csv", "Name;Number\nA;1\n"}})).error().code, FailureCode::ImportDamaged);
        QCOMPARE(readBytes(header + "A;B;C\n").error().code, FailureCode::ImportDamaged);
        QCOMPARE(readBytes(lockedZip({{"loyalty_programs.csv", header}}, "secret", ZIP_EM_AES_256)).error().code,
                 FailureCode::PasswordNeeded);
    }
};

QTEST_APPLESS_MAIN(TestFidme)
#include "tst_fidme.moc"
