// SPDX-License-Identifier: Apache-2.0
#include "app/cardview.h"

#include <chrono>

namespace odna {

CardView::CardView(QObject *parent)
    : QObject(parent)
{
    m_fade.setSingleShot(true);
    m_fade.setInterval(std::chrono::minutes(2));
    connect(&m_fade, &QTimer::timeout, this, &CardView::dismissConfirmation);
}

void CardView::setNumber(const std::optional<CardNumber> &number)
{
    if (number != m_number) {
        m_number = number;
        Q_EMIT numberChanged();
    }
}

void CardView::setLast(const Last &last)
{
    if (last != m_last) {
        m_last = last;
        Q_EMIT lastChanged();
    }
}

void CardView::setConfirmation(Confirmation confirmation, const QString &title, const QString &detail)
{
    m_confirmation = confirmation;
    m_confirmationTitle = title;
    m_confirmationDetail = detail;
    m_fade.start();
    Q_EMIT confirmationChanged();
}

void CardView::dismissConfirmation()
{
    m_fade.stop();
    if (m_confirmation != NoConfirmation) {
        m_confirmation = NoConfirmation;
        m_confirmationTitle.clear();
        m_confirmationDetail.clear();
        Q_EMIT confirmationChanged();
    }
}

} // namespace odna
