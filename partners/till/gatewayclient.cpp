// SPDX-License-Identifier: Apache-2.0
#include "partners/till/gatewayclient.h"

#include "core/base/strictjson.h"
#include "core/wire/problem.h"
#include "core/wire/routes.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <chrono>

namespace odna {

namespace {

using namespace std::chrono_literals;
constexpr auto deadline = 3s; // tills wait 1 to 3 s before the queue grumbles
constexpr int tries = 3;
constexpr qint64 largestAnswer = 64 * 1024;

[[nodiscard]] Result<TillAnswer> answerFrom(const QByteArray &body, const QString &opId)
{
    const auto json = parseJson(body);
    if (!json || json->value(QLatin1StringView("op_id")).toString() != opId) {
        return fail(FailureCode::AnswerForeign, QStringLiteral("no answer to this sale"));
    }
    TillAnswer answer;
    answer.knownCard = json->value(QLatin1StringView("known_card")).toBool();
    const auto print = json->value(QLatin1StringView("print")).toObject();
    answer.printText = print.value(QLatin1StringView("text")).toString();
    const auto coupon = print.value(QLatin1StringView("coupon")).toObject();
    if (!coupon.isEmpty()) {
        answer.coupon = Coupon{coupon.value(QLatin1StringView("code")).toString(),
                               coupon.value(QLatin1StringView("symbology")).toString(QStringLiteral("code128"))};
    }
    return answer;
}

[[nodiscard]] Result<TillAnswer> sendOnce(QNetworkAccessManager &network, const QNetworkRequest &request, const QByteArray &body,
                                          const QString &opId)
{
    QEventLoop loop;
    const std::unique_ptr<QNetworkReply> reply(network.post(request, body));
    bool late = false;
    bool large = false;
    QTimer::singleShot(deadline, reply.get(), [&] {
        late = true;
        reply->abort();
    });
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, &loop, [&](qint64 received, qint64) {
        if (received > largestAnswer) {
            large = true;
            reply->abort();
        }
    });
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished()) {
        loop.exec();
    }
    if (late) {
        return fail(FailureCode::TimedOut);
    }
    if (large) {
        return fail(FailureCode::AnswerTooLarge);
    }
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        return fail(FailureCode::NetworkUnreachable, reply->errorString());
    }
    if (status >= 300 && status < 400) {
        return fail(FailureCode::RedirectRefused);
    }
    const auto answer = reply->readAll();
    if (status == 200) {
        return answerFrom(answer, opId);
    }
    const auto problem = problemFromJson(answer);
    return fail(problem && problem->code ? *problem->code : FailureCode::AnswerForeign,
                problem ? problem->detail : QStringLiteral("status %1").arg(status));
}

} // namespace

Result<TillAnswer> reportSale(const QUrl &gateway, const QByteArray &terminalKey, const TillReport &report)
{
    QUrl address = gateway;
    address.setPath(QLatin1StringView(routes::posReceipts));
    QNetworkRequest request(address);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader("Authorization", "Bearer " + terminalKey);
    request.setRawHeader("Idempotency-Key", report.opId.toLatin1());
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);

    QNetworkAccessManager network;
    network.setProxy(QNetworkProxy::NoProxy); // its own gateway stands beside it
    const auto body = jsonBytes(toJson(report));
    Result<TillAnswer> answer;
    for (int i = 0; i < tries; ++i) {
        answer = sendOnce(network, request, body, report.opId);
        if (answer || !entryOf(answer.error().code).retryable) {
            break;
        }
    }
    return answer;
}

} // namespace odna
