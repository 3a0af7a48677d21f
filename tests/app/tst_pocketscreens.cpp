// SPDX-License-Identifier: Apache-2.0
// The cards of other shops on the real screens: typed, scanned from a picture, imported, found, archived, backed up.
#include "app/importview.h"
#include "core/card/checkdigit.h"
#include "core/card/raster.h"
#include "tests/app/stage.h"

#include <QSignalSpy>

using namespace odna;

namespace {

QStringList warnings;

void keepWarnings(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if ((type == QtWarningMsg || type == QtCriticalMsg) && !text.contains(QLatin1StringView("propagateSizeHints"))) {
        warnings.append(text);
    }
    std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
}

ClassicCard sampleCard(const QString &name, Symbology symbology, const QString &content, quint32 colour)
{
    ClassicCard card;
    card.name = name;
    card.code = plainContent(symbology, content);
    card.colour = colour;
    card.origin.format = QStringLiteral("typed");
    return card;
}

void fillPocket(Pocket &pocket, const QDateTime &now)
{
    auto bookshop = sampleCard(QStringLiteral("Кніжны свет"), Symbology::Ean13, QStringLiteral("4810268012346"), 0xc62828);
    bookshop.code = plainContent(Symbology::Ean13, *completeGtin(u"481026801234"));
    bookshop.balance = Money{1204, Currency()};
    bookshop.starred = true;
    bookshop.groups = {QStringLiteral("Книги")};
    auto coffee = sampleCard(QStringLiteral("Coffee corner"), Symbology::QrCode, QStringLiteral("https://coffee.example/7Q4M"), 0x4e342e);
    coffee.note = QStringLiteral("tenth cup is free");
    coffee.groups = {QStringLiteral("Еда")};
    auto garden = sampleCard(QStringLiteral("Зялёны сад"), Symbology::Code128, QStringLiteral("GARDEN-20314"), 0x2e7d32);
    garden.validUntil = now.addDays(9);
    auto gym = sampleCard(QStringLiteral("Энергия"), Symbology::Aztec, QStringLiteral("MEMBER:55-812"), 0x6a1b9a);
    for (const auto &card : {bookshop, coffee, garden, gym}) {
        QVERIFY(pocket.add(card));
    }
}

void shot(Stage &stage, const QString &name)
{
    const QString folder = qEnvironmentVariable("ODNA_SHOTS");
    if (!folder.isEmpty()) {
        QTest::qWait(400);
        stage.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }
}

bool draw(Symbology symbology, const QString &content, const QString &path)
{
    const Result<Symbol> symbol = Symbol::create(symbology, content);
    if (!symbol) {
        return false;
    }
    const Raster raster = rasterOf(*symbol, 4, 80);
    return QImage(reinterpret_cast<const uchar *>(raster.pixels.constData()), raster.width, raster.height, raster.width,
                  QImage::Format_Grayscale8)
        .save(path);
}

} // namespace

class PocketScreensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInstallMessageHandler(keepWarnings); }
    void init() { warnings.clear(); }
    void cleanup() { QCOMPARE(warnings.join(QLatin1Char('\n')), QString()); }

    void aTypedCardIsReadAtTheTill()
    {
        Stage stage;
        stage.openFilled();
        Pocket &pocket = stage.odna->app().session()->wallet->pocket();
        stage.click("pocketTab");
        QTRY_VERIFY(stage.item("addFirstCardButton"));
        shot(stage, QStringLiteral("pocket-empty"));
        stage.click("addFirstCardButton");
        stage.type("cardNameField", QStringLiteral("Corner shop"));
        stage.type("cardContentField", QStringLiteral("481026801234"));
        stage.click("symbology_ean13");
        const QString whole = *completeGtin(u"481026801234");
        QTRY_VERIFY(stage.item("checkVerdict"));
        QVERIFY2(stage.item("checkVerdict")->property("text").toString().contains(whole.last(1)),
                 qPrintable(stage.item("checkVerdict")->property("text").toString()));
        stage.click("takeSuggestionButton");
        QTRY_VERIFY(stage.item("cardPreview"));
        shot(stage, QStringLiteral("pocket-edit"));
        stage.click("saveCardButton");
        QTRY_VERIFY(stage.item("pocketCardSymbol"));
        QTRY_COMPARE(stage.decoded(), QStringList{whole});
        shot(stage, QStringLiteral("pocket-card"));
        const auto cards = pocket.cards();
        QVERIFY(cards);
        QCOMPARE(cards->size(), 1);
        QCOMPARE(cards->constFirst().name, QStringLiteral("Corner shop"));
        QVERIFY(cards->constFirst().code == plainContent(Symbology::Ean13, whole));
    }

    void theListIsSearchedGroupedAndArchived()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        fillPocket(app.session()->wallet->pocket(), stage.clock.now());
        app.refresh();
        stage.click("pocketTab");
        PocketModel &model = *app.pocket();
        QTRY_COMPARE(model.count(), 4);
        QCOMPARE(model.index(0).data(model.roleNames().key("name")).toString(), QStringLiteral("Кніжны свет")); // starred first
        shot(stage, QStringLiteral("pocket"));
        stage.type("pocketSearchField", QStringLiteral("zeleny"));
        QTRY_VERIFY(model.count() < 4);
        model.setQuery(QStringLiteral("20314"));
        QTRY_COMPARE(model.count(), 1);
        const QString id = model.index(0).data(model.roleNames().key("cardId")).toString();
        stage.click(qPrintable(QStringLiteral("cardRow_") + id));
        QTRY_COMPARE(stage.decoded(), QStringList{QStringLiteral("GARDEN-20314")});
        stage.click("archiveCardButton");
        QTRY_VERIFY(app.session()->wallet->pocket().card(id)->archived);
        stage.click("backButton");
        model.setQuery({});
        QTRY_COMPARE(model.count(), 3);
        stage.click("archiveButton");
        QTRY_COMPARE(model.count(), 1);
        stage.click("backButton");
        QTRY_COMPARE(model.count(), 3);
        model.setGroup(QStringLiteral("Еда"));
        QTRY_COMPARE(model.count(), 1);
        stage.click("groupAll");
        QTRY_COMPARE(model.count(), 3);
    }

    void aCardIsRemovedOnlyWhenAskedTwice()
    {
        Stage stage;
        stage.openFilled();
        Pocket &pocket = stage.odna->app().session()->wallet->pocket();
        const auto id = pocket.add(sampleCard(QStringLiteral("Old shop"), Symbology::Code128, QStringLiteral("A1"), 0x123456));
        QVERIFY(id);
        stage.odna->app().refresh();
        stage.click("pocketTab");
        stage.click(qPrintable(QStringLiteral("cardRow_") + *id));
        QTRY_VERIFY(stage.item("removeCardButton"));
        QMetaObject::invokeMethod(stage.item("removeCardButton"), "clicked");
        QVERIFY(pocket.card(*id));
        QMetaObject::invokeMethod(stage.item("removeCardButton"), "clicked");
        QTRY_VERIFY(!pocket.card(*id));
        QTRY_VERIFY(!stage.item("pocketCardPage"));
    }

    void aCardComesOutOfAPicture()
    {
        Stage stage;
        stage.openFilled();
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("card.png"));
        QVERIFY(draw(Symbology::Code128, QStringLiteral("PLASTIC-77"), path));
        stage.click("pocketTab");
        stage.click("addFirstCardButton");
        QTRY_VERIFY(stage.item("chooseFileButton"));
        QObject *dialog = stage.item("editCardPage")->findChild<QObject *>(QStringLiteral("fileDialog"));
        QVERIFY(dialog);
        QVERIFY(dialog->setProperty("selectedFile", QUrl::fromLocalFile(path)));
        QVERIFY(QMetaObject::invokeMethod(dialog, "accepted"));
        QTRY_VERIFY(stage.item("cardPreview"));
        stage.type("cardNameField", QStringLiteral("Shop"));
        stage.click("saveCardButton");
        QTRY_COMPARE(stage.decoded(), QStringList{QStringLiteral("PLASTIC-77")});
        QCOMPARE(stage.odna->app().session()->wallet->pocket().cards()->constFirst().origin.format, QStringLiteral("scanned"));
    }

    void cardsAreImportedOnce()
    {
        Stage stage;
        stage.openFilled();
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("catima.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "2\n\n_id\nFood\n\n_id,store,note,validfrom,expiry,balance,balancetype,cardid,barcodeid,barcodetype,headercolor,starstatus\n"
            "1,Grocer,\"two\n\nlines\",,,5,,12345,,CODE_128,-16776961,1\n2,Florist,,,,0,,F-77,,,,0\n\ncardId,groupId\n1,Food\n");
        file.close();
        for (int round = 0; round < 2; ++round) {
            stage.click("pocketTab");
            stage.click(round == 0 ? "importFirstCardsButton" : "importCardsButton");
            QTRY_VERIFY(stage.item("importPage"));
            QObject *dialog = stage.item("importPage")->findChild<QObject *>(QStringLiteral("fileDialog"));
            QVERIFY(dialog);
            QVERIFY(dialog->setProperty("selectedFile", QUrl::fromLocalFile(path)));
            QVERIFY(QMetaObject::invokeMethod(dialog, "accepted"));
            QTRY_VERIFY(stage.item("importSummary"));
            shot(stage, QStringLiteral("import-%1").arg(round));
            const Pocket &pocket = stage.odna->app().session()->wallet->pocket();
            if (round == 0) {
                QVERIFY(pocket.cards()->isEmpty()); // a preview writes nothing
                stage.click("importApplyButton");
                stage.click("importDoneButton");
            } else {
                QVERIFY(!stage.item("importApplyButton")->isEnabled());
                stage.click("importCancelButton");
                stage.click("backButton");
            }
            const qsizetype count = pocket.cards()->size();
            QVERIFY2(count == 2, qPrintable(QString::number(count)));
        }
    }

    void backupsKeepThemselvesUpToDate()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        QVERIFY(app.backups()->isMissing());
        const QTemporaryDir folder;
        app.backups()->chooseFolder(QUrl::fromLocalFile(folder.path()).toString());
        const QStringList files = QDir(folder.path()).entryList({QStringLiteral("*.odna")});
        QCOMPARE(files.size(), 1);
        QVERIFY(!app.backups()->isMissing());
        QVERIFY(app.session()->wallet->pocket().add(sampleCard(QStringLiteral("New"), Symbology::QrCode, QStringLiteral("1"), 0)));
        app.refresh();
        app.lock(); // what changed is written before the wallet closes
        QFile backup(folder.filePath(files.constFirst()));
        QVERIFY(backup.open(QIODevice::ReadOnly));
        Protection protection;
        protection.keyStore = &stage.store;
        const auto restored = Wallet::restore(backup, folder.filePath(QStringLiteral("restored")), protection, stage.clock);
        QVERIFY2(restored, qPrintable(restored ? QString() : describe(restored.error())));
        QCOMPARE((*restored)->pocket().cards()->size(), 1);
        app.unlock();
        QTRY_COMPARE(app.stage(), App::Open);
        app.backups()->chooseFolder(folder.filePath(QStringLiteral("not/there")));
        QVERIFY(!app.backups()->problem().isEmpty());
    }

    void twoPhonesShareAFolderOfBackups()
    {
        const QTemporaryDir folder;
        QStringList numbers;
        for (int phone = 0; phone < 2; ++phone) {
            Stage stage;
            stage.openFilled();
            numbers.append(stage.odna->app().card()->number());
            for (int day = 0; day < 7; ++day) { // more than are kept
                stage.odna->app().backups()->chooseFolder(folder.path());
                stage.clock.advance(24 * 60 * 60);
            }
        }
        QVERIFY(numbers[0] != numbers[1]);
        const QStringList files = QDir(folder.path()).entryList({QStringLiteral("*.odna")});
        QCOMPARE(files.size(), 10); // five of each
    }

    void aNewPhoneGetsTheWalletBack()
    {
        const QTemporaryDir folder;
        const QString backup = folder.filePath(QStringLiteral("wallet.odna"));
        FakeClock clock;
        QString number;
        QString recoveryCode;
        {
            const auto created =
                Wallet::create(folder.filePath(QStringLiteral("old")), {nullptr, SecretBytes(QByteArrayView("old phone")), {}}, clock);
            QVERIFY(created);
            number = created->wallet->card().number.text();
            recoveryCode = created->recoveryCode.text();
            QVERIFY(created->wallet->backup(backup));
        }
        for (const bool keyStore : {true, false}) {
            Stage stage(keyStore);
            stage.open();
            stage.click("haveBackupButton");
            QTRY_VERIFY(stage.item("restorePage"));
            QVERIFY(stage.item("restorePage")->setProperty("file", QUrl::fromLocalFile(backup).toString()));
            stage.type("restoreSecretField", QStringLiteral("wrong"));
            stage.click("restoreButton");
            QTRY_COMPARE(stage.odna->app().problem(), sentenceOf(FailureCode::PassphraseWrong));
            stage.type("restoreSecretField", {});
            QVERIFY(stage.item("restoreSecretField")->setProperty("text", keyStore ? QStringLiteral("old phone") : recoveryCode));
            shot(stage, QStringLiteral("restore"));
            stage.click("restoreButton");
            QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 30'000);
            QCOMPARE(stage.odna->app().card()->number(), number);
            QVERIFY(!stage.item("restorePage"));
            QCOMPARE(stage.odna->app().hasKeyStoreSlot(), keyStore);
            QVERIFY(stage.odna->app().hasPassphraseSlot());
        }
    }

    void theConsentDocumentIsShown()
    {
        Stage stage;
        stage.openFilled();
        stage.click("retailersTab");
        stage.click("retailerRow_grocer.example.by");
        QTRY_VERIFY(stage.item("retailerPage"));
        QVERIFY(QMetaObject::invokeMethod(stage.item("consentDocumentRow"), "clicked"));
        QTRY_VERIFY(stage.item("consentText"));
        QCOMPARE(stage.item("consentText")->property("text").toString(),
                 sample::grocer().consent.textIn(stage.odna->app().languageCode()).text);
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("LC_ALL", "C.UTF-8");
    QGuiApplication application(argc, argv);
    PocketScreensTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pocketscreens.moc"
