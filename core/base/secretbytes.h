// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <vector>

namespace odna {

/// Bytes that are overwritten when they go out of scope. Never grows in place (a reallocation would leave a copy behind),
/// never converts to QByteArray by itself, compares in constant time.
class SecretBytes final
{
public:
    SecretBytes() = default;
    explicit SecretBytes(qsizetype size);
    /// Copies \a bytes; the caller still has to wipe the original: see wiping().
    explicit SecretBytes(QByteArrayView bytes);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    /// Takes the content of \a bytes and overwrites it there (when no other QByteArray shares it).
    [[nodiscard]] static SecretBytes wiping(QByteArray &bytes);
    [[nodiscard]] SecretBytes clone() const { return SecretBytes(view()); }

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_bytes.size()); }
    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    [[nodiscard]] unsigned char *data() { return m_bytes.data(); }
    [[nodiscard]] const unsigned char *data() const { return m_bytes.data(); }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), size()}; }

    [[nodiscard]] bool operator==(const SecretBytes &other) const;

private:
    void wipe();
    std::vector<unsigned char> m_bytes;
};

} // namespace odna
