// SPDX-License-Identifier: Apache-2.0
// kill -9 at random moments: everything that was acknowledged is there afterwards, nothing is there twice, every page is whole. And the disk
// that is full.

#include "tests/core/wallet/walletworld.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>
#include <unistd.h>

using namespace odna;

class TestKilled final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void work();
    void changingThePassphrase();
    void creating();
    void backingUp();
    void restoring();
    void fullDisk();
    void fullDiskWhileCreating();

private:
    /// Runs the child until it has said \a lines lines, waits some more and kills it; gives all it said.
    [[nodiscard]] QStringList killedAfter(const char *mode, int lines, unsigned microseconds, quint32 seed);
    [[nodiscard]] Protection byKeyStore() { return {m_keyStore.get(), {}, {}}; }
    QRandomGenerator m_random;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<FolderKeyStore> m_keyStore;
    SystemClock m_clock;
};

void TestKilled::initTestCase()
{
    const auto seed =
        qEnvironmentVariableIsSet("ODNA_SEED") ? qEnvironmentVariable("ODNA_SEED").toUInt() : QRandomGenerator::global()->generate();
    qInfo("ODNA_SEED=%u", seed);
    m_random.seed(seed);
}

void TestKilled::init()
{
    // A killed process loses nothing of what it wrote, synced or not: memory serves as well as a disk, and is quick.
    const bool inMemory = QFileInfo(QStringLiteral("/dev/shm")).isWritable();
    m_folder = std::make_unique<QTemporaryDir>((inMemory ? QStringLiteral("/dev/shm") : QDir::tempPath()) + QStringLiteral("/odna-XXXXXX"));
    m_path = m_folder->filePath(QStringLiteral("wallet"));
    m_keyStore = std::make_unique<FolderKeyStore>(m_folder->filePath(QStringLiteral("keystore")));
}

QStringList TestKilled::killedAfter(const char *mode, int lines, unsigned microseconds, quint32 seed)
{
    QProcess child;
    child.start(QCoreApplication::applicationDirPath() + QStringLiteral("/killed"),
                {QLatin1String(mode), m_path, m_folder->filePath(QStringLiteral("keystore")), QString::number(seed)});
    QByteArray said;
    while (said.count('\n') < lines && child.waitForReadyRead(30000)) {
        said += child.readAllStandardOutput();
    }
    ::usleep(microseconds);
    child.kill();
    child.waitForFinished();
    said += child.readAllStandardOutput();
    const auto complaint = child.readAllStandardError();
    if (!complaint.isEmpty()) {
        qWarning("%s", complaint.constData());
    }
    return QString::fromLatin1(said).split(u'\n', Qt::SkipEmptyParts);
}

void TestKilled::work()
{
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    {
        const auto created = Wallet::create(m_path, byKeyStore(), m_clock);
        ODNA_DONE(created);
        ODNA_DONE(grocer.join(*created->wallet, m_clock));
    }
    QSet<qint64> receipts;
    QHash<qint64, QString> confirmed;
    QSet<qint64> acknowledged;
    qint64 cursor = 0;
    for (quint32 round = 1; round <= 150; ++round) {
        const auto said = killedAfter("work", 1 + m_random.bounded(12), static_cast<unsigned>(m_random.bounded(4000)), round);
        QVERIFY2(said.contains(QStringLiteral("open")), qPrintable(QStringLiteral("round %1: ").arg(round) + said.join(u'|')));
        for (const auto &line : said) {
            const auto words = line.split(u' ');
            if (words[0] == QLatin1String("receipt")) {
                receipts.insert(words[1].toLongLong());
            } else if (words[0] == QLatin1String("confirmed")) {
                confirmed.insert(words[1].toLongLong(), words[2]);
            } else if (words[0] == QLatin1String("acknowledged")) {
                acknowledged.insert(words[1].toLongLong());
            } else if (words[0] == QLatin1String("cursor")) {
                cursor = words[1].toLongLong();
            }
        }
        const auto wallet = Wallet::open(m_path, byKeyStore(), m_clock);
        ODNA_DONE(wallet);
        ODNA_DONE((*wallet)->check());
        QVERIFY((*wallet)->link(grocer.id())->cursor >= cursor);
        cursor = (*wallet)->link(grocer.id())->cursor;
        QCOMPARE((*wallet)->offers(Audience::Personal, 100000)->size(), qMin(cursor, qint64{200})); // the most of one retailer
        const auto outbox = (*wallet)->outbox();
        QSet<QString> waiting;
        for (const auto &item : *outbox) {
            waiting.insert(item.message.opId());
        }
        QCOMPARE(waiting.size(), outbox->size());
        const auto held = (*wallet)->receipts(100000);
        ODNA_DONE(held);
        QSet<qint64> ids;
        QSet<QString> identities;
        qsizetype open = 0;
        for (const auto &receipt : *held) {
            ids.insert(receipt.id);
            identities.insert(receipt.receipt.fiscal.id);
            // A confirmation is on its way or answered, never neither.
            open += receipt.confirmed && !receipt.purchase ? 1 : 0;
            if (confirmed.contains(receipt.id)) {
                QVERIFY(receipt.confirmed);
                QVERIFY(receipt.purchase || waiting.contains(confirmed.value(receipt.id)));
            }
            if (acknowledged.contains(receipt.id)) {
                QVERIFY(receipt.purchase.has_value());
                QVERIFY(!waiting.contains(confirmed.value(receipt.id)));
            }
        }
        QCOMPARE(open, waiting.size());
        QCOMPARE(identities.size(), held->size());
        QVERIFY2(ids.contains(receipts), qPrintable(QStringLiteral("round %1").arg(round)));
    }
    qInfo("%d receipts, %d confirmations and %d acknowledgements were printed before 150 kills; all are there", int(receipts.size()),
          int(confirmed.size()), int(acknowledged.size()));
    QVERIFY(acknowledged.size() > 30);
}

void TestKilled::changingThePassphrase()
{
    ODNA_DONE(Wallet::create(m_path, byKeyStore(), m_clock));
    quint32 current = 0;
    for (int round = 0; round < 20; ++round) {
        const auto said = killedAfter("passphrase", 2 + m_random.bounded(2), static_cast<unsigned>(m_random.bounded(150'000)), current + 1);
        quint32 next = current;
        for (const auto &line : said) {
            const auto words = line.split(u' ');
            if (words[0] == QLatin1String("changing")) {
                next = words[1].toUInt();
            } else if (words[0] == QLatin1String("changed")) {
                current = words[1].toUInt();
            }
        }
        ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
        const auto with = [this](quint32 n) -> QString {
            return outcome(Wallet::open(m_path, {nullptr, SecretBytes(QByteArrayView(QByteArray::number(n))), {}}, m_clock));
        };
        if (next != current && with(next) == QLatin1String("done")) {
            current = next;
        } else if (current != 0) {
            QCOMPARE(with(current), QStringLiteral("done"));
        }
    }
    QVERIFY(current > 0);
}

void TestKilled::creating()
{
    int usable = 0;
    int nothing = 0;
    for (int round = 0; round < 20; ++round) {
        static_cast<void>(killedAfter("create", 1, static_cast<unsigned>(m_random.bounded(400'000)), 1));
        const auto opened = Wallet::open(m_path, byKeyStore(), m_clock);
        if (opened) {
            ODNA_DONE((*opened)->check());
            QVERIFY(*ownsCard((*opened)->identityKey().publicKey(), (*opened)->card()));
            ++usable;
        } else {
            QCOMPARE(outcome(opened), QStringLiteral("wallet_missing"));
            ++nothing;
            if (round % 4 == 0) {
                ODNA_DONE(Wallet::create(m_path, byKeyStore(), m_clock));
            }
        }
        QDir(m_path).removeRecursively();
    }
    qInfo("%d usable, %d nothing", usable, nothing);
}

void TestKilled::backingUp()
{
    QString recoveryCode;
    {
        const auto created = Wallet::create(m_path, byKeyStore(), m_clock);
        ODNA_DONE(created);
        recoveryCode = created->recoveryCode.text();
        for (quint64 number = 1; number <= 200; ++number) {
            ODNA_DONE(created->wallet->addReceipt(paperReceipt(number)));
        }
    }
    quint32 last = 0;
    for (int round = 0; round < 200; ++round) {
        const auto said = killedAfter("backup", 1 + m_random.bounded(3), static_cast<unsigned>(m_random.bounded(8000)), last + 1);
        for (const auto &line : said) {
            if (line.startsWith(QLatin1String("backup "))) {
                last = line.sliced(7).toUInt();
            }
        }
        if (last == 0) {
            continue;
        }
        // The backup that is there is whole: the last one that was announced, or the one after it.
        QFile file(m_folder->filePath(QStringLiteral("wallet.odna")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto folder = m_folder->filePath(QStringLiteral("restored"));
        {
            const auto wallet = Wallet::restore(file, folder, {nullptr, {}, *RecoveryCode::parse(recoveryCode)}, m_clock);
            ODNA_DONE(wallet);
            QVERIFY((*wallet)->setting(QStringLiteral("n"))->toUInt() >= last);
            QCOMPARE((*wallet)->receipts(1000)->size(), 200);
        }
        QDir(folder).removeRecursively();
    }
    QVERIFY(last > 50);
}

void TestKilled::restoring()
{
    CardNumber number = [this] {
        auto created = Wallet::create(m_folder->filePath(QStringLiteral("source")), byKeyStore(), m_clock);
        for (quint64 receipt = 1; receipt <= 300; ++receipt) {
            static_cast<void>(created->wallet->addReceipt(paperReceipt(receipt)));
        }
        static_cast<void>(created->wallet->backup(m_folder->filePath(QStringLiteral("wallet.odna"))));
        QFile code(m_folder->filePath(QStringLiteral("recovery-code")));
        static_cast<void>(code.open(QIODevice::WriteOnly));
        code.write(created->recoveryCode.text().toLatin1());
        return created->wallet->card().number;
    }();
    int usable = 0;
    int nothing = 0;
    for (int round = 0; round < 200; ++round) {
        static_cast<void>(killedAfter("restore", 1, static_cast<unsigned>(m_random.bounded(60'000)), 1));
        const auto opened = Wallet::open(m_path, byKeyStore(), m_clock);
        if (opened) {
            ODNA_DONE((*opened)->check());
            QCOMPARE((*opened)->card().number, number);
            QCOMPARE((*opened)->receipts(1000)->size(), 300);
            ++usable;
        } else {
            QCOMPARE(outcome(opened), QStringLiteral("wallet_missing"));
            ++nothing;
        }
        QDir(m_path).removeRecursively();
    }
    qInfo("%d usable, %d nothing", usable, nothing);
    QVERIFY(usable > 0 && nothing > 0);
}

namespace {

/// No file of this process grows beyond \a bytes while this lives: what a full disk does, for root as well.
class FileSizeLimit final
{
public:
    explicit FileSizeLimit(qint64 bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{static_cast<rlim_t>(bytes), m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

void TestKilled::fullDisk()
{
    auto created = Wallet::create(m_path, byKeyStore(), m_clock);
    auto wallet = std::move(created->wallet);
    const TestRetailer grocer(QStringLiteral("grocer.example"));
    ODNA_DONE(grocer.join(*wallet, m_clock));
    quint64 number = 0;
    QHash<qint64, bool> kept; // confirmed?
    int refusals = 0;
    for (int round = 0; round < 60; ++round) {
        std::optional<Result<qint64>> added;
        std::optional<Result<QString>> sent;
        {
            // From "not one byte more" upwards, so that every part of a transaction meets the end of the disk once.
            const auto log = QFileInfo(m_path + QStringLiteral("/wallet.db-wal")).size();
            const FileSizeLimit limit(log + round * 700);
            added = wallet->addReceipt(paperReceipt(++number));
            if (*added) {
                sent = confirm(*wallet, **added, grocer.id(), m_clock);
            }
        }
        for (const auto &failed : {*added ? QStringLiteral("done") : outcome(*added), sent ? outcome(*sent) : QStringLiteral("done")}) {
            QVERIFY2(failed == QLatin1String("done") || failed == QLatin1String("disk_full"), qPrintable(failed));
            refusals += failed == QLatin1String("disk_full") ? 1 : 0;
        }
        if (*added) {
            kept.insert(**added, sent->has_value());
        }
        if (round % 10 == 9) { // as it is, and as it is found again
            wallet.reset();
            auto opened = Wallet::open(m_path, byKeyStore(), m_clock);
            ODNA_DONE(opened);
            wallet = std::move(*opened);
        }
        const auto held = wallet->receipts(1000);
        ODNA_DONE(held);
        QCOMPARE(held->size(), kept.size());
        int confirmed = 0;
        for (const auto &receipt : *held) {
            QCOMPARE(receipt.confirmed, kept.value(receipt.id));
            confirmed += receipt.confirmed ? 1 : 0;
        }
        QCOMPARE(wallet->outbox()->size(), confirmed);
    }
    QVERIFY2(refusals > 5 && kept.size() > 5, qPrintable(QStringLiteral("%1 refused, %2 kept").arg(refusals).arg(kept.size())));
    ODNA_DONE(wallet->check());
    // The key file: refused, and the old one stays.
    {
        const FileSizeLimit limit(100);
        ODNA_REFUSED(wallet->setPassphrase(SecretBytes(QByteArrayView("new"))), DiskFull);
    }
    wallet.reset();
    QVERIFY(!Wallet::slotsOf(m_path)->passphrase);
    ODNA_DONE(Wallet::open(m_path, byKeyStore(), m_clock));
}

void TestKilled::fullDiskWhileCreating()
{
    for (const qint64 size : {0, 100, 4096, 20000, 60000}) {
        {
            // The key store is a file, too; its 32 bytes find room where the limit is not 0.
            const FileSizeLimit limit(size);
            const auto created = Wallet::create(m_path, byKeyStore(), m_clock);
            QVERIFY(!created);
            QVERIFY(size == 0 || created.error().code == FailureCode::DiskFull);
        }
        ODNA_REFUSED(Wallet::open(m_path, byKeyStore(), m_clock), WalletMissing);
    }
    ODNA_DONE(Wallet::create(m_path, byKeyStore(), m_clock));
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
