// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/relay/timeouts.h"
#include "core/wallet/wallet.h"
#include "core/wire/descriptor.h"

#include <QObject>

#include <functional>
#include <memory>

namespace odna {

/// Moves messages between one open wallet and the retailers it is linked to. Lives on the wallet's thread; nothing blocks. Every
/// request has a total deadline of 30 s (40 s for the long poll), a cap of 128 KiB on the answer, no cookies, no redirects; only an
/// answer that is signed by the retailer's pinned key for exactly this request counts as one.
///
/// A callback is called exactly once, never before the function returns; Cancelled when the relay goes away first.
class Relay final : public QObject
{
    Q_OBJECT

public:
    template <class T>
    using Callback = std::function<void(Result<T>)>;

    Relay(Wallet &wallet, const Clock &clock, QObject *parent = nullptr, const Timeouts &timeouts = {});
    ~Relay() override;

    /// GET of a descriptor from an address that the shopper scanned or typed: an origin, or a full URL ending in
    /// /.well-known/odna.json. Checked with acceptDescriptor(), against the pinned key where the wallet knows the retailer (then
    /// the newer descriptor is stored too).
    void fetchDescriptor(const QUrl &address, Callback<Descriptor> done);

    /// Joins a retailer with exactly these grants and the consent text in \a language that the shopper was shown; stores the link. After
    /// card_taken it derives the next number on a worker thread and tries again (at most 8 times): the wallet adopts it when it has no
    /// link yet, otherwise only this link does.
    void join(const Descriptor &descriptor, const Grants &grants, const QString &language, Callback<Link> done);

    /// What confirm() would send now, but for its fresh op id and times: for the screen that asks the shopper. Stores nothing. Failures: those
    /// of OutgoingMessage::purchase() and of the wallet.
    [[nodiscard]] Result<OutgoingMessage> prepare(qint64 receiptId, const QString &retailerId) const;
    /// Confirms a held receipt for one linked retailer: wallet transaction, then delivery starts. Returns the op id.
    [[nodiscard]] Result<QString> confirm(qint64 receiptId, const QString &retailerId);
    /// Changed grants or a withdrawal: at once on the phone, then delivered.
    [[nodiscard]] Result<void> changeGrants(const QString &retailerId, const Grants &grants, const QString &language);
    [[nodiscard]] Result<void> withdraw(const QString &retailerId, bool erase);

    /// One round: fetches each descriptor that is a day old, delivers what is due and pulls the inbox of every active link once (no long poll). Calls back when all of it is over,
    /// with the first failure that was not a matter of delivery (those stand in the outbox), and the number of new events.
    void syncOnce(Callback<int> done);

    /// Goes live: a WebSocket per active link (falling back to the long poll where it cannot be opened), the outbox by its schedule,
    /// at once after retryNow(), confirm() and when the network returns.
    void start();
    void stop();
    void retryNow();
    /// One message of the outbox, parked or given up or waiting, is sent now: the shopper tapped it. Unknown op ids are no failure.
    [[nodiscard]] Result<void> retry(const QString &opId);

Q_SIGNALS:
    /// The wallet's content changed: events came in, or an outbox item changed its state.
    void changed();
    /// A purchase was acknowledged, or its retailer reported a new status.
    void purchaseAnswered(const QString &retailerId, const odna::PurchaseAnswer &answer);
    /// A receipt event came in from the till of \a retailerId.
    void receiptArrived(const QString &retailerId, qint64 receiptId);
    /// Something the shopper should know; already a sentence in sentenceOf(failure.code).
    void failed(const QString &retailerId, const odna::Failure &failure);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace odna
