// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/passstrings.h"
#include "tests/core/exchange/passsamples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

using Signature = ClassicCard::PassSignature;
Q_DECLARE_METATYPE(Signature)

namespace {

const auto passType = "pass.org.example.shop";

ImportOptions inLocales(const QStringList &locales)
{
    ImportOptions options;
    options.locales = locales;
    return options;
}

ClassicCard cardOf(const QByteArray &json)
{
    const auto pocket = readBytes(pass({{"pass.json", json}}));
    return pocket && pocket->cards.size() == 1 ? pocket->cards[0].card : ClassicCard();
}

QByteArray replaced(QByteArray bytes, const char *before, const char *after)
{
    Q_ASSERT(bytes.contains(before));
    return bytes.replace(before, after);
}

} // namespace

class TestPass final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholePass()
    {
        const Signer signer(passType);
        const auto pocket = readBytes(pass(passFiles(), &signer), inLocales({QStringLiteral("ru_BY")}));
        QVERIFY2(pocket.has_value(), pocket ? "" : qPrintable(describe(pocket.error())));
        QCOMPARE(pocket->format, QStringLiteral("pkpass"));
        QCOMPARE(pocket->remarks, QStringList());
        const auto &card = pocket->cards.at(0).card;
        QCOMPARE(card.name, QStringLiteral("Лавка \"Кот\""));
        QCOMPARE(card.note, QString());
        QCOMPARE(card.number, QStringLiteral("17"));
        const CodeContent content{Symbology::QrCode, QStringLiteral("Кот 17"), QStringLiteral("Кот 17").toUtf8(), 26, false};
        QVERIFY(card.code == content);
        QCOMPARE(card.colour.value(), 0x1020FFU);
        QCOMPARE(card.validUntil.value(), QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC));
        QCOMPARE(card.validFrom.value(), QDateTime(QDate(2026, 6, 1), QTime(10, 0), Qt::UTC));
        QVERIFY(card.balance == Money::parse(u"21.75", *Currency::fromCode(u"BYN")));
        const auto nbsp = QString(QChar(QChar::Nbsp));
        const QList<CardField> fields = {{{}, QStringLiteral("Loyalty card"), true},
                                         {QStringLiteral("points"), QStringLiteral("1") + nbsp + QStringLiteral("204"), false},
                                         {QStringLiteral("Остаток"), QStringLiteral("21,75") + nbsp + QStringLiteral("BYN"), false},
                                         {QStringLiteral("Уровень"), QStringLiteral("Золото"), false},
                                         {QStringLiteral("off"), QStringLiteral("5%"), false},
                                         {QStringLiteral("terms"), QStringLiteral("Line 1\nLine 2"), true}};
        QCOMPARE(card.fields.size(), fields.size());
        for (qsizetype at = 0; at < fields.size(); ++at) {
            QCOMPARE(card.fields[at].label, fields[at].label);
            QCOMPARE(card.fields[at].value, fields[at].value);
            QCOMPARE(card.fields[at].onBack, fields[at].onBack);
        }
        QVERIFY((card.origin == CardOrigin{QStringLiteral("pkpass"), QStringLiteral("pass.org.example.shop/A-17")}));
        QVERIFY((card.updates
                 == PassUpdates{QStringLiteral("https://passes.example.org/"), QString::fromLatin1(passType), QStringLiteral("A-17"),
                                QStringLiteral("0123456789abcdef0123"), QString()}));
        QVERIFY((pocket->cards[0].pictures == CardPictures{png('2'), png('r'), {}, {}}));
        QVERIFY(!card.archived);
    }
    void otherLanguages()
    {
        QCOMPARE(readBytes(pass(passFiles()), inLocales({QStringLiteral("de")}))->cards[0].card.name, QStringLiteral("Cat's shop"));
        QCOMPARE(readBytes(pass(passFiles()), inLocales({QStringLiteral("de"), QStringLiteral("RU")}))->cards[0].card.fields[3].value,
                 QStringLiteral("Золото"));
        QCOMPARE(bestLocale({QStringLiteral("pt-BR"), QStringLiteral("pt_PT")}, {QStringLiteral("pt-PT")}), QStringLiteral("pt_PT"));
        QCOMPARE(bestLocale({QStringLiteral("be")}, {}), QStringLiteral("be"));
        QCOMPARE(bestLocale({}, {QStringLiteral("be")}), QString());
    }
    void strings_data()
    {
        QTest::addColumn<QByteArray>("table");
        const auto wide = [](bool bigEndian, bool mark) {
            QByteArray bytes;
            for (const QChar letter : QString((mark ? QStringLiteral("\uFEFF") : QString()) + QStringLiteral("\"a\" = \"б\";"))) {
                const auto pair = little(letter.unicode(), 2);
                bytes += bigEndian ? little(static_cast<quint64>(letter.unicode() >> 8U | (letter.unicode() & 0xFFU) << 8U), 2) : pair;
            }
            return bytes;
        };
        QTest::newRow("UTF-8") << QByteArray("\"a\" = \"\xD0\xB1\";");
        QTest::newRow("UTF-8 with a mark") << QByteArray("\xEF\xBB\xBF\"a\"=\"\xD0\xB1\";");
        QTest::newRow("UTF-16LE with a mark") << wide(false, true);
        QTest::newRow("UTF-16BE with a mark") << wide(true, true);
        QTest::newRow("UTF-16LE") << wide(false, false);
        QTest::newRow("UTF-16BE") << wide(true, false);
        QTest::newRow("after rubbish") << QByteArray("} \"x\" \"y\" = ; /* \"a\" = \"z\"; */ \"a\" = \"\xD0\xB1\"; \"c\" = \"open");
    }
    void strings()
    {
        QFETCH(const QByteArray, table);
        QCOMPARE(readPassStrings(table).value(QStringLiteral("a")), QStringLiteral("б"));
        for (qsizetype size = 0; size < table.size(); ++size) {
            (void)readPassStrings(QByteArrayView(table).first(size));
        }
    }
    void codes_data()
    {
        QTest::addColumn<QByteArray>("barcode");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("eci"); // 0: none
        QTest::newRow("Latin-1") << QByteArray(R"("messageEncoding": "iso-8859-1", "message": "Käse")") << QByteArray("K\xE4se") << 0;
        QTest::newRow("UTF-8") << QByteArray(R"("messageEncoding": "UTF-8", "message": "Käse")") << QByteArray("K\xC3\xA4se") << 26;
        QTest::newRow("ASCII") << QByteArray(R"("messageEncoding": "utf-8", "message": "A1")") << QByteArray("A1") << 0;
        QTest::newRow("none named") << QByteArray(R"("message": "Käse")") << QByteArray("K\xE4se") << 0;
        QTest::newRow("not Latin-1 at all") << QByteArray(R"("messageEncoding": "iso-8859-1", "message": "Я")") << QByteArray("\xD0\xAF")
                                            << 26;
    }
    void codes()
    {
        QFETCH(const QByteArray, barcode);
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, eci);
        const auto card =
            cardOf(R"({"formatVersion":1,"organizationName":"A","barcode":{"format":"PKBarcodeFormatAztec",)" + barcode + "}}");
        QVERIFY(card.code.has_value());
        QCOMPARE(card.code->symbology, Symbology::Aztec);
        QCOMPARE(card.code->bytes, bytes);
        QCOMPARE(card.code->eci.value_or(0), eci);
    }
    void styles()
    {
        for (const auto *style : {"boardingPass", "coupon", "eventTicket", "generic", "storeCard"}) {
            const QByteArray head = R"({"formatVersion":1,"organizationName":"A","voided":true,"backgroundColor":"#0a0B0c")";
            const QByteArray json = head + ",\"" + style + "\":" + R"({"secondaryFields":[{"label":"L","value":"V"}]}})";
            const auto card = cardOf(json);
            QVERIFY2((card.fields == QList<CardField>{{QStringLiteral("L"), QStringLiteral("V"), false}}), style);
            QVERIFY(card.archived);
            QCOMPARE(card.colour.value(), 0x0A0B0CU);
            QVERIFY(!card.updates);
        }
    }
    void datesAreWritten()
    {
        const auto pocket = readBytes(pass({{"pass.json", R"({"formatVersion":1,"organizationName":"A","generic":{"backFields":[
            {"label":"d","value":"2026-03-05T10:15:00Z","dateStyle":"PKDateStyleShort","timeStyle":"PKDateStyleNone","ignoresTimeZone":true},
            {"label":"t","value":"2026-03-05T10:15:00Z","timeStyle":"PKDateStyleShort","ignoresTimeZone":true}]}})"}}),
                                      inLocales({QStringLiteral("ru")}));
        QCOMPARE(pocket->cards[0].card.fields[0].value, QStringLiteral("05.03.2026"));
        QCOMPARE(pocket->cards[0].card.fields[1].value, QStringLiteral("10:15"));
    }
    void updatesNeedTls()
    {
        QVERIFY(cardOf(passJson).updates.has_value());
        QVERIFY(!cardOf(replaced(passJson, "https://passes", "http://passes")).updates);
        QVERIFY(!cardOf(replaced(passJson, "0123456789abcdef0123", "")).updates);
    }
    void signatures_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("roots");
        QTest::addColumn<Signature>("signature");
        static const Signer signer(passType);
        static const Signer another("pass.org.example.other");
        const auto files = passFiles();
        const auto row = [](const char *name, const QByteArray &file, const QByteArray &roots, Signature signature) {
            QTest::newRow(name) << file << roots << signature;
        };
        const auto with = [&](const QByteArray &manifest, const QByteArray &signature) {
            return handZip(QList<Entry>(files) << Entry{"manifest.json", manifest} << Entry{"signature", signature});
        };
        const auto manifest = manifestOf(files);
        row("no manifest", handZip(files), {}, Signature::None);
        row("unsigned", pass(files), {}, Signature::None);
        row("signer unknown", pass(files, &signer), {}, Signature::Foreign);
        row("signer trusted", pass(files, &signer), signer.rootPem(), Signature::Good);
        row("another root", pass(files, &signer), another.rootPem(), Signature::Foreign);
        row("roots that are none", pass(files, &signer), "what", Signature::Foreign);
        row("for another pass type", pass(files, &another), another.rootPem(), Signature::Foreign);
        row("over another manifest", with(manifest, signer.sign(manifest + ' ')), signer.rootPem(), Signature::Bad);
        row("with its own content", with(manifest, signer.sign(manifest, false)), signer.rootPem(), Signature::Bad);
        row("no signature at all", with(manifest, "what"), signer.rootPem(), Signature::Bad);
        row("an empty one", with(manifest, ""), signer.rootPem(), Signature::Bad);
        row("manifest is no JSON", with("what", signer.sign("what")), signer.rootPem(), Signature::Bad);
        row("without its manifest", handZip(QList<Entry>(files) << Entry{"signature", signer.sign("")}), {}, Signature::Bad);
        auto added = files;
        added.append({"extra.png", png('x')});
        row("a file more", handZip(QList<Entry>(added) << Entry{"manifest.json", manifest} << Entry{"signature", signer.sign(manifest)}),
            {}, Signature::Bad);
        const auto longer = manifestOf(added);
        row("a file less", with(longer, signer.sign(longer)), {}, Signature::Bad);
        auto changed = files;
        changed[1].content = png('9');
        row("a file changed",
            handZip(QList<Entry>(changed) << Entry{"manifest.json", manifest} << Entry{"signature", signer.sign(manifest)}), {},
            Signature::Bad);
    }
    void signatures()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QByteArray, roots);
        QFETCH(const Signature, signature);
        ImportOptions options;
        options.passRoots = roots;
        const auto pocket = readBytes(file, options);
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->cards[0].card.signature, signature);
    }
    void bundles()
    {
        const auto bundle = handZip({{"one.pkpass", pass(passFiles()), false},
                                     {"two.pkpass", pass({{"pass.json", replaced(passJson, "A-17", "A-18")}}), true, true},
                                     {"__MACOSX/._two.pkpass", "rubbish"}});
        const auto pocket = readBytes(bundle);
        QVERIFY(pocket.has_value());
        QCOMPARE(pocket->cards.size(), 2);
        QCOMPARE(pocket->cards[1].card.origin.sourceId, QStringLiteral("pass.org.example.shop/A-18"));
        QCOMPARE(readBytes(handZip({{"one.pkpass", "rubbish"}})).error().code, FailureCode::ImportDamaged);
        const auto nested = handZip({{"one.pkpass", bundle}});
        QCOMPARE(readBytes(nested).error().code, FailureCode::ImportDamaged);
        QList<Entry> many;
        for (int at = 0; at <= 200; ++at) {
            many.append({QByteArray::number(at) + ".pkpass", "x"});
        }
        QCOMPARE(readBytes(handZip(many)).error().code, FailureCode::ImportTooLarge);
    }
    void refusals()
    {
        const auto code = [](const QByteArray &json) { return readBytes(handZip({{"pass.json", json}})).error().code; };
        QCOMPARE(code("{"), FailureCode::ImportDamaged);
        QCOMPARE(code(R"({"formatVersion":2,"organizationName":"A"})"), FailureCode::ImportUnknown);
        QCOMPARE(code(R"({"formatVersion":1})"), FailureCode::ImportDamaged);
        QCOMPARE(code("{\"a\":\"" + QByteArray(1024 * 1024, 'a') + "\"}"), FailureCode::ImportTooLarge);
        QCOMPARE(readBytes(pass({{"pass.json", passJson}, {"strip.png", png('\0', 15 * 1024 * 1024)}})).error().code,
                 FailureCode::ImportTooLarge);
    }
};

QTEST_APPLESS_MAIN(TestPass)
#include "tst_pass.moc"
