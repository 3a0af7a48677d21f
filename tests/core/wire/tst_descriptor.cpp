// SPDX-License-Identifier: Apache-2.0
// A descriptor there and back, and everything for which a phone takes none.
#include "tests/core/wire/samples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

namespace {

QByteArray signedBytes(const Descriptor &descriptor, char rootKey = 'r')
{
    return jsonBytes(signDescriptor(descriptor, key(rootKey)).toJson());
}

QByteArray signedBytes(const QJsonObject &content)
{
    return jsonBytes(SignedText::make(descriptorContext(), jsonBytes(content), key('r')).toJson());
}

QUrl origin()
{
    return QUrl(u"https://gateway.example.by"_s);
}

PinnedRetailer pin(qint64 sequence = 7)
{
    return {u"grocer.example.by"_s, key('r').publicKey(), sequence};
}

FailureCode codeOf(const Result<Descriptor> &result)
{
    return result ? FailureCode::UsageWrong : result.error().code; // UsageWrong: nothing here refuses with it
}

} // namespace

class TestDescriptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack();
    void laterVersions();
    void consentTexts();
    void signatures();
    void pinning();
    void hosts_data();
    void hosts();
    void insecure_data();
    void insecure();
    void expiry();
    void orderOfRefusals();
    void tooLarge();
    void refuses_data();
    void refuses();
};

void TestDescriptor::thereAndBack()
{
    const FakeClock clock;
    const auto accepted = acceptDescriptor(signedBytes(descriptor()), origin(), clock);
    QVERIFY2(accepted, qPrintable(accepted ? QString() : describe(accepted.error())));
    QCOMPARE(*accepted, descriptor());
    // Out of a file or a code there is no origin to compare.
    QVERIFY(acceptDescriptor(signedBytes(descriptor()), QUrl(), clock));
}

void TestDescriptor::laterVersions()
{
    // What a later version adds is left out, not refused; what is left is still what the retailer signed.
    auto content = toJson(descriptor());
    content["later"_L1] = QJsonObject{{u"x"_s, 1}};
    content["purposes"_L1] = QJsonArray{u"membership"_s, u"teleportation"_s, u"personal_offers"_s};
    content["asked_fields"_L1] = QJsonArray{QJsonObject{{u"field"_s, u"shoe_size"_s}, {u"purpose"_s, u"membership"_s}},
                                            QJsonObject{{u"field"_s, u"first_name"_s}, {u"purpose"_s, u"membership"_s}}};
    QCOMPARE(acceptDescriptor(signedBytes(content), origin(), FakeClock()).value(), descriptor());
}

void TestDescriptor::consentTexts()
{
    const auto document = descriptor().consent;
    QCOMPARE(document.textIn(u"ru"_s), (ConsentText{u"Согласие\nна обработку"_s, u"ru"_s}));
    QCOMPARE(document.textIn(u"be"_s), (ConsentText{u"Consent"_s, u"en"_s}));
    QCOMPARE(ConsentDocument({u"1"_s, {{u"be"_s, u"Згода"_s}}}).textIn(u"en"_s), (ConsentText{u"Згода"_s, u"be"_s}));
    QCOMPARE(document.digestOf(u"be"_s), sha256("Consent"));
}

void TestDescriptor::signatures()
{
    const FakeClock clock;
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(descriptor(), 'x'), origin(), clock)), FailureCode::DescriptorSignatureBad);
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(descriptor(), 'a'), origin(), clock)), FailureCode::DescriptorSignatureBad);
    // Every place of the text is under the signature.
    auto text = signDescriptor(descriptor(), key('r'));
    text.text.replace("\"sensitive\":true", "\"sensitive\":false");
    QCOMPARE(codeOf(acceptDescriptor(jsonBytes(text.toJson()), origin(), clock)), FailureCode::DescriptorSignatureBad);
    // The same text signed as something else is no descriptor.
    const auto other = SignedText::make(consentContext(u"grocer.example.by"_s), jsonBytes(toJson(descriptor())), key('r'));
    QCOMPARE(codeOf(acceptDescriptor(jsonBytes(other.toJson()), origin(), clock)), FailureCode::DescriptorSignatureBad);
}

void TestDescriptor::pinning()
{
    const FakeClock clock;
    QVERIFY(acceptDescriptor(signedBytes(descriptor()), origin(), clock, pin(7)));
    QVERIFY(acceptDescriptor(signedBytes(descriptor()), origin(), clock, pin(6)));
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(descriptor()), origin(), clock, pin(8))), FailureCode::DescriptorOlder);
    // Whoever takes over the host signs with a root of his own.
    auto foreign = descriptor();
    foreign.rootKey = key('x').publicKey();
    foreign.sequence = 100;
    QVERIFY(acceptDescriptor(signedBytes(foreign, 'x'), origin(), clock));
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(foreign, 'x'), origin(), clock, pin())), FailureCode::DescriptorSignatureBad);
    // The pinned root itself names its successor.
    const auto rotated = acceptDescriptor(signedBytes(foreign, 'r'), origin(), clock, pin());
    QVERIFY(rotated);
    QCOMPARE(rotated->rootKey, key('x').publicKey());
    // One root for two retailers does not let one stand for the other.
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(descriptor(u"pharmacy.example.by"_s)), origin(), clock, pin())),
             FailureCode::DescriptorSignatureBad);
}

void TestDescriptor::hosts_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<bool>("taken");
    QTest::newRow("same") << u"https://gateway.example.by"_s << true;
    QTest::newRow("path of the request") << u"https://gateway.example.by/.well-known/odna.json"_s << true;
    QTest::newRow("default port") << u"https://gateway.example.by:443"_s << true;
    QTest::newRow("upper case") << u"HTTPS://Gateway.Example.BY"_s << true;
    QTest::newRow("other host") << u"https://gateway.example.ru"_s << false;
    QTest::newRow("host below") << u"https://evil.gateway.example.by"_s << false;
    QTest::newRow("host above") << u"https://example.by"_s << false;
    QTest::newRow("user") << u"https://gateway.example.by@evil.example"_s << false;
    QTest::newRow("port") << u"https://gateway.example.by:8443"_s << false;
    QTest::newRow("scheme") << u"http://gateway.example.by"_s << false;
    QTest::newRow("scheme with the port") << u"http://gateway.example.by:443"_s << false;
}

void TestDescriptor::hosts()
{
    QFETCH(QString, from);
    QFETCH(bool, taken);
    const auto code = codeOf(acceptDescriptor(signedBytes(descriptor()), QUrl(from), FakeClock()));
    QCOMPARE(code, taken ? FailureCode::UsageWrong : FailureCode::DescriptorWrongHost);
}

void TestDescriptor::insecure_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("taken");
    for (const auto *url : {"http://127.0.0.1:8080", "http://127.255.0.9", "http://[::1]:8080", "http://localhost:8080"}) {
        QTest::newRow(url) << QString::fromLatin1(url) << true;
    }
    for (const auto *url : {"http://gateway.example.by", "http://10.0.0.1", "http://128.0.0.1", "http://127.0.0.1.example.by",
                            "http://localhost.example.by", "http://[::2]", "http://0.0.0.0", "http://127.example.by"}) {
        QTest::newRow(url) << QString::fromLatin1(url) << false;
    }
}

void TestDescriptor::insecure()
{
    QFETCH(QString, url);
    QFETCH(bool, taken);
    auto changed = descriptor();
    changed.baseUrl = QUrl(url);
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(changed), QUrl(url), FakeClock())),
             taken ? FailureCode::UsageWrong : FailureCode::DescriptorInsecure);
}

void TestDescriptor::expiry()
{
    FakeClock clock;
    clock.set(descriptor().expiresAt.addMSecs(-1));
    QVERIFY(acceptDescriptor(signedBytes(descriptor()), origin(), clock));
    clock.set(descriptor().expiresAt);
    QCOMPARE(codeOf(acceptDescriptor(signedBytes(descriptor()), origin(), clock)), FailureCode::DescriptorExpired);
}

void TestDescriptor::orderOfRefusals()
{
    // Everything wrong at once; mended one by one.
    FakeClock clock;
    clock.set(descriptor().expiresAt);
    auto wrong = descriptor();
    wrong.baseUrl = QUrl(u"http://gateway.example.by"_s);
    const auto accept = [&](char root, const QUrl &from) {
        return codeOf(acceptDescriptor(signedBytes(wrong, root), from, clock, pin(8)));
    };
    QCOMPARE(accept('x', origin()), FailureCode::DescriptorSignatureBad);
    QCOMPARE(accept('r', origin()), FailureCode::DescriptorWrongHost);
    QCOMPARE(accept('r', wrong.baseUrl), FailureCode::DescriptorInsecure);
    wrong.baseUrl = origin();
    QCOMPARE(accept('r', origin()), FailureCode::DescriptorExpired);
    clock.set(moment());
    QCOMPARE(accept('r', origin()), FailureCode::DescriptorOlder);
    wrong.sequence = 8;
    QCOMPARE(accept('r', origin()), FailureCode::UsageWrong);
}

void TestDescriptor::tooLarge()
{
    auto bytes = signedBytes(descriptor());
    bytes.append(QByteArray(64 * 1024 - bytes.size(), ' '));
    QVERIFY(acceptDescriptor(bytes, origin(), FakeClock()));
    QCOMPARE(codeOf(acceptDescriptor(QByteArray(bytes + ' '), origin(), FakeClock())), FailureCode::TooLarge);
}

void TestDescriptor::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("with");
    const auto row = [](const char *path, const QJsonValue &with) {
        const QByteArray name = path + (' ' + jsonBytes({{u"v"_s, with}}).left(60));
        QTest::newRow(name.constData()) << QString::fromLatin1(path) << with;
    };
    const QJsonValue missing(QJsonValue::Undefined);
    for (const auto *key : {"retailer_id", "sequence", "issued_at", "expires_at", "legal_name", "brand", "colour", "country", "tax_ids",
                            "currency", "base_url", "root_key", "answer_key", "purposes", "asked_fields", "consent", "receipt_schemes",
                            "card_forms", "privacy_contact"}) {
        row(key, missing);
        row(key, QJsonValue::Null);
    }
    for (const auto *id : {"ab", "Grocer.by", "grocer/by", "../..", "grocer by"}) {
        row("retailer_id", QString::fromLatin1(id));
    }
    row("retailer_id", QString(65, u'a'));
    row("sequence", 0);
    row("sequence", 1.5);
    row("expires_at", u"2026-08-01T12:30:05.000Z"_s);
    row("legal_name", QString(201, u'x'));
    row("brand", u"a\nb"_s);
    row("colour", u"red"_s);
    row("colour", u"#20A04Z"_s);
    row("country", u"by"_s);
    row("tax_ids", QJsonArray{1});
    row("currency", u"XYZ"_s);
    for (const auto *url : {"gateway.example.by", "ftp://gateway.example.by", "https://", "https://gateway.example.by/",
                            "https://gateway.example.by/v1", "https://gateway.example.by?x=1", "https://gateway.example.by#x",
                            "https://user@gateway.example.by", "https://@gateway.example.by", "https://gateway.example.by:0",
                            "https://gateway.example.by:99999", "javascript:alert(1)", "file:///etc/passwd", "https://a b"}) {
        row("base_url", QString::fromLatin1(url));
    }
    row("root_key", QString(43, u'A'));
    row("answer_key", u"abc"_s);
    row("purposes", QJsonArray{});
    row("purposes", QJsonArray{u"personal_offers"_s});
    row("asked_fields", QJsonArray{u"first_name"_s});
    row("asked_fields", QJsonArray{QJsonObject{{u"field"_s, u"first_name"_s}}});
    row("consent.version", missing);
    row("consent.texts", QJsonObject{});
    row("consent.texts", QJsonObject{{u"Русский"_s, u"x"_s}});
    row("consent.texts", QJsonObject{{u"ru"_s, u""_s}});
    row("consent.texts", QJsonObject{{u"ru"_s, 5}});
    row("consent.texts", QJsonObject{{u"ru"_s, QString(4097, u'ж')}});
    row("receipt_schemes", QJsonArray{u"by ui"_s});
    row("sensitive", u"yes"_s);
    row("card_forms", QJsonArray{});
    row("capabilities", u"all"_s);
    row("privacy_contact", u""_s);
}

void TestDescriptor::refuses()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, with);
    const auto content = spoiled(toJson(descriptor()), path, with).toObject();
    const auto result = acceptDescriptor(signedBytes(content), origin(), FakeClock());
    QCOMPARE(codeOf(result), FailureCode::DescriptorMalformed);
    QVERIFY2(result.error().detail.startsWith(u"$." + path), qPrintable(result.error().detail));
}

QTEST_APPLESS_MAIN(TestDescriptor)
#include "tst_descriptor.moc"
