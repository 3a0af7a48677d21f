// SPDX-License-Identifier: Apache-2.0
// RFC 9421 as docs/protocol.md narrows it: the published vector, the worked example of the document, and every way to be refused.
#include "core/base/bytes.h"
#include "core/wire/httpsignature.h"

#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTest>

using namespace odna;

namespace {

SigningKey keyOf(char fill)
{
    return SigningKey::fromSeed(SecretBytes(QByteArray(32, fill)));
}

RequestParts aRequest()
{
    return {"POST", "gateway.example.by", "/v1/purchases", "", R"({"op_id":"01K1J8Z0Q4T7M2V9X3B6C5D8EF"})"};
}

QDateTime aMoment()
{
    return FakeClock().now();
}

FailureCode codeOf(const Result<SignatureClaims> &result)
{
    return result ? FailureCode::UsageWrong : result.error().code; // UsageWrong: nothing here refuses with it
}

} // namespace

Q_DECLARE_METATYPE(odna::RequestParts)

class TestHttpSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedVector();
    void workedExample();
    void ownRequestsAndAnswersVerify();
    void queryComponent();
    void everyChangeIsRefused_data();
    void everyChangeIsRefused();
    void everyOtherHeaderIsRefused_data();
    void everyOtherHeaderIsRefused();
    void windowOfFiveMinutes();
    void anotherKeyIsRefused();
    void noncesDiffer();
    void answerBelongsToOneRequest();
    void answerChangesAreRefused();
    void unsignedRequestsGetNoAnswerSignature();
};

void TestHttpSignature::publishedVector()
{
    // RFC 9421 appendix B.2.6 with test-key-ed25519 of B.1.4.
    const auto seed = QByteArray::fromBase64("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU", QByteArray::Base64UrlEncoding);
    const auto key = SigningKey::fromSeed(SecretBytes(seed));
    QCOMPARE(key.publicKey().text(), QStringLiteral("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"));
    const QByteArray parameters =
        R"(("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519")";
    const auto base = signatureBase({{"\"date\"", "Tue, 20 Apr 2021 02:07:55 GMT"},
                                     {"\"@method\"", "POST"},
                                     {"\"@path\"", "/foo"},
                                     {"\"@authority\"", "example.com"},
                                     {"\"content-type\"", "application/json"},
                                     {"\"content-length\"", "18"}},
                                    parameters);
    const QByteArray expected = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    QCOMPARE(key.sign(base).toBase64(), expected);
    QVERIFY(key.publicKey().verifies(base, QByteArray::fromBase64(expected)));
}

void TestHttpSignature::ownRequestsAndAnswersVerify()
{
    const auto key = keyOf('p');
    const auto request = aRequest();
    const auto headers = signRequest(request, key, aMoment());
    const auto read = readClaims(headers.signatureInput);
    QVERIFY(read);
    QCOMPARE(read->keyId, key.publicKey().text());
    const auto claims = verifyRequest(request, headers, key.publicKey(), aMoment());
    QVERIFY(claims);
    QCOMPARE(claims->created, aMoment());
    QCOMPARE(claims->nonce.size(), 22);

    const auto gateway = keyOf('g');
    const auto answer = signAnswer(202, "{}", headers.signature, gateway, aMoment());
    QVERIFY(verifyAnswer(202, "{}", answer, headers.signature, gateway.publicKey()));
}

void TestHttpSignature::workedExample()
{
    // The example of docs/protocol.md, section "A worked example": everything printed there is made here.
    const auto key = SigningKey::fromSeed(SecretBytes(sha256("odna worked example: link key")));
    const auto gateway = SigningKey::fromSeed(SecretBytes(sha256("odna worked example: answer key")));
    const RequestParts request{"GET", "gateway.example.by", "/v1/inbox", "link=lnk_01K1J8Z0Q4T7M2V9X3B6C5D8EF&after=0&wait=25", ""};
    const auto digest = contentDigest(request.body);
    const QByteArray parameters =
        R"(("@method" "@authority" "@path" "@query" "content-digest");created=1785587405;nonce="AAECAwQFBgcICQoLDA0ODw";keyid=")"
        + key.publicKey().text().toLatin1() + R"(";alg="ed25519")";
    const auto base = signatureBase({{"\"@method\"", request.method},
                                     {"\"@authority\"", request.authority},
                                     {"\"@path\"", request.path},
                                     {"\"@query\"", '?' + request.query},
                                     {"\"content-digest\"", digest}},
                                    parameters);
    const SignatureHeaders headers{digest, "odna=" + parameters, "odna=:" + key.sign(base).toBase64() + ':'};
    QVERIFY(verifyRequest(request, headers, key.publicKey(), aMoment()));
    const QByteArray answerBody = R"({"events":[],"next":0})";
    const auto answer = signAnswer(200, answerBody, headers.signature, gateway, aMoment());
    QVERIFY(verifyAnswer(200, answerBody, answer, headers.signature, gateway.publicKey()));

    QFile file(QStringLiteral(ODNA_PROTOCOL_MD));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto document = file.readAll();
    for (const QByteArray &printed :
         std::initializer_list<QByteArray>{base, "Content-Digest: " + headers.contentDigest, "Signature-Input: " + headers.signatureInput,
                                           "Signature: " + headers.signature, "Content-Digest: " + answer.contentDigest,
                                           "Signature-Input: " + answer.signatureInput, "Signature: " + answer.signature}) {
        QVERIFY2(document.contains(printed), printed.constData());
    }
}

void TestHttpSignature::queryComponent()
{
    // RFC 9421 section 2.2.7: a request without query is signed with "?".
    const auto key = keyOf('p');
    const auto without = aRequest();
    auto headers = signRequest(without, key, aMoment());
    const auto base = signatureBase({{"\"@method\"", "POST"},
                                     {"\"@authority\"", "gateway.example.by"},
                                     {"\"@path\"", "/v1/purchases"},
                                     {"\"@query\"", "?"},
                                     {"\"content-digest\"", headers.contentDigest}},
                                    headers.signatureInput.sliced(5));
    headers.signature = "odna=:" + key.sign(base).toBase64() + ':';
    QVERIFY(verifyRequest(without, headers, key.publicKey(), aMoment()));
}

void TestHttpSignature::everyChangeIsRefused_data()
{
    QTest::addColumn<RequestParts>("changed");
    const auto row = [](const char *name, const auto &change) {
        auto request = aRequest();
        change(request);
        QTest::newRow(name) << request;
    };
    row("method", [](RequestParts &parts) { parts.method = "PUT"; });
    row("authority", [](RequestParts &parts) { parts.authority = "gateway.example.ru"; });
    row("port", [](RequestParts &parts) { parts.authority += ":8443"; });
    row("path", [](RequestParts &parts) { parts.path += '/'; });
    row("query", [](RequestParts &parts) { parts.query = "erase=true"; });
    row("path and query exchanged", [](RequestParts &parts) { parts.path += '?'; });
    row("body", [](RequestParts &parts) { parts.body += ' '; });
    row("empty body", [](RequestParts &parts) { parts.body.clear(); });
}

void TestHttpSignature::everyChangeIsRefused()
{
    QFETCH(RequestParts, changed);
    const auto key = keyOf('p');
    auto headers = signRequest(aRequest(), key, aMoment());
    QCOMPARE(codeOf(verifyRequest(changed, headers, key.publicKey(), aMoment())), FailureCode::SignatureInvalid);
    // Nor with the digest of the changed body.
    headers.contentDigest = contentDigest(changed.body);
    QCOMPARE(codeOf(verifyRequest(changed, headers, key.publicKey(), aMoment())), FailureCode::SignatureInvalid);
}

void TestHttpSignature::everyOtherHeaderIsRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto input = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray("input") << QByteArray(from) << QByteArray(to);
    };
    input("label", "odna=", "sig1=");
    input("second signature", "alg=\"ed25519\"", "alg=\"ed25519\", other=(\"@method\");created=1");
    input("missing component", "\"@query\" ", "");
    input("missing digest", " \"content-digest\"", "");
    input("extra component", "\"content-digest\"", "\"content-digest\" \"date\"");
    input("doubled component", "\"@method\"", "\"@method\" \"@method\"");
    input("components exchanged", "\"@method\" \"@authority\"", "\"@authority\" \"@method\"");
    input("request parameter on a component", "\"@method\"", "\"@method\";req");
    input("algorithm", "ed25519", "hmac-sha256");
    input("no algorithm", ";alg=\"ed25519\"", "");
    input("doubled parameter", ";nonce=", ";created=1785587405;nonce=");
    input("unknown parameter", ";alg=", ";tag=\"x\";alg=");
    input("expiry", ";nonce=", ";expires=1785587905;nonce=");
    input("no created", ";created=1785587405", "");
    input("created as text", "created=1785587405", "created=\"1785587405\"");
    input("created with a sign", "created=1785587405", "created=-785587405");
    input("created with a leading zero", "created=1785587405", "created=01785587405");
    input("created beyond any calendar", "created=1785587405", "created=178558740500000");
    input("created another second", "created=1785587405", "created=1785587406");
    input("space", ";nonce", "; nonce");
    input("nonce as token", "nonce=\"", "nonce=\"\"");
    input("trailing", "alg=\"ed25519\"", "alg=\"ed25519\" ");
    input("empty", "*", "");
    const auto signature = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray("signature") << QByteArray(from) << QByteArray(to);
    };
    signature("signature label", "odna=", "sig1=");
    signature("signature without colon", "odna=:", "odna=");
    signature("signature in two", "==:", "==:, odna=:AA==:");
    signature("signature without padding", "==:", ":");
    signature("signature with a parameter", "==:", "==:;a=1");
    signature("no signature", "*", "");
    const auto digest = [](const char *name, const char *from, const char *to) {
        QTest::newRow(name) << QByteArray("digest") << QByteArray(from) << QByteArray(to);
    };
    digest("digest of another kind", "sha-256", "sha-512");
    digest("two digests", "=:", "=:AA==:, sha-256=:");
    digest("no digest", "*", "");
}

void TestHttpSignature::everyOtherHeaderIsRefused()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const auto key = keyOf('p');
    auto headers = signRequest(aRequest(), key, aMoment());
    auto &value = header == "input" ? headers.signatureInput : header == "signature" ? headers.signature : headers.contentDigest;
    const auto before = value;
    if (from == "*") {
        value = to;
    } else {
        const auto at = value.indexOf(from);
        QVERIFY(at >= 0);
        value.replace(at, from.size(), to);
    }
    QVERIFY(value != before);
    QCOMPARE(codeOf(verifyRequest(aRequest(), headers, key.publicKey(), aMoment())), FailureCode::SignatureInvalid);
}

void TestHttpSignature::windowOfFiveMinutes()
{
    const auto key = keyOf('p');
    const auto headers = signRequest(aRequest(), key, aMoment());
    const auto at = [&](qint64 milliseconds) {
        return codeOf(verifyRequest(aRequest(), headers, key.publicKey(), aMoment().addMSecs(milliseconds)));
    };
    QCOMPARE(at(300'000), FailureCode::UsageWrong);
    QCOMPARE(at(-300'000), FailureCode::UsageWrong);
    QCOMPARE(at(300'001), FailureCode::TimestampOutOfRange);
    QCOMPARE(at(-300'001), FailureCode::TimestampOutOfRange);
    // Only who really signed it hears of the clock.
    auto other = aRequest();
    other.body += ' ';
    auto moved = headers;
    moved.contentDigest = contentDigest(other.body);
    QCOMPARE(codeOf(verifyRequest(other, moved, key.publicKey(), aMoment().addSecs(400))), FailureCode::SignatureInvalid);
}

void TestHttpSignature::anotherKeyIsRefused()
{
    const auto key = keyOf('p');
    const auto other = keyOf('q');
    auto headers = signRequest(aRequest(), key, aMoment());
    QCOMPARE(codeOf(verifyRequest(aRequest(), headers, other.publicKey(), aMoment())), FailureCode::SignatureInvalid);
    // Nor where the key names itself as the other one.
    headers.signatureInput.replace(key.publicKey().text().toLatin1(), other.publicKey().text().toLatin1());
    QCOMPARE(codeOf(verifyRequest(aRequest(), headers, other.publicKey(), aMoment())), FailureCode::SignatureInvalid);
}

void TestHttpSignature::noncesDiffer()
{
    const auto key = keyOf('p');
    const auto one = readClaims(signRequest(aRequest(), key, aMoment()).signatureInput);
    const auto two = readClaims(signRequest(aRequest(), key, aMoment()).signatureInput);
    QVERIFY(one && two);
    QVERIFY(one->nonce != two->nonce);
}

void TestHttpSignature::answerBelongsToOneRequest()
{
    const auto phone = keyOf('p');
    const auto gateway = keyOf('g');
    const auto first = signRequest(aRequest(), phone, aMoment());
    const auto second = signRequest(aRequest(), phone, aMoment()); // another nonce, hence another signature
    const auto answer = signAnswer(202, "{}", first.signature, gateway, aMoment());
    QVERIFY(verifyAnswer(202, "{}", answer, first.signature, gateway.publicKey()));
    QCOMPARE(codeOf(verifyAnswer(202, "{}", answer, second.signature, gateway.publicKey())), FailureCode::AcknowledgementBad);
    QCOMPARE(codeOf(verifyAnswer(202, "{}", answer, "", gateway.publicKey())), FailureCode::AcknowledgementBad);
}

void TestHttpSignature::answerChangesAreRefused()
{
    const auto gateway = keyOf('g');
    const auto request = signRequest(aRequest(), keyOf('p'), aMoment());
    const auto answer = signAnswer(202, "{}", request.signature, gateway, aMoment());
    const auto refused = [&](int status, QByteArrayView body, const SignatureHeaders &headers, const SigningKey &key) {
        return codeOf(verifyAnswer(status, body, headers, request.signature, key.publicKey()));
    };
    QCOMPARE(refused(200, "{}", answer, gateway), FailureCode::AcknowledgementBad);
    QCOMPARE(refused(202, "{ }", answer, gateway), FailureCode::AcknowledgementBad);
    QCOMPARE(refused(202, "{}", answer, keyOf('x')), FailureCode::AcknowledgementBad);
    QCOMPARE(refused(202, "{}", {}, gateway), FailureCode::AcknowledgementBad);
    auto changed = answer;
    changed.signatureInput.replace("\"@status\" ", "");
    QCOMPARE(refused(202, "{}", changed, gateway), FailureCode::AcknowledgementBad);
    changed = answer;
    changed.signatureInput.replace(";req", "");
    QCOMPARE(refused(202, "{}", changed, gateway), FailureCode::AcknowledgementBad);
    changed = answer;
    changed.signatureInput.replace("created=17", "created=16");
    QCOMPARE(refused(202, "{}", changed, gateway), FailureCode::AcknowledgementBad);
    changed = answer;
    changed.contentDigest = contentDigest("{ }");
    QCOMPARE(refused(202, "{ }", changed, gateway), FailureCode::AcknowledgementBad);
    // A request's own signature is no answer, even by the right key.
    QCOMPARE(refused(202, aRequest().body, signRequest(aRequest(), gateway, aMoment()), gateway), FailureCode::AcknowledgementBad);
}

void TestHttpSignature::unsignedRequestsGetNoAnswerSignature()
{
    const auto answer = signAnswer(401, "{}", "odna=:AAAA:", keyOf('g'), aMoment());
    QVERIFY(answer.signature.isEmpty());
    QVERIFY(answer.signatureInput.isEmpty());
    QCOMPARE(answer.contentDigest, contentDigest("{}"));
}

QTEST_APPLESS_MAIN(TestHttpSignature)
#include "tst_httpsignature.moc"
