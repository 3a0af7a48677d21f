// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"
#include "app/cli/terminal.h"
#include "core/wire/valuejson.h"

#include <QFile>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace odna::cli {

namespace {

QString textOf(const Grant &grant)
{
    return grant.field ? QString(nameOf(grant.purpose) + u':' + nameOf(*grant.field)) : nameOf(grant.purpose);
}

QString textOf(const Grants &grants)
{
    QStringList parts;
    for (const auto &grant : grants.all()) {
        parts.append(textOf(grant));
    }
    return parts.isEmpty() ? QStringLiteral("the card number and nothing else") : parts.join(QLatin1StringView(", "));
}

/// "personal_offers" or "membership:city".
Result<Grant> grantFrom(const QString &text)
{
    const auto colon = text.indexOf(u':');
    const auto purpose = purposeNamed(colon < 0 ? text : text.first(colon));
    if (!purpose) {
        return fail(FailureCode::UsageWrong,
                    QStringLiteral("\"%1\" names no purpose; there are membership, accrual, personal_offers, statistics").arg(text));
    }
    if (colon < 0) {
        return Grant{*purpose, std::nullopt};
    }
    const auto field = profileFieldNamed(QStringView(text).sliced(colon + 1));
    if (!field) {
        return fail(FailureCode::UsageWrong,
                    QStringLiteral("\"%1\" names no field; there are first_name, last_name, email, phone, birthday, city, sex").arg(text));
    }
    return Grant{*purpose, field};
}

Result<QList<Grant>> grantsFrom(const QStringList &texts)
{
    QList<Grant> grants;
    for (const auto &text : texts) {
        const auto grant = grantFrom(text);
        if (!grant) {
            return std::unexpected(grant.error());
        }
        grants.append(*grant);
    }
    return grants;
}

/// A retailer gets nothing that its consent document did not ask for.
bool isAsked(const Descriptor &descriptor, const Grant &grant)
{
    return grant.field ? descriptor.askedFields.contains(AskedField{*grant.field, grant.purpose})
                       : descriptor.purposes.contains(grant.purpose);
}

QString languageFor(const Session &session)
{
    const QString system = QLocale::system().name().section(u'_', 0, 0);
    return session.arguments().value("language").value_or(system == u"C" ? QStringLiteral("en") : system);
}

/// Who asks, for what, and the consent document as it is shown.
Answer introductionOf(const Descriptor &descriptor, const QString &language)
{
    const auto [text, shown] = descriptor.consent.textIn(language);
    QStringList asked;
    for (const auto purpose : descriptor.purposes) {
        asked.append(nameOf(purpose));
    }
    for (const auto &field : descriptor.askedFields) {
        asked.append(textOf(Grant{field.purpose, field.field}));
    }
    const QJsonObject json{{QStringLiteral("descriptor"), toJson(descriptor)},
                           {QStringLiteral("asked"), QJsonArray::fromStringList(asked)},
                           {QStringLiteral("consent"), QJsonObject{{QStringLiteral("version"), descriptor.consent.version},
                                                                   {QStringLiteral("language"), shown},
                                                                   {QStringLiteral("text"), text}}}};
    return {json, QStringLiteral("%1 (%2), %3\nAsks for: %4\nPrivacy contact: %5\n\n--- consent document %6 [%7]\n%8\n---")
                      .arg(descriptor.brand, descriptor.legalName, descriptor.retailerId, asked.join(QLatin1StringView(", ")),
                           descriptor.privacyContact, descriptor.consent.version, shown, text)};
}

/// Consent is a step of its own: --yes, or the word typed under the document.
Result<void> agree(const Session &session, const Answer &introduction, const Grants &grants)
{
    if (session.arguments().has("yes")) {
        return {};
    }
    if (!isInteractive()) {
        return fail(FailureCode::ConsentNotGiven, QStringLiteral("read it with \"link --show\", then agree with --yes"));
    }
    writeError(harmless(QStringLiteral("%1\nIt will receive: %2").arg(introduction.text, textOf(grants))));
    if (ask(QStringLiteral("Type yes to agree: ")) != QStringLiteral("yes")) {
        return fail(FailureCode::ConsentNotGiven);
    }
    return {};
}

QJsonObject linkJson(const Link &link)
{
    return {{QStringLiteral("retailer"), link.retailerId()},
            {QStringLiteral("brand"), link.descriptor.brand},
            {QStringLiteral("link_id"), link.linkId},
            {QStringLiteral("card_number"), link.card.number.text()},
            {QStringLiteral("grants"), toJson(link.grants)},
            {QStringLiteral("state"), link.state == Link::State::Active ? QStringLiteral("active") : QStringLiteral("ended")}};
}

QString lineOf(const Link &link)
{
    return QStringLiteral("%1  %2  %3  receives: %4")
        .arg(link.retailerId(), link.descriptor.brand,
             link.state == Link::State::Active ? QStringLiteral("active") : QStringLiteral("ended"), textOf(link.grants));
}

Result<Descriptor> descriptorAt(Session &session, Wallet &wallet, const QString &place)
{
    if (place.startsWith(QLatin1StringView("http://")) || place.startsWith(QLatin1StringView("https://"))) {
        const QUrl url(place, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty()) {
            return fail(FailureCode::DescriptorMalformed, QStringLiteral("no address: %1").arg(place));
        }
        return Session::await<Descriptor>([&](auto done) { session.relay().fetchDescriptor(url, std::move(done)); });
    }
    QFile file(place);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, place);
    }
    const auto bytes = file.read(128 * 1024);
    const auto introduced = acceptDescriptor(bytes, {}, session.clock());
    if (!introduced) {
        return introduced;
    }
    const auto known = wallet.link(introduced->retailerId);
    if (!known) {
        return introduced;
    }
    const PinnedRetailer pinned{known->retailerId(), known->descriptor.rootKey, known->descriptor.sequence};
    return acceptDescriptor(bytes, {}, session.clock(), pinned);
}

Result<Answer> joinRetailer(Session &session)
{
    const auto given = grantsFrom(session.arguments().values("grant"));
    if (!given) {
        return std::unexpected(given.error());
    }
    const auto wallet = session.wallet();
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    const auto descriptor = descriptorAt(session, **wallet, session.arguments().positional.first());
    if (!descriptor) {
        return std::unexpected(descriptor.error());
    }
    const auto language = languageFor(session);
    const auto introduction = introductionOf(*descriptor, language);
    if (session.arguments().has("show")) {
        return introduction;
    }
    Grants grants;
    for (const auto &grant : *given) {
        if (!isAsked(*descriptor, grant)) {
            return fail(FailureCode::UsageWrong, QStringLiteral("%1 does not ask for %2").arg(descriptor->retailerId, textOf(grant)));
        }
        grants.give(grant);
    }
    if (const auto known = (*wallet)->link(descriptor->retailerId); known && known->state == Link::State::Active) {
        return Answer{{{QStringLiteral("link"), linkJson(*known)}, {QStringLiteral("already"), true}},
                      QStringLiteral("Already linked: %1\nChange what it receives with \"grant\" and \"withdraw\".").arg(lineOf(*known))};
    }
    if (const auto agreed = agree(session, introduction, grants); !agreed) {
        return std::unexpected(agreed.error());
    }
    const auto link = Session::await<Link>([&](auto done) { session.relay().join(*descriptor, grants, language, std::move(done)); });
    if (!link) {
        return std::unexpected(link.error());
    }
    return Answer{{{QStringLiteral("link"), linkJson(*link)}, {QStringLiteral("already"), false}},
                  QStringLiteral("Linked: %1").arg(lineOf(*link))};
}

Result<Answer> listLinks(Session &session)
{
    const auto wallet = session.wallet();
    const auto links = wallet ? (*wallet)->links() : std::unexpected(wallet.error());
    if (!links) {
        return std::unexpected(links.error());
    }
    QJsonArray json;
    QStringList lines;
    for (const auto &link : *links) {
        json.append(linkJson(link));
        lines.append(lineOf(link));
    }
    return Answer{{{QStringLiteral("links"), json}}, lines.isEmpty() ? QStringLiteral("No retailers yet.") : lines.join(u'\n')};
}

/// Delivers what was changed, and shows the link as it is now. On the phone the change holds whether or not the retailer can be reached.
Result<Answer> afterChange(Session &session, const Wallet &wallet, const QString &retailerId)
{
    std::ignore = Session::await<int>([&session](auto done) { session.relay().syncOnce(std::move(done)); });
    const auto waiting = wallet.outbox();
    const auto link = wallet.link(retailerId);
    if (!waiting || !link) {
        return std::unexpected(waiting ? link.error() : waiting.error());
    }
    const bool delivered =
        std::ranges::none_of(*waiting, [&retailerId](const OutboxItem &item) { return item.message.retailerId() == retailerId; });
    return Answer{
        {{QStringLiteral("link"), linkJson(*link)}, {QStringLiteral("delivered"), delivered}},
        QString(lineOf(*link) + (delivered ? QString() : QStringLiteral("\nThe retailer will be told as soon as it can be reached.")))};
}

Result<Answer> giveGrants(Session &session)
{
    const auto &words = session.arguments().positional;
    const auto given = grantsFrom(words.sliced(1));
    if (!given) {
        return std::unexpected(given.error());
    }
    const auto wallet = session.wallet();
    const auto link = wallet ? (*wallet)->link(words.first()) : std::unexpected(wallet.error());
    if (!link) {
        return std::unexpected(link.error());
    }
    Grants grants = link->grants;
    for (const auto &grant : *given) {
        if (!isAsked(link->descriptor, grant)) {
            return fail(FailureCode::UsageWrong, QStringLiteral("%1 does not ask for %2").arg(link->retailerId(), textOf(grant)));
        }
        grants.give(grant);
    }
    const auto language = languageFor(session);
    if (const auto agreed = agree(session, introductionOf(link->descriptor, language), grants); !agreed) {
        return std::unexpected(agreed.error());
    }
    if (const auto changed = session.relay().changeGrants(link->retailerId(), grants, language); !changed) {
        return std::unexpected(changed.error());
    }
    return afterChange(session, **wallet, link->retailerId());
}

Result<Answer> withdraw(Session &session)
{
    const auto &words = session.arguments().positional;
    const auto taken = grantsFrom(words.sliced(1));
    if (!taken) {
        return std::unexpected(taken.error());
    }
    const bool erase = session.arguments().has("erase");
    if (erase && !taken->isEmpty()) {
        return fail(FailureCode::UsageWrong, QStringLiteral("--erase ends the whole membership; name no single permission with it"));
    }
    const auto wallet = session.wallet();
    const auto link = wallet ? (*wallet)->link(words.first()) : std::unexpected(wallet.error());
    if (!link) {
        return std::unexpected(link.error());
    }
    Grants grants = link->grants;
    for (const auto &grant : *taken) {
        grants.withdraw(grant);
    }
    const auto done = taken->isEmpty() ? session.relay().withdraw(link->retailerId(), erase)
                                       : session.relay().changeGrants(link->retailerId(), grants, languageFor(session));
    if (!done) {
        return std::unexpected(done.error());
    }
    return afterChange(session, **wallet, link->retailerId());
}

} // namespace

QList<Command> retailerCommands()
{
    constexpr Option yes{"yes", nullptr, "you have read the consent document and agree"};
    constexpr Option language{"language", "CODE", "of the consent document: ru, be, en; the system's unless given"};
    return {
        {"link",
         "DESCRIPTOR",
         "join a retailer: its address, or its descriptor as a file; grants nothing but the card number",
         {{"show", nullptr, "only show who asks, for what, and the consent document"},
          {"grant", "PURPOSE[:FIELD]", "also allow this, e.g. personal_offers or membership:city", true},
          language,
          yes},
         "odna-wallet link https://shop.example.by --show\nodna-wallet link https://shop.example.by --grant personal_offers --yes",
         1,
         1,
         joinRetailer},
        {"links", "", "the retailers, and what each receives", {}, "odna-wallet links", 0, 0, listLinks},
        {"grant",
         "RETAILER PURPOSE[:FIELD]…",
         "allow a retailer more",
         {language, yes},
         "odna-wallet grant grocer.example.by personal_offers membership:city --yes",
         2,
         32,
         giveGrants},
        {"withdraw",
         "RETAILER [PURPOSE[:FIELD]…]",
         "take permissions back, or end the membership where none is named; holds at once",
         {{"erase", nullptr, "also ask the retailer to erase what it has"}, language},
         "odna-wallet withdraw grocer.example.by personal_offers\nodna-wallet withdraw grocer.example.by --erase",
         1,
         32,
         withdraw},
    };
}

} // namespace odna::cli
