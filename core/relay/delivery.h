// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/channels.h"
#include "core/relay/descriptorrefresh.h"
#include "core/relay/settlement.h"
#include "core/relay/timeouts.h"

#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace odna {

/// Delivers the outbox. Messages to one retailer go one after the other, each at most once in a round; retailers do not wait for each
/// other. A message is sent only through the channel of the retailer it was made for.
class Delivery final : public QObject
{
    Q_OBJECT

public:
    Delivery(Wallet &wallet, Channels &channels, Settlement &settlement, DescriptorRefresh &refresh, const Clock &clock,
             const Timeouts &timeouts);

    /// One round: what is due for this retailer. \a then is called once when it is over, never before this returns. Where a round is
    /// under way, it begins anew after the message that is on its way.
    void deliver(const QString &retailerId, const std::function<void()> &then = {});
    /// A round for each retailer that anything is due for.
    void deliverAll();

    /// From now on by the schedule of the outbox, too.
    void start();
    void stop();

private:
    /// The messages to one retailer.
    struct Round
    {
        bool underWay = false;
        bool again = false;
        std::set<QString> tried; ///< op ids
        std::vector<std::function<void()>> then;
    };

    [[nodiscard]] std::set<QString> retailersDue() const;
    [[nodiscard]] std::vector<OutgoingMessage> dueFor(const QString &retailerId) const;
    void next(const QString &retailerId);
    void send(const Link &link, const OutgoingMessage &message);
    [[nodiscard]] Result<void> answered(const OutgoingMessage &message, const Link &link, const Result<HttpAnswer> &answer);
    [[nodiscard]] bool mend(const OutgoingMessage &message, const Link &link, const Failure &failure);
    void noteSilence(const QString &retailerId);
    void deliverScheduled();
    void schedule();

    Wallet &m_wallet;
    Channels &m_channels;
    Settlement &m_settlement;
    DescriptorRefresh &m_refresh;
    const Clock &m_clock;
    const Timeouts m_timeouts;
    std::map<QString, Round> m_rounds;
    QTimer m_timer;
    bool m_live = false;
};

} // namespace odna
