// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/crypto.h"
#include "core/consent/consent.h"
#include "core/receipt/money.h"
#include "core/wire/signedtext.h"

#include <QMap>
#include <QStringList>
#include <QUrl>

namespace odna {

/// What a retailer asks for: one field for one purpose. Never required.
struct AskedField
{
    ProfileField field = ProfileField::FirstName;
    Purpose purpose = Purpose::Membership;
    bool operator==(const AskedField &) const = default;
};

/// One text of a consent document, and the language that it is in.
struct ConsentText
{
    QString text;
    QString language;
    bool operator==(const ConsentText &) const = default;
};

/// The consent document: its own text per language ("ru", "be", "en"), plain text, at most 8 KiB each.
struct ConsentDocument
{
    QString version;
    QMap<QString, QString> texts;
    /// The text in \a language, else English, else any.
    [[nodiscard]] ConsentText textIn(const QString &language) const;
    [[nodiscard]] QByteArray digestOf(const QString &language) const; ///< SHA-256 of the UTF-8 text
    bool operator==(const ConsentDocument &) const = default;
};

/// How a retailer introduces itself to a phone. Signed by its root key, pinned by the phone when the shopper links.
struct Descriptor
{
    QString retailerId;  ///< stable, 3 to 64 of [a-z0-9.-], e.g. "pharmacy.example.by"
    qint64 sequence = 0; ///< grows with every change; a phone takes no smaller one
    QDateTime issuedAt;
    QDateTime expiresAt;
    QString legalName;
    QString brand;      ///< the short name on screens
    QString colour;     ///< "#rrggbb" of the brand
    QString country;    ///< ISO 3166-1 alpha-2
    QStringList taxIds; ///< sellers whose receipts this retailer takes
    Currency currency;
    QUrl baseUrl;            ///< origin only: scheme, host, port
    PublicKey rootKey;       ///< signs descriptors
    PublicKey answerKey;     ///< signs answers and events
    QList<Purpose> purposes; ///< asked for; Membership always among them
    QList<AskedField> askedFields;
    ConsentDocument consent;
    QStringList receiptSchemes; ///< e.g. "by-ui"
    bool sensitive = false;     ///< purchases of this kind (pharmacy) show no details outside the unlocked app
    QStringList cardForms;      ///< symbologies its tills read, best first, e.g. "code128", "qr"
    QStringList capabilities;   ///< what its connectors can do, e.g. "submitPurchase"
    QString privacyContact;     ///< e-mail address or URL

    bool operator==(const Descriptor &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Descriptor &descriptor);
[[nodiscard]] Result<Descriptor> descriptorFromJson(const QJsonObject &object);
[[nodiscard]] SignedText signDescriptor(const Descriptor &descriptor, const SigningKey &rootKey);

/// What a phone already trusts of a retailer.
struct PinnedRetailer
{
    QString retailerId;
    PublicKey rootKey;
    qint64 sequence = 0;
};

/// Takes a descriptor that came from \a fetchedFrom (the origin asked, after no redirect; empty where it came from a file or code).
/// Without \a pinned it must be signed by its own root key; with it, by the pinned root key, of the same retailer, and with a
/// sequence not smaller. Failures: DescriptorMalformed, DescriptorSignatureBad, DescriptorOlder, DescriptorWrongHost (fetched from
/// another origin than baseUrl), DescriptorExpired, DescriptorInsecure (http on anything but loopback), TooLarge over 64 KiB.
[[nodiscard]] Result<Descriptor> acceptDescriptor(QByteArrayView bytes, const QUrl &fetchedFrom, const Clock &clock,
                                                  const std::optional<PinnedRetailer> &pinned = std::nullopt);

} // namespace odna
