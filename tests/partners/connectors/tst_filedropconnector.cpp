// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"
#include "partners/connectors/connectors.h"
#include "tests/partners/connectors/purchases.h"

#include <QTemporaryDir>
#include <QTest>

using namespace odna;

class TestFileDropConnector final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] std::unique_ptr<Connector> connector() const
    {
        auto made = makeConnector({QStringLiteral("filedrop"), {{QStringLiteral("folder"), path(QStringLiteral("drop"))}}});
        return made ? *std::move(made) : nullptr;
    }
    [[nodiscard]] static QByteArray contentOf(const QString &file)
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    [[nodiscard]] QStringList filesIn(const QString &name) const
    {
        return QDir(path(name)).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    }

private Q_SLOTS:
    void init() { QDir(path(QStringLiteral("drop"))).removeRecursively(); }

    void writesEachPurchaseAsOneFile()
    {
        const auto drop = connector();
        QVERIFY(drop);
        for (const auto &purchase : {plainPurchase(), fullPurchase()}) {
            const auto answer = drop->submitPurchase(purchase);
            QVERIFY(answer);
            QCOMPARE(answer->reference, QString(purchase.linkId + u'-' + purchase.opId + QStringLiteral(".json")));
            QVERIFY(!answer->points);
            const auto record = parseJson(contentOf(path(QStringLiteral("drop/purchases/") + answer->reference)));
            QVERIFY(record);
            QCOMPARE(record->value(QLatin1StringView("card_number")).toString(), purchase.cardNumber);
            const auto receipt = receiptFromJson(record->value(QLatin1StringView("receipt")).toObject());
            QVERIFY(receipt);
            QCOMPARE(*receipt, purchase.receipt);
        }
        QCOMPARE(filesIn(QStringLiteral("drop/purchases")).size(), 2);
    }

    void leavesARepeatedPurchaseAsItIs()
    {
        const auto drop = connector();
        auto purchase = plainPurchase();
        QVERIFY(drop->submitPurchase(purchase));
        const auto file = path(QStringLiteral("drop/purchases/%1-%2.json").arg(purchase.linkId, purchase.opId));
        const auto before = contentOf(file);
        QVERIFY(!before.isEmpty());
        purchase.receipt.total->minor = 1;
        QVERIFY(drop->submitPurchase(purchase));
        QVERIFY(connector()->submitPurchase(purchase)); // after a restart too
        QCOMPARE(contentOf(file), before);
    }

    void operationIdsAreTheirLinksOwn()
    {
        const auto drop = connector();
        auto other = plainPurchase(); // another phone that came upon the same ULID
        other.linkId = QStringLiteral("lnk_8Zq3");
        other.receipt.fiscal.id = QStringLiteral("8FAB703F74748FDE1D0BD552");
        for (int i = 0; i < 2; ++i) {
            const auto first = drop->submitPurchase(plainPurchase());
            const auto second = drop->submitPurchase(other);
            QVERIFY(first && second && first->reference != second->reference);
            QVERIFY(contentOf(path(QStringLiteral("drop/purchases/") + first->reference)).contains("8FAB703F74748FDE1D0BD551"));
            QVERIFY(contentOf(path(QStringLiteral("drop/purchases/") + second->reference)).contains("8FAB703F74748FDE1D0BD552"));
        }
        QCOMPARE(filesIn(QStringLiteral("drop/purchases")).size(), 2);
    }

    void attachesAndDetachesCards()
    {
        const auto drop = connector();
        const auto card = plainPurchase().cardNumber;
        const auto file = path(QStringLiteral("drop/cards/%1.json").arg(card));
        QVERIFY(drop->attachCard(card, QStringLiteral("lnk_1"), {}));
        QVERIFY(drop->attachCard(card, QStringLiteral("lnk_1"), {{ProfileField::City, QStringLiteral("Минск")}}));
        QVERIFY(contentOf(file).contains("Минск"));
        QVERIFY(drop->attachCard(card, QStringLiteral("lnk_2"), {}));
        QVERIFY(!contentOf(file).contains("Минск"));
        QVERIFY(drop->detachCard(card, QStringLiteral("lnk_1"))); // late: the card belongs to lnk_2 now
        QVERIFY(QFile::exists(file));
        QVERIFY(drop->detachCard(card, QStringLiteral("lnk_2")));
        QVERIFY(!QFile::exists(file));
        QVERIFY(drop->detachCard(card, QStringLiteral("lnk_2")));
    }

    void refusesIdsThatAreNoFileName()
    {
        const auto drop = connector();
        for (const auto &id : {QStringLiteral("../../outside"), QStringLiteral("a/b"), QString(), QStringLiteral("."), QString(65, u'A'),
                               QStringLiteral("a\nb")}) {
            const auto answer = drop->submitPurchase(plainPurchase(id));
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, FailureCode::Malformed);
            QVERIFY(!drop->attachCard(id, QStringLiteral("lnk_1"), {}));
        }
        QCOMPARE(filesIn(QStringLiteral("drop/purchases")), QStringList());
    }

    void removesWhatACrashLeftHalfWritten()
    {
        QVERIFY(connector());
        QFile leftover(path(QStringLiteral("drop/purchases/.01K1J8Z0Q4T7M2V9X3B6C5D8EF.json.part")));
        QVERIFY(leftover.open(QIODevice::WriteOnly));
        leftover.close();
        QVERIFY(connector());
        QCOMPARE(filesIn(QStringLiteral("drop/purchases")), QStringList());
    }

    void saysWhyItCannotWrite()
    {
        const auto drop = connector();
        QVERIFY(QDir(path(QStringLiteral("drop/purchases"))).removeRecursively());
        const auto answer = drop->submitPurchase(plainPurchase());
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, FailureCode::ConnectorFailed);
        QVERIFY(!answer.error().detail.contains(plainPurchase().cardNumber));
    }

    void refusesWrongSettings_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("named");
        QTest::newRow("no kind") << QString() << QString() << QString() << QStringLiteral("connector.kind");
        QTest::newRow("unknown kind") << QStringLiteral("pigeon") << QString() << QString() << QStringLiteral("pigeon");
        QTest::newRow("no folder") << QStringLiteral("filedrop") << QString() << QString() << QStringLiteral("connector.folder");
        QTest::newRow("unknown setting") << QStringLiteral("filedrop") << QStringLiteral("fodler") << QStringLiteral("x")
                                         << QStringLiteral("connector.fodler");
        QTest::newRow("folder is a file") << QStringLiteral("filedrop") << QStringLiteral("folder") << QStringLiteral("/dev/null")
                                          << QStringLiteral("connector.folder");
    }
    void refusesWrongSettings()
    {
        QFETCH(QString, kind);
        QFETCH(QString, setting);
        QFETCH(QString, value);
        QFETCH(QString, named);
        ConnectorConfig config{kind, {}};
        if (!setting.isEmpty()) {
            config.settings.insert(setting, value);
        }
        const auto made = makeConnector(config);
        QVERIFY(!made);
        QCOMPARE(made.error().code, FailureCode::ConfigInvalid);
        QVERIFY2(made.error().detail.contains(named), qPrintable(made.error().detail));
    }
};

QTEST_GUILESS_MAIN(TestFileDropConnector)
#include "tst_filedropconnector.moc"
