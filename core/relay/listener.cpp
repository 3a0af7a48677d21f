// SPDX-License-Identifier: Apache-2.0
#include "core/relay/listener.h"

#include "core/relay/verdict.h"
#include "core/wire/routes.h"

#include <QPointer>
#include <QRandomGenerator>

#include <algorithm>

namespace odna {

namespace {

/// Whether asking again is pointless until the shopper acts.
bool halts(FailureCode code)
{
    return endsLink(code) || code == FailureCode::LinkSuspended || code == FailureCode::Blocked;
}

} // namespace

Listener::Listener(const Link &link, const Wallet &wallet, Channels &channels, Inbox &inbox, const Clock &clock, const Timeouts &timeouts)
    : m_retailerId(link.retailerId())
    , m_wallet(wallet)
    , m_channels(channels)
    , m_inbox(inbox)
    , m_clock(clock)
    , m_timeouts(timeouts)
    , m_stream(timeouts)
{
    m_reconnect.setSingleShot(true);
    connect(&m_reconnect, &QTimer::timeout, this, &Listener::listen);
    m_acknowledge.setSingleShot(true);
    connect(&m_acknowledge, &QTimer::timeout, this, [this] { m_inbox.acknowledge(m_retailerId); });
    connect(&m_stream, &EventStream::received, this, &Listener::take);
    connect(&m_stream, &EventStream::ended, this, [this](bool wasOpen, const Failure &failure) {
        if (failure.code != FailureCode::NetworkUnreachable && failure.code != FailureCode::TimedOut) {
            report(failure);
        }
        if (wasOpen) {
            listenLater();
        } else {
            longPoll();
        }
    });
    connect(&channels.of(link), &Channel::moved, this, [this] {
        if (m_live) {
            m_stream.close();
            m_reconnect.start(m_timeouts.reconnectFirst);
        }
    });
}

void Listener::start()
{
    m_live = true;
    m_failures = 0;
    m_halted = false;
    if (!m_stream.isOpen()) {
        listen();
    }
}

void Listener::restart()
{
    m_live = true;
    m_failures = 0;
    m_halted = false;
    listen();
}

void Listener::stop()
{
    m_live = false;
    m_reconnect.stop();
    m_acknowledge.stop();
    m_stream.close();
}

void Listener::listen()
{
    const auto link = m_wallet.link(m_retailerId);
    if (!m_live || !link || link->state != Link::State::Active || m_halted || m_polling) {
        return;
    }
    const auto &channel = m_channels.of(*link);
    m_reconnect.stop(); // which it starts where it has just moved
    if (!channel.isSafe()) {
        report(Failure{FailureCode::DescriptorInsecure, {}});
        return;
    }
    m_stream.open(channel.upgrade(routes::inboxStream, Inbox::queryOf(*link)));
}

void Listener::take(const SignedEvent &event)
{
    const auto link = m_wallet.link(m_retailerId);
    if (const auto stored = m_inbox.store(m_retailerId, {event}, Inbox::From::Stream); !stored) {
        m_stream.close();
        const auto goOn = [self = QPointer<Listener>(this), failure = stored.error()](bool mended) {
            if (!self) {
                return;
            }
            if (mended) {
                self->listen();
                return;
            }
            if (failure.code != FailureCode::Throttled) {
                self->report(failure);
            }
            if (failure.code == FailureCode::Malformed) {
                self->longPoll(); // a gap, which only a signed page may have
            } else {
                self->listenLater(failure.code);
            }
        };
        if (!link || !m_inbox.mend(stored.error(), *link, goOn)) {
            goOn(false);
        }
        return;
    }
    m_failures = 0;
    m_acknowledge.start(m_timeouts.acknowledgeAfter);
}

void Listener::longPoll()
{
    m_polling = true;
    m_inbox.pull(m_retailerId, m_timeouts.longPollWait, [this, began = m_clock.now()](const Result<int> &events) {
        m_polling = false;
        const std::chrono::milliseconds took(began.msecsTo(m_clock.now()));
        if (m_live) {
            pulled(events, took >= m_timeouts.longPollWait / 2);
        }
    });
}

void Listener::pulled(const Result<int> &events, bool wasHeld)
{
    if (!events) {
        const auto code = events.error().code;
        m_halted = halts(code);
        if (m_halted || !entryOf(code).retryable) {
            report(events.error());
        }
        if (!m_halted) {
            listenLater(code);
        }
        return;
    }
    if (*events > 0) {
        m_acknowledge.start(m_timeouts.acknowledgeAfter);
    }
    if (*events > 0 || wasHeld) {
        m_failures = 0;
        listen();
    } else {
        listenLater(); // a gateway that answers at once with nothing is not asked again at once
    }
}

void Listener::listenLater(std::optional<FailureCode> failure)
{
    if (!m_live) {
        return;
    }
    if (failure == FailureCode::Throttled) {
        m_acknowledge.start(m_timeouts.acknowledgeAfter); // what fitted
        m_reconnect.start(m_timeouts.throttled);
        return;
    }
    const auto factor = 1LL << std::min(m_failures, 20);
    ++m_failures;
    const auto longest = std::min<std::chrono::milliseconds>(m_timeouts.reconnectFirst * factor, m_timeouts.reconnectLongest);
    // Half of it jitter, so that a gateway's phones do not all come back in the same second.
    const auto jitter = QRandomGenerator::global()->bounded(0.5) + 0.5;
    m_reconnect.start(static_cast<int>(static_cast<double>(longest.count()) * jitter));
}

} // namespace odna
