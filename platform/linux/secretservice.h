// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wallet/keystore.h"

#include <chrono>
#include <memory>

namespace odna {

/// Key store over the Secret Service of the session (freedesktop.org Secret Service API 0.2: GNOME Keyring, KWallet, KeePassXC), through
/// QtKeychain. Blocking for at most the deadline; any thread but, where a prompt may appear, not a user interface's.
class SecretService final : public KeyStore
{
public:
    /// \a deadline bounds each call: a prompt that nobody answers is KeystoreLocked.
    explicit SecretService(std::chrono::milliseconds deadline = std::chrono::seconds(60));
    ~SecretService() override;

    [[nodiscard]] Result<SecretBytes> read(const QString &entry) override;
    [[nodiscard]] Result<void> write(const QString &entry, const SecretBytes &secret) override;
    [[nodiscard]] Result<void> remove(const QString &entry) override;
    void stopWaiting() override;

    struct Desk; ///< where calls wait for their answers
private:
    std::chrono::milliseconds m_deadline;
    std::shared_ptr<Desk> m_desk; ///< outlives this with a job that is late
};

} // namespace odna
