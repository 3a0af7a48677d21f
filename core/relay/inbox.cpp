// SPDX-License-Identifier: Apache-2.0
#include "core/relay/inbox.h"

#include "core/base/strictjson.h"
#include "core/relay/verdict.h"
#include "core/wire/routes.h"

#include <tuple>

namespace odna {

namespace {

constexpr int pagesAPull = 50; // of at most 100 events: a gateway cannot keep a pull going for ever
constexpr int receiptsLookedThrough = 200;

} // namespace

Inbox::Inbox(Wallet &wallet, Channels &channels, DescriptorRefresh &refresh, const Timeouts &timeouts)
    : m_wallet(wallet)
    , m_channels(channels)
    , m_refresh(refresh)
    , m_timeouts(timeouts)
{}

void Inbox::pull(const QString &retailerId, std::chrono::seconds wait, const Pulled &then)
{
    askForPage({.retailerId = retailerId, .link = {}, .then = then, .pagesLeft = pagesAPull, .events = 0}, wait);
}

void Inbox::askForPage(Pull pull, std::chrono::seconds wait)
{
    const auto link = m_wallet.link(pull.retailerId);
    if (!link) {
        QMetaObject::invokeMethod(
            this, [then = pull.then, failure = link.error()] { then(std::unexpected(failure)); }, Qt::QueuedConnection);
        return;
    }
    const HttpRequest request{.method = "GET",
                              .path = routes::inbox,
                              .query = queryOf(*link) + "&wait=" + QByteArray::number(qint64{wait.count()}),
                              .body = {},
                              .idempotencyKey = {}};
    const auto deadline = wait.count() > 0 ? m_timeouts.longPoll : m_timeouts.request;
    pull.link = *link;
    m_channels.of(*link).send(request, deadline, *this, [this, pull](const Result<HttpAnswer> &answer) { takePage(pull, answer); });
}

void Inbox::takePage(Pull pull, const Result<HttpAnswer> &answer)
{
    const auto count = storePage(pull, answer);
    if (!count) {
        const auto goOn = [this, pull, failure = count.error()](bool mended) {
            mended ? askForPage(pull, std::chrono::seconds(0)) : pull.then(std::unexpected(failure));
        };
        if (!mend(count.error(), *pull.link, goOn)) {
            goOn(false);
        }
        return;
    }
    pull.events += *count;
    --pull.pagesLeft;
    if (*count == 0 || pull.pagesLeft == 0) {
        pull.then(pull.events);
        return;
    }
    askForPage(pull, std::chrono::seconds(0));
}

Result<int> Inbox::storePage(const Pull &pull, const Result<HttpAnswer> &answer)
{
    if (!answer) {
        return std::unexpected(answer.error());
    }
    if (!isSuccess(*answer)) {
        const auto failure = failureOf(*answer);
        if (endsLink(failure.code)) {
            std::ignore = m_wallet.endLink(*pull.link, failure); // said again at the next pull where it could not be written
            Q_EMIT changed();
        }
        return std::unexpected(failure);
    }
    const auto object = parseJson(answer->body, {.bytes = HttpClient::answerLimit});
    const auto page = object ? inboxPageFromJson(*object) : std::unexpected(object.error());
    if (!page) {
        return std::unexpected(page.error());
    }
    return store(pull.link->retailerId(), page->events, From::Page);
}

Result<int> Inbox::store(const QString &retailerId, const QList<SignedEvent> &events, From from)
{
    const auto link = m_wallet.link(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    if (link->state != Link::State::Active) {
        return fail(FailureCode::LinkDeleted);
    }
    QList<SignedEvent> good;
    std::optional<Failure> bad;
    for (const auto &event : events) {
        const bool isFirst = &event == &events.constFirst();
        const auto last = good.isEmpty() ? link->cursor : good.constLast().cursor;
        if (event.cursor <= link->cursor) {
            continue;
        }
        if (!event.event.isSignedBy(link->descriptor.answerKey, eventContext(link->linkId, event.cursor))) {
            bad = Failure{FailureCode::EventSignatureBad, {}};
            break;
        }
        if (event.cursor != last + 1 && !(isFirst && from == From::Page)) {
            bad = Failure{FailureCode::Malformed, QStringLiteral("event %1 follows %2").arg(event.cursor).arg(last)};
            break;
        }
        good.append(event);
    }
    if (!good.isEmpty()) {
        const auto stored = m_wallet.storeEvents(retailerId, good);
        if (const auto now = m_wallet.link(retailerId); !stored && now) {
            good.removeIf([&now](const SignedEvent &event) { return event.cursor > now->cursor; });
        }
        if (!good.isEmpty()) {
            announce(retailerId, good);
        }
        if (!stored) {
            return std::unexpected(stored.error());
        }
    }
    if (bad) {
        return std::unexpected(*bad);
    }
    return static_cast<int>(good.size());
}

void Inbox::announce(const QString &retailerId, const QList<SignedEvent> &events)
{
    QList<FiscalId> receipts;
    for (const auto &event : events) {
        const auto body = eventBodyFrom(event.event.text);
        if (!body) {
            continue; // kept by the wallet as something not understood
        }
        if (body->type == QLatin1StringView("receipt")) {
            if (const auto receipt = receiptFromJson(body->data)) {
                receipts.append(receipt->fiscal);
            }
        } else if (body->type == QLatin1StringView("purchase")) {
            if (const auto answer = purchaseAnswerFromJson(body->data)) {
                Q_EMIT purchaseAnswered(retailerId, *answer);
            }
        }
    }
    if (!receipts.isEmpty()) {
        announceReceipts(retailerId, receipts);
    }
    Q_EMIT changed();
}

void Inbox::announceReceipts(const QString &retailerId, const QList<FiscalId> &arrived)
{
    const auto held = m_wallet.receipts(receiptsLookedThrough);
    if (!held) {
        return;
    }
    for (const auto &receipt : *held) {
        if (receipt.retailerId == retailerId && arrived.contains(receipt.receipt.fiscal)) {
            Q_EMIT receiptArrived(retailerId, receipt.id);
        }
    }
}

void Inbox::acknowledge(const QString &retailerId, const std::function<void()> &then)
{
    const auto link = m_wallet.link(retailerId);
    if (!link || link->state != Link::State::Active) {
        if (then) {
            then();
        }
        return;
    }
    const HttpRequest request{.method = "POST",
                              .path = routes::inboxAck,
                              .query = {},
                              .body = jsonBytes(toJson(InboxAck{.linkId = link->linkId, .cursor = link->cursor})),
                              .idempotencyKey = {}};
    m_channels.of(*link).send(request, m_timeouts.request, *this, [then](const Result<HttpAnswer> &) {
        if (then) {
            then();
        }
    });
}

bool Inbox::mend(const Failure &failure, const Link &link, const std::function<void(bool)> &then)
{
    return m_refresh.mend(failure, link.descriptor, QStringLiteral("%1/%2").arg(link.linkId).arg(link.cursor), *this, then);
}

QByteArray Inbox::queryOf(const Link &link)
{
    return "link=" + QUrl::toPercentEncoding(link.linkId) + "&after=" + QByteArray::number(link.cursor);
}

} // namespace odna
