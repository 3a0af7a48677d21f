// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/exchange/samples.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace odna::samples {

/// A certificate authority and a signer under it, made for one test run.
class Signer final
{
public:
    explicit Signer(const char *passType)
        : m_rootKey(EVP_RSA_gen(2048))
        , m_key(EVP_RSA_gen(2048))
        , m_root(certificate(m_rootKey, "Test Root", nullptr, nullptr, m_rootKey))
        , m_certificate(certificate(m_key, "Pass Type ID", passType, m_root, m_rootKey))
    {}
    ~Signer()
    {
        X509_free(m_certificate);
        X509_free(m_root);
        EVP_PKEY_free(m_key);
        EVP_PKEY_free(m_rootKey);
    }
    Signer(const Signer &) = delete;
    Signer &operator=(const Signer &) = delete;

    [[nodiscard]] QByteArray rootPem() const
    {
        auto *const bio = BIO_new(BIO_s_mem());
        PEM_write_bio_X509(bio, m_root);
        return take(bio);
    }
    [[nodiscard]] QByteArray sign(const QByteArray &content, bool detached = true) const
    {
        auto *const in = BIO_new_mem_buf(content.constData(), static_cast<int>(content.size()));
        auto *const cms = CMS_sign(m_certificate, m_key, nullptr, in, CMS_BINARY | (detached ? CMS_DETACHED : 0U));
        BIO_free(in);
        auto *const bio = BIO_new(BIO_s_mem());
        i2d_CMS_bio(bio, cms);
        CMS_ContentInfo_free(cms);
        return take(bio);
    }

private:
    static QByteArray take(BIO *bio)
    {
        QByteArray bytes(static_cast<qsizetype>(BIO_pending(bio)), Qt::Uninitialized);
        BIO_read(bio, bytes.data(), static_cast<int>(bytes.size()));
        BIO_free(bio);
        return bytes;
    }
    static void addName(X509_NAME *name, const char *field, const char *value)
    {
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(value), -1, -1, 0);
    }
    static X509 *certificate(EVP_PKEY *key, const char *commonName, const char *userId, X509 *issuer, EVP_PKEY *issuerKey)
    {
        auto *const made = X509_new();
        X509_set_version(made, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(made), issuer == nullptr ? 1 : 2);
        X509_gmtime_adj(X509_getm_notBefore(made), -2 * 86'400);
        X509_gmtime_adj(X509_getm_notAfter(made), -86'400); // expired: a pass outlives its certificate
        X509_set_pubkey(made, key);
        if (userId != nullptr) {
            addName(X509_get_subject_name(made), "UID", userId);
        }
        addName(X509_get_subject_name(made), "CN", commonName);
        X509_set_issuer_name(made, X509_get_subject_name(issuer == nullptr ? made : issuer));
        auto *const basic =
            X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, issuer == nullptr ? "critical,CA:TRUE" : "CA:FALSE");
        X509_add_ext(made, basic, -1);
        X509_EXTENSION_free(basic);
        X509_sign(made, issuerKey, EVP_sha256());
        return made;
    }

    EVP_PKEY *m_rootKey;
    EVP_PKEY *m_key;
    X509 *m_root;
    X509 *m_certificate;
};

inline QByteArray manifestOf(const QList<Entry> &files)
{
    QJsonObject manifest;
    for (const auto &file : files) {
        manifest[QString::fromUtf8(file.name)] =
            QString::fromLatin1(QCryptographicHash::hash(file.content, QCryptographicHash::Sha1).toHex());
    }
    return QJsonDocument(manifest).toJson();
}

inline QByteArray pass(QList<Entry> files, const Signer *signer = nullptr)
{
    const auto manifest = manifestOf(files);
    files.append({"manifest.json", manifest});
    if (signer != nullptr) {
        files.append({"signature", signer->sign(manifest)});
    }
    return handZip(files);
}

inline const QByteArray passJson = R"({
  "formatVersion": 1, "passTypeIdentifier": "pass.org.example.shop", "serialNumber": "A-17", "teamIdentifier": "T",
  "organizationName": "Example Ltd", "logoText": "shop_name", "description": "Loyalty card",
  "backgroundColor": "rgb( 16, 32,255) ", "expirationDate": "2027-01-01T03:00:00+03:00", "relevantDate": "2026-06-01T10:00Z",
  "webServiceURL": "https://passes.example.org/", "authenticationToken": "0123456789abcdef0123",
  "barcodes": [{"format": "PKBarcodeFormatNew", "message": "x", "messageEncoding": "utf-8"},
               {"format": "PKBarcodeFormatQR", "message": "Кот 17", "messageEncoding": "utf-8", "altText": "17"}],
  "barcode": {"format": "PKBarcodeFormatCode128", "message": "17", "messageEncoding": "iso-8859-1"},
  "storeCard": {
    "headerFields": [{"key": "points", "label": "points", "value": 1204}],
    "primaryFields": [{"key": "balance", "label": "balance_label", "value": 21.75, "currencyCode": "BYN"}],
    "secondaryFields": [{"key": "level", "label": "level", "value": "gold"}],
    "auxiliaryFields": [{"key": "off", "label": "off", "value": 0.05, "numberStyle": "PKNumberStylePercent"}],
    "backFields": [{"key": "terms", "label": "terms", "value": "Line 1\nLine 2"}]
  }
})";

inline QList<Entry> passFiles()
{
    const QString russian =
        QStringLiteral("/* names */ \"shop_name\" = \"Лавка \\\"Кот\\\"\";\n// next\nlevel=\"Уровень\"; \"gold\" = \"Золото\";"
                       "\"broken\" = ;\n\"balance_label\"\n =\n \"Остаток\";\n");
    const QString english = QStringLiteral("\"shop_name\" = \"Cat\\u0027s shop\";");
    QByteArray utf16("\xFF\xFE");
    for (const QChar letter : russian) {
        utf16 += little(letter.unicode(), 2);
    }
    return {{"pass.json", passJson},
            {"icon.png", png('1')},
            {"icon@2x.png", png('2')},
            {"logo.png", png('l')},
            {"ru.lproj/pass.strings", utf16},
            {"ru.lproj/logo@2x.png", png('r')},
            {"en.lproj/pass.strings", english.toUtf8()}};
}

} // namespace odna::samples
