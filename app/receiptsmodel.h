// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/texts.h"
#include "core/wallet/wallet.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace odna {

struct Session;

/// Receipts, newest first, read from the wallet page by page. A sensitive retailer's receipt shows no details in the list.
class ReceiptsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.receipts")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Why the list, or the rest of it, could not be read, and what to do; empty where it was read.
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged)

public:
    /// Unconfirmed: waits for the shopper. Sending: in the outbox. Undelivered: there, but tried no more by itself. Then what the retailer answered.
    enum State { Unconfirmed, Sending, Undelivered, Answered, Refused };
    Q_ENUM(State)

    explicit ReceiptsModel(QObject *parent);
    void refresh(const Session *session, const Texts &texts);
    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    [[nodiscard]] static State stateOf(const HeldReceipt &held);
    [[nodiscard]] static QString stateText(const HeldReceipt &held, const Texts &texts);

Q_SIGNALS:
    void countChanged();
    void troubleChanged();

private:
    struct Row
    {
        qint64 receiptId = 0;
        QString brand;
        QString colour;
        QString amount;
        QString detail;
        QString status;
        State state = Unconfirmed;
        bool operator==(const Row &) const = default;
    };
    [[nodiscard]] QList<Row> page(int limit, qint64 before);
    void setTrouble(const QString &trouble);

    static constexpr int pageSize = 50;
    const Session *m_session = nullptr;
    Texts m_texts;
    QList<Row> m_rows;
    QString m_trouble;
    bool m_more = false;
};

} // namespace odna
