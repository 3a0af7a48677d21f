// SPDX-License-Identifier: Apache-2.0
#include "core/base/secretbytes.h"

#include <sodium.h>

#include <cstring>
#include <utility>

namespace odna {

SecretBytes::SecretBytes(qsizetype size)
    : m_bytes(static_cast<std::size_t>(size))
{}

SecretBytes::SecretBytes(QByteArrayView bytes)
    : m_bytes(bytes.begin(), bytes.end())
{}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

SecretBytes::~SecretBytes()
{
    wipe();
}

SecretBytes SecretBytes::wiping(QByteArray &bytes)
{
    SecretBytes secret{QByteArrayView(bytes)};
    if (bytes.isDetached()) {
        sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
    }
    bytes.clear();
    return secret;
}

bool SecretBytes::operator==(const SecretBytes &other) const
{
    return m_bytes.size() == other.m_bytes.size()
           && (m_bytes.empty() || sodium_memcmp(m_bytes.data(), other.m_bytes.data(), m_bytes.size()) == 0);
}

void SecretBytes::wipe()
{
    if (!m_bytes.empty()) {
        sodium_memzero(m_bytes.data(), m_bytes.size());
    }
    m_bytes.clear();
}

} // namespace odna
