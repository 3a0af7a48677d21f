// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/passsignature.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <memory>

namespace odna {

namespace {

using Signature = ClassicCard::PassSignature;

template <auto end>
struct Ends
{
    template <class T>
    void operator()(T *object) const
    {
        end(object);
    }
};
using Bio = std::unique_ptr<BIO, Ends<BIO_free>>;
using Cms = std::unique_ptr<CMS_ContentInfo, Ends<CMS_ContentInfo_free>>;
using Store = std::unique_ptr<X509_STORE, Ends<X509_STORE_free>>;
using Certificate = std::unique_ptr<X509, Ends<X509_free>>;

Bio bioOf(const QByteArray &bytes)
{
    return Bio(BIO_new_mem_buf(bytes.constData(), static_cast<int>(bytes.size())));
}

Store storeOf(const QByteArray &roots)
{
    Store store(X509_STORE_new());
    const auto bio = bioOf(roots);
    while (const Certificate root{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
        X509_STORE_add_cert(store.get(), root.get());
    }
    X509_STORE_set_flags(store.get(), X509_V_FLAG_NO_CHECK_TIME);
    return store;
}

bool namesPassType(CMS_ContentInfo *cms, const QString &passType)
{
    auto *const signers = CMS_get0_signers(cms);
    bool named = sk_X509_num(signers) > 0;
    for (int at = 0; at < sk_X509_num(signers); ++at) {
        char userId[256] = {};
        const auto size = X509_NAME_get_text_by_NID(X509_get_subject_name(sk_X509_value(signers, at)), NID_userId, userId, sizeof userId);
        named = named && size > 0 && QString::fromUtf8(userId, size) == passType;
    }
    sk_X509_free(signers);
    return named;
}

bool verifies(CMS_ContentInfo *cms, X509_STORE *store, const QByteArray &content, unsigned int flags)
{
    const auto signedBytes = bioOf(content);
    return CMS_verify(cms, nullptr, store, signedBytes.get(), nullptr, CMS_DETACHED | CMS_BINARY | flags) == 1;
}

Signature check(const QByteArray &content, const QByteArray &signature, const QByteArray &roots, const QString &passType)
{
    const auto bytes = bioOf(signature);
    const Cms cms(d2i_CMS_bio(bytes.get(), nullptr));
    // A signature that brings its own content says nothing about ours.
    if (!cms || CMS_is_detached(cms.get()) != 1 || !verifies(cms.get(), nullptr, content, CMS_NO_SIGNER_CERT_VERIFY)) {
        return Signature::Bad;
    }
    if (roots.isEmpty()) {
        return Signature::Foreign;
    }
    const auto store = storeOf(roots);
    X509_STORE_set_purpose(store.get(), X509_PURPOSE_ANY);
    return verifies(cms.get(), store.get(), content, 0) && namesPassType(cms.get(), passType) ? Signature::Good : Signature::Foreign;
}

} // namespace

ClassicCard::PassSignature checkPassSignature(const QByteArray &content, const QByteArray &signature, const QByteArray &roots,
                                              const QString &passType)
{
    const auto checked = check(content, signature, roots, passType);
    ERR_clear_error(); // the thread's queue is shared with whatever else uses OpenSSL on it
    return checked;
}

} // namespace odna
