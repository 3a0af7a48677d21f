// SPDX-License-Identifier: Apache-2.0
// The process that tst_killed kills: works on a wallet without end and prints each operation once it has returned, before the next begins.
// killed work|passphrase|create FOLDER KEYSTORE SEED

#include "tests/core/wallet/walletworld.h"

#include <QRandomGenerator>

#include <cstdio>

#include <unistd.h>

using namespace odna;

namespace {

void say(const QString &line)
{
    const QByteArray whole = line.toLatin1() + '\n';
    if (::write(STDOUT_FILENO, whole.constData(), static_cast<std::size_t>(whole.size())) != whole.size()) {
        std::_Exit(3);
    }
}

/// The value, or the end of the process: nothing may be refused here.
template <class T>
T taken(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, qPrintable(describe(result.error())));
        std::_Exit(4);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

[[noreturn]] void work(Wallet &wallet, const Clock &clock, quint32 seed)
{
    QRandomGenerator random(seed);
    const TestRetailer signer(QStringLiteral("grocer.example")); // its events count; who signed them is the relay's business
    const auto retailerId = signer.id();
    quint64 number = quint64(seed) << 20;
    for (;;) {
        const auto id = taken(wallet.addReceipt(paperReceipt(++number)), "addReceipt");
        say(QStringLiteral("receipt %1").arg(id));
        const auto opId = taken(confirm(wallet, id, retailerId, clock), "confirm");
        say(QStringLiteral("confirmed %1 %2").arg(id).arg(opId));
        if (random.bounded(3) == 0) {
            taken(wallet.disclose(signer.disclosure(clock, opId, QStringLiteral("purchase"), 0)), "disclose");
            taken(wallet.recordAttempt(opId, {FailureCode::TimedOut, {}}), "recordAttempt");
        }
        if (random.bounded(2) == 0) {
            taken(wallet.acknowledge(opId, answerTo(opId, paperReceipt(number), PurchaseStatus::Received, clock.now()),
                                     signer.disclosure(clock, opId, QStringLiteral("purchase"), 202)),
                  "acknowledge");
            say(QStringLiteral("acknowledged %1 %2").arg(id).arg(opId));
        }
        const auto cursor = taken(wallet.link(retailerId), "link").cursor;
        const auto page = QList<SignedEvent>{
            signer.event(cursor + 1, QStringLiteral("offer"), toJson(someOffer(QString::number(cursor + 1)))),
            signer.event(cursor + 2, QStringLiteral("offer"), toJson(someOffer(QString::number(cursor + 2)))),
        };
        say(QStringLiteral("cursor %1").arg(taken(wallet.storeEvents(retailerId, page), "storeEvents")));
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 5) {
        return 2;
    }
    const QByteArray mode(argv[1]);
    const QString folder = QString::fromLocal8Bit(argv[2]);
    FolderKeyStore keyStore(QString::fromLocal8Bit(argv[3]));
    const auto seed = QByteArray(argv[4]).toUInt();
    const SystemClock clock;
    if (mode == "restore") {
        const auto folderOfBackup = QFileInfo(folder).dir();
        QFile backup(folderOfBackup.filePath(QStringLiteral("wallet.odna")));
        QFile code(folderOfBackup.filePath(QStringLiteral("recovery-code")));
        if (!backup.open(QIODevice::ReadOnly) || !code.open(QIODevice::ReadOnly)) {
            return 3;
        }
        Protection protection{&keyStore, {}, taken(RecoveryCode::parse(QString::fromLatin1(code.readAll())), "recovery code")};
        say(QStringLiteral("begin"));
        taken(Wallet::restore(backup, folder, protection, clock), "restore");
        say(QStringLiteral("restored"));
        return 0;
    }
    if (mode == "create") {
        say(QStringLiteral("begin"));
        taken(Wallet::create(folder, {&keyStore, {}, {}}, clock), "create");
        say(QStringLiteral("created"));
        return 0;
    }
    auto wallet = taken(Wallet::open(folder, {&keyStore, {}, {}}, clock), "open");
    say(QStringLiteral("open"));
    if (mode == "work") {
        work(*wallet, clock, seed);
    }
    if (mode == "backup") {
        const auto path = QFileInfo(folder).dir().filePath(QStringLiteral("wallet.odna"));
        for (quint32 n = seed;; ++n) {
            taken(wallet->setSetting(QStringLiteral("n"), QString::number(n)), "setSetting");
            taken(wallet->backup(path), "backup");
            say(QStringLiteral("backup %1").arg(n));
        }
    }
    for (quint32 n = seed;; ++n) {
        say(QStringLiteral("changing %1").arg(n));
        taken(wallet->setPassphrase(SecretBytes(QByteArrayView(QByteArray::number(n)))), "setPassphrase");
        say(QStringLiteral("changed %1").arg(n));
    }
}
