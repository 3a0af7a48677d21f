// SPDX-License-Identifier: Apache-2.0
// A backup gives the whole wallet back, or nothing at all.

#include "core/wallet/durablefile.h"
#include "tests/core/wallet/walletworld.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QtEndian>

using namespace odna;

class TestBackup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void comesBackWhole();
    void opensWithTheRecoveryCode();
    void takesThisDevicesKeyStore();
    void asksTheKeyStoreBeforeTheLock();
    void wrongPassphrase();
    void overAWallet();
    void cutShortAnywhere();
    void changedAnywhere();
    void partsExchanged();
    void foreignFiles();
    void newerVersion();
    void cancelled();
    void replacedAtOnceOrNotAtAll();

private:
    [[nodiscard]] static Protection byPassphrase(const char *passphrase = "correct horse")
    {
        return {nullptr, SecretBytes(QByteArrayView(passphrase)), {}};
    }
    /// Cheap to open: no Argon2id.
    [[nodiscard]] Protection byRecoveryCode() const { return {nullptr, {}, *RecoveryCode::parse(m_recoveryCode)}; }
    [[nodiscard]] Result<std::unique_ptr<Wallet>> restored(QByteArray bytes, const Protection &protection, const LongWork &work = {})
    {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        return Wallet::restore(buffer, m_folder->filePath(QStringLiteral("restored")), protection, m_clock, work);
    }
    [[nodiscard]] bool nothingWasMade() const
    {
        const QDir folder(m_folder->filePath(QStringLiteral("restored")));
        return !folder.exists() || folder.entryList(QDir::Files) == QStringList{QStringLiteral("wallet.lock")}
               || folder.entryList(QDir::Files).isEmpty();
    }
    [[nodiscard]] QByteArray backedUp();

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Wallet> m_wallet;
    QString m_recoveryCode;
    QString m_cardId;
};

void TestBackup::init()
{
    m_wallet.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto created = Wallet::create(m_folder->filePath(QStringLiteral("wallet")), byPassphrase(), m_clock);
    ODNA_DONE(created);
    m_wallet = std::move(created->wallet);
    m_recoveryCode = created->recoveryCode.text();
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*m_wallet, m_clock));
    const auto receipt = m_wallet->addReceipt(paperReceipt(1));
    ODNA_DONE(receipt);
    ODNA_DONE(confirm(*m_wallet, *receipt, grocer.id(), m_clock));
    ODNA_DONE(m_wallet->storeEvents(grocer.id(), {grocer.event(1, QStringLiteral("offer"), toJson(someOffer(QStringLiteral("o1"))))}));
    ODNA_DONE(m_wallet->setSetting(QStringLiteral("colour"), QStringLiteral("blue")));
    ODNA_DONE(m_wallet->setProfile({{ProfileField::FirstName, QStringLiteral("Анна")}}));
    ClassicCard card;
    card.name = QStringLiteral("Корона");
    card.origin.format = QStringLiteral("typed");
    card.code = plainContent(Symbology::Ean13, QStringLiteral("4810268012345"));
    card.groups = {QStringLiteral("food")};
    CardPictures pictures;
    pictures.front = QByteArray(300'000, 'f'); // several parts
    pictures.code = QByteArray::fromHex("00ff00");
    const auto id = m_wallet->pocket().add(card, pictures);
    ODNA_DONE(id);
    m_cardId = *id;
}

QByteArray TestBackup::backedUp()
{
    const auto path = m_folder->filePath(QStringLiteral("wallet.odna"));
    if (const auto done = m_wallet->backup(path); !done) {
        qWarning("%s", qPrintable(describe(done.error())));
    }
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestBackup::comesBackWhole()
{
    const auto wallet = restored(backedUp(), byPassphrase());
    ODNA_DONE(wallet);
    ODNA_DONE((*wallet)->check());
    QCOMPARE((*wallet)->card().number, m_wallet->card().number);
    QCOMPARE((*wallet)->identityKey().publicKey(), m_wallet->identityKey().publicKey());
    QCOMPARE((*wallet)->setting(QStringLiteral("colour")).value(), QStringLiteral("blue"));
    QVERIFY((*wallet)->profile().value() == m_wallet->profile().value());
    QCOMPARE((*wallet)->links()->size(), 1);
    QCOMPARE((*wallet)->links()->constFirst().cursor, 1);
    QCOMPARE((*wallet)->receipts(10)->size(), 1);
    QVERIFY((*wallet)->receipts(10)->constFirst().receipt == m_wallet->receipts(10)->constFirst().receipt);
    QVERIFY((*wallet)->receipts(10)->constFirst().confirmed);
    QCOMPARE((*wallet)->outbox()->constFirst().message.opId(), m_wallet->outbox()->constFirst().message.opId());
    QCOMPARE((*wallet)->offers(Audience::Personal, 10)->constFirst().offer, m_wallet->offers(Audience::Personal, 10)->constFirst().offer);
    QVERIFY((*wallet)->pocket().card(m_cardId).value() == m_wallet->pocket().card(m_cardId).value());
    QVERIFY((*wallet)->pocket().pictures(m_cardId).value() == m_wallet->pocket().pictures(m_cardId).value());
    QCOMPARE((*wallet)->pocket().groups().value(), QStringList{QStringLiteral("food")});
    // And it goes on living: a new receipt finds its place.
    ODNA_DONE((*wallet)->addReceipt(paperReceipt(2)));
}

void TestBackup::opensWithTheRecoveryCode()
{
    const auto wallet = restored(backedUp(), byRecoveryCode());
    ODNA_DONE(wallet);
    QCOMPARE((*wallet)->card().number, m_wallet->card().number);
}

void TestBackup::takesThisDevicesKeyStore()
{
    FolderKeyStore keyStore(m_folder->filePath(QStringLiteral("keystore")));
    const auto folder = m_folder->filePath(QStringLiteral("restored"));
    {
        auto protection = byPassphrase();
        protection.keyStore = &keyStore;
        ODNA_DONE(restored(backedUp(), protection));
    }
    ODNA_DONE(Wallet::open(folder, {&keyStore, {}, {}}, m_clock));
    ODNA_DONE(Wallet::open(folder, byPassphrase(), m_clock));
}

/// A prompt that nobody answers stands in no one's way, and who gives up has made nothing.
void TestBackup::asksTheKeyStoreBeforeTheLock()
{
    class WaitingKeyStore final : public KeyStore
    {
    public:
        explicit WaitingKeyStore(FolderKeyStore &store, std::function<void()> meanwhile)
            : m_store(store)
            , m_meanwhile(std::move(meanwhile))
        {}
        Result<SecretBytes> read(const QString &entry) override
        {
            m_meanwhile();
            return m_store.read(entry);
        }
        Result<void> write(const QString &entry, const SecretBytes &secret) override
        {
            m_meanwhile();
            return m_store.write(entry, secret);
        }
        Result<void> remove(const QString &entry) override { return m_store.remove(entry); }

    private:
        FolderKeyStore &m_store;
        std::function<void()> m_meanwhile;
    };
    FolderKeyStore store(m_folder->filePath(QStringLiteral("waiting")));
    const auto folder = m_folder->filePath(QStringLiteral("restored"));
    const auto bytes = backedUp();
    int asked = 0;
    WaitingKeyStore open(store, [&] {
        ++asked;
        if (QDir(folder).exists()) {
            ODNA_DONE(FolderLock::acquire(folder));
        }
    });
    QVERIFY(QDir().mkpath(folder));
    auto protection = byPassphrase();
    protection.keyStore = &open;
    ODNA_DONE(restored(bytes, protection));
    QVERIFY(asked > 0);
    QCOMPARE(store.entries().size(), 1);
    QVERIFY(QDir(folder).removeRecursively());
    Cancellation cancellation;
    WaitingKeyStore left(store, [&] { QVERIFY(cancellation.cancel()); });
    protection.keyStore = &left;
    protection.cancellation = &cancellation;
    ODNA_REFUSED(restored(bytes, protection), Cancelled);
    QVERIFY(nothingWasMade());
    QCOMPARE(store.entries().size(), 1); // the entry that was made for nothing is gone
}

void TestBackup::wrongPassphrase()
{
    ODNA_REFUSED(restored(backedUp(), byPassphrase("correct house")), PassphraseWrong);
    ODNA_REFUSED(restored(backedUp(), Protection{}), PassphraseNeeded);
    QVERIFY(nothingWasMade());
}

void TestBackup::overAWallet()
{
    const auto bytes = backedUp();
    ODNA_DONE(restored(bytes, byRecoveryCode()));
    ODNA_REFUSED(restored(bytes, byRecoveryCode()), WalletExists);
}

void TestBackup::cutShortAnywhere()
{
    const auto bytes = backedUp();
    QList<qsizetype> lengths;
    for (qsizetype length = 0; length < bytes.size(); length += bytes.size() / 60) {
        lengths.append(length);
    }
    lengths += {7, 9, 13, 14, bytes.size() - 1, bytes.size() - 20, bytes.size() - 60};
    for (const auto length : lengths) {
        const auto wallet = restored(bytes.first(length), byRecoveryCode());
        QVERIFY2(!wallet, qPrintable(QString::number(length)));
        const auto code = wallet.error().code;
        QVERIFY2(code == FailureCode::BackupDamaged || (length < 8 && code == FailureCode::BackupForeign),
                 qPrintable(describe(wallet.error())));
        QVERIFY(nothingWasMade());
    }
    ODNA_REFUSED(restored(bytes + 'x', byRecoveryCode()), BackupDamaged);
}

void TestBackup::changedAnywhere()
{
    const auto bytes = backedUp();
    for (qsizetype at = 0; at < bytes.size(); at += bytes.size() / 60) {
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        const auto wallet = restored(changed, byRecoveryCode());
        QVERIFY2(!wallet, qPrintable(QString::number(at)));
        QVERIFY(nothingWasMade());
    }
}

void TestBackup::partsExchanged()
{
    const auto bytes = backedUp();
    const auto keysLength = qFromBigEndian<quint32>(bytes.constData() + 10);
    const qsizetype parts = 14 + keysLength + 24;
    const auto lengthAt = [&](qsizetype at) { return 4 + qsizetype(qFromBigEndian<quint32>(bytes.constData() + at)); };
    const auto first = lengthAt(parts);
    const auto second = lengthAt(parts + first);
    const QByteArray exchanged =
        bytes.first(parts) + bytes.sliced(parts + first, second) + bytes.sliced(parts, first) + bytes.sliced(parts + first + second);
    QCOMPARE(exchanged.size(), bytes.size());
    ODNA_REFUSED(restored(exchanged, byRecoveryCode()), BackupDamaged);
    const QByteArray without = bytes.first(parts + first) + bytes.sliced(parts + first + second);
    ODNA_REFUSED(restored(without, byRecoveryCode()), BackupDamaged);
    QVERIFY(nothingWasMade());
}

void TestBackup::foreignFiles()
{
    ODNA_REFUSED(restored({}, byRecoveryCode()), BackupForeign);
    ODNA_REFUSED(restored("PK\x03\x04 a zip", byRecoveryCode()), BackupForeign);
    ODNA_REFUSED(restored(QByteArray("ODNABACK\0\1\xff\xff\xff\xff", 14), byRecoveryCode()), BackupDamaged);
    QVERIFY(nothingWasMade());
}

void TestBackup::newerVersion()
{
    auto bytes = backedUp();
    bytes[9] = 2;
    ODNA_REFUSED(restored(bytes, byRecoveryCode()), WalletNewer);
}

void TestBackup::cancelled()
{
    const auto bytes = backedUp();
    std::stop_source stop;
    int reports = 0;
    const LongWork work{[&](qint64, qint64) {
                            if (++reports == 2) {
                                stop.request_stop();
                            }
                        },
                        stop.get_token()};
    ODNA_REFUSED(restored(bytes, byPassphrase(), work), Cancelled);
    QVERIFY(nothingWasMade());
    QFile::remove(m_folder->filePath(QStringLiteral("wallet.odna")));
    ODNA_REFUSED(m_wallet->backup(m_folder->filePath(QStringLiteral("wallet.odna")), work), Cancelled);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("wallet.odna"))));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("wallet.odna.new"))));
}

void TestBackup::replacedAtOnceOrNotAtAll()
{
    const auto before = backedUp();
    const auto path = m_folder->filePath(QStringLiteral("wallet.odna"));
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner);
    const auto refused = m_wallet->backup(m_folder->filePath(QStringLiteral("no/such/folder/wallet.odna")));
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    ODNA_REFUSED(refused, StorageFailed);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

QTEST_GUILESS_MAIN(TestBackup)
#include "tst_backup.moc"
