// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/timeouts.h"
#include "core/wallet/wallet.h"

#include <QTimer>

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace odna {

/// Keeps what the phone knows of its linked retailers up to date: each descriptor is fetched once a day, and at once where a newer one
/// may mend what has just failed. What comes back counts only as DescriptorFetch says: signed by the pinned root key, never older.
class DescriptorRefresh final : public QObject
{
    Q_OBJECT

public:
    DescriptorRefresh(Wallet &wallet, const Clock &clock, const Timeouts &timeouts);
    ~DescriptorRefresh() override;

    /// Fetches where the last one taken is a day old and the last try an hour. \a then is called once as long as \a context lives,
    /// whatever came of it, never before this returns.
    void daily(const QString &retailerId, QObject &context, const std::function<void()> &then = {});
    /// \a operation failed, sent as \a used says. False where a newer descriptor cannot help, or was asked for because of this operation
    /// before; otherwise \a then is called later, as long as \a context lives, with whether the retailer has another answer key now.
    [[nodiscard]] bool mend(const Failure &failure, const Descriptor &used, const QString &operation, QObject &context,
                            const std::function<void(bool)> &then);
    /// The descriptor of this retailer is as new as can be.
    void noteTaken(const QString &retailerId);

    /// From now on daily() for every active link, at once and from time to time.
    void start();
    void stop();

Q_SIGNALS:
    void changed();
    /// What came back was refused; that nothing came is no matter.
    void failed(const QString &retailerId, const odna::Failure &failure);

private:
    using Then = std::function<void(const Result<Descriptor> &)>;

    void fetch(const Descriptor &known, const Then &then);
    void fetched(const Descriptor &known, const Result<Descriptor> &descriptor);
    [[nodiscard]] bool isDue(const QString &retailerId) const;
    void refreshAll();

    Wallet &m_wallet;
    const Clock &m_clock;
    const Timeouts m_timeouts;
    std::map<QString, std::vector<Then>> m_waiting; ///< for the fetch that is under way, by retailer
    std::map<QString, QDateTime> m_tried;           ///< by retailer
    std::set<QString> m_mended;                     ///< operations
    QTimer m_timer;
};

} // namespace odna
