// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"
#include "core/exchange/catimawriter.h"
#include "core/exchange/reader.h"
#include "core/pocket/cardjson.h"
#include "core/pocket/search.h"

#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

namespace odna::cli {

namespace {

/// The first line of --password-file, NFC; nothing where it was not given.
Result<std::optional<SecretBytes>> givenPassword(const Session &session)
{
    const auto path = session.arguments().value("password-file");
    if (!path) {
        return std::nullopt;
    }
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, *path);
    }
    constexpr qint64 longest = 4096;
    auto bytes = file.readLine(longest);
    while (bytes.endsWith('\n') || bytes.endsWith('\r')) {
        bytes.chop(1);
    }
    return SecretBytes::wiping(bytes);
}

/// A card for other eyes: without the token of its updates.
QJsonObject shown(const ClassicCard &card)
{
    auto json = toJson(card);
    json.remove(QStringLiteral("updates"));
    return json;
}

QString lineOf(const ClassicCard &card)
{
    const QString code = card.code ? QString(nameOf(card.code->symbology) + u' ' + card.code->text.left(60)) : QStringLiteral("no code");
    return QStringLiteral("%1  %2  %3%4%5")
        .arg(card.id, card.name, code, card.starred ? QStringLiteral("  *") : QString(),
             card.archived ? QStringLiteral("  archived") : QString());
}

Result<Answer> listCards(Session &session)
{
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    auto cards = (*wallet)->pocket().cards();
    if (!cards) {
        return std::unexpected(cards.error());
    }
    const auto query = session.arguments().value("search").value_or(QString());
    const bool archive = session.arguments().has("archived");
    cards->removeIf([&](const ClassicCard &card) { return card.archived != archive || !matches(card, query); });
    sortCards(*cards, CardOrder::Name);
    QJsonArray json;
    QStringList lines;
    for (const auto &card : std::as_const(*cards)) {
        json.append(shown(card));
        lines.append(lineOf(card));
    }
    return Answer{{{QStringLiteral("cards"), json}}, lines.isEmpty() ? QStringLiteral("No cards.") : lines.join(u'\n')};
}

Result<Answer> importCards(Session &session)
{
    const auto &path = session.arguments().positional.constFirst();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, path);
    }
    auto password = givenPassword(session);
    if (!password) {
        return std::unexpected(password.error());
    }
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    ImportOptions options;
    options.password = std::move(*password);
    const auto read = readPocket(file, options);
    if (!read) {
        return std::unexpected(read.error());
    }
    auto &pocket = (*wallet)->pocket();
    const auto present = pocket.cards();
    if (!present) {
        return std::unexpected(present.error());
    }
    const auto steps = planImport(*read, *present, [&pocket](const QString &id) { return pocket.pictures(id); });
    if (!steps) {
        return std::unexpected(steps.error());
    }
    const bool preview = session.arguments().has("preview");
    Pocket::Imported tally;
    QJsonArray cards;
    QStringList lines;
    for (const auto &step : *steps) {
        const auto [word, count] = step.action == ImportStep::Action::Add      ? std::pair("add", &tally.added)
                                   : step.action == ImportStep::Action::Update ? std::pair("update", &tally.updated)
                                                                               : std::pair("skip", &tally.skipped);
        ++*count;
        auto card = shown(step.imported.card);
        card.insert(QStringLiteral("action"), QLatin1StringView(word));
        cards.append(card);
        lines.append(QStringLiteral("%1  %2").arg(QLatin1StringView(word).toString().leftJustified(6), step.imported.card.name));
    }
    if (!preview) {
        const auto done = pocket.import(*steps, read->groups);
        if (!done) {
            return std::unexpected(done.error());
        }
    }
    for (const auto &remark : read->remarks) {
        lines.append(QStringLiteral("note:   %1").arg(remark));
    }
    lines.append(QStringLiteral("%1: %2 new, %3 changed, %4 already there%5")
                     .arg(read->format)
                     .arg(tally.added)
                     .arg(tally.updated)
                     .arg(tally.skipped)
                     .arg(preview ? QStringLiteral(" (nothing was written)") : QString()));
    return Answer{{{QStringLiteral("format"), read->format},
                   {QStringLiteral("written"), !preview},
                   {QStringLiteral("added"), tally.added},
                   {QStringLiteral("updated"), tally.updated},
                   {QStringLiteral("skipped"), tally.skipped},
                   {QStringLiteral("remarks"), QJsonArray::fromStringList(read->remarks)},
                   {QStringLiteral("cards"), cards}},
                  lines.join(u'\n')};
}

Result<Answer> exportCards(Session &session)
{
    const auto path = session.arguments().value("catima");
    if (!path) {
        return fail(FailureCode::UsageWrong, QStringLiteral("--catima OUT.zip is missing"));
    }
    auto password = givenPassword(session);
    if (!password) {
        return std::unexpected(password.error());
    }
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    const auto &pocket = (*wallet)->pocket();
    const auto cards = pocket.cards();
    const auto groups = pocket.groups();
    if (!cards || !groups) {
        return std::unexpected(cards ? groups.error() : cards.error());
    }
    QSaveFile out(*path);
    if (!out.open(QIODevice::WriteOnly)) {
        return fail(FailureCode::StorageFailed, out.errorString());
    }
    ExportOptions options;
    options.password = std::move(*password);
    const auto report = writeCatimaZip(out, *cards, *groups, [&pocket](const QString &id) { return pocket.pictures(id); }, options);
    if (!report) {
        return std::unexpected(report.error());
    }
    if (!out.commit()) {
        return fail(out.error() == QFileDevice::ResourceError ? FailureCode::DiskFull : FailureCode::StorageFailed, out.errorString());
    }
    QStringList lines;
    for (const auto &remark : report->remarks) {
        lines.append(QStringLiteral("note: %1").arg(remark));
    }
    lines.append(QStringLiteral("%1 cards, %2 pictures in %3").arg(report->cards).arg(report->pictures).arg(*path));
    return Answer{{{QStringLiteral("cards"), report->cards},
                   {QStringLiteral("pictures"), report->pictures},
                   {QStringLiteral("remarks"), QJsonArray::fromStringList(report->remarks)},
                   {QStringLiteral("out"), *path}},
                  lines.join(u'\n')};
}

} // namespace

QList<Command> pocketCommands()
{
    const Option password{"password-file", "FILE", "the archive's password is the first line of FILE"};
    return {
        {"cards",
         "",
         "the cards of other shops",
         {{"search", "TEXT", "only those whose name, note or number has every word"}, {"archived", nullptr, "the archive instead"}},
         "odna-wallet cards --search \"grocer 4810\"",
         0,
         0,
         listCards},
        {"import",
         "FILE",
         "cards from Catima, Loyalty Card Keychain, FidMe, Voucher Vault, .pkpass",
         {{"preview", nullptr, "say what would happen, write nothing"}, password},
         "odna-wallet import catima.zip --preview\nodna-wallet import catima.zip",
         1,
         1,
         importCards},
        {"export",
         "--catima OUT.zip",
         "the cards of other shops, for Catima",
         {{"catima", "OUT.zip", "where to"}, {"password-file", "FILE", "encrypt it with the password in the first line of FILE"}},
         "odna-wallet export --catima cards.zip",
         0,
         0,
         exportCards},
    };
}

} // namespace odna::cli
