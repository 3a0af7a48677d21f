// SPDX-License-Identifier: Apache-2.0
#include "partners/till/scan.h"
#include "tests/partners/till/drawn.h"

#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

using namespace odna;

class TestScan final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    [[nodiscard]] QString saved(const QImage &picture) const
    {
        const auto path = m_folder.filePath(QStringLiteral("screen.png"));
        return picture.save(path) ? path : QString();
    }

private Q_SLOTS:
    void readsTheCardOfAScreen()
    {
        const auto number = QStringLiteral("999027638836154327");
        for (const auto symbology : {Symbology::Code128, Symbology::QrCode}) {
            const auto card = scanCard(saved(drawn(symbology, number)));
            QVERIFY(card);
            QCOMPARE(card->number.text(), number);
            QCOMPARE(card->symbology, symbology);
        }
    }

    void refusesWhatIsNoCard_data()
    {
        QTest::addColumn<int>("symbology");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("named");
        const auto code128 = static_cast<int>(Symbology::Code128);
        const auto qr = static_cast<int>(Symbology::QrCode);
        QTest::newRow("price-weight goods") << static_cast<int>(Symbology::Ean13) << QStringLiteral("2012345012349")
                                            << QStringLiteral("weighed");
        QTest::newRow("goods") << static_cast<int>(Symbology::Ean13) << QStringLiteral("4810268012341") << QStringLiteral("13 digits");
        QTest::newRow("payment") << qr
                                 << QStringLiteral("00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115"
                                                   "802CN5914BEST TRANSPORT6007BEIJING6304A13A")
                                 << QStringLiteral("payment");
        QTest::newRow("another network") << code128 << QStringLiteral("888027638836154327") << QStringLiteral("18 digits");
        QTest::newRow("too short") << code128 << QStringLiteral("9990276388361543") << QStringLiteral("16 digits");
        QTest::newRow("too long") << code128 << QStringLiteral("99902763883615432700") << QStringLiteral("20 digits");
        QTest::newRow("a link") << qr << QStringLiteral("https://shop.example/") << QStringLiteral("not all digits");
    }
    void refusesWhatIsNoCard()
    {
        QFETCH(int, symbology);
        QFETCH(QString, content);
        QFETCH(QString, named);
        const auto picture = drawn(static_cast<Symbology>(symbology), content);
        QVERIFY(!picture.isNull());
        const auto card = scanCard(saved(picture));
        QVERIFY(!card);
        QCOMPARE(card.error().code, FailureCode::NotACard);
        QVERIFY2(card.error().detail.contains(named), qPrintable(card.error().detail));
        QVERIFY2(!card.error().detail.contains(content), "what was scanned may be another shop's card: it is not repeated");
    }

    void refusesAWrongCheckDigit()
    {
        const auto card = scanCard(saved(drawn(Symbology::Code128, QStringLiteral("999027638836154328"))));
        QVERIFY(!card);
        QCOMPARE(card.error().code, FailureCode::CardCheckFailed);
    }

    void takesTheCardAmongOtherCodes()
    {
        const auto number = QStringLiteral("999088750560594291");
        const auto goods = drawn(Symbology::Ean13, QStringLiteral("4810268012341"));
        const auto card = drawn(Symbology::Code128, number);
        QVERIFY(!goods.isNull());
        QImage both(std::max(goods.width(), card.width()), goods.height() + card.height(), QImage::Format_Grayscale8);
        both.fill(255);
        QPainter painter(&both);
        painter.drawImage(0, 0, goods);
        painter.drawImage(0, goods.height(), card);
        painter.end();
        const auto found = scanCard(saved(both));
        QVERIFY(found);
        QCOMPARE(found->number.text(), number);
    }

    void saysWhatIsWrongWithAPicture()
    {
        QImage blank(300, 200, QImage::Format_Grayscale8);
        blank.fill(255);
        const auto nothing = scanCard(saved(blank));
        QVERIFY(!nothing);
        QCOMPARE(nothing.error().code, FailureCode::NothingDecoded);
        const auto missing = scanCard(m_folder.filePath(QStringLiteral("missing.png")));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, FailureCode::ImageUnreadable);
    }
};

QTEST_MAIN(TestScan)
#include "tst_scan.moc"
