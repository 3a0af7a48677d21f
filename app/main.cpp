// SPDX-License-Identifier: Apache-2.0
#include "app/composition.h"
#include "app/selftest.h"
#include "platform/platform.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQuickWindow>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    odna::hardenProcess();
    // The display is chosen before QGuiApplication exists.
    for (int i = 1; i < argc; ++i) {
        if (QByteArrayView(argv[i]) == "--self-test") {
            qputenv("QT_QPA_PLATFORM", "offscreen");
            qputenv("QT_QUICK_BACKEND", "software");
        }
    }
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("odna"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Odna"));
    QGuiApplication::setApplicationVersion(QStringLiteral(ODNA_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("odna"));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("Main", "One card for every shop."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption walletOption(QStringLiteral("wallet"), QCoreApplication::translate("Main", "Use the wallet in this folder."),
                                          QStringLiteral("DIR"));
    const QCommandLineOption selfTestOption(QStringLiteral("self-test"),
                                            QCoreApplication::translate("Main", "Load every page without a display, then quit."));
    const QCommandLineOption firstFrameOption(
        QStringLiteral("exit-after-first-frame"),
        QCoreApplication::translate("Main", "Quit once the first picture is on the screen (to measure the start)."));
    parser.addOptions({walletOption, selfTestOption, firstFrameOption});
    if (!parser.parse(QGuiApplication::arguments()) || !parser.positionalArguments().isEmpty()) {
        std::fputs(qPrintable(parser.errorText() + QLatin1Char('\n') + parser.helpText()), stderr);
        return 2;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        parser.showHelp(0);
    }
    if (parser.isSet(QStringLiteral("version"))) {
        parser.showVersion();
    }
    if (parser.isSet(selfTestOption)) {
        return odna::selfTest() ? 0 : 1;
    }

    const QDir folder = parser.isSet(walletOption) ? QDir(parser.value(walletOption)) : odna::defaultWalletFolder();
    const QString settings = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/screens.ini");
    const std::unique_ptr<odna::KeyStore> keyStore = odna::makeKeyStore();
    const std::unique_ptr<odna::Screen> screen = odna::makeScreen();
    const odna::SystemClock clock;
    odna::Composition composition({folder, *keyStore, *screen, clock, settings});
    if (!composition.load()) {
        return 1;
    }
    if (parser.isSet(firstFrameOption)) {
        QObject::connect(composition.window(), &QQuickWindow::frameSwapped, &application, [] { std::_Exit(0); }, Qt::DirectConnection);
    }
    return QGuiApplication::exec();
}
