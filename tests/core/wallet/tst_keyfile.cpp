// SPDX-License-Identifier: Apache-2.0
// wallet.keys and the recovery code: every slot, every changed byte, every length, and files that somebody made on purpose.

#include "core/wallet/durablefile.h"
#include "core/wallet/keyfile.h"
#include "tests/core/wallet/walletworld.h"

#include <QTemporaryDir>
#include <QtEndian>

using namespace odna;

class TestKeyFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySlotGivesTheKey();
    void wrongKeysAreNoDamage();
    void everyChangedByteIsDamage();
    void everyLengthIsDamage();
    void changedWithANewChecksum();
    void limitsOnReading();
    void foreignAndNewer();
    void slotsCannotBeMovedBetweenWallets();
    void writesAndReadsBack();
    void recoveryCode();
    void recoveryCodeWithTypingErrors();

private:
    [[nodiscard]] static QByteArray withChecksum(QByteArray bytes) { return bytes.chopped(32) + sha256(bytes.chopped(32)); }
    SecretBytes m_databaseKey;
    SecretBytes m_secret;
    SecretBytes m_passphrase;
    RecoveryCode m_code = RecoveryCode::create();
    QByteArray m_bytes;
};

void TestKeyFile::initTestCase()
{
    m_databaseKey = randomSecret(32);
    m_secret = randomSecret(32);
    m_passphrase = SecretBytes(QByteArrayView("correct horse battery"));
    auto keys = KeyFile::create();
    keys.setRecoveryCode(m_code, m_databaseKey);
    ODNA_DONE(keys.setPassphrase(m_passphrase, m_databaseKey));
    keys.setKeyStore(m_secret, m_databaseKey);
    m_bytes = keys.bytes(m_databaseKey);
    QCOMPARE(m_bytes.size(), 28 + 3 * 97 + 64); // as documented
}

void TestKeyFile::everySlotGivesTheKey()
{
    const auto keys = KeyFile::parse(m_bytes);
    ODNA_DONE(keys);
    QVERIFY(keys->has(KeyFile::Kind::KeyStore) && keys->has(KeyFile::Kind::Passphrase) && keys->has(KeyFile::Kind::Recovery));
    QVERIFY(keys->openWithKeyStore(m_secret).value() == m_databaseKey);
    QVERIFY(keys->openWithPassphrase(m_passphrase).value() == m_databaseKey);
    QVERIFY(keys->openWithRecoveryCode(m_code).value() == m_databaseKey);
    QVERIFY(keys->keyStoreEntry().startsWith(QLatin1String("odna-wallet-")));
}

void TestKeyFile::wrongKeysAreNoDamage()
{
    const auto keys = KeyFile::parse(m_bytes);
    ODNA_REFUSED(keys->openWithKeyStore(randomSecret(32)), KeystoreLocked);
    ODNA_REFUSED(keys->openWithPassphrase(SecretBytes(QByteArrayView("Correct horse battery"))), PassphraseWrong);
    ODNA_REFUSED(keys->openWithRecoveryCode(RecoveryCode::create()), RecoveryCodeWrong);
}

void TestKeyFile::everyChangedByteIsDamage()
{
    for (qsizetype i = 0; i < m_bytes.size(); ++i) {
        for (const int change : {0x01, 0x80, 0xff}) {
            auto bytes = m_bytes;
            bytes[i] = static_cast<char>(bytes[i] ^ change);
            QCOMPARE(outcome(KeyFile::parse(bytes)), QStringLiteral("wallet_damaged"));
        }
    }
}

void TestKeyFile::everyLengthIsDamage()
{
    for (qsizetype size = 0; size < m_bytes.size(); ++size) {
        QCOMPARE(outcome(KeyFile::parse(m_bytes.first(size))), QStringLiteral("wallet_damaged"));
    }
    ODNA_REFUSED(KeyFile::parse(QByteArray(m_bytes + 'x')), WalletDamaged);
    ODNA_REFUSED(KeyFile::parse(QByteArray(m_bytes + QByteArray(1 << 20, 'x'))), WalletDamaged);
}

/// Whoever can write the file can make its checksum, too, but neither the MAC nor a slot.
void TestKeyFile::changedWithANewChecksum()
{
    for (qsizetype i = 0; i < m_bytes.size() - 32; ++i) {
        auto bytes = m_bytes;
        bytes[i] = static_cast<char>(bytes[i] ^ 0x01);
        const auto keys = KeyFile::parse(withChecksum(bytes));
        if (!keys) {
            continue;
        }
        QVERIFY(!keys->isAuthentic(m_databaseKey));
        QVERIFY(!keys->openWithKeyStore(m_secret));
        const auto recovered = keys->openWithRecoveryCode(m_code);
        QVERIFY(!recovered);
        // The recovery slot itself is whole: then it is known that this is damage and no wrong code.
        const bool elsewhere = i >= 28 && (i < 28 + 2 * 97 || i >= 28 + 3 * 97);
        QCOMPARE(outcome(recovered), elsewhere ? QStringLiteral("wallet_damaged") : QStringLiteral("recovery_code_wrong"));
    }
}

void TestKeyFile::limitsOnReading()
{
    const qsizetype passes = 28 + 97 + 1;
    const auto with = [this](qsizetype offset, quint32 value) {
        auto bytes = m_bytes;
        qToBigEndian(value, bytes.data() + offset);
        return KeyFile::parse(withChecksum(bytes));
    };
    for (const quint32 value : {0U, 17U, 0xffffffffU}) {
        ODNA_REFUSED(with(passes, value), WalletDamaged);
    }
    for (const quint32 value : {0U, 8U, 256U * 1024 + 1, 0xffffffffU}) { // 4 TiB of memory to open a wallet
        ODNA_REFUSED(with(passes + 4, value), WalletDamaged);
    }
    ODNA_DONE(with(passes, 4));
}

void TestKeyFile::foreignAndNewer()
{
    ODNA_REFUSED(KeyFile::parse(randomBytes(400)), WalletForeign);
    ODNA_REFUSED(KeyFile::parse(QByteArray(QByteArray("SQLite format 3\0", 16) + QByteArray(4080, '\0'))), WalletForeign);
    ODNA_REFUSED(KeyFile::parse(QByteArray(100000, 'x')), WalletForeign);
    auto newer = m_bytes;
    newer[9] = 2;
    ODNA_REFUSED(KeyFile::parse(withChecksum(newer)), WalletNewer);
    ODNA_REFUSED(KeyFile::parse(withChecksum(QByteArray(newer + QByteArray(500, 'n')))), WalletNewer);
}

void TestKeyFile::slotsCannotBeMovedBetweenWallets()
{
    auto other = KeyFile::create();
    const auto otherKey = randomSecret(32);
    other.setKeyStore(m_secret, otherKey);
    other.setRecoveryCode(m_code, otherKey);
    const auto bytes = other.bytes(otherKey);
    auto mixed = m_bytes;
    mixed.replace(28, 97, bytes.mid(28, 97));
    const auto keys = KeyFile::parse(withChecksum(mixed));
    ODNA_DONE(keys);
    ODNA_REFUSED(keys->openWithKeyStore(m_secret), KeystoreLocked);
}

void TestKeyFile::writesAndReadsBack()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("wallet.keys"));
    const auto keys = KeyFile::parse(m_bytes);
    ODNA_DONE(keys->write(path, m_databaseKey));
    QVERIFY(KeyFile::read(path)->isAuthentic(m_databaseKey));
    QCOMPARE(readWhole(path, 4096).value(), m_bytes);
    QCOMPARE(QFile(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(!QFile::exists(path + QStringLiteral(".new")));
    ODNA_REFUSED(keys->write(folder.filePath(QStringLiteral("missing/wallet.keys")), m_databaseKey), StorageFailed);
    ODNA_REFUSED(KeyFile::read(folder.filePath(QStringLiteral("none"))), FileUnreadable);
}

void TestKeyFile::recoveryCode()
{
    const auto text = m_code.text();
    QCOMPARE(text.size(), 28 + 6);
    QCOMPARE(text.count(u'-'), 6);
    const auto again = RecoveryCode::parse(text);
    ODNA_DONE(again);
    QVERIFY(again->slotKey() == m_code.slotKey());
    auto sloppy = text.toLower().replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l');
    ODNA_DONE(RecoveryCode::parse(sloppy));
    QVERIFY(RecoveryCode::parse(sloppy)->slotKey() == m_code.slotKey());
    QVERIFY(!(RecoveryCode::create().slotKey() == m_code.slotKey()));
    for (const auto *wrong : {u"", u"-", u"ABCD", u"UUUU-UUUU-UUUU-UUUU-UUUU-UUUU-UUUU", u"ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ"}) {
        ODNA_REFUSED(RecoveryCode::parse(QStringView(wrong)), RecoveryCodeWrong);
    }
    ODNA_REFUSED(RecoveryCode::parse(QString(text + u'0')), RecoveryCodeWrong);
    ODNA_REFUSED(RecoveryCode::parse(QString(100000, u'0')), RecoveryCodeWrong);
}

void TestKeyFile::recoveryCodeWithTypingErrors()
{
    const auto text = m_code.text().remove(u'-');
    const QString alphabet = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    int tried = 0;
    int unseen = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const QChar letter : alphabet) {
            if (letter != text[i]) {
                auto wrong = text;
                wrong[i] = letter;
                ++tried;
                unseen += RecoveryCode::parse(wrong) ? 1 : 0;
            }
        }
    }
    // Ten bits: about one in 1,024. What goes unseen here is refused by the slot.
    QVERIFY2(unseen <= 12, qPrintable(QStringLiteral("%1 of %2").arg(unseen).arg(tried)));
}

QTEST_GUILESS_MAIN(TestKeyFile)
#include "tst_keyfile.moc"
