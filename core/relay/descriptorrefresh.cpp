// SPDX-License-Identifier: Apache-2.0
#include "core/relay/descriptorrefresh.h"

#include "core/relay/descriptorfetch.h"

#include <QPointer>

#include <tuple>
#include <utility>

namespace odna {

namespace {

constexpr qint64 dayInSeconds = 24 * 3600;
constexpr qint64 pauseInSeconds = 3600;

QString settingOf(const QString &retailerId)
{
    return QStringLiteral("relay.descriptor.") + retailerId;
}

/// What another answer key or consent text of the retailer may be the reason of.
bool mayBeMended(FailureCode code)
{
    return code == FailureCode::AcknowledgementBad || code == FailureCode::EventSignatureBad || code == FailureCode::ConsentMissing;
}

bool isLaterThan(const QDateTime &moment, qint64 seconds, const QDateTime &now)
{
    return !moment.isValid() || moment > now || moment.secsTo(now) >= seconds; // a clock that was set back proves nothing
}

} // namespace

DescriptorRefresh::DescriptorRefresh(Wallet &wallet, const Clock &clock, const Timeouts &timeouts)
    : m_wallet(wallet)
    , m_clock(clock)
    , m_timeouts(timeouts)
{
    m_timer.setInterval(std::chrono::hours(1));
    connect(&m_timer, &QTimer::timeout, this, &DescriptorRefresh::refreshAll);
}

DescriptorRefresh::~DescriptorRefresh()
{
    qDeleteAll(findChildren<QObject *>(Qt::FindDirectChildrenOnly)); // they call back, so before the members
}

void DescriptorRefresh::daily(const QString &retailerId, QObject &context, const std::function<void()> &then)
{
    const auto link = m_wallet.link(retailerId);
    if (!link || link->state != Link::State::Active || !isDue(retailerId)) {
        if (then) {
            QMetaObject::invokeMethod(&context, then, Qt::QueuedConnection);
        }
        return;
    }
    fetch(link->descriptor, [alive = QPointer<QObject>(&context), then](const Result<Descriptor> &) {
        if (alive && then) {
            then();
        }
    });
}

bool DescriptorRefresh::mend(const Failure &failure, const Descriptor &used, const QString &operation, QObject &context,
                             const std::function<void(bool)> &then)
{
    if (!mayBeMended(failure.code) || !m_mended.insert(operation).second) {
        return false;
    }
    const auto link = m_wallet.link(used.retailerId);
    if (link && link->descriptor.answerKey != used.answerKey) { // somebody else asked meanwhile
        QMetaObject::invokeMethod(&context, [then] { then(true); }, Qt::QueuedConnection);
        return true;
    }
    fetch(used, [alive = QPointer<QObject>(&context), key = used.answerKey, then](const Result<Descriptor> &descriptor) {
        if (alive) {
            then(descriptor && descriptor->answerKey != key);
        }
    });
    return true;
}

void DescriptorRefresh::noteTaken(const QString &retailerId)
{
    // Losing this only fetches once more.
    std::ignore = m_wallet.setSetting(settingOf(retailerId), QString::number(m_clock.now().toMSecsSinceEpoch()));
}

void DescriptorRefresh::start()
{
    m_timer.start();
    refreshAll();
}

void DescriptorRefresh::stop()
{
    m_timer.stop();
}

void DescriptorRefresh::fetch(const Descriptor &known, const Then &then)
{
    auto &waiting = m_waiting[known.retailerId];
    waiting.push_back(then);
    if (waiting.size() > 1) {
        return;
    }
    m_tried[known.retailerId] = m_clock.now();
    const auto done = [this, known](const Result<Descriptor> &descriptor) { fetched(known, descriptor); };
    auto *fetch = new DescriptorFetch(m_wallet, m_clock, known.baseUrl, done, *this);
    fetch->start(m_timeouts.request);
}

void DescriptorRefresh::fetched(const Descriptor &known, const Result<Descriptor> &descriptor)
{
    if (descriptor && descriptor->retailerId == known.retailerId) {
        noteTaken(known.retailerId);
        Q_EMIT changed();
    } else if (descriptor) {
        Q_EMIT failed(known.retailerId, Failure{FailureCode::DescriptorSignatureBad, QStringLiteral("that of another retailer")});
    } else if (!entryOf(descriptor.error().code).retryable && descriptor.error().code != FailureCode::Cancelled) {
        Q_EMIT failed(known.retailerId, descriptor.error());
    }
    const auto waiting = std::exchange(m_waiting[known.retailerId], {});
    for (const auto &then : waiting) {
        then(descriptor);
    }
}

bool DescriptorRefresh::isDue(const QString &retailerId) const
{
    const auto now = m_clock.now();
    const auto tried = m_tried.find(retailerId);
    if (tried != m_tried.end() && !isLaterThan(tried->second, pauseInSeconds, now)) {
        return false;
    }
    const auto taken = m_wallet.setting(settingOf(retailerId));
    const auto moment = taken && !taken->isEmpty() ? QDateTime::fromMSecsSinceEpoch(taken->toLongLong(), Qt::UTC) : QDateTime();
    return isLaterThan(moment, dayInSeconds, now);
}

void DescriptorRefresh::refreshAll()
{
    if (const auto links = m_wallet.links()) {
        for (const auto &link : *links) {
            daily(link.retailerId(), *this);
        }
    }
}

} // namespace odna
