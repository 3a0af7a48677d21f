// SPDX-License-Identifier: Apache-2.0
#include "app/cli/arguments.h"

#include <algorithm>

namespace odna::cli {

const QList<Option> &commonOptions()
{
    static const QList<Option> options{
        {"wallet", "DIR", "the wallet's folder; the user's own unless given"},
        {"passphrase-file", "FILE", "read the passphrase from FILE (one line end at its end is not part of it)"},
        {"keystore", nullptr, "open with the device's key store (\"new\": also protect with it)"},
        {"json", nullptr, "one JSON object on standard output, failures as one on standard error"},
        {"help", nullptr, "show this help"},
    };
    return options;
}

std::optional<QString> Arguments::value(const char *option) const
{
    const auto found = options.constFind(QLatin1StringView(option));
    return found == options.cend() ? std::nullopt : std::optional(*found);
}

QStringList Arguments::values(const char *option) const
{
    auto given = options.values(QLatin1StringView(option));
    std::ranges::reverse(given);
    return given;
}

Result<Arguments> readArguments(const QStringList &words, const Command &command)
{
    const QList<Option> known = command.options + commonOptions();
    Arguments arguments;
    bool onlyPositional = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (onlyPositional || !word.startsWith(QLatin1StringView("--"))) {
            arguments.positional.append(word);
            continue;
        }
        if (word.size() == 2) {
            onlyPositional = true;
            continue;
        }
        const auto equals = word.indexOf(u'=');
        const QString name = word.sliced(2, (equals < 0 ? word.size() : equals) - 2);
        const auto option = std::ranges::find_if(known, [&name](const Option &entry) { return name == QLatin1StringView(entry.name); });
        if (option == known.end()) {
            return fail(FailureCode::UsageWrong, QStringLiteral("unknown option --%1").arg(name));
        }
        if (!option->repeats && arguments.options.contains(name)) {
            return fail(FailureCode::UsageWrong, QStringLiteral("--%1 is given twice").arg(name));
        }
        if (!option->value) {
            if (equals >= 0) {
                return fail(FailureCode::UsageWrong, QStringLiteral("--%1 takes no value").arg(name));
            }
            arguments.options.insert(name, QString());
        } else if (equals >= 0) {
            arguments.options.insert(name, word.sliced(equals + 1));
        } else if (i + 1 < words.size()) {
            arguments.options.insert(name, words[++i]);
        } else {
            return fail(FailureCode::UsageWrong, QStringLiteral("--%1 needs a value").arg(name));
        }
    }
    if (arguments.has("help")) {
        return arguments; // whatever else is missing
    }
    if (arguments.positional.size() < command.least) {
        return fail(FailureCode::UsageWrong, QStringLiteral("%1 is missing").arg(QLatin1StringView(command.arguments)));
    }
    if (arguments.positional.size() > command.most) {
        return fail(FailureCode::UsageWrong, QStringLiteral("too many words: %1").arg(arguments.positional.at(command.most)));
    }
    return arguments;
}

Result<int> numberOption(const Arguments &arguments, const char *option, int least, int most, int fallback)
{
    const auto text = arguments.value(option);
    if (!text) {
        return fallback;
    }
    bool isNumber = false;
    const int number = text->toInt(&isNumber);
    if (!isNumber || number < least || number > most) {
        return fail(FailureCode::UsageWrong,
                    QStringLiteral("--%1 takes a whole number from %2 to %3").arg(QLatin1StringView(option)).arg(least).arg(most));
    }
    return number;
}

} // namespace odna::cli
