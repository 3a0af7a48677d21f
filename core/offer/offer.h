// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/receipt/money.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace odna {

/// What kind of message an offer is. Advertising is the default: whatever a retailer does not declare otherwise.
enum class MessageClass { Advertising, Service, Transaction };
[[nodiscard]] QString nameOf(MessageClass messageClass);        ///< "advertising", "service", "transaction"
[[nodiscard]] MessageClass messageClassNamed(QStringView name); ///< Advertising for any unknown name

/// For everyone (the common tab) or for this shopper (the personal tab): "common", "personal".
enum class Audience { Common, Personal };
[[nodiscard]] QString nameOf(Audience audience);
[[nodiscard]] std::optional<Audience> audienceNamed(QStringView name);

/// What the till scans to give the advantage.
struct Coupon
{
    QString code;             ///< 1 to 48 printable ASCII characters
    QString symbology;        ///< a name of core/card's Symbology, "code128" where the retailer says nothing
    bool printAtTill = false; ///< the till may print it for whoever shows the card number
    bool operator==(const Coupon &) const = default;
};

/// One offer of one retailer. Texts are plain text in the retailer's language.
struct Offer
{
    QString id;     ///< the retailer's own, 1 to 64 characters
    QString title;  ///< 1 to 120 characters
    QString text;   ///< at most 2,000 characters
    QString reason; ///< why this shopper gets it, at most 200 characters; may be empty
    MessageClass messageClass = MessageClass::Advertising;
    Audience audience = Audience::Common;
    std::optional<QDateTime> validFrom;
    QDateTime validUntil; ///< always set: an offer without end is refused
    std::optional<Money> price;
    std::optional<Money> regularPrice;
    std::optional<Coupon> coupon;

    [[nodiscard]] bool isValidAt(const QDateTime &moment) const { return moment < validUntil && (!validFrom || moment >= *validFrom); }
    bool operator==(const Offer &) const = default;
};

} // namespace odna
