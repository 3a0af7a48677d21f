// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/offer/offer.h"
#include "tests/demo/shops.h"

#include <QDir>
#include <QJsonObject>
#include <QUrl>

#include <memory>

namespace odna::demo {

/// One retailer: a gateway as a process of its own with its own folder and keys, a till, a back office, and the system that it had
/// before Odna. Everything lies in one folder, which no other retailer reads or writes.
class Retailer final
{
public:
    /// Writes the configuration, makes the own system and the keys of till and office, starts the gateway.
    [[nodiscard]] static Result<std::unique_ptr<Retailer>> open(const Shop &shop, const QDir &folder);
    ~Retailer();
    Retailer(const Retailer &) = delete;
    Retailer &operator=(const Retailer &) = delete;

    [[nodiscard]] const Shop &shop() const { return m_shop; }
    [[nodiscard]] const QDir &folder() const { return m_folder; }
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] QString gatewayDatabase() const;
    [[nodiscard]] QString ownSystem() const; ///< a folder or a SQLite file

    /// Runs `odna-till scan` on a picture.
    [[nodiscard]] static Result<QJsonObject> scan(const QString &picture);
    /// Runs `odna-till sale` against this retailer's gateway; what it said in JSON.
    [[nodiscard]] Result<QJsonObject> sell(const QStringList &lines, const QStringList &more) const;
    /// The back office sends an offer to the members with these link ids; UpstreamUnavailable unless it was delivered to each.
    [[nodiscard]] Result<void> pushOffer(const Offer &offer, const QStringList &linkIds) const;

    /// Rows of a table of the gateway's database.
    [[nodiscard]] Result<int> countInGateway(const QString &table) const;
    [[nodiscard]] Result<int> purchasesInOwnSystem() const;
    [[nodiscard]] Result<int> cardsInOwnSystem() const;
    /// Whether the own system has the purchase with this fiscal id.
    [[nodiscard]] bool ownSystemHas(const QString &fiscalId) const;
    /// Every byte of every file in the retailer's folder.
    [[nodiscard]] QByteArray allBytes() const;

    /// SIGTERM; unmet where the gateway does not end by itself with status 0.
    [[nodiscard]] Result<void> close();

private:
    Retailer(const Shop &shop, const QDir &folder);
    [[nodiscard]] QByteArray configuration() const;
    [[nodiscard]] QString configFile() const;
    [[nodiscard]] Result<void> makeOwnSystem() const;
    [[nodiscard]] Result<void> makeKeys();
    [[nodiscard]] Result<void> serve();

    struct Process;
    Shop m_shop;
    QDir m_folder;
    QString m_tillKeyFile;
    QByteArray m_officeKey;
    std::unique_ptr<Process> m_process;
};

} // namespace odna::demo
