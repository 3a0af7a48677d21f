// SPDX-License-Identifier: Apache-2.0
#include "core/relay/syncround.h"

#include <utility>

namespace odna {

SyncRound::SyncRound(DescriptorRefresh &refresh, Delivery &delivery, Inbox &inbox, Done done, QObject &parent)
    : QObject(&parent)
    , m_refresh(refresh)
    , m_delivery(delivery)
    , m_inbox(inbox)
    , m_done(std::move(done))
{}

SyncRound::~SyncRound()
{
    finish(fail(FailureCode::Cancelled));
}

void SyncRound::start(const Result<QList<Link>> &links)
{
    m_stepsLeft = 1; // this function itself
    Result<int> first = 0;
    if (links) {
        for (const auto &link : *links) {
            ++m_stepsLeft;
            m_refresh.daily(link.retailerId(), *this, [this, link] { exchange(link); });
        }
    } else {
        first = std::unexpected(links.error());
    }
    QMetaObject::invokeMethod(this, [this, first] { stepDone(first); }, Qt::QueuedConnection);
}

void SyncRound::exchange(const Link &link)
{
    m_delivery.deliver(link.retailerId(), [this] { stepDone(0); });
    if (link.state == Link::State::Active) {
        ++m_stepsLeft;
        pull(link.retailerId());
    }
}

void SyncRound::pull(const QString &retailerId)
{
    m_inbox.pull(retailerId, std::chrono::seconds(0), [this, retailerId](const Result<int> &events) {
        if (events && *events > 0) {
            m_inbox.acknowledge(retailerId, [this, events] { stepDone(events); });
        } else {
            stepDone(events);
        }
    });
}

void SyncRound::stepDone(const Result<int> &events)
{
    if (m_events && events) {
        *m_events += *events;
    } else if (m_events) {
        m_events = events;
    }
    --m_stepsLeft;
    if (m_stepsLeft == 0) {
        finish(m_events);
    }
}

void SyncRound::finish(const Result<int> &events)
{
    if (!m_done) {
        return;
    }
    deleteLater();
    std::exchange(m_done, nullptr)(events);
}

} // namespace odna
