// SPDX-License-Identifier: Apache-2.0
#include "app/symbolitem.h"
#include "tests/app/stage.h"

using namespace odna;

/// The card as the till sees it. Run once per device pixel ratio (QT_SCALE_FACTOR, see CMakeLists.txt).
class SymbolItemTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadFromTheScreen_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("ppi");
        QTest::addColumn<bool>("rotated");
        const double ratio = QGuiApplication::primaryScreen()->devicePixelRatio();
        QTest::newRow("light phone") << int(App::Light) << 390 << 160 * ratio << false;
        QTest::newRow("dark phone") << int(App::Dark) << 390 << 160 * ratio << false;
        QTest::newRow("light narrow") << int(App::Light) << 300 << 230 * ratio << true;
        QTest::newRow("dark narrow") << int(App::Dark) << 300 << 230 * ratio << true;
    }
    void isReadFromTheScreen()
    {
        QFETCH(int, theme);
        QFETCH(int, width);
        QFETCH(double, ppi);
        QFETCH(bool, rotated);
        Stage stage(true, ppi / 25.4);
        stage.fillWallet(false);
        stage.open();
        stage.odna->app().setTheme(static_cast<App::Theme>(theme));
        stage.odna->window()->resize(width, 844);
        QTRY_COMPARE(stage.odna->window()->contentItem()->width(), double(width));
        QTRY_VERIFY(stage.item("cardSymbol"));
        auto *symbol = qobject_cast<SymbolItem *>(stage.item("cardSymbol"));
        QVERIFY(symbol != nullptr);
        QTRY_COMPARE(symbol->isRotated(), rotated);
        const QString number = stage.odna->app().card()->number();
        QTRY_COMPARE(stage.decoded(), QStringList{number});

        // Black and white only, each bar a whole number of device pixels, the quiet zone free.
        const double ratio = stage.odna->window()->effectiveDevicePixelRatio();
        const QImage picture = stage.grab().convertToFormat(QImage::Format_Grayscale8);
        const QRectF box = symbol->mapRectToScene(symbol->boundingRect());
        const QPoint centre = (box.center() * ratio).toPoint();
        const int from = qRound((rotated ? box.top() : box.left()) * ratio);
        const int to = qRound((rotated ? box.bottom() : box.right()) * ratio);
        QList<int> runs;
        int last = -1;
        for (int i = from; i < to; ++i) {
            const int grey = rotated ? qGray(picture.pixel(centre.x(), i)) : qGray(picture.pixel(i, centre.y()));
            QVERIFY2(grey == 0 || grey == 255, qPrintable(QString::number(grey)));
            if (grey == last) {
                ++runs.last();
            } else {
                runs.append(1);
                last = grey;
            }
        }
        QVERIFY(runs.size() > 60);
        const int module = *std::min_element(runs.begin() + 1, runs.end() - 1);
        for (qsizetype i = 1; i + 1 < runs.size(); ++i) {
            QCOMPARE(runs.at(i) % module, 0);
        }
        QVERIFY(runs.constFirst() >= 10 * module && runs.constLast() >= 10 * module);
    }

    void keepsTheScreenBrightOnlyWhileVisible()
    {
        Stage stage;
        stage.fillWallet(false);
        stage.open();
        QTRY_COMPARE(stage.screen.leases(), 1);
        stage.odna->window()->hide();
        QTRY_COMPARE(stage.screen.leases(), 0);
        stage.odna->window()->show();
        QTRY_COMPARE(stage.screen.leases(), 1);
        stage.odna.reset();
        QCOMPARE(stage.screen.leases(), 0);
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("QT_SCALE_FACTOR_ROUNDING_POLICY", "PassThrough");
    QGuiApplication application(argc, argv);
    SymbolItemTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_symbolitem.moc"
