// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/card/codecontent.h"
#include "core/receipt/money.h"

#include <QDate>
#include <QDateTime>
#include <QStringList>

namespace odna {

/// One line on a pass or card beside its code: "Points" / "1 204". Both as shown; the value is plain text, never markup.
struct CardField
{
    QString label;
    QString value;
    bool onBack = false; ///< shown on the back only
    bool operator==(const CardField &) const = default;
};

/// Where a card came from, so that the same card coming again is known again.
struct CardOrigin
{
    QString format;   ///< "typed", "scanned", "catima", "keychain", "fidme", "vouchervault", "pkpass", "link", "backup"
    QString sourceId; ///< stable within the format, e.g. passTypeIdentifier/serialNumber; empty where the source has none
    bool operator==(const CardOrigin &) const = default;
};

/// A Wallet pass that can be asked for updates (PassKit Web Service: GET …/v1/passes/TYPE/SERIAL, Authorization: ApplePass TOKEN).
struct PassUpdates
{
    QString serviceUrl; ///< https only
    QString typeIdentifier;
    QString serialNumber;
    QString token;        ///< a secret: never in a log
    QString lastModified; ///< as the service sent it; empty before the first answer
    bool operator==(const PassUpdates &) const = default;
};

/// A card of another shop as people carry it: plastic, a voucher, a pass. A value.
struct ClassicCard
{
    enum class PassSignature { None, Good, Foreign, Bad }; ///< None: not a pass or unsigned. Foreign: intact, signer unknown to us

    QString id;     ///< ULID, given by the wallet; empty before it is stored
    QString name;   ///< the shop, 1 to 200 letters
    QString note;   ///< up to 10,000 letters, may hold line breaks
    QString number; ///< as printed, where it differs from what the code says; shown for typing
    std::optional<CodeContent> code;
    std::optional<Money> balance; ///< points where the currency is XXX
    std::optional<QDateTime> validFrom;
    std::optional<QDateTime> validUntil;
    std::optional<QDateTime> lastUsed;
    std::optional<quint32> colour; ///< 0xRRGGBB
    QStringList groups;            ///< names, in the order of the groups
    QList<CardField> fields;
    bool starred = false;
    bool archived = false;
    QString retailerId; ///< the partner that this card was moved over to; empty for most
    CardOrigin origin;
    PassSignature signature = PassSignature::None;
    std::optional<PassUpdates> updates;
    bool operator==(const ClassicCard &) const = default;
};

/// Pictures of a card as encoded files (PNG, JPEG, WebP), at most 8 MiB each; empty where there is none. `code` is the cropped
/// photograph of a code that we cannot draw alike.
struct CardPictures
{
    QByteArray icon;
    QByteArray front;
    QByteArray back;
    QByteArray code;
    bool operator==(const CardPictures &) const = default;
};

/// The limits of checkCard(), in UTF-16 letters, bytes or pieces.
struct CardLimits
{
    static constexpr qsizetype name = 200;
    static constexpr qsizetype note = 10'000;
    static constexpr qsizetype number = 500;
    static constexpr qsizetype code = 8'000; ///< letters and bytes; the largest QR code holds 7,089 digits
    static constexpr qsizetype fields = 100;
    static constexpr qsizetype label = 200;    ///< of a field
    static constexpr qsizetype value = 10'000; ///< of a field
    static constexpr qsizetype groups = 100;
    static constexpr qsizetype group = 100;        ///< a group's name
    static constexpr qsizetype identifier = 1'000; ///< origin, retailer, each text of the updates
    static constexpr qsizetype picture = 8 * 1024 * 1024;
};

/// What the wallet refuses to store, as one rule for importers, the app and the command line: an empty name, a text or picture over its
/// limit, a NUL anywhere, a line break in a name, a code without content, a date that is none, an update service that is not https.
/// CardInvalid with the field's name as detail: "name", "note", "number", "code", "validity", "groups", "fields", "origin", "updates",
/// "retailer", "pictures".
[[nodiscard]] Result<void> checkCard(const ClassicCard &card, const CardPictures &pictures);

} // namespace odna
