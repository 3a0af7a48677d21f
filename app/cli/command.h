// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace odna::cli {

class Session;

/// What a command has to say: as an object for `--json`, as text otherwise.
struct Answer
{
    QJsonObject json;
    QString text; ///< lines, without the last line's end
};

/// One option of a command, `--name` or `--name VALUE`.
struct Option
{
    const char *name;
    const char *value; ///< what stands for the value in the help; nullptr for a switch
    const char *help;
    bool repeats = false;
};

/// One command of `odna-wallet`: all that its help and the reading of its arguments need, and what it does.
struct Command
{
    const char *name;
    const char *arguments; ///< as the help shows them, e.g. "RECEIPT"
    const char *purpose;   ///< one line
    QList<Option> options;
    const char *example; ///< one or more command lines
    int least;           ///< number of arguments
    int most;
    Result<Answer> (*run)(Session &);
};

// One list per file, in the order in which the help shows them.
[[nodiscard]] QList<Command> cardCommands();
[[nodiscard]] QList<Command> pocketCommands();
[[nodiscard]] QList<Command> receiptCommands();
[[nodiscard]] QList<Command> retailerCommands();
[[nodiscard]] QList<Command> messageCommands();
[[nodiscard]] QList<Command> walletCommands();

} // namespace odna::cli
