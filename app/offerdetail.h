// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pageview.h"
#include "core/wallet/wallet.h"

#include <QQmlEngine>

namespace odna {

/// One offer's page.
class OfferDetail : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString retailerId MEMBER m_retailerId REQUIRED NOTIFY changed)
    Q_PROPERTY(QString offerId MEMBER m_offerId REQUIRED NOTIFY changed)
    Q_PROPERTY(QString brand READ brand NOTIFY changed)
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString reason READ reason NOTIFY changed)
    Q_PROPERTY(QString validity READ validity NOTIFY changed)
    Q_PROPERTY(QString price READ price NOTIFY changed)
    Q_PROPERTY(QString regularPrice READ regularPrice NOTIFY changed)
    Q_PROPERTY(QString couponCode READ couponCode NOTIFY changed)
    Q_PROPERTY(QString couponSymbology READ couponSymbology NOTIFY changed)
    Q_PROPERTY(bool advertising READ isAdvertising NOTIFY changed)

public:
    using PageView::PageView;
    [[nodiscard]] QString brand() const { return m_brand; }
    [[nodiscard]] QString colour() const { return m_colour; }
    [[nodiscard]] QString title() const { return m_offer.title; }
    [[nodiscard]] QString text() const { return m_offer.text; }
    [[nodiscard]] QString reason() const { return m_offer.reason; }
    [[nodiscard]] QString validity() const;
    [[nodiscard]] QString price() const;
    [[nodiscard]] QString regularPrice() const;
    [[nodiscard]] QString couponCode() const { return m_offer.coupon ? m_offer.coupon->code : QString(); }
    [[nodiscard]] QString couponSymbology() const { return m_offer.coupon ? m_offer.coupon->symbology : QString(); }
    [[nodiscard]] bool isAdvertising() const { return m_offer.messageClass == MessageClass::Advertising; }

protected:
    void read() override;

private:
    QString m_retailerId;
    QString m_offerId;
    QString m_brand;
    QString m_colour;
    Offer m_offer;
};

} // namespace odna
