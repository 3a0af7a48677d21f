// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/connector.h"

#include <QMap>
#include <QVariant>

#include <memory>

namespace odna {

/// Runs the retailer's own statements in the retailer's own SQLite database. Values are bound to named placeholders, never pasted into
/// the text.
///
/// Settings:
///   database         the file, relative to `base_folder`; it must exist
///   submit_purchase  one statement. Placeholders: :op_id :card_number :link_id :kind :total_minor :currency :fiscal_scheme :fiscal_id
///                    :issued_at :confirmed_at :store_id :seller_tax_id :lines (a JSON array, for json_each) and those of a card
///   attach_card, detach_card   optional, one statement each. Placeholders: :card_number :link_id :first_name :last_name :email :phone
///                    :birthday :city :sex
///   points_query     optional SELECT of one integer, after submit_purchase; placeholders as there
///
/// A value that is not known, or was not granted, is NULL. Moments are RFC 3339 in UTC. A purchase is taken once: its link id and op id
/// (which is unique within its link only) are kept in the table odna_purchases, which the connector makes, in the same transaction as the retailer's statement.
class SqlConnector final : public Connector
{
public:
    /// ConfigInvalid with the setting's name where one is missing or unknown, the file cannot be opened, a statement does not compile
    /// against the database as it is, or names a placeholder that there is not.
    [[nodiscard]] static Result<std::unique_ptr<Connector>> create(const QMap<QString, QString> &settings);

    [[nodiscard]] QStringList capabilities() const override;
    [[nodiscard]] Result<void> attachCard(const QString &cardNumber, const QString &linkId, const Profile &profile) override;
    [[nodiscard]] Result<void> detachCard(const QString &cardNumber, const QString &linkId) override;
    [[nodiscard]] Result<ConnectorAnswer> submitPurchase(const ConnectorPurchase &purchase) override;

    /// A statement and the placeholders in it.
    struct Statement
    {
        QString text; ///< empty where not configured
        QStringList placeholders;
    };

private:
    SqlConnector() = default;
    [[nodiscard]] Result<void> runAlone(const Statement &statement, const QVariantMap &values) const;

    QString m_database;
    Statement m_attachCard;
    Statement m_detachCard;
    Statement m_submitPurchase;
    Statement m_pointsQuery;
};

} // namespace odna
