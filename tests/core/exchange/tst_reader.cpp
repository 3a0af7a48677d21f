// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/reader.h"

#include "core/exchange/catimawriter.h"
#include "tests/core/exchange/passsamples.h"

#include <QFile>
#include <QTemporaryFile>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>

using namespace odna;
using namespace odna::samples;

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;

const QByteArray links = "https://catima.app/share#store%3DA%26cardid%3D1%26barcodetype%3DITF\n";
const QByteArray vouchers = R"([{"description":"A","code":"1","codeType":"QR"}])";
const QByteArray fidme = "Retailer;Program;Added At;Reference;Firstname;Lastname\nA;B;C;1;D;E\n";
const QByteArray version1 = "_id,store,note,cardid,expiry\n1,A,\"b\n\nc\",2,\n";

/// Noise that deflate cannot make smaller, as a picture.
QByteArray photograph(qsizetype size, quint32 seed)
{
    QByteArray bytes = png('p', size);
    for (qsizetype at = 8; at < bytes.size(); ++at) {
        seed = seed * 1664525U + 1013904223U;
        bytes[at] = static_cast<char>(seed >> 24U);
    }
    return bytes;
}

/// A device that fails once \a good bytes were read.
class BrokenFile final : public QIODevice
{
public:
    BrokenFile(const QByteArray &bytes, qint64 good)
        : m_bytes(bytes)
        , m_left(good)
    {
        open(ReadOnly | Unbuffered);
    }
    qint64 size() const override { return m_bytes.size(); }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const auto some = std::min(most, m_bytes.size() - pos());
        if (some > m_left) {
            return -1;
        }
        m_left -= some;
        std::copy_n(m_bytes.constData() + pos(), some, to);
        return some;
    }
    qint64 writeData(const char * /*from*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_left;
};

qint64 peakMebibytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

class TestReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void truncatedAnywhere_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("always"); // every truncation is a failure
        const auto row = [](const char *name, const QByteArray &file, const char *format, bool always) {
            QTest::newRow(name) << file << QString::fromLatin1(format) << always;
        };
        row("Catima zip", catimaZip(), "catima", true);
        row("Catima zip, locked", lockedZip({{"catima.csv", catimaCsv()}}, "secret", ZIP_EM_AES_256), "catima", true);
        row("Catima CSV 2", catimaCsv(), "catima", false);
        row("Catima CSV 1", version1, "catima", false);
        row("FidMe zip", handZip({{"loyalty_programs.csv", fidme}}), "fidme", true);
        row("FidMe CSV", fidme, "fidme", false);
        row("Voucher Vault", vouchers, "vouchervault", true);
        row("links", links, "link", false);
        row("pass", pass({{"pass.json", passJson}}), "pkpass", true);
        row("passes", handZip({{"a.pkpass", pass({{"pass.json", passJson}})}}), "pkpass", true);
    }
    /// Cut anywhere a file gives a refusal, or, where a text could as well have ended there, fewer cards; never other ones.
    void truncatedAnywhere()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, format);
        QFETCH(const bool, always);
        const auto options = withPassword("secret");
        const auto whole = readBytes(file, options);
        QVERIFY2(whole.has_value(), whole ? "" : qPrintable(describe(whole.error())));
        QCOMPARE(whole->format, format);
        QVERIFY(!whole->cards.isEmpty());
        for (qsizetype size = 0; size < file.size(); ++size) {
            const auto part = readBytes(file.first(size), options);
            if (part) {
                QVERIFY2(!always, qPrintable(QString::number(size)));
                QVERIFY(part->cards.size() <= whole->cards.size());
            } else {
                QVERIFY(part.error().code == FailureCode::ImportDamaged || part.error().code == FailureCode::ImportUnknown);
            }
        }
    }
    void changedAnywhere_data() { truncatedAnywhere_data(); }
    void changedAnywhere()
    {
        QFETCH(const QByteArray, file);
        const auto options = withPassword("secret");
        for (qsizetype at = 0; at < file.size(); ++at) {
            for (const char other : {'\0', '\xFF', '"', static_cast<char>(file[at] ^ 1)}) {
                auto changed = file;
                changed[at] = other;
                const auto pocket = readBytes(changed, options);
                if (pocket) {
                    for (const auto &card : pocket->cards) {
                        QVERIFY(checkCard(card.card, card.pictures).has_value());
                    }
                }
            }
        }
    }
    void brokenDevices_data() { truncatedAnywhere_data(); }
    void brokenDevices()
    {
        QFETCH(const QByteArray, file);
        for (qint64 good = 0; good < file.size(); good += 7) {
            BrokenFile device(file, good);
            const auto pocket = readPocket(device, withPassword("secret"));
            if (!pocket) {
                QVERIFY(pocket.error().code != FailureCode::Internal);
            }
        }
        BrokenFile nothing(file, 0);
        QVERIFY(!readPocket(nothing));
    }
    void whatIsNone_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a letter") << QByteArray("Dear Ann");
        QTest::newRow("a picture") << photograph(5000, 1);
        QTest::newRow("another archive") << handZip({{"word/document.xml", "x"}});
        QTest::newRow("an empty archive") << handZip({});
        QTest::newRow("another table") << QByteArray("a,b,c\n1,2,3\n");
        QTest::newRow("JSON of others") << QByteArray(R"({"cards":[]})");
    }
    void whatIsNone()
    {
        QFETCH(const QByteArray, file);
        const auto pocket = readBytes(file);
        QVERIFY(!pocket);
        QCOMPARE(pocket.error().code, FailureCode::ImportUnknown);
    }
    void unreadable()
    {
        QFile closed(QStringLiteral("/nowhere/at/all"));
        QCOMPARE(readPocket(closed).error().code, FailureCode::FileUnreadable);
    }
    void progressAndCancel()
    {
        ImportOptions options;
        std::stop_source stop;
        options.stop = stop.get_token();
        QList<std::pair<qint64, qint64>> steps;
        options.progress = [&](qint64 done, qint64 all) { steps.append({done, all}); };
        QVERIFY(readBytes(catimaZip(), options).has_value());
        QCOMPARE(steps, (QList<std::pair<qint64, qint64>>{{1, 4}, {2, 4}, {3, 4}, {4, 4}}));
        options.progress = [&](qint64, qint64) { stop.request_stop(); };
        QCOMPARE(readBytes(catimaZip(), options).error().code, FailureCode::Cancelled);
    }
    /// The last one: what the process ever held.
    void memoryStaysBounded()
    {
        const auto before = peakMebibytes();
        // 60 photographs of 4 MiB: 32 fit, the others are left out and named.
        QByteArray rows = "_id,store,cardid,expiry\n";
        for (int at = 1; at <= 60; ++at) {
            const auto number = QByteArray::number(at);
            rows += number + ",Shop " + number + ',' + number + ",\n";
        }
        {
            // Stored once and named sixty times: the archive of 240 MiB would lie in memory.
            const auto picture = photograph(4 * mebibyte - 40, 1);
            QList<ClassicCard> cards;
            for (int at = 1; at <= 60; ++at) {
                ClassicCard card;
                card.id = QString::number(at);
                card.name = u"Shop " + card.id;
                card.number = card.id;
                cards.append(card);
            }
            QTemporaryFile file;
            QVERIFY(file.open());
            const auto report =
                writeCatimaZip(file, cards, {}, [&](const QString &) -> Result<CardPictures> { return CardPictures{{}, picture, {}, {}}; });
            QVERIFY(report.has_value());
            const auto pocket = readPocket(file);
            QVERIFY(pocket.has_value());
            QCOMPARE(pocket->cards.size(), 60);
            QCOMPARE(pocket->remarks.size(), 60 - 32 + (pocket->cards[31].pictures.front.isEmpty() ? 1 : 0));
        }
        QByteArray bomb(512 * 1024, ',');
        for (qsizetype at = 150; at < bomb.size(); at += 151) {
            bomb[at] = '\n';
        }
        QCOMPARE(readBytes(rows + bomb + QByteArray(10 * mebibyte, ',')).error().code, FailureCode::ImportTooLarge);
        QCOMPARE(readBytes(handZip({{"catima.csv", QByteArray(15 * mebibyte, '\n')}})).error().code, FailureCode::ImportTooLarge);
        QCOMPARE(readBytes('[' + QByteArray("{},").repeated(700'000) + "{}]").error().code, FailureCode::ImportTooLarge);
        QCOMPARE(readBytes('[' + QByteArray("{},").repeated(690'000) + "{}]").error().code, FailureCode::ImportUnknown);
        QCOMPARE(readBytes(QByteArray("store,cardid,expiry\n") + QByteArray("a,b,\n").repeated(20'000)).value().cards.size(), 20'000);
#if !defined(__SANITIZE_ADDRESS__)
        QVERIFY2(peakMebibytes() < 256, qPrintable(QString::number(peakMebibytes())));
#endif
        qInfo("peak %lld MiB, %lld MiB before", static_cast<long long>(peakMebibytes()), static_cast<long long>(before));
    }
};

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
