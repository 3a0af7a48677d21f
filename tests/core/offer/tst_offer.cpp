// SPDX-License-Identifier: Apache-2.0
#include "core/offer/offer.h"

#include "core/base/clock.h"

#include <QTest>

using namespace odna;

class TestOffer final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotDeclaredIsAdvertising()
    {
        QCOMPARE(messageClassNamed(u"service"), MessageClass::Service);
        QCOMPARE(messageClassNamed(u"transaction"), MessageClass::Transaction);
        QCOMPARE(messageClassNamed(u"advertising"), MessageClass::Advertising);
        QCOMPARE(messageClassNamed(u"Service"), MessageClass::Advertising);
        QCOMPARE(messageClassNamed(u""), MessageClass::Advertising);
        QCOMPARE(Offer().messageClass, MessageClass::Advertising);
        for (const auto messageClass : {MessageClass::Advertising, MessageClass::Service, MessageClass::Transaction}) {
            QCOMPARE(messageClassNamed(nameOf(messageClass)), messageClass);
        }
    }
    void audiencesAreNamedBothWays()
    {
        QCOMPARE(nameOf(Audience::Common), QStringLiteral("common"));
        QCOMPARE(nameOf(Audience::Personal), QStringLiteral("personal"));
        QCOMPARE(audienceNamed(u"common"), Audience::Common);
        QCOMPARE(audienceNamed(u"personal"), Audience::Personal);
        QVERIFY(!audienceNamed(u"all"));
    }
    void validity_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("until");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char *name, const char *from, const char *until, bool valid) {
            QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(until) << valid;
        };
        // at 2026-08-01T12:00:00Z
        row("open start", "", "2026-08-01T12:00:01Z", true);
        row("ends now", "", "2026-08-01T12:00:00Z", false);
        row("ended", "", "2026-07-31T12:00:00Z", false);
        row("starts now", "2026-08-01T12:00:00Z", "2026-08-02T00:00:00Z", true);
        row("starts later", "2026-08-01T12:00:01Z", "2026-08-02T00:00:00Z", false);
        row("another offset, same moment", "2026-08-01T15:00:00+03:00", "2026-08-01T15:00:01+03:00", true);
    }
    void validity()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, until);
        QFETCH(const bool, valid);
        Offer offer;
        offer.validUntil = fromTimestamp(until);
        if (!from.isEmpty()) {
            offer.validFrom = fromTimestamp(from);
        }
        QCOMPARE(offer.isValidAt(fromTimestamp(QStringLiteral("2026-08-01T12:00:00Z"))), valid);
    }
};

QTEST_APPLESS_MAIN(TestOffer)
#include "tst_offer.moc"
