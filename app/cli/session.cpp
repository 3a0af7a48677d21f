// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"

#include "app/cli/terminal.h"
#include "platform/platform.h"

#include <QFile>

namespace odna::cli {

namespace {

/// The same passphrase whichever keyboard composed its letters.
SecretBytes normalised(QByteArrayView utf8)
{
    auto text = QString::fromUtf8(utf8).normalized(QString::NormalizationForm_C);
    auto bytes = text.toUtf8();
    text.fill(u'\0');
    return SecretBytes::wiping(bytes);
}

} // namespace

Session::Session(Arguments arguments)
    : m_arguments(std::move(arguments))
{}

Session::~Session() = default;

QDir Session::folder() const
{
    const auto given = m_arguments.value("wallet");
    return given ? QDir(*given) : defaultWalletFolder();
}

KeyStore *Session::keyStore()
{
    if (m_arguments.has("keystore") && !m_keyStore) {
        m_keyStore = makeKeyStore();
    }
    return m_keyStore.get();
}

Result<std::optional<SecretBytes>> Session::givenPassphrase() const
{
    QByteArray bytes;
    if (const auto path = m_arguments.value("passphrase-file")) {
        QFile file(*path);
        if (!file.open(QIODevice::ReadOnly)) {
            return fail(FailureCode::FileUnreadable, *path);
        }
        bytes = file.read(4096);
    } else if (qEnvironmentVariableIsSet("ODNA_PASSPHRASE")) {
        bytes = qgetenv("ODNA_PASSPHRASE");
    } else {
        return std::nullopt;
    }
    const auto secret = SecretBytes::wiping(bytes);
    auto text = secret.view();
    if (text.endsWith('\n')) {
        text.chop(1);
    }
    if (text.endsWith('\r')) {
        text.chop(1);
    }
    if (text.isEmpty()) {
        return fail(FailureCode::PassphraseNeeded, QStringLiteral("the passphrase given is empty"));
    }
    return normalised(text);
}

Result<SecretBytes> Session::newPassphrase() const
{
    auto given = givenPassphrase();
    if (!given) {
        return std::unexpected(given.error());
    }
    if (*given) {
        return std::move(**given);
    }
    while (isInteractive()) {
        const auto first = askSecret(QStringLiteral("New passphrase: "));
        if (!first || first->isEmpty()) {
            break;
        }
        const auto second = askSecret(QStringLiteral("The same again: "));
        if (!second) {
            break;
        }
        if (*first == *second) {
            return normalised(first->view());
        }
        writeError(QStringLiteral("The two are not the same."));
    }
    return fail(FailureCode::PassphraseNeeded);
}

Result<Wallet *> Session::wallet()
{
    if (m_wallet) {
        return m_wallet.get();
    }
    if (const auto present = Wallet::slotsOf(folder()); !present) {
        return std::unexpected(present.error()); // before anybody is asked for a passphrase
    }
    auto given = givenPassphrase();
    if (!given) {
        return std::unexpected(given.error());
    }
    Protection protection;
    protection.keyStore = keyStore();
    protection.passphrase = std::move(*given);
    if (!protection.passphrase && !protection.keyStore && isInteractive()) {
        if (const auto typed = askSecret(QStringLiteral("Passphrase: "))) {
            protection.passphrase = normalised(typed->view());
        }
    }
    if (!protection.passphrase && !protection.keyStore) {
        return fail(FailureCode::PassphraseNeeded);
    }
    auto opened = Wallet::open(folder(), protection, m_clock);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    m_wallet = std::move(*opened);
    return m_wallet.get();
}

Relay &Session::relay()
{
    Q_ASSERT(m_wallet);
    if (!m_relay) {
        m_relay = std::make_unique<Relay>(*m_wallet, m_clock);
    }
    return *m_relay;
}

} // namespace odna::cli
