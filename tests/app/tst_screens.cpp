// SPDX-License-Identifier: Apache-2.0
#include "app/grantsmodel.h"
#include "app/rowsmodel.h"
#include "app/selftest.h"
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "tests/app/stage.h"
#include "tests/support/gatewayprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>
#include <QSignalSpy>

using namespace odna;

namespace {

QStringList warnings;

void keepWarnings(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtWarningMsg || type == QtCriticalMsg) {
        // The offscreen platform has no such thing; not ours.
        if (!text.contains(QLatin1StringView("propagateSizeHints"))) {
            warnings.append(text);
        }
    }
    std::fputs(qPrintable(text + QLatin1Char('\n')), stderr);
}

/// Saves a picture where ODNA_SHOTS names a folder.
void shot(Stage &stage, const QString &name)
{
    const QString folder = qEnvironmentVariable("ODNA_SHOTS");
    if (!folder.isEmpty()) {
        QTest::qWait(400); // let motion end, for the eye only
        stage.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }
}

/// A wallet with \a count personal offers of one retailer, open at its inbox.
void openWithOffers(Stage &stage, int count)
{
    stage.fillWallet(false);
    const std::unique_ptr<Wallet> wallet = stage.unlocked();
    QVERIFY(wallet);
    const Descriptor shop = sample::grocer();
    sample::link(*wallet, shop, stage.clock);
    QList<SignedEvent> events;
    for (int number = 1; number <= count; ++number) {
        const Offer offer = sample::offer(QString::number(number), QStringLiteral("Offer %1").arg(number), {}, {}, Audience::Personal,
                                          stage.clock, shop.currency, 100, 200, {});
        events.append(sample::event(number, QStringLiteral("offer"), toJson(offer), stage.clock));
    }
    QVERIFY(wallet->storeEvents(shop.retailerId, events));
}

/// How many rows of the list exist.
qsizetype rowsOf(const QQuickItem *list)
{
    const auto *content = list->property("contentItem").value<QQuickItem *>();
    return std::ranges::count_if(content->childItems(),
                                 [](const QQuickItem *row) { return row->objectName().contains(QLatin1StringView("Row_")); });
}

/// Every value of \a json that is neither object nor array, with its path: "data.receipt.lines.0.name".
void collectLeaves(const QJsonValue &json, const QString &path, QMap<QString, QJsonValue> &leaves)
{
    const auto below = [&](const QString &key) { return path.isEmpty() ? key : QString(path + QLatin1Char('.') + key); };
    if (json.isObject()) {
        const QJsonObject object = json.toObject();
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            collectLeaves(entry.value(), below(entry.key()), leaves);
        }
    } else if (json.isArray()) {
        const QJsonArray array = json.toArray();
        for (qsizetype index = 0; index < array.size(); ++index) {
            collectLeaves(array.at(index), below(QString::number(index)), leaves);
        }
    } else {
        leaves.insert(path, json);
    }
}

/// What the confirm page lists, in one text.
QString shownOn(QQuickItem *list)
{
    const auto *rows = list->property("rows").value<RowsModel *>();
    QStringList words;
    for (int row = 0; row < rows->rowCount(); ++row) {
        for (const char *role : {"label", "value", "note"}) {
            words.append(rows->index(row).data(rows->roleNames().key(role)).toString());
        }
    }
    return words.join(QLatin1Char('\n'));
}

const QString market = QStringLiteral("market.example.ru");

/// Another receipt of the market's till, with all that a line may say; its row number.
qint64 arriveFullReceipt(Stage &stage)
{
    App &app = stage.odna->app();
    Receipt receipt = sample::receipt({QStringLiteral("ru-fns"), QStringLiteral("9251440300227597:55498:617635938")},
                                      sample::supermarket().taxIds[0], {45600, sample::supermarket().currency}, stage.clock);
    receipt.storeId = QStringLiteral("S-17");
    receipt.lines[0] = {
        QStringLiteral("Сыр"), QStringLiteral("4607012345678"), QStringLiteral("0.345"), QStringLiteral("kg"), 91300, 31500, 1234};
    const auto stored =
        app.session()->wallet->storeEvents(market, {sample::event(3, QStringLiteral("receipt"), toJson(receipt), stage.clock)});
    const qint64 id = stored ? app.session()->wallet->receipts(1)->constFirst().id : 0;
    Q_EMIT app.session()->relay.receiptArrived(market, id);
    return id;
}

} // namespace

class ScreensTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qInstallMessageHandler(keepWarnings); }
    void init() { warnings.clear(); }
    void cleanup() { QCOMPARE(warnings, QStringList()); }

    void firstStartIsTwoTaps()
    {
        Stage stage;
        stage.open();
        shot(stage, QStringLiteral("welcome"));
        stage.click("createCardButton");
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
        QTRY_VERIFY(stage.item("cardSymbol"));
        QTRY_COMPARE(stage.decoded(), QStringList{stage.odna->app().card()->number()});
        QCOMPARE(stage.screen.leases(), 1);
        QTRY_VERIFY(stage.item("recoveryBanner")); // offered after the card, not before it
        shot(stage, QStringLiteral("card-new"));
        stage.click("recoveryBanner");
        QTRY_VERIFY(stage.item("recoveryWrittenButton"));
        shot(stage, QStringLiteral("recovery"));
        stage.click("recoveryWrittenButton");
        QTRY_VERIFY(!stage.item("recoveryBanner"));
        QCOMPARE(stage.odna->app().recoveryCode(), QString());
        stage.click("retailersTab");
        shot(stage, QStringLiteral("shops-empty"));
        QCOMPARE(stage.screen.leases(), 0); // the code is not visible any more
        stage.click("inboxTab");
        shot(stage, QStringLiteral("offers-empty"));
        stage.click("receiptsTab");
        shot(stage, QStringLiteral("receipts-empty"));
    }

    void firstStartWithoutKeyStoreAsksForPassphrase()
    {
        Stage stage(false);
        stage.open();
        stage.click("createCardButton");
        QTRY_VERIFY_WITH_TIMEOUT(stage.item("passphraseField"), 60'000);
        stage.type("passphraseField", QStringLiteral("correct horse"));
        stage.type("passphraseAgainField", QStringLiteral("correct hors"));
        QVERIFY(!stage.item("createCardButton")->isEnabled());
        QTest::keyClick(stage.odna->window(), 'e');
        shot(stage, QStringLiteral("welcome-passphrase"));
        stage.click("createCardButton");
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
        QVERIFY(stage.odna->app().hasPassphraseSlot());

        stage.odna->app().lock();
        stage.click("unlockButton");
        QTRY_VERIFY(stage.item("unlockPassphraseField"));
        shot(stage, QStringLiteral("unlock"));
        stage.type("unlockPassphraseField", QStringLiteral("wrong"));
        stage.click("unlockConfirmButton");
        QTRY_VERIFY_WITH_TIMEOUT(stage.item("problemNotice"), 60'000);
        QCOMPARE(stage.odna->app().problem(), sentenceOf(FailureCode::PassphraseWrong));
        shot(stage, QStringLiteral("unlock-wrong"));
        stage.odna->app().unlockWithPassphrase(QStringLiteral("correct horse"));
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
    }

    void whileTheKeyStoreAsksAPassphraseWillDo()
    {
        QSemaphore first;
        QSemaphore second;
        Stage stage;
        stage.store.meanwhile = [&first] { first.acquire(); };
        stage.open();
        stage.click("createCardButton");
        QTRY_VERIFY(stage.item("cancelWaitButton"));
        QVERIFY(stage.odna->app().isBusy());
        shot(stage, QStringLiteral("welcome-waits"));
        stage.click("cancelWaitButton");
        QTRY_VERIFY(!stage.item("keyStoreWait"));
        QVERIFY(stage.item("createCardButton")->isEnabled()); // and may be tapped again
        QCOMPARE(stage.odna->app().problem(), QString());

        stage.store.meanwhile = [&second] { second.acquire(); };
        stage.click("createCardButton");
        stage.click("otherWayButton");
        stage.type("passphraseField", QStringLiteral("correct horse"));
        stage.type("passphraseAgainField", QStringLiteral("correct horse"));
        stage.click("createCardButton");
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
        const QString number = stage.odna->app().card()->number();
        first.release(); // the shopper answers both prompts after all
        second.release();
        stage.odna.reset();
        QCOMPARE(stage.store.size(), 0);
        const Result<Wallet::Slots> ways = Wallet::slotsOf(stage.folder());
        QVERIFY(ways && ways->passphrase && !ways->keyStore);
        QCOMPARE(Wallet::publicCard(stage.folder())->text(), number);
    }

    void whileTheKeyStoreAsksTheRecoveryCodeOpens()
    {
        QSemaphore answered;
        Stage stage;
        Protection protection;
        protection.keyStore = &stage.store;
        Result<Wallet::Created> created = Wallet::create(stage.folder(), protection, stage.clock);
        QVERIFY(created);
        created->wallet.reset();
        stage.store.meanwhile = [&answered] { answered.acquire(); };
        stage.open();
        QTRY_VERIFY(stage.item("otherWayButton"));
        shot(stage, QStringLiteral("locked-waits"));
        stage.click("otherWayButton");
        stage.click("useRecoveryButton");
        stage.type("recoveryCodeField", created->recoveryCode.text());
        stage.click("unlockConfirmButton");
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
        answered.release();
    }

    void lockedShowsTheCodeAndNothingElse()
    {
        Stage stage;
        stage.openFilled();
        QVERIFY(stage.texts().contains(QStringLiteral("Зялёны дворык")));
        stage.click("lockButton");
        QTRY_VERIFY(stage.item("unlockButton"));
        QCOMPARE(stage.odna->app().session(), nullptr);
        QCOMPARE(stage.odna->app().retailers()->count(), 0);
        QCOMPARE(stage.odna->app().receipts()->count(), 0);
        QCOMPARE(stage.odna->app().personalOffers()->count(), 0);
        const QString number = stage.odna->app().card()->number();
        QCOMPARE(stage.decoded(), QStringList{number});
        shot(stage, QStringLiteral("locked"));
        for (const char *name : {"settingsButton", "lastPurchase", "arrivedReceiptBanner", "retailersTab", "inboxTab", "receiptsTab"}) {
            QVERIFY2(!stage.item(name), name);
        }
        for (const QString &text : stage.texts()) {
            QVERIFY2(!text.contains(QStringLiteral("Зялёны")) && !text.contains(QLatin1StringView("BYN")), qPrintable(text));
        }
    }

    /// The one shop that knows another number shows the code of that number, and a decision that it has not heard yet.
    void retailerPageShowsItsOwnCard()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        Wallet &wallet = *app.session()->wallet;
        const QString grocer = QStringLiteral("grocer.example.by");
        Link link = *wallet.link(grocer);
        link.card = *deriveCard(wallet.identityKey().publicKey(), link.card.counter + 1);
        ConsentReceipt consent = *wallet.latestConsent(grocer);
        const SignedText text = SignedText::make(consentContext(grocer), jsonBytes(toJson(consent)), wallet.linkKey(grocer));
        QVERIFY(wallet.addLink(link, consent, text, QByteArray(64, 's'),
                               {stage.clock.now(), grocer, newUlid(stage.clock), QStringLiteral("join"), "{}", 201, "{}"}));
        app.refresh();
        stage.click("retailersTab");
        stage.click("retailerRow_grocer.example.by");
        QTRY_VERIFY(stage.item("ownCardSymbol"));
        QTRY_COMPARE(stage.decoded(), QStringList{link.card.number.text()});
        QVERIFY(!stage.item("unheardNotice"));

        consent.grants = {};
        const OutgoingMessage message = OutgoingMessage::consentChange(link, consent, {}, wallet.linkKey(grocer), stage.clock);
        QVERIFY(wallet.changeConsent(grocer, consent, message));
        QVERIFY(wallet.recordAttempt(message.opId(), {FailureCode::NetworkUnreachable, {}}));
        app.refresh();
        QTRY_VERIFY(stage.item("unheardNotice"));
        shot(stage, QStringLiteral("shop-own-card"));
    }

    void nothingIsTickedBeforeTheShopperDoes()
    {
        GrantsModel grants;
        grants.setAsked(sample::grocer(), {}, {}, Texts(QLocale::c()));
        QVERIFY(grants.rowCount() >= 6);
        const int granted = grants.roleNames().key("granted");
        for (int row = 0; row < grants.rowCount(); ++row) {
            QVERIFY(!grants.index(row).data(granted).toBool());
        }
        // A purpose that is withdrawn takes its fields with it.
        grants.setGranted(0, true);
        grants.setGranted(1, true);
        QCOMPARE(grants.grants().all().size(), 2U);
        grants.setGranted(0, false);
        QVERIFY(grants.grants().isEmpty());
    }

    void sensitiveRetailersShowNoDetailsInLists()
    {
        Stage stage;
        stage.openFilled();
        stage.click("inboxTab");
        QTRY_VERIFY(stage.item("offerRow_cream"));
        for (const QString &text : stage.texts()) {
            QVERIFY2(!text.contains(QLatin1StringView("SECRET")), qPrintable(text));
        }
        stage.click("offerRow_cream");
        QTRY_VERIFY(stage.item("offerTitle"));
        QCOMPARE(stage.item("offerTitle")->property("text").toString(), QStringLiteral("SECRET"));
    }

    void theWholeWay_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<QString>("language");
        QTest::newRow("light") << static_cast<int>(App::Light) << QStringLiteral("en");
        QTest::newRow("dark") << static_cast<int>(App::Dark) << QStringLiteral("ru");
    }
    void theWholeWay()
    {
        QFETCH(int, theme);
        QFETCH(QString, language);
        const QString suffix = QLatin1Char('-') + QLatin1StringView(QTest::currentDataTag());
        Stage stage;
        stage.fillWallet();
        stage.open();
        App &app = stage.odna->app();
        app.setTheme(static_cast<App::Theme>(theme));
        app.setLanguage(language);
        QTRY_COMPARE_WITH_TIMEOUT(app.stage(), App::Open, 60'000);
        QTRY_VERIFY(stage.item("lastPurchase"));
        QVERIFY(app.card()->lastAmount().contains(QLatin1StringView("BYN")));
        shot(stage, QStringLiteral("card") + suffix);
        QCOMPARE(stage.decoded(), QStringList{app.card()->number()});
        stage.click("showQrButton");
        QTRY_COMPARE(stage.decoded(), QStringList{app.card()->number()});
        shot(stage, QStringLiteral("card-qr") + suffix);
        stage.click("showBarcodeButton");

        const Receipt waiting = app.session()->wallet->receipts(1)->constFirst().receipt;
        Q_EMIT app.session()->relay.receiptArrived(QStringLiteral("market.example.ru"),
                                                   app.session()->wallet->receipts(1)->constFirst().id);
        QTRY_VERIFY(stage.item("arrivedReceiptBanner"));
        shot(stage, QStringLiteral("card-arrived") + suffix);
        stage.click("arrivedReceiptBanner");
        QTRY_VERIFY(stage.item("confirmPurchaseButton"));
        shot(stage, QStringLiteral("confirm") + suffix);
        stage.click("confirmPurchaseButton");
        QTRY_COMPARE(app.session()->wallet->outbox()->size(), 1);
        QTRY_VERIFY(!stage.item("arrivedReceiptBanner"));
        PurchaseAnswer answer;
        answer.opId = app.session()->wallet->outbox()->constFirst().message.opId();
        answer.fiscal = waiting.fiscal;
        answer.status = PurchaseStatus::Accepted;
        answer.points = 103;
        answer.at = stage.clock.now();
        Q_EMIT app.session()->relay.purchaseAnswered(QStringLiteral("market.example.ru"), answer);
        QTRY_VERIFY(stage.item("confirmationBanner"));
        QVERIFY(app.card()->confirmationDetail().contains(QLatin1StringView("103")));
        shot(stage, QStringLiteral("card-confirmed") + suffix);

        stage.click("inboxTab");
        QTRY_VERIFY(stage.item("offerRow_rye-20"));
        shot(stage, QStringLiteral("inbox") + suffix);
        stage.click("offerRow_rye-20");
        QTRY_VERIFY(stage.item("couponSymbol"));
        shot(stage, QStringLiteral("offer") + suffix);
        QCOMPARE(stage.decoded(), QStringList{QStringLiteral("ODN-RYE-20-4417")});
        stage.click("backButton");
        stage.click("inboxCommonTab");
        QTRY_VERIFY(stage.item("offerRow_week"));
        shot(stage, QStringLiteral("inbox-common") + suffix);

        stage.click("retailersTab");
        QTRY_VERIFY(stage.item("retailerRow_pharmacy.example.by"));
        shot(stage, QStringLiteral("shops") + suffix);
        stage.click("retailerRow_grocer.example.by");
        QTRY_VERIFY(stage.item("grantSwitch_membership"));
        QVERIFY(!stage.item("grantSwitch_membership")->property("checked").toBool());
        QVERIFY(!stage.item("grantSwitch_accrual")->property("checked").toBool());
        shot(stage, QStringLiteral("shop") + suffix);
        stage.click("grantSwitch_membership");
        QTRY_VERIFY(app.session()->wallet->link(QStringLiteral("grocer.example.by"))->grants.allows(Purpose::Membership));
        QVERIFY(stage.item("grantSwitch_membership")->property("checked").toBool());
        stage.click("backButton");
        stage.click("addRetailerButton");
        QTRY_VERIFY(stage.item("findRetailerButton"));
        QTRY_VERIFY(stage.item("chooseFileButton"));
        shot(stage, QStringLiteral("add-shop") + suffix);
        stage.click("backButton");

        stage.click("receiptsTab");
        QTRY_VERIFY(stage.item("receiptRow_1"));
        shot(stage, QStringLiteral("receipts") + suffix);
        stage.click("receiptRow_1");
        QTRY_VERIFY(stage.item("receiptPage"));
        shot(stage, QStringLiteral("receipt") + suffix);
        stage.click("backButton");
        stage.click("addPaperReceiptButton");
        stage.type("receiptCodeField", QStringLiteral("813D867242EC1704071834F3"));
        stage.click("readReceiptButton");
        stage.type("receiptTotalField", QStringLiteral("12.34"));
        shot(stage, QStringLiteral("paper") + suffix);
        stage.click("keepReceiptButton");
        QTRY_VERIFY(stage.item("candidateRow_grocer.example.by")); // two shops take this scheme: the shopper chooses
        QVERIFY(!stage.item("confirmPurchaseButton"));
        stage.click("candidateRow_grocer.example.by");
        QTRY_VERIFY(stage.item("confirmPurchaseButton"));
        shot(stage, QStringLiteral("confirm-paper") + suffix);
        stage.click("confirmPurchaseButton");
        QTRY_COMPARE(app.problem(), QString());
        QTRY_COMPARE(app.session()->wallet->outbox()->size(), 3);

        stage.click("cardTab");
        stage.click("settingsButton");
        QTRY_VERIFY(stage.item("languageBe"));
        shot(stage, QStringLiteral("settings") + suffix);
        stage.click("languageBe");
        QTRY_VERIFY(stage.texts().contains(QStringLiteral("Налады")));
        shot(stage, QStringLiteral("settings-be") + suffix);
        stage.click("settingsProfileRow");
        QTRY_VERIFY(stage.item("profilePage"));
        shot(stage, QStringLiteral("profile") + suffix);
    }

    void aWrongProfileValueIsToldBesideItsField()
    {
        Stage stage;
        stage.openFilled();
        const auto stored = [&stage] { return *stage.odna->app().session()->wallet->profile(); };
        QCOMPARE(stage.odna->app().setProfileValue(QStringLiteral("email"), QString()), QString());
        const Profile before = stored();
        stage.click("settingsButton");
        stage.click("settingsProfileRow");
        stage.type("profileField_email", QStringLiteral("nobody"));
        QTest::keyClick(stage.odna->window(), Qt::Key_Return);
        QTRY_VERIFY(stage.item("profileField_emailProblem"));
        QVERIFY(stage.item("profileField_emailProblem")->property("text").toString().contains(QLatin1StringView("anna@example.com")));
        QCOMPARE(stored(), before);
        stage.type("profileField_email", QStringLiteral("@Example.by "));
        QVERIFY(!stage.item("profileField_emailProblem")); // it was about the text before
        QTest::keyClick(stage.odna->window(), Qt::Key_Return);
        QTRY_COMPARE(stored().value(ProfileField::Email), QStringLiteral("nobody@Example.by"));
        QCOMPARE(stage.item("profileField_email")->property("text").toString(), QStringLiteral("nobody@Example.by"));
        QVERIFY(!stage.item("profileField_emailProblem"));
        stage.click("sexFemale");
        QTRY_COMPARE(stored().value(ProfileField::Sex), QStringLiteral("female"));
    }

    void longListsMakeOnlyTheRowsInSight()
    {
        Stage stage;
        openWithOffers(stage, 200); // as many as the wallet keeps of one retailer
        stage.open();
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
        const OffersModel *offers = stage.odna->app().personalOffers();
        QCOMPARE(offers->count(), 50);
        stage.click("inboxTab");
        QTRY_VERIFY(stage.item("offerRow_200"));
        QQuickItem *list = stage.item("offerList");
        QVERIFY(rowsOf(list) > 5);
        QVERIFY2(rowsOf(list) < 60, qPrintable(QString::number(rowsOf(list))));
        while (offers->count() < 200) {
            const int before = offers->count();
            QVERIFY(QMetaObject::invokeMethod(list, "positionViewAtEnd"));
            QTRY_VERIFY(offers->count() > before);
            QVERIFY(offers->count() <= before + 100); // a page, and the next where the end of the first is in sight
            QVERIFY2(rowsOf(list) < 60, qPrintable(QString::number(rowsOf(list))));
        }
        QVERIFY(QMetaObject::invokeMethod(list, "positionViewAtEnd"));
        QTRY_VERIFY(stage.item("offerRow_1"));
        QVERIFY2(rowsOf(list) < 60, qPrintable(QString::number(rowsOf(list))));
    }

    void aListThatCannotBeReadSaysSo()
    {
        Stage stage;
        openWithOffers(stage, 1000);
        stage.open();
        QTRY_COMPARE_WITH_TIMEOUT(stage.odna->app().stage(), App::Open, 60'000);
        stage.click("inboxTab");
        QTRY_VERIFY(stage.item("offerRow_1000"));
        QVERIFY(!stage.item("listTrouble"));
        stage.damage();
        stage.odna->app().refresh();
        QTRY_VERIFY(stage.item("listTrouble"));
        QCOMPARE(stage.item("listTrouble")->property("detail").toString(), stage.odna->app().personalOffers()->trouble());
        shot(stage, QStringLiteral("offers-unreadable"));
        QVERIFY(!stage.texts().contains(QStringLiteral("No offers for you yet")));
        stage.click("retailersTab");
        QTRY_VERIFY(stage.item("listTrouble"));
        QVERIFY(!stage.item("addFirstRetailerButton"));
        stage.click("receiptsTab");
        QTRY_VERIFY(stage.item("listTrouble"));
        QVERIFY(!stage.item("addFirstPaperReceiptButton"));
    }

    void joiningWithoutTicksGivesTheCardNumberOnly()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.log().constData());
        Stage stage;
        stage.clock.set(QDateTime::currentDateTimeUtc());
        stage.fillWallet(false);
        stage.open();
        App &app = stage.odna->app();
        QTRY_COMPARE_WITH_TIMEOUT(app.stage(), App::Open, 60'000);
        app.setLanguage(QStringLiteral("en"));
        QCOMPARE(app.setProfileValue(QStringLiteral("first_name"), QStringLiteral("Alesia")), QString());
        QCOMPARE(app.setProfileValue(QStringLiteral("city"), QStringLiteral("Hrodna")), QString());

        stage.click("retailersTab");
        stage.click("addFirstRetailerButton");
        stage.type("retailerAddressField", gateway.url().toString());
        stage.click("findRetailerButton");
        QTRY_VERIFY_WITH_TIMEOUT(stage.item("joinButton"), 60'000);
        shot(stage, QStringLiteral("join"));
        const QStringList switches{QStringLiteral("membership"), QStringLiteral("accrual"), QStringLiteral("accrual_city"),
                                   QStringLiteral("personal_offers"), QStringLiteral("personal_offers_first_name")};
        for (const QString &name : switches) {
            const QQuickItem *item = stage.item(QByteArray("grantSwitch_" + name.toLatin1()).constData());
            QVERIFY2(item != nullptr, qPrintable(name));
            QVERIFY2(!item->property("checked").toBool(), qPrintable(name));
        }
        QVERIFY(app.session()->wallet->links()->isEmpty()); // looking has not joined
        QVERIFY(app.session()->wallet->disclosures(10)->isEmpty());

        stage.click("joinButton");
        QTRY_COMPARE_WITH_TIMEOUT(app.retailers()->count(), 1, 60'000);
        const Result<QList<Link>> links = app.session()->wallet->links();
        QVERIFY(links && links->size() == 1);
        QVERIFY(links->constFirst().state == Link::State::Active);
        QVERIFY(links->constFirst().grants.isEmpty());
        const Result<QList<Disclosure>> sent = app.session()->wallet->disclosures(10);
        QVERIFY(sent && !sent->isEmpty());
        QVERIFY(sent->constLast().body.contains(app.session()->wallet->card().number.text().toLatin1()));
        for (const Disclosure &disclosure : *sent) {
            QVERIFY2(!disclosure.body.contains("Alesia") && !disclosure.body.contains("Hrodna"), disclosure.body.constData());
        }
        QTRY_VERIFY(stage.item("retailerRow_grocer.example.by"));
    }

    void aChosenPictureIsRead()
    {
        Stage stage;
        stage.openFilled();
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("blank.png"));
        QImage blank(64, 64, QImage::Format_RGB32);
        blank.fill(Qt::white);
        QVERIFY(blank.save(path));
        stage.click("retailersTab");
        stage.click("addRetailerButton");
        QTRY_VERIFY(stage.item("chooseFileButton"));
        QObject *dialog = stage.item("chooseFileButton")->parentItem()->parentItem()->findChild<QObject *>(QStringLiteral("fileDialog"));
        QVERIFY(dialog);
        QVERIFY(dialog->setProperty("selectedFile", QUrl::fromLocalFile(path)));
        QVERIFY(QMetaObject::invokeMethod(dialog, "accepted"));
        QTRY_COMPARE(stage.odna->app().problem(), sentenceOf(FailureCode::NothingDecoded));
    }

    void theConfirmPageShowsEveryFieldThatIsSent()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::FirstName});
        QVERIFY(app.session()->relay.changeGrants(market, grants, QStringLiteral("en")));
        QVERIFY(app.session()->wallet->setProfile(
            {{ProfileField::FirstName, QStringLiteral("Алеся")}, {ProfileField::City, QStringLiteral("SECRET")}}));
        QVERIFY(arriveFullReceipt(stage) > 0);
        stage.click("arrivedReceiptBanner");
        QTRY_VERIFY(stage.item("sendsList"));
        const QString shown = shownOn(stage.item("sendsList"));
        stage.click("confirmPurchaseButton");
        QTRY_COMPARE(app.session()->wallet->outbox()->size(), 2);
        const OutgoingMessage sent = app.session()->wallet->outbox()->constLast().message;
        QCOMPARE(sent.kind(), OutgoingMessage::Kind::Purchase);
        QMap<QString, QJsonValue> leaves;
        collectLeaves(QJsonDocument::fromJson(sent.body()).object(), {}, leaves);
        QVERIFY(leaves.size() > 20);
        QVERIFY(leaves.contains(QStringLiteral("data.profile.first_name")));
        // Ids and times of the message itself, the numbering of its lines, and what is told in other words.
        const QStringList technical{QStringLiteral("type"), QStringLiteral("timestamp"), QStringLiteral("data.op_id"),
                                    QStringLiteral("data.confirmation.at"), QStringLiteral("data.confirmation.method")};
        const Texts texts = app.texts();
        for (auto leaf = leaves.begin(); leaf != leaves.end(); ++leaf) {
            const QString key = leaf.key().section(QLatin1Char('.'), -1);
            if (technical.contains(leaf.key()) || key == QLatin1StringView("no")) {
                continue;
            }
            QString words = leaf.value().toString();
            if (key == QLatin1StringView("card_number")) {
                words = app.card()->grouped();
            } else if (key == QLatin1StringView("kind")) {
                words = texts.kind(*receiptKindNamed(words));
            } else if (key == QLatin1StringView("issued_at")) {
                words = texts.moment(QDateTime::fromString(words, Qt::ISODateWithMs));
            } else if (leaf.key().startsWith(QLatin1StringView("data.receipt.source."))) {
                words = texts.provenance(*provenanceNamed(words));
            } else if (key == QLatin1StringView("unit") && words == QLatin1StringView("pcs")) {
                continue; // a bare number is a number of pieces
            } else if (leaf.value().isDouble()) {
                words = texts.money({leaf.value().toInteger(), sample::supermarket().currency});
            }
            QVERIFY2(!words.isEmpty() && shown.contains(words),
                     qPrintable(leaf.key() + QLatin1Char('=') + words + QLatin1Char('\n') + shown));
        }
        QVERIFY(!shown.contains(QLatin1StringView("SECRET")));
    }

    void aRefusedPurchaseMayBeConfirmedAgain()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        Wallet &wallet = *app.session()->wallet;
        const qint64 id = wallet.receipts(1)->constFirst().id;
        const Result<QString> opId = app.session()->relay.confirm(id, market);
        QVERIFY(opId);
        QVERIFY(wallet.refuse(*opId, {FailureCode::ReceiptUnknown, {}}, true,
                              {stage.clock.now(), market, *opId, QStringLiteral("purchase"), "{}", 422, "{}"}));
        app.refresh();
        QCOMPARE(wallet.receipt(id)->purchase->status, PurchaseStatus::Rejected);
        stage.click("receiptsTab");
        stage.click(qPrintable(QStringLiteral("receiptRow_%1").arg(id)));
        stage.click("reviewPurchaseButton");
        stage.click("confirmPurchaseButton");
        QTRY_VERIFY2(wallet.receipt(id)->confirmed, qPrintable(app.problem() + stage.texts().join(QLatin1Char('|'))));
        QCOMPARE(wallet.outbox()->size(), 1);
    }

    void anUndeliveredPurchaseSaysSoAndIsTriedAgain()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        Wallet &wallet = *app.session()->wallet;
        const qint64 id = wallet.receipts(1)->constFirst().id;
        const Result<QString> opId = app.session()->relay.confirm(id, market);
        QVERIFY(opId);
        QVERIFY(wallet.refuse(*opId, {FailureCode::LinkSuspended, {}}, false,
                              {stage.clock.now(), market, *opId, QStringLiteral("purchase"), "{}", 403, "{}"}));
        app.refresh();
        stage.click("receiptsTab");
        QTRY_VERIFY(stage.texts().join(QLatin1Char('|')).contains(QLatin1StringView("Not delivered")));
        stage.click(qPrintable(QStringLiteral("receiptRow_%1").arg(id)));
        QTRY_VERIFY(stage.item("receiptState"));
        QCOMPARE(stage.item("receiptState")->property("title").toString(), QStringLiteral("Not delivered"));
        QCOMPARE(stage.item("receiptState")->property("detail").toString(), sentenceOf(FailureCode::LinkSuspended));
        QVERIFY(!stage.item("reviewPurchaseButton"));
        stage.click("tryAgainButton");
        QTRY_COMPARE(stage.item("receiptState")->property("title").toString(), QStringLiteral("On its way to the shop"));
        QCOMPARE(wallet.outbox()->constFirst().state, OutboxItem::State::Waiting);
    }

    void whatTheRelayReportsAtOnceIsReadOnce()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        QSignalSpy read(&app, &App::contentChanged);
        for (int i = 0; i < 5; ++i) {
            Q_EMIT app.session()->relay.changed();
        }
        QCOMPARE(read.size(), 0);
        QTRY_COMPARE(read.size(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(read.size(), 1);
    }

    void aPictureIsReadBesideTheScreen()
    {
        Stage stage;
        stage.openFilled();
        App &app = stage.odna->app();
        const QString picture = stage.folder().filePath(QStringLiteral("white.png"));
        QImage white(400, 400, QImage::Format_Grayscale8);
        white.fill(Qt::white);
        QVERIFY(white.save(picture));
        app.findRetailer(picture);
        QVERIFY(app.isSearching()); // it has returned, and the work goes on
        QTRY_VERIFY(!app.isSearching());
        QCOMPARE(app.problem(), sentenceOf(FailureCode::NothingDecoded));
    }

    void wideWindow()
    {
        Stage stage;
        stage.openFilled();
        stage.odna->window()->resize(1100, 760);
        QTRY_COMPARE(stage.odna->window()->contentItem()->width(), 1100.0);
        shot(stage, QStringLiteral("wide-card"));
        QTRY_COMPARE(stage.decoded(), QStringList{stage.odna->app().card()->number()});
        stage.click("retailersTab");
        shot(stage, QStringLiteral("wide-shops"));
    }

    void selfTestPasses() { QVERIFY(selfTest()); }
};

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    qputenv("LC_ALL", "C.UTF-8");
    QGuiApplication application(argc, argv);
    ScreensTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_screens.moc"
