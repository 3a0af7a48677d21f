// SPDX-License-Identifier: Apache-2.0
// Writes the fixture of one released schema: run once when a version is released, and committed. makefixture FOLDER

#include "tests/core/wallet/walletworld.h"

#include <cstdio>

using namespace odna;

int main(int argc, char **argv)
{
    if (argc != 2) {
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    const FakeClock clock;
    auto created = Wallet::create(folder, {nullptr, SecretBytes(QByteArrayView("fixture")), {}}, clock);
    if (!created) {
        return 1;
    }
    auto &wallet = *created->wallet;
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    const auto joined = grocer.join(wallet, clock);
    const auto first = wallet.addReceipt(paperReceipt(1));
    const auto second = wallet.addReceipt(paperReceipt(2));
    const auto confirmed = first ? confirm(wallet, *first, grocer.id(), clock) : Result<QString>(fail(FailureCode::Internal));
    auto offer = someOffer(QStringLiteral("o1"));
    offer.validUntil = fromTimestamp(QStringLiteral("2100-01-01T00:00:00.000Z"));
    const auto stored = wallet.storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), toJson(offer))});
    ClassicCard card;
    card.name = QStringLiteral("Corner shop");
    card.origin.format = QStringLiteral("typed");
    const auto carried = wallet.pocket().add(card, {"icon", {}, {}, {}});
    const auto backup = wallet.backup(folder.filePath(QStringLiteral("wallet.odna")));
    QFile code(folder.filePath(QStringLiteral("recovery-code")));
    const bool written = code.open(QIODevice::WriteOnly) && code.write(created->recoveryCode.text().toLatin1()) > 0;
    return joined && second && confirmed && stored && carried && backup && written ? 0 : 1;
}
