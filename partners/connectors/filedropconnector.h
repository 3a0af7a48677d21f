// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/connector.h"

#include <QDir>
#include <QMap>

#include <memory>

namespace odna {

/// Puts each record as one JSON file into a folder that the retailer's system collects from:
///
///   <folder>/purchases/<link_id>-<op_id>.json   never changed once it is there; move or delete it when it was taken in
///   <folder>/cards/<card_number>.json           the member's card; gone after a withdrawal
///
/// A file appears whole or not at all (written aside, synced, renamed, folder synced). A purchase that comes again leaves the file
/// as it is; one that comes again after the file was collected appears again, so the collector keys by the file name.
class FileDropConnector final : public Connector
{
public:
    /// Settings: `folder`, made where it is missing; relative to `base_folder`. ConfigInvalid where it is not set, not writable, or a setting is unknown.
    [[nodiscard]] static Result<std::unique_ptr<Connector>> create(const QMap<QString, QString> &settings);

    [[nodiscard]] QStringList capabilities() const override;
    [[nodiscard]] Result<void> attachCard(const QString &cardNumber, const QString &linkId, const Profile &profile) override;
    [[nodiscard]] Result<void> detachCard(const QString &cardNumber, const QString &linkId) override;
    [[nodiscard]] Result<ConnectorAnswer> submitPurchase(const ConnectorPurchase &purchase) override;

private:
    explicit FileDropConnector(const QDir &folder);
    QDir m_purchases;
    QDir m_cards;
};

} // namespace odna
