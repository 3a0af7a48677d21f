// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/valuejson.h"
#include "partners/till/gatewayclient.h"
#include "partners/till/sale.h"
#include "partners/till/scan.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonObject>

#include <cstdio>

using namespace odna;

namespace {

constexpr char helpText[] = R"(The sample till: a stand-in for a point of sale, to try a gateway with.

  odna-till scan IMAGE [--prefix 9990] [--json]
      finds the card in a picture of a screen; other codes are refused with the reason

  odna-till sale --gateway URL --key-file FILE --currency BYN --scheme by-ui|ru-fns --tax-id NUMBER --line "NAME;QUANTITY;PRICE[;DISCOUNT]" …
                 [--card NUMBER | --from IMAGE] [--fiscal ID] [--at MOMENT] [--store ID] [--terminal ID] [--prefix 9990] [--json]
      rings up a sale and reports it to the till's own gateway; without a card it is an anonymous sale. PRICE and DISCOUNT are
      minor units (1400 is 14.00), MOMENT is such as 2026-08-01T15:28:00+03:00. FILE holds the terminal's key.

  odna-till help
      this text

Exit status: 0 done, 1 refused or failed (the reason is on standard error), 2 wrong usage.
)";

constexpr int refused = 1;
constexpr int usage = 2;

void print(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stdout);
}

int report(const Failure &failure)
{
    std::fprintf(stderr, "%s\n%s\n", sentenceOf(failure.code).toUtf8().constData(), describe(failure).toUtf8().constData());
    return failure.code == FailureCode::UsageWrong ? usage : refused;
}

[[nodiscard]] Failure wrongUsage(const QString &what)
{
    return {FailureCode::UsageWrong, what};
}

struct Option
{
    const char *name;
    const char *value; ///< nullptr: a switch
};

[[nodiscard]] Result<void> parse(QCommandLineParser &parser, const QStringList &arguments, std::initializer_list<Option> options)
{
    for (const auto &option : options) {
        QCommandLineOption added{QLatin1StringView(option.name)};
        added.setValueName(QLatin1StringView(option.value));
        parser.addOption(added);
    }
    return parser.parse(arguments) ? Result<void>{} : std::unexpected(wrongUsage(parser.errorText()));
}

[[nodiscard]] QString prefixFrom(const QCommandLineParser &parser)
{
    const auto prefix = parser.value(QStringLiteral("prefix"));
    return prefix.isEmpty() ? CardNumber::defaultPrefix() : prefix;
}

int scan(const QStringList &arguments)
{
    QCommandLineParser parser;
    if (const auto parsed = parse(parser, arguments, {{"prefix", "digits"}, {"json", nullptr}}); !parsed) {
        return report(parsed.error());
    }
    if (parser.positionalArguments().size() != 1) {
        return report(wrongUsage(QStringLiteral("scan needs one picture")));
    }
    const auto card = scanCard(parser.positionalArguments().constFirst(), prefixFrom(parser));
    if (!card) {
        return report(card.error());
    }
    if (parser.isSet(QStringLiteral("json"))) {
        const QJsonObject json{{QStringLiteral("card_number"), card->number.text()},
                               {QStringLiteral("symbology"), nameOf(card->symbology)}};
        print(QString::fromUtf8(jsonBytes(json)) + u'\n');
    } else {
        print(card->number.grouped() + u'\n');
    }
    return 0;
}

/// Empty for an anonymous sale.
[[nodiscard]] Result<QString> cardFrom(const QCommandLineParser &parser)
{
    const auto typed = parser.value(QStringLiteral("card"));
    const auto picture = parser.value(QStringLiteral("from"));
    if (!typed.isEmpty() && !picture.isEmpty()) {
        return std::unexpected(wrongUsage(QStringLiteral("--card and --from exclude each other")));
    }
    if (!picture.isEmpty()) {
        const auto card = scanCard(picture, prefixFrom(parser));
        return card ? Result<QString>(card->number.text()) : std::unexpected(card.error());
    }
    if (!typed.isEmpty()) {
        const auto number = recogniseCard(typed, prefixFrom(parser));
        return number ? Result<QString>(number->text()) : std::unexpected(number.error());
    }
    return QString();
}

[[nodiscard]] Result<QByteArray> keyFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::FileUnreadable, QStringLiteral("--key-file: %1").arg(file.errorString()));
    }
    const auto key = file.read(1024).trimmed();
    if (key.isEmpty()) {
        return fail(FailureCode::FileUnreadable, QStringLiteral("--key-file: the file is empty"));
    }
    return key;
}

[[nodiscard]] QJsonObject asJson(const TillReport &sale, const TillAnswer &answer)
{
    QJsonObject json{{QStringLiteral("op_id"), sale.opId},
                     {QStringLiteral("card_number"), sale.cardNumber},
                     {QStringLiteral("known_card"), answer.knownCard},
                     {QStringLiteral("receipt"), toJson(sale.receipt)}};
    if (!answer.printText.isEmpty()) {
        json.insert(QStringLiteral("print"), answer.printText);
    }
    if (answer.coupon) {
        json.insert(QStringLiteral("coupon"), answer.coupon->code);
    }
    return json;
}

int sale(const QStringList &arguments)
{
    QCommandLineParser parser;
    if (const auto parsed = parse(parser, arguments,
                                  {{"gateway", "url"},
                                   {"key-file", "file"},
                                   {"card", "number"},
                                   {"from", "image"},
                                   {"currency", "code"},
                                   {"line", "text"},
                                   {"scheme", "name"},
                                   {"tax-id", "number"},
                                   {"fiscal", "id"},
                                   {"at", "moment"},
                                   {"store", "id"},
                                   {"terminal", "id"},
                                   {"prefix", "digits"},
                                   {"json", nullptr}});
        !parsed) {
        return report(parsed.error());
    }
    if (!parser.positionalArguments().isEmpty()) {
        return report(wrongUsage(QStringLiteral("\"%1\" belongs to no option").arg(parser.positionalArguments().constFirst())));
    }
    const auto gateway = QUrl(parser.value(QStringLiteral("gateway")), QUrl::StrictMode);
    if (!gateway.isValid() || (gateway.scheme() != QLatin1StringView("http") && gateway.scheme() != QLatin1StringView("https"))
        || gateway.host().isEmpty()) {
        return report(wrongUsage(QStringLiteral("--gateway is an address such as http://127.0.0.1:8801")));
    }
    const auto key = keyFrom(parser.value(QStringLiteral("key-file")));
    if (!key) {
        return report(key.error());
    }
    const auto card = cardFrom(parser);
    if (!card) {
        return report(card.error());
    }
    const SystemClock clock;
    const auto receipt =
        ringUp({parser.value(QStringLiteral("currency")), parser.values(QStringLiteral("line")), parser.value(QStringLiteral("scheme")),
                parser.value(QStringLiteral("tax-id")), parser.value(QStringLiteral("fiscal")), parser.value(QStringLiteral("store")),
                parser.value(QStringLiteral("at"))},
               clock);
    if (!receipt) {
        return report(receipt.error());
    }
    const auto terminal = parser.value(QStringLiteral("terminal"));
    const TillReport made{newUlid(clock), *card, terminal.isEmpty() ? QStringLiteral("1") : terminal, *receipt};
    const auto answer = reportSale(gateway, *key, made);
    if (!answer) {
        return report(answer.error());
    }
    if (parser.isSet(QStringLiteral("json"))) {
        print(QString::fromUtf8(jsonBytes(asJson(made, *answer))) + u'\n');
        return 0;
    }
    print(printed(made.receipt));
    if (!made.cardNumber.isEmpty()) {
        print(answer->knownCard ? QStringLiteral("Card known: the receipt is on its way to the phone.\n")
                                : QStringLiteral("Card not known here yet.\n"));
    }
    if (!answer->printText.isEmpty()) {
        print(answer->printText + u'\n');
    }
    if (answer->coupon) {
        print(QStringLiteral("Coupon: %1\n").arg(answer->coupon->code));
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    auto arguments = QCoreApplication::arguments();
    const auto word = arguments.size() > 1 ? arguments.takeAt(1) : QString();
    if (word == QLatin1StringView("scan")) {
        return scan(arguments);
    }
    if (word == QLatin1StringView("sale")) {
        return sale(arguments);
    }
    if (word == QLatin1StringView("help") || word == QLatin1StringView("--help") || word == QLatin1StringView("-h")) {
        std::fputs(helpText, stdout);
        return 0;
    }
    std::fputs(helpText, stderr);
    return usage;
}
