// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/texts.h"
#include "core/wallet/wallet.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

struct Session;

/// One tab of the inbox: offers that are still valid, newest first, read from the wallet page by page. A sensitive retailer's
/// offer shows no details in the list.
class OffersModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.personalOffers, App.commonOffers")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int unseen READ unseen NOTIFY countChanged)
    /// Why the list, or the rest of it, could not be read, and what to do; empty where it was read.
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged)

public:
    OffersModel(Audience audience, QObject *parent);
    void refresh(const Session *session, const Texts &texts);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int unseen() const;
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void countChanged();
    void troubleChanged();

private:
    struct Row
    {
        QString retailerId;
        QString offerId;
        QString brand;
        QString colour;
        QString title;
        QString detail;
        QString price;
        QString regularPrice;
        bool seen = false;
        bool hasCoupon = false;
        bool operator==(const Row &) const = default;
    };
    [[nodiscard]] QList<Row> page(int limit, int offset);
    void setTrouble(const QString &trouble);

    static constexpr int pageSize = 50;
    Audience m_audience;
    const Session *m_session = nullptr;
    Texts m_texts;
    QList<Row> m_rows;
    QString m_trouble;
    bool m_more = false;
};

} // namespace odna
