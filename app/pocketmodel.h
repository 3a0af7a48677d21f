// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/texts.h"
#include "core/pocket/search.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

struct Session;

/// The cards of other shops as the shopper wants to see them: one group or all, found by words, in an order, with or without the archive.
class PocketModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.pocket")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// All cards outside the archive, whatever is searched.
    Q_PROPERTY(int total READ total NOTIFY countChanged)
    Q_PROPERTY(int archivedCount READ archivedCount NOTIFY countChanged)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY filterChanged)
    /// A group's name; empty for all.
    Q_PROPERTY(QString group READ group WRITE setGroup NOTIFY filterChanged)
    Q_PROPERTY(bool archive READ isArchive WRITE setArchive NOTIFY filterChanged)
    Q_PROPERTY(Order order READ order WRITE setOrder NOTIFY filterChanged)
    Q_PROPERTY(QStringList groups READ groups NOTIFY countChanged)
    /// Cards that went to the archive by themselves because they expired, since the wallet was opened.
    Q_PROPERTY(int expired READ expired NOTIFY expiredChanged)
    Q_PROPERTY(QString trouble READ trouble NOTIFY countChanged)

public:
    enum Order { ByName, ByLastUse, ByExpiry, ByBalance };
    Q_ENUM(Order)

    using QAbstractListModel::QAbstractListModel;
    /// Reads the wallet again; nothing is shown for a null \a session.
    void refresh(Session *session, const Texts &texts, const QDateTime &now);
    /// Moves what expired into the archive; once, when the wallet was opened.
    void archiveExpired();
    /// Brings back what archiveExpired() moved.
    Q_INVOKABLE void undoExpired();
    Q_INVOKABLE void dismissExpired();

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int total() const { return m_total; }
    [[nodiscard]] int archivedCount() const { return static_cast<int>(m_cards.size()) - m_total; }
    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    [[nodiscard]] QString group() const { return m_group; }
    void setGroup(const QString &group);
    [[nodiscard]] bool isArchive() const { return m_archive; }
    void setArchive(bool archive);
    [[nodiscard]] Order order() const { return m_order; }
    void setOrder(Order order);
    [[nodiscard]] QStringList groups() const { return m_groups; }
    [[nodiscard]] int expired() const { return static_cast<int>(m_expired.size()); }
    [[nodiscard]] QString trouble() const { return m_trouble; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void filterChanged();
    void expiredChanged();

private:
    struct Row
    {
        QString cardId;
        QString name;
        QString detail;
        QString colour;
        QString balance;
        bool starred = false;
        bool endsSoon = false;
        bool operator==(const Row &) const = default;
    };
    void arrange();
    [[nodiscard]] Row rowOf(const ClassicCard &card) const;

    Session *m_session = nullptr;
    Texts m_texts{QLocale::c()};
    QDateTime m_now;
    QList<ClassicCard> m_cards;
    QStringList m_groups;
    QStringList m_expired;
    QList<Row> m_rows;
    int m_total = 0;
    QString m_query;
    QString m_group;
    bool m_archive = false;
    Order m_order = ByName;
    QString m_trouble;
};

/// "#rrggbb" of a card's colour; empty where it has none.
[[nodiscard]] QString colourText(const std::optional<quint32> &colour);

} // namespace odna
