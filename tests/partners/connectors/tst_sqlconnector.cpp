// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"
#include "partners/connectors/connectors.h"
#include "tests/partners/connectors/purchases.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace odna;

class TestSqlConnector final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_file;
    int m_round = 0;

    /// The retailer's side of the database.
    QVariantList row(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(QStringLiteral("erp")));
        if (!query.exec(sql)) {
            qWarning("%s", qPrintable(query.lastError().text()));
        }
        QVariantList values;
        while (query.next()) {
            for (int i = 0; i < 16 && query.value(i).isValid(); ++i) {
                values.append(query.value(i));
            }
        }
        return values;
    }
    [[nodiscard]] QMap<QString, QString> settings() const
    {
        return {{QStringLiteral("database"), m_file},
                {QStringLiteral("attach_card"),
                 QStringLiteral("INSERT INTO cards VALUES (:card_number, :link_id, :city) ON CONFLICT (number) DO UPDATE SET link = "
                                "excluded.link, city = excluded.city")},
                {QStringLiteral("detach_card"), QStringLiteral("DELETE FROM cards WHERE number = :card_number AND link = :link_id")},
                {QStringLiteral("submit_purchase"),
                 QStringLiteral("INSERT INTO sales -- ':op_id' is ours\n VALUES (:op_id, :card_number, :total_minor, :currency, "
                                ":fiscal_id, :issued_at, :confirmed_at, :first_name, json_array_length(:lines), 'paid: :nothing')")},
                {QStringLiteral("points_query"), QStringLiteral("SELECT total / 100 FROM sales WHERE op = :op_id")}};
    }
    [[nodiscard]] static std::unique_ptr<Connector> make(const QMap<QString, QString> &settings)
    {
        auto made = makeConnector({QStringLiteral("sql"), settings});
        if (!made) {
            qWarning("%s", qPrintable(describe(made.error())));
            return nullptr;
        }
        return *std::move(made);
    }

private Q_SLOTS:
    void init()
    {
        m_file = m_folder.filePath(QStringLiteral("erp-%1.db").arg(++m_round));
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("erp"));
        database.setDatabaseName(m_file);
        QVERIFY(database.open());
        row(QStringLiteral(
            "CREATE TABLE sales (op TEXT, card TEXT, total INTEGER CHECK (total > 0), currency TEXT, fiscal TEXT, issued TEXT, "
            "confirmed TEXT, first_name TEXT, lines INTEGER, note TEXT)"));
        row(QStringLiteral("CREATE TABLE cards (number TEXT PRIMARY KEY, link TEXT, city TEXT)"));
    }
    void cleanup() { QSqlDatabase::removeDatabase(QStringLiteral("erp")); }

    void takesAPurchaseOnce()
    {
        const auto erp = make(settings());
        QVERIFY(erp);
        for (int i = 0; i < 3; ++i) {
            const auto answer = erp->submitPurchase(plainPurchase());
            QVERIFY(answer);
            QCOMPARE(answer->points, std::optional<qint64>(25));
        }
        QVERIFY(make(settings())->submitPurchase(plainPurchase()));
        QCOMPARE(row(QStringLiteral("SELECT count(*) FROM sales")), QVariantList{1});
        QCOMPARE(row(QStringLiteral("SELECT op, card, total, currency, fiscal, confirmed, lines, note FROM sales WHERE issued IS NULL AND "
                                    "first_name IS NULL")),
                 (QVariantList{plainPurchase().opId, plainPurchase().cardNumber, 2550, QStringLiteral("BYN"),
                               QStringLiteral("8FAB703F74748FDE1D0BD551"), QStringLiteral("2026-08-01T12:29:58.000Z"), 0,
                               QStringLiteral("paid: :nothing")}));
    }

    void operationIdsAreTheirLinksOwn()
    {
        const auto erp = make(settings());
        auto other = plainPurchase(); // another phone that came upon the same ULID
        other.linkId = QStringLiteral("lnk_8Zq3");
        other.cardNumber = QStringLiteral("999027638836154335");
        other.receipt.fiscal.id = QStringLiteral("8FAB703F74748FDE1D0BD552");
        for (int i = 0; i < 2; ++i) {
            QVERIFY(erp->submitPurchase(plainPurchase()));
            QVERIFY(erp->submitPurchase(other));
        }
        QCOMPARE(row(QStringLiteral("SELECT fiscal FROM sales ORDER BY fiscal")),
                 (QVariantList{plainPurchase().receipt.fiscal.id, other.receipt.fiscal.id}));
    }

    void bindsTextNeverPastesIt()
    {
        const auto erp = make(settings());
        QVERIFY(erp->submitPurchase(fullPurchase()));
        QCOMPARE(row(QStringLiteral("SELECT first_name, issued, lines FROM sales")),
                 (QVariantList{fullPurchase().profile.value(ProfileField::FirstName), QStringLiteral("2026-08-01T12:28:00.000Z"), 1}));
    }

    void attachesAndDetachesCards()
    {
        const auto erp = make(settings());
        const auto card = plainPurchase().cardNumber;
        QVERIFY(erp->attachCard(card, QStringLiteral("lnk_1"), {}));
        QVERIFY(erp->attachCard(card, QStringLiteral("lnk_1"), {{ProfileField::City, QStringLiteral("Минск")}}));
        QCOMPARE(row(QStringLiteral("SELECT * FROM cards")), (QVariantList{card, QStringLiteral("lnk_1"), QStringLiteral("Минск")}));
        QVERIFY(erp->detachCard(card, QStringLiteral("lnk_1")));
        QVERIFY(erp->detachCard(card, QStringLiteral("lnk_1")));
        QCOMPARE(row(QStringLiteral("SELECT count(*) FROM cards")), QVariantList{0});
        QCOMPARE(erp->capabilities(),
                 (QStringList{QStringLiteral("attachCard"), QStringLiteral("detachCard"), QStringLiteral("submitPurchase")}));
    }

    void keepsNothingOfAPurchaseThatFailed()
    {
        const auto erp = make(settings());
        auto purchase = plainPurchase();
        purchase.receipt.total->minor = -1; // the retailer's own rule refuses it
        const auto answer = erp->submitPurchase(purchase);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, FailureCode::ConnectorFailed);
        QCOMPARE(row(QStringLiteral("SELECT count(*) FROM odna_purchases")), QVariantList{0});
        QVERIFY(erp->submitPurchase(plainPurchase())); // the same op id may come again
        QCOMPARE(row(QStringLiteral("SELECT count(*) FROM sales")), QVariantList{1});
    }

    void worksOnAnotherThreadThanItWasMadeOn()
    {
        const auto erp = make(settings());
        Result<ConnectorAnswer> answer;
        const std::unique_ptr<QThread> thread(QThread::create([&] { answer = erp->submitPurchase(plainPurchase()); }));
        thread->start();
        QVERIFY(thread->wait());
        QVERIFY(answer);
        QCOMPARE(row(QStringLiteral("SELECT count(*) FROM sales")), QVariantList{1});
    }

    void refusesWrongSettings_data()
    {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("said");
        const auto submit = QStringLiteral("submit_purchase");
        QTest::newRow("no database") << QStringLiteral("database") << QString() << QStringLiteral("needs it");
        QTest::newRow("missing file") << QStringLiteral("database") << QStringLiteral("/nowhere/erp.db") << QStringLiteral("no file");
        QTest::newRow("no statement") << submit << QStringLiteral(" ") << QStringLiteral("needs it");
        QTest::newRow("unknown setting") << QStringLiteral("submit") << QStringLiteral("x") << QStringLiteral("knows only");
        QTest::newRow("unknown placeholder") << submit << QStringLiteral("INSERT INTO sales (op) VALUES (:opid)")
                                             << QStringLiteral(":opid");
        QTest::newRow("purchase's placeholder for a card")
            << QStringLiteral("attach_card") << QStringLiteral("DELETE FROM cards WHERE number = :op_id") << QStringLiteral(":op_id");
        QTest::newRow("no such table") << submit << QStringLiteral("INSERT INTO sale (op) VALUES (:op_id)") << QStringLiteral("sale");
        QTest::newRow("two statements") << submit << QStringLiteral("DELETE FROM sales; DELETE FROM cards") << QStringLiteral("fit");
        QTest::newRow("no SQL") << QStringLiteral("points_query") << QStringLiteral("points!") << QStringLiteral("fit");
    }
    void refusesWrongSettings()
    {
        QFETCH(QString, setting);
        QFETCH(QString, value);
        QFETCH(QString, said);
        auto changed = settings();
        changed.insert(setting, value);
        const auto made = makeConnector({QStringLiteral("sql"), changed});
        QVERIFY(!made);
        QCOMPARE(made.error().code, FailureCode::ConfigInvalid);
        QVERIFY2(made.error().detail.contains(QString(QStringLiteral("connector.") + setting)), qPrintable(made.error().detail));
        QVERIFY2(made.error().detail.contains(said), qPrintable(made.error().detail));
    }

    void refusesAFileThatIsNoDatabase()
    {
        auto changed = settings();
        const auto path = m_folder.filePath(QStringLiteral("notes.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
        file.close();
        changed.insert(QStringLiteral("database"), path);
        const auto made = makeConnector({QStringLiteral("sql"), changed});
        QVERIFY(!made);
        QCOMPARE(made.error().code, FailureCode::ConfigInvalid);
    }
};

QTEST_GUILESS_MAIN(TestSqlConnector)
#include "tst_sqlconnector.moc"
