// SPDX-License-Identifier: Apache-2.0
// The peer of the start benchmark: the least Qt Quick program that shows a picture. Leaves the moment its first frame is shown, as odna --exit-after-first-frame does.

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <cstdlib>

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    QQmlApplicationEngine engine;
    engine.loadData(QByteArrayLiteral("import QtQuick\n"
                                      "Window { property alias picture: image.source; visible: true; width: 390; height: 844\n"
                                      "Image { id: image; anchors.centerIn: parent; smooth: false } }"));
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (window == nullptr) {
        return 1;
    }
    window->setProperty("picture", QUrl::fromLocalFile(application.arguments().value(1)));
    QObject::connect(window, &QQuickWindow::frameSwapped, &application, [] { std::_Exit(0); }, Qt::DirectConnection);
    return QGuiApplication::exec();
}
