// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/consent/consent.h"
#include "core/receipt/receipt.h"

#include <QDateTime>
#include <QStringList>

namespace odna {

/// A confirmed purchase on its way into the retailer's own system.
struct ConnectorPurchase
{
    QString opId; ///< the key under which the retailer's system must take it once only
    QString cardNumber;
    QString linkId;
    Receipt receipt; ///< completed from the retailer's own books where the till reported it
    Profile profile; ///< what the shopper granted to this retailer, and nothing else
    QDateTime confirmedAt;
};

/// What the retailer's system said to a purchase it took.
struct ConnectorAnswer
{
    std::optional<qint64> points; ///< credited for this purchase, where the system knows
    QString reference;            ///< the record's id over there; may be empty
};

/// The gateway's door to the system that the retailer already has. An implementation does what it can and names it in
/// capabilities(); the rest of docs/protocol.md section C joins this interface with the issue that needs it.
///
/// Called on the connector thread only, one call at a time; may block up to its own timeout. Delivery is at least once: the same opId
/// comes again after a crash, and must then change nothing.
class Connector
{
public:
    Connector() = default;
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;
    virtual ~Connector() = default;

    /// e.g. {"attachCard", "submitPurchase"}; appears in the descriptor.
    [[nodiscard]] virtual QStringList capabilities() const = 0;
    /// Registers the card number with the member, so that the till knows it. Harmless when repeated.
    [[nodiscard]] virtual Result<void> attachCard(const QString &cardNumber, const QString &linkId, const Profile &profile) = 0;
    /// Removes the number again after a withdrawal. Harmless when repeated or unknown.
    [[nodiscard]] virtual Result<void> detachCard(const QString &cardNumber, const QString &linkId) = 0;
    [[nodiscard]] virtual Result<ConnectorAnswer> submitPurchase(const ConnectorPurchase &purchase) = 0;
};

} // namespace odna
