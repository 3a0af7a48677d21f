// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wallet/wallet.h"
#include "core/wire/valuejson.h"
#include "tests/support/fakeclock.h"

#include <QFile>
#include <QTest>

// What the tests of the wallet share: a key store in a folder, a retailer that signs, and values to fill a wallet with.

namespace odna {

/// A key store whose entries are files, so that another process finds them, and which can be locked or lie.
class FolderKeyStore final : public KeyStore
{
public:
    enum class Mood { Well, Locked, Missing, Forgetful };

    explicit FolderKeyStore(const QString &folder)
        : m_folder(folder)
    {
        m_folder.mkpath(QStringLiteral("."));
    }

    [[nodiscard]] Result<SecretBytes> read(const QString &entry) override
    {
        if (mood == Mood::Missing) {
            return fail(FailureCode::KeystoreMissing);
        }
        QFile file(m_folder.filePath(entry));
        if (mood == Mood::Locked || !file.open(QIODevice::ReadOnly)) {
            return fail(FailureCode::KeystoreLocked);
        }
        return SecretBytes(QByteArrayView(file.readAll()));
    }
    [[nodiscard]] Result<void> write(const QString &entry, const SecretBytes &secret) override
    {
        ++writes;
        if (mood == Mood::Missing || mood == Mood::Locked) {
            return fail(mood == Mood::Missing ? FailureCode::KeystoreMissing : FailureCode::KeystoreLocked);
        }
        if (mood == Mood::Forgetful) { // as KWallet does: an error reported as success
            return {};
        }
        QFile file(m_folder.filePath(entry));
        if (!file.open(QIODevice::WriteOnly) || file.write(secret.view().toByteArray()) != secret.size()) {
            return fail(FailureCode::KeystoreRefused);
        }
        return {};
    }
    [[nodiscard]] Result<void> remove(const QString &entry) override
    {
        QFile::remove(m_folder.filePath(entry));
        return {};
    }
    [[nodiscard]] QStringList entries() const { return m_folder.entryList(QDir::Files); }

    Mood mood = Mood::Well;
    int writes = 0;

private:
    QDir m_folder;
};

/// A retailer as far as a wallet can see one: keys, descriptor, links and signed events.
class TestRetailer final
{
public:
    explicit TestRetailer(const QString &name, const QString &taxId = QStringLiteral("191234567"))
        : m_root(SigningKey::create())
        , m_answer(SigningKey::create())
    {
        descriptor.retailerId = name;
        descriptor.sequence = 1;
        descriptor.issuedAt = fromTimestamp(QStringLiteral("2026-01-01T00:00:00.000Z"));
        descriptor.expiresAt = fromTimestamp(QStringLiteral("2036-01-01T00:00:00.000Z"));
        descriptor.legalName = name + QStringLiteral(" Ltd");
        descriptor.brand = name;
        descriptor.colour = QStringLiteral("#2255aa");
        descriptor.country = QStringLiteral("BY");
        descriptor.taxIds = {taxId};
        descriptor.currency = *Currency::fromCode(u"BYN");
        descriptor.baseUrl = QUrl(QStringLiteral("https://gateway.") + name);
        descriptor.rootKey = m_root.publicKey();
        descriptor.answerKey = m_answer.publicKey();
        descriptor.purposes = allPurposes();
        descriptor.consent.version = QStringLiteral("1");
        descriptor.consent.texts.insert(QStringLiteral("en"), QStringLiteral("We keep your purchases to give you points."));
        descriptor.receiptSchemes = {QStringLiteral("by-ui"), QStringLiteral("ru-fns")};
        descriptor.cardForms = {QStringLiteral("code128")};
        descriptor.capabilities = {QStringLiteral("submitPurchase")};
        descriptor.privacyContact = QStringLiteral("privacy@") + name;
        linkId = QStringLiteral("lnk_") + name;
    }

    [[nodiscard]] const QString &id() const { return descriptor.retailerId; }

    [[nodiscard]] ConsentReceipt consent(const Clock &clock, const Grants &grants) const
    {
        return {newUlid(clock), id(),        QStringLiteral("1"), QStringLiteral("en"), descriptor.consent.digestOf(QStringLiteral("en")),
                grants,         clock.now(), std::nullopt};
    }

    [[nodiscard]] static Grants usualGrants()
    {
        Grants grants;
        grants.give({Purpose::Membership, std::nullopt});
        grants.give({Purpose::PersonalOffers, std::nullopt});
        return grants;
    }

    /// Joins \a wallet as a relay would after the gateway's signed answer.
    [[nodiscard]] Result<void> join(Wallet &wallet, const Clock &clock, const Grants &grants = usualGrants()) const
    {
        const auto receipt = consent(clock, grants);
        const auto text = SignedText::make(consentContext(id()), jsonBytes(toJson(receipt)), wallet.linkKey(id()));
        return wallet.addLink(Link{linkId, descriptor, wallet.card(), grants, Link::State::Active, 0}, receipt, text,
                              m_answer.sign("countersigned"), disclosure(clock, newUlid(clock), QStringLiteral("join"), 201));
    }

    [[nodiscard]] Disclosure disclosure(const Clock &clock, const QString &opId, const QString &what, int status) const
    {
        return {clock.now(), id(), opId, what, QByteArrayLiteral("{\"sent\":true}"), status, QByteArrayLiteral("{\"answered\":true}")};
    }

    [[nodiscard]] SignedEvent event(qint64 cursor, const QString &type, const QJsonObject &data) const
    {
        return rawEvent(cursor, eventText({type, fromTimestamp(QStringLiteral("2026-08-01T12:00:00.000Z")), data}));
    }
    [[nodiscard]] SignedEvent rawEvent(qint64 cursor, const QByteArray &text) const
    {
        return {cursor, SignedText::make(eventContext(linkId, cursor), text, m_answer)};
    }

    Descriptor descriptor;
    QString linkId;

private:
    SigningKey m_root;
    SigningKey m_answer;
};

/// A by-ui receipt with that number in its identity; with a total, so that it can be confirmed.
inline Receipt paperReceipt(quint64 number)
{
    Receipt receipt;
    receipt.fiscal = {QStringLiteral("by-ui"), QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')).toUpper()};
    receipt.total = Money{2550, *Currency::fromCode(u"BYN")};
    receipt.totalFrom = Provenance::Scanned;
    return receipt;
}

inline Offer someOffer(const QString &id, Audience audience = Audience::Personal)
{
    Offer offer;
    offer.id = id;
    offer.title = QStringLiteral("Milk 3.2 % at half price");
    offer.text = QStringLiteral("Today only.");
    offer.audience = audience;
    offer.validUntil = fromTimestamp(QStringLiteral("2100-01-01T00:00:00.000Z"));
    offer.coupon = Coupon{QStringLiteral("4810268000000"), QStringLiteral("code128")};
    return offer;
}

inline PurchaseAnswer answerTo(const QString &opId, const Receipt &receipt, PurchaseStatus status, const QDateTime &at)
{
    return {opId, receipt.fiscal, receipt.kind, status, std::nullopt, {}, at};
}

/// Confirms the receipt to the retailer; gives the op id.
inline Result<QString> confirm(Wallet &wallet, qint64 receiptId, const QString &retailerId, const Clock &clock)
{
    const auto link = wallet.link(retailerId);
    const auto held = wallet.receipt(receiptId);
    if (!link || !held) {
        return std::unexpected(link ? held.error() : link.error());
    }
    const auto message = OutgoingMessage::purchase(*link, held->receipt, held->retailerId, {}, QStringLiteral("cr_1"), clock);
    if (!message) {
        return std::unexpected(message.error());
    }
    if (const auto done = wallet.confirmPurchase(receiptId, *message); !done) {
        return std::unexpected(done.error());
    }
    return message->opId();
}

/// For QCOMPARE: the stable name of what was refused, "done" where nothing was.
template <class T>
QString outcome(const Result<T> &result)
{
    return result ? QStringLiteral("done") : QString(nameOf(result.error().code));
}

} // namespace odna

/// Ends the test where a result is a refusal, and says which.
#define ODNA_DONE(expression) QCOMPARE(odna::outcome(expression), QStringLiteral("done"))
/// Ends the test where the outcome is not that refusal.
#define ODNA_REFUSED(expression, code) QCOMPARE(odna::outcome(expression), QString(odna::nameOf(odna::FailureCode::code)))
