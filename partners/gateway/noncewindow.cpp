// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/noncewindow.h"

#include "core/base/crypto.h"

#include <QHash>

#include <cstring>

namespace odna {

namespace {

constexpr qint64 windowSeconds = 5 * 60; // either way, as verifyRequest() takes it

std::size_t randomSeed()
{
    const auto bytes = randomBytes(sizeof(std::size_t));
    std::size_t seed = 0;
    std::memcpy(&seed, bytes.constData(), sizeof(seed));
    return seed;
}

} // namespace

NonceWindow::NonceWindow(std::size_t most)
    : m_mostPerShard(std::max<std::size_t>(most / shardCount, 1))
    , m_seed(randomSeed())
{}

Result<void> NonceWindow::remember(const QString &keyId, const QByteArray &nonce, const QDateTime &created, const QDateTime &now)
{
    const auto hash = qHashMulti(m_seed, keyId, nonce);
    auto &shard = m_shards.at(hash % shardCount);
    const auto oldest = (now.toSecsSinceEpoch() - windowSeconds) / 60 - 1;
    const std::lock_guard lock(shard.mutex);
    while (!shard.byMinute.empty() && shard.byMinute.begin()->first < oldest) {
        shard.count -= shard.byMinute.begin()->second.size();
        shard.byMinute.erase(shard.byMinute.begin());
    }
    auto &minute = shard.byMinute[created.toSecsSinceEpoch() / 60];
    if (minute.contains(hash)) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("this nonce was used before"));
    }
    if (shard.count >= m_mostPerShard) {
        return fail(FailureCode::Throttled, QStringLiteral("too many signatures within ten minutes"));
    }
    minute.insert(hash);
    ++shard.count;
    return {};
}

} // namespace odna
