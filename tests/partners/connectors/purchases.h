// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "partners/gateway/connector.h"

namespace odna {

/// A purchase from paper: no lines, nothing granted.
[[nodiscard]] inline ConnectorPurchase plainPurchase(const QString &opId = QStringLiteral("01K1J8Z0Q4T7M2V9X3B6C5D8EF"))
{
    ConnectorPurchase purchase;
    purchase.opId = opId;
    purchase.cardNumber = QStringLiteral("999027638836154327");
    purchase.linkId = QStringLiteral("lnk_7Yp2");
    purchase.receipt.fiscal = {QStringLiteral("by-ui"), QStringLiteral("8FAB703F74748FDE1D0BD551")};
    purchase.receipt.total = Money{2550, *Currency::fromCode(u"BYN")};
    purchase.confirmedAt = fromTimestamp(QStringLiteral("2026-08-01T12:29:58.000Z"));
    return purchase;
}

/// One with everything: a line, a moment, a first name that is no SQL.
[[nodiscard]] inline ConnectorPurchase fullPurchase()
{
    auto purchase = plainPurchase(QStringLiteral("01K1J8Z0Q4T7M2V9X3B6C5D8EG"));
    purchase.receipt.issuedAt = fromTimestamp(QStringLiteral("2026-08-01T15:28:00.000+03:00"));
    purchase.receipt.sellerTaxId = QStringLiteral("191234567");
    purchase.receipt.storeId = QStringLiteral("0312");
    purchase.receipt.lines.append(
        {QStringLiteral("Молоко 3,2 %"), QStringLiteral("4810268012345"), QStringLiteral("2"), QStringLiteral("pcs"), 1400, 2550, 250});
    purchase.profile.insert(ProfileField::FirstName, QStringLiteral("Яна'); DROP TABLE sales; --"));
    return purchase;
}

} // namespace odna
