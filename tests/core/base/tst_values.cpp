// SPDX-License-Identifier: Apache-2.0
// The small values of core/base: secret bytes, base64url, ULID, moments.
#include "core/base/bytes.h"
#include "core/base/secretbytes.h"
#include "core/base/ulid.h"
#include "tests/support/fakeclock.h"

#include <QSet>
#include <QTest>

using namespace odna;

class TestValues final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretBytesMoveAndCompare()
    {
        SecretBytes secret(QByteArrayView("0123456789"));
        QCOMPARE(secret.size(), 10);
        const auto copy = secret.clone();
        QVERIFY(copy == secret);
        QVERIFY(!(copy == SecretBytes(QByteArrayView("0123456780"))));
        QVERIFY(!(copy == SecretBytes(QByteArrayView("012345678"))));
        QVERIFY(SecretBytes() == SecretBytes(qsizetype(0)));
        SecretBytes moved(std::move(secret));
        QVERIFY(secret.isEmpty() && moved == copy); // NOLINT(bugprone-use-after-move): what is promised of it
        SecretBytes target(QByteArrayView("else"));
        target = std::move(moved);
        QVERIFY(moved.isEmpty() && target == copy); // NOLINT(bugprone-use-after-move)
        QVERIFY(SecretBytes(qsizetype(4)) == SecretBytes(QByteArrayView("\0\0\0\0", 4)));
    }

    void wipingTakesTheSource()
    {
        QByteArray bytes("passphrase of a shopper");
        const auto secret = SecretBytes::wiping(bytes);
        QCOMPARE(secret.view().toByteArray(), QByteArray("passphrase of a shopper"));
        QVERIFY(bytes.isEmpty());
        // A shared array is left as it is: another owner still needs it.
        QByteArray shared("shared");
        const QByteArray other = shared;
        QVERIFY(SecretBytes::wiping(shared) == SecretBytes(QByteArrayView("shared")));
        QCOMPARE(other, QByteArray("shared"));
        QVERIFY(shared.isEmpty());
    }

    void base64UrlIsStrict_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        const auto row = [](const char *text, bool valid) { QTest::newRow(text) << QString::fromLatin1(text) << valid; };
        row("", true);
        row("AA", true);
        row("_-8", true);
        row("AAAA", true);
        row("AA==", false);
        row("AB", false); // the last four bits are not zero
        row("AAB", false);
        row("A", false);
        row("AAAAA", false);
        row("+/8", false);
        row(" AAAA", false);
        row("AAAA\n", false);
        row("AA AA", false);
        row("AA\xd0", false);
    }
    void base64UrlIsStrict()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, valid);
        const auto bytes = fromBase64Url(text);
        QCOMPARE(bytes.has_value(), valid);
        if (valid) {
            QCOMPARE(toBase64Url(*bytes), text);
        }
    }
    void base64UrlOfEveryByte()
    {
        for (int first = 0; first < 256; ++first) {
            for (const int second : {0, 1, 127, 128, 255}) {
                const QByteArray bytes{QByteArray(1, static_cast<char>(first)) + static_cast<char>(second)};
                QCOMPARE(fromBase64Url(toBase64Url(bytes)), std::optional(bytes));
            }
        }
        QVERIFY(!fromBase64Url(QStringLiteral(u"A\u0410AA"))); // a Cyrillic A
    }

    void ulidsSortByTime()
    {
        FakeClock clock(QStringLiteral("2026-08-01T12:30:05.000Z"));
        QSet<QString> seen;
        QString last;
        for (int i = 0; i < 1000; ++i) {
            const auto ulid = newUlid(clock);
            QVERIFY(isUlid(ulid));
            QVERIFY(!seen.contains(ulid));
            seen.insert(ulid);
            QVERIFY(last.isEmpty() || ulid.first(10) >= last.first(10));
            last = ulid;
            clock.advance(i % 2);
        }
        // The specification's own example of the time part: 1469918176385 ms.
        clock.set(QDateTime::fromMSecsSinceEpoch(1469918176385));
        QCOMPARE(newUlid(clock).first(10), QStringLiteral("01ARYZ6S41"));
    }
    void ulidShape_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("example") << QStringLiteral("01ARZ3NDEKTSV4RRFFQ69G5FAV") << true;
        QTest::newRow("largest") << QStringLiteral("7ZZZZZZZZZZZZZZZZZZZZZZZZZ") << true;
        QTest::newRow("over 128 bits") << QStringLiteral("8ZZZZZZZZZZZZZZZZZZZZZZZZZ") << false;
        QTest::newRow("lower case") << QStringLiteral("01arz3ndektsv4rrffq69g5fav") << false;
        QTest::newRow("short") << QStringLiteral("01ARZ3NDEKTSV4RRFFQ69G5FA") << false;
        QTest::newRow("long") << QStringLiteral("01ARZ3NDEKTSV4RRFFQ69G5FAVA") << false;
        QTest::newRow("letter I") << QStringLiteral("01ARZ3NDEKTSV4RRFFQ69G5FAI") << false;
        QTest::newRow("letter U") << QStringLiteral("01ARZ3NDEKTSV4RRFFQ69G5FAU") << false;
        QTest::newRow("Cyrillic A") << QStringLiteral(u"01\u0410RZ3NDEKTSV4RRFFQ69G5FAV") << false;
        QTest::newRow("NUL") << (QString(25, u'0') + QChar(u'\0')) << false;
        QTest::newRow("empty") << QString() << false;
    }
    void ulidShape()
    {
        QFETCH(const QString, text);
        QTEST(isUlid(text), "valid");
    }

    void moments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical"); // empty: no moment
        const auto row = [](const char *text, const char *canonical) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical);
        };
        row("2026-08-01T12:30:05.000Z", "2026-08-01T12:30:05.000Z");
        row("2026-08-01T12:30:05Z", "2026-08-01T12:30:05.000Z");
        row("2026-08-01T15:30:05.250+03:00", "2026-08-01T12:30:05.250Z");
        row("2026-08-01T00:30:05-05:30", "2026-08-01T06:00:05.000Z");
        row("2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z");
        row("2026-08-01T12:30:05", ""); // local time of whom?
        row("2026-08-01T12:30:05.000", "");
        row("2026-02-29T12:30:05Z", "");
        row("2026-13-01T12:30:05Z", "");
        row("2026-08-01T25:30:05Z", "");
        row("2026-08-01", "");
        row("", "");
        row("yesterday", "");
        row("1754051405", "");
    }
    void moments()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, canonical);
        const auto moment = fromTimestamp(text);
        QCOMPARE(moment.isValid(), !canonical.isEmpty());
        if (moment.isValid()) {
            QCOMPARE(toTimestamp(moment), canonical);
        }
    }
    void momentsAreWrittenAsQtWouldWriteThem()
    {
        for (const qint64 milliseconds : {0LL, 1LL, 999LL, 951'782'400'000LL, 1'709'208'000'010LL, 4'102'444'799'999LL,
                                          253'402'300'799'999LL, 253'402'300'800'000LL, -1LL}) {
            const auto moment = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::OffsetFromUTC, 3 * 3600);
            QCOMPARE(toTimestamp(moment), moment.toUTC().toString(Qt::ISODateWithMs));
        }
    }
    void systemClockIsUtc()
    {
        const auto before = QDateTime::currentMSecsSinceEpoch();
        const auto now = SystemClock().now();
        QCOMPARE(now.timeSpec(), Qt::UTC);
        QVERIFY(now.toMSecsSinceEpoch() >= before && now.toMSecsSinceEpoch() <= QDateTime::currentMSecsSinceEpoch());
        QVERIFY(toTimestamp(now).endsWith(u'Z'));
        QCOMPARE(fromTimestamp(toTimestamp(now)), now);
    }
};

QTEST_APPLESS_MAIN(TestValues)
#include "tst_values.moc"
