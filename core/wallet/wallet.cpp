// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/wallet.h"

#include "core/wallet/database.h"
#include "core/wallet/durablefile.h"
#include "core/wallet/keyfile.h"
#include "core/wallet/schema.h"
#include "core/wire/strictjson.h"
#include "core/wire/valuejson.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <array>
#include <limits>

namespace odna {

namespace {

using namespace std::chrono_literals;

// ---- files

struct Files
{
    explicit Files(const QDir &place) : folder(place.absolutePath()) {}
    [[nodiscard]] QString keys() const { return folder.filePath(QStringLiteral("wallet.keys")); }
    [[nodiscard]] QString database() const { return folder.filePath(QStringLiteral("wallet.db")); }
    [[nodiscard]] QString writeAheadLog() const { return database() + QStringLiteral("-wal"); }
    [[nodiscard]] QString newDatabase() const { return folder.filePath(QStringLiteral("wallet.db.new")); }
    [[nodiscard]] QString cardCache() const { return folder.filePath(QStringLiteral("card.cache")); }
    [[nodiscard]] bool hasDatabase() const { return QFile::exists(database()) || QFile::exists(writeAheadLog()); }
    /// The key file is there, but nothing that it could be the key to was ever finished.
    [[nodiscard]] bool isUnfinished() const { return QFile::exists(keys()) && !hasDatabase() && !QFile::exists(cardCache()); }
    [[nodiscard]] QStringList asideFolders() const
    {
        return folder.entryList({QStringLiteral("damaged-*"), QStringLiteral("unfinished-*")}, QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    }
    QDir folder;
};

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
void setCopiesAside(const Files &files, const Clock &clock)
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

Result<void> writeCardCache(const Files &files, const CardNumber &number)
{
    return writeDurably(files.cardCache(), jsonBytes({{QStringLiteral("card_number"), number.text()}}));
}

std::optional<CardNumber> cardNumberOf(const QString &text)
{
    auto number = CardNumber::parse(text, text.left(4));
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<CardNumber> readCardCache(const Files &files)
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

/// What the user offers decides, the most explicit first: a wrong passphrase is refused even where the key store would open the wallet.
Result<SecretBytes> unlock(const KeyFile &keys, const Protection &protection)
{
    if (protection.recoveryCode) {
        return keys.openWithRecoveryCode(*protection.recoveryCode);
    }
    if (protection.passphrase && (keys.has(KeyFile::Kind::Passphrase) || !protection.keyStore)) {
        return keys.openWithPassphrase(*protection.passphrase);
    }
    if (keys.has(KeyFile::Kind::KeyStore)) {
        if (protection.keyStore) {
            const auto secret = protection.keyStore->read(keys.keyStoreEntry());
            return secret ? keys.openWithKeyStore(*secret) : std::unexpected(secret.error());
        }
        if (!keys.has(KeyFile::Kind::Passphrase)) {
            return fail(FailureCode::KeystoreMissing);
        }
    }
    return fail(FailureCode::PassphraseNeeded);
}

// ---- rows

Result<QJsonObject> storedJson(const QByteArray &bytes)
{
    auto json = parseJson(bytes, {16 * 1024 * 1024, 32});
    return json ? json : fail(FailureCode::WalletDamaged, QStringLiteral("a stored text"));
}

/// A value that this wallet wrote itself: where it does not read back, the wallet is damaged.
template <class Value>
Result<Value> stored(Result<Value> value)
{
    return value ? std::move(value) : fail(FailureCode::WalletDamaged, QStringLiteral("a stored value: ") + describe(value.error()));
}

template <class Value>
Result<Value> storedValue(const QByteArray &bytes, Result<Value> (*read)(const QJsonObject &))
{
    const auto json = storedJson(bytes);
    return json ? stored(read(*json)) : std::unexpected(json.error());
}

std::optional<OutgoingMessage::Kind> messageKindNamed(const QString &name)
{
    using enum OutgoingMessage::Kind;
    for (const auto kind : {Purchase, ConsentChange, Withdrawal}) {
        if (nameOf(kind) == name) {
            return kind;
        }
    }
    return std::nullopt;
}

constexpr std::string_view outboxColumns =
    "SELECT op_id, kind, retailer_id, method, path, query, body, created_at, attempts, next_attempt, state, failure, failure_detail FROM outbox ";

Result<OutboxItem> outboxItemOf(const Row &row)
{
    const auto kind = messageKindNamed(row.text(1));
    const auto state = row.integer(10);
    if (!kind || state < 0 || state > int(OutboxItem::State::GivenUp)) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("an outbox row"));
    }
    std::optional<Failure> failure;
    if (const auto code = row.isNull(11) ? std::nullopt : failureNamed(row.text(11))) {
        failure = Failure{*code, row.text(12)};
    }
    return OutboxItem{OutgoingMessage::restored(*kind, row.text(0), row.text(2), row.bytes(3), row.bytes(4), row.bytes(5), row.bytes(6)),
                      row.moment(7), static_cast<int>(row.integer(8)), row.moment(9), OutboxItem::State(state), failure};
}

Result<Link> linkOf(const Row &row)
{
    auto descriptor = storedValue(row.bytes(0), &descriptorFromJson);
    if (!descriptor) {
        return std::unexpected(descriptor.error());
    }
    const auto number = cardNumberOf(row.text(2));
    const auto grantsJson = storedJson(row.bytes(4));
    if (!number || !grantsJson) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("a link"));
    }
    auto grants = stored(grantsFromJson(grantsJson->value(QLatin1String("grants")).toArray()));
    if (!grants) {
        return std::unexpected(grants.error());
    }
    return Link{row.text(1), std::move(*descriptor), DerivedCard{*number, static_cast<quint32>(row.integer(3))}, std::move(*grants),
                row.integer(5) != 0 ? Link::State::Ended : Link::State::Active, row.integer(6)};
}

constexpr std::string_view linkColumns = "SELECT descriptor, link_id, card_number, card_counter, CAST(grants AS BLOB), ended, cursor "
                                         "FROM links JOIN retailers USING (retailer_id) ";

QString grantsText(const Grants &grants)
{
    return QString::fromUtf8(jsonBytes({{QStringLiteral("grants"), toJson(grants)}}));
}

Result<HeldReceipt> heldReceiptOf(const Row &row)
{
    auto receipt = storedValue(row.bytes(2), &receiptFromJson);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    HeldReceipt held{row.integer(0), row.text(1), std::move(*receipt), row.moment(3), std::nullopt, !row.isNull(4) && row.integer(5) == 0};
    if (!row.isNull(6)) {
        auto answer = storedValue(row.bytes(6), &purchaseAnswerFromJson);
        if (!answer) {
            return std::unexpected(answer.error());
        }
        held.purchase = std::move(*answer);
    }
    return held;
}

Result<HeldOffer> heldOfferOf(const Row &row)
{
    auto offer = storedValue(row.bytes(1), &offerFromJson);
    return offer ? Result<HeldOffer>(HeldOffer{row.text(0), std::move(*offer), row.moment(2), row.integer(3) != 0})
                 : std::unexpected(offer.error());
}

/// What the retailer knows of a receipt, and what the paper in the shopper's hand says where it says something.
Receipt completed(const Receipt &paper, Receipt receipt)
{
    if (paper.total && paper.totalFrom == Provenance::Scanned) {
        receipt.total = paper.total;
        receipt.totalFrom = paper.totalFrom;
    } else if (!receipt.total) {
        receipt.total = paper.total;
        receipt.totalFrom = paper.totalFrom;
    }
    if (!receipt.issuedAt) {
        receipt.issuedAt = paper.issuedAt;
    }
    if (receipt.sellerTaxId.isEmpty()) {
        receipt.sellerTaxId = paper.sellerTaxId;
    }
    if (receipt.storeId.isEmpty()) {
        receipt.storeId = paper.storeId;
    }
    if (receipt.lines.isEmpty() || (!paper.lines.isEmpty() && paper.linesFrom == Provenance::Scanned)) {
        receipt.lines = paper.lines;
        receipt.linesFrom = paper.linesFrom;
    }
    return receipt;
}

// ---- the outbox's schedule (docs/protocol.md, "Delivery")

constexpr auto delays = std::to_array<std::chrono::seconds>({0s, 5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h});
constexpr std::chrono::seconds lifeOfMessage = 30 * 24h;
constexpr std::chrono::seconds longestRetryAfter = 24h;

/// The wait after that many tries, ±20 % so that the phones of a shop whose gateway was down do not all come back in the same second.
std::chrono::milliseconds delayAfter(int attempts)
{
    const auto index = qMin<std::size_t>(static_cast<std::size_t>(attempts), delays.size() - 1);
    const auto jitter = 0.8 + QRandomGenerator::global()->generateDouble() * 0.4;
    return std::chrono::milliseconds(qRound64(double(std::chrono::milliseconds(delays[index]).count()) * jitter));
}

} // namespace

struct Wallet::State
{
    FolderLock lock; // released last
    Files files;
    const Clock &clock;
    SecretBytes databaseKey;
    SigningKey identity;
    DerivedCard card;
    std::unique_ptr<Database> database;

    Result<void> remember(const Descriptor &descriptor);
    Result<void> putIntoOutbox(const OutgoingMessage &message);
    Result<void> log(const QString &opId, const Disclosure &disclosure);
    Result<void> answer(const QString &retailerId, const PurchaseAnswer &answer);
    Result<void> changeKeys(const std::function<Result<void>(KeyFile &)> &change);
    Result<QList<OutboxItem>> outboxItems(std::string_view sql, const auto &...values);
    // What an event does beyond being kept. Only storage can fail.
    Result<void> apply(const Link &link, const SignedEvent &event);
    Result<void> applyReceipt(const Link &link, const Receipt &receipt);
    Result<void> applyPurchase(const Link &link, const PurchaseAnswer &answer);
    Result<void> applyOffer(const Link &link, const Offer &offer);
};

// ---- making, opening, wiping

namespace {

struct Opened
{
    std::unique_ptr<Database> database;
    SigningKey identity;
    DerivedCard card;
};

Result<Opened> openDatabase(const Files &files, const SecretBytes &databaseKey)
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

/// The finished database appears under its name at once or not at all.
Result<void> makeDatabase(const Files &files, const SecretBytes &databaseKey, const SigningKey &identity, const DerivedCard &card)
{
    ODNA_TRY(makePrivateFile(files.newDatabase()));
    {
        auto database = Database::open(files.newDatabase(), databaseKey, Database::Mode::Create);
        if (!database) {
            return std::unexpected(database.error());
        }
        ODNA_TRY(migrate(**database));
        ODNA_TRY((*database)->run("INSERT INTO identity (id, seed, card_number, card_counter) VALUES (1, ?, ?, ?)", identity.seed().view(),
                                  card.number.text(), qint64(card.counter)));
        ODNA_TRY((*database)->check());
    }
    if (QFile::exists(files.newDatabase() + QStringLiteral("-wal"))) {
        return fail(FailureCode::StorageFailed, QStringLiteral("wallet.db.new could not be finished"));
    }
    return renameDurably(files.newDatabase(), files.database());
}

void removeNewDatabase(const Files &files)
{
    for (const auto *const ending : {"", "-wal", "-journal", "-shm"}) {
        QFile::remove(files.newDatabase() + QLatin1String(ending));
    }
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
    const Files files(folder);
    if (!files.folder.exists()) {
        if (!QDir().mkpath(files.folder.path())) {
            return fail(FailureCode::StorageFailed, QStringLiteral("the folder cannot be made"));
        }
        QFile::setPermissions(files.folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    auto lock = FolderLock::acquire(files.folder);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    if (files.hasDatabase() || QFile::exists(files.cardCache())) {
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

    // All that takes time or may be refused comes before the first write.
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
    auto made = keys.write(files.keys(), databaseKey);
    if (made) {
        made = makeDatabase(files, databaseKey, identity, *card);
    }
    if (!made && !files.hasDatabase()) {
        // Nothing usable came of it, and this key never opened anything.
        removeNewDatabase(files);
        QFile::remove(files.keys());
        if (protection.keyStore) {
            static_cast<void>(protection.keyStore->remove(keys.keyStoreEntry()));
        }
    }
    if (!made) {
        return std::unexpected(made.error());
    }
    ODNA_TRY(writeCardCache(files, card->number));
    auto opened = openDatabase(files, databaseKey);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    std::unique_ptr<Wallet> wallet(new Wallet);
    wallet->m_state.reset(new State{std::move(*lock), files, clock, std::move(databaseKey), std::move(opened->identity),
                                    std::move(opened->card), std::move(opened->database)});
    wallet->m_state->database->whenDamaged([files, &clock] { setCopiesAside(files, clock); });
    return Created{std::move(wallet), std::move(recoveryCode)};
}

Result<std::unique_ptr<Wallet>> Wallet::open(const QDir &folder, const Protection &protection, const Clock &clock)
{
    const Files files(folder);
    const bool hasKeys = QFile::exists(files.keys());
    if (!files.folder.exists() || files.isUnfinished() || (!hasKeys && !files.hasDatabase())) {
        return fail(FailureCode::WalletMissing);
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
    auto databaseKey = unlock(*keys, protection);
    if (!databaseKey) {
        return refused(databaseKey.error());
    }
    auto opened = openDatabase(files, *databaseKey);
    if (!opened) {
        return refused(opened.error());
    }
    if (readCardCache(files) != opened->card.number) {
        // Lost or changed by hand. A wallet on a full disk opens all the same; a wrong number is never left to be shown.
        if (!writeCardCache(files, opened->card.number)) {
            QFile::remove(files.cardCache());
        }
    }
    std::unique_ptr<Wallet> wallet(new Wallet);
    wallet->m_state.reset(new State{std::move(*lock), files, clock, std::move(*databaseKey), std::move(opened->identity),
                                    std::move(opened->card), std::move(opened->database)});
    wallet->m_state->database->whenDamaged([files, &clock] { setCopiesAside(files, clock); });
    return wallet;
}

Result<CardNumber> Wallet::publicCard(const QDir &folder)
{
    const Files files(folder);
    if (const auto number = readCardCache(files)) {
        return *number;
    }
    return fail(files.hasDatabase() ? FailureCode::WalletLocked : FailureCode::WalletMissing);
}

Result<Wallet::Slots> Wallet::slotsOf(const QDir &folder)
{
    const Files files(folder);
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
    const Files files(folder);
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

Result<void> Wallet::check()
{
    return m_state->database->check();
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

// ---- retailers

Result<std::optional<PinnedRetailer>> Wallet::pinned(const QString &retailerId) const
{
    std::optional<PinnedRetailer> pinned;
    ODNA_TRY(m_state->database->rows("SELECT root_key, sequence FROM retailers WHERE retailer_id = ?", [&](const Row &row) -> Result<void> {
        const auto key = PublicKey::fromText(row.text(0));
        if (!key) {
            return fail(FailureCode::WalletDamaged, QStringLiteral("a pinned key"));
        }
        pinned = PinnedRetailer{retailerId, *key, row.integer(1)};
        return {};
    }, retailerId));
    return pinned;
}

Result<QList<Descriptor>> Wallet::descriptors() const
{
    QList<Descriptor> list;
    ODNA_TRY(m_state->database->rows("SELECT descriptor FROM retailers ORDER BY retailer_id", [&](const Row &row) -> Result<void> {
        auto descriptor = storedValue(row.bytes(0), &descriptorFromJson);
        if (!descriptor) {
            return std::unexpected(descriptor.error());
        }
        list.append(std::move(*descriptor));
        return {};
    }));
    return list;
}

Result<QList<Link>> Wallet::links() const
{
    static const auto sql = std::string(linkColumns) + "ORDER BY retailer_id";
    QList<Link> links;
    ODNA_TRY(m_state->database->rows(sql, [&links](const Row &row) -> Result<void> {
        auto link = linkOf(row);
        if (!link) {
            return std::unexpected(link.error());
        }
        links.append(std::move(*link));
        return {};
    }));
    return links;
}

Result<Link> Wallet::link(const QString &retailerId) const
{
    static const auto sql = std::string(linkColumns) + "WHERE retailer_id = ?";
    auto found = Result<Link>(fail(FailureCode::RetailerUnknown));
    ODNA_TRY(m_state->database->rows(sql, [&found](const Row &row) { found = linkOf(row); }, retailerId));
    return found;
}

Result<void> Wallet::State::remember(const Descriptor &descriptor)
{
    std::optional<Failure> refusal;
    ODNA_TRY(database->rows("SELECT root_key, sequence FROM retailers WHERE retailer_id = ?", [&](const Row &row) {
        if (row.text(0) != descriptor.rootKey.text()) {
            refusal = Failure{FailureCode::DescriptorSignatureBad, QStringLiteral("not the pinned root key")};
        } else if (row.integer(1) > descriptor.sequence) {
            refusal = Failure{FailureCode::DescriptorOlder, {}};
        }
    }, descriptor.retailerId));
    if (refusal) {
        return std::unexpected(*refusal);
    }
    return database->run("INSERT INTO retailers (retailer_id, root_key, sequence, descriptor) VALUES (?, ?, ?, ?) "
                         "ON CONFLICT (retailer_id) DO UPDATE SET sequence = excluded.sequence, descriptor = excluded.descriptor",
                         descriptor.retailerId, descriptor.rootKey.text(), descriptor.sequence, jsonBytes(toJson(descriptor)));
}

Result<void> Wallet::addLink(const Link &link, const ConsentReceipt &consent, const SignedText &signedConsent,
                             const QByteArray &countersignature, const Disclosure &disclosure)
{
    if (consent.retailerId != link.retailerId() || disclosure.retailerId != link.retailerId()) {
        return fail(FailureCode::Malformed, QStringLiteral("link, consent and disclosure are of different retailers"));
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        ODNA_TRY(m_state->remember(link.descriptor));
        // Joining again may give the same link: its events have been stored up to the cursor.
        ODNA_TRY(database.run("INSERT INTO links (retailer_id, link_id, card_number, card_counter, grants, ended, cursor) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (retailer_id) DO UPDATE SET "
                              "cursor = CASE WHEN link_id = excluded.link_id THEN max(cursor, excluded.cursor) ELSE excluded.cursor END, "
                              "link_id = excluded.link_id, card_number = excluded.card_number, card_counter = excluded.card_counter, "
                              "grants = excluded.grants, ended = excluded.ended",
                              link.retailerId(), link.linkId, link.card.number.text(), qint64(link.card.counter), grantsText(link.grants),
                              link.state == Link::State::Ended, link.cursor));
        ODNA_TRY(database.run("INSERT INTO consents (retailer_id, op_id, text, signature, countersignature) VALUES (?, ?, ?, ?, ?)",
                              link.retailerId(), disclosure.opId, signedConsent.text, signedConsent.signature, countersignature));
        return m_state->log(disclosure.opId, disclosure);
    });
}

Result<void> Wallet::updateDescriptor(const Descriptor &descriptor)
{
    return m_state->database->transaction([&] { return m_state->remember(descriptor); });
}

Result<void> Wallet::changeConsent(const QString &retailerId, const ConsentReceipt &consent, const OutgoingMessage &message)
{
    if (message.kind() == OutgoingMessage::Kind::Purchase || message.retailerId() != retailerId || consent.retailerId != retailerId) {
        return fail(FailureCode::Malformed, QStringLiteral("consent and message are of different retailers"));
    }
    const bool withdrawal = message.kind() == OutgoingMessage::Kind::Withdrawal;
    SignedText text{jsonBytes(toJson(consent)), {}};
    if (!withdrawal) {
        const auto json = parseJson(message.body());
        const auto change = json ? consentChangeFromJson(*json) : Result<ConsentChange>(std::unexpected(json.error()));
        if (!change) {
            return std::unexpected(change.error());
        }
        text = change->consent; // as signed
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        const auto ended = database.number("SELECT ended FROM links WHERE retailer_id = ?", retailerId);
        if (!ended) {
            return std::unexpected(ended.error());
        }
        if (!*ended) {
            return fail(FailureCode::RetailerUnknown);
        }
        if (**ended != 0) {
            return fail(FailureCode::LinkDeleted);
        }
        ODNA_TRY(database.run("UPDATE links SET grants = ?, ended = ? WHERE retailer_id = ?", grantsText(consent.grants), withdrawal, retailerId));
        ODNA_TRY(database.run("INSERT INTO consents (retailer_id, op_id, text, signature, countersignature) VALUES (?, ?, ?, ?, x'')",
                              retailerId, message.opId(), text.text, text.signature));
        if (withdrawal) {
            ODNA_TRY(database.run("UPDATE receipts SET retailer_id = '' WHERE delivered = 0 AND id IN "
                                  "(SELECT receipt_id FROM purchases JOIN outbox USING (op_id) WHERE outbox.retailer_id = ?)", retailerId));
            ODNA_TRY(database.run("DELETE FROM purchases WHERE op_id IN (SELECT op_id FROM outbox WHERE retailer_id = ?)", retailerId));
            ODNA_TRY(database.run("DELETE FROM outbox WHERE retailer_id = ?", retailerId));
            ODNA_TRY(database.run("DELETE FROM offers WHERE retailer_id = ?", retailerId));
        }
        return m_state->putIntoOutbox(message);
    });
}

Result<ConsentReceipt> Wallet::latestConsent(const QString &retailerId) const
{
    auto consent = Result<ConsentReceipt>(fail(FailureCode::RetailerUnknown));
    ODNA_TRY(m_state->database->rows("SELECT text FROM consents WHERE retailer_id = ? ORDER BY id DESC LIMIT 1", [&](const Row &row) {
        consent = storedValue(row.bytes(0), &consentReceiptFromJson);
    }, retailerId));
    return consent;
}

// ---- receipts and purchases

Result<QList<HeldReceipt>> Wallet::receipts(int limit, qint64 before) const
{
    QList<HeldReceipt> list;
    ODNA_TRY(m_state->database->rows(
        "SELECT r.id, r.retailer_id, r.body, r.stored_at, p.op_id, p.refused, p.answer FROM receipts r "
        "LEFT JOIN purchases p ON p.receipt_id = r.id WHERE r.id < ? ORDER BY r.id DESC LIMIT ?",
        [&list](const Row &row) -> Result<void> {
            auto held = heldReceiptOf(row);
            if (!held) {
                return std::unexpected(held.error());
            }
            list.append(std::move(*held));
            return {};
        },
        before > 0 ? before : std::numeric_limits<qint64>::max(), qMax(0, limit)));
    return list;
}

Result<HeldReceipt> Wallet::receipt(qint64 id) const
{
    auto found = Result<HeldReceipt>(fail(FailureCode::ReceiptUnknown));
    ODNA_TRY(m_state->database->rows("SELECT r.id, r.retailer_id, r.body, r.stored_at, p.op_id, p.refused, p.answer FROM receipts r "
                                     "LEFT JOIN purchases p ON p.receipt_id = r.id WHERE r.id = ?",
                                     [&found](const Row &row) { found = heldReceiptOf(row); }, id));
    return found;
}

Result<qint64> Wallet::addReceipt(const Receipt &receipt)
{
    const auto json = toJson(receipt);
    if (const auto readable = receiptFromJson(json); !readable) { // what cannot be read back must not be stored
        return fail(FailureCode::ReceiptMalformed, readable.error().detail);
    }
    ODNA_TRY(m_state->database->run("INSERT INTO receipts (scheme, fiscal_id, kind, retailer_id, delivered, stored_at, body) "
                                    "VALUES (?, ?, ?, '', 0, ?, ?) ON CONFLICT DO NOTHING",
                                    receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind), m_state->clock.now(),
                                    jsonBytes(json)));
    if (m_state->database->changed() == 0) {
        return fail(FailureCode::ReceiptRepeated);
    }
    return m_state->database->lastId();
}

Result<void> Wallet::confirmPurchase(qint64 receiptId, const OutgoingMessage &message)
{
    if (message.kind() != OutgoingMessage::Kind::Purchase) {
        return fail(FailureCode::Malformed, QStringLiteral("not a purchase"));
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        const auto ended = database.number("SELECT ended FROM links WHERE retailer_id = ?", message.retailerId());
        if (!ended) {
            return std::unexpected(ended.error());
        }
        if (!*ended || **ended != 0) {
            return fail(*ended ? FailureCode::LinkDeleted : FailureCode::RetailerUnknown);
        }
        std::optional<Failure> refusal = Failure{FailureCode::ReceiptUnknown, {}};
        ODNA_TRY(database.rows("SELECT r.retailer_id, p.refused FROM receipts r LEFT JOIN purchases p ON p.receipt_id = r.id WHERE r.id = ?",
                               [&](const Row &row) {
            const auto owner = row.text(0);
            refusal.reset();
            if (!row.isNull(1) && row.integer(1) == 0) {
                refusal = Failure{FailureCode::ReceiptRepeated, {}};
            } else if (!owner.isEmpty() && owner != message.retailerId()) {
                refusal = Failure{FailureCode::ReceiptOtherSeller, {}};
            }
        }, receiptId));
        if (refusal) {
            return std::unexpected(*refusal);
        }
        ODNA_TRY(database.run("DELETE FROM purchases WHERE receipt_id = ? AND refused = 1", receiptId));
        ODNA_TRY(database.run("INSERT INTO purchases (op_id, receipt_id, retailer_id) VALUES (?, ?, ?)", message.opId(), receiptId,
                              message.retailerId()));
        ODNA_TRY(database.run("UPDATE receipts SET retailer_id = ? WHERE id = ?", message.retailerId(), receiptId));
        return m_state->putIntoOutbox(message);
    });
}

Result<void> Wallet::State::putIntoOutbox(const OutgoingMessage &message)
{
    const auto now = clock.now();
    return database->run("INSERT INTO outbox (op_id, kind, retailer_id, method, path, query, body, created_at, next_attempt) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                         message.opId(), nameOf(message.kind()), message.retailerId(), message.method(), message.path(), message.query(),
                         message.body(), now, now);
}

Result<void> Wallet::State::answer(const QString &retailerId, const PurchaseAnswer &answer)
{
    // The answer to a request and an event may overtake each other: the later word of the retailer stays.
    return database->run("UPDATE purchases SET answer = ?, answered_at = ?, refused = 0 "
                         "WHERE op_id = ? AND retailer_id = ? AND (answered_at IS NULL OR answered_at <= ? OR refused = 1)",
                         jsonBytes(toJson(answer)), answer.at, answer.opId, retailerId, answer.at);
}

Result<void> Wallet::State::log(const QString &opId, const Disclosure &disclosure)
{
    // One row per message. A try without an answer never hides an answer.
    return database->run("INSERT INTO disclosures (at, retailer_id, op_id, what, body, status, answer) VALUES (?, ?, ?, ?, ?, ?, ?) "
                         "ON CONFLICT (op_id) DO UPDATE SET at = excluded.at, body = excluded.body, status = excluded.status, "
                         "answer = excluded.answer WHERE retailer_id = excluded.retailer_id AND (status = 0 OR excluded.status <> 0)",
                         disclosure.at, disclosure.retailerId, opId, disclosure.what, disclosure.body, disclosure.status, disclosure.answer);
}

// ---- outbox

Result<QList<OutboxItem>> Wallet::State::outboxItems(std::string_view sql, const auto &...values)
{
    QList<OutboxItem> items;
    ODNA_TRY(database->rows(sql, [&items](const Row &row) -> Result<void> {
        auto item = outboxItemOf(row);
        if (!item) {
            return std::unexpected(item.error());
        }
        items.append(std::move(*item));
        return {};
    }, values...));
    return items;
}

Result<QList<OutboxItem>> Wallet::outbox() const
{
    static const auto sql = std::string(outboxColumns) + "ORDER BY id";
    return m_state->outboxItems(sql);
}

Result<QList<OutboxItem>> Wallet::outboxDue() const
{
    static const auto sql = std::string(outboxColumns) + "WHERE state = 0 AND next_attempt <= ? ORDER BY id";
    return m_state->outboxItems(sql, m_state->clock.now());
}

Result<std::optional<QDateTime>> Wallet::nextDue() const
{
    const auto next = m_state->database->number("SELECT next_attempt FROM outbox WHERE state = 0 ORDER BY next_attempt LIMIT 1");
    if (!next) {
        return std::unexpected(next.error());
    }
    return *next ? std::optional(QDateTime::fromMSecsSinceEpoch(**next, Qt::UTC)) : std::nullopt;
}

Result<void> Wallet::retryNow()
{
    return m_state->database->run("UPDATE outbox SET state = 0, next_attempt = max(?, not_before) WHERE state IN (0, 2)",
                                  m_state->clock.now());
}

Result<void> Wallet::retry(const QString &opId)
{
    return m_state->database->run("UPDATE outbox SET state = 0, next_attempt = max(?, not_before) WHERE op_id = ?", m_state->clock.now(), opId);
}

Result<void> Wallet::recordAttempt(const QString &opId, const Failure &failure, std::optional<QDateTime> retryAfter)
{
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        static const auto sql = std::string(outboxColumns) + "WHERE op_id = ?";
        const auto items = m_state->outboxItems(sql, opId);
        if (!items) {
            return std::unexpected(items.error());
        }
        if (items->isEmpty()) {
            return {};
        }
        const auto &item = items->constFirst();
        const auto now = m_state->clock.now();
        const auto seconds = [](std::chrono::seconds duration) { return static_cast<qint64>(duration.count()); };
        const auto notBefore = retryAfter ? qMin(*retryAfter, now.addSecs(seconds(longestRetryAfter))) : now;
        const int attempts = item.attempts + 1;
        const auto next = qMax(now.addMSecs(delayAfter(attempts).count()), notBefore);
        const auto state = next > item.createdAt.addSecs(seconds(lifeOfMessage)) ? OutboxItem::State::GivenUp : OutboxItem::State::Waiting;
        ODNA_TRY(database.run("UPDATE outbox SET attempts = ?, next_attempt = ?, not_before = ?, state = ?, failure = ?, failure_detail = ? "
                              "WHERE op_id = ?",
                              attempts, next, notBefore, int(state), QString(nameOf(failure.code)), failure.detail, opId));
        if (failure.code == FailureCode::NetworkUnreachable) {
            return {}; // nothing left the phone
        }
        return m_state->log(opId, {now, item.message.retailerId(), opId, nameOf(item.message.kind()), item.message.body(), 0, {}});
    });
}

Result<void> Wallet::acknowledge(const QString &opId, const std::optional<PurchaseAnswer> &answer, const Disclosure &disclosure)
{
    if (answer && answer->opId != opId) {
        return fail(FailureCode::AcknowledgementMismatch);
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        QString kind;
        QString retailerId = disclosure.retailerId;
        ODNA_TRY(database.rows("SELECT kind, retailer_id FROM outbox WHERE op_id = ?", [&](const Row &row) {
            kind = row.text(0);
            retailerId = row.text(1);
        }, opId));
        if (retailerId != disclosure.retailerId) {
            return fail(FailureCode::AcknowledgementMismatch, QStringLiteral("another retailer answered"));
        }
        ODNA_TRY(database.run("DELETE FROM outbox WHERE op_id = ?", opId));
        if (answer) {
            ODNA_TRY(m_state->answer(retailerId, *answer));
        }
        if (kind == nameOf(OutgoingMessage::Kind::ConsentChange)) {
            const auto json = parseJson(disclosure.answer);
            if (const auto signedByGateway = json ? joinAnswerFromJson(*json) : Result<JoinAnswer>(std::unexpected(json.error()))) {
                ODNA_TRY(database.run("UPDATE consents SET countersignature = ? WHERE op_id = ? AND retailer_id = ?",
                                      signedByGateway->consentCountersignature, opId, retailerId));
            }
        }
        return m_state->log(opId, disclosure);
    });
}

Result<void> Wallet::refuse(const QString &opId, const Failure &failure, bool final, const Disclosure &disclosure)
{
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        const auto waiting = database.number("SELECT count(*) FROM outbox WHERE op_id = ? AND retailer_id = ?", opId, disclosure.retailerId);
        if (!waiting) {
            return std::unexpected(waiting.error());
        }
        if (*waiting == 0) {
            return m_state->log(opId, disclosure);
        }
        if (!final) {
            ODNA_TRY(database.run("UPDATE outbox SET state = 1, attempts = attempts + 1, failure = ?, failure_detail = ? WHERE op_id = ?",
                                  QString(nameOf(failure.code)), failure.detail, opId));
            return m_state->log(opId, disclosure);
        }
        ODNA_TRY(database.run("DELETE FROM outbox WHERE op_id = ?", opId));
        std::optional<Receipt> receipt;
        ODNA_TRY(database.rows("SELECT body FROM receipts JOIN purchases ON receipt_id = receipts.id WHERE op_id = ?",
                               [&receipt](const Row &row) -> Result<void> {
            auto value = storedValue(row.bytes(0), &receiptFromJson);
            if (!value) {
                return std::unexpected(value.error());
            }
            receipt = std::move(*value);
            return {};
        }, opId));
        if (receipt) {
            const auto now = m_state->clock.now();
            const PurchaseAnswer rejected{opId, receipt->fiscal, receipt->kind, PurchaseStatus::Rejected, std::nullopt, nameOf(failure.code), now};
            ODNA_TRY(database.run("UPDATE purchases SET refused = 1, answer = ?, answered_at = ? WHERE op_id = ?",
                                  jsonBytes(toJson(rejected)), now, opId));
            // Paper that this retailer did not want is nobody's again.
            ODNA_TRY(database.run("UPDATE receipts SET retailer_id = '' WHERE delivered = 0 AND id = "
                                  "(SELECT receipt_id FROM purchases WHERE op_id = ?)", opId));
        }
        return m_state->log(opId, disclosure);
    });
}

// ---- inbox

Result<qint64> Wallet::storeEvents(const QString &retailerId, const QList<SignedEvent> &events)
{
    const auto known = link(retailerId);
    if (!known) {
        return std::unexpected(known.error());
    }
    if (known->state == Link::State::Ended) {
        return fail(FailureCode::LinkDeleted);
    }
    qint64 cursor = known->cursor;
    auto &database = *m_state->database;
    ODNA_TRY(database.transaction([&]() -> Result<void> {
        const auto now = m_state->clock.now();
        for (const auto &event : events) {
            if (event.cursor <= cursor) {
                continue;
            }
            if (event.cursor != cursor + 1) {
                return fail(FailureCode::Malformed, QStringLiteral("events between %1 and %2 are missing").arg(cursor).arg(event.cursor));
            }
            ODNA_TRY(database.run("INSERT INTO events (retailer_id, link_id, cursor, received_at, text, signature) VALUES (?, ?, ?, ?, ?, ?)",
                                  retailerId, known->linkId, event.cursor, now, event.event.text, event.event.signature));
            ODNA_TRY(m_state->apply(*known, event));
            cursor = event.cursor;
        }
        return database.run("UPDATE links SET cursor = ? WHERE retailer_id = ?", cursor, retailerId);
    }));
    return cursor;
}

Result<void> Wallet::State::apply(const Link &link, const SignedEvent &event)
{
    const auto body = eventBodyFrom(event.event.text);
    if (!body) {
        return {};
    }
    if (body->type == QLatin1String("receipt")) {
        const auto receipt = receiptFromJson(body->data);
        return receipt ? applyReceipt(link, *receipt) : Result<void>();
    }
    if (body->type == QLatin1String("purchase")) {
        const auto answer = purchaseAnswerFromJson(body->data);
        return answer ? applyPurchase(link, *answer) : Result<void>();
    }
    if (body->type == QLatin1String("offer")) {
        const auto offer = offerFromJson(body->data);
        return offer ? applyOffer(link, *offer) : Result<void>();
    }
    if (body->type == QLatin1String("offer.withdrawn")) {
        return database->run("DELETE FROM offers WHERE retailer_id = ? AND offer_id = ?", link.retailerId(),
                             body->data.value(QLatin1String("id")).toString());
    }
    return {};
}

Result<void> Wallet::State::applyReceipt(const Link &link, const Receipt &receipt)
{
    const auto isForeign = [&link](const Receipt &any) {
        return !any.sellerTaxId.isEmpty() && !link.descriptor.taxIds.contains(any.sellerTaxId);
    };
    if (receipt.fiscal.scheme.isEmpty() || receipt.fiscal.id.isEmpty() || isForeign(receipt)) {
        return {};
    }
    std::optional<qint64> heldId;
    QString owner;
    Receipt held;
    ODNA_TRY(database->rows("SELECT id, retailer_id, body FROM receipts WHERE scheme = ? AND fiscal_id = ? AND kind = ?",
                            [&](const Row &row) -> Result<void> {
        auto value = storedValue(row.bytes(2), &receiptFromJson);
        if (!value) {
            return std::unexpected(value.error());
        }
        heldId = row.integer(0);
        owner = row.text(1);
        held = std::move(*value);
        return {};
    }, receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind)));
    if (!heldId) {
        return database->run("INSERT INTO receipts (scheme, fiscal_id, kind, retailer_id, delivered, stored_at, body) VALUES (?, ?, ?, ?, 1, ?, ?)",
                             receipt.fiscal.scheme, receipt.fiscal.id, nameOf(receipt.kind), link.retailerId(), clock.now(),
                             jsonBytes(toJson(receipt)));
    }
    if ((!owner.isEmpty() && owner != link.retailerId()) || isForeign(held)) {
        return {};
    }
    return database->run("UPDATE receipts SET retailer_id = ?, delivered = 1, body = ? WHERE id = ?", link.retailerId(),
                         jsonBytes(toJson(completed(held, receipt))), *heldId);
}

Result<void> Wallet::State::applyPurchase(const Link &link, const PurchaseAnswer &purchase)
{
    const auto known = database->number("SELECT count(*) FROM purchases JOIN receipts ON receipts.id = receipt_id "
                                        "WHERE op_id = ? AND purchases.retailer_id = ? AND scheme = ? AND fiscal_id = ? AND kind = ?",
                                        purchase.opId, link.retailerId(), purchase.fiscal.scheme, purchase.fiscal.id, nameOf(purchase.kind));
    if (!known) {
        return std::unexpected(known.error());
    }
    return *known == 0 ? Result<void>() : answer(link.retailerId(), purchase);
}

Result<void> Wallet::State::applyOffer(const Link &link, const Offer &offer)
{
    if (offer.messageClass == MessageClass::Advertising && !link.grants.allows(Purpose::PersonalOffers)) {
        return {};
    }
    return database->run("INSERT INTO offers (retailer_id, offer_id, place, audience, valid_from, valid_until, received_at, body) "
                         "VALUES (?, ?, (SELECT coalesce(max(place), 0) + 1 FROM offers), ?, ?, ?, ?, ?) "
                         "ON CONFLICT (retailer_id, offer_id) DO UPDATE SET place = excluded.place, audience = excluded.audience, "
                         "valid_from = excluded.valid_from, valid_until = excluded.valid_until, received_at = excluded.received_at, "
                         "seen = seen AND body = excluded.body, body = excluded.body",
                         link.retailerId(), offer.id, nameOf(offer.audience), offer.validFrom.value_or(QDateTime::fromMSecsSinceEpoch(0)),
                         offer.validUntil, clock.now(), jsonBytes(toJson(offer)));
}

Result<QList<HeldOffer>> Wallet::offers(Audience audience, int limit, int offset) const
{
    const auto now = m_state->clock.now();
    QList<HeldOffer> offers;
    ODNA_TRY(m_state->database->rows("SELECT retailer_id, body, received_at, seen FROM offers "
                                     "WHERE audience = ? AND valid_until > ? AND valid_from <= ? ORDER BY place DESC LIMIT ? OFFSET ?",
                                     [&offers](const Row &row) -> Result<void> {
        auto offer = heldOfferOf(row);
        if (!offer) {
            return std::unexpected(offer.error());
        }
        offers.append(std::move(*offer));
        return {};
    }, nameOf(audience), now, now, qMax(0, limit), qMax(0, offset)));
    return offers;
}

Result<void> Wallet::markSeen(const QString &retailerId, const QString &offerId)
{
    return m_state->database->run("UPDATE offers SET seen = 1 WHERE retailer_id = ? AND offer_id = ?", retailerId, offerId);
}

Result<QList<Disclosure>> Wallet::disclosures(int limit, int offset) const
{
    QList<Disclosure> list;
    ODNA_TRY(m_state->database->rows("SELECT at, retailer_id, op_id, what, body, status, answer FROM disclosures "
                                     "ORDER BY id DESC LIMIT ? OFFSET ?",
                                     [&list](const Row &row) {
        list.append({row.moment(0), row.text(1), row.text(2), row.text(3), row.bytes(4), static_cast<int>(row.integer(5)), row.bytes(6)});
    }, qMax(0, limit), qMax(0, offset)));
    return list;
}

} // namespace odna
