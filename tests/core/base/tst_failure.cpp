// SPDX-License-Identifier: Apache-2.0
#include "core/base/failure.h"
#include "core/base/result.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace odna;

class TestFailure final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndSentences()
    {
        static const QRegularExpression shape(QStringLiteral("^[a-z]+(_[a-z]+)*$"));
        QSet<QString> names;
        QSet<QString> sentences;
        for (const auto &entry : failureTable()) {
            const QString name = nameOf(entry.code);
            QVERIFY2(shape.match(name).hasMatch(), entry.name);
            QVERIFY2(!names.contains(name), entry.name);
            QVERIFY2(!sentences.contains(sentenceOf(entry.code)), entry.name);
            QVERIFY2(sentenceOf(entry.code).endsWith(u'.') && sentenceOf(entry.code).size() > 20, entry.name);
            QVERIFY2(entry.httpStatus == 0 || (entry.httpStatus >= 400 && entry.httpStatus < 600), entry.name);
            QCOMPARE(failureNamed(name), std::optional(entry.code));
            QCOMPARE(entryOf(entry.code).name, entry.name);
            names.insert(name);
            sentences.insert(sentenceOf(entry.code));
        }
        QVERIFY(!failureNamed(u"no_such_failure") && !failureNamed(u"") && !failureNamed(u"Malformed"));
    }

    void detailGoesIntoTheLogLine()
    {
        QCOMPARE(describe({FailureCode::DiskFull, {}}), QStringLiteral("disk_full"));
        QCOMPARE(describe({FailureCode::Malformed, QStringLiteral("total")}), QStringLiteral("malformed: total"));
        const Result<int> refused = fail(FailureCode::Throttled, QStringLiteral("5 s"));
        QVERIFY(!refused && refused.error().code == FailureCode::Throttled && refused.error().detail == QStringLiteral("5 s"));
    }

    // docs/failures.md and the table say the same, each name once, in the same order.
    void everyFailureIsDocumented()
    {
        QFile page(QStringLiteral(FAILURES_PAGE));
        QVERIFY2(page.open(QIODevice::ReadOnly), FAILURES_PAGE);
        QStringList documented;
        while (!page.atEnd()) {
            const auto line = QString::fromUtf8(page.readLine()).trimmed();
            if (!line.startsWith(QStringLiteral("| `"))) {
                continue;
            }
            const auto cells = line.split(QStringLiteral(" | "));
            QVERIFY2(cells.size() == 5, qPrintable(line));
            const auto name = cells[0].sliced(3).chopped(1);
            const auto code = failureNamed(name);
            QVERIFY2(code, qPrintable(name + QStringLiteral(" is documented and does not exist")));
            const auto &entry = entryOf(*code);
            QCOMPARE(cells[1], entry.httpStatus == 0 ? QStringLiteral(u"\u2013") : QString::number(entry.httpStatus));
            QCOMPARE(cells[2], entry.retryable ? QStringLiteral("yes") : QStringLiteral("no"));
            QCOMPARE(cells[3], QString::fromUtf8(entry.sentence));
            QVERIFY2(cells[4].size() > 10, qPrintable(name + QStringLiteral(" has no cause")));
            documented.append(name);
        }
        QStringList all;
        for (const auto &entry : failureTable()) {
            all.append(QString::fromLatin1(entry.name));
        }
        QCOMPARE(documented, all);
    }
};

QTEST_GUILESS_MAIN(TestFailure)
#include "tst_failure.moc"
