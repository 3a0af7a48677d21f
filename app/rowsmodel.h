// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

/// Rows of a label, its value and a note, for pages that show a short list of facts.
class RowsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to a page's view model")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    struct Row
    {
        QString label;
        QString value;
        QString note;
        bool operator==(const Row &) const = default;
    };
    using QAbstractListModel::QAbstractListModel;
    void setRows(QList<Row> rows);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    QList<Row> m_rows;
};

} // namespace odna
