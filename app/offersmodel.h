// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pagedmodel.h"
#include "core/offer/offer.h"

namespace odna {

/// One tab of the inbox: offers that are still valid, newest first. A sensitive retailer's offer shows no details in the list.
class OffersModel : public odna::PagedModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.personalOffers, App.commonOffers")
    Q_PROPERTY(int unseen READ unseen NOTIFY countChanged)

public:
    OffersModel(Audience audience, QObject *parent);
    [[nodiscard]] int unseen() const;

private:
    [[nodiscard]] Result<QList<Row>> read(const Session &session, const Texts &texts, int limit, int offset) const override;

    Audience m_audience;
};

} // namespace odna
