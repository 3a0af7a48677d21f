// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/texts.h"
#include "core/wire/descriptor.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

/// One switch per purpose, and under it one per field that the retailer asks for. Off until the shopper turns it on; the switches that
/// are marketing stand in a section of their own.
class GrantsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("RetailerDetail.grants")

public:
    using QAbstractListModel::QAbstractListModel;
    void setAsked(const Descriptor &descriptor, const Grants &grants, const Profile &profile, const Texts &texts);
    [[nodiscard]] const Grants &grants() const { return m_grants; }
    Q_INVOKABLE void setGranted(int row, bool granted);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    /// The shopper moved a switch.
    void edited();

private:
    struct Row
    {
        Grant grant;
        QString title;
        QString detail;
        bool operator==(const Row &) const = default;
    };
    QList<Row> m_rows;
    Grants m_grants;
};

} // namespace odna
