// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/receipt.h"

#include <QTest>

using namespace odna;

class TestReceipt final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsAreNamedBothWays()
    {
        const QStringList names{QStringLiteral("sale"), QStringLiteral("sale_return"), QStringLiteral("purchase"),
                                QStringLiteral("purchase_return")};
        for (int i = 0; i < names.size(); ++i) {
            const auto kind = static_cast<ReceiptKind>(i);
            QCOMPARE(nameOf(kind), names[i]);
            QCOMPARE(receiptKindNamed(names[i]), kind);
        }
        QVERIFY(!receiptKindNamed(u"Sale"));
        QVERIFY(!receiptKindNamed(u""));
    }
    void provenancesAreNamedBothWays()
    {
        const QStringList names{QStringLiteral("scanned"), QStringLiteral("typed"), QStringLiteral("retailer")};
        for (int i = 0; i < names.size(); ++i) {
            const auto provenance = static_cast<Provenance>(i);
            QCOMPARE(nameOf(provenance), names[i]);
            QCOMPARE(provenanceNamed(names[i]), provenance);
        }
        QVERIFY(!provenanceNamed(u"guessed"));
    }
};

QTEST_APPLESS_MAIN(TestReceipt)
#include "tst_receipt.moc"
