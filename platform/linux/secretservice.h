// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wallet/keystore.h"

#include <chrono>

namespace odna {

/// Key store over the Secret Service of the session (freedesktop.org Secret Service API 0.2: GNOME Keyring, KWallet, KeePassXC), through
/// QtKeychain. Blocking for at most the deadline; any thread but, where a prompt may appear, not a user interface's.
class SecretService final : public KeyStore
{
public:
    /// \a deadline bounds each call: a prompt that nobody answers is KeystoreLocked.
    explicit SecretService(std::chrono::milliseconds deadline = std::chrono::seconds(60))
        : m_deadline(deadline)
    {}

    [[nodiscard]] Result<SecretBytes> read(const QString &entry) override;
    [[nodiscard]] Result<void> write(const QString &entry, const SecretBytes &secret) override;
    [[nodiscard]] Result<void> remove(const QString &entry) override;

private:
    std::chrono::milliseconds m_deadline;
};

} // namespace odna
