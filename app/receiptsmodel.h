// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pagedmodel.h"
#include "core/wallet/wallet.h"

namespace odna {

/// Receipts, newest first. A sensitive retailer's receipt shows no details in the list.
class ReceiptsModel : public odna::PagedModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.receipts")

public:
    /// Unconfirmed: waits for the shopper. Sending: in the outbox. Undelivered: there, but tried no more by itself. Then what the retailer answered.
    enum State { Unconfirmed, Sending, Undelivered, Answered, Refused };
    Q_ENUM(State)

    explicit ReceiptsModel(QObject *parent);
    [[nodiscard]] static State stateOf(const HeldReceipt &held);
    [[nodiscard]] static QString stateText(const HeldReceipt &held, const Texts &texts);

private:
    [[nodiscard]] Result<QList<Row>> read(const Session &session, const Texts &texts, int limit, int offset) const override;
};

} // namespace odna
