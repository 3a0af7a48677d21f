// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <array>
#include <map>
#include <mutex>
#include <unordered_set>

namespace odna {

/// Remembers the nonces of valid signatures for as long as their time is acceptable, in bounded memory. Any thread.
///
/// A nonce is kept as 64 bits of a hash under a key of this process: two of two million meet once in ten million fills, and the phone
/// then signs anew. They are forgotten at a restart; a replay then changes nothing, because each operation that writes has its op_id.
class NonceWindow final
{
public:
    explicit NonceWindow(std::size_t most);

    /// SignatureInvalid where it was there before; Throttled where the memory is full (nothing is forgotten early).
    [[nodiscard]] Result<void> remember(const QString &keyId, const QByteArray &nonce, const QDateTime &created, const QDateTime &now);

private:
    static constexpr std::size_t shardCount = 16;
    struct Shard
    {
        std::mutex mutex;
        std::map<qint64, std::unordered_set<quint64>> byMinute; ///< of the signature's own time
        std::size_t count = 0;
    };
    std::array<Shard, shardCount> m_shards;
    const std::size_t m_mostPerShard;
    const std::size_t m_seed;
};

} // namespace odna
