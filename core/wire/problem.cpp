// SPDX-License-Identifier: Apache-2.0
#include "core/wire/problem.h"

#include "core/base/clock.h"
#include "core/base/strictjson.h"
#include "core/wire/jsonreader.h"

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {
constexpr qsizetype longestDetail = 1000;
}

QByteArray problemJson(const Failure &failure, const std::optional<QDateTime> &serverTime)
{
    // What the table gives no status to is an affair of this side alone.
    const auto &entry = entryOf(entryOf(failure.code).httpStatus == 0 ? FailureCode::Internal : failure.code);
    QJsonObject object{{u"type"_s, "about:blank"_L1},
                       {u"title"_s, QLatin1StringView(entry.sentence)},
                       {u"status"_s, entry.httpStatus},
                       {u"code"_s, QLatin1StringView(entry.name)},
                       {u"retryable"_s, entry.retryable}};
    if (!failure.detail.isEmpty() && entry.code == failure.code) {
        object.insert("detail"_L1, failure.detail.left(longestDetail));
    }
    if (serverTime) {
        object.insert("server_time"_L1, toTimestamp(*serverTime));
    }
    return jsonBytes(object);
}

Result<Problem> problemFromJson(QByteArrayView body)
{
    const auto object = parseJson(body);
    if (!object) {
        return std::unexpected(object.error());
    }
    JsonReader in(*object);
    Problem problem;
    problem.status = static_cast<int>(in.whole("status"_L1, 400, 599));
    problem.code = failureNamed(in.ascii("code"_L1, 64));
    problem.detail = in.prose("detail"_L1, longestDetail, JsonReader::Need::Optional);
    problem.retryable = in.flag("retryable"_L1, JsonReader::Need::Optional);
    if (in.has("server_time"_L1)) {
        problem.serverTime = in.moment("server_time"_L1);
    }
    return in.result(std::move(problem));
}

} // namespace odna
