// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"
#include "app/cli/terminal.h"
#include "app/picture/picture.h"
#include "core/receipt/fiscalcode.h"
#include "core/wire/routes.h"
#include "core/wire/valuejson.h"

#include <QFile>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace odna::cli {

namespace {

/// "25.50" or "25.50 BYN".
Result<Money> typedTotal(const QString &text, const FiscalId &fiscal)
{
    const auto words = text.split(u' ', Qt::SkipEmptyParts);
    const auto currency = words.size() == 2 ? Currency::fromCode(words[1]) : currencyOfScheme(fiscal.scheme);
    const auto money = !words.isEmpty() && words.size() <= 2 && currency ? Money::parse(words[0], *currency) : std::nullopt;
    if (!money || money->minor < 0) {
        return fail(FailureCode::UsageWrong, QStringLiteral("a total is written like 25.50 or \"25.50 BYN\""));
    }
    return *money;
}

/// A code of the Belarusian kind carries no total: the shopper reads it off the paper.
Result<Receipt> withTotal(Session &session, Receipt receipt)
{
    if (receipt.total) {
        return receipt;
    }
    auto text = session.arguments().value("total");
    if (!text && isInteractive()) {
        text = ask(QStringLiteral("The code of receipt %1 carries no total. Total on the paper: ").arg(receipt.fiscal.id));
    }
    if (!text) {
        return fail(FailureCode::ReceiptNeedsTotal, QStringLiteral("give it with --total"));
    }
    const auto total = typedTotal(*text, receipt.fiscal);
    if (!total) {
        return std::unexpected(total.error());
    }
    receipt.total = *total;
    receipt.totalFrom = Provenance::Typed;
    return receipt;
}

QString lineOf(const Receipt &receipt)
{
    const QString total =
        receipt.total ? QString(receipt.total->decimal() + u' ' + receipt.total->currency.code()) : QStringLiteral("no total");
    const QString at = receipt.issuedAt ? receipt.issuedAt->toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QStringLiteral("no date");
    return QStringLiteral("%1  %2  %3  %4 %5").arg(at, total, nameOf(receipt.kind), receipt.fiscal.scheme, receipt.fiscal.id);
}

/// What was found: its kind for machines, a line for people.
struct Finding
{
    QJsonObject json;
    QString line;
};

Result<Finding> addReceipt(Session &session, const Receipt &read)
{
    const auto receipt = withTotal(session, read);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    const auto id = (*wallet)->addReceipt(*receipt);
    if (!id) {
        return std::unexpected(id.error());
    }
    return Finding{{{QStringLiteral("kind"), QStringLiteral("receipt")},
                    {QStringLiteral("receipt_id"), *id},
                    {QStringLiteral("receipt"), toJson(*receipt)}},
                   QStringLiteral("Receipt %1 is in the wallet: %2").arg(*id).arg(lineOf(*receipt))};
}

Result<Finding> understand(Session &session, const DecodedCode &code)
{
    // Tills of the Openbravo family want a "c" before the digits; GS1-128 has the application identifier 8018.
    QStringView digits = code.text;
    if (digits.startsWith(u'c')) {
        digits = digits.sliced(1);
    } else if (digits.size() == CardNumber::length + 4 && digits.startsWith(u"8018")) {
        digits = digits.sliced(4);
    }
    const auto card = CardNumber::parse(digits);
    if (card) {
        return Finding{{{QStringLiteral("kind"), QStringLiteral("card")}, {QStringLiteral("card_number"), card->text()}},
                       QStringLiteral("Odna card %1").arg(card->grouped())};
    }
    const QUrl url(code.text, QUrl::StrictMode);
    if (url.scheme().startsWith(QLatin1StringView("http")) && url.path() == QLatin1StringView(routes::descriptor)) {
        return Finding{{{QStringLiteral("kind"), QStringLiteral("descriptor")}, {QStringLiteral("url"), code.text}},
                       QStringLiteral("A retailer introduces itself: odna-wallet link %1").arg(code.text)};
    }
    const auto receipt = readFiscalCode(code.bytes.isEmpty() ? code.text.toUtf8() : code.bytes, session.clock());
    if (receipt) {
        return addReceipt(session, *receipt);
    }
    const bool onlyDigits = std::ranges::all_of(digits, [](QChar letter) { return letter >= u'0' && letter <= u'9'; });
    return std::unexpected(onlyDigits && receipt.error().code == FailureCode::ReceiptFormatUnknown ? card.error() : receipt.error());
}

/// Every code is tried. One that was understood makes the scan a success; the refused ones say why beside it.
Result<Answer> scan(Session &session)
{
    const auto &path = session.arguments().positional.first();
    if (path.endsWith(QLatin1StringView(".json"), Qt::CaseInsensitive)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            return fail(FailureCode::FileUnreadable, path);
        }
        const auto receipt = readFnsJson(file.read(2 * 1024 * 1024), session.clock());
        const auto added = receipt ? addReceipt(session, *receipt) : std::unexpected(receipt.error());
        if (!added) {
            return std::unexpected(added.error());
        }
        return Answer{{{QStringLiteral("codes"), QJsonArray{added->json}}}, added->line};
    }

    const auto codes = codesInFile(path);
    if (!codes) {
        return std::unexpected(codes.error());
    }
    QJsonArray json;
    QStringList lines;
    std::optional<Failure> firstRefusal;
    bool understood = false;
    for (const auto &code : *codes) {
        auto finding = understand(session, code);
        if (!finding) {
            const auto &failure = finding.error();
            firstRefusal = firstRefusal.value_or(failure);
            finding = Finding{{{QStringLiteral("kind"), QStringLiteral("refused")},
                               {QStringLiteral("code"), nameOf(failure.code)},
                               {QStringLiteral("sentence"), sentenceOf(failure.code)},
                               {QStringLiteral("detail"), failure.detail}},
                              QStringLiteral("Refused: %1 (%2)").arg(sentenceOf(failure.code), nameOf(failure.code))};
        } else {
            understood = true;
        }
        finding->json.insert(QStringLiteral("symbology"), nameOf(code.symbology));
        json.append(finding->json);
        lines.append(finding->line);
    }
    if (!understood) {
        return std::unexpected(*firstRefusal);
    }
    return Answer{{{QStringLiteral("codes"), json}}, lines.join(u'\n')};
}

QJsonObject toJson(const HeldReceipt &held)
{
    QJsonObject json{{QStringLiteral("id"), held.id},
                     {QStringLiteral("retailer"), held.retailerId},
                     {QStringLiteral("stored_at"), toTimestamp(held.storedAt)},
                     {QStringLiteral("confirmed"), held.confirmed},
                     {QStringLiteral("receipt"), odna::toJson(held.receipt)}};
    if (held.purchase) {
        json.insert(QStringLiteral("purchase"), odna::toJson(*held.purchase));
    }
    return json;
}

QString stateOf(const HeldReceipt &held)
{
    if (!held.purchase) {
        return held.confirmed ? QStringLiteral("waiting to be delivered") : QStringLiteral("not confirmed");
    }
    QString text = nameOf(held.purchase->status);
    if (held.purchase->points) {
        text += QStringLiteral(", %1 points").arg(*held.purchase->points);
    }
    return text;
}

Result<Answer> listReceipts(Session &session)
{
    const auto limit = numberOption(session.arguments(), "limit", 1, 10'000, 50);
    if (!limit) {
        return std::unexpected(limit.error());
    }
    const auto wallet = session.wallet();
    const auto held = wallet ? (*wallet)->receipts(*limit) : std::unexpected(wallet.error());
    if (!held) {
        return std::unexpected(held.error());
    }
    QJsonArray json;
    QStringList lines;
    for (const auto &entry : *held) {
        json.append(toJson(entry));
        lines.append(
            QStringLiteral("%1  %2  %3  %4")
                .arg(entry.id)
                .arg(lineOf(entry.receipt), entry.retailerId.isEmpty() ? QStringLiteral("from paper") : entry.retailerId, stateOf(entry)));
    }
    return Answer{{{QStringLiteral("receipts"), json}}, lines.isEmpty() ? QStringLiteral("No receipts yet.") : lines.join(u'\n')};
}

Result<Answer> confirm(Session &session)
{
    bool isNumber = false;
    const auto id = session.arguments().positional.first().toLongLong(&isNumber);
    const auto retailer = session.arguments().value("retailer");
    if (!isNumber || id <= 0 || !retailer) {
        return fail(FailureCode::UsageWrong,
                    retailer ? QStringLiteral("RECEIPT is a number that \"receipts\" shows") : QStringLiteral("--retailer is missing"));
    }
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    const auto opId = session.relay().confirm(id, *retailer);
    if (!opId) {
        return std::unexpected(opId.error());
    }
    // Confirmed and kept from here on. A round that fails leaves it in the outbox for the next "sync".
    if (!session.arguments().has("later")) {
        std::ignore = Session::await<int>([&session](auto done) { session.relay().syncOnce(std::move(done)); });
    }
    const auto held = (*wallet)->receipt(id);
    if (!held) {
        return std::unexpected(held.error());
    }
    if (held->purchase && held->purchase->status == PurchaseStatus::Rejected) {
        const auto code = failureNamed(held->purchase->reason);
        return fail(code.value_or(FailureCode::ReceiptNotOurs), code ? QString() : held->purchase->reason);
    }
    auto json = toJson(*held);
    json.insert(QStringLiteral("op_id"), *opId);
    return Answer{json, QStringLiteral("Receipt %1 for %2: %3").arg(id).arg(*retailer, stateOf(*held))};
}

} // namespace

QList<Command> receiptCommands()
{
    return {
        {"scan",
         "FILE",
         "read every code in a picture: a card, a retailer's address, or a receipt, which is added",
         {{"total", "AMOUNT", "the total on the paper, where the code carries none: 25.50 or \"25.50 BYN\""}},
         "odna-wallet scan receipt.jpg --total 25.50\nodna-wallet scan receipt.json",
         1,
         1,
         scan},
        {"receipts",
         "",
         "the receipts in the wallet, newest first",
         {{"limit", "N", "how many, 50 unless given"}},
         "odna-wallet receipts --limit 10",
         0,
         0,
         listReceipts},
        {"confirm",
         "RECEIPT",
         "send a receipt to the retailer that issued it; RECEIPT is its number in \"receipts\"",
         {{"retailer", "ID", "one of \"links\""}, {"later", nullptr, "only put it into the outbox; \"sync\" sends it"}},
         "odna-wallet confirm 3 --retailer grocer.example.by",
         1,
         1,
         confirm},
    };
}

} // namespace odna::cli
