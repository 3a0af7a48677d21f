// SPDX-License-Identifier: Apache-2.0
#include "app/cli/arguments.h"
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/terminal.h"
#include "platform/platform.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace odna::cli {

namespace {

enum ExitStatus { Done = 0, Refused = 1, WrongUsage = 2 };

const QList<Command> &allCommands()
{
    static const QList<Command> commands =
        cardCommands() + pocketCommands() + receiptCommands() + retailerCommands() + messageCommands() + walletCommands();
    return commands;
}

const Command *commandNamed(const QString &name)
{
    const auto found =
        std::ranges::find_if(allCommands(), [&name](const Command &command) { return name == QLatin1StringView(command.name); });
    return found == allCommands().end() ? nullptr : &*found;
}

QString helpOf(const Option &option)
{
    QString name = QStringLiteral("--") + QString::fromUtf8(option.name);
    if (option.value) {
        name += u' ' + QString::fromUtf8(option.value);
    }
    return QStringLiteral("  %1  %2%3\n")
        .arg(name.leftJustified(24), QString::fromUtf8(option.help), option.repeats ? QStringLiteral(" (may be repeated)") : QString());
}

QString helpOf(const Command &command)
{
    QString text = QStringLiteral("odna-wallet %1 %2").arg(QString::fromUtf8(command.name), QString::fromUtf8(command.arguments)).trimmed();
    text += QStringLiteral("\n  %1\n\n").arg(QString::fromUtf8(command.purpose));
    for (const auto &option : command.options) {
        text += helpOf(option);
    }
    for (const auto &option : commonOptions()) {
        text += helpOf(option);
    }
    text += QStringLiteral("\nExample:\n");
    for (const auto &line : QString::fromUtf8(command.example).split(u'\n')) {
        text += QStringLiteral("  %1\n").arg(line);
    }
    return text.chopped(1);
}

QString help()
{
    QString text =
        QStringLiteral("odna-wallet: one card for every shop, on the command line.\n\nodna-wallet COMMAND [words and options]\n\n");
    for (const auto &command : allCommands()) {
        const QString usage = QString::fromUtf8(command.name) + u' ' + QString::fromUtf8(command.arguments);
        text += QStringLiteral("  %1  %2\n").arg(usage.leftJustified(30), QString::fromUtf8(command.purpose));
    }
    text +=
        QStringLiteral("  %1  %2\n\n")
            .arg(QStringLiteral("help [COMMAND]").leftJustified(30), QStringLiteral("this help, or one command's options and an example"));
    for (const auto &option : commonOptions()) {
        text += helpOf(option);
    }
    text += QStringLiteral(
        "\nThe passphrase is read from --passphrase-file, else from the variable ODNA_PASSPHRASE, else asked on the terminal.\n"
        "Exit status: 0 done, 1 refused or failed with the reason on standard error, 2 wrong usage.\n\n"
        "Example:\n  odna-wallet new\n  odna-wallet code --out card.png");
    return text;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

int refuse(const Failure &failure, bool json, const Command *command)
{
    const bool usage = failure.code == FailureCode::UsageWrong;
    if (json) {
        writeError(compact({{QStringLiteral("error"), QJsonObject{{QStringLiteral("code"), nameOf(failure.code)},
                                                                  {QStringLiteral("sentence"), sentenceOf(failure.code)},
                                                                  {QStringLiteral("detail"), failure.detail}}}}));
        return usage ? WrongUsage : Refused;
    }
    writeError(harmless(QStringLiteral("odna-wallet: %1 (%2)").arg(sentenceOf(failure.code), nameOf(failure.code))));
    if (!failure.detail.isEmpty()) {
        writeError(harmless(QStringLiteral("  %1").arg(failure.detail)));
    }
    if (usage) {
        writeError(QString(u'\n' + (command ? helpOf(*command) : help())));
    }
    return usage ? WrongUsage : Refused;
}

int showHelp(const QStringList &words)
{
    const QString topic = words.value(0);
    if (topic.isEmpty() || topic.startsWith(u'-') || topic == u"help") {
        writeOut(help());
        return Done;
    }
    const auto *command = commandNamed(topic);
    if (!command) {
        return refuse({FailureCode::UsageWrong, QStringLiteral("there is no command \"%1\"").arg(topic)}, false, nullptr);
    }
    writeOut(helpOf(*command));
    return Done;
}

int run(QStringList words)
{
    const bool json = words.contains(QStringLiteral("--json"));
    if (words.isEmpty()) {
        return refuse({FailureCode::UsageWrong, QStringLiteral("which command?")}, false, nullptr);
    }
    const QString name = words.takeFirst();
    if (name == u"help" || name == u"--help" || name == u"-h") {
        return showHelp(words);
    }
    if (name == u"--version") {
        writeOut(QStringLiteral("odna-wallet " ODNA_VERSION));
        return Done;
    }
    const auto *command = commandNamed(name);
    if (!command) {
        return refuse({FailureCode::UsageWrong, QStringLiteral("there is no command \"%1\"").arg(name)}, json, nullptr);
    }
    auto arguments = readArguments(words, *command);
    if (!arguments) {
        return refuse(arguments.error(), json, command);
    }
    if (arguments->has("help")) {
        writeOut(helpOf(*command));
        return Done;
    }
    Session session(std::move(*arguments));
    const auto answer = command->run(session);
    if (!answer) {
        return refuse(answer.error(), json, command);
    }
    if (json) {
        writeOut(compact(answer->json));
    } else if (!answer->text.isEmpty()) {
        writeOut(harmless(answer->text));
    }
    return Done;
}

} // namespace

} // namespace odna::cli

int main(int argc, char **argv)
{
    odna::hardenProcess();
    // No QGuiApplication: reading and writing pictures needs no display.
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("odna"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ODNA_VERSION));
    return odna::cli::run(QCoreApplication::arguments().sliced(1));
}
