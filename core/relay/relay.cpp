// SPDX-License-Identifier: Apache-2.0
#include "core/relay/relay.h"

#include "core/base/ulid.h"
#include "core/relay/decisions.h"
#include "core/relay/descriptorfetch.h"
#include "core/relay/joining.h"
#include "core/relay/listener.h"
#include "core/relay/syncround.h"

#include <QLoggingCategory>
#include <QNetworkInformation>

#include <tuple>
#include <utility>

Q_LOGGING_CATEGORY(lcRelay, "odna.relay", QtWarningMsg)

namespace odna {

/// The parts, each after those it uses.
struct Relay::Private
{
    Relay &relay;
    Wallet &wallet;
    const Clock &clock;
    const Timeouts timeouts;
    SentProfile sentProfile{wallet};
    Decisions decisions{wallet, sentProfile, clock};
    Channels channels{wallet, clock};
    Settlement settlement{wallet, sentProfile, decisions, clock};
    DescriptorRefresh refresh{wallet, clock, timeouts};
    Delivery delivery{wallet, channels, settlement, refresh, clock, timeouts};
    Inbox inbox{wallet, channels, refresh, timeouts};
    std::map<QString, std::unique_ptr<Listener>> listeners;
    bool live = false;
    QObject underWay; ///< parent of what ends by itself; goes first, and whoever waits hears Cancelled

    Private(Relay &owner, Wallet &openWallet, const Clock &time, const Timeouts &periods)
        : relay(owner)
        , wallet(openWallet)
        , clock(time)
        , timeouts(periods)
    {}

    Listener &listenerOf(const Link &link)
    {
        auto &listener = listeners[link.retailerId()];
        if (!listener) {
            listener = std::make_unique<Listener>(link, wallet, channels, inbox, clock, timeouts);
            connect(listener.get(), &Listener::failed, &relay, &Relay::failed);
        }
        return *listener;
    }

    void listenToAll()
    {
        const auto links = wallet.links();
        if (!links) {
            Q_EMIT relay.failed(QString(), links.error());
            return;
        }
        for (const auto &link : *links) {
            if (link.state == Link::State::Active) {
                listenerOf(link).start();
            }
        }
    }
};

Relay::Relay(Wallet &wallet, const Clock &clock, QObject *parent, const Timeouts &timeouts)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, wallet, clock, timeouts))
{
    connect(this, &Relay::failed, this, [](const QString &, const Failure &failure) { qCInfo(lcRelay) << nameOf(failure.code); });
    connect(&d->settlement, &Settlement::changed, this, &Relay::changed);
    connect(&d->settlement, &Settlement::purchaseAnswered, this, &Relay::purchaseAnswered);
    connect(&d->settlement, &Settlement::failed, this, &Relay::failed);
    connect(&d->refresh, &DescriptorRefresh::changed, this, &Relay::changed);
    connect(&d->refresh, &DescriptorRefresh::failed, this, &Relay::failed);
    connect(&d->inbox, &Inbox::changed, this, &Relay::changed);
    connect(&d->inbox, &Inbox::purchaseAnswered, this, &Relay::purchaseAnswered);
    connect(&d->inbox, &Inbox::receiptArrived, this, &Relay::receiptArrived);
}

Relay::~Relay()
{
    stop();
}

void Relay::fetchDescriptor(const QUrl &address, Callback<Descriptor> done)
{
    auto *fetch = new DescriptorFetch(d->wallet, d->clock, address, std::move(done), d->underWay);
    fetch->start(d->timeouts.request);
}

void Relay::join(const Descriptor &descriptor, const Grants &grants, const QString &language, Callback<Link> done)
{
    const auto joined = [this, descriptor, done = std::move(done)](const Result<Link> &link) {
        if (link) {
            d->refresh.noteTaken(link->retailerId());
            if (d->live) {
                d->listenerOf(*link).restart();
            }
            Q_EMIT changed();
        } else if (d->wallet.link(descriptor.retailerId)) { // so that the next try is made with the newest
            const QString operation = QStringLiteral("join/") + newUlid(d->clock);
            std::ignore = d->refresh.mend(link.error(), descriptor, operation, d->underWay, [](bool) {});
        }
        done(link);
    };
    auto *joining = new Joining(d->wallet, d->delivery, d->sentProfile, d->clock, d->timeouts, descriptor, joined, d->underWay);
    joining->start(grants, language);
}

Result<OutgoingMessage> Relay::prepare(qint64 receiptId, const QString &retailerId) const
{
    return d->decisions.prepare(receiptId, retailerId);
}

Result<QString> Relay::confirm(qint64 receiptId, const QString &retailerId)
{
    const auto opId = d->decisions.confirm(receiptId, retailerId);
    if (opId) {
        Q_EMIT changed();
        d->delivery.deliver(retailerId);
    }
    return opId;
}

Result<void> Relay::changeGrants(const QString &retailerId, const Grants &grants, const QString &language)
{
    const auto decided = d->decisions.changeGrants(retailerId, grants, language);
    if (decided) {
        Q_EMIT changed();
        d->delivery.deliver(retailerId);
    }
    return decided;
}

Result<void> Relay::withdraw(const QString &retailerId, bool erase)
{
    const auto decided = d->decisions.withdraw(retailerId, erase);
    if (decided) {
        if (const auto found = d->listeners.find(retailerId); found != d->listeners.end()) {
            found->second->stop();
        }
        Q_EMIT changed();
        d->delivery.deliver(retailerId);
    }
    return decided;
}

void Relay::syncOnce(Callback<int> done)
{
    auto *round = new SyncRound(d->refresh, d->delivery, d->inbox, std::move(done), d->underWay);
    round->start(d->wallet.links());
}

void Relay::start()
{
    if (d->live) {
        return;
    }
    d->live = true;
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
    d->refresh.start();
    d->delivery.start();
    retryNow();
}

void Relay::stop()
{
    if (!d->live) {
        return;
    }
    d->live = false;
    if (QNetworkInformation::instance() != nullptr) {
        QNetworkInformation::instance()->disconnect(this);
    }
    d->refresh.stop();
    d->delivery.stop();
    for (const auto &[retailerId, listener] : d->listeners) {
        listener->stop();
    }
}

void Relay::retryNow()
{
    if (const auto retried = d->wallet.retryNow(); !retried) {
        Q_EMIT failed(QString(), retried.error());
    }
    d->delivery.deliverAll();
}

Result<void> Relay::retry(const QString &opId)
{
    const auto retried = d->wallet.retry(opId);
    if (retried) {
        Q_EMIT changed();
        d->delivery.deliverAll();
    }
    return retried;
}

} // namespace odna
