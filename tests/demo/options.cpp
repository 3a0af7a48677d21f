// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/options.h"

#include <QCommandLineParser>

namespace odna::demo {

Result<Options> readOptions(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    QCommandLineParser parser;
    const QCommandLineOption headless(QStringLiteral("headless"));
    const QCommandLineOption help(QStringList{QStringLiteral("h"), QStringLiteral("help")});
    const QCommandLineOption output(QStringLiteral("output"), {}, QStringLiteral("folder"),
                                    QDir(QStringLiteral(ODNA_ROOT)).filePath(QStringLiteral("build/demo")));
    const QCommandLineOption language(QStringLiteral("lang"), {}, QStringLiteral("code"), QStringLiteral("system"));
    parser.addOptions({headless, help, output, language});
    Options options;
    if (!parser.parse(arguments)) {
        return fail(FailureCode::UsageWrong, parser.errorText());
    }
    options.language = parser.value(language);
    const QStringList languages{QStringLiteral("ru"), QStringLiteral("be"), QStringLiteral("en"), QStringLiteral("system")};
    if (!parser.positionalArguments().isEmpty() || !languages.contains(options.language)) {
        return fail(FailureCode::UsageWrong,
                    QStringLiteral("--lang is one of %1; there are no other words").arg(languages.join(QStringLiteral(", "))));
    }
    options.help = parser.isSet(help);
    options.output = QDir(QDir(parser.value(output)).absolutePath());
    options.headless = parser.isSet(headless) || (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"));
    if (options.headless) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qputenv("QT_QUICK_BACKEND", "software");
        qputenv("QT_SCALE_FACTOR", "2"); // as fine as a phone's screen
    }
    return options;
}

QString helpText()
{
    return QStringLiteral(R"(One card, end to end: three retailers, a till and a shopper on this machine.

  odna-demo [--headless] [--lang ru|be|en] [--output DIR]

  --headless   no window, even where there is a display; ends by itself
  --lang       the app's language; without it, the system's
  --output     where pictures, databases and summary.json go; without it, build/demo

Exit status: 0 every step happened, 1 one did not (it is named), 2 wrong usage.
)");
}

} // namespace odna::demo
