// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wallet/keystore.h"

#include <functional>
#include <map>
#include <utility>

namespace odna {

/// A key store that lives as long as the test; missing altogether where told so.
class MemoryKeyStore final : public KeyStore
{
public:
    explicit MemoryKeyStore(bool missing = false)
        : m_missing(missing)
    {}
    Result<SecretBytes> read(const QString &entry) override
    {
        ask();
        if (m_missing) {
            return fail(FailureCode::KeystoreMissing);
        }
        const auto found = m_entries.find(entry);
        return found == m_entries.end() ? Result<SecretBytes>(fail(FailureCode::KeystoreLocked)) : found->second.clone();
    }
    Result<void> write(const QString &entry, const SecretBytes &secret) override
    {
        ask();
        if (m_missing) {
            return fail(FailureCode::KeystoreMissing);
        }
        m_entries.insert_or_assign(entry, secret.clone());
        return {};
    }
    Result<void> remove(const QString &entry) override
    {
        m_entries.erase(entry);
        return {};
    }

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_entries.size()); }

    /// Called once, by the next question and on its thread: what happens while the shopper looks at the prompt.
    std::function<void()> meanwhile;

private:
    void ask()
    {
        if (const auto prompt = std::exchange(meanwhile, nullptr)) {
            prompt();
        }
    }
    bool m_missing;
    std::map<QString, SecretBytes> m_entries;
};

} // namespace odna
