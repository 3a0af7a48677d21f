// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/report.h"

#include "tests/demo/story.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace odna::demo {

namespace {

[[nodiscard]] QString shown(const QString &path)
{
    const QString root = QDir(QStringLiteral(ODNA_ROOT)).absolutePath() + u'/';
    const auto absolute = QFileInfo(path).absoluteFilePath();
    return absolute.startsWith(root) ? absolute.sliced(root.size()) : absolute;
}

[[nodiscard]] qsizetype purchasesAt(const Record &record, const QString &retailerId)
{
    return std::ranges::count(record.purchases, retailerId, &Record::Purchase::retailerId);
}

/// Rows under each other, columns as wide as their widest cell.
[[nodiscard]] QString aligned(const QList<QStringList> &rows)
{
    QList<qsizetype> widths(rows.constFirst().size(), 0);
    for (const auto &row : rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    QString text;
    for (const auto &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i) {
            line += row[i].leftJustified(widths[i] + 2);
        }
        text += line.trimmed() + u'\n';
    }
    return text;
}

struct Counts
{
    int links = 0;
    int books = 0;
    int purchases = 0;
    int events = 0;
    int ownCards = 0;
    int ownPurchases = 0;
};

[[nodiscard]] Result<Counts> countsOf(const Retailer &retailer)
{
    Counts counts;
    const std::initializer_list<std::pair<int *, Result<int>>> read{
        {&counts.links, retailer.countInGateway(QStringLiteral("links"))},
        {&counts.books, retailer.countInGateway(QStringLiteral("books"))},
        {&counts.purchases, retailer.countInGateway(QStringLiteral("purchases"))},
        {&counts.events, retailer.countInGateway(QStringLiteral("events"))},
        {&counts.ownCards, retailer.cardsInOwnSystem()},
        {&counts.ownPurchases, retailer.purchasesInOwnSystem()}};
    for (const auto &[into, value] : read) {
        if (!value) {
            return std::unexpected(value.error());
        }
        *into = *value;
    }
    return counts;
}

[[nodiscard]] QJsonObject asJson(const Record::Purchase &purchase)
{
    QJsonObject json{{QStringLiteral("retailer"), purchase.retailerId},
                     {QStringLiteral("op_id"), purchase.opId},
                     {QStringLiteral("fiscal"),
                      QJsonObject{{QStringLiteral("scheme"), purchase.fiscalScheme}, {QStringLiteral("id"), purchase.fiscalId}}},
                     {QStringLiteral("total"), purchase.total},
                     {QStringLiteral("source"), purchase.source},
                     {QStringLiteral("status"), purchase.status}};
    if (purchase.points) {
        json.insert(QStringLiteral("points"), *purchase.points);
    }
    return json;
}

[[nodiscard]] QJsonObject asJson(const Retailer &retailer)
{
    QJsonObject json{{QStringLiteral("id"), retailer.shop().id},
                     {QStringLiteral("name"), retailer.shop().brand},
                     {QStringLiteral("country"), retailer.shop().country},
                     {QStringLiteral("sensitive"), retailer.shop().sensitive},
                     {QStringLiteral("url"), retailer.url().toString()},
                     {QStringLiteral("gateway_database"), shown(retailer.gatewayDatabase())},
                     {QStringLiteral("own_system"), shown(retailer.ownSystem())},
                     {QStringLiteral("own_system_kind"),
                      retailer.shop().ownSystem == Shop::OwnSystem::Sql ? QStringLiteral("sql") : QStringLiteral("filedrop")}};
    if (const auto counts = countsOf(retailer)) {
        json.insert(QStringLiteral("counts"), QJsonObject{{QStringLiteral("links"), counts->links},
                                                          {QStringLiteral("till_receipts"), counts->books},
                                                          {QStringLiteral("purchases"), counts->purchases},
                                                          {QStringLiteral("events"), counts->events},
                                                          {QStringLiteral("own_cards"), counts->ownCards},
                                                          {QStringLiteral("own_purchases"), counts->ownPurchases}});
    }
    return json;
}

} // namespace

Result<QString> checkNothingPooled(const Retailers &retailers, const QMap<QString, QStringList> &markers)
{
    int looked = 0;
    for (const auto &retailer : retailers) {
        const auto bytes = retailer->allBytes();
        for (auto owner = markers.cbegin(); owner != markers.cend(); ++owner) {
            const bool own = owner.key() == retailer->shop().id;
            for (const auto &marker : owner.value()) {
                ++looked;
                if (bytes.contains(marker.toUtf8()) != own) {
                    return unmet(own ? QStringLiteral("\"%1\" is not at %2, where it belongs").arg(marker, owner.key())
                                     : QStringLiteral("\"%1\" of %2 is at %3").arg(marker, owner.key(), retailer->shop().id));
                }
            }
        }
    }
    return QStringLiteral("%1 searches, each marker at its own retailer and nowhere else").arg(looked);
}

Result<QString> tableOf(const Retailers &retailers, const Record &record)
{
    QList<QStringList> rows{{QStringLiteral("retailer"), QStringLiteral("links"), QStringLiteral("till receipts"),
                             QStringLiteral("purchases"), QStringLiteral("events"), QStringLiteral("own system"), QStringLiteral("cards"),
                             QStringLiteral("purchases")}};
    for (const auto &retailer : retailers) {
        const auto counts = countsOf(*retailer);
        if (!counts) {
            return std::unexpected(counts.error());
        }
        const auto expected = purchasesAt(record, retailer->shop().id);
        if (counts->links != 1 || counts->purchases != expected || counts->ownPurchases != expected || counts->ownCards != 1) {
            return unmet(
                QStringLiteral("%1 has %2 links, %3 purchases, %4 of them and %5 cards in its own system; expected are 1, %6, %6, 1")
                    .arg(retailer->shop().id)
                    .arg(counts->links)
                    .arg(counts->purchases)
                    .arg(counts->ownPurchases)
                    .arg(counts->ownCards)
                    .arg(expected));
        }
        rows.append({retailer->shop().brand, QString::number(counts->links), QString::number(counts->books),
                     QString::number(counts->purchases), QString::number(counts->events), shown(retailer->ownSystem()),
                     QString::number(counts->ownCards), QString::number(counts->ownPurchases)});
    }
    return aligned(rows);
}

Result<void> writeSummary(const QString &file, const Retailers &retailers, const Record &record, const QString &failure)
{
    QJsonArray purchases;
    for (const auto &purchase : record.purchases) {
        purchases.append(asJson(purchase));
    }
    QJsonArray offers;
    for (const auto &offer : record.offers) {
        offers.append(QJsonObject{{QStringLiteral("retailer"), offer.retailerId},
                                  {QStringLiteral("id"), offer.offerId},
                                  {QStringLiteral("title"), offer.title},
                                  {QStringLiteral("coupon"), offer.coupon}});
    }
    QJsonArray screens;
    for (const auto &screen : record.screens) {
        screens.append(QJsonObject{{QStringLiteral("name"), screen.name}, {QStringLiteral("path"), shown(screen.file)}});
    }
    QJsonArray shops;
    for (const auto &retailer : retailers) {
        shops.append(asJson(*retailer));
    }
    QJsonObject timings;
    for (auto timing = record.timings.cbegin(); timing != record.timings.cend(); ++timing) {
        timings.insert(timing.key(), timing.value());
    }
    QJsonObject summary{{QStringLiteral("card_number"), record.cardNumber},
                        {QStringLiteral("card_picture"), shown(record.cardPicture)},
                        {QStringLiteral("purchases"), purchases},
                        {QStringLiteral("offers"), offers},
                        {QStringLiteral("screens"), screens},
                        {QStringLiteral("retailers"), shops},
                        {QStringLiteral("timings"), timings},
                        {QStringLiteral("done"), failure.isEmpty()}};
    if (!failure.isEmpty()) {
        summary.insert(QStringLiteral("failure"), failure);
    }
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(summary).toJson()) < 0 || !out.commit()) {
        return unmet(QStringLiteral("%1: %2").arg(file, out.errorString()));
    }
    return {};
}

} // namespace odna::demo
