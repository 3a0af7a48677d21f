// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/channels.h"
#include "core/relay/descriptorrefresh.h"
#include "core/relay/timeouts.h"

#include <functional>

namespace odna {

/// Takes in the events of retailers. Only what a retailer signed for this link and for the next place in its order is stored, and only
/// what is stored is acknowledged; an event that came before is skipped. A page, whose signature says that it is the answer to this
/// cursor, may begin beyond the next place: what was acknowledged is deleted, and this wallet may have been restored. An event that does
/// not verify is asked for again, and nothing after it is taken before.
class Inbox final : public QObject
{
    Q_OBJECT

public:
    using Pulled = std::function<void(Result<int>)>;

    Inbox(Wallet &wallet, Channels &channels, DescriptorRefresh &refresh, const Timeouts &timeouts);

    /// Page after page until one brings nothing new; only the first one waits, up to \a wait. \a then gets the number of new events,
    /// once, never before this returns.
    void pull(const QString &retailerId, std::chrono::seconds wait, const Pulled &then);
    enum class From { Page, Stream };
    /// Checks and stores what came as events of one link; the number of new ones. The good ones before a bad one are kept.
    /// EventSignatureBad, Malformed where one is missing in between, LinkDeleted, Throttled as Wallet::storeEvents().
    [[nodiscard]] Result<int> store(const QString &retailerId, const QList<SignedEvent> &events, From from);
    /// Tells the gateway how far the phone is. Advice only: a lost one is made good by the next. \a then is called whatever came of it.
    void acknowledge(const QString &retailerId, const std::function<void()> &then = {});

    /// As DescriptorRefresh::mend(), for the next event of this link: once for each.
    [[nodiscard]] bool mend(const Failure &failure, const Link &link, const std::function<void(bool)> &then);

    /// Query of a request for what follows the last event stored.
    [[nodiscard]] static QByteArray queryOf(const Link &link);

Q_SIGNALS:
    void changed();
    void purchaseAnswered(const QString &retailerId, const odna::PurchaseAnswer &answer);
    void receiptArrived(const QString &retailerId, qint64 receiptId);

private:
    /// A pull under way.
    struct Pull
    {
        QString retailerId;
        std::optional<Link> link; ///< that the page under way was asked for
        Pulled then;
        int pagesLeft = 0;
        int events = 0;
    };

    void askForPage(Pull pull, std::chrono::seconds wait);
    void takePage(Pull pull, const Result<HttpAnswer> &answer);
    [[nodiscard]] Result<int> storePage(const Pull &pull, const Result<HttpAnswer> &answer);
    void announce(const QString &retailerId, const QList<SignedEvent> &events);
    void announceReceipts(const QString &retailerId, const QList<FiscalId> &arrived);

    Wallet &m_wallet;
    Channels &m_channels;
    DescriptorRefresh &m_refresh;
    const Timeouts m_timeouts;
};

} // namespace odna
