// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "core/base/clock.h"
#include "core/relay/relay.h"
#include "core/wallet/wallet.h"

#include <QCoreApplication>
#include <QDir>

#include <memory>
#include <optional>

namespace odna::cli {

/// One run of one command: its arguments, and the wallet that it opens when it needs it. Nothing outlives the run.
class Session final
{
public:
    explicit Session(Arguments arguments);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    [[nodiscard]] const Arguments &arguments() const { return m_arguments; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] QDir folder() const;
    /// Borrowed; null without --keystore.
    [[nodiscard]] KeyStore *keyStore();

    /// The passphrase from --passphrase-file or ODNA_PASSPHRASE, NFC; nothing where neither is given. FileUnreadable; PassphraseNeeded
    /// where it is empty.
    [[nodiscard]] Result<std::optional<SecretBytes>> givenPassphrase() const;
    /// The same, else asked twice on the terminal; PassphraseNeeded where nobody can answer.
    [[nodiscard]] Result<SecretBytes> newPassphrase() const;

    /// The wallet, opened at the first call: with --keystore, the passphrase given, or one asked on the terminal.
    [[nodiscard]] Result<Wallet *> wallet();
    /// The relay of the opened wallet.
    [[nodiscard]] Relay &relay();

    /// Runs the event loop until the callback that \a start is given was called.
    template <class T, class Start>
    [[nodiscard]] static Result<T> await(Start start)
    {
        std::optional<Result<T>> outcome;
        start([&outcome](Result<T> result) {
            outcome.emplace(std::move(result));
            QCoreApplication::exit();
        });
        while (!outcome) {
            QCoreApplication::exec();
        }
        return std::move(*outcome);
    }

private:
    Arguments m_arguments;
    SystemClock m_clock;
    std::unique_ptr<KeyStore> m_keyStore;
    std::unique_ptr<Wallet> m_wallet;
    std::unique_ptr<Relay> m_relay;
};

} // namespace odna::cli
