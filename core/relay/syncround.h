// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/delivery.h"
#include "core/relay/descriptorrefresh.h"
#include "core/relay/inbox.h"

namespace odna {

/// One round for all links: the day's descriptor is fetched, what is due is delivered, what is new is pulled, stored and acknowledged,
/// once.
///
/// Belongs to its parent and deletes itself when over. \a done is called exactly once with the number of new events or the first failure
/// of a pull, never before start() returns; Cancelled when this goes away first.
class SyncRound final : public QObject
{
public:
    using Done = std::function<void(Result<int>)>;

    SyncRound(DescriptorRefresh &refresh, Delivery &delivery, Inbox &inbox, Done done, QObject &parent);
    ~SyncRound() override;

    void start(const Result<QList<Link>> &links);

private:
    void exchange(const Link &link);
    void pull(const QString &retailerId);
    void stepDone(const Result<int> &events);
    void finish(const Result<int> &events);

    DescriptorRefresh &m_refresh;
    Delivery &m_delivery;
    Inbox &m_inbox;
    Done m_done;
    int m_stepsLeft = 0;
    Result<int> m_events = 0; ///< or the first failure
};

} // namespace odna
