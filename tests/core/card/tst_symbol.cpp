// SPDX-License-Identifier: Apache-2.0
#include "core/card/placement.h"
#include "core/card/raster.h"
#include "core/card/symbol.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace odna;

namespace {

const QString cardText = QStringLiteral("999027638836154327");

/// The content that each symbology's golden file holds.
QString sampleOf(Symbology symbology)
{
    switch (symbology) {
    case Symbology::Ean13:
        return QStringLiteral("4006381333931");
    case Symbology::Ean8:
        return QStringLiteral("96385074");
    case Symbology::UpcA:
        return QStringLiteral("036000291452");
    case Symbology::UpcE:
        return QStringLiteral("01234565");
    case Symbology::Codabar:
        return QStringLiteral("40156");
    case Symbology::Code39:
    case Symbology::Code93:
        return QStringLiteral("ODNA-1");
    case Symbology::Code128:
    case Symbology::QrCode:
    case Symbology::Itf:
    case Symbology::Pdf417:
    case Symbology::DataMatrix:
    case Symbology::Aztec:
    case Symbology::MicroQrCode:
        return cardText;
    case Symbology::DataBar:
    case Symbology::DataBarStacked:
    case Symbology::DataBarStackedOmni:
        return QStringLiteral("04006381333931");
    case Symbology::DataBarExpanded:
    case Symbology::DataBarExpandedStacked:
        return QStringLiteral("8018") + cardText;
    case Symbology::MaxiCode:
        break;
    }
    return {};
}

Symbol symbolOf(Symbology symbology, const QString &content)
{
    auto symbol = Symbol::create(symbology, content);
    if (!symbol) {
        qFatal("%s: %s", qPrintable(nameOf(symbology)), qPrintable(describe(symbol.error())));
    }
    return *symbol;
}

QStringList rowsOf(const Symbol &symbol)
{
    QStringList rows;
    for (int y = 0; y < symbol.height(); ++y) {
        QString row;
        for (int x = 0; x < symbol.width(); ++x) {
            row += symbol.at(x, y) ? u'#' : u'.';
        }
        rows.append(row);
    }
    return rows;
}

/// Row by row, the first differing rows with a mark under each module that moved.
QString difference(const QStringList &before, const QStringList &now)
{
    QString text = QStringLiteral("\n%1 rows in the golden file, %2 now\n").arg(before.size()).arg(now.size());
    int shown = 0;
    for (qsizetype y = 0; y < std::max(before.size(), now.size()) && shown < 8; ++y) {
        const QString was = before.value(y);
        const QString is = now.value(y);
        if (was == is) {
            continue;
        }
        QString marks;
        for (qsizetype x = 0; x < std::max(was.size(), is.size()); ++x) {
            marks += x < was.size() && x < is.size() && was[x] == is[x] ? u' ' : u'^';
        }
        text += QStringLiteral("row %1\n  golden %2\n  now    %3\n         %4\n").arg(QString::number(y), was, is, marks);
        ++shown;
    }
    return text;
}

QImage imageOf(const Raster &raster)
{
    return QImage(reinterpret_cast<const uchar *>(raster.pixels.constData()), raster.width, raster.height, raster.width,
                  QImage::Format_Grayscale8)
        .copy();
}

GreyView viewOf(const QImage &image)
{
    return {image.constBits(), image.width(), image.height(), static_cast<int>(image.bytesPerLine())};
}

} // namespace

class TestSymbol final : public QObject
{
    Q_OBJECT

private:
    static void eachSymbology()
    {
        QTest::addColumn<Symbology>("symbology");
        for (int i = 0; i < symbologyCount; ++i) {
            const auto symbology = static_cast<Symbology>(i);
            if (symbology != Symbology::MaxiCode) { // is only read
                QTest::newRow(qPrintable(nameOf(symbology))) << symbology;
            }
        }
    }

private Q_SLOTS:
    void namesAndBack()
    {
        for (int i = 0; i < symbologyCount; ++i) {
            const auto symbology = static_cast<Symbology>(i);
            QCOMPARE(symbologyNamed(nameOf(symbology)), std::optional(symbology));
        }
        QCOMPARE(nameOf(Symbology::Code128), QStringLiteral("code128"));
        QCOMPARE(nameOf(Symbology::QrCode), QStringLiteral("qr"));
        QCOMPARE(nameOf(Symbology::Ean13), QStringLiteral("ean13"));
        QVERIFY(!symbologyNamed(u"QR") && !symbologyNamed(u""));
    }

    // No module may move between releases. With ODNA_WRITE_GOLDEN=1 the files are written instead, for a symbology that is new.
    void golden_data()
    {
        QTest::addColumn<CodeContent>("content");
        for (int i = 0; i < symbologyCount; ++i) {
            const auto symbology = static_cast<Symbology>(i);
            if (symbology != Symbology::MaxiCode) {
                QTest::newRow(qPrintable(nameOf(symbology))) << plainContent(symbology, sampleOf(symbology));
            }
        }
        const QString gsrn = QStringLiteral("8018") + cardText;
        for (const auto symbology : {Symbology::Code128, Symbology::QrCode, Symbology::DataMatrix, Symbology::Aztec}) {
            QTest::addRow("%s-gs1", qPrintable(nameOf(symbology))) << CodeContent{symbology, gsrn, gsrn.toLatin1(), std::nullopt, true};
        }
        for (const auto symbology : {Symbology::QrCode, Symbology::Pdf417, Symbology::DataMatrix, Symbology::Aztec}) {
            QTest::addRow("%s-eci", qPrintable(nameOf(symbology))) << CodeContent{symbology, cardText, cardText.toLatin1(), 26, false};
        }
    }
    void golden()
    {
        QFETCH(const CodeContent, content);
        const auto created = Symbol::create(content);
        QVERIFY2(created, created ? "" : qPrintable(describe(created.error())));
        const auto &symbol = *created;
        QFile file(QStringLiteral(SOURCE_FOLDER "/golden/%1.txt").arg(QString::fromLatin1(QTest::currentDataTag())));
        if (qEnvironmentVariableIsSet("ODNA_WRITE_GOLDEN")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write((content.text + u'\n' + rowsOf(symbol).join(u'\n') + u'\n').toLatin1());
            QFAIL("golden file written, nothing compared");
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        auto lines = QString::fromLatin1(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
        QVERIFY(lines.size() > 1);
        QCOMPARE(lines.takeFirst(), content.text);
        QVERIFY2(lines == rowsOf(symbol), qPrintable(difference(lines, rowsOf(symbol))));
    }

    void sizesOfTheCard()
    {
        const auto linear = symbolOf(Symbology::Code128, cardText);
        QCOMPARE(linear.width(), 134); // start, nine pairs and check character of 11 modules, stop of 13
        QVERIFY(linear.isLinear());
        QCOMPARE(rasterOf(linear, 1, 1).width, 154);
        const auto square = symbolOf(Symbology::QrCode, cardText);
        QCOMPARE(square.width(), 21);
        QCOMPARE(square.height(), 21);
        QCOMPARE(rasterOf(square, 1, 1).width, 29);
        // Format information beside the first finder pattern (ISO/IEC 18004 section 7.9): the two bits, unmasked with 10, say level Q.
        const int level = (square.at(0, 8) ? 2 : 0) + (square.at(1, 8) ? 1 : 0);
        QCOMPARE(level ^ 0b10, 0b11);
    }

    void quietZones_data()
    {
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QList<int>>("zone"); // left, right, top, bottom
        const auto row = [](Symbology symbology, const QList<int> &zone) {
            QTest::newRow(qPrintable(nameOf(symbology))) << symbology << zone;
        };
        row(Symbology::Code128, {10, 10, 0, 0});
        row(Symbology::QrCode, {4, 4, 4, 4});
        row(Symbology::Ean13, {11, 7, 0, 0});
        row(Symbology::Ean8, {7, 7, 0, 0});
        row(Symbology::UpcA, {9, 9, 0, 0});
        row(Symbology::UpcE, {9, 7, 0, 0});
        row(Symbology::Code39, {10, 10, 0, 0});
        row(Symbology::Code93, {10, 10, 0, 0});
        row(Symbology::Itf, {10, 10, 0, 0});
        row(Symbology::Codabar, {10, 10, 0, 0});
        row(Symbology::Pdf417, {2, 2, 2, 2});
        row(Symbology::DataMatrix, {1, 1, 1, 1});
        row(Symbology::Aztec, {0, 0, 0, 0});
        row(Symbology::DataBar, {1, 1, 0, 0});
        row(Symbology::DataBarStacked, {1, 1, 1, 1});
        row(Symbology::DataBarStackedOmni, {1, 1, 1, 1});
        row(Symbology::DataBarExpanded, {1, 1, 0, 0});
        row(Symbology::DataBarExpandedStacked, {1, 1, 1, 1});
        row(Symbology::MicroQrCode, {2, 2, 2, 2});
    }
    void quietZones()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const QList<int>, zone);
        QCOMPARE(quietZoneOf(symbology), (QuietZone{zone[0], zone[1], zone[2], zone[3]}));
        // In the picture: exactly that many white modules, then a dark one in the row and column where the symbol begins.
        const auto raster = rasterOf(symbolOf(symbology, sampleOf(symbology)), 3, 5);
        const auto image = imageOf(raster);
        QRect dark;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const int grey = qGray(image.pixel(x, y));
                QVERIFY(grey == 0 || grey == 255);
                if (grey == 0) {
                    dark |= QRect(x, y, 1, 1);
                }
            }
        }
        // DataBar begins and ends with a guard of which the outermost module may be white.
        const auto symbol = symbolOf(symbology, sampleOf(symbology));
        const auto isWhite = [&symbol](int x) {
            for (int y = 0; y < symbol.height(); ++y) {
                if (symbol.at(x, y)) {
                    return false;
                }
            }
            return true;
        };
        QCOMPARE(dark.left(), (zone[0] + isWhite(0)) * 3);
        QCOMPARE(image.width() - 1 - dark.right(), (zone[1] + isWhite(symbol.width() - 1)) * 3);
        QCOMPARE(dark.top(), zone[2] * 3);
        QCOMPARE(image.height() - 1 - dark.bottom(), zone[3] * 3);
    }

    void rastersAreRead_data() { eachSymbology(); }
    void rastersAreRead()
    {
        QFETCH(const Symbology, symbology);
        const auto symbol = symbolOf(symbology, sampleOf(symbology));
        for (const int module : {1, 2, 3, 4, 6, 9}) {
            if (module == 1 && symbology == Symbology::DataMatrix) {
                continue; // the reader needs two pixels a module to follow its edge
            }
            for (const bool rotated : {false, true}) {
                const auto upright = imageOf(rasterOf(symbol, module, 60 * module, rotated));
                for (const bool upsideDown : {false, true}) {
                    // On a white page: a code never ends where the camera's picture does.
                    QImage page(upright.width() + 40, upright.height() + 40, QImage::Format_Grayscale8);
                    page.fill(255);
                    for (int y = 0; y < upright.height(); ++y) {
                        const int from = upsideDown ? upright.height() - 1 - y : y;
                        for (int x = 0; x < upright.width(); ++x) {
                            page.scanLine(y + 20)[x + 20] = upright.constScanLine(from)[upsideDown ? upright.width() - 1 - x : x];
                        }
                    }
                    const auto codes = readCodes(viewOf(page));
                    const auto where = QStringLiteral("module %1, rotated %2, upside down %3").arg(module).arg(rotated).arg(upsideDown);
                    QVERIFY2(codes, qPrintable(where));
                    QCOMPARE(codes->size(), 1);
                    QCOMPARE(codes->first().symbology, asRead(symbology));
                    QCOMPARE(codes->first().text, symbol.content());
                    QCOMPARE(codes->first().bytes, symbol.content().toLatin1());
                    QVERIFY(!codes->first().eci);
                    QCOMPARE(codes->first().gs1, symbol.codeContent().gs1);
                }
            }
        }
    }

    void manyCardsAreReadBack()
    {
        for (quint64 i = 0; i < 300; ++i) {
            const auto text = QStringLiteral("9990%1").arg(i * 333'667'001'003 % 100'000'000'000'000, 14, 10, QLatin1Char('0'));
            QCOMPARE(symbolOf(Symbology::Code128, text).width(), 134);
            QCOMPARE(symbolOf(Symbology::QrCode, text).width(), 21);
        }
    }

    // A decoder that is not ours reads the PNG file.
    void independentDecoder_data()
    {
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("rotated");
        QTest::newRow("code128") << Symbology::Code128 << QByteArray("CODE-128") << false;
        QTest::newRow("code128 rotated") << Symbology::Code128 << QByteArray("CODE-128") << true;
        QTest::newRow("qr") << Symbology::QrCode << QByteArray("QR-Code") << false;
        QTest::newRow("ean13") << Symbology::Ean13 << QByteArray("EAN-13") << false;
        QTest::newRow("ean8") << Symbology::Ean8 << QByteArray("EAN-8") << false;
        QTest::newRow("code39") << Symbology::Code39 << QByteArray("CODE-39") << false;
        QTest::newRow("code93") << Symbology::Code93 << QByteArray("CODE-93") << false;
        QTest::newRow("itf") << Symbology::Itf << QByteArray("I2/5") << false;
        QTest::newRow("databar") << Symbology::DataBar << QByteArray("DataBar") << false;
        QTest::newRow("databar expanded") << Symbology::DataBarExpanded << QByteArray("DataBar-Exp") << false;
    }
    void independentDecoder()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const QByteArray, type);
        QFETCH(const bool, rotated);
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("code.png"));
        QVERIFY(imageOf(rasterOf(symbolOf(symbology, sampleOf(symbology)), 3, 90, rotated)).save(path));
        QProcess zbar;
        zbar.start(QStringLiteral("zbarimg"), {QStringLiteral("--quiet"), QStringLiteral("-Sean8.enable"), path});
        QVERIFY2(zbar.waitForStarted(), "zbarimg is missing: install the Debian package zbar-tools");
        QVERIFY(zbar.waitForFinished());
        // It puts the application identifier before the GTIN that a DataBar holds.
        const auto identifier = symbology == Symbology::DataBar ? QByteArray("01") : QByteArray();
        QCOMPARE(zbar.readAllStandardOutput().trimmed(), type + ':' + identifier + sampleOf(symbology).toLatin1());
    }

    void contentThatDoesNotFit_data()
    {
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QString>("content");
        QTest::newRow("empty") << Symbology::Code128 << QString();
        QTest::newRow("Code 128 over 80") << Symbology::Code128 << QString(81, u'1');
        QTest::newRow("Code 128 Cyrillic") << Symbology::Code128 << QStringLiteral(u"\u0414\u0430");
        QTest::newRow("EAN-13 without check digit") << Symbology::Ean13 << QStringLiteral("400638133393");
        QTest::newRow("EAN-13 wrong check digit") << Symbology::Ean13 << QStringLiteral("4006381333932");
        QTest::newRow("EAN-8 wrong check digit") << Symbology::Ean8 << QStringLiteral("96385075");
        QTest::newRow("UPC-A wrong check digit") << Symbology::UpcA << QStringLiteral("036000291453");
        QTest::newRow("UPC-E without check digit") << Symbology::UpcE << QStringLiteral("0123456");
        QTest::newRow("UPC-E wrong check digit") << Symbology::UpcE << QStringLiteral("01234566");
        QTest::newRow("ITF odd") << Symbology::Itf << QStringLiteral("123");
        QTest::newRow("Codabar with start letter") << Symbology::Codabar << QStringLiteral("A40156B");
        QTest::newRow("Code 39 small letters") << Symbology::Code39 << QStringLiteral("odna");
        QTest::newRow("Micro QR Cyrillic") << Symbology::MicroQrCode << QStringLiteral(u"\u0414\u0430");
        QTest::newRow("Micro QR over 35") << Symbology::MicroQrCode << QString(36, u'1');
        QTest::newRow("DataBar without check digit") << Symbology::DataBar << QStringLiteral("0400638133393");
        QTest::newRow("DataBar wrong check digit") << Symbology::DataBarStacked << QStringLiteral("04006381333932");
        QTest::newRow("DataBar Expanded nothing but an identifier") << Symbology::DataBarExpanded << QStringLiteral("10");
        QTest::newRow("QR over 7089") << Symbology::QrCode << QString(7090, u'1');
        QTest::newRow("QR letters over 2331") << Symbology::QrCode << QString(4000, u'a');
    }
    void contentThatDoesNotFit()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const QString, content);
        const auto symbol = Symbol::create(symbology, content);
        QVERIFY(!symbol);
        QCOMPARE(symbol.error().code, FailureCode::Malformed);
    }

    void everyOtherContent_data()
    {
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QString>("content");
        QTest::newRow("EAN-13 that is also UPC-A") << Symbology::Ean13 << QStringLiteral("0036000291452");
        QTest::newRow("QR Latin-1") << Symbology::QrCode << QStringLiteral(u"caf\u00e9 12");
        QTest::newRow("QR Cyrillic") << Symbology::QrCode << QStringLiteral(u"\u0414\u0430 12");
        QTest::newRow("QR long") << Symbology::QrCode << QString(1500, u'a');
        QTest::newRow("Aztec Latin-1") << Symbology::Aztec << QStringLiteral(u"caf\u00e9 12");
        QTest::newRow("PDF417 Latin-1") << Symbology::Pdf417 << QStringLiteral(u"caf\u00e9 12");
        QTest::newRow("Data Matrix Cyrillic") << Symbology::DataMatrix << QStringLiteral(u"\u0414\u0430");
        QTest::newRow("Code 128 Latin-1") << Symbology::Code128 << QStringLiteral(u"1\u00f12");
        QTest::newRow("Code 128 mixed") << Symbology::Code128 << QStringLiteral("c999027638836154327");
        QTest::newRow("QR receipt") << Symbology::QrCode
                                    << QStringLiteral("t=20260801T1230&s=123.45&fn=9960440300000001&i=12345&fp=1234567890&n=1");
    }
    void everyOtherContent()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const QString, content);
        const auto symbol = Symbol::create(symbology, content);
        QVERIFY2(symbol, symbol ? "" : qPrintable(describe(symbol.error())));
        const auto codes = readCodes(rasterOf(*symbol, 3, 60).view());
        QVERIFY(codes && codes->size() == 1);
        QVERIFY(codes->first().text == content || content == u'0' + codes->first().text);
    }

    // Version 1 holds 14 bytes at level M (ISO/IEC 18004 table 7): with the 12 bits of an ECI header these would need version 2.
    void noEciForLatin1()
    {
        const auto fourteen = QStringLiteral(u"caf\u00e9 caf\u00e9 caf\u00e9");
        QCOMPARE(fourteen.size(), 14);
        QCOMPARE(symbolOf(Symbology::QrCode, fourteen).width(), 21);
    }

    void picturesOfNothing()
    {
        const auto codeOf = [](const GreyView &view) { return readCodes(view).error().code; };
        const QByteArray white(200 * 100, '\xff');
        const auto *pixels = reinterpret_cast<const unsigned char *>(white.constData());
        QCOMPARE(codeOf({pixels, 200, 100, 200}), FailureCode::NothingDecoded);
        QCOMPARE(codeOf({pixels, 1, 1, 1}), FailureCode::NothingDecoded);
        QCOMPARE(codeOf({pixels, 0, 100, 200}), FailureCode::ImageUnreadable);
        QCOMPARE(codeOf({pixels, 200, -1, 200}), FailureCode::ImageUnreadable);
        QCOMPARE(codeOf({pixels, 200, 100, 199}), FailureCode::ImageUnreadable);
        QCOMPARE(codeOf({nullptr, 200, 100, 200}), FailureCode::ImageUnreadable);
        QCOMPARE(codeOf({pixels, 10'000, 5'001, 10'000}), FailureCode::ImageUnreadable);
        QCOMPARE(codeOf({pixels, 1, 2'000'000'000, 2'000'000'000}), FailureCode::ImageUnreadable);
    }

    void readingOrder()
    {
        QImage page(900, 700, QImage::Format_Grayscale8);
        page.fill(255);
        const auto put = [&page](const QString &text, int left, int top) {
            const auto image = imageOf(rasterOf(symbolOf(Symbology::QrCode, text), 4, 1));
            for (int y = 0; y < image.height(); ++y) {
                std::copy_n(image.constScanLine(y), image.width(), page.scanLine(top + y) + left);
            }
        };
        put(QStringLiteral("4"), 600, 400);
        put(QStringLiteral("2"), 500, 40);
        put(QStringLiteral("3"), 100, 410);
        put(QStringLiteral("1"), 100, 50);
        const auto codes = readCodes(viewOf(page));
        QVERIFY(codes);
        QString order;
        for (const auto &code : *codes) {
            order += code.text;
        }
        QCOMPARE(order, QStringLiteral("1234"));
    }

    void svgHoldsTheSameModules_data() { eachSymbology(); }
    void svgHoldsTheSameModules()
    {
        QFETCH(const Symbology, symbology);
        const auto symbol = symbolOf(symbology, sampleOf(symbology));
        const auto raster = rasterOf(symbol, 1, 1);
        const auto svg = svgOf(symbol, 0.33, 15);
        QXmlStreamReader xml(svg);
        QByteArray drawn(raster.pixels.size(), '\xff');
        QSizeF millimetres;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) {
                continue;
            }
            if (xml.name() == QLatin1StringView("svg")) {
                QCOMPARE(xml.attributes().value(QLatin1StringView("viewBox")).toString(),
                         QStringLiteral("0 0 %1 %2").arg(raster.width).arg(raster.height));
                const auto side = [&xml](const char *name) {
                    auto text = xml.attributes().value(QLatin1StringView(name)).toString();
                    return text.endsWith(QLatin1StringView("mm")) ? text.chopped(2).toDouble() : -1.0;
                };
                millimetres = {side("width"), side("height")};
            }
            if (xml.name() == QLatin1StringView("path")) {
                for (const auto &run : xml.attributes().value(QLatin1StringView("d")).toString().split(u'z', Qt::SkipEmptyParts)) {
                    int x = 0;
                    int y = 0;
                    int length = 0;
                    int back = 0;
                    QCOMPARE(sscanf(qPrintable(run), "M%d %dh%dv1h-%d", &x, &y, &length, &back), 4);
                    QCOMPARE(length, back);
                    drawn.replace(qsizetype(y) * raster.width + x, length, QByteArray(length, '\0'));
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(drawn, raster.pixels);
        QVERIFY(qAbs(millimetres.width() - raster.width * 0.33) < 0.001);
        QVERIFY(qAbs(millimetres.height() - (symbol.isLinear() ? 15 : raster.height * 0.33)) < 0.001);
    }

    void placement_data()
    {
        using Verdict = Placement::Verdict;
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<double>("pixelsPerMillimetre");
        QTest::addColumn<QSize>("area");
        QTest::addColumn<int>("module");
        QTest::addColumn<bool>("rotated");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<double>("width"); // millimetres of code and quiet zone across the module direction
        const double phone = 420 / 25.4;
        QTest::newRow("420 ppi") << Symbology::Code128 << phone << QSize(1008, 1500) << 6 << false << Verdict::Good << 55.88;
        QTest::newRow("420 ppi, room for 7") << Symbology::Code128 << phone << QSize(1080, 1500) << 7 << false << Verdict::Good << 65.19;
        QTest::newRow("420 ppi, cap of 0.50 mm")
            << Symbology::Code128 << phone << QSize(4000, 4000) << 8 << false << Verdict::Good << 74.51;
        QTest::newRow("96 dpi desktop") << Symbology::Code128 << 96 / 25.4 << QSize(800, 600) << 1 << false << Verdict::Small << 40.75;
        QTest::newRow("narrow phone: small") << Symbology::Code128 << phone << QSize(800, 1500) << 5 << false << Verdict::Small << 46.57;
        QTest::newRow("narrower: turned") << Symbology::Code128 << phone << QSize(750, 1500) << 8 << true << Verdict::Good << 74.51;
        QTest::newRow("watch") << Symbology::Code128 << 12.0 << QSize(400, 400) << 2 << false << Verdict::TooSmall << 25.67;
        QTest::newRow("too small for one pixel")
            << Symbology::Code128 << 12.0 << QSize(100, 100) << 1 << false << Verdict::TooSmall << 12.83;
        QTest::newRow("EAN cap of 0.66 mm") << Symbology::Ean13 << phone << QSize(4000, 4000) << 10 << false << Verdict::Good << 68.34;
        QTest::newRow("QR cap of 1.0 mm") << Symbology::QrCode << phone << QSize(1080, 1500) << 16 << false << Verdict::Good << 28.06;
        QTest::newRow("QR limited by height") << Symbology::QrCode << phone << QSize(1080, 250) << 8 << false << Verdict::Good << 14.03;
        QTest::newRow("exactly 0.33 mm") << Symbology::Code128 << 100.0 / 11 << QSize(600, 600) << 3 << false << Verdict::Good << 50.82;
        QTest::newRow("exactly 0.25 mm") << Symbology::Code128 << 4.0 << QSize(160, 160) << 1 << false << Verdict::Small << 38.5;
        QTest::newRow("coarse screen") << Symbology::Code128 << 1.5 << QSize(400, 300) << 1 << false << Verdict::Good << 102.67;
    }
    void placement()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const double, pixelsPerMillimetre);
        QFETCH(const QSize, area);
        QFETCH(const int, module);
        QFETCH(const bool, rotated);
        QFETCH(const Placement::Verdict, verdict);
        QFETCH(const double, width);
        const auto symbol = symbolOf(symbology, sampleOf(symbology));
        const auto placement = placeSymbol(symbol, {area.width(), area.height(), pixelsPerMillimetre});
        QCOMPARE(placement.modulePixels, module);
        QCOMPARE(placement.rotated, rotated);
        QCOMPARE(placement.verdict, verdict);
        QVERIFY(qAbs(placement.moduleMillimetres - module / pixelsPerMillimetre) < 1e-9);
        const auto raster = rasterOf(symbol, placement.modulePixels, placement.barPixels, placement.rotated);
        const double drawn = (rotated ? raster.height : raster.width) / pixelsPerMillimetre;
        QVERIFY2(qAbs(drawn - width) < 0.01, qPrintable(QString::number(drawn)));
        if (verdict != Placement::Verdict::TooSmall) {
            QVERIFY(raster.width <= area.width() && raster.height <= area.height());
        }
        if (symbol.isLinear() && placement.barPixels < (rotated ? area.width() : area.height())) {
            QVERIFY(placement.barPixels / pixelsPerMillimetre >= 15 - 1e-9);
        }
    }
    void placementOfNonsense()
    {
        const auto symbol = symbolOf(Symbology::Code128, cardText);
        for (const double density : {0.0, -1.0, qQNaN(), qInf()}) {
            QCOMPARE(placeSymbol(symbol, {1000, 1000, density}).verdict, Placement::Verdict::TooSmall);
        }
        QCOMPARE(placeSymbol(symbol, {0, 1000, 10}).verdict, Placement::Verdict::TooSmall);
        QCOMPARE(placeSymbol(symbol, {1000, -5, 10}).modulePixels, 1);
        QVERIFY(placeSymbol(symbol, {2'000'000'000, 2'000'000'000, 1e12}).modulePixels >= 1);
    }
};

QTEST_GUILESS_MAIN(TestSymbol)
#include "tst_symbol.moc"
