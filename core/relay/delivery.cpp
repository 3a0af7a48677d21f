// SPDX-License-Identifier: Apache-2.0
#include "core/relay/delivery.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace odna {

namespace {

constexpr auto longestTimer = std::chrono::hours(1); // so that a clock that was set is noticed

} // namespace

Delivery::Delivery(Wallet &wallet, Channels &channels, Settlement &settlement, DescriptorRefresh &refresh, const Clock &clock,
                   const Timeouts &timeouts)
    : m_wallet(wallet)
    , m_channels(channels)
    , m_settlement(settlement)
    , m_refresh(refresh)
    , m_clock(clock)
    , m_timeouts(timeouts)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Delivery::deliverScheduled);
}

void Delivery::deliver(const QString &retailerId, const std::function<void()> &then)
{
    if (!m_wallet.link(retailerId)) {
        if (then) {
            QMetaObject::invokeMethod(this, then, Qt::QueuedConnection);
        }
        return;
    }
    auto &round = m_rounds[retailerId];
    if (then) {
        round.then.push_back(then);
    }
    if (round.underWay) {
        round.again = true;
        return;
    }
    round.underWay = true;
    round.tried.clear();
    QMetaObject::invokeMethod(this, [this, retailerId] { next(retailerId); }, Qt::QueuedConnection);
}

void Delivery::deliverAll()
{
    for (const auto &retailerId : retailersDue()) {
        deliver(retailerId);
    }
    schedule();
}

void Delivery::start()
{
    m_live = true;
    schedule();
}

void Delivery::stop()
{
    m_live = false;
    m_timer.stop();
}

std::set<QString> Delivery::retailersDue() const
{
    std::set<QString> retailers;
    if (const auto items = m_wallet.outboxDue()) {
        for (const auto &item : *items) {
            retailers.insert(item.message.retailerId());
        }
    }
    return retailers;
}

std::vector<OutgoingMessage> Delivery::dueFor(const QString &retailerId) const
{
    std::vector<OutgoingMessage> due;
    if (const auto items = m_wallet.outboxDue()) {
        for (const auto &item : *items) {
            if (item.message.retailerId() == retailerId) {
                due.push_back(item.message);
            }
        }
    }
    return due;
}

void Delivery::next(const QString &retailerId)
{
    auto &round = m_rounds[retailerId];
    if (round.again) {
        round.again = false;
        round.tried.clear();
    }
    for (const auto &message : dueFor(retailerId)) {
        const bool isFirstTry = round.tried.insert(message.opId()).second;
        if (!isFirstTry) {
            continue; // its attempt could not be written down; the next round comes soon enough
        }
        const auto link = m_wallet.link(message.retailerId());
        if (!link) {
            m_settlement.note(message, link.error());
            continue;
        }
        send(*link, message);
        return;
    }
    round.underWay = false;
    schedule();
    for (const auto &then : std::exchange(round.then, {})) {
        then();
    }
}

void Delivery::send(const Link &link, const OutgoingMessage &message)
{
    m_channels.of(link).send(message, m_timeouts.request, *this, [this, message, link](const Result<HttpAnswer> &answer) {
        const auto settled = answered(message, link, answer);
        if (settled || !mend(message, link, settled.error())) {
            next(message.retailerId());
        }
    });
}

Result<void> Delivery::answered(const OutgoingMessage &message, const Link &link, const Result<HttpAnswer> &answer)
{
    if (answer) {
        return m_settlement.settle(message, link, *answer);
    }
    if (answer.error().code != FailureCode::Cancelled) { // the retailer moved while this was under way: no try at all
        m_settlement.note(message, answer.error());
    }
    if (answer.error().code == FailureCode::TimedOut) {
        noteSilence(message.retailerId());
    }
    return std::unexpected(answer.error());
}

/// Whether the round goes on later, with the retailer's newest descriptor.
bool Delivery::mend(const OutgoingMessage &message, const Link &link, const Failure &failure)
{
    const auto goOn = [this, message, code = failure.code](bool mended) {
        if (mended && code == FailureCode::AcknowledgementBad) { // what the shopper must decide on is not sent again by itself
            std::ignore = m_wallet.retry(message.opId());
            m_rounds[message.retailerId()].tried.erase(message.opId());
        }
        next(message.retailerId());
    };
    return m_refresh.mend(failure, link.descriptor, message.opId(), *this, goOn);
}

/// A gateway that hangs is not waited for again for each further message of the round.
void Delivery::noteSilence(const QString &retailerId)
{
    for (const auto &message : dueFor(retailerId)) {
        if (!m_rounds[retailerId].tried.contains(message.opId())) {
            m_settlement.note(message, Failure{FailureCode::TimedOut, QStringLiteral("not sent: the message before got no answer")});
        }
    }
}

/// By the schedule: a message under way is due until it is settled, and that is no reason to send it again.
void Delivery::deliverScheduled()
{
    for (const auto &retailerId : retailersDue()) {
        if (!m_rounds[retailerId].underWay) {
            deliver(retailerId);
        }
    }
    schedule();
}

void Delivery::schedule()
{
    if (!m_live) {
        return;
    }
    const auto due = m_wallet.nextDue();
    if (!due || !*due) {
        m_timer.stop();
        return;
    }
    const std::chrono::milliseconds left(m_clock.now().msecsTo(**due));
    m_timer.start(std::clamp<std::chrono::milliseconds>(left, m_timeouts.outboxPause, longestTimer));
}

} // namespace odna
