// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/consent/consent.h"
#include "core/offer/offer.h"
#include "core/receipt/receipt.h"

#include <QJsonArray>
#include <QJsonObject>

// The JSON forms of the values that both sides share, as in docs/openapi.yaml. Reading is strict about types, lengths and ranges and
// ignores unknown fields; a failure is Malformed with the JSONPath (RFC 9535). Lengths count Unicode code points.

namespace odna {

[[nodiscard]] QJsonObject toJson(const Money &money); ///< {"amount": 2550, "currency": "BYN"}
[[nodiscard]] Result<Money> moneyFromJson(const QJsonValue &value);

[[nodiscard]] QByteArray jsonText(const FiscalId &fiscal); ///< {"id": "8FAB…", "scheme": "by-ui"}
[[nodiscard]] QJsonObject toJson(const FiscalId &fiscal);
[[nodiscard]] Result<FiscalId> fiscalIdFromJson(const QJsonObject &object);

[[nodiscard]] QByteArray jsonText(const Receipt &receipt); ///< compact, keys sorted
[[nodiscard]] QJsonObject toJson(const Receipt &receipt);
/// At most 500 lines; texts at most 200 characters.
[[nodiscard]] Result<Receipt> receiptFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const Coupon &coupon); ///< {"code": "…", "symbology": "code128"}
[[nodiscard]] QJsonObject toJson(const Offer &offer);
[[nodiscard]] Result<Offer> offerFromJson(const QJsonObject &object);

[[nodiscard]] QJsonObject toJson(const Profile &profile); ///< {"first_name": "…"}
[[nodiscard]] Result<Profile> profileFromJson(const QJsonObject &object);

[[nodiscard]] QJsonArray toJson(const Grants &grants); ///< [{"purpose": "membership"}, {"purpose": "accrual", "field": "city"}]
[[nodiscard]] Result<Grants> grantsFromJson(const QJsonArray &array);

[[nodiscard]] QJsonObject toJson(const ConsentReceipt &receipt);
[[nodiscard]] Result<ConsentReceipt> consentReceiptFromJson(const QJsonObject &object);

} // namespace odna
