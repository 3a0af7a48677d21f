// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pageview.h"
#include "app/rowsmodel.h"
#include "core/wallet/wallet.h"

#include <QStringList>

namespace odna {

/// One receipt's page, and the step in which the shopper confirms it: what exactly would be sent, and to whom.
class ReceiptDetail : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    /// The wallet's row number, exact in a double below 2^53.
    Q_PROPERTY(double receiptId MEMBER m_receiptId REQUIRED NOTIFY changed)
    /// Who would get it: the retailer that delivered the receipt, or the shopper's choice for paper. Empty until chosen.
    Q_PROPERTY(QString retailerId READ retailerId WRITE setRetailerId NOTIFY changed)
    /// Linked retailers that may be sent this receipt: by tax number and scheme, never another one's.
    Q_PROPERTY(QStringList candidateIds READ candidateIds NOTIFY changed)
    Q_PROPERTY(QStringList candidateBrands READ candidateBrands NOTIFY changed)
    Q_PROPERTY(QStringList candidateColours READ candidateColours NOTIFY changed)
    Q_PROPERTY(QString brand READ brand NOTIFY changed)
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString amount READ amount NOTIFY changed)
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(QString status READ status NOTIFY changed)
    /// The retailer's words, or what stood in the way of the delivery; empty where there is nothing to say.
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(int purchaseState READ purchaseState NOTIFY changed)
    /// A confirmation is under way, or the retailer has answered one otherwise than by refusing it.
    Q_PROPERTY(bool sent READ isSent NOTIFY changed)
    Q_PROPERTY(bool confirmable READ isConfirmable NOTIFY changed)
    /// Why it cannot be confirmed, and what to do; empty where it can.
    Q_PROPERTY(QString hindrance READ hindrance NOTIFY changed)
    Q_PROPERTY(odna::RowsModel *lines READ lines CONSTANT)
    Q_PROPERTY(odna::RowsModel *facts READ facts CONSTANT)
    /// The content of the message that confirm() would send, field by field.
    Q_PROPERTY(odna::RowsModel *sends READ sends CONSTANT)

public:
    explicit ReceiptDetail(QObject *parent = nullptr);

    [[nodiscard]] QString retailerId() const { return m_chosen; }
    void setRetailerId(const QString &retailerId);
    [[nodiscard]] QStringList candidateIds() const { return m_candidateIds; }
    [[nodiscard]] QStringList candidateBrands() const { return m_candidateBrands; }
    [[nodiscard]] QStringList candidateColours() const { return m_candidateColours; }
    [[nodiscard]] QString brand() const { return m_brand; }
    [[nodiscard]] QString colour() const { return m_colour; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString amount() const;
    [[nodiscard]] QString when() const;
    [[nodiscard]] QString status() const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] int purchaseState() const;
    [[nodiscard]] bool isSent() const { return m_held.confirmed; }
    [[nodiscard]] bool isConfirmable() const { return m_confirmable; }
    [[nodiscard]] QString hindrance() const { return m_hindrance; }
    [[nodiscard]] RowsModel *lines() const { return m_lines; }
    [[nodiscard]] RowsModel *facts() const { return m_facts; }
    [[nodiscard]] RowsModel *sends() const { return m_sends; }

    /// Stores the confirmation and sends it; confirmed() when it is stored.
    Q_INVOKABLE void confirm();
    /// Sends the confirmation that could not be delivered once more.
    Q_INVOKABLE void tryAgain();

Q_SIGNALS:
    void confirmed();

protected:
    void read() override;

private:
    void findCandidates();
    void showReceipt();
    /// Every field of \a message, read from its own body, so that the page cannot show another message than the one that is sent.
    [[nodiscard]] QList<RowsModel::Row> contentOf(const OutgoingMessage &message) const;
    [[nodiscard]] QString wordsOf(const ReceiptLine &line, const Currency &currency) const;

    double m_receiptId = 0;
    QString m_chosen;
    HeldReceipt m_held;
    QString m_brand;
    QString m_colour;
    QStringList m_candidateIds;
    QStringList m_candidateBrands;
    QStringList m_candidateColours;
    bool m_confirmable = false;
    QString m_hindrance;
    RowsModel *m_lines;
    RowsModel *m_facts;
    RowsModel *m_sends;
};

} // namespace odna
