// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pageview.h"
#include "core/receipt/receipt.h"

#include <QQmlEngine>

namespace odna {

/// Takes a receipt from the code at the foot of the paper: from a picture, or as text. Contacts nobody.
class PaperReceipt : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool found READ isFound NOTIFY changed)
    /// A picture is being searched for codes; takes seconds.
    Q_PROPERTY(bool reading READ isReading NOTIFY changed)
    Q_PROPERTY(bool totalNeeded READ isTotalNeeded NOTIFY changed)
    Q_PROPERTY(QString number READ number NOTIFY changed)
    Q_PROPERTY(QString when READ when NOTIFY changed)
    Q_PROPERTY(QString amount READ amount NOTIFY changed)
    Q_PROPERTY(QString currency READ currency NOTIFY changed)

public:
    using PageView::PageView;
    [[nodiscard]] bool isFound() const { return m_receipt.has_value(); }
    [[nodiscard]] bool isReading() const { return m_reading; }
    [[nodiscard]] bool isTotalNeeded() const { return m_receipt && !m_receipt->total; }
    [[nodiscard]] QString number() const { return m_receipt ? m_receipt->fiscal.id : QString(); }
    [[nodiscard]] QString when() const;
    [[nodiscard]] QString amount() const;
    [[nodiscard]] QString currency() const;

    /// The code's text, or the path or file: URL of a picture that shows it.
    Q_INVOKABLE void examine(const QString &codeOrPicture);
    /// Puts the receipt into the wallet, with \a total where the paper's code has none; kept() when it is there.
    Q_INVOKABLE void keep(const QString &total);
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void kept(double receiptId);

protected:
    void read() override {}

private:
    void take(const QStringList &texts);

    bool m_reading = false;
    std::optional<Receipt> m_receipt;
};

} // namespace odna
