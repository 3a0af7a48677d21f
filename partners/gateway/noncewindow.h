// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <mutex>
#include <vector>

namespace odna {

/// Remembers the nonces of valid signatures for as long as their time is acceptable, in bounded memory. Any thread.
///
/// Nothing is forgotten early, whoever signs how much: a member who signs without end is throttled, and leaves room to everybody else.
///
/// A nonce is kept as 64 bits of a hash under a key of this process: two of two million meet once in ten million fills, and the phone
/// then signs anew. They are forgotten at a restart; a replay then changes nothing, because each operation that writes has its op_id.
class NonceWindow final
{
public:
    /// \a most nonces at a time, half of them of the last eleven minutes; each takes 16 to 32 bytes, and so does each member.
    explicit NonceWindow(std::size_t most);

    /// \a member: a key of whoever signed, and not one that anybody can make anew for each request. SignatureInvalid where the nonce was
    /// there before; Throttled where the member has had its share.
    [[nodiscard]] Result<void> remember(const QString &member, const QByteArray &nonce, const QDateTime &now);

private:
    /// How often each number was counted: open addressing with linear probing. It grows up to what is put in, and stays so large.
    class Counts final
    {
    public:
        [[nodiscard]] quint32 &of(quint64 number);
        [[nodiscard]] bool contains(quint64 number) const { return m_numbers[slotOf(number)] != 0; }
        [[nodiscard]] std::size_t size() const { return m_size; }
        void clear();

    private:
        [[nodiscard]] std::size_t slotOf(quint64 number) const;
        void grow();
        std::vector<quint64> m_numbers = std::vector<quint64>(1024); ///< a power of two; 0 is an empty slot
        std::vector<quint32> m_counts = std::vector<quint32>(1024);
        std::size_t m_size = 0;
    };
    struct Generation
    {
        Counts nonces;
        Counts members;
    };
    void age(const QDateTime &now);

    const std::size_t m_mostInGeneration;
    const std::size_t m_seed;
    std::mutex m_mutex;
    QDateTime m_begun; ///< of the current generation
    Generation m_current;
    Generation m_previous;
};

} // namespace odna
