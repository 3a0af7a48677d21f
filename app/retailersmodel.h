// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

struct Session;

/// The linked retailers by brand; ended memberships last.
class RetailersModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.retailers")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Why the shops could not be read, and what to do; empty where they were read.
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged)

public:
    using QAbstractListModel::QAbstractListModel;
    /// \a trouble is why the links of \a session could not be read; empty where they were.
    void refresh(const Session *session, const QString &trouble);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void troubleChanged();

private:
    struct Row
    {
        QString retailerId;
        QString brand;
        QString colour;
        QString detail;
        bool active = true;
        bool operator==(const Row &) const = default;
    };
    QList<Row> m_rows;
    QString m_trouble;
};

} // namespace odna
