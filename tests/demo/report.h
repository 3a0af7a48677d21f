// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "tests/demo/hand.h"
#include "tests/demo/retailer.h"

#include <QMap>

namespace odna::demo {

/// What happened, as the summary tells it.
struct Record
{
    struct Purchase
    {
        QString retailerId;
        QString opId;
        QString fiscalScheme;
        QString fiscalId;
        QString total;  ///< "28.00 BYN"
        QString source; ///< "till" or "paper"
        QString status; ///< as the retailer answered, e.g. "accepted"
        std::optional<qint64> points;
    };
    struct OfferSeen
    {
        QString retailerId;
        QString offerId;
        QString title;
        QString coupon;
    };
    QString cardNumber;
    QString cardPicture;
    QList<Purchase> purchases;
    QList<OfferSeen> offers;
    QList<Screenshot> screens;
    QMap<QString, qint64> timings; ///< milliseconds by name
    /// What belongs to one retailer alone, by its id: link, receipts, goods, offers, the profile fields granted to it.
    QMap<QString, QStringList> markers;
};

using Retailers = std::vector<std::unique_ptr<Retailer>>;

/// Each marker must be found at its own retailer (else the search proves nothing) and at no other; says how many were looked for.
[[nodiscard]] Result<QString> checkNothingPooled(const Retailers &retailers, const QMap<QString, QStringList> &markers);

/// What each retailer now has, read from its gateway's database and its own system. Each must have exactly the purchases of the record.
[[nodiscard]] Result<QString> tableOf(const Retailers &retailers, const Record &record);

/// Paths are relative to the project's root where they lie below it.
[[nodiscard]] Result<void> writeSummary(const QString &file, const Retailers &retailers, const Record &record, const QString &failure);

} // namespace odna::demo
