// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/catimawriter.h"

#include "core/exchange/zipreader.h"
#include "tests/core/exchange/samples.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace odna;
using namespace odna::samples;

namespace {

struct Shelf
{
    QList<ClassicCard> cards;
    QHash<QString, CardPictures> pictures;

    [[nodiscard]] std::function<Result<CardPictures>(const QString &)> picturesOf() const
    {
        return [this](const QString &id) -> Result<CardPictures> { return pictures.value(id); };
    }
    void add(ClassicCard card, const CardPictures &with = {})
    {
        card.id = QString::number(cards.size() + 100);
        card.name = card.name.isEmpty() ? u"Shop " + card.id : card.name;
        card.origin.format = card.origin.format.isEmpty() ? QStringLiteral("typed") : card.origin.format;
        pictures.insert(card.id, with);
        cards.append(card);
    }
};

ClassicCard coded(const CodeContent &code, const QString &number = {})
{
    ClassicCard card;
    card.code = code;
    card.number = number;
    return card;
}

QDateTime utc(int year)
{
    return {QDate(year, 2, 3), QTime(4, 5, 6), Qt::UTC};
}

/// Every kind of card there is.
Shelf everything()
{
    Shelf shelf;
    for (int symbology = 0; symbology < symbologyCount; ++symbology) {
        shelf.add(coded(plainContent(static_cast<Symbology>(symbology), QStringLiteral("0123456789012"))));
    }
    shelf.add(coded(plainContent(Symbology::QrCode, QStringLiteral("Кот\n\"17\", да"))), {png('i'), png('f'), png('b'), png('c')});
    shelf.add(coded(plainContent(Symbology::QrCode, QStringLiteral("Käse"))), {{}, png('g'), {}, png('d')});
    shelf.add(coded({Symbology::QrCode, QStringLiteral("a"), QByteArrayLiteral("a"), 26, false}), {{}, {}, {}, png('e')});
    shelf.add(coded({Symbology::Aztec, QStringLiteral("é"), QByteArrayLiteral("\xE9"), 3, false}));
    shelf.add(coded({Symbology::Aztec, QStringLiteral("Я"), QByteArrayLiteral("\xDF"), 22, false}));
    shelf.add(coded({Symbology::Code128, QStringLiteral("0104006381333931"), QByteArrayLiteral("0104006381333931"), {}, true}));
    shelf.add(coded(plainContent(Symbology::Code128, QStringLiteral("same")), QStringLiteral("same")));
    shelf.add(coded(plainContent(Symbology::Code128, QStringLiteral("other")), QStringLiteral("12 34")));
    ClassicCard bare;
    bare.name = QStringLiteral("Лавка \"Кот\", 2");
    bare.note = QStringLiteral("  spaces \n\n\n\"quotes\", end\n");
    bare.balance = Money::parse(u"-12.50", *Currency::fromCode(u"BYN"));
    bare.validFrom = utc(2020);
    bare.validUntil = utc(2030);
    bare.lastUsed = utc(2025);
    bare.colour = 0x80FF01;
    bare.groups = QStringList{QStringLiteral("Food, drink"), QStringLiteral("5 \"stars\"")};
    bare.starred = bare.archived = true;
    bare.fields = {{QStringLiteral("a"), QStringLiteral("b"), false}};
    bare.origin = {QStringLiteral("pkpass"), QStringLiteral("type/serial")};
    bare.signature = ClassicCard::PassSignature::Foreign;
    shelf.add(bare);
    ClassicCard points;
    points.number = QStringLiteral("77");
    points.balance = Money{1204, {}};
    shelf.add(points);
    points.number = QStringLiteral("78");
    points.balance = Money::parse(u"5.00", *Currency::fromCode(u"ZWG"));
    shelf.add(points);
    return shelf;
}

QByteArray written(const Shelf &shelf, const ExportOptions &options = {})
{
    QBuffer file;
    file.open(QIODevice::ReadWrite);
    const auto report = writeCatimaZip(file, shelf.cards, {}, shelf.picturesOf(), options);
    return report ? file.data() : QByteArray();
}

} // namespace

class TestCatimaWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackUnchanged_data()
    {
        QTest::addColumn<bool>("locked");
        QTest::newRow("open") << false;
        QTest::newRow("locked") << true;
    }
    void comesBackUnchanged()
    {
        QFETCH(const bool, locked);
        const auto shelf = everything();
        ExportOptions options;
        if (locked) {
            options.password.emplace(QByteArrayView("пароль"));
        }
        const auto file = written(shelf, options);
        QVERIFY(!file.isEmpty());
        QCOMPARE(readBytes(file).has_value(), !locked);
        const auto pocket = readBytes(file, withPassword("пароль"));
        QVERIFY2(pocket.has_value(), pocket ? "" : qPrintable(describe(pocket.error())));
        QCOMPARE(pocket->remarks, QStringList());
        QCOMPARE(pocket->cards.size(), shelf.cards.size());
        const auto plan = planImport(*pocket, shelf.cards, shelf.picturesOf());
        QVERIFY(plan.has_value());
        for (const auto &step : *plan) {
            QVERIFY2(step.action == ImportStep::Action::Skip, qPrintable(step.imported.card.name + u' ' + step.imported.card.note));
        }
    }
    void whatCatimaReads()
    {
        auto file = written(everything());
        QBuffer buffer(&file);
        buffer.open(QIODevice::ReadOnly);
        const auto archive = ZipReader::open(buffer);
        QVERIFY(archive.has_value());
        QVERIFY(archive->contains(QStringLiteral("card_21_icon.png")));
        QCOMPARE(archive->read(QStringLiteral("card_23_back.png"), 1000).value(), png('e'));
        QCOMPARE(archive->read(QStringLiteral("card_22_back.png"), 1000).value(), png('d'));
        const auto csv = archive->read(QStringLiteral("catima.csv"), 100'000).value();
        QVERIFY(csv.startsWith("2\r\n\r\n_id\r\n\"Food, drink\"\r\n\"5 \"\"stars\"\"\"\r\n\r\n_id,store,note,validfrom,"));
        QVERIFY(csv.contains("\r\n1,\"Shop 100\",,,,0,,0123456789012,,CODE_128,ISO-8859-1,,0,0,0\r\n"));
        QVERIFY(
            csv.contains("\r\n29,\"Лавка \"\"Кот\"\", 2\",\"  spaces \n\n\n\"\"quotes\"\", end\n\",1580702706000,1896321906000,-12.50,BYN,"
                         "-,,,,-8323327,1,1738555506,1\r\n"));
        QVERIFY(csv.endsWith("\r\n\r\ncardId,groupId\r\n29,\"Food, drink\"\r\n29,\"5 \"\"stars\"\"\"\r\n"));
        // Only what Catima's CatimaBarcode knows.
        for (const auto *unknown : {"RSS", "MAXICODE", "MICRO", "ZWG", "DATABAR"}) {
            QVERIFY2(!csv.contains(unknown), unknown);
        }
    }
    void remarks()
    {
        const auto shelf = everything();
        QBuffer file;
        file.open(QIODevice::ReadWrite);
        QList<qint64> steps;
        ExportOptions options;
        options.progress = [&](qint64 done, qint64 all) {
            QCOMPARE(all, shelf.cards.size());
            steps.append(done);
        };
        const auto report = writeCatimaZip(file, shelf.cards, {QStringLiteral("Empty")}, shelf.picturesOf(), options);
        QVERIFY(report.has_value());
        QCOMPARE(report->cards, shelf.cards.size());
        QCOMPARE(report->pictures, 6);
        QCOMPARE(report->remarks.filter(QStringLiteral("exported as a number")).size(), symbologyCount - 13 + 2);
        QCOMPARE(report->remarks.filter(QStringLiteral("currency")).size(), 1);
        QVERIFY(std::ranges::is_sorted(steps) && steps.last() == shelf.cards.size());
        QCOMPARE(readBytes(file.data())->groups.first(), QStringLiteral("Empty"));
    }
    void anotherUnpackerReadsIt()
    {
        // Python's zipfile is nobody's kin of libzip.
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("out.zip")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(written(everything()));
        file.close();
        QProcess python;
        python.start(QStringLiteral("python3"), {QStringLiteral("-m"), QStringLiteral("zipfile"), QStringLiteral("-t"), file.fileName()});
        QVERIFY(python.waitForFinished());
        QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArrayLiteral("Done testing"));
    }
    void failures()
    {
        const auto shelf = everything();
        QBuffer file;
        file.open(QIODevice::ReadWrite);
        int asked = 0;
        const auto second = [&](const QString &) -> Result<CardPictures> {
            return ++asked > 40 ? Result<CardPictures>(fail(FailureCode::WalletLocked)) : CardPictures{png('i'), {}, {}, {}};
        };
        const auto locked = writeCatimaZip(file, shelf.cards, {}, second);
        QVERIFY(!locked);
        QCOMPARE(locked.error().code, FailureCode::WalletLocked);
        QVERIFY(asked > 40);

        ExportOptions options;
        std::stop_source stop;
        stop.request_stop();
        options.stop = stop.get_token();
        QCOMPARE(writeCatimaZip(file, shelf.cards, {}, shelf.picturesOf(), options).error().code, FailureCode::Cancelled);
        ExportOptions empty;
        empty.password.emplace();
        QCOMPARE(writeCatimaZip(file, shelf.cards, {}, shelf.picturesOf(), empty).error().code, FailureCode::PasswordWrong);

        QFile full(QStringLiteral("/dev/full"));
        QVERIFY(full.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QVERIFY(!writeCatimaZip(full, shelf.cards, {}, shelf.picturesOf()));
    }
};

QTEST_GUILESS_MAIN(TestCatimaWriter)
#include "tst_catimawriter.moc"
