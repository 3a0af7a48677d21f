// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/noncewindow.h"

#include "core/base/crypto.h"

#include <QHash>

#include <algorithm>
#include <cstring>
#include <utility>

namespace odna {

namespace {

// A signature is taken five minutes before and after its time (verifyRequest()), so its nonce is dangerous for ten from when it came; it
// is kept until the generation after its own is over.
constexpr qint64 generationSeconds = 11 * 60;
// Half of the room is for those who sign little, 244 times in a generation of a million. Who signs more shares the other half and has an
// eighth of what is free in it. So it takes two thousand members at once to leave no room to a phone that signs as a phone does.
constexpr std::size_t littleOf = 4096;
constexpr std::size_t shareOfFree = 8;

std::size_t randomSeed()
{
    const auto bytes = randomBytes(sizeof(std::size_t));
    std::size_t seed = 0;
    std::memcpy(&seed, bytes.constData(), sizeof(seed));
    return seed;
}

/// 0 is an empty slot.
quint64 notZero(std::size_t hash)
{
    return std::max<quint64>(hash, 1);
}

} // namespace

quint32 &NonceWindow::Counts::of(quint64 number)
{
    auto slot = slotOf(number);
    if (m_numbers[slot] == 0) {
        if ((m_size + 1) * 4 > m_numbers.size() * 3) {
            grow();
            slot = slotOf(number);
        }
        m_numbers[slot] = number;
        ++m_size;
    }
    return m_counts[slot];
}

std::size_t NonceWindow::Counts::slotOf(quint64 number) const
{
    const auto mask = m_numbers.size() - 1;
    auto slot = number & mask;
    while (m_numbers[slot] != 0 && m_numbers[slot] != number) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

void NonceWindow::Counts::grow()
{
    const auto numbers = std::exchange(m_numbers, std::vector<quint64>(m_numbers.size() * 2));
    const auto counts = std::exchange(m_counts, std::vector<quint32>(m_counts.size() * 2));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] != 0) {
            const auto slot = slotOf(numbers[i]);
            m_numbers[slot] = numbers[i];
            m_counts[slot] = counts[i];
        }
    }
}

void NonceWindow::Counts::clear()
{
    std::ranges::fill(m_numbers, quint64{0});
    std::ranges::fill(m_counts, quint32{0});
    m_size = 0;
}

NonceWindow::NonceWindow(std::size_t most)
    : m_mostInGeneration(std::max<std::size_t>(most / 2, 1))
    , m_seed(randomSeed())
{}

Result<void> NonceWindow::remember(const QString &member, const QByteArray &nonce, const QDateTime &now)
{
    const auto signature = notZero(qHashMulti(m_seed, member, nonce));
    const auto signer = notZero(qHash(member, m_seed));
    const std::lock_guard lock(m_mutex);
    age(now);
    if (m_current.nonces.contains(signature) || m_previous.nonces.contains(signature)) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("this nonce was used before"));
    }
    const auto free = m_mostInGeneration - m_current.nonces.size();
    const std::size_t count = m_current.members.contains(signer) ? m_current.members.of(signer) : 0;
    const auto half = m_mostInGeneration / 2;
    const bool isLittle = count < std::max<std::size_t>(m_mostInGeneration / littleOf, 1);
    const bool fits = isLittle ? free > 0 : free > half && count * shareOfFree < free - half;
    if (!fits) {
        return fail(FailureCode::Throttled, QStringLiteral("too many signatures within eleven minutes"));
    }
    ++m_current.nonces.of(signature);
    ++m_current.members.of(signer);
    return {};
}

void NonceWindow::age(const QDateTime &now)
{
    if (!m_begun.isValid()) {
        m_begun = now;
    }
    const auto seconds = m_begun.secsTo(now); // a clock that was set back only keeps them longer
    if (seconds < generationSeconds) {
        return;
    }
    std::swap(m_current, m_previous);
    m_current.nonces.clear();
    m_current.members.clear();
    if (seconds >= 2 * generationSeconds) {
        m_previous.nonces.clear();
        m_previous.members.clear();
    }
    m_begun = now;
}

} // namespace odna
