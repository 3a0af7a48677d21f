// SPDX-License-Identifier: Apache-2.0
#include "core/relay/relay.h"

#include "core/base/bytes.h"
#include "core/base/ulid.h"
#include "core/relay/eventstream.h"
#include "core/relay/httpclient.h"
#include "core/wire/problem.h"
#include "core/wire/routes.h"
#include "core/wire/strictjson.h"

#include <QLoggingCategory>
#include <QNetworkInformation>
#include <QRandomGenerator>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

Q_LOGGING_CATEGORY(lcRelay, "odna.relay", QtWarningMsg)

namespace odna {

namespace {

constexpr int cardTries = 8;
constexpr int pagesARound = 50;       // of at most 100 events: a gateway cannot keep a round going for ever
constexpr int receiptsLookedThrough = 200;
constexpr auto longestOutboxTimer = std::chrono::hours(1); // so that a clock that was set is noticed

/// What a signed refusal means for the message in the outbox (docs/protocol.md, the table of problem codes).
enum class Verdict { Done, Retry, Parked, Final };

Verdict verdictOf(OutgoingMessage::Kind kind, int status, const Problem &problem)
{
    if (!problem.code) {
        // A code of a later version: its own word on trying again counts.
        return problem.retryable || status >= 500 ? Verdict::Retry : Verdict::Parked;
    }
    switch (*problem.code) {
    case FailureCode::DuplicateReceipt:
        return Verdict::Done;
    case FailureCode::LinkUnknown:
        return kind == OutgoingMessage::Kind::Withdrawal ? Verdict::Done : Verdict::Parked;
    case FailureCode::LinkDeleted:
    case FailureCode::PartnerGone:
        return kind == OutgoingMessage::Kind::Withdrawal ? Verdict::Done : Verdict::Final;
    case FailureCode::ReceiptNotOurs:
    case FailureCode::ReceiptUnknown:
    case FailureCode::IdempotencyKeyReused:
        return Verdict::Final;
    default:
        return entryOf(*problem.code).retryable ? Verdict::Retry : Verdict::Parked;
    }
}

/// Whether a failure of the inbox means that asking again is pointless until the shopper acts.
bool endsLink(FailureCode code)
{
    return code == FailureCode::LinkUnknown || code == FailureCode::LinkDeleted || code == FailureCode::PartnerGone
           || code == FailureCode::LinkSuspended || code == FailureCode::Blocked;
}

Failure failureOf(const HttpAnswer &answer)
{
    const auto problem = problemFromJson(answer.body);
    if (!problem) {
        return {FailureCode::AnswerForeign, QStringLiteral("status %1").arg(answer.status)};
    }
    const auto unknown = problem->retryable || answer.status >= 500 ? FailureCode::UpstreamUnavailable : FailureCode::Malformed;
    return {problem->code.value_or(unknown), problem->detail};
}

bool isSuccess(const HttpAnswer &answer)
{
    return answer.status >= 200 && answer.status < 300;
}

Result<QJsonObject> objectOf(const HttpAnswer &answer)
{
    const auto object = parseJson(answer.body);
    if (!object) {
        return fail(FailureCode::AnswerForeign, object.error().detail);
    }
    return object;
}

/// What a signed 2xx says to \a message. AcknowledgementMismatch where it is about another operation, AcknowledgementBad where the
/// countersignature is wrong; nothing for a message whose answer carries no status.
Result<std::optional<PurchaseAnswer>> acknowledgementOf(const OutgoingMessage &message, const Link &link, const HttpAnswer &answer)
{
    if (message.kind() == OutgoingMessage::Kind::Withdrawal && answer.body.isEmpty()) {
        return std::nullopt;
    }
    const auto object = objectOf(answer);
    if (!object) {
        return std::unexpected(object.error());
    }
    if (object->value(QLatin1StringView("op_id")).toString() != message.opId()) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    const auto sent = parseJson(message.body());
    switch (message.kind()) {
    case OutgoingMessage::Kind::Purchase: {
        auto purchase = purchaseAnswerFromJson(*object);
        if (!purchase) {
            return fail(FailureCode::AnswerForeign, purchase.error().detail);
        }
        const auto mine = sent ? purchaseFromJson(*sent) : std::unexpected(sent.error());
        if (mine && (mine->receipt.fiscal != purchase->fiscal || mine->receipt.kind != purchase->kind)) {
            return fail(FailureCode::AcknowledgementMismatch);
        }
        return std::move(*purchase);
    }
    case OutgoingMessage::Kind::ConsentChange: {
        const auto joined = joinAnswerFromJson(*object);
        if (!joined) {
            return fail(FailureCode::AnswerForeign, joined.error().detail);
        }
        if (joined->linkId != link.linkId) {
            return fail(FailureCode::AcknowledgementMismatch);
        }
        const auto mine = sent ? consentChangeFromJson(*sent) : std::unexpected(sent.error());
        if (mine) {
            const SignedText countersigned{mine->consent.text, joined->consentCountersignature};
            if (!countersigned.isSignedBy(link.descriptor.answerKey, consentContext(link.retailerId()))) {
                return fail(FailureCode::AcknowledgementBad, QStringLiteral("countersignature"));
            }
        }
        return std::nullopt;
    }
    case OutgoingMessage::Kind::Withdrawal:
        break;
    }
    return std::nullopt;
}

QString fingerprint(const Profile &profile)
{
    return toBase64Url(sha256(jsonBytes(toJson(profile))));
}

QString fingerprintSetting(const QString &retailerId)
{
    return QStringLiteral("relay.profile.") + retailerId;
}

ConsentReceipt consentFor(const Descriptor &descriptor, const Grants &grants, const QString &language, const Clock &clock)
{
    ConsentReceipt consent;
    consent.id = newUlid(clock);
    consent.retailerId = descriptor.retailerId;
    consent.documentVersion = descriptor.consent.version;
    consent.documentLanguage = descriptor.consent.textIn(language).second;
    consent.documentDigest = descriptor.consent.digestOf(consent.documentLanguage);
    consent.grants = grants;
    consent.givenAt = clock.now();
    return consent;
}

} // namespace

struct Relay::Private
{
    /// The traffic with one retailer; everything in it belongs to that retailer alone.
    struct Channel
    {
        PublicKey answerKey;
        std::unique_ptr<HttpClient> client;
        // The outbox, one message after the other
        bool delivering = false;
        bool deliverAgain = false;
        std::set<QString> tried;
        std::vector<std::function<void()>> delivered;
        // The inbox while live
        std::unique_ptr<EventStream> stream;
        QTimer reconnect;
        QTimer acknowledge;
        int failures = 0;
        bool polling = false;
        bool halted = false;
    };
    struct Joining
    {
        Descriptor descriptor;
        ConsentReceipt consent;
        SignedText signedConsent;
        DerivedCard card;
        Profile profile;
        int tries = 0;
        std::unique_ptr<HttpClient> client;
        std::unique_ptr<QThread> worker;
        std::optional<Result<DerivedCard>> derived;
        Callback<Link> done;
    };
    struct Fetching
    {
        std::unique_ptr<HttpClient> client;
        Callback<Descriptor> done;
    };
    struct Syncing
    {
        int waitingFor = 0;
        int events = 0;
        std::optional<Failure> failure;
        Callback<int> done;
    };

    Relay &q;
    Wallet &wallet;
    const Clock &clock;
    const Timeouts timeouts;
    std::map<QString, std::unique_ptr<Channel>> channels;
    std::map<int, std::unique_ptr<Joining>> joins;
    std::map<int, std::unique_ptr<Fetching>> fetches;
    std::map<int, std::unique_ptr<Syncing>> syncs;
    int lastId = 0;
    QTimer outboxTimer;
    bool live = false;
    bool closing = false;

    Private(Relay &relay, Wallet &openWallet, const Clock &time, const Timeouts &periods)
        : q(relay), wallet(openWallet), clock(time), timeouts(periods)
    {
    }

    // --- channels

    /// The one place where a retailer's address is chosen: from that retailer's own link.
    Channel &channelOf(const Link &link)
    {
        auto &slot = channels[link.retailerId()];
        if (!slot) {
            slot = std::make_unique<Channel>();
            auto *channel = slot.get();
            const auto retailerId = link.retailerId();
            channel->reconnect.setSingleShot(true);
            QObject::connect(&channel->reconnect, &QTimer::timeout, &q, [this, retailerId] { listen(retailerId); });
            channel->acknowledge.setSingleShot(true);
            QObject::connect(&channel->acknowledge, &QTimer::timeout, &q, [this, retailerId] { acknowledge(retailerId, {}); });
        }
        const auto &descriptor = link.descriptor;
        const auto origin = HttpClient::originOf(descriptor.baseUrl);
        if (!slot->client || slot->client->origin() != origin || slot->answerKey != descriptor.answerKey) {
            if (slot->client) {
                slot->client.release()->deleteLater(); // what is under way ends as Cancelled
            }
            if (live && slot->stream) {
                slot->stream->close();
                slot->reconnect.start(timeouts.reconnectFirst);
            }
            slot->answerKey = descriptor.answerKey;
            slot->client = std::make_unique<HttpClient>(origin, clock,
                                                        HttpClient::Trust{wallet.linkKey(link.retailerId()), descriptor.answerKey});
        }
        return *slot;
    }

    Channel *knownChannel(const QString &retailerId)
    {
        const auto found = channels.find(retailerId);
        return found == channels.end() ? nullptr : found->second.get();
    }

    void report(const QString &retailerId, const Failure &failure)
    {
        qCInfo(lcRelay) << nameOf(failure.code);
        Q_EMIT q.failed(retailerId, failure);
    }

    // --- the outbox

    void deliver(const QString &retailerId, std::function<void()> then = {})
    {
        const auto link = wallet.link(retailerId);
        if (!link) {
            if (then) {
                QMetaObject::invokeMethod(&q, std::move(then), Qt::QueuedConnection);
            }
            return;
        }
        auto &channel = channelOf(*link);
        if (then) {
            channel.delivered.push_back(std::move(then));
        }
        if (channel.delivering) {
            channel.deliverAgain = true;
            return;
        }
        channel.delivering = true;
        channel.tried.clear();
        QMetaObject::invokeMethod(&q, [this, retailerId] { deliverNext(retailerId); }, Qt::QueuedConnection);
    }

    [[nodiscard]] std::vector<OutboxItem> dueFor(const QString &retailerId) const
    {
        std::vector<OutboxItem> due;
        if (const auto items = wallet.outboxDue()) {
            std::ranges::copy_if(*items, std::back_inserter(due),
                                 [&](const OutboxItem &item) { return item.message.retailerId() == retailerId; });
        }
        return due;
    }

    void deliverNext(const QString &retailerId)
    {
        auto *channel = knownChannel(retailerId);
        if (closing || channel == nullptr) {
            return;
        }
        if (std::exchange(channel->deliverAgain, false)) {
            channel->tried.clear();
        }
        for (const auto &item : dueFor(retailerId)) {
            if (!channel->tried.insert(item.message.opId()).second) {
                continue; // its attempt could not be written down; the next round comes soon enough
            }
            const auto link = wallet.link(item.message.retailerId());
            if (!link) {
                note(item.message, link.error());
                continue;
            }
            sendMessage(*link, item.message);
            return;
        }
        channel->delivering = false;
        scheduleOutbox();
        for (const auto &then : std::exchange(channel->delivered, {})) {
            then();
        }
    }

    void sendMessage(const Link &link, const OutgoingMessage &message)
    {
        auto &channel = channelOf(link);
        // Nothing made for one retailer goes to another, whatever else is wrong.
        if (message.retailerId() != link.retailerId() || channel.client->origin() != HttpClient::originOf(link.descriptor.baseUrl)) {
            Q_ASSERT_X(false, "Relay", "a message and a link of two retailers");
            note(message, Failure{FailureCode::RetailerUnknown, {}});
            return;
        }
        const HttpRequest request{.method = message.method(),
                                  .path = message.path(),
                                  .query = message.query(),
                                  .body = message.body(),
                                  .idempotencyKey = message.opId().toLatin1()};
        channel.client->send(request, timeouts.request, [this, message, sentUnder = link](Result<HttpAnswer> answer) {
            if (closing) {
                return;
            }
            settle(message, sentUnder, answer);
            deliverNext(message.retailerId());
        });
    }

    /// A try without a signed answer to it.
    void note(const OutgoingMessage &message, const Failure &failure, std::optional<std::chrono::seconds> retryAfter = std::nullopt)
    {
        const auto notBefore = retryAfter ? std::optional(clock.now().addSecs(retryAfter->count())) : std::nullopt;
        if (const auto noted = wallet.recordAttempt(message.opId(), failure, notBefore); !noted) {
            report(message.retailerId(), noted.error());
        }
        Q_EMIT q.changed();
    }

    void settle(const OutgoingMessage &message, const Link &link, const Result<HttpAnswer> &answer)
    {
        if (!answer) {
            if (answer.error().code == FailureCode::Cancelled) {
                return; // the retailer moved while this was under way: no try at all
            }
            note(message, answer.error());
            if (answer.error().code == FailureCode::TimedOut) {
                noteSilence(message.retailerId(), message.opId());
            }
            return;
        }
        const Disclosure disclosure{.at = clock.now(),
                                    .retailerId = message.retailerId(),
                                    .opId = message.opId(),
                                    .what = nameOf(message.kind()),
                                    .body = message.body(),
                                    .status = answer->status,
                                    .answer = answer->body};
        if (isSuccess(*answer)) {
            const auto acknowledgement = acknowledgementOf(message, link, *answer);
            if (!acknowledgement) {
                note(message, acknowledgement.error());
                return;
            }
            written(message, wallet.acknowledge(message.opId(), *acknowledgement, disclosure));
            if (*acknowledgement) {
                Q_EMIT q.purchaseAnswered(message.retailerId(), **acknowledgement);
            }
            return;
        }
        const auto problem = problemFromJson(answer->body);
        if (!problem) {
            note(message, failureOf(*answer), answer->retryAfter);
            return;
        }
        const auto failure = failureOf(*answer);
        switch (verdictOf(message.kind(), answer->status, *problem)) {
        case Verdict::Retry:
            note(message, failure, answer->retryAfter);
            return;
        case Verdict::Done:
            written(message, wallet.acknowledge(message.opId(), creditedBefore(message), disclosure));
            break;
        case Verdict::Parked:
            written(message, wallet.refuse(message.opId(), failure, false, disclosure));
            break;
        case Verdict::Final:
            written(message, wallet.refuse(message.opId(), failure, true, disclosure));
            break;
        }
        if (message.kind() != OutgoingMessage::Kind::Withdrawal) {
            report(message.retailerId(), failure);
        }
    }

    void written(const OutgoingMessage &message, const Result<void> &result)
    {
        if (!result) { // e.g. the disk is full: the row stays, and the same op id is answered the same way next time
            note(message, result.error());
            report(message.retailerId(), result.error());
        }
        Q_EMIT q.changed();
    }

    /// duplicate_receipt: this fiscal identity was credited under another op id.
    [[nodiscard]] std::optional<PurchaseAnswer> creditedBefore(const OutgoingMessage &message) const
    {
        if (message.kind() != OutgoingMessage::Kind::Purchase) {
            return std::nullopt;
        }
        const auto object = parseJson(message.body());
        const auto purchase = object ? purchaseFromJson(*object) : std::unexpected(object.error());
        if (!purchase) {
            return std::nullopt;
        }
        return PurchaseAnswer{.opId = message.opId(),
                              .fiscal = purchase->receipt.fiscal,
                              .kind = purchase->receipt.kind,
                              .status = PurchaseStatus::Accepted,
                              .points = std::nullopt,
                              .reason = QString(nameOf(FailureCode::DuplicateReceipt)),
                              .at = clock.now()};
    }

    /// A gateway that hangs is not waited for again for each further message of the round.
    void noteSilence(const QString &retailerId, const QString &exceptFor)
    {
        auto *channel = knownChannel(retailerId);
        for (const auto &item : dueFor(retailerId)) {
            if (item.message.opId() != exceptFor && channel != nullptr && !channel->tried.contains(item.message.opId())) {
                note(item.message, Failure{FailureCode::TimedOut, QStringLiteral("not sent: the message before got no answer")});
            }
        }
    }

    void deliverAll()
    {
        std::set<QString> retailers;
        if (const auto due = wallet.outboxDue()) {
            for (const auto &item : *due) {
                retailers.insert(item.message.retailerId());
            }
        }
        for (const auto &retailerId : retailers) {
            deliver(retailerId);
        }
    }

    /// By the schedule: a message under way is due until it is settled, and that is no reason to send it again.
    void deliverScheduled()
    {
        if (const auto due = wallet.outboxDue()) {
            for (const auto &item : *due) {
                const auto *channel = knownChannel(item.message.retailerId());
                if (channel == nullptr || !channel->delivering) {
                    deliver(item.message.retailerId());
                }
            }
        }
        scheduleOutbox();
    }

    void scheduleOutbox()
    {
        if (!live) {
            return;
        }
        const auto next = wallet.nextDue();
        if (!next || !*next) {
            outboxTimer.stop();
            return;
        }
        const std::chrono::milliseconds left(clock.now().msecsTo(**next));
        outboxTimer.start(std::clamp<std::chrono::milliseconds>(left, timeouts.outboxPause, longestOutboxTimer));
    }

    // --- the inbox

    /// Checks and stores what one gateway says are events of one link; the number of new ones. The good ones before a bad one are kept.
    Result<int> store(const QString &retailerId, const QList<SignedEvent> &events)
    {
        const auto link = wallet.link(retailerId);
        if (!link) {
            return std::unexpected(link.error());
        }
        if (link->state != Link::State::Active) {
            return fail(FailureCode::LinkDeleted);
        }
        QList<SignedEvent> good;
        std::optional<Failure> bad;
        for (const auto &event : events) {
            if (event.cursor <= link->cursor) {
                continue;
            }
            if (!event.event.isSignedBy(link->descriptor.answerKey, eventContext(link->linkId, event.cursor))) {
                bad = Failure{FailureCode::EventSignatureBad, {}};
                break;
            }
            if (event.cursor != link->cursor + good.size() + 1) {
                bad = Failure{FailureCode::Malformed, QStringLiteral("event %1 follows %2").arg(event.cursor).arg(link->cursor + good.size())};
                break;
            }
            good.append(event);
        }
        if (!good.isEmpty()) {
            if (const auto stored = wallet.storeEvents(retailerId, good); !stored) {
                return std::unexpected(stored.error());
            }
            announce(retailerId, good);
        }
        if (bad) {
            return std::unexpected(*bad);
        }
        return static_cast<int>(good.size());
    }

    void announce(const QString &retailerId, const QList<SignedEvent> &events)
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
                    Q_EMIT q.purchaseAnswered(retailerId, *answer);
                }
            }
        }
        if (!receipts.isEmpty()) {
            if (const auto held = wallet.receipts(receiptsLookedThrough)) {
                for (const auto &receipt : *held) {
                    if (receipt.retailerId == retailerId && receipts.contains(receipt.receipt.fiscal)) {
                        Q_EMIT q.receiptArrived(retailerId, receipt.id);
                    }
                }
            }
        }
        Q_EMIT q.changed();
    }

    [[nodiscard]] static QByteArray inboxQuery(const Link &link)
    {
        return "link=" + QUrl::toPercentEncoding(link.linkId) + "&after=" + QByteArray::number(link.cursor);
    }

    using Pulled = std::function<void(Result<int>)>;

    /// Page after page until one brings nothing new; only the first one waits.
    void pull(const QString &retailerId, std::chrono::seconds wait, const Pulled &then, int pages = pagesARound, int before = 0)
    {
        const auto link = wallet.link(retailerId);
        if (!link) {
            QMetaObject::invokeMethod(&q, [then, failure = link.error()] { then(std::unexpected(failure)); }, Qt::QueuedConnection);
            return;
        }
        const HttpRequest request{.method = "GET",
                                  .path = routes::inbox,
                                  .query = inboxQuery(*link) + "&wait=" + QByteArray::number(qint64{wait.count()}),
                                  .body = {},
                                  .idempotencyKey = {}};
        const auto deadline = wait.count() > 0 ? timeouts.longPoll : timeouts.request;
        channelOf(*link).client->send(request, deadline, [=, this](Result<HttpAnswer> answer) {
            if (closing) {
                return;
            }
            const auto count = takePage(retailerId, answer);
            if (!count) {
                then(std::unexpected(count.error()));
            } else if (*count == 0 || pages <= 1) {
                then(before + *count);
            } else {
                pull(retailerId, std::chrono::seconds(0), then, pages - 1, before + *count);
            }
        });
    }

    Result<int> takePage(const QString &retailerId, const Result<HttpAnswer> &answer)
    {
        if (!answer) {
            return std::unexpected(answer.error());
        }
        if (!isSuccess(*answer)) {
            return std::unexpected(failureOf(*answer));
        }
        const auto object = parseJson(answer->body, {.bytes = HttpClient::answerLimit});
        const auto page = object ? inboxPageFromJson(*object) : std::unexpected(object.error());
        return page ? store(retailerId, page->events) : std::unexpected(page.error());
    }

    /// Tells the gateway how far the phone is. Advice only: a lost one is made good by the next.
    void acknowledge(const QString &retailerId, std::function<void()> then)
    {
        const auto link = wallet.link(retailerId);
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
        channelOf(*link).client->send(request, timeouts.request, [this, then = std::move(then)](const Result<HttpAnswer> &) {
            if (!closing && then) {
                then();
            }
        });
    }

    // --- live

    void listen(const QString &retailerId)
    {
        const auto link = wallet.link(retailerId);
        if (!live || !link || link->state != Link::State::Active) {
            return;
        }
        auto &channel = channelOf(*link);
        if (channel.halted || channel.polling) {
            return;
        }
        if (!channel.stream) {
            channel.stream = std::make_unique<EventStream>(timeouts);
            QObject::connect(channel.stream.get(), &EventStream::received, &q, [this, retailerId](const SignedEvent &event) {
                auto *mine = knownChannel(retailerId);
                const auto stored = store(retailerId, {event});
                if (!stored) {
                    report(retailerId, stored.error());
                    mine->stream->close();
                    later(*mine);
                    return;
                }
                mine->failures = 0;
                mine->acknowledge.start(timeouts.acknowledgeAfter);
            });
            QObject::connect(channel.stream.get(), &EventStream::ended, &q, [this, retailerId](bool wasOpen, const Failure &failure) {
                auto *mine = knownChannel(retailerId);
                if (failure.code != FailureCode::NetworkUnreachable && failure.code != FailureCode::TimedOut) {
                    report(retailerId, failure);
                }
                wasOpen ? later(*mine) : longPoll(retailerId);
            });
        }
        if (!HttpClient::isSafe(channel.client->origin())) {
            report(retailerId, Failure{FailureCode::DescriptorInsecure, {}});
            return;
        }
        channel.stream->open(channel.client->upgrade(routes::inboxStream, inboxQuery(*link)));
    }

    /// Where no WebSocket gets through: one long poll, then the WebSocket is tried again.
    void longPoll(const QString &retailerId)
    {
        auto *channel = knownChannel(retailerId);
        channel->polling = true;
        const auto began = clock.now();
        pull(retailerId, timeouts.longPollWait, [=, this](const Result<int> &events) {
            channel->polling = false;
            if (!live) {
                return;
            }
            if (events && *events > 0) {
                channel->acknowledge.start(timeouts.acknowledgeAfter);
            }
            if (!events && endsLink(events.error().code)) {
                channel->halted = true;
                report(retailerId, events.error());
                return;
            }
            if (!events && !entryOf(events.error().code).retryable) {
                report(retailerId, events.error());
            }
            const bool held = std::chrono::milliseconds(began.msecsTo(clock.now())) >= timeouts.longPollWait / 2;
            if (events && (*events > 0 || held)) {
                channel->failures = 0;
                listen(retailerId);
            } else {
                later(*channel);
            }
        });
    }

    /// Exponential backoff, half of it jitter, so that a gateway's phones do not all come back in the same second.
    void later(Channel &channel)
    {
        if (!live) {
            return;
        }
        const auto factor = 1LL << std::min(channel.failures, 20);
        ++channel.failures;
        const auto longest = std::min<std::chrono::milliseconds>(timeouts.reconnectFirst * factor, timeouts.reconnectLongest);
        const auto jitter = QRandomGenerator::global()->bounded(0.5) + 0.5;
        channel.reconnect.start(static_cast<int>(static_cast<double>(longest.count()) * jitter));
    }

    void listenToAll()
    {
        const auto links = wallet.links();
        if (!links) {
            report(QString(), links.error());
            return;
        }
        for (const auto &link : *links) {
            if (link.state == Link::State::Active) {
                auto &channel = channelOf(link);
                channel.failures = 0;
                channel.halted = false;
                if (!channel.stream || !channel.stream->isOpen()) {
                    listen(link.retailerId());
                }
            }
        }
    }

    void deafen(const QString &retailerId)
    {
        if (auto *channel = knownChannel(retailerId)) {
            channel->reconnect.stop();
            channel->acknowledge.stop();
            if (channel->stream) {
                channel->stream->close();
            }
        }
    }

    // --- one round

    void stepDone(int id, const Result<int> &events)
    {
        const auto found = syncs.find(id);
        if (found == syncs.end()) {
            return;
        }
        auto &sync = *found->second;
        if (events) {
            sync.events += *events;
        } else if (!sync.failure) {
            sync.failure = events.error();
        }
        if (--sync.waitingFor > 0) {
            return;
        }
        const auto over = std::move(found->second);
        syncs.erase(found);
        over->done(over->failure ? Result<int>(std::unexpected(*over->failure)) : Result<int>(over->events));
    }

    // --- joining

    void join(int id)
    {
        auto &joining = *joins.at(id);
        const auto &descriptor = joining.descriptor;
        JoinRequest request{.opId = newUlid(clock),
                            .card = joining.card,
                            .identityKey = wallet.identityKey().publicKey(),
                            .linkKey = wallet.linkKey(descriptor.retailerId).publicKey(),
                            .binding = {},
                            .consent = joining.signedConsent,
                            .profile = joining.profile};
        request.binding = bindLinkKey(wallet.identityKey(), request.linkKey, descriptor.retailerId);
        const auto body = jsonBytes(toJson(request));
        joining.client->send(
            {.method = "POST", .path = routes::links, .query = {}, .body = body, .idempotencyKey = request.opId.toLatin1()},
            timeouts.request, [this, id, body, opId = request.opId](const Result<HttpAnswer> &answer) {
                if (closing) {
                    return;
                }
                if (!answer) {
                    joined(id, std::unexpected(answer.error()));
                    return;
                }
                if (!isSuccess(*answer)) {
                    const auto failure = failureOf(*answer);
                    if (failure.code == FailureCode::CardTaken && ++joins.at(id)->tries < cardTries) {
                        deriveNextCard(id);
                    } else {
                        joined(id, std::unexpected(failure));
                    }
                    return;
                }
                joined(id, takeJoinAnswer(id, opId, body, *answer));
            });
    }

    void deriveNextCard(int id)
    {
        auto &joining = *joins.at(id);
        // Argon2id over 64 MiB: tens of milliseconds and more on a phone, so not on this thread.
        joining.worker.reset(QThread::create([into = &joining.derived, key = wallet.identityKey().publicKey(),
                                              counter = joining.card.counter + 1, prefix = joining.card.number.prefix()] {
            *into = deriveCard(key, counter, prefix);
        }));
        QObject::connect(joining.worker.get(), &QThread::finished, &q, [this, id] {
            auto &mine = *joins.at(id);
            const auto derived = *mine.derived;
            if (!derived) {
                joined(id, std::unexpected(derived.error()));
                return;
            }
            mine.card = *derived;
            join(id);
        });
        joining.worker->start();
    }

    Result<Link> takeJoinAnswer(int id, const QString &opId, const QByteArray &body, const HttpAnswer &answer)
    {
        const auto &joining = *joins.at(id);
        const auto object = objectOf(answer);
        if (!object) {
            return std::unexpected(object.error());
        }
        const auto said = joinAnswerFromJson(*object);
        if (!said) {
            return fail(FailureCode::AnswerForeign, said.error().detail);
        }
        if (said->opId != opId) {
            return fail(FailureCode::AcknowledgementMismatch);
        }
        const auto &descriptor = joining.descriptor;
        const SignedText countersigned{joining.signedConsent.text, said->consentCountersignature};
        if (!countersigned.isSignedBy(descriptor.answerKey, consentContext(descriptor.retailerId))) {
            return fail(FailureCode::AcknowledgementBad, QStringLiteral("countersignature"));
        }
        if (joining.card.number != wallet.card().number) {
            const auto links = wallet.links();
            if (!links) {
                return std::unexpected(links.error());
            }
            if (std::ranges::none_of(*links, [](const Link &any) { return any.state == Link::State::Active; })) {
                if (const auto adopted = wallet.adoptCard(joining.card); !adopted) {
                    return std::unexpected(adopted.error());
                }
            }
        }
        const Link link{.linkId = said->linkId,
                        .descriptor = descriptor,
                        .card = joining.card,
                        .grants = joining.consent.grants,
                        .state = Link::State::Active,
                        .cursor = 0};
        const Disclosure disclosure{.at = clock.now(),
                                    .retailerId = descriptor.retailerId,
                                    .opId = opId,
                                    .what = QStringLiteral("join"),
                                    .body = body,
                                    .status = answer.status,
                                    .answer = answer.body};
        const auto added = wallet.addLink(link, joining.consent, joining.signedConsent, said->consentCountersignature, disclosure);
        if (!added) {
            return std::unexpected(added.error());
        }
        rememberProfile(descriptor.retailerId, joining.profile);
        return wallet.link(descriptor.retailerId);
    }

    void joined(int id, const Result<Link> &link)
    {
        const auto over = std::move(joins.at(id));
        joins.erase(id);
        if (over->worker) {
            over->worker->wait();
            over->worker.release()->deleteLater(); // perhaps we are in its signal
        }
        over->client.release()->deleteLater();
        if (link) {
            if (live) {
                listen(link->retailerId());
            }
            Q_EMIT q.changed();
        }
        over->done(link);
    }

    // --- profile fields travel only when they changed

    void rememberProfile(const QString &retailerId, const Profile &sent)
    {
        // Losing this only sends the granted fields once more.
        std::ignore = wallet.setSetting(fingerprintSetting(retailerId), fingerprint(sent));
    }

    [[nodiscard]] bool alreadySent(const QString &retailerId, const Profile &granted) const
    {
        const auto sent = wallet.setting(fingerprintSetting(retailerId));
        return sent && *sent == fingerprint(granted);
    }

    Result<void> change(const Link &link, const ConsentReceipt &consent, const OutgoingMessage &message)
    {
        if (const auto changed = wallet.changeConsent(link.retailerId(), consent, message); !changed) {
            return changed;
        }
        Q_EMIT q.changed();
        deliver(link.retailerId());
        return {};
    }
};

Relay::Relay(Wallet &wallet, const Clock &clock, QObject *parent, const Timeouts &timeouts)
    : QObject(parent), d(std::make_unique<Private>(*this, wallet, clock, timeouts))
{
    d->outboxTimer.setSingleShot(true);
    connect(&d->outboxTimer, &QTimer::timeout, this, [this] { d->deliverScheduled(); });
}

Relay::~Relay()
{
    stop();
    d->closing = true;
    d->channels.clear();
    for (auto &[id, join] : std::exchange(d->joins, {})) {
        if (join->worker) {
            join->worker->wait();
        }
        join->client.reset();
        join->done(fail(FailureCode::Cancelled));
    }
    for (auto &[id, fetching] : std::exchange(d->fetches, {})) {
        fetching->client.reset();
        fetching->done(fail(FailureCode::Cancelled));
    }
    for (auto &[id, sync] : std::exchange(d->syncs, {})) {
        sync->done(fail(FailureCode::Cancelled));
    }
}

void Relay::fetchDescriptor(const QUrl &address, Callback<Descriptor> done)
{
    const int id = ++d->lastId;
    auto &fetching = d->fetches[id] = std::make_unique<Private::Fetching>();
    fetching->client = std::make_unique<HttpClient>(address, d->clock);
    fetching->done = std::move(done);
    const auto finish = [this, id](const Result<Descriptor> &result) {
        const auto over = std::move(d->fetches.at(id));
        d->fetches.erase(id);
        over->client.release()->deleteLater();
        over->done(result);
    };
    const auto path = address.path();
    if (!path.isEmpty() && path != QLatin1StringView("/") && path != QLatin1StringView(routes::descriptor)) {
        QMetaObject::invokeMethod(this, [finish] { finish(fail(FailureCode::DescriptorMalformed)); }, Qt::QueuedConnection);
        return;
    }
    fetching->client->fetch(routes::descriptor, d->timeouts.request, [this, finish, origin = fetching->client->origin()](
                                                                         const Result<HttpAnswer> &answer) {
        if (d->closing) {
            return;
        }
        if (!answer) {
            finish(std::unexpected(answer.error()));
            return;
        }
        if (answer->status != 200) {
            finish(fail(FailureCode::AnswerForeign, QStringLiteral("status %1").arg(answer->status)));
            return;
        }
        // Whose descriptor it claims to be decides which key must have signed it.
        const auto outer = parseJson(answer->body, {.bytes = HttpClient::answerLimit});
        const auto text = outer ? SignedText::fromJson(*outer) : std::unexpected(outer.error());
        const auto inner = text ? parseJson(text->text) : std::unexpected(text.error());
        const auto claimed = inner ? descriptorFromJson(*inner) : std::unexpected(inner.error());
        std::optional<PinnedRetailer> pinned;
        if (claimed) {
            const auto known = d->wallet.pinned(claimed->retailerId);
            if (!known) {
                finish(std::unexpected(known.error()));
                return;
            }
            pinned = *known;
        }
        const auto accepted = acceptDescriptor(answer->body, origin, d->clock, pinned);
        if (accepted && pinned) {
            if (const auto updated = d->wallet.updateDescriptor(*accepted); !updated) {
                finish(std::unexpected(updated.error()));
                return;
            }
        }
        finish(accepted);
    });
}

void Relay::join(const Descriptor &descriptor, const Grants &grants, const QString &language, Callback<Link> done)
{
    const int id = ++d->lastId;
    auto &joining = d->joins[id] = std::make_unique<Private::Joining>(Private::Joining{
        .descriptor = descriptor,
        .consent = consentFor(descriptor, grants, language, d->clock),
        .signedConsent = {},
        .card = d->wallet.card(),
        .profile = {},
        .tries = 0,
        .client = nullptr,
        .worker = nullptr,
        .derived = std::nullopt,
        .done = std::move(done),
    });
    joining->client = std::make_unique<HttpClient>(
        descriptor.baseUrl, d->clock, HttpClient::Trust{d->wallet.linkKey(descriptor.retailerId), descriptor.answerKey});
    joining->signedConsent = SignedText::make(consentContext(descriptor.retailerId), jsonBytes(toJson(joining->consent)),
                                              d->wallet.linkKey(descriptor.retailerId));
    auto refused = [this, id](const Failure &failure) {
        QMetaObject::invokeMethod(this, [this, id, failure] { d->joined(id, std::unexpected(failure)); }, Qt::QueuedConnection);
    };
    const auto profile = d->wallet.profile();
    if (!profile) {
        refused(profile.error());
        return;
    }
    joining->profile = grants.filter(*profile);
    const auto pinned = d->wallet.pinned(descriptor.retailerId);
    if (!pinned) {
        refused(pinned.error());
        return;
    }
    if (*pinned && (*pinned)->rootKey != descriptor.rootKey) {
        refused({FailureCode::DescriptorSignatureBad, {}});
        return;
    }
    if (const auto link = d->wallet.link(descriptor.retailerId)) {
        joining->card = link->card; // joining again, e.g. after link_unknown: with the number this retailer knows
    }
    d->join(id);
}

Result<QString> Relay::confirm(qint64 receiptId, const QString &retailerId)
{
    const auto receipt = d->wallet.receipt(receiptId);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    const auto link = d->wallet.link(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    const auto consent = d->wallet.latestConsent(retailerId);
    if (!consent) {
        return std::unexpected(consent.error());
    }
    const auto profile = d->wallet.profile();
    if (!profile) {
        return std::unexpected(profile.error());
    }
    const auto granted = link->grants.filter(*profile);
    const bool sent = d->alreadySent(retailerId, granted);
    const auto message = OutgoingMessage::purchase(*link, receipt->receipt, receipt->retailerId, sent ? Profile() : granted, consent->id,
                                                   d->clock);
    if (!message) {
        return std::unexpected(message.error());
    }
    if (const auto confirmed = d->wallet.confirmPurchase(receiptId, *message); !confirmed) {
        return std::unexpected(confirmed.error());
    }
    if (!sent) {
        d->rememberProfile(retailerId, granted);
    }
    Q_EMIT changed();
    d->deliver(retailerId);
    return message->opId();
}

Result<void> Relay::changeGrants(const QString &retailerId, const Grants &grants, const QString &language)
{
    auto link = d->wallet.link(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    if (link->state != Link::State::Active) {
        return fail(FailureCode::LinkDeleted);
    }
    const auto profile = d->wallet.profile();
    if (!profile) {
        return std::unexpected(profile.error());
    }
    link->grants = grants;
    const auto granted = grants.filter(*profile);
    const auto consent = consentFor(link->descriptor, grants, language, d->clock);
    const auto message = OutgoingMessage::consentChange(*link, consent, granted, d->wallet.linkKey(retailerId), d->clock);
    const auto changed = d->change(*link, consent, message);
    if (changed) {
        d->rememberProfile(retailerId, granted);
    }
    return changed;
}

Result<void> Relay::withdraw(const QString &retailerId, bool erase)
{
    const auto link = d->wallet.link(retailerId);
    if (!link) {
        return std::unexpected(link.error());
    }
    if (link->state != Link::State::Active) {
        return fail(FailureCode::LinkDeleted);
    }
    auto consent = d->wallet.latestConsent(retailerId);
    if (!consent) {
        return std::unexpected(consent.error());
    }
    consent->withdrawnAt = d->clock.now();
    const auto message = OutgoingMessage::withdrawal(*link, erase, d->clock);
    d->deafen(retailerId);
    return d->change(*link, *consent, message);
}

void Relay::syncOnce(Callback<int> done)
{
    const int id = ++d->lastId;
    auto &sync = *(d->syncs[id] = std::make_unique<Private::Syncing>());
    sync.done = std::move(done);
    sync.waitingFor = 1; // this function itself
    const auto links = d->wallet.links();
    Result<int> first = 0;
    if (!links) {
        first = std::unexpected(links.error());
    } else {
        for (const auto &link : *links) {
            const auto retailerId = link.retailerId();
            ++sync.waitingFor;
            d->deliver(retailerId, [this, id] { d->stepDone(id, 0); });
            if (link.state != Link::State::Active) {
                continue;
            }
            ++sync.waitingFor;
            d->pull(retailerId, std::chrono::seconds(0), [this, id, retailerId](const Result<int> &events) {
                if (events && *events > 0) {
                    d->acknowledge(retailerId, [this, id, events] { d->stepDone(id, events); });
                } else {
                    d->stepDone(id, events);
                }
            });
        }
    }
    QMetaObject::invokeMethod(this, [this, id, first] { d->stepDone(id, first); }, Qt::QueuedConnection);
}

void Relay::start()
{
    if (std::exchange(d->live, true)) {
        return;
    }
    // Where the platform tells (NetworkManager on Linux), the schedule need not be waited for when the network returns.
    if (QNetworkInformation::loadDefaultBackend()) {
        connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
                [this](QNetworkInformation::Reachability reachability) {
                    if (d->live && reachability == QNetworkInformation::Reachability::Online) {
                        retryNow();
                        d->listenToAll();
                    }
                });
    }
    d->listenToAll();
    retryNow();
}

void Relay::stop()
{
    if (!std::exchange(d->live, false)) {
        return;
    }
    if (QNetworkInformation::instance() != nullptr) {
        QNetworkInformation::instance()->disconnect(this);
    }
    d->outboxTimer.stop();
    for (const auto &[retailerId, channel] : d->channels) {
        d->deafen(retailerId);
    }
}

void Relay::retryNow()
{
    if (const auto retried = d->wallet.retryNow(); !retried) {
        d->report(QString(), retried.error());
    }
    d->deliverAll();
    d->scheduleOutbox();
}

} // namespace odna
