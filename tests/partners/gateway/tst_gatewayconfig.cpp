// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/config.h"
#include "partners/gateway/descriptorissuer.h"
#include "tests/support/gatewayprocess.h"

#include <QTemporaryDir>
#include <QTest>

using namespace odna;

class TestGatewayConfig final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exampleIsTaken();
    void wrongValues_data();
    void wrongValues();
    void listensOnLoopbackOnly();
    void publishesOnlyWhatPhonesTake_data();
    void publishesOnlyWhatPhonesTake();
};

void TestGatewayConfig::exampleIsTaken()
{
    const auto config = parseConfig(exampleConfig(), QStringLiteral("/shop"));
    QVERIFY2(config, config ? "" : qPrintable(config.error().detail));
    QCOMPARE(config->port, quint16(8801));
    QCOMPARE(config->dataFolder, QStringLiteral("/shop/data"));
    QCOMPARE(config->descriptor.currency.code(), QStringLiteral("BYN"));
    QCOMPARE(config->descriptor.askedFields.size(), 1);
    QCOMPARE(config->connector.settings.value(QStringLiteral("base_folder")), QStringLiteral("/shop"));
}

void TestGatewayConfig::wrongValues_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("setting");
    const auto row = [](const char *name, const char *from, const char *to, const char *setting) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(setting);
    };
    row("not TOML", "[server]", "[server", "not TOML");
    row("not loopback", "127.0.0.1:8801", "0.0.0.0:8801", "server.listen");
    row("no port", "127.0.0.1:8801", "127.0.0.1", "server.listen");
    row("unknown setting", "threads = 0", "thread = 0", "server.thread");
    row("unknown section", "[purchases]", "[purchase]", "purchase");
    row("threads", "threads = 0", "threads = -1", "server.threads");
    row("a text for a number", "threads = 0", "threads = \"2\"", "server.threads");
    row("plain base", "# base_url = \"https", "base_url = \"http", "server.base_url");
    row("base with a path", "# base_url = \"https://loyalty.example.by\"", "base_url = \"https://loyalty.example.by/x\"",
        "server.base_url");
    row("retailer missing", "id = \"grocer.example.by\"", "", "retailer.id");
    row("retailer id", "id = \"grocer.example.by\"", "id = \"Grocer Example\"", "retailer.id");
    row("colour", "#2e7d32", "green", "retailer.colour");
    row("country", "\"BY\"", "\"Belarus\"", "retailer.country");
    row("tax ids", "tax_ids = [\"191234567\"]", "tax_ids = []", "retailer.tax_ids");
    row("currency", "\"BYN\"", "\"BYX\"", "retailer.currency");
    row("scheme", "[\"by-ui\"]", "[\"BY\"]", "retailer.receipt_schemes");
    row("flag", "sensitive = false", "sensitive = \"no\"", "retailer.sensitive");
    row("purposes", "\"personal_offers\"]\nfields", "\"spam\"]\nfields", "consent.purposes");
    row("field", "field = \"first_name\"", "field = \"shoe_size\"", "consent.fields");
    row("unknown receipts", "\"review\"\n", "\"perhaps\"\n", "purchases.unknown_receipts");
    row("limit", "idle_seconds = 60", "idle_seconds = 0", "limits.idle_seconds");
    row("nonces", "signatures_remembered = 2000000", "signatures_remembered = 1", "limits.signatures_remembered");
    row("connector list", "kind = \"none\"", "kind = \"none\"\nfolders = [1]", "connector.folders");
}

void TestGatewayConfig::wrongValues()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QFETCH(const QString, setting);
    auto text = exampleConfig();
    QVERIFY(text.contains(from));
    text.replace(from, to);
    const auto config = parseConfig(text, QStringLiteral("/shop"));
    QVERIFY(!config);
    QCOMPARE(config.error().code, FailureCode::ConfigInvalid);
    QVERIFY2(config.error().detail.contains(setting), qPrintable(config.error().detail));
    QVERIFY2(config.error().detail.contains(QStringLiteral("line ")), qPrintable(config.error().detail));
}

void TestGatewayConfig::listensOnLoopbackOnly()
{
    const auto ipv6 = withListen({}, QStringLiteral("[::1]:0"));
    QVERIFY(ipv6);
    QCOMPARE(ipv6->address, QStringLiteral("::1"));
    for (const auto *wrong : {"192.168.1.5:80", "[::]:80", "0.0.0.0:80", "127.0.0.1:99999", "shop.example.by:80", ""}) {
        const auto config = withListen({}, QString::fromLatin1(wrong));
        QVERIFY2(!config && config.error().code == FailureCode::ConfigInvalid, wrong);
    }
}

void TestGatewayConfig::publishesOnlyWhatPhonesTake_data()
{
    QTest::addColumn<QString>("brand");
    QTest::addColumn<int>("taxIds");
    QTest::addColumn<int>("languages");
    QTest::addColumn<int>("textLength");
    QTest::addColumn<QString>("named"); // empty: is taken
    QTest::newRow("usual") << QStringLiteral("Grocer") << 1 << 2 << 100 << QString();
    QTest::newRow("long brand") << QString(61, u'x') << 1 << 2 << 100 << QStringLiteral("$.brand");
    QTest::newRow("control character") << QStringLiteral("a\\u0007b") << 1 << 2 << 100 << QStringLiteral("$.legal_name");
    QTest::newRow("tax numbers") << QStringLiteral("Grocer") << 101 << 2 << 100 << QStringLiteral("$.tax_ids");
    QTest::newRow("languages") << QStringLiteral("Grocer") << 1 << 17 << 100 << QStringLiteral("$.consent.texts");
    QTest::newRow("too large") << QStringLiteral("Grocer") << 1 << 9 << 8000 << QStringLiteral("too_large");
}

void TestGatewayConfig::publishesOnlyWhatPhonesTake()
{
    QFETCH(const QString, brand);
    QFETCH(const int, taxIds);
    QFETCH(const int, languages);
    QFETCH(const int, textLength);
    QFETCH(const QString, named);
    const QTemporaryDir folder;
    GatewayProcess::Retailer retailer;
    retailer.brand = brand;
    for (int i = 1; i < taxIds; ++i) {
        retailer.taxId += QStringLiteral("\", \"%1").arg(100 + i);
    }
    auto text = GatewayProcess::configText(retailer);
    QByteArray texts = "[consent.text]\n";
    for (int i = 0; i < languages; ++i) {
        texts += "a" + QByteArray(1, static_cast<char>('a' + i)) + " = \"" + QByteArray(textLength, 'x') + "\"\n";
    }
    text.replace(text.indexOf("[consent.text]"), text.indexOf("[purchases]") - text.indexOf("[consent.text]"), texts);
    const auto config = parseConfig(text, folder.path());
    QVERIFY2(config, config ? "" : qPrintable(config.error().detail));
    const auto keys = GatewayKeys::create(config->dataFolder);
    QVERIFY(keys);
    auto descriptor = config->descriptor;
    descriptor.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:8801"));
    const SystemClock clock;
    const auto issuer = DescriptorIssuer::create(descriptor, *keys, config->dataFolder, clock);
    const auto kept = QFile::exists(config->dataFolder + QStringLiteral("/descriptor.json"));
    if (named.isEmpty()) {
        QVERIFY2(issuer && kept, issuer ? "" : qPrintable(describe(issuer.error())));
        return;
    }
    QVERIFY(!issuer && !kept);
    QCOMPARE(issuer.error().code, FailureCode::ConfigInvalid);
    QVERIFY2(issuer.error().detail.contains(named), qPrintable(issuer.error().detail));
}

QTEST_GUILESS_MAIN(TestGatewayConfig)
#include "tst_gatewayconfig.moc"
