// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

namespace odna {

/// The operating system's place for one secret per wallet (Secret Service, Android Keystore, Keychain). Implemented in platform/.
/// Blocking; not for a user interface's thread where a prompt may appear.
class KeyStore
{
public:
    KeyStore() = default;
    KeyStore(const KeyStore &) = delete;
    KeyStore &operator=(const KeyStore &) = delete;
    virtual ~KeyStore() = default;

    /// KeystoreMissing where this device has none; KeystoreLocked where it is locked, the user dismissed the prompt, or it does not
    /// have the entry (a locked collection answers "not found", so the two cannot be told apart and neither may make a new key).
    [[nodiscard]] virtual Result<SecretBytes> read(const QString &entry) = 0;
    /// Overwrites. The caller reads back and compares: some stores report errors as success.
    [[nodiscard]] virtual Result<void> write(const QString &entry, const SecretBytes &secret) = 0;
    /// Removing what is not there is no failure.
    [[nodiscard]] virtual Result<void> remove(const QString &entry) = 0;
    /// Ends calls of other threads that wait for an answer, with KeystoreLocked; any thread. A store that never waits has nothing to do.
    virtual void stopWaiting() {}
};

} // namespace odna
