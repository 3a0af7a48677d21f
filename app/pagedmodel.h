// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/texts.h"
#include "core/base/result.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

struct Session;

/// A list of the wallet that is read page by page, as far as it was scrolled. A row is its values in the order of the roles.
class PagedModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Why the list, or the rest of it, could not be read, and what to do; empty where it was read.
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged)

public:
    void refresh(const Session *session, const Texts &texts);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void countChanged();
    void troubleChanged();

protected:
    using Row = QVariantList;
    PagedModel(const QList<QByteArray> &roles, QObject *parent);
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    /// At most \a limit rows after the first \a offset, which are rows() unless \a offset is 0.
    [[nodiscard]] virtual Result<QList<Row>> read(const Session &session, const Texts &texts, int limit, int offset) const = 0;

private:
    [[nodiscard]] QList<Row> page(int limit, int offset);

    static constexpr int pageSize = 50;
    QList<QByteArray> m_roles;
    const Session *m_session = nullptr;
    Texts m_texts;
    QList<Row> m_rows;
    QString m_trouble;
    bool m_more = false;
};

} // namespace odna
