// SPDX-License-Identifier: Apache-2.0
#include "core/wire/problem.h"
#include "partners/till/gatewayclient.h"
#include "partners/till/sale.h"
#include "tests/support/fakeclock.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace odna;

/// Answers each request with the next of its answers (the last one again and again); an empty one closes without a word.
class Scripted final : public QTcpServer
{
public:
    explicit Scripted(QByteArrayList answers)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, answers = std::move(answers)]() mutable {
            auto *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, &answers, seen = QByteArray()]() mutable {
                seen += socket->readAll();
                const auto end = seen.indexOf("\r\n\r\n");
                const auto length = seen.toLower().indexOf("content-length: ");
                if (end < 0 || length < 0
                    || seen.size() < end + 4 + seen.mid(length + 16, seen.indexOf('\r', length) - length - 16).toInt()) {
                    return;
                }
                requests.append(seen);
                seen.clear();
                socket->write(answers.size() > 1 ? answers.takeFirst() : answers.constFirst());
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    QByteArrayList requests;
};

class TestGatewayClient final : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] static TillReport report()
    {
        const FakeClock clock;
        const auto receipt =
            ringUp({QStringLiteral("BYN"), {QStringLiteral("Хлеб;1;189")}, QStringLiteral("by-ui"), {}, {}, {}, {}}, clock);
        return {QStringLiteral("01K1J8Z0Q4T7M2V9X3B6C5D8EF"), QStringLiteral("999027638836154327"), QStringLiteral("1"), *receipt};
    }
    [[nodiscard]] static QByteArray http(const char *status, const QByteArray &body, const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + QByteArray(status) + "\r\nContent-Type: application/json\r\n" + headers
               + "Content-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }
    [[nodiscard]] static QByteArray taken()
    {
        return http("200 OK", R"({"op_id":"01K1J8Z0Q4T7M2V9X3B6C5D8EF","known_card":true,)"
                              R"("print":{"text":"-10 %","coupon":{"code":"TEN","symbology":"qr"}}})");
    }

private Q_SLOTS:
    void reportsASale()
    {
        Scripted gateway({taken()});
        const auto answer = reportSale(gateway.url(), "key", report());
        QVERIFY(answer);
        QVERIFY(answer->knownCard);
        QCOMPARE(answer->printText, QStringLiteral("-10 %"));
        QCOMPARE(answer->coupon, (std::optional<Coupon>({QStringLiteral("TEN"), QStringLiteral("qr")})));
        QCOMPARE(gateway.requests.size(), 1);
        QVERIFY(gateway.requests[0].startsWith("POST /pos/v1/receipts HTTP/1.1"));
        QVERIFY(gateway.requests[0].contains("Authorization: Bearer key\r\n"));
        QVERIFY(gateway.requests[0].contains("Idempotency-Key: 01K1J8Z0Q4T7M2V9X3B6C5D8EF\r\n"));
    }

    void sendsTheSameSaleAgainAfterAFault()
    {
        const auto busy = http("503 Service Unavailable", problemJson({FailureCode::UpstreamUnavailable, {}}));
        Scripted gateway({busy, busy, taken()});
        QVERIFY(reportSale(gateway.url(), "key", report()));
        QCOMPARE(gateway.requests.size(), 3);
        const auto bodyOf = [](const QByteArray &request) { return request.mid(request.indexOf("\r\n\r\n")); };
        QCOMPARE(bodyOf(gateway.requests[2]), bodyOf(gateway.requests[0]));
    }

    void givesUpWhereItIsRefused()
    {
        Scripted gateway({http("422 Unprocessable Content", problemJson({FailureCode::ReceiptNotOurs, QStringLiteral("why")}))});
        const auto answer = reportSale(gateway.url(), "key", report());
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, FailureCode::ReceiptNotOurs);
        QCOMPARE(answer.error().detail, QStringLiteral("why"));
        QCOMPARE(gateway.requests.size(), 1);
    }

    void takesNothingForAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<int>("code");
        QTest::newRow("web page") << http("200 OK", "<html></html>") << static_cast<int>(FailureCode::AnswerForeign);
        QTest::newRow("another sale's") << http("200 OK", R"({"op_id":"01K1J8Z0Q4T7M2V9X3B6C5D8EG","known_card":true})")
                                        << static_cast<int>(FailureCode::AnswerForeign);
        QTest::newRow("redirect") << http("307 Temporary Redirect", {}, "Location: http://127.0.0.1:9/\r\n")
                                  << static_cast<int>(FailureCode::RedirectRefused);
        QTest::newRow("endless") << http("200 OK", QByteArray(1'000'000, ' ')) << static_cast<int>(FailureCode::AnswerTooLarge);
        QTest::newRow("silence") << QByteArray() << static_cast<int>(FailureCode::NetworkUnreachable);
    }
    void takesNothingForAnAnswer()
    {
        QFETCH(QByteArray, sent);
        QFETCH(int, code);
        Scripted gateway({sent});
        const auto answer = reportSale(gateway.url(), "key", report());
        QVERIFY(!answer);
        QCOMPARE(static_cast<int>(answer.error().code), code);
    }
};

QTEST_GUILESS_MAIN(TestGatewayClient)
#include "tst_gatewayclient.moc"
