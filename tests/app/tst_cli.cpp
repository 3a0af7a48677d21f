// SPDX-License-Identifier: Apache-2.0
// Runs the real odna-wallet as a process on real wallet folders.
#include "core/base/strictjson.h"
#include "core/card/cardnumber.h"
#include "core/card/raster.h"
#include "core/card/symbol.h"
#include "core/wire/descriptor.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace odna;

namespace {

const QString passphrase = QStringLiteral("верблюд и осёл");
const QString ruFns = QStringLiteral("t=20200927T1427&s=52.00&fn=9251440300227597&i=55497&fp=617635937&n=1");
const QString byUi = QStringLiteral("8FAB703F74748FDE1D0BD551");

struct Run
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QString errorCode() const
    {
        return QJsonDocument::fromJson(err).object().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString();
    }
};

Run runProgram(const QString &program, const QStringList &arguments, const QMap<QString, QString> &variables)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("ODNA_PASSPHRASE"));
    environment.remove(QStringLiteral("ODNA_RECOVERY_CODE"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable) {
        environment.insert(variable.key(), variable.value());
    }
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice()); // nobody is at the terminal
    process.start(program, arguments);
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace

#define COMPARE_STATUS(run, expected) QVERIFY2((run).status == (expected), QByteArray((run).out + (run).err).constData())

class TestCli final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder; // one wallet for the commands that only read it
    QString m_number;
    QString m_recoveryCode;

    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1StringView(name)); }
    [[nodiscard]] QString walletFolder() const { return path("wallet"); }

    [[nodiscard]] Run wallet(QStringList arguments,
                             const QMap<QString, QString> &variables = {{QStringLiteral("ODNA_PASSPHRASE"), passphrase}}) const
    {
        if (!arguments.contains(QStringLiteral("--wallet"))) {
            arguments << QStringLiteral("--wallet") << walletFolder();
        }
        return runProgram(QStringLiteral(ODNA_WALLET_PROGRAM), arguments, variables);
    }
    [[nodiscard]] Run words(const QByteArray &line) const { return wallet(QString::fromUtf8(line).split(u' ')); }

    QString drawn(const char *name, Symbology symbology, const QString &content) const
    {
        const auto symbol = Symbol::create(symbology, content);
        if (!symbol) {
            return {};
        }
        const auto raster = rasterOf(*symbol, 4, 120);
        const QImage image(reinterpret_cast<const uchar *>(raster.pixels.constData()), raster.width, raster.height, raster.width,
                           QImage::Format_Grayscale8);
        return image.save(path(name)) ? path(name) : QString();
    }
    [[nodiscard]] bool write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto made = words("new --json");
        COMPARE_STATUS(made, 0);
        m_number = made.json().value(QStringLiteral("card_number")).toString();
        m_recoveryCode = made.json().value(QStringLiteral("recovery_code")).toString();
        const auto number = CardNumber::parse(m_number);
        QVERIFY(number);
        QCOMPARE(made.json().value(QStringLiteral("grouped")).toString(), number->grouped());
        QVERIFY(m_recoveryCode.size() > 26);
        QVERIFY(!made.out.contains(passphrase.toUtf8()));
    }

    void usage_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"dance",
                                 "number extra",
                                 "number --colour",
                                 "code",
                                 "code --out x.gif",
                                 "code --format qr",
                                 "code --out a.png --format morse",
                                 "code --out a.png --format ean13",
                                 "code --out a.png --module-pixels 0",
                                 "code --out a.png --module-pixels x",
                                 "code --out a.png --out b.png",
                                 "code --out",
                                 "number --json=1",
                                 "scan",
                                 "link",
                                 "confirm 1",
                                 "confirm x --retailer a.b",
                                 "confirm 0 --retailer a.b",
                                 "grant a.example",
                                 "grant a.example dancing",
                                 "grant a.example membership:shoe",
                                 "withdraw",
                                 "withdraw a.example membership --erase",
                                 "profile shoe=44",
                                 "profile city",
                                 "inbox --limit 0",
                                 "recover",
                                 "help dance"}) {
            QTest::newRow(line) << QString::fromLatin1(line);
        }
    }
    void usage()
    {
        QFETCH(const QString, line);
        const auto run = wallet(line.split(u' '));
        COMPARE_STATUS(run, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY(run.err.contains("(usage_wrong)"));
        QVERIFY(run.err.contains("Example:")); // the help of the command, or of all
    }
    void noWordAtAll()
    {
        const auto run = runProgram(QStringLiteral(ODNA_WALLET_PROGRAM), {}, {});
        COMPARE_STATUS(run, 2);
        QVERIFY(run.err.contains("odna-wallet COMMAND"));
    }
    void cardsComeAndGo()
    {
        const QString csv = path("catima.csv");
        QFile file(csv);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("2\n\n_id\nFood\n\n_id,store,note,cardid,barcodetype,starstatus\n1,Grocer,\"two\n\nlines\",12345,CODE_128,1\n2,Florist,,"
                   "F-77,,0\n\n"
                   "cardId,groupId\n1,Food\n");
        file.close();
        const auto preview = wallet({QStringLiteral("import"), csv, QStringLiteral("--preview"), QStringLiteral("--json")});
        COMPARE_STATUS(preview, 0);
        QCOMPARE(preview.json().value(QStringLiteral("added")).toInt(), 2);
        QCOMPARE(words("cards --json").json().value(QStringLiteral("cards")).toArray().size(), 0);
        COMPARE_STATUS(wallet({QStringLiteral("import"), csv}), 0);
        const auto again = wallet({QStringLiteral("import"), csv, QStringLiteral("--json")});
        QCOMPARE(again.json().value(QStringLiteral("skipped")).toInt(), 2);
        QCOMPARE(words("cards --search grocer --json").json().value(QStringLiteral("cards")).toArray().size(), 1);
        // Out to Catima and into another wallet; and the whole wallet through a backup.
        QFile password(path("archive-password"));
        QVERIFY(password.open(QIODevice::WriteOnly));
        password.write("архив\n");
        password.close();
        COMPARE_STATUS(wallet({QStringLiteral("export"), QStringLiteral("--catima"), path("cards.zip"), QStringLiteral("--password-file"),
                               path("archive-password")}),
                       0);
        const QStringList other{QStringLiteral("--wallet"), path("second")};
        COMPARE_STATUS(wallet(QStringList{QStringLiteral("new")} + other), 0);
        const auto locked = wallet(QStringList{QStringLiteral("import"), path("cards.zip"), QStringLiteral("--json")} + other);
        COMPARE_STATUS(locked, 1);
        QCOMPARE(locked.errorCode(), QStringLiteral("password_needed"));
        const auto moved = wallet(QStringList{QStringLiteral("import"), path("cards.zip"), QStringLiteral("--password-file"),
                                              path("archive-password"), QStringLiteral("--json")}
                                  + other);
        COMPARE_STATUS(moved, 0);
        QCOMPARE(moved.json().value(QStringLiteral("added")).toInt(), 2);
        COMPARE_STATUS(wallet({QStringLiteral("backup"), path("wallet.odna")}), 0);
        const QStringList restored{QStringLiteral("--wallet"), path("restored")};
        const auto wrong = wallet(QStringList{QStringLiteral("restore"), path("wallet.odna"), QStringLiteral("--json")} + restored,
                                  {{QStringLiteral("ODNA_PASSPHRASE"), QStringLiteral("wrong")}});
        COMPARE_STATUS(wrong, 1);
        QCOMPARE(wrong.errorCode(), QStringLiteral("passphrase_wrong"));
        const auto back = wallet(QStringList{QStringLiteral("restore"), path("wallet.odna"), QStringLiteral("--json")} + restored,
                                 {{QStringLiteral("ODNA_RECOVERY_CODE"), m_recoveryCode}});
        COMPARE_STATUS(back, 0);
        QCOMPARE(back.json().value(QStringLiteral("card_number")).toString(), m_number);
        QCOMPARE(wallet(QStringList{QStringLiteral("cards"), QStringLiteral("--json")} + restored)
                     .json()
                     .value(QStringLiteral("cards"))
                     .toArray()
                     .size(),
                 2);
        const auto refused = wallet(QStringList{QStringLiteral("restore"), path("wallet.odna"), QStringLiteral("--json")} + restored);
        QCOMPARE(refused.errorCode(), QStringLiteral("wallet_exists"));
    }

    void wrongUsageForMachines()
    {
        const auto run = words("code --json");
        COMPARE_STATUS(run, 2);
        QCOMPARE(run.errorCode(), QStringLiteral("usage_wrong"));
    }

    void helpShowsAnExampleOfEachCommand_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command : {"new", "number", "code", "scan", "receipts", "confirm", "link", "links", "grant", "withdraw", "sync",
                                    "inbox", "outbox", "ledger", "profile", "recover", "lock", "wipe"}) {
            QTest::newRow(command) << QString::fromLatin1(command);
        }
    }
    void helpShowsAnExampleOfEachCommand()
    {
        QFETCH(const QString, command);
        const auto all = words("help");
        COMPARE_STATUS(all, 0);
        QVERIFY(all.out.contains(QByteArray("\n  " + command.toUtf8() + ' ')));
        for (const auto &line : {QStringList{QStringLiteral("help"), command}, QStringList{command, QStringLiteral("--help")}}) {
            const auto run = wallet(line, {});
            COMPARE_STATUS(run, 0);
            QVERIFY(run.out.contains(QByteArray("Example:\n  odna-wallet " + command.toUtf8())));
        }
    }

    void numberNeedsNoPassphrase()
    {
        const auto run = wallet({QStringLiteral("number"), QStringLiteral("--json")}, {});
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.json().value(QStringLiteral("card_number")).toString(), m_number);
        QCOMPARE(words("number").out.trimmed().replace(' ', ""), m_number.toLatin1());
    }

    void codeIsReadByAnotherDecoder_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("by default") << QString();
        QTest::newRow("code128") << QStringLiteral("code128");
        QTest::newRow("qr") << QStringLiteral("qr");
        QTest::newRow("code39") << QStringLiteral("code39");
    }
    void codeIsReadByAnotherDecoder()
    {
        QFETCH(const QString, format);
        const QString out = path("card.png");
        QStringList line{QStringLiteral("code"), QStringLiteral("--out"), out};
        if (!format.isEmpty()) {
            line << QStringLiteral("--format") << format;
        }
        const auto run = wallet(line, {});
        COMPARE_STATUS(run, 0);
        const auto read = runProgram(QStringLiteral("zbarimg"), {QStringLiteral("--quiet"), QStringLiteral("--raw"), out}, {});
        QCOMPARE(read.status, 0);
        QCOMPARE(read.out.trimmed(), m_number.toLatin1());
    }
    void modulePixels()
    {
        QImage one;
        QImage three;
        COMPARE_STATUS(wallet({QStringLiteral("code"), QStringLiteral("--out"), path("one.png"), QStringLiteral("--module-pixels"),
                               QStringLiteral("1")},
                              {}),
                       0);
        COMPARE_STATUS(
            wallet({QStringLiteral("code"), QStringLiteral("--out"), path("three.png"), QStringLiteral("--module-pixels=3")}, {}), 0);
        QVERIFY(one.load(path("one.png")));
        QVERIFY(three.load(path("three.png")));
        QCOMPARE(one.width(), 154); // 134 modules and twice the quiet zone of 10
        QCOMPARE(three.width(), 3 * 154);
    }
    void codeAsSvg()
    {
        const auto run = wallet({QStringLiteral("code"), QStringLiteral("--out"), path("card.svg")}, {});
        COMPARE_STATUS(run, 0);
        QFile file(path("card.svg"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("<svg"));
    }
    void codeIntoNowhere()
    {
        const auto run =
            wallet({QStringLiteral("code"), QStringLiteral("--out"), path("no/such/folder/card.png"), QStringLiteral("--json")}, {});
        COMPARE_STATUS(run, 1);
        QCOMPARE(run.errorCode(), QStringLiteral("storage_failed"));
    }

    void noWallet_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"number", "code --out x.png", "receipts", "sync", "inbox", "outbox", "ledger", "links", "profile", "lock",
                                 "recover", "wipe --yes"}) {
            QTest::newRow(line) << QString::fromLatin1(line);
        }
    }
    void noWallet()
    {
        QFETCH(const QString, line);
        const auto run = wallet(line.split(u' ') + QStringList{QStringLiteral("--wallet"), path("nothing"), QStringLiteral("--json")});
        COMPARE_STATUS(run, 1);
        QCOMPARE(run.errorCode(), QStringLiteral("wallet_missing"));
        QVERIFY(!QDir(path("nothing")).exists());
    }
    void neverOverAWallet()
    {
        const auto run = words("new --json");
        COMPARE_STATUS(run, 1);
        QCOMPARE(run.errorCode(), QStringLiteral("wallet_exists"));
        QCOMPARE(words("number --json").json().value(QStringLiteral("card_number")).toString(), m_number);
    }

    void passphraseWrong()
    {
        const auto run = wallet({QStringLiteral("receipts")}, {{QStringLiteral("ODNA_PASSPHRASE"), QStringLiteral("осёл")}});
        COMPARE_STATUS(run, 1);
        QVERIFY(run.out.isEmpty());
        QVERIFY(run.err.contains("(passphrase_wrong)"));
        QVERIFY(run.err.startsWith("odna-wallet: "));
    }
    void passphraseMissing()
    {
        const auto run = wallet({QStringLiteral("receipts"), QStringLiteral("--json")}, {});
        COMPARE_STATUS(run, 1);
        QCOMPARE(run.errorCode(), QStringLiteral("passphrase_needed"));
        QVERIFY(run.out.isEmpty());
        const auto empty = wallet({QStringLiteral("receipts"), QStringLiteral("--json")}, {{QStringLiteral("ODNA_PASSPHRASE"), QString()}});
        QCOMPARE(empty.errorCode(), QStringLiteral("passphrase_needed"));
        const auto made = wallet({QStringLiteral("new"), QStringLiteral("--wallet"), path("unmade"), QStringLiteral("--json")}, {});
        QCOMPARE(made.errorCode(), QStringLiteral("passphrase_needed"));
        QVERIFY(!QDir(path("unmade")).exists());
    }
    void passphraseFromFile()
    {
        const auto opens = [this](const QByteArray &content) {
            return write("pass", content)
                   && wallet({QStringLiteral("receipts"), QStringLiteral("--passphrase-file"), path("pass")}, {}).status == 0;
        };
        QVERIFY(opens(passphrase.toUtf8()));
        QVERIFY(opens(passphrase.toUtf8() + '\n'));
        QVERIFY(!opens(passphrase.toUtf8() + "\n\n")); // only one line end is not part of it
        // The same letters, composed differently by another keyboard
        QVERIFY(opens(passphrase.normalized(QString::NormalizationForm_D).toUtf8()));
        QVERIFY(passphrase.normalized(QString::NormalizationForm_D) != passphrase);
        const auto run = wallet({QStringLiteral("receipts"), QStringLiteral("--json"), QStringLiteral("--passphrase-file"), path("none")});
        COMPARE_STATUS(run, 1);
        QCOMPARE(run.errorCode(), QStringLiteral("file_unreadable"));
    }
    void noKeyStoreInThisSession()
    {
        const auto run = wallet({QStringLiteral("receipts"), QStringLiteral("--keystore"), QStringLiteral("--json")}, {});
        COMPARE_STATUS(run, 1);
        QVERIFY2(run.errorCode().startsWith(QLatin1StringView("keystore_")) || run.errorCode() == u"passphrase_needed",
                 run.err.constData());
    }

    void scanRuFns()
    {
        const auto picture = drawn("fns.png", Symbology::QrCode, ruFns);
        const auto run = wallet({QStringLiteral("scan"), picture, QStringLiteral("--json")});
        COMPARE_STATUS(run, 0);
        const auto code = run.json().value(QStringLiteral("codes")).toArray().first().toObject();
        QCOMPARE(code.value(QStringLiteral("kind")).toString(), QStringLiteral("receipt"));
        QCOMPARE(code.value(QStringLiteral("symbology")).toString(), QStringLiteral("qr"));
        const auto id = code.value(QStringLiteral("receipt_id")).toInteger();
        QVERIFY(id > 0);

        const auto list = words("receipts --json").json().value(QStringLiteral("receipts")).toArray();
        const auto held = list.first().toObject();
        QCOMPARE(held.value(QStringLiteral("id")).toInteger(), id);
        QCOMPARE(held.value(QStringLiteral("confirmed")).toBool(), false);
        const auto fiscal = held.value(QStringLiteral("receipt")).toObject().value(QStringLiteral("fiscal")).toObject();
        QCOMPARE(fiscal.value(QStringLiteral("scheme")).toString(), QStringLiteral("ru-fns"));
        QCOMPARE(fiscal.value(QStringLiteral("id")).toString(), QStringLiteral("9251440300227597:55497:617635937"));
        QVERIFY(words("receipts").out.contains("52.00 RUB"));

        const auto again = wallet({QStringLiteral("scan"), picture, QStringLiteral("--json")});
        COMPARE_STATUS(again, 1);
        QCOMPARE(again.errorCode(), QStringLiteral("receipt_repeated"));

        // Nobody to send it to
        const auto confirmed = wallet({QStringLiteral("confirm"), QString::number(id), QStringLiteral("--retailer"),
                                       QStringLiteral("a.example"), QStringLiteral("--json")});
        COMPARE_STATUS(confirmed, 1);
        QCOMPARE(confirmed.errorCode(), QStringLiteral("retailer_unknown"));
        QVERIFY(words("outbox --json").json().value(QStringLiteral("outbox")).toArray().isEmpty());
    }
    void scanByUiAsksForTheTotal()
    {
        const auto picture = drawn("by.png", Symbology::QrCode, byUi);
        const auto without = wallet({QStringLiteral("scan"), picture, QStringLiteral("--json")});
        COMPARE_STATUS(without, 1);
        QCOMPARE(without.errorCode(), QStringLiteral("receipt_needs_total"));
        COMPARE_STATUS(wallet({QStringLiteral("scan"), picture, QStringLiteral("--total"), QStringLiteral("25,505")}), 2);
        const auto run =
            wallet({QStringLiteral("scan"), picture, QStringLiteral("--json"), QStringLiteral("--total"), QStringLiteral("25,50")});
        COMPARE_STATUS(run, 0);
        const auto receipt =
            run.json().value(QStringLiteral("codes")).toArray().first().toObject().value(QStringLiteral("receipt")).toObject();
        QCOMPARE(receipt.value(QStringLiteral("total")).toObject(),
                 (QJsonObject{{QStringLiteral("amount"), 2550}, {QStringLiteral("currency"), QStringLiteral("BYN")}}));
        QCOMPARE(receipt.value(QStringLiteral("source")).toObject().value(QStringLiteral("total")).toString(), QStringLiteral("typed"));
        // The same receipt inside iKassa's link is the same receipt.
        const auto link = drawn("ikassa.png", Symbology::QrCode, QStringLiteral("https://receipts.cloud.ikassa.by/render/") + byUi);
        const auto again =
            wallet({QStringLiteral("scan"), link, QStringLiteral("--json"), QStringLiteral("--total"), QStringLiteral("25.50")});
        QCOMPARE(again.errorCode(), QStringLiteral("receipt_repeated"));
    }
    void scanReceiptAsFile()
    {
        const auto file = QFINDTESTDATA("../core/receipt/corpus/fnsjson/plain.json");
        COMPARE_STATUS(words("new --wallet " + path("other").toUtf8()), 0);
        const auto run = wallet({QStringLiteral("scan"), file, QStringLiteral("--json"), QStringLiteral("--wallet"), path("other")});
        COMPARE_STATUS(run, 0);
        const auto receipt =
            run.json().value(QStringLiteral("codes")).toArray().first().toObject().value(QStringLiteral("receipt")).toObject();
        QCOMPARE(receipt.value(QStringLiteral("lines")).toArray().size(), 1);
    }
    void scanOthers_data()
    {
        QTest::addColumn<Symbology>("symbology");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("kind"); // or the failure
        const auto row = [](const char *name, Symbology symbology, const char *content, const char *kind) {
            QTest::newRow(name) << symbology << QString::fromLatin1(content) << QString::fromLatin1(kind);
        };
        row("card", Symbology::Code128, "999027638836154327", "card");
        row("card for tills of the Openbravo family", Symbology::Code128, "c999027638836154327", "card");
        row("descriptor", Symbology::QrCode, "https://shop.example.by/.well-known/odna.json", "descriptor");
        row("card with a wrong digit", Symbology::Code128, "999027638836154328", "card_check_failed");
        row("another length", Symbology::Code128, "99902763883615432", "not_a_card");
        row("goods by weight", Symbology::Ean13, "2012345012349", "not_a_receipt");
        row("payment", Symbology::QrCode, "00020101021232320010A0000000000000000000006304ABCD", "not_a_receipt");
        row("another page", Symbology::QrCode, "https://example.com/", "receipt_format_unknown");
        row("future", Symbology::QrCode, "t=20990101T1200&s=1.00&fn=9251440300227597&i=1&fp=1&n=1", "receipt_from_future");
    }
    void scanOthers()
    {
        QFETCH(const Symbology, symbology);
        QFETCH(const QString, content);
        QFETCH(const QString, kind);
        const auto picture = drawn("other.png", symbology, content);
        QVERIFY(!picture.isEmpty());
        const auto run = wallet({QStringLiteral("scan"), picture, QStringLiteral("--json")}, {}); // needs no wallet opened
        if (run.status == 0) {
            const auto code = run.json().value(QStringLiteral("codes")).toArray().first().toObject();
            QCOMPARE(code.value(QStringLiteral("kind")).toString(), kind);
        } else {
            COMPARE_STATUS(run, 1);
            QCOMPARE(run.errorCode(), kind);
        }
    }
    void scanNoPicture()
    {
        QCOMPARE(wallet({QStringLiteral("scan"), path("none.png"), QStringLiteral("--json")}).errorCode(),
                 QStringLiteral("file_unreadable"));
        QVERIFY(write("text.png", "no picture"));
        QCOMPARE(wallet({QStringLiteral("scan"), path("text.png"), QStringLiteral("--json")}).errorCode(),
                 QStringLiteral("image_unreadable"));
        QImage white(200, 200, QImage::Format_Grayscale8);
        white.fill(Qt::white);
        QVERIFY(white.save(path("white.png")));
        QCOMPARE(wallet({QStringLiteral("scan"), path("white.png"), QStringLiteral("--json")}).errorCode(),
                 QStringLiteral("nothing_decoded"));
    }

    void linkingIsConsent()
    {
        // A retailer whose gateway is not there: a port that was free a moment ago.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto port = server.serverPort();
        server.close();

        const auto root = SigningKey::create();
        Descriptor descriptor;
        descriptor.retailerId = QStringLiteral("grocer.example.by");
        descriptor.sequence = 1;
        descriptor.issuedAt = QDateTime::currentDateTimeUtc().addSecs(-60);
        descriptor.expiresAt = descriptor.issuedAt.addDays(30);
        descriptor.legalName = QStringLiteral("ООО «Бакалея»");
        descriptor.brand = QStringLiteral("Бакалея\x1b[31m");
        descriptor.colour = QStringLiteral("#118833");
        descriptor.country = QStringLiteral("BY");
        descriptor.taxIds = {QStringLiteral("191234567")};
        descriptor.currency = *Currency::fromCode(u"BYN");
        descriptor.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
        descriptor.rootKey = root.publicKey();
        descriptor.answerKey = SigningKey::create().publicKey();
        descriptor.purposes = {Purpose::Membership, Purpose::PersonalOffers};
        descriptor.askedFields = {{ProfileField::City, Purpose::Membership}};
        descriptor.consent = {QStringLiteral("2026-1"),
                              {{QStringLiteral("en"), QStringLiteral("We keep your card number.")},
                               {QStringLiteral("ru"), QStringLiteral("Мы храним номер карты.")}}};
        descriptor.receiptSchemes = {QStringLiteral("by-ui")};
        descriptor.cardForms = {QStringLiteral("code128")};
        descriptor.privacyContact = QStringLiteral("privacy@grocer.example.by");
        // brand with an escape sequence: if the reader refuses such text outright, take it out; the terminal filter has its own check below
        if (!descriptorFromJson(toJson(descriptor))) {
            descriptor.brand = QStringLiteral("Бакалея");
        }
        QVERIFY(write("odna.json", jsonBytes(signDescriptor(descriptor, root).toJson())));

        const auto link = [this](QStringList more) {
            return wallet(QStringList{QStringLiteral("link"), path("odna.json"), QStringLiteral("--json")} + more);
        };
        const auto shown = link({QStringLiteral("--show"), QStringLiteral("--language"), QStringLiteral("ru")});
        COMPARE_STATUS(shown, 0);
        QCOMPARE(shown.json().value(QStringLiteral("consent")).toObject().value(QStringLiteral("text")).toString(),
                 QStringLiteral("Мы храним номер карты."));
        QCOMPARE(shown.json().value(QStringLiteral("asked")).toArray(),
                 (QJsonArray{QStringLiteral("membership"), QStringLiteral("personal_offers"), QStringLiteral("membership:city")}));
        const auto text = wallet({QStringLiteral("link"), path("odna.json"), QStringLiteral("--show")});
        COMPARE_STATUS(text, 0);
        QVERIFY(!text.out.contains('\x1b'));

        const auto silent = link({});
        COMPARE_STATUS(silent, 1);
        QCOMPARE(silent.errorCode(), QStringLiteral("consent_not_given"));
        COMPARE_STATUS(link({QStringLiteral("--yes"), QStringLiteral("--grant"), QStringLiteral("membership:phone")}), 2); // not asked for
        COMPARE_STATUS(link({QStringLiteral("--yes"), QStringLiteral("--grant"), QStringLiteral("fun")}), 2);
        const auto unreachable = link({QStringLiteral("--yes"), QStringLiteral("--grant"), QStringLiteral("personal_offers")});
        COMPARE_STATUS(unreachable, 1);
        QCOMPARE(unreachable.errorCode(), QStringLiteral("network_unreachable"));
        QVERIFY(words("links --json").json().value(QStringLiteral("links")).toArray().isEmpty());

        QVERIFY(write("odna.json", jsonBytes(signDescriptor(descriptor, SigningKey::create()).toJson())));
        QCOMPARE(link({QStringLiteral("--yes")}).errorCode(), QStringLiteral("descriptor_signature_bad"));
        QVERIFY(write("odna.json", "{}"));
        QCOMPARE(link({QStringLiteral("--yes")}).errorCode(), QStringLiteral("descriptor_malformed"));
        QCOMPARE(wallet({QStringLiteral("link"), QStringLiteral("http://shop.example.by"), QStringLiteral("--json")}).errorCode(),
                 QStringLiteral("descriptor_insecure"));
    }
    void retailerUnknown_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"grant a.example membership --yes", "withdraw a.example", "withdraw a.example membership"}) {
            QTest::newRow(line) << QString::fromLatin1(line);
        }
    }
    void retailerUnknown()
    {
        QFETCH(const QString, line);
        const auto run = wallet(line.split(u' ') + QStringList{QStringLiteral("--json")});
        COMPARE_STATUS(run, 1);
        QCOMPARE(run.errorCode(), QStringLiteral("retailer_unknown"));
    }

    void profile()
    {
        COMPARE_STATUS(wallet({QStringLiteral("profile"), QStringLiteral("city=Минск"), QStringLiteral("birthday=1990-12-31")}), 0);
        const auto profile = words("profile --json").json().value(QStringLiteral("profile")).toObject();
        QCOMPARE(profile, (QJsonObject{{QStringLiteral("city"), QStringLiteral("Минск")},
                                       {QStringLiteral("birthday"), QStringLiteral("1990-12-31")}}));
        const auto wrong = words("profile birthday=tomorrow --json");
        COMPARE_STATUS(wrong, 1);
        QCOMPARE(wrong.errorCode(), QStringLiteral("profile_value_wrong"));
        COMPARE_STATUS(words("profile birthday="), 0);
        QCOMPARE(words("profile").out, QByteArray("city=Минск\n"));
    }

    void emptyLists()
    {
        QVERIFY(words("links --json").json().value(QStringLiteral("links")).toArray().isEmpty());
        QVERIFY(words("outbox --json").json().value(QStringLiteral("outbox")).isArray());
        QVERIFY(words("ledger --json").json().value(QStringLiteral("ledger")).isArray());
        for (const char *line : {"inbox --json", "inbox --json --personal", "inbox --json --common"}) {
            QVERIFY(words(line).json().value(QStringLiteral("offers")).isArray());
        }
        const auto synced = words("sync --json");
        COMPARE_STATUS(synced, 0);
        QCOMPARE(synced.json(), (QJsonObject{{QStringLiteral("events"), 0}, {QStringLiteral("waiting"), 0}}));
    }

    void lockSaysHowThingsStand()
    {
        const auto run = wallet({QStringLiteral("lock"), QStringLiteral("--json")}, {});
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.json().value(QStringLiteral("opens_with")).toObject(),
                 (QJsonObject{
                     {QStringLiteral("keystore"), false}, {QStringLiteral("passphrase"), true}, {QStringLiteral("recovery_code"), true}}));
    }

    void recoverSetsANewPassphrase()
    {
        const QString folder = path("recovered");
        const auto made = words("new --json --wallet " + folder.toUtf8());
        COMPARE_STATUS(made, 0);
        const auto code = made.json().value(QStringLiteral("recovery_code")).toString();
        const QMap<QString, QString> changed{{QStringLiteral("ODNA_PASSPHRASE"), QStringLiteral("new one")}};
        const auto recover = [&](const QString &typed, const QStringList &more = {}) {
            auto variables = changed;
            variables.insert(QStringLiteral("ODNA_RECOVERY_CODE"), typed);
            return wallet(QStringList{QStringLiteral("recover"), QStringLiteral("--json"), QStringLiteral("--wallet"), folder} + more,
                          variables);
        };
        const QStringList receipts{QStringLiteral("receipts"), QStringLiteral("--wallet"), folder};

        QCOMPARE(recover(m_recoveryCode).errorCode(), QStringLiteral("recovery_code_wrong")); // of another wallet
        QCOMPARE(recover(code.chopped(1)).errorCode(), QStringLiteral("recovery_code_wrong"));
        COMPARE_STATUS(wallet(receipts), 0);

        const auto run = recover(code.toLower().replace(u'-', u' '));
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.json().value(QStringLiteral("card_number")), made.json().value(QStringLiteral("card_number")));
        COMPARE_STATUS(wallet(receipts, changed), 0);
        COMPARE_STATUS(wallet(receipts), 1); // the old passphrase

        const auto renewed = recover(code, {QStringLiteral("--new-code")});
        COMPARE_STATUS(renewed, 0);
        QCOMPARE(recover(code).errorCode(), QStringLiteral("recovery_code_wrong"));
        COMPARE_STATUS(recover(renewed.json().value(QStringLiteral("recovery_code")).toString()), 0);
    }

    void wipeAsksFirst()
    {
        const QString folder = path("wiped");
        COMPARE_STATUS(words("new --wallet " + folder.toUtf8()), 0);
        const auto silent = words("wipe --json --wallet " + folder.toUtf8());
        COMPARE_STATUS(silent, 1);
        QCOMPARE(silent.errorCode(), QStringLiteral("cancelled"));
        COMPARE_STATUS(words("number --wallet " + folder.toUtf8()), 0);
        COMPARE_STATUS(wallet({QStringLiteral("wipe"), QStringLiteral("--yes"), QStringLiteral("--wallet"), folder}, {}), 0);
        QCOMPARE(words("number --json --wallet " + folder.toUtf8()).errorCode(), QStringLiteral("wallet_missing"));
        QVERIFY(QDir(folder).entryList(QDir::Files | QDir::Hidden).filter(QStringLiteral("wallet.")).isEmpty());
        COMPARE_STATUS(words("new --wallet " + folder.toUtf8()), 0); // room for another
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
