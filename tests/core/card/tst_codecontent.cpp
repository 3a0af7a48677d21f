// SPDX-License-Identifier: Apache-2.0
#include "core/card/placement.h"
#include "core/card/raster.h"
#include "core/card/symbol.h"

#include <QImage>
#include <QProcess>
#include <QRect>
#include <QTemporaryDir>
#include <QTest>

using namespace odna;

namespace {

/// The code on a white page, its top left pixel (quiet zone included) at \a place.
class Page final
{
public:
    explicit Page(QSize size)
        : m_image(size, QImage::Format_Grayscale8)
    {
        m_image.fill(255);
    }

    /// Where its bars or modules are then.
    QRect put(const Symbol &symbol, QPoint place, int module = 3, int bars = 60, bool rotated = false)
    {
        const auto raster = rasterOf(symbol, module, bars, rotated);
        QRect dark;
        for (int y = 0; y < raster.height; ++y) {
            for (int x = 0; x < raster.width; ++x) {
                const auto grey = static_cast<uchar>(raster.pixels[qsizetype(y) * raster.width + x]);
                m_image.scanLine(place.y() + y)[place.x() + x] = grey;
                if (grey == 0) {
                    dark |= QRect(place.x() + x, place.y() + y, 1, 1);
                }
            }
        }
        return dark;
    }
    void turnOver() { m_image = m_image.mirrored(true, true); }
    /// Every third pixel each way turned over.
    void sprinkle()
    {
        for (int y = 0; y < m_image.height(); y += 3) {
            for (int x = 0; x < m_image.width(); x += 3) {
                m_image.scanLine(y)[x] ^= 0xff;
            }
        }
    }
    [[nodiscard]] Result<QList<DecodedCode>> read() const { return readCodes(view()); }
    [[nodiscard]] GreyView view() const
    {
        return {m_image.constBits(), m_image.width(), m_image.height(), static_cast<int>(m_image.bytesPerLine())};
    }

private:
    QImage m_image;
};

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
    }
    return bytes;
}

Symbol symbolOf(const CodeContent &content)
{
    auto symbol = Symbol::create(content);
    if (!symbol) {
        qFatal("%s: %s", qPrintable(nameOf(content.symbology)), qPrintable(describe(symbol.error())));
    }
    return *symbol;
}

QString noneOrNumber(std::optional<int> eci)
{
    return eci ? QString::number(*eci) : QStringLiteral("none");
}

QRect boundsOf(const DecodedCode &code)
{
    QRect bounds;
    for (const auto corner : code.corners) {
        bounds |= QRect(corner, QSize(1, 1));
    }
    return bounds;
}

} // namespace

class TestCodeContent final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Draw, rasterise, read: every kind of content in every symbology that has it; and a clear refusal in every one that has not.
    void roundTrip_data()
    {
        QTest::addColumn<CodeContent>("content");
        QTest::addColumn<QString>("outcome"); // empty where it comes back, otherwise the failure's name
        const auto cyrillic = QStringLiteral(u"\u0414\u0430 12");
        const auto latin1 = QStringLiteral(u"caf\u00e9 12");
        const QString gtin = QStringLiteral("010400638133393110ABC\x1d") + QStringLiteral("21XYZ");
        const auto row = [](const char *kind, const CodeContent &content, const char *outcome = "") {
            QTest::addRow("%s %s", qPrintable(nameOf(content.symbology)), kind) << content << QString::fromLatin1(outcome);
        };
        const auto utf8 = [](Symbology symbology, const QString &text) { return CodeContent{symbology, text, text.toUtf8(), 26, false}; };
        const auto gs1 = [](Symbology symbology, const QString &text) {
            return CodeContent{symbology, text, text.toLatin1(), std::nullopt, true};
        };
        for (const auto symbology : {Symbology::QrCode, Symbology::Pdf417, Symbology::DataMatrix, Symbology::Aztec}) {
            row("ASCII", plainContent(symbology, QStringLiteral("Odna \\ 12")));
            row("ASCII that declares UTF-8", utf8(symbology, QStringLiteral("Odna \\ 12")));
            row("digits that declare UTF-8", utf8(symbology, QStringLiteral("999027638836154327")));
            row("Latin-1", plainContent(symbology, latin1));
            row("Latin-1 that says so", {symbology, latin1, latin1.toLatin1(), 3, false});
            row("Cyrillic", plainContent(symbology, cyrillic));
            row("Cyrillic in Windows-1251", {symbology, QStringLiteral(u"\u0414\u0430"), QByteArray("\xc4\xe0"), 22, false});
            row("binary", {symbology, {}, allBytes(), std::nullopt, false});
            row("binary that says so", {symbology, QString::fromLatin1(allBytes()), allBytes(), 899, false});
            if (symbology != Symbology::Pdf417) {
                row("GS1", gs1(symbology, gtin));
                row("GS1 GSRN", gs1(symbology, QStringLiteral("8018999027638836154327")));
            } else {
                row("GS1", gs1(symbology, gtin), "malformed");
            }
            row("ECI that there is not", {symbology, QStringLiteral("a"), QByteArray("a"), 1'000'000, false}, "malformed");
            row("empty", {symbology, QStringLiteral("text without bytes"), {}, std::nullopt, false}, "malformed");
        }
        row("ASCII", plainContent(Symbology::Code128, QStringLiteral("Odna 12")));
        row("Latin-1", plainContent(Symbology::Code128, latin1));
        row("control letters", {Symbology::Code128, {}, allBytes().first(32), std::nullopt, false});
        row("upper half", {Symbology::Code128, {}, allBytes().sliced(0xa0, 24), std::nullopt, false});
        row("GS1", gs1(Symbology::Code128, gtin));
        row("GS1 GSRN", gs1(Symbology::Code128, QStringLiteral("8018999027638836154327")));
        row("Cyrillic", plainContent(Symbology::Code128, cyrillic), "malformed");
        row("ECI", utf8(Symbology::Code128, QStringLiteral("Odna")), "malformed");
        // A separator after a field of known length, where none belongs: what Zint draws has it not, so it is not shown.
        row("GS1 with a needless separator", gs1(Symbology::Code128, QStringLiteral("0104006381333931\x1d") + QStringLiteral("10ABC")),
            "symbol_unreadable");
        for (const auto symbology : {Symbology::DataBarExpanded, Symbology::DataBarExpandedStacked}) {
            row("GS1", gs1(symbology, gtin));
            row("GSRN", gs1(symbology, QStringLiteral("8018999027638836154327")));
            row("coupon", gs1(symbology, QStringLiteral("8110106141416543213500110000310123196000")));
            row("weight", gs1(symbology, QStringLiteral("01900123456789083103001750")));
            row("with brackets", plainContent(symbology, QStringLiteral("(01)04006381333931(10)ABC(21)XYZ")));
            row("no GS1", {symbology, QStringLiteral("8018"), QByteArray("8018123"), std::nullopt, false}, "malformed");
        }
        for (const auto symbology : {Symbology::DataBar, Symbology::DataBarStacked, Symbology::DataBarStackedOmni}) {
            row("GTIN", plainContent(symbology, QStringLiteral("04006381333931")));
            row("smallest", plainContent(symbology, QStringLiteral("00000000000000")));
            row("largest", plainContent(symbology, QStringLiteral("99999999999997")));
            row("GS1", gs1(symbology, QStringLiteral("04006381333931")), "malformed");
        }
        row("digits", plainContent(Symbology::MicroQrCode, QStringLiteral("12345")));
        row("ASCII", plainContent(Symbology::MicroQrCode, QStringLiteral("Odna 12")));
        row("Latin-1", plainContent(Symbology::MicroQrCode, latin1));
        row("binary", {Symbology::MicroQrCode, {}, QByteArray("\0\x01\x7f\x80\xff", 5), std::nullopt, false});
        row("Cyrillic", plainContent(Symbology::MicroQrCode, cyrillic), "malformed");
        row("GS1", gs1(Symbology::MicroQrCode, QStringLiteral("10A")), "malformed");
        row("ASCII", plainContent(Symbology::MaxiCode, QStringLiteral("Odna")), "symbol_unreadable");
        row("ASCII", plainContent(Symbology::Code93, QStringLiteral("Odna 12")));
        row("Latin-1", plainContent(Symbology::Code93, latin1), "malformed");
        row("ECI", utf8(Symbology::Ean13, QStringLiteral("4006381333931")), "malformed");
        row("GS1", gs1(Symbology::Ean13, QStringLiteral("4006381333931")), "malformed");
    }
    void roundTrip()
    {
        QFETCH(const CodeContent, content);
        QFETCH(const QString, outcome);
        const auto symbol = Symbol::create(content);
        QCOMPARE(symbol ? QString() : QString(nameOf(symbol.error().code)), outcome);
        if (!symbol) {
            return;
        }
        QCOMPARE(symbol->codeContent(), content);
        const auto size = rasterOf(*symbol, 3, 60); // in the middle, where ZXing 1.4 looks for Aztec and Data Matrix
        Page page({size.width + 40, size.height + 40});
        page.put(*symbol, {20, 20});
        const auto codes = page.read();
        QVERIFY(codes);
        QCOMPARE(codes->size(), 1);
        const auto &code = codes->constFirst();
        QCOMPARE(code.symbology, asRead(content.symbology));
        QCOMPARE(code.bytes, content.bytes);
        QCOMPARE(noneOrNumber(code.eci), noneOrNumber(content.eci));
        QCOMPARE(code.gs1, content.gs1);
        if (!content.text.isEmpty() && content.eci != 899) { // of bytes the reader guesses
            QCOMPARE(code.text, content.text);
        }
        // What was read can be drawn, which is what a scanned card needs.
        QVERIFY(Symbol::create(code));
    }

    // A code that changes its ECI halfway reads as other text than the same bytes under its first ECI.
    void textUnderAnEci()
    {
        auto content = plainContent(Symbology::QrCode, QStringLiteral(u"\u0414\u0430 12"));
        content.text = QStringLiteral("something else");
        QCOMPARE(Symbol::create(content).error().code, FailureCode::SymbolUnreadable);
    }

    void heights()
    {
        const auto height = [](Symbology symbology, const QString &text) { return symbolOf(plainContent(symbology, text)).height(); };
        const auto gtin = QStringLiteral("04006381333931");
        QCOMPARE(height(Symbology::DataBar, gtin), 1);
        QCOMPARE(height(Symbology::DataBarStacked, gtin), 5 + 1 + 7);
        QCOMPARE(height(Symbology::DataBarStackedOmni, gtin), 33 + 3 + 33);
        QCOMPARE(height(Symbology::DataBarExpanded, QStringLiteral("8018999027638836154327")), 1);
        QCOMPARE(height(Symbology::DataBarExpandedStacked, QStringLiteral("8018999027638836154327")) % 37, 34);
    }

    void brackets()
    {
        const QString separated = QStringLiteral("10AB\x1d") + QStringLiteral("21C");
        QCOMPARE(elementString(QStringLiteral("(10)AB(21)C")), separated);
        QCOMPARE(elementString(QStringLiteral("(01)04006381333931(10)ABC")), QStringLiteral("010400638133393110ABC"));
        QCOMPARE(elementString(QStringLiteral("(8018)999027638836154327")), QStringLiteral("8018999027638836154327"));
        QCOMPARE(elementString(QStringLiteral("no (10) in front")), QStringLiteral("no (10) in front"));
        QCOMPARE(elementString(QString()), QString());
    }

    // The picture of the code can be cut out of the page: bars in their whole height, modules to within one.
    void corners_data()
    {
        QTest::addColumn<CodeContent>("content");
        QTest::addColumn<bool>("rotated");
        QTest::addColumn<bool>("overturned");
        for (const bool rotated : {false, true}) {
            for (const bool overturned : {false, true}) {
                const auto row = [&](Symbology symbology, const char *text) {
                    QTest::addRow("%s %s%s", qPrintable(nameOf(symbology)), rotated ? "rotated " : "", overturned ? "overturned" : "")
                        << plainContent(symbology, QString::fromLatin1(text)) << rotated << overturned;
                };
                row(Symbology::Code128, "999027638836154327");
                row(Symbology::Ean13, "4006381333931");
                row(Symbology::QrCode, "999027638836154327");
                row(Symbology::DataBar, "04006381333931");
            }
        }
    }
    void corners()
    {
        QFETCH(const CodeContent, content);
        QFETCH(const bool, rotated);
        QFETCH(const bool, overturned);
        Page page({700, 620});
        auto dark = page.put(symbolOf(content), {60, 40}, 3, 90, rotated);
        if (overturned) {
            page.turnOver();
            dark = QRect(699 - dark.right(), 619 - dark.bottom(), dark.width(), dark.height());
        }
        const auto codes = page.read();
        QVERIFY(codes && codes->size() == 1);
        const auto bounds = boundsOf(codes->constFirst());
        const auto near = [](int a, int b) { return qAbs(a - b) <= 6; };
        QVERIFY2(near(bounds.left(), dark.left()) && near(bounds.right(), dark.right()) && near(bounds.top(), dark.top())
                     && near(bounds.bottom(), dark.bottom()),
                 qPrintable(QStringLiteral("%1 %2 %3 %4").arg(bounds.left()).arg(bounds.top()).arg(bounds.right()).arg(bounds.bottom())));
        // Clockwise, as the code is read.
        const auto &corner = codes->constFirst().corners;
        const auto along = corner[1] - corner[0];
        const auto down = corner[3] - corner[0];
        QVERIFY(along.x() * down.y() - along.y() * down.x() > 0);
        const QPoint expected = rotated ? QPoint(0, overturned ? -1 : 1) : QPoint(overturned ? -1 : 1, 0);
        QVERIFY(QPoint::dotProduct(along, expected) > 3 * qAbs(along.x() * expected.y() + along.y() * expected.x()));
    }

    // Of a code under noise so fine and strong that only a smaller picture shows it: the same place.
    void downscaled_data()
    {
        QTest::addColumn<CodeContent>("content");
        QTest::newRow("ean13") << plainContent(Symbology::Ean13, QStringLiteral("4006381333931"));
        QTest::newRow("qr") << plainContent(Symbology::QrCode, QStringLiteral("999027638836154327"));
    }
    void downscaled()
    {
        QFETCH(const CodeContent, content);
        Page page({1500, 900});
        const auto dark = page.put(symbolOf(content), {120, 150}, 9, 300);
        page.sprinkle();
        const auto codes = page.read();
        QVERIFY(codes && codes->size() == 1);
        QCOMPARE(codes->constFirst().text, content.text);
        const auto bounds = boundsOf(codes->constFirst());
        QVERIFY(qAbs(bounds.left() - dark.left()) < 30 && qAbs(bounds.right() - dark.right()) < 30);
        QVERIFY(bounds.top() > dark.top() - 30 && bounds.bottom() < dark.bottom() + 30);
    }

    // A library that must not be trusted with the same linear code twice (it aborts) is not.
    void theSameCodeTwice_data()
    {
        QTest::addColumn<CodeContent>("content");
        const auto row = [](Symbology symbology, const char *text) {
            QTest::addRow("%s", qPrintable(nameOf(symbology))) << plainContent(symbology, QString::fromLatin1(text));
        };
        row(Symbology::Ean13, "4006381333931");
        row(Symbology::Code128, "999027638836154327");
        row(Symbology::DataBar, "04006381333931");
        row(Symbology::DataBarStacked, "04006381333931");
        row(Symbology::DataBarExpandedStacked, "8018999027638836154327");
    }
    void theSameCodeTwice()
    {
        QFETCH(const CodeContent, content);
        for (const bool rotated : {false, true}) {
            Page page({1400, 1400});
            page.put(symbolOf(content), {20, 20});
            page.put(symbolOf(content), {20, 340});
            page.put(symbolOf(content), {650, 340}, 3, 60, rotated);
            const auto codes = page.read();
            QVERIFY(codes);
            QCOMPARE(codes->size(), 1);
            QCOMPARE(codes->constFirst().text, content.text);
        }
    }

    void severalCodes()
    {
        Page page({1400, 1000});
        page.put(symbolOf(plainContent(Symbology::Ean13, QStringLiteral("4006381333931"))), {20, 20});
        page.put(symbolOf(plainContent(Symbology::Ean13, QStringLiteral("4810268012341"))), {700, 20});
        page.put(symbolOf(plainContent(Symbology::Code128, QStringLiteral("999027638836154327"))), {20, 300}, 2);
        page.put(symbolOf(plainContent(Symbology::DataBar, QStringLiteral("04006381333931"))), {700, 300});
        page.put(symbolOf(plainContent(Symbology::QrCode, QStringLiteral("qr"))), {20, 500});
        page.put(symbolOf(plainContent(Symbology::Code128, QStringLiteral("999047397776177691"))), {700, 500}, 2);
        page.put(symbolOf(plainContent(Symbology::Code39, QStringLiteral("ODNA-1"))), {20, 700}, 2);
        const auto codes = page.read();
        QVERIFY(codes);
        QStringList texts;
        for (const auto &code : *codes) {
            texts += code.text;
        }
        QCOMPARE(texts, (QStringList{QStringLiteral("4006381333931"), QStringLiteral("4810268012341"), QStringLiteral("999027638836154327"),
                                     QStringLiteral("04006381333931"), QStringLiteral("qr"), QStringLiteral("999047397776177691"),
                                     QStringLiteral("ODNA-1")}));
    }

    // Another program draws what we only read or of which the reader knows only one layout.
    void drawnElsewhere_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("gs1");
        const auto row = [](const char *zint, const char *data, Symbology symbology, const char *text, bool gs1) {
            QTest::addRow("%s", zint) << QStringList{QStringLiteral("--barcode=") + QLatin1StringView(zint),
                                                     QStringLiteral("--data=") + QLatin1StringView(data), QStringLiteral("--notext"),
                                                     QStringLiteral("--scale=3")}
                                      << symbology << QString::fromLatin1(text) << gs1;
        };
        row("MAXICODE", "Odna 999027638836154327", Symbology::MaxiCode, "Odna 999027638836154327", false);
        row("DBAR_OMNSTK", "0400638133393", Symbology::DataBar, "04006381333931", false);
        row("DBAR_EXPSTK", "[01]04006381333931[10]ABC", Symbology::DataBarExpanded, "010400638133393110ABC", true);
        row("GS1_128", "[8018]999027638836154327", Symbology::Code128, "8018999027638836154327", true);
        row("MICROQR", "12345", Symbology::MicroQrCode, "12345", false);
    }
    void drawnElsewhere()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const Symbology, symbology);
        QFETCH(const QString, text);
        QFETCH(const bool, gs1);
        QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("code.png"));
        QProcess zint;
        zint.start(QStringLiteral("zint"), arguments + QStringList{QStringLiteral("--whitesp=8"), QStringLiteral("-o"), path});
        QVERIFY2(zint.waitForStarted(), "zint is missing: install the Debian package zint");
        QVERIFY(zint.waitForFinished());
        const auto image = QImage(path).convertToFormat(QImage::Format_Grayscale8);
        QVERIFY(!image.isNull());
        const auto codes = readCodes({image.constBits(), image.width(), image.height(), static_cast<int>(image.bytesPerLine())});
        QVERIFY(codes);
        QCOMPARE(codes->size(), 1);
        QCOMPARE(codes->constFirst().symbology, symbology);
        QCOMPARE(codes->constFirst().text, text);
        QCOMPARE(codes->constFirst().gs1, gs1);
    }

    void stackedIsPlacedLikeAMatrix()
    {
        const auto stacked = symbolOf(plainContent(Symbology::DataBarStackedOmni, QStringLiteral("04006381333931")));
        const auto placement = placeSymbol(stacked, {1000, 1000, 10}); // 60 mm would be 1.1 mm a module, 0.66 is the most
        QCOMPARE(placement.modulePixels, 6);
        QCOMPARE(placement.verdict, Placement::Verdict::Good);
        QVERIFY(!placement.rotated);
        const auto raster = rasterOf(stacked, placement.modulePixels, placement.barPixels);
        QCOMPARE(raster.width, (50 + 2) * 6);
        QCOMPARE(raster.height, (69 + 2) * 6);
        const auto low = placeSymbol(stacked, {1000, 71 * 4, 10});
        QCOMPARE(low.modulePixels, 4);
        // One row: at least 33 modules high, though 15 mm would be less.
        const auto row = symbolOf(plainContent(Symbology::DataBar, QStringLiteral("04006381333931")));
        QCOMPARE(placeSymbol(row, {1000, 1000, 10}).barPixels, 33 * 6);
    }
};

QTEST_GUILESS_MAIN(TestCodeContent)
#include "tst_codecontent.moc"
