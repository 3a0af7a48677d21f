// SPDX-License-Identifier: Apache-2.0
#include "app/receiptsmodel.h"

#include "app/session.h"

namespace odna {

ReceiptsModel::ReceiptsModel(QObject *parent)
    : PagedModel({"receiptId", "brand", "colour", "amount", "moment", "status", "purchaseState"}, parent)
{}

ReceiptsModel::State ReceiptsModel::stateOf(const HeldReceipt &held)
{
    if (held.purchase) {
        return held.purchase->status == PurchaseStatus::Rejected ? Refused : Answered;
    }
    if (!held.confirmed) {
        return Unconfirmed;
    }
    return held.delivery.value_or(OutboxItem::State::Waiting) == OutboxItem::State::Waiting ? Sending : Undelivered;
}

QString ReceiptsModel::stateText(const HeldReceipt &held, const Texts &texts)
{
    if (held.purchase) {
        const QString status = texts.status(held.purchase->status);
        return held.purchase->points ? QString(status + QStringLiteral(" · ") + texts.points(*held.purchase->points)) : status;
    }
    switch (stateOf(held)) {
    case Unconfirmed:
        return tr("Waiting for you");
    case Undelivered:
        return tr("Not delivered");
    default:
        return tr("On its way to the shop");
    }
}

Result<QList<ReceiptsModel::Row>> ReceiptsModel::read(const Session &session, const Texts &texts, int limit, int offset) const
{
    const qint64 before = offset == 0 ? 0 : rows().at(offset - 1).constFirst().toLongLong();
    const Result<QList<HeldReceipt>> receipts = session.wallet->receipts(limit, before);
    if (!receipts) {
        return std::unexpected(receipts.error());
    }
    QList<Row> rows;
    for (const HeldReceipt &held : *receipts) {
        const Link *link = session.linkOf(held.retailerId);
        const bool hidden = link != nullptr && link->descriptor.sensitive;
        rows.append({held.id, link != nullptr ? link->descriptor.brand : tr("Paper receipt"),
                     link != nullptr ? link->descriptor.colour : QString(),
                     held.receipt.total && !hidden ? texts.money(*held.receipt.total) : QString(),
                     texts.moment(held.receipt.issuedAt.value_or(held.storedAt)), stateText(held, texts), stateOf(held)});
    }
    return rows;
}

} // namespace odna
