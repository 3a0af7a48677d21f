// SPDX-License-Identifier: Apache-2.0
// Making, unlocking, losing and destroying a wallet: each refusal has its name, no key is made over an old wallet, nothing is deleted that
// the shopper did not ask for.

#include "core/wallet/database.h"
#include "core/wallet/durablefile.h"
#include "core/wallet/keyfile.h"
#include "core/wallet/schema.h"
#include "tests/core/wallet/walletworld.h"
#include "tests/support/memorykeystore.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace odna;

class TestProtection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void passphrase();
    void changedPassphrase();
    void recoveryRestoresTheCard();
    void lockedOrMissingKeyStore();
    void keyStoreThatForgets();
    void neverOverAnOldWallet();
    void unfinishedWallet();
    void lostFiles();
    void oneAtATime();
    void theKeyStoreIsAskedBeforeTheFolderIsLocked();
    void givenUpWhileTheKeyStoreAsks();
    void cardCache();
    void wiped();
    void foreignDatabase();
    void newerSchema();
    void truncatedDatabase();
    void everyPageOfTheDatabase();
    void damageWhileOpen();
    void damagedKeyFile();
    void setAsideOnce();
    void migrationsInSteps();
    void releasedVersions();
    void databaseIsWhatItClaims();

private:
    static void holdsTheFixture(Wallet &wallet, bool withCards);
    [[nodiscard]] Protection byKeyStore() { return {m_keyStore.get(), {}, {}}; }
    [[nodiscard]] static Protection byPassphrase(const char *text) { return {nullptr, SecretBytes(QByteArrayView(text)), {}}; }
    [[nodiscard]] QString file(const char *name) const { return m_path + u'/' + QLatin1String(name); }
    [[nodiscard]] QStringList entries() const { return QDir(m_path).entryList(QDir::AllEntries | QDir::NoDotAndDotDot); }
    [[nodiscard]] QStringList aside() const { return entries().filter(QStringLiteral("damaged-")); }
    void make();
    void fill(int receipts);
    void put(const char *name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray take(const char *name) const;
    void removeAside() const;

    quint32 m_seed = 0;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<FolderKeyStore> m_keyStore;
    FakeClock m_clock;
};

void TestProtection::initTestCase()
{
    m_seed = qEnvironmentVariableIsSet("ODNA_SEED") ? qEnvironmentVariable("ODNA_SEED").toUInt() : QRandomGenerator::global()->generate();
    qInfo("ODNA_SEED=%u", m_seed);
}

void TestProtection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("wallet"));
    m_keyStore = std::make_unique<FolderKeyStore>(m_folder->filePath(QStringLiteral("keystore")));
}

void TestProtection::make()
{
    ODNA_DONE(Wallet::create(m_path, byKeyStore(), m_clock));
}

void TestProtection::fill(int receipts)
{
    auto wallet = Wallet::open(m_path, byKeyStore(), m_clock);
    ODNA_DONE(wallet);
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(**wallet, m_clock));
    QList<SignedEvent> events;
    for (int i = 0; i < receipts; ++i) {
        auto receipt = paperReceipt(static_cast<quint64>(i));
        receipt.lines.append({QString(150, u'x'), {}, QStringLiteral("1"), QStringLiteral("pcs"), i, i, 0});
        events.append(grocer.event(i + 1, QStringLiteral("receipt"), toJson(receipt)));
    }
    ODNA_DONE((*wallet)->storeEvents(grocer.id(), events));
}

void TestProtection::put(const char *name, const QByteArray &bytes) const
{
    QFile target(file(name));
    QVERIFY(target.open(QIODevice::WriteOnly));
    QCOMPARE(target.write(bytes), bytes.size());
}

QByteArray TestProtection::take(const char *name) const
{
    QFile source(file(name));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

void TestProtection::removeAside() const
{
    for (const auto &name : aside()) {
        QDir(m_path + u'/' + name).removeRecursively();
    }
}

void TestProtection::passphrase()
{
    ODNA_REFUSED(Wallet::create(m_path, {}, m_clock), PassphraseNeeded);
    ODNA_REFUSED(Wallet::create(m_path, byPassphrase(""), m_clock), PassphraseNeeded);
    QVERIFY(!QDir(m_path).exists());
    ODNA_DONE(Wallet::create(m_path, byPassphrase("open sesame"), m_clock));
    const auto ways = Wallet::slotsOf(m_path);
    QVERIFY(!ways->keyStore && ways->passphrase && ways->recoveryCode);
    ODNA_REFUSED(Wallet::open(m_path, byPassphrase("Open sesame"), m_clock), PassphraseWrong);
    ODNA_REFUSED(Wallet::open(m_path, byPassphrase(""), m_clock), PassphraseWrong);
    ODNA_REFUSED(Wallet::open(m_path, {}, m_clock), PassphraseNeeded);
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), PassphraseNeeded);
    ODNA_DONE(Wallet::open(m_path, byPassphrase("open sesame"), m_clock));
    QVERIFY(aside().isEmpty()); // a wrong passphrase is no damage
}

void TestProtection::changedPassphrase()
{
    make();
    {
        const auto wallet = Wallet::open(m_path, byKeyStore(), m_clock);
        ODNA_DONE((*wallet)->setPassphrase(SecretBytes(QByteArrayView("first"))));
        ODNA_DONE((*wallet)->setPassphrase(SecretBytes(QByteArrayView("second"))));
        ODNA_REFUSED((*wallet)->setPassphrase(SecretBytes()), PassphraseNeeded);
    }
    ODNA_REFUSED(Wallet::open(m_path, byPassphrase("first"), m_clock), PassphraseWrong);
    ODNA_DONE(Wallet::open(m_path, byPassphrase("second"), m_clock));
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
    // What is offered explicitly decides.
    Protection both{m_keyStore.get(), SecretBytes(QByteArrayView("wrong")), {}};
    ODNA_REFUSED(Wallet::open(m_path, both, m_clock), PassphraseWrong);
}

void TestProtection::recoveryRestoresTheCard()
{
    auto created = Wallet::create(m_path, byPassphrase("forgotten"), m_clock);
    ODNA_DONE(created);
    const auto number = created->wallet->card().number.text();
    const auto code = created->recoveryCode.text();
    created->wallet.reset();
    m_keyStore->mood = FolderKeyStore::Mood::Locked;
    const auto withCode = [this](const QString &text) -> Protection {
        auto parsed = RecoveryCode::parse(text);
        return {m_keyStore.get(), {}, std::move(*parsed)};
    };
    ODNA_REFUSED(Wallet::open(m_path, withCode(RecoveryCode::create().text()), m_clock), RecoveryCodeWrong);
    QString renewed;
    {
        const auto wallet = Wallet::open(m_path, withCode(code), m_clock);
        ODNA_DONE(wallet);
        QCOMPARE((*wallet)->card().number.text(), number);
        const auto next = (*wallet)->renewRecoveryCode();
        ODNA_DONE(next);
        renewed = next->text();
    }
    ODNA_REFUSED(Wallet::open(m_path, withCode(code), m_clock), RecoveryCodeWrong);
    ODNA_DONE(Wallet::open(m_path, withCode(renewed), m_clock));
}

void TestProtection::lockedOrMissingKeyStore()
{
    make();
    const auto keys = take("wallet.keys");
    const auto database = take("wallet.db");
    const int writes = m_keyStore->writes;
    m_keyStore->mood = FolderKeyStore::Mood::Locked;
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), KeystoreLocked);
    ODNA_REFUSED(Wallet::create(m_path, byKeyStore(), m_clock), WalletExists);
    m_keyStore->mood = FolderKeyStore::Mood::Missing;
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), KeystoreMissing);
    ODNA_REFUSED(Wallet::open(m_path, {}, m_clock), KeystoreMissing);
    QCOMPARE(m_keyStore->writes, writes);
    QCOMPARE(take("wallet.keys"), keys);
    QCOMPARE(take("wallet.db"), database);
    // An entry of another wallet under this name is no reason for damage or a new key either.
    m_keyStore->mood = FolderKeyStore::Mood::Well;
    ODNA_DONE(m_keyStore->write(m_keyStore->entries().constFirst(), randomSecret(32)));
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), KeystoreLocked);
    QVERIFY(aside().isEmpty());
}

void TestProtection::keyStoreThatForgets()
{
    for (const auto &[mood, code] : {std::pair(FolderKeyStore::Mood::Forgetful, FailureCode::KeystoreRefused),
                                     std::pair(FolderKeyStore::Mood::Locked, FailureCode::KeystoreLocked),
                                     std::pair(FolderKeyStore::Mood::Missing, FailureCode::KeystoreMissing)}) {
        m_keyStore->mood = mood;
        QCOMPARE(outcome(Wallet::create(m_path, byKeyStore(), m_clock)), QString(nameOf(code)));
        QVERIFY(!QDir(m_path).exists());
        ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletMissing);
    }
    m_keyStore->mood = FolderKeyStore::Mood::Well;
    make();
}

void TestProtection::neverOverAnOldWallet()
{
    for (const char *name : {"wallet.db", "wallet.db-wal"}) {
        QDir().mkpath(m_path);
        put(name, "something");
        ODNA_REFUSED(Wallet::create(m_path, byKeyStore(), m_clock), WalletExists);
        QCOMPARE(take(name), QByteArrayLiteral("something"));
        QFile::remove(file(name));
    }
    QCOMPARE(m_keyStore->writes, 0);
    put("card.cache", "something"); // alone it is no wallet
    make();
}

void TestProtection::unfinishedWallet()
{
    make();
    const auto keys = take("wallet.keys");
    // As a crash leaves it between the key file and the finished database.
    QFile::remove(file("card.cache"));
    QFile::rename(file("wallet.db"), file("wallet.db.new"));
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletMissing);
    ODNA_REFUSED(Wallet::publicCard(m_path), WalletMissing);
    make();
    QVERIFY(take("wallet.keys") != keys);
    QVERIFY(!QFile::exists(file("wallet.db.new")));
    const auto kept = entries().filter(QStringLiteral("unfinished-"));
    QCOMPARE(kept.size(), 1);
    QFile old(m_path + u'/' + kept.constFirst() + QStringLiteral("/wallet.keys"));
    QVERIFY(old.open(QIODevice::ReadOnly) && old.readAll() == keys);
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
}

void TestProtection::lostFiles()
{
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletMissing);
    ODNA_REFUSED(Wallet::slotsOf(m_path), WalletMissing);
    QVERIFY(!QDir(m_path).exists());
    make();
    const auto database = take("wallet.db");
    QFile::remove(file("wallet.db"));
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged); // there was one: card.cache says so
    ODNA_REFUSED(Wallet::create(m_path, byKeyStore(), m_clock), WalletExists);
    put("wallet.db", database);
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
    QFile::remove(file("wallet.keys"));
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged);
    ODNA_REFUSED(Wallet::create(m_path, byKeyStore(), m_clock), WalletExists);
}

void TestProtection::oneAtATime()
{
    auto created = Wallet::create(m_path, byKeyStore(), m_clock);
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletInUse);
    ODNA_REFUSED(Wallet::create(m_path, byKeyStore(), m_clock), WalletInUse);
    ODNA_REFUSED(Wallet::wipe(m_path, m_keyStore.get()), WalletInUse);
    created->wallet.reset();
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
}

void TestProtection::theKeyStoreIsAskedBeforeTheFolderIsLocked()
{
    MemoryKeyStore keyStore;
    const Protection asking{&keyStore, {}, {}};
    std::unique_ptr<Wallet> other;
    QString number;
    keyStore.meanwhile = [&] {
        auto created = Wallet::create(m_path, byPassphrase("instead"), m_clock);
        ODNA_DONE(created);
        other = std::move(created->wallet);
        number = other->card().number.text();
    };
    ODNA_REFUSED(Wallet::create(m_path, asking, m_clock), WalletInUse);
    QCOMPARE(keyStore.size(), 0); // the key that became no wallet is not kept
    other.reset();
    keyStore.meanwhile = [] { QFAIL("asked for a wallet that cannot be made"); };
    ODNA_REFUSED(Wallet::create(m_path, asking, m_clock), WalletExists);
    ODNA_DONE(Wallet::open(m_path, byPassphrase("instead"), m_clock));
    QCOMPARE(Wallet::publicCard(m_path)->text(), number);

    m_path += QStringLiteral("-2");
    keyStore.meanwhile = nullptr;
    auto second = Wallet::create(m_path, asking, m_clock);
    ODNA_DONE(second);
    second->wallet.reset();
    keyStore.meanwhile = [&] {
        auto opened = Wallet::open(m_path, {nullptr, {}, RecoveryCode::parse(second->recoveryCode.text()).value()}, m_clock);
        ODNA_DONE(opened);
        other = std::move(*opened);
    };
    ODNA_REFUSED(Wallet::open(m_path, asking, m_clock), WalletInUse);
    other.reset();
    ODNA_DONE(Wallet::open(m_path, asking, m_clock));
}

void TestProtection::givenUpWhileTheKeyStoreAsks()
{
    MemoryKeyStore keyStore;
    {
        Cancellation cancellation;
        keyStore.meanwhile = [&] { QVERIFY(cancellation.cancel()); };
        ODNA_REFUSED(Wallet::create(m_path, {&keyStore, {}, {}, &cancellation}, m_clock), Cancelled);
        QVERIFY(!QDir(m_path).exists());
        QCOMPARE(keyStore.size(), 0);
    }
    Cancellation late;
    ODNA_DONE(Wallet::create(m_path, {&keyStore, {}, {}, &late}, m_clock));
    QVERIFY(!late.cancel());
    const auto before = entries();
    {
        Cancellation cancellation;
        keyStore.meanwhile = [&] { QVERIFY(cancellation.cancel()); };
        ODNA_REFUSED(Wallet::open(m_path, {&keyStore, {}, {}, &cancellation}, m_clock), Cancelled);
        QCOMPARE(entries(), before);
    }
    ODNA_DONE(Wallet::open(m_path, {&keyStore, {}, {}}, m_clock));
}

void TestProtection::cardCache()
{
    make();
    const auto number = Wallet::publicCard(m_path);
    ODNA_DONE(number);
    const auto cache = take("card.cache");
    QCOMPARE(cache, QByteArray("{\"card_number\":\"" + number->text().toLatin1() + "\"}"));
    for (const QByteArray &wrong : {QByteArray(), QByteArray("{}"), QByteArray("{\"card_number\":\"1\"}"), QByteArray(100000, 'x')}) {
        put("card.cache", wrong);
        ODNA_REFUSED(Wallet::publicCard(m_path), WalletLocked);
        ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
        QCOMPARE(take("card.cache"), cache);
    }
    QFile::remove(file("card.cache"));
    ODNA_REFUSED(Wallet::publicCard(m_path), WalletLocked);
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
    QCOMPARE(take("card.cache"), cache);
}

void TestProtection::wiped()
{
    ODNA_REFUSED(Wallet::wipe(m_path, m_keyStore.get()), WalletMissing);
    make();
    put("mine.txt", "not the wallet's");
    QDir(m_path).mkdir(QStringLiteral("damaged-20260101T000000000Z"));
    QVERIFY(QFile::copy(file("wallet.keys"), file("damaged-20260101T000000000Z/wallet.keys")));
    ODNA_DONE(Wallet::wipe(m_path, m_keyStore.get()));
    QCOMPARE(entries(), QStringList{QStringLiteral("mine.txt")});
    QVERIFY(m_keyStore->entries().isEmpty());
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletMissing);
    make();
    // Interrupted after the keys: what is left cannot be opened, and wiping again ends it.
    QFile::remove(file("wallet.keys"));
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged);
    ODNA_DONE(Wallet::wipe(m_path, nullptr));
    QCOMPARE(entries(), QStringList{QStringLiteral("mine.txt")});
}

void TestProtection::foreignDatabase()
{
    make();
    const QByteArray plain = QByteArray("SQLite format 3\0", 16) + QByteArray(8176, '\1');
    put("wallet.db", plain);
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletForeign);
    QCOMPARE(take("wallet.db"), plain);
    for (const auto &bytes : {QByteArray(), QByteArray("x"), randomBytes(4096), randomBytes(40960)}) {
        put("wallet.db", bytes);
        ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged);
        QCOMPARE(take("wallet.db"), bytes);
    }
}

void TestProtection::newerSchema()
{
    make();
    {
        const auto keys = KeyFile::read(file("wallet.keys"));
        const auto key = keys->openWithKeyStore(*m_keyStore->read(keys->keyStoreEntry()));
        const auto database = Database::open(file("wallet.db"), *key, Database::Mode::MustExist);
        ODNA_DONE((*database)->script("PRAGMA user_version = 999"));
    }
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletNewer);
    QVERIFY(aside().isEmpty());
}

void TestProtection::truncatedDatabase()
{
    make();
    fill(40);
    const auto whole = take("wallet.db");
    QRandomGenerator random(m_seed);
    QList<qsizetype> lengths{1, 15, 16, 17, 511, 512, 4095, 4096, 4097, whole.size() - 1, whole.size() - 4096};
    for (qsizetype size = 4096; size < whole.size(); size += 4096) {
        lengths.append(size);
    }
    for (int i = 0; i < 40; ++i) {
        lengths.append(random.bounded(int(whole.size())));
    }
    for (const auto length : lengths) {
        put("wallet.db", whole.first(length));
        QCOMPARE(outcome(Wallet::open(m_path, byKeyStore(), m_clock)), QStringLiteral("wallet_damaged"));
        QCOMPARE(take("wallet.db").size(), length);
        removeAside();
    }
    put("wallet.db", whole);
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
}

void TestProtection::everyPageOfTheDatabase()
{
    make();
    fill(40);
    const auto whole = take("wallet.db");
    QRandomGenerator random(m_seed + 1);
    int seenByReading = 0;
    for (qsizetype page = 0; page < whole.size() / 4096; ++page) {
        auto bytes = whole;
        const auto at = page * 4096 + random.bounded(4096);
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8)));
        put("wallet.db", bytes);
        const auto wallet = Wallet::open(m_path, byKeyStore(), m_clock);
        if (wallet) {
            // What can be read is right, and the damage is found by who looks for it.
            const auto receipts = (*wallet)->receipts(1000);
            if (receipts) {
                QCOMPARE(receipts->size(), 40);
                for (qsizetype i = 0; i < 40; ++i) {
                    QVERIFY(receipts->at(i).receipt.fiscal == paperReceipt(static_cast<quint64>(39 - i)).fiscal);
                }
            } else {
                QCOMPARE(outcome(receipts), QStringLiteral("wallet_damaged"));
                ++seenByReading;
            }
            QCOMPARE(outcome((*wallet)->check()), QStringLiteral("wallet_damaged"));
        } else {
            QCOMPARE(outcome(wallet), QStringLiteral("wallet_damaged"));
            ++seenByReading;
        }
        QCOMPARE(aside().size(), 1);
        removeAside();
    }
    QVERIFY(seenByReading > 5);
    qInfo("%d of %d pages seen by opening and reading, all by check()", seenByReading, int(whole.size() / 4096));
    put("wallet.db", whole);
    const auto wallet = Wallet::open(m_path, byKeyStore(), m_clock);
    ODNA_DONE((*wallet)->check());
}

void TestProtection::damageWhileOpen()
{
    make();
    fill(40);
    auto wallet = Wallet::open(m_path, byKeyStore(), m_clock);
    auto bytes = take("wallet.db");
    for (qsizetype page = 1; page < bytes.size() / 4096; ++page) {
        bytes[page * 4096 + 100] = static_cast<char>(bytes[page * 4096 + 100] ^ 1);
    }
    QFile target(file("wallet.db"));
    QVERIFY(target.open(QIODevice::ReadWrite) && target.write(bytes) == bytes.size());
    target.close();
    ODNA_REFUSED((*wallet)->receipts(1000), WalletDamaged);
    QVERIFY(!(*wallet)->receipts(1000));
    QCOMPARE(aside().size(), 1);
}

void TestProtection::damagedKeyFile()
{
    make();
    auto bytes = take("wallet.keys");
    bytes[200] = static_cast<char>(bytes[200] ^ 4);
    put("wallet.keys", bytes);
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged);
    ODNA_REFUSED(Wallet::slotsOf(m_path), WalletDamaged);
    QCOMPARE(take("wallet.keys"), bytes);
    put("wallet.keys", "a letter to my aunt");
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletForeign);
    put("wallet.keys", {});
    ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged);
}

void TestProtection::setAsideOnce()
{
    make();
    auto bytes = take("wallet.db");
    bytes[5000] = static_cast<char>(bytes[5000] ^ 4);
    bytes[100] = static_cast<char>(bytes[100] ^ 4);
    put("wallet.db", bytes);
    for (int i = 0; i < 3; ++i) {
        m_clock.advance(60);
        ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletDamaged);
    }
    QCOMPARE(aside().size(), 1);
    const auto copy = QLatin1String("damaged-20260801T123105000Z/");
    QCOMPARE(take(QByteArray(copy.latin1() + QByteArray("wallet.db")).constData()), bytes);
    QCOMPARE(take(QByteArray(copy.latin1() + QByteArray("wallet.keys")).constData()), take("wallet.keys"));
}

void TestProtection::migrationsInSteps()
{
    const auto path = m_folder->filePath(QStringLiteral("steps.db"));
    const auto key = randomSecret(32);
    const auto released = migrations();
    std::vector<const char *> steps(released.begin(), released.end());
    {
        const auto database = Database::open(path, key, Database::Mode::Create);
        ODNA_DONE(database);
        ODNA_DONE(migrate(**database, steps));
        ODNA_DONE((*database)->run("INSERT INTO settings (name, value) VALUES ('kept', 'yes')"));
    }
    // A step that fails half-way leaves nothing of itself.
    auto broken = steps;
    broken.push_back("CREATE TABLE later (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);");
    auto better = steps;
    better.push_back("CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later SELECT count(*) FROM settings;");
    better.push_back("CREATE TABLE last (x INTEGER) STRICT;");
    const auto count = static_cast<qint64>(steps.size());
    {
        const auto database = Database::open(path, key, Database::Mode::MustExist);
        ODNA_REFUSED(migrate(**database, broken), StorageFailed);
        QCOMPARE(schemaVersion(**database).value_or(-1), count);
        ODNA_DONE(migrate(**database, better));
        ODNA_DONE(migrate(**database, better));
        QCOMPARE(schemaVersion(**database).value_or(-1), count + 2);
        QCOMPARE((*database)->number("SELECT x FROM later").value_or(std::nullopt).value_or(-1), 1);
        ODNA_REFUSED(migrate(**database, steps), WalletNewer);
    }
}

/// What tests/core/wallet/makefixture.cpp put into the wallet of each version.
void TestProtection::holdsTheFixture(Wallet &wallet, bool withCards)
{
    ODNA_DONE(wallet.check());
    QVERIFY(*ownsCard(wallet.identityKey().publicKey(), wallet.card()));
    const auto receipts = wallet.receipts(10);
    QCOMPARE(receipts->size(), 2);
    QVERIFY(receipts->constLast().receipt == paperReceipt(1));
    QVERIFY(receipts->constLast().confirmed);
    QCOMPARE(wallet.outbox()->size(), 1);
    QCOMPARE(wallet.links()->constFirst().retailerId(), QStringLiteral("grocer.example"));
    QCOMPARE(wallet.offers(Audience::Personal, 10)->size(), 1);
    const auto cards = wallet.pocket().cards();
    ODNA_DONE(cards);
    QCOMPARE(cards->size(), withCards ? 1 : 0);
    if (withCards) {
        QCOMPARE(cards->constFirst().name, QStringLiteral("Corner shop"));
        QCOMPARE(wallet.pocket().pictures(cards->constFirst().id)->icon, QByteArray("icon"));
    }
}

/// A wallet of every schema that was ever released opens, keeps what it held, and has today's schema afterwards; so does its backup.
void TestProtection::releasedVersions()
{
    QDir fixtures(QStringLiteral(ODNA_WALLET_FIXTURES));
    const auto versions = fixtures.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QCOMPARE(versions.size(), static_cast<qsizetype>(migrations().size()));
    for (const auto &version : versions) {
        const QDir fixture(fixtures.filePath(version));
        QFile codeFile(fixture.filePath(QStringLiteral("recovery-code")));
        QVERIFY(codeFile.open(QIODevice::ReadOnly));
        const auto text = QString::fromLatin1(codeFile.readAll());
        const bool withCards = version != QLatin1String("schema1");
        QDir(m_path).removeRecursively();
        QDir().mkpath(m_path);
        for (const char *name : {"wallet.keys", "wallet.db"}) {
            QVERIFY(QFile::copy(fixture.filePath(QLatin1String(name)), file(name)));
            QVERIFY(QFile::setPermissions(file(name), QFile::ReadOwner | QFile::WriteOwner));
        }
        {
            const auto wallet = Wallet::open(m_path, {nullptr, {}, *RecoveryCode::parse(text)}, m_clock);
            ODNA_DONE(wallet);
            holdsTheFixture(**wallet, withCards);
        }
        QDir(m_path).removeRecursively();
        QFile backup(fixture.filePath(QStringLiteral("wallet.odna")));
        if (withCards) { // backups came with cards
            QVERIFY(backup.open(QIODevice::ReadOnly));
            const auto wallet = Wallet::restore(backup, m_path, {nullptr, {}, *RecoveryCode::parse(text)}, m_clock);
            ODNA_DONE(wallet);
            holdsTheFixture(**wallet, withCards);
        }
    }
}

void TestProtection::databaseIsWhatItClaims()
{
    make();
    fill(5);
    // No page looks like SQLite, nothing of the content stands in the file, and the wallet leaves no other files.
    const auto bytes = take("wallet.db");
    QVERIFY(!bytes.contains("SQLite format"));
    QVERIFY(!bytes.contains("grocer") && !bytes.contains("by-ui") && !bytes.contains("CREATE TABLE"));
    auto names = entries();
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("card.cache"), QStringLiteral("wallet.db"), QStringLiteral("wallet.keys"),
                                 QStringLiteral("wallet.lock")}));
    for (const auto &name : names) {
        QCOMPARE(QFile(m_path + u'/' + name).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }
}

QTEST_GUILESS_MAIN(TestProtection)
#include "tst_protection.moc"
