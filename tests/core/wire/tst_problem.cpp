// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "core/wire/problem.h"

#include "tests/support/fakeclock.h"

#include <QTest>

using namespace odna;
using namespace Qt::Literals::StringLiterals;

class TestProblem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeThereAndBack();
    void shape();
    void ownAffairsStayInside();
    void laterCodes();
    void refuses_data();
    void refuses();
};

void TestProblem::everyCodeThereAndBack()
{
    const auto time = FakeClock().now();
    for (const auto &entry : failureTable()) {
        const auto problem = problemFromJson(problemJson({entry.code, u"$.a: is missing"_s}, time));
        QVERIFY(problem);
        if (entry.httpStatus != 0) {
            QCOMPARE(problem->code, entry.code);
            QCOMPARE(problem->status, entry.httpStatus);
            QCOMPARE(problem->retryable, entry.retryable);
            QCOMPARE(problem->detail, u"$.a: is missing"_s);
        }
        QCOMPARE(problem->serverTime, time);
    }
}

void TestProblem::shape()
{
    const auto object = parseJson(problemJson({FailureCode::InProgress, {}})).value();
    QCOMPARE(object.keys(), QStringList({u"code"_s, u"retryable"_s, u"status"_s, u"title"_s, u"type"_s}));
    QCOMPARE(object.value("type"_L1).toString(), u"about:blank"_s);
    QCOMPARE(object.value("title"_L1).toString(), QString::fromLatin1(entryOf(FailureCode::InProgress).sentence));
}

void TestProblem::ownAffairsStayInside()
{
    const auto problem = problemFromJson(problemJson({FailureCode::WalletDamaged, u"/home/somebody"_s})).value();
    QCOMPARE(problem.code, FailureCode::Internal);
    QCOMPARE(problem.status, 500);
    QCOMPARE(problem.detail, QString());
}

void TestProblem::laterCodes()
{
    const auto problem = problemFromJson(R"({"status":451,"code":"of_a_later_version","retryable":true})");
    QVERIFY(problem);
    QVERIFY(!problem->code);
    QCOMPARE(problem->status, 451);
    QVERIFY(problem->retryable);
    QVERIFY(!problem->serverTime);
}

void TestProblem::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<html>Log in</html>");
    QTest::newRow("no status") << QByteArray(R"({"code":"malformed"})");
    QTest::newRow("success") << QByteArray(R"({"status":200,"code":"malformed"})");
    QTest::newRow("status as text") << QByteArray(R"({"status":"400","code":"malformed"})");
    QTest::newRow("no code") << QByteArray(R"({"status":400})");
    QTest::newRow("code of another kind") << QByteArray(R"({"status":400,"code":7})");
    QTest::newRow("control character") << QByteArray(R"({"status":400,"code":"malformed","detail":"\u001b[2J"})");
    QTest::newRow("endless detail") << QByteArray(R"({"status":400,"code":"malformed","detail":")") + QByteArray(1001, 'x') + "\"}";
    QTest::newRow("retryable as text") << QByteArray(R"({"status":400,"code":"malformed","retryable":"no"})");
    QTest::newRow("time without offset") << QByteArray(R"({"status":401,"code":"malformed","server_time":"2026-08-01T12:30:05"})");
}

void TestProblem::refuses()
{
    QFETCH(QByteArray, body);
    const auto problem = problemFromJson(body);
    QVERIFY(!problem);
    QCOMPARE(problem.error().code, FailureCode::Malformed);
}

QTEST_APPLESS_MAIN(TestProblem)
#include "tst_problem.moc"
