// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/walletstate.h"

#include "core/wallet/backupfile.h"
#include "core/wallet/schema.h"
#include "core/wire/valuejson.h"

#include <QFile>
#include <QFileInfo>

namespace odna {

namespace {

// ---- files

const QStringList &nameOfFilesSetAside()
{
    static const QStringList names{QStringLiteral("wallet.keys"), QStringLiteral("wallet.db"), QStringLiteral("wallet.db-wal"),
                                   QStringLiteral("wallet.db-journal")};
    return names;
}

QString asideName(const char *why, const Clock &clock)
{
    return QLatin1String(why) + u'-' + clock.now().toUTC().toString(QStringLiteral("yyyyMMdd'T'hhmmsszzz'Z'"));
}

QByteArray digestOfFile(const QString &path)
{
    QFile file(path);
    QByteArray digests;
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd()) {
            digests = sha256(QByteArray(digests + file.read(1 << 20)));
        }
    }
    return digests;
}

/// Copies of the wallet as it is, for whoever may repair it. Opening a damaged wallet ten times leaves one copy, not ten.
void setCopiesAside(const WalletFiles &files, const Clock &clock)
{
    const auto alike = [&files](const QString &aside) {
        const auto &names = nameOfFilesSetAside();
        return std::all_of(names.cbegin(), names.cend(), [&](const QString &name) {
            return digestOfFile(files.folder.filePath(name)) == digestOfFile(files.folder.filePath(aside + u'/' + name));
        });
    };
    const auto earlier = files.asideFolders();
    if (std::any_of(earlier.cbegin(), earlier.cend(), alike)) {
        return;
    }
    const QString name = asideName("damaged", clock);
    if (!files.folder.mkdir(name)) {
        return;
    }
    bool copied = true;
    for (const auto &file : nameOfFilesSetAside()) {
        const auto source = files.folder.filePath(file);
        copied = copied && (!QFile::exists(source) || QFile::copy(source, files.folder.filePath(name + u'/' + file)));
    }
    if (!copied) { // no room: the original stays untouched anyhow
        QDir(files.folder.filePath(name)).removeRecursively();
    }
}

Result<void> writeCardCache(const WalletFiles &files, const CardNumber &number)
{
    return writeDurably(files.cardCache(), jsonBytes({{QStringLiteral("card_number"), number.text()}}));
}

std::optional<CardNumber> readCardCache(const WalletFiles &files)
{
    const auto bytes = readWhole(files.cardCache(), 4096);
    const auto json = bytes ? parseJson(*bytes) : Result<QJsonObject>(std::unexpected(bytes.error()));
    return json ? cardNumberOf(json->value(QLatin1String("card_number")).toString()) : std::nullopt;
}

// ---- keys

Result<SecretBytes> storeInKeyStore(KeyStore &keyStore, const QString &entry)
{
    auto secret = randomSecret(32);
    ODNA_TRY(keyStore.write(entry, secret));
    const auto back = keyStore.read(entry); // some stores report errors as success
    if (!back || !(*back == secret)) {
        return fail(FailureCode::KeystoreRefused);
    }
    return secret;
}

/// What a key store answered for one wallet.
struct KeyStoreAnswer
{
    QString entry;
    Result<SecretBytes> secret;
};

/// What the user offers decides, the most explicit first: a wrong passphrase is refused even where the key store would open the wallet.
bool opensWithPassphrase(const KeyFile &keys, const Protection &protection)
{
    return !protection.recoveryCode && protection.passphrase && (keys.has(KeyFile::Kind::Passphrase) || !protection.keyStore);
}

bool opensWithKeyStore(const KeyFile &keys, const Protection &protection)
{
    return !protection.recoveryCode && !opensWithPassphrase(keys, protection) && protection.keyStore && keys.has(KeyFile::Kind::KeyStore);
}

/// Asks the key store where it is to open this wallet; may take as long as a person takes to answer a prompt.
std::optional<KeyStoreAnswer> askKeyStore(const KeyFile &keys, const Protection &protection)
{
    if (!opensWithKeyStore(keys, protection)) {
        return std::nullopt;
    }
    return KeyStoreAnswer{keys.keyStoreEntry(), protection.keyStore->read(keys.keyStoreEntry())};
}

Result<SecretBytes> unlock(const KeyFile &keys, const Protection &protection, const std::optional<KeyStoreAnswer> &answer)
{
    if (protection.recoveryCode) {
        return keys.openWithRecoveryCode(*protection.recoveryCode);
    }
    if (opensWithKeyStore(keys, protection)) {
        if (!answer || answer->entry != keys.keyStoreEntry()) { // became another wallet while the key store was asked
            return fail(FailureCode::WalletInUse, QStringLiteral("wallet.keys changed"));
        }
        return answer->secret ? keys.openWithKeyStore(*answer->secret) : std::unexpected(answer->secret.error());
    }
    if (opensWithPassphrase(keys, protection)) {
        return keys.openWithPassphrase(*protection.passphrase);
    }
    const bool needsKeyStore = keys.has(KeyFile::Kind::KeyStore) && !keys.has(KeyFile::Kind::Passphrase);
    return fail(needsKeyStore ? FailureCode::KeystoreMissing : FailureCode::PassphraseNeeded);
}

bool goesOn(const Protection &protection)
{
    return protection.cancellation == nullptr || protection.cancellation->goOn();
}

} // namespace

namespace {

struct Opened
{
    std::unique_ptr<Database> database;
    SigningKey identity;
    DerivedCard card;
};

Result<Opened> openDatabase(const WalletFiles &files, const SecretBytes &databaseKey)
{
    const QFileInfo info(files.database());
    QFile file(files.database());
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(info.exists() ? FailureCode::StorageFailed : FailureCode::WalletDamaged, QStringLiteral("wallet.db cannot be opened"));
    }
    if (file.read(16) == QByteArray("SQLite format 3\0", 16)) {
        return fail(FailureCode::WalletForeign, QStringLiteral("wallet.db is not encrypted"));
    }
    file.close();
    // An empty file would be taken for a new database. The size is only certain where no log still has to be moved into the file.
    const QFileInfo log(files.writeAheadLog());
    if (info.size() == 0 || (info.size() % 4096 != 0 && log.size() == 0)) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("wallet.db was cut short"));
    }
    auto database = Database::open(files.database(), databaseKey, Database::Mode::MustExist);
    if (!database) {
        return std::unexpected(database.error());
    }
    const auto version = schemaVersion(**database);
    if (!version) {
        return std::unexpected(version.error());
    }
    if (*version == 0) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("wallet.db is empty"));
    }
    ODNA_TRY(migrate(**database));
    std::optional<SecretBytes> seed;
    std::optional<CardNumber> number;
    quint32 counter = 0;
    ODNA_TRY((*database)->rows("SELECT seed, card_number, card_counter FROM identity", [&](const Row &row) {
        auto bytes = row.bytes(0);
        seed = SecretBytes::wiping(bytes);
        number = cardNumberOf(row.text(1));
        counter = static_cast<quint32>(row.integer(2));
    }));
    if (!seed || seed->size() != 32 || !number) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("identity"));
    }
    return Opened{std::move(*database), SigningKey::fromSeed(*seed), DerivedCard{*number, counter}};
}

void removeNewDatabase(const WalletFiles &files)
{
    for (const auto *const ending : {"", "-wal", "-journal", "-shm"}) {
        QFile::remove(files.newDatabase() + QLatin1String(ending));
    }
}

bool isWalletThere(const WalletFiles &files)
{
    return files.hasDatabase() || (QFile::exists(files.keys()) && QFile::exists(files.cardCache()));
}

/// The folder of a wallet that is to be made, locked: made where it is missing; keys that a crash left there are set aside.
Result<FolderLock> claimFolder(const WalletFiles &files, const Clock &clock)
{
    if (!files.folder.exists()) {
        if (!QDir().mkpath(files.folder.path())) {
            return fail(FailureCode::StorageFailed, QStringLiteral("the folder cannot be made"));
        }
        QFile::setPermissions(files.folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    auto lock = FolderLock::acquire(files.folder);
    if (!lock) {
        return lock;
    }
    if (isWalletThere(files)) {
        return fail(FailureCode::WalletExists);
    }
    if (files.isUnfinished()) {
        const QString aside = asideName("unfinished", clock);
        if (!files.folder.mkdir(aside)) {
            return fail(FailureCode::StorageFailed, QStringLiteral("an unfinished wallet cannot be set aside"));
        }
        ODNA_TRY(renameDurably(files.keys(), files.folder.filePath(aside + QStringLiteral("/wallet.keys"))));
    }
    removeNewDatabase(files);
    return lock;
}

/// Writes the keys, then makes and names the database: \a fill brings an empty one to its content. Where that fails before there is a
/// database, nothing is left.
Result<void> makeFiles(const WalletFiles &files, const KeyFile &keys, const SecretBytes &databaseKey,
                       const std::function<Result<void>(Database &)> &fill)
{
    const auto made = [&]() -> Result<void> {
        ODNA_TRY(makePrivateFile(files.newDatabase()));
        {
            auto database = Database::open(files.newDatabase(), databaseKey, Database::Mode::Create);
            if (!database) {
                return std::unexpected(database.error());
            }
            ODNA_TRY(fill(**database));
            ODNA_TRY((*database)->check());
        }
        if (QFile::exists(files.newDatabase() + QStringLiteral("-wal"))) {
            return fail(FailureCode::StorageFailed, QStringLiteral("wallet.db.new could not be finished"));
        }
        ODNA_TRY(keys.write(files.keys(), databaseKey));
        return renameDurably(files.newDatabase(), files.database()); // appears under its name at once or not at all
    }();
    if (!made && !files.hasDatabase()) {
        removeNewDatabase(files);
        QFile::remove(files.keys());
    }
    return made;
}

} // namespace

Wallet::Wallet() = default;
Wallet::~Wallet() = default;

Result<Wallet::Created> Wallet::create(const QDir &folder, const Protection &protection, const Clock &clock)
{
    const bool hasPassphrase = protection.passphrase && !protection.passphrase->isEmpty();
    if (!protection.keyStore && !hasPassphrase) {
        return fail(FailureCode::PassphraseNeeded);
    }
    const WalletFiles files(folder);
    if (files.folder.exists()) { // before a prompt that would be answered for nothing
        if (const auto inUse = FolderLock::acquire(files.folder); !inUse) {
            return std::unexpected(inUse.error());
        }
        if (isWalletThere(files)) {
            return fail(FailureCode::WalletExists);
        }
    }

    // All that takes time or may be refused comes before the lock and the first write.
    auto databaseKey = randomSecret(32);
    auto recoveryCode = RecoveryCode::create();
    auto identity = SigningKey::create();
    auto card = deriveCard(identity.publicKey());
    if (!card) {
        return std::unexpected(card.error());
    }
    auto keys = KeyFile::create();
    keys.setRecoveryCode(recoveryCode, databaseKey);
    if (hasPassphrase) {
        ODNA_TRY(keys.setPassphrase(*protection.passphrase, databaseKey));
    }
    if (protection.keyStore) {
        const auto secret = storeInKeyStore(*protection.keyStore, keys.keyStoreEntry());
        if (!secret) {
            return std::unexpected(secret.error());
        }
        keys.setKeyStore(*secret, databaseKey);
    }
    // The entry is this new wallet's own: where nothing comes of it, no other wallet misses it.
    const auto givenUp = [&](const Failure &failure) {
        if (protection.keyStore) {
            static_cast<void>(protection.keyStore->remove(keys.keyStoreEntry()));
        }
        return std::unexpected(failure);
    };
    if (!goesOn(protection)) {
        return givenUp({FailureCode::Cancelled, {}});
    }
    auto lock = claimFolder(files, clock);
    if (!lock) {
        return givenUp(lock.error());
    }
    const auto made = makeFiles(files, keys, databaseKey, [&](Database &database) -> Result<void> {
        ODNA_TRY(migrate(database));
        return database.run("INSERT INTO identity (id, seed, card_number, card_counter) VALUES (1, ?, ?, ?)", identity.seed().view(),
                            card->number.text(), qint64(card->counter));
    });
    if (!made) {
        return files.hasDatabase() ? std::unexpected(made.error()) : givenUp(made.error());
    }
    auto wallet = enter(std::move(*lock), files, clock, std::move(databaseKey));
    if (!wallet) {
        return std::unexpected(wallet.error());
    }
    return Created{std::move(*wallet), std::move(recoveryCode)};
}

Result<std::unique_ptr<Wallet>> Wallet::enter(FolderLock lock, const WalletFiles &files, const Clock &clock, SecretBytes databaseKey)
{
    auto opened = openDatabase(files, databaseKey);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    if (readCardCache(files) != opened->card.number) {
        // Lost or changed by hand. A wallet on a full disk opens all the same; a wrong number is never left to be shown.
        if (!writeCardCache(files, opened->card.number)) {
            QFile::remove(files.cardCache());
        }
    }
    std::unique_ptr<Wallet> wallet(new Wallet);
    wallet->m_state.reset(new State{std::move(lock), files, clock, std::move(databaseKey), std::move(opened->identity),
                                    std::move(opened->card), std::move(opened->database)});
    wallet->m_state->database->whenDamaged([files, &clock] { setCopiesAside(files, clock); });
    return wallet;
}

Result<std::unique_ptr<Wallet>> Wallet::open(const QDir &folder, const Protection &protection, const Clock &clock)
{
    const WalletFiles files(folder);
    const bool hasKeys = QFile::exists(files.keys());
    if (!files.folder.exists() || files.isUnfinished() || (!hasKeys && !files.hasDatabase())) {
        return fail(FailureCode::WalletMissing);
    }
    if (const auto inUse = FolderLock::acquire(files.folder); !inUse) { // before a prompt that would be answered for nothing
        return std::unexpected(inUse.error());
    }
    const auto keysBefore = KeyFile::read(files.keys());
    const auto answer = keysBefore ? askKeyStore(*keysBefore, protection) : std::nullopt;
    if (!goesOn(protection)) {
        return fail(FailureCode::Cancelled);
    }
    auto lock = FolderLock::acquire(files.folder);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    const auto refused = [&](const Failure &failure) {
        if (failure.code == FailureCode::WalletDamaged) {
            setCopiesAside(files, clock);
        }
        return std::unexpected(failure);
    };
    if (!hasKeys) {
        return refused(Failure{FailureCode::WalletDamaged, QStringLiteral("wallet.keys is missing")});
    }
    const auto keys = KeyFile::read(files.keys());
    if (!keys) {
        return refused(keys.error());
    }
    auto databaseKey = unlock(*keys, protection, answer);
    if (!databaseKey) {
        return refused(databaseKey.error());
    }
    auto wallet = enter(std::move(*lock), files, clock, std::move(*databaseKey));
    return wallet ? std::move(wallet) : refused(wallet.error());
}

Result<CardNumber> Wallet::publicCard(const QDir &folder)
{
    const WalletFiles files(folder);
    if (const auto number = readCardCache(files)) {
        return *number;
    }
    return fail(files.hasDatabase() ? FailureCode::WalletLocked : FailureCode::WalletMissing);
}

Result<Wallet::Slots> Wallet::slotsOf(const QDir &folder)
{
    const WalletFiles files(folder);
    if (!QFile::exists(files.keys())) {
        return fail(files.hasDatabase() ? FailureCode::WalletDamaged : FailureCode::WalletMissing);
    }
    const auto keys = KeyFile::read(files.keys());
    if (!keys) {
        return std::unexpected(keys.error());
    }
    return Slots{keys->has(KeyFile::Kind::KeyStore), keys->has(KeyFile::Kind::Passphrase), keys->has(KeyFile::Kind::Recovery)};
}

Result<void> Wallet::wipe(const QDir &folder, KeyStore *keyStore)
{
    const WalletFiles files(folder);
    const auto aside = files.asideFolders();
    if (!files.hasDatabase() && !QFile::exists(files.keys()) && !QFile::exists(files.cardCache()) && aside.isEmpty()) {
        return fail(FailureCode::WalletMissing);
    }
    const auto lock = FolderLock::acquire(files.folder);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    const auto keys = KeyFile::read(files.keys());
    // Every copy of the keys, then the key store's half, then what they were the keys to.
    QStringList keyFiles{files.keys(), files.keys() + QStringLiteral(".new")};
    for (const auto &name : aside) {
        keyFiles.append(files.folder.filePath(name + QStringLiteral("/wallet.keys")));
    }
    for (const auto &path : keyFiles) {
        ODNA_TRY(destroyFile(path));
    }
    if (keys && keyStore && keys->has(KeyFile::Kind::KeyStore)) {
        // Where it is locked, the secret stays: it opens nothing without the slot that was just destroyed.
        static_cast<void>(keyStore->remove(keys->keyStoreEntry()));
    }
    removeNewDatabase(files);
    bool removed = true;
    for (const auto &path : QStringList{files.cardCache(), files.cardCache() + QStringLiteral(".new"), files.writeAheadLog(),
                                        files.database() + QStringLiteral("-journal"), files.database()}) {
        removed = (!QFile::exists(path) || QFile::remove(path)) && removed;
    }
    for (const auto &name : aside) {
        for (const auto &file : nameOfFilesSetAside()) {
            QFile::remove(files.folder.filePath(name + u'/' + file));
        }
        files.folder.rmdir(name);
    }
    if (!removed) {
        return fail(FailureCode::StorageFailed, QStringLiteral("the keys are destroyed, but a file could not be removed"));
    }
    ODNA_TRY(syncFolder(files.folder.path()));
    QFile::remove(files.folder.filePath(QStringLiteral("wallet.lock")));
    return {};
}

Result<void> Wallet::backup(const QString &path, const LongWork &work)
{
    const auto keys = KeyFile::read(m_state->files.keys());
    if (!keys) {
        return std::unexpected(keys.error());
    }
    const QString unfinished = path + QStringLiteral(".new");
    const auto written = [&]() -> Result<void> {
        ODNA_TRY(makePrivateFile(unfinished));
        QFile out(unfinished);
        if (!out.open(QIODevice::WriteOnly | QIODevice::Unbuffered)) {
            return fail(FailureCode::StorageFailed, out.errorString());
        }
        if (auto done = writeBackup(*m_state->database, keys->bytes(m_state->databaseKey), m_state->databaseKey,
                                    m_state->clock.now().toMSecsSinceEpoch(), out, work);
            !done) {
            return out.error() == QFileDevice::ResourceError ? fail(FailureCode::DiskFull) : std::move(done);
        }
        out.close();
        return renameDurably(unfinished, path);
    }();
    if (!written) {
        QFile::remove(unfinished);
    }
    return written;
}

Result<std::unique_ptr<Wallet>> Wallet::restore(QIODevice &backup, const QDir &folder, const Protection &protection, const Clock &clock,
                                                const LongWork &work)
{
    auto reader = BackupReader::open(backup);
    if (!reader) {
        return std::unexpected(reader.error());
    }
    auto keys = reader->keys();
    auto databaseKey = unlock(keys, protection, askKeyStore(keys, protection));
    if (!databaseKey) {
        const auto &failure = databaseKey.error();
        return std::unexpected(failure.code == FailureCode::WalletDamaged ? Failure{FailureCode::BackupDamaged, failure.detail} : failure);
    }
    const WalletFiles files(folder);
    if (files.folder.exists()) { // before a prompt that would be answered for nothing
        if (const auto inUse = FolderLock::acquire(files.folder); !inUse) {
            return std::unexpected(inUse.error());
        }
        if (isWalletThere(files)) {
            return fail(FailureCode::WalletExists);
        }
    }
    bool isNewEntry = false;
    const auto givenUp = [&](const Failure &failure) {
        if (isNewEntry) {
            static_cast<void>(protection.keyStore->remove(keys.keyStoreEntry()));
        }
        return std::unexpected(failure);
    };
    const auto known = protection.keyStore ? protection.keyStore->read(keys.keyStoreEntry()) : fail(FailureCode::KeystoreMissing);
    if (!known || !keys.has(KeyFile::Kind::KeyStore) || !keys.openWithKeyStore(*known)) {
        // Another device: its own key store takes the place of the old one's.
        keys.removeKeyStore();
        if (protection.keyStore) {
            const auto secret = storeInKeyStore(*protection.keyStore, keys.keyStoreEntry());
            if (!secret) {
                return std::unexpected(secret.error());
            }
            isNewEntry = !known; // one that was there belongs to another copy of this wallet, which may still need it
            keys.setKeyStore(*secret, *databaseKey);
        }
    }
    if (!goesOn(protection)) {
        return givenUp({FailureCode::Cancelled, {}});
    }
    auto lock = claimFolder(files, clock);
    if (!lock) {
        return givenUp(lock.error());
    }
    const auto made =
        makeFiles(files, keys, *databaseKey, [&](Database &database) { return reader->restoreInto(database, *databaseKey, work); });
    if (!made) {
        return files.hasDatabase() ? std::unexpected(made.error()) : givenUp(made.error());
    }
    return enter(std::move(*lock), files, clock, std::move(*databaseKey));
}

Result<void> Wallet::check()
{
    return m_state->database->check();
}

Pocket &Wallet::pocket()
{
    return m_state->pocket;
}

const Pocket &Wallet::pocket() const
{
    return m_state->pocket;
}

// ---- keys, card, profile, settings

Result<void> Wallet::State::changeKeys(const std::function<Result<void>(KeyFile &)> &change)
{
    auto keys = KeyFile::read(files.keys());
    if (!keys) {
        return std::unexpected(keys.error());
    }
    if (!keys->isAuthentic(databaseKey)) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("wallet.keys: MAC"));
    }
    ODNA_TRY(change(*keys));
    return keys->write(files.keys(), databaseKey);
}

Result<void> Wallet::setPassphrase(const SecretBytes &passphrase)
{
    if (passphrase.isEmpty()) {
        return fail(FailureCode::PassphraseNeeded);
    }
    return m_state->changeKeys([&](KeyFile &keys) { return keys.setPassphrase(passphrase, m_state->databaseKey); });
}

Result<RecoveryCode> Wallet::renewRecoveryCode()
{
    auto code = RecoveryCode::create();
    ODNA_TRY(m_state->changeKeys([&](KeyFile &keys) {
        keys.setRecoveryCode(code, m_state->databaseKey);
        return Result<void>();
    }));
    return code;
}

const DerivedCard &Wallet::card() const
{
    return m_state->card;
}

const SigningKey &Wallet::identityKey() const
{
    return m_state->identity;
}

SigningKey Wallet::linkKey(const QString &retailerId) const
{
    return m_state->identity.subkey("odna-link/1", retailerId.toUtf8());
}

Result<void> Wallet::adoptCard(const DerivedCard &card)
{
    ODNA_TRY(m_state->database->transaction([&]() -> Result<void> {
        const auto active = m_state->database->number("SELECT count(*) FROM links WHERE ended = 0");
        if (!active) {
            return std::unexpected(active.error());
        }
        if (*active != 0) {
            return fail(FailureCode::CardTaken, QStringLiteral("an active link knows the old number"));
        }
        return m_state->database->run("UPDATE identity SET card_number = ?, card_counter = ?", card.number.text(), qint64(card.counter));
    }));
    m_state->card = card;
    if (!writeCardCache(m_state->files, card.number)) {
        QFile::remove(m_state->files.cardCache()); // better none than the number that is not the shopper's; made again at the next opening
    }
    return {};
}

Result<Profile> Wallet::profile() const
{
    Profile profile;
    ODNA_TRY(m_state->database->rows("SELECT field, value FROM profile", [&profile](const Row &row) {
        if (const auto field = profileFieldNamed(row.text(0))) {
            profile.insert(*field, row.text(1));
        }
    }));
    return profile;
}

Result<void> Wallet::setProfile(const Profile &profile)
{
    return m_state->database->transaction([&]() -> Result<void> {
        ODNA_TRY(m_state->database->run("DELETE FROM profile"));
        for (auto field = profile.cbegin(); field != profile.cend(); ++field) {
            ODNA_TRY(m_state->database->run("INSERT INTO profile (field, value) VALUES (?, ?)", nameOf(field.key()), field.value()));
        }
        return {};
    });
}

Result<QString> Wallet::setting(const QString &name) const
{
    QString value;
    ODNA_TRY(m_state->database->rows("SELECT value FROM settings WHERE name = ?", [&value](const Row &row) { value = row.text(0); }, name));
    return value;
}

Result<void> Wallet::setSetting(const QString &name, const QString &value)
{
    return m_state->database->run("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", name, value);
}

} // namespace odna
