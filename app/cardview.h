// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/card/cardnumber.h"

#include <QObject>
#include <QQmlEngine>
#include <QTimer>

#include <optional>

namespace odna {

/// What the card page shows. Without an open wallet: the number and nothing else.
class CardView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.card")
    /// 18 digits; empty where there is no card yet.
    Q_PROPERTY(QString number READ number NOTIFY numberChanged)
    /// The same in groups, for reading aloud.
    Q_PROPERTY(QString grouped READ grouped NOTIFY numberChanged)
    /// The last confirmed purchase; empty where there is none. Names no sensitive retailer.
    Q_PROPERTY(QString lastTitle READ lastTitle NOTIFY lastChanged)
    Q_PROPERTY(QString lastDetail READ lastDetail NOTIFY lastChanged)
    Q_PROPERTY(QString lastAmount READ lastAmount NOTIFY lastChanged)
    /// What the till just answered.
    Q_PROPERTY(Confirmation confirmation READ confirmation NOTIFY confirmationChanged)
    Q_PROPERTY(QString confirmationTitle READ confirmationTitle NOTIFY confirmationChanged)
    Q_PROPERTY(QString confirmationDetail READ confirmationDetail NOTIFY confirmationChanged)

public:
    enum Confirmation { NoConfirmation, Sent, Confirmed, Refused };
    Q_ENUM(Confirmation)
    struct Last
    {
        QString title;
        QString detail;
        QString amount;
        bool operator==(const Last &) const = default;
    };

    explicit CardView(QObject *parent);

    [[nodiscard]] QString number() const { return m_number ? m_number->text() : QString(); }
    [[nodiscard]] QString grouped() const { return m_number ? m_number->grouped() : QString(); }
    [[nodiscard]] QString lastTitle() const { return m_last.title; }
    [[nodiscard]] QString lastDetail() const { return m_last.detail; }
    [[nodiscard]] QString lastAmount() const { return m_last.amount; }
    [[nodiscard]] Confirmation confirmation() const { return m_confirmation; }
    [[nodiscard]] QString confirmationTitle() const { return m_confirmationTitle; }
    [[nodiscard]] QString confirmationDetail() const { return m_confirmationDetail; }

    void setNumber(const std::optional<CardNumber> &number);
    void setLast(const Last &last);
    /// Stays for two minutes, or until dismissed.
    void setConfirmation(Confirmation confirmation, const QString &title, const QString &detail);
    Q_INVOKABLE void dismissConfirmation();

Q_SIGNALS:
    void numberChanged();
    void lastChanged();
    void confirmationChanged();

private:
    std::optional<CardNumber> m_number;
    Last m_last;
    Confirmation m_confirmation = NoConfirmation;
    QString m_confirmationTitle;
    QString m_confirmationDetail;
    QTimer m_fade;
};

} // namespace odna
