// SPDX-License-Identifier: Apache-2.0
#include "app/cli/picture.h"
#include "app/cli/session.h"

namespace odna::cli {

namespace {

QJsonObject cardJson(const CardNumber &number)
{
    return {{QStringLiteral("card_number"), number.text()}, {QStringLiteral("grouped"), number.grouped()}};
}

Result<Answer> makeWallet(Session &session)
{
    if (Wallet::slotsOf(session.folder())) {
        return fail(FailureCode::WalletExists, session.folder().absolutePath()); // before anybody thinks of a passphrase
    }
    Protection protection;
    protection.keyStore = session.keyStore();
    auto passphrase = session.newPassphrase();
    if (passphrase) {
        protection.passphrase = std::move(*passphrase);
    } else if (!protection.keyStore || passphrase.error().code != FailureCode::PassphraseNeeded) {
        return std::unexpected(passphrase.error());
    }
    const auto created = Wallet::create(session.folder(), protection, session.clock());
    if (!created) {
        return std::unexpected(created.error());
    }
    const auto &number = created->wallet->card().number;
    const auto recovery = created->recoveryCode.text();
    auto json = cardJson(number);
    json.insert(QStringLiteral("recovery_code"), recovery);
    json.insert(QStringLiteral("wallet"), session.folder().absolutePath());
    return Answer{
        json, QStringLiteral("Card number:    %1\nRecovery code:  %2\n\n"
                             "Write the recovery code on paper now: it is not shown again. It opens this wallet when the passphrase is\n"
                             "forgotten. Whoever has it and this folder has the wallet: keep the two apart.\n"
                             "The code for the till:  odna-wallet code --out card.png")
                  .arg(number.grouped(), recovery)};
}

Result<Answer> showNumber(Session &session)
{
    const auto number = Wallet::publicCard(session.folder());
    if (!number) {
        return std::unexpected(number.error());
    }
    return Answer{cardJson(*number), number->grouped()};
}

Result<Answer> drawCode(Session &session)
{
    const auto &arguments = session.arguments();
    const auto symbology = symbologyNamed(arguments.value("format").value_or(QStringLiteral("code128")));
    if (!symbology) {
        return fail(FailureCode::UsageWrong, QStringLiteral("--format does not know \"%1\"").arg(*arguments.value("format")));
    }
    const auto out = arguments.value("out");
    if (!out) {
        return fail(FailureCode::UsageWrong, QStringLiteral("--out is missing"));
    }
    const auto modulePixels = numberOption(arguments, "module-pixels", 1, 64, 6);
    if (!modulePixels) {
        return std::unexpected(modulePixels.error());
    }
    const auto number = Wallet::publicCard(session.folder());
    if (!number) {
        return std::unexpected(number.error());
    }
    const auto symbol = Symbol::create(*symbology, number->text());
    if (!symbol) {
        if (symbol.error().code == FailureCode::Malformed) {
            return fail(FailureCode::UsageWrong, QStringLiteral("%1 cannot hold a card number").arg(nameOf(*symbology)));
        }
        return std::unexpected(symbol.error());
    }
    if (const auto written = writePicture(*symbol, *modulePixels, *out); !written) {
        return std::unexpected(written.error());
    }
    auto json = cardJson(*number);
    json.insert(QStringLiteral("format"), nameOf(*symbology));
    json.insert(QStringLiteral("out"), *out);
    return Answer{json, QStringLiteral("%1 in %2").arg(number->grouped(), *out)};
}

} // namespace

QList<Command> cardCommands()
{
    return {
        {"new",
         "",
         "make a wallet with its card; shows the recovery code, once",
         {},
         "odna-wallet new --wallet ./my-wallet",
         0,
         0,
         makeWallet},
        {"number", "", "the card number; needs no passphrase", {}, "odna-wallet number", 0, 0, showNumber},
        {"code",
         "--out FILE",
         "draw the code for the till; needs no passphrase",
         {{"format", "NAME", "code128 (the default), qr, code39, code93, itf, codabar, pdf417, datamatrix, aztec, microqr"},
          {"out", "FILE", "where to: a name that ends in .png or .svg"},
          {"module-pixels", "N", "pixels of the narrowest bar in a .png, 6 unless given"}},
         "odna-wallet code --format qr --out card.svg",
         0,
         0,
         drawCode},
    };
}

} // namespace odna::cli
