// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"

#include <QMultiMap>
#include <QStringList>

namespace odna::cli {

/// The options that every command takes.
[[nodiscard]] const QList<Option> &commonOptions();

/// The words behind `odna-wallet COMMAND`, sorted.
struct Arguments
{
    QStringList positional;
    QMultiMap<QString, QString> options; ///< in the order given, last first; switches have an empty value

    [[nodiscard]] bool has(const char *option) const { return options.contains(QLatin1StringView(option)); }
    /// Nothing where the option was not given.
    [[nodiscard]] std::optional<QString> value(const char *option) const;
    [[nodiscard]] QStringList values(const char *option) const; ///< in the order given
};

/// `--name value`, `--name=value`, switches anywhere, `--` before words that begin with a dash. UsageWrong names the word at fault.
[[nodiscard]] Result<Arguments> readArguments(const QStringList &words, const Command &command);

/// An option's value as a whole number in that range, or \a fallback where it was not given; UsageWrong otherwise.
[[nodiscard]] Result<int> numberOption(const Arguments &arguments, const char *option, int least, int most, int fallback);

} // namespace odna::cli
