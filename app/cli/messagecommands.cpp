// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"
#include "core/wire/valuejson.h"

#include <QJsonArray>

namespace odna::cli {

namespace {

Result<Answer> sync(Session &session)
{
    const auto wallet = session.wallet();
    const auto due = wallet ? (*wallet)->retryNow() : std::unexpected(wallet.error()); // whoever types "sync" does not want to wait
    if (!due) {
        return std::unexpected(due.error());
    }
    for (const auto &opId : session.arguments().values("retry")) {
        if (const auto retried = (*wallet)->retry(opId); !retried) {
            return std::unexpected(retried.error());
        }
    }
    const auto events = Session::await<int>([&session](auto done) { session.relay().syncOnce(std::move(done)); });
    if (!events) {
        return std::unexpected(events.error());
    }
    const auto waiting = (*wallet)->outbox();
    if (!waiting) {
        return std::unexpected(waiting.error());
    }
    return Answer{{{QStringLiteral("events"), *events}, {QStringLiteral("waiting"), waiting->size()}},
                  QStringLiteral("%1 new, %2 in the outbox").arg(*events).arg(waiting->size())};
}

QJsonObject toJson(const HeldOffer &held)
{
    return {{QStringLiteral("retailer"), held.retailerId},
            {QStringLiteral("received_at"), toTimestamp(held.receivedAt)},
            {QStringLiteral("seen"), held.seen},
            {QStringLiteral("offer"), odna::toJson(held.offer)}};
}

QString linesOf(const HeldOffer &held)
{
    const auto &offer = held.offer;
    QString text = QStringLiteral("%1  %2 (until %3)")
                       .arg(held.retailerId, offer.title, offer.validUntil.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")));
    if (offer.price) {
        text += QStringLiteral("\n    %1 %2").arg(offer.price->decimal(), offer.price->currency.code());
    }
    for (const auto &part : {offer.text, offer.reason}) {
        if (!part.isEmpty()) {
            text += QStringLiteral("\n    %1").arg(part);
        }
    }
    if (offer.coupon) {
        text += QStringLiteral("\n    coupon %1").arg(offer.coupon->code);
    }
    return text;
}

Result<Answer> showInbox(Session &session)
{
    const auto limit = numberOption(session.arguments(), "limit", 1, 10'000, 50);
    if (!limit) {
        return std::unexpected(limit.error());
    }
    const bool both = session.arguments().has("common") == session.arguments().has("personal");
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    QJsonArray json;
    QStringList lines;
    for (const auto audience : {Audience::Personal, Audience::Common}) {
        if (!both && !session.arguments().has(audience == Audience::Personal ? "personal" : "common")) {
            continue;
        }
        const auto offers = (*wallet)->offers(audience, *limit);
        if (!offers) {
            return std::unexpected(offers.error());
        }
        for (const auto &offer : *offers) {
            json.append(toJson(offer));
            lines.append(linesOf(offer));
        }
    }
    return Answer{{{QStringLiteral("offers"), json}}, lines.isEmpty() ? QStringLiteral("Nothing in the inbox.") : lines.join(u'\n')};
}

QString nameOf(OutboxItem::State state)
{
    switch (state) {
    case OutboxItem::State::Parked:
        return QStringLiteral("parked");
    case OutboxItem::State::GivenUp:
        return QStringLiteral("given_up");
    case OutboxItem::State::Waiting:
        break;
    }
    return QStringLiteral("waiting");
}

Result<Answer> showOutbox(Session &session)
{
    const auto wallet = session.wallet();
    const auto items = wallet ? (*wallet)->outbox() : std::unexpected(wallet.error());
    if (!items) {
        return std::unexpected(items.error());
    }
    QJsonArray json;
    QStringList lines;
    for (const auto &item : *items) {
        QJsonObject entry{{QStringLiteral("op_id"), item.message.opId()},
                          {QStringLiteral("retailer"), item.message.retailerId()},
                          {QStringLiteral("what"), odna::nameOf(item.message.kind())},
                          {QStringLiteral("created_at"), toTimestamp(item.createdAt)},
                          {QStringLiteral("attempts"), item.attempts},
                          {QStringLiteral("state"), nameOf(item.state)}};
        QString line = QStringLiteral("%1  %2  %3  %4, %5 attempts")
                           .arg(item.message.opId(), item.message.retailerId(), odna::nameOf(item.message.kind()), nameOf(item.state))
                           .arg(item.attempts);
        if (item.state == OutboxItem::State::Waiting) {
            entry.insert(QStringLiteral("next_attempt"), toTimestamp(item.nextAttempt));
        }
        if (item.lastFailure) {
            entry.insert(QStringLiteral("last_failure"), QJsonObject{{QStringLiteral("code"), odna::nameOf(item.lastFailure->code)},
                                                                     {QStringLiteral("sentence"), sentenceOf(item.lastFailure->code)},
                                                                     {QStringLiteral("detail"), item.lastFailure->detail}});
            line += QStringLiteral("\n    %1 (%2)").arg(sentenceOf(item.lastFailure->code), odna::nameOf(item.lastFailure->code));
        }
        json.append(entry);
        lines.append(line);
    }
    return Answer{{{QStringLiteral("outbox"), json}}, lines.isEmpty() ? QStringLiteral("Nothing is waiting.") : lines.join(u'\n')};
}

Result<Answer> showLedger(Session &session)
{
    const auto limit = numberOption(session.arguments(), "limit", 1, 100'000, 100);
    if (!limit) {
        return std::unexpected(limit.error());
    }
    const auto wallet = session.wallet();
    const auto rows = wallet ? (*wallet)->disclosures(*limit) : std::unexpected(wallet.error());
    if (!rows) {
        return std::unexpected(rows.error());
    }
    QJsonArray json;
    QStringList lines;
    for (const auto &row : *rows) {
        json.append(QJsonObject{{QStringLiteral("at"), toTimestamp(row.at)},
                                {QStringLiteral("retailer"), row.retailerId},
                                {QStringLiteral("op_id"), row.opId},
                                {QStringLiteral("what"), row.what},
                                {QStringLiteral("status"), row.status},
                                {QStringLiteral("body"), QString::fromUtf8(row.body)},
                                {QStringLiteral("answer"), QString::fromUtf8(row.answer)}});
        const auto answer = row.status == 0 ? QStringLiteral("no answer came; it may have arrived all the same")
                                            : QStringLiteral("answered %1: %2").arg(row.status).arg(QString::fromUtf8(row.answer));
        lines.append(QStringLiteral("%1  %2  %3\n    sent: %4\n    %5")
                         .arg(toTimestamp(row.at), row.retailerId, row.what, QString::fromUtf8(row.body), answer));
    }
    return Answer{{{QStringLiteral("ledger"), json}},
                  lines.isEmpty() ? QStringLiteral("Nothing has left this wallet.") : lines.join(u'\n')};
}

} // namespace

QList<Command> messageCommands()
{
    return {
        {"sync",
         "",
         "deliver what waits and fetch what is new, once",
         {{"retry", "OP", "one of \"outbox\", parked or given up, that is to be tried again"}},
         "odna-wallet sync --json",
         0,
         0,
         sync},
        {"inbox",
         "",
         "the offers that are still valid: for you, then for everyone",
         {{"personal", nullptr, "only those for you"},
          {"common", nullptr, "only those for everyone"},
          {"limit", "N", "how many of each, 50 unless given"}},
         "odna-wallet inbox --personal",
         0,
         0,
         showInbox},
        {"outbox", "", "what waits to be delivered, and why", {}, "odna-wallet outbox", 0, 0, showOutbox},
        {"ledger",
         "",
         "exactly which bytes went to whom, when, and the answer; newest first",
         {{"limit", "N", "how many, 100 unless given"}},
         "odna-wallet ledger --limit 5",
         0,
         0,
         showLedger},
    };
}

} // namespace odna::cli
