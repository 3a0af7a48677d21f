// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"
#include "app/cli/terminal.h"
#include "core/wire/valuejson.h"
#include "platform/platform.h"

#include <QFile>

namespace odna::cli {

namespace {

Result<Answer> editProfile(Session &session)
{
    Profile changes; // an empty value removes
    for (const auto &word : session.arguments().positional) {
        const auto equals = word.indexOf(u'=');
        const auto field = equals > 0 ? profileFieldNamed(word.first(equals)) : std::nullopt;
        if (!field) {
            return fail(
                FailureCode::UsageWrong,
                QStringLiteral("\"%1\" is no FIELD=VALUE; fields are first_name, last_name, email, phone, birthday, city, sex").arg(word));
        }
        const auto value = checkedProfileValue(*field, word.sliced(equals + 1), session.clock().now().date());
        if (!value) {
            return std::unexpected(value.error());
        }
        changes.insert(*field, *value);
    }
    const auto wallet = session.wallet();
    auto profile = wallet ? (*wallet)->profile() : std::unexpected(wallet.error());
    if (!profile) {
        return std::unexpected(profile.error());
    }
    for (auto change = changes.cbegin(); change != changes.cend(); ++change) {
        if (change.value().isEmpty()) {
            profile->remove(change.key());
        } else {
            profile->insert(change.key(), change.value());
        }
    }
    if (!changes.isEmpty()) {
        if (const auto stored = (*wallet)->setProfile(*profile); !stored) {
            return std::unexpected(stored.error());
        }
    }
    QStringList lines;
    for (auto entry = profile->cbegin(); entry != profile->cend(); ++entry) {
        lines.append(QStringLiteral("%1=%2").arg(nameOf(entry.key()), entry.value()));
    }
    return Answer{{{QStringLiteral("profile"), toJson(*profile)}},
                  lines.isEmpty() ? QStringLiteral("The profile is empty.") : lines.join(u'\n')};
}

/// From a file, the variable ODNA_RECOVERY_CODE or the terminal; never from the command line, which other users of the machine can read.
Result<RecoveryCode> givenRecoveryCode(const Session &session)
{
    std::optional<SecretBytes> text;
    if (const auto path = session.arguments().value("recovery-file")) {
        QFile file(*path);
        if (!file.open(QIODevice::ReadOnly)) {
            return fail(FailureCode::FileUnreadable, *path);
        }
        auto bytes = file.read(4096);
        text = SecretBytes::wiping(bytes);
    } else if (qEnvironmentVariableIsSet("ODNA_RECOVERY_CODE")) {
        auto bytes = qgetenv("ODNA_RECOVERY_CODE");
        text = SecretBytes::wiping(bytes);
    } else if (isInteractive()) {
        text = askSecret(QStringLiteral("Recovery code: "));
    }
    if (!text) {
        return fail(FailureCode::UsageWrong,
                    QStringLiteral("give the recovery code with --recovery-file or ODNA_RECOVERY_CODE, or type it on a terminal"));
    }
    return RecoveryCode::parse(QString::fromUtf8(text->view()).trimmed());
}

Result<Answer> recover(Session &session)
{
    if (const auto present = Wallet::slotsOf(session.folder()); !present) {
        return std::unexpected(present.error());
    }
    auto code = givenRecoveryCode(session);
    if (!code) {
        return std::unexpected(code.error());
    }
    // The new passphrase comes first: nothing is opened for somebody who has none to set.
    const auto passphrase = session.newPassphrase();
    if (!passphrase) {
        return std::unexpected(passphrase.error());
    }
    Protection protection;
    protection.recoveryCode = std::move(*code);
    const auto wallet = Wallet::open(session.folder(), protection, session.clock());
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    if (const auto set = (*wallet)->setPassphrase(*passphrase); !set) {
        return std::unexpected(set.error());
    }
    QJsonObject json{{QStringLiteral("card_number"), (*wallet)->card().number.text()}};
    QString text = QStringLiteral("The wallet of card %1 opens with the new passphrase.").arg((*wallet)->card().number.grouped());
    if (session.arguments().has("new-code")) {
        const auto renewed = (*wallet)->renewRecoveryCode();
        if (!renewed) {
            return std::unexpected(renewed.error());
        }
        json.insert(QStringLiteral("recovery_code"), renewed->text());
        text += QStringLiteral("\nNew recovery code, shown once (the old one no longer works): %1").arg(renewed->text());
    }
    return Answer{json, text};
}

/// Nothing is resident: each command opens the wallet for itself and closes it. So this only says how things stand.
Result<Answer> lock(Session &session)
{
    const auto present = Wallet::slotsOf(session.folder());
    if (!present) {
        return std::unexpected(present.error());
    }
    QString text = QStringLiteral("Locked: the command line keeps no wallet open between two commands.");
    if (present->keyStore) {
        text += QStringLiteral(
            "\nThis wallet also opens with the device's key store, for whoever is logged in here: lock that with the session.");
    }
    if (qEnvironmentVariableIsSet("ODNA_PASSPHRASE")) {
        text += QStringLiteral("\nThe variable ODNA_PASSPHRASE holds a passphrase in this shell: end it with \"unset ODNA_PASSPHRASE\".");
    }
    return Answer{{{QStringLiteral("locked"), true},
                   {QStringLiteral("opens_with"), QJsonObject{{QStringLiteral("keystore"), present->keyStore},
                                                              {QStringLiteral("passphrase"), present->passphrase},
                                                              {QStringLiteral("recovery_code"), present->recoveryCode}}}},
                  text};
}

Result<Answer> wipe(Session &session)
{
    const auto present = Wallet::slotsOf(session.folder());
    if (!present && present.error().code == FailureCode::WalletMissing) {
        return std::unexpected(present.error()); // a foreign or damaged one may still be wiped
    }
    if (!session.arguments().has("yes")) {
        const auto typed =
            isInteractive() ? ask(QStringLiteral("This destroys the wallet in %1, its card and its receipts for good. Type wipe to go on: ")
                                      .arg(session.folder().absolutePath()))
                            : std::nullopt;
        if (typed != QStringLiteral("wipe")) {
            return fail(FailureCode::Cancelled, QStringLiteral("give --yes"));
        }
    }
    // The key store's entry goes too, with or without --keystore.
    const auto keyStore = makeKeyStore();
    const bool usesKeyStore = !present || present->keyStore;
    if (const auto wiped = Wallet::wipe(session.folder(), usesKeyStore ? keyStore.get() : nullptr); !wiped) {
        return std::unexpected(wiped.error());
    }
    return Answer{{{QStringLiteral("wiped"), session.folder().absolutePath()}},
                  QStringLiteral("The wallet in %1 is gone: first its keys, then its files.").arg(session.folder().absolutePath())};
}

Result<Answer> backUp(Session &session)
{
    const auto &path = session.arguments().positional.constFirst();
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    if (const auto done = (*wallet)->backup(path); !done) {
        return std::unexpected(done.error());
    }
    return Answer{{{QStringLiteral("out"), path}, {QStringLiteral("bytes"), QFileInfo(path).size()}},
                  QStringLiteral("Backup in %1. It opens with the passphrase or the recovery code of this wallet.").arg(path)};
}

Result<Answer> restore(Session &session)
{
    const auto &path = session.arguments().positional.constFirst();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, path);
    }
    if (Wallet::slotsOf(session.folder())) {
        return fail(FailureCode::WalletExists, session.folder().absolutePath()); // before anybody types a passphrase
    }
    Protection protection;
    protection.keyStore = session.keyStore();
    if (session.arguments().has("recovery-file") || qEnvironmentVariableIsSet("ODNA_RECOVERY_CODE")) {
        auto code = givenRecoveryCode(session);
        if (!code) {
            return std::unexpected(code.error());
        }
        protection.recoveryCode = std::move(*code);
    } else {
        auto passphrase = session.givenPassphrase();
        if (!passphrase) {
            return std::unexpected(passphrase.error());
        }
        protection.passphrase = *passphrase ? std::move(*passphrase) : askSecret(QStringLiteral("Passphrase of the backup: "));
    }
    const auto wallet = Wallet::restore(file, session.folder(), protection, session.clock());
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    const auto &number = (*wallet)->card().number;
    return Answer{{{QStringLiteral("card_number"), number.text()}, {QStringLiteral("wallet"), session.folder().absolutePath()}},
                  QStringLiteral("The wallet of card %1 is back in %2.").arg(number.grouped(), session.folder().absolutePath())};
}

} // namespace

QList<Command> walletCommands()
{
    return {
        {"profile",
         "[FIELD=VALUE…]",
         "what retailers may be given about you, where you grant it; FIELD= removes",
         {},
         "odna-wallet profile first_name=Anna city=Minsk",
         0,
         16,
         editProfile},
        {"recover",
         "",
         "open with the recovery code and set a new passphrase",
         {{"recovery-file", "FILE", "read the recovery code from FILE, else from ODNA_RECOVERY_CODE, else ask"},
          {"new-code", nullptr, "also make a new recovery code; the old one stops working"}},
         "odna-wallet recover --recovery-file sheet.txt",
         0,
         0,
         recover},
        {"backup", "OUT", "everything in one encrypted file", {}, "odna-wallet backup wallet.odna", 1, 1, backUp},
        {"restore",
         "FILE",
         "a wallet out of a backup, into an empty --wallet folder",
         {{"recovery-file", "FILE", "open it with the recovery code in FILE, or ODNA_RECOVERY_CODE, instead of the passphrase"}},
         "odna-wallet restore wallet.odna --wallet ./new-phone",
         1,
         1,
         restore},
        {"lock", "", "say whether anything holds the wallet open (nothing does) and how it opens", {}, "odna-wallet lock", 0, 0, lock},
        {"wipe",
         "",
         "destroy the wallet in the folder, keys first",
         {{"yes", nullptr, "do not ask"}},
         "odna-wallet wipe --wallet ./my-wallet --yes",
         0,
         0,
         wipe},
    };
}

} // namespace odna::cli
