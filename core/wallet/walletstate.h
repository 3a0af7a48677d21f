// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/strictjson.h"
#include "core/wallet/database.h"
#include "core/wallet/durablefile.h"
#include "core/wallet/keyfile.h"
#include "core/wallet/wallet.h"

#include <QFile>

#include <functional>

// What the files of the wallet share and nobody else sees: wallet.cpp (keys, opening, the shopper's own things), retailers.cpp,
// receipts.cpp, outbox.cpp and inbox.cpp each hold one group of Wallet's functions.

namespace odna {

/// The files of one wallet folder.
struct WalletFiles
{
    explicit WalletFiles(const QDir &place)
        : folder(place.absolutePath())
    {}
    [[nodiscard]] QString keys() const { return folder.filePath(QStringLiteral("wallet.keys")); }
    [[nodiscard]] QString database() const { return folder.filePath(QStringLiteral("wallet.db")); }
    [[nodiscard]] QString writeAheadLog() const { return database() + QStringLiteral("-wal"); }
    [[nodiscard]] QString newDatabase() const { return folder.filePath(QStringLiteral("wallet.db.new")); }
    [[nodiscard]] QString cardCache() const { return folder.filePath(QStringLiteral("card.cache")); }
    [[nodiscard]] bool hasDatabase() const { return QFile::exists(database()) || QFile::exists(writeAheadLog()); }
    /// The key file is there, but nothing that it could be the key to was ever finished.
    [[nodiscard]] bool isUnfinished() const { return QFile::exists(keys()) && !hasDatabase() && !QFile::exists(cardCache()); }
    [[nodiscard]] QStringList asideFolders() const
    {
        return folder.entryList({QStringLiteral("damaged-*"), QStringLiteral("unfinished-*")}, QDir::Dirs | QDir::NoDotAndDotDot,
                                QDir::Name);
    }
    QDir folder;
};

struct Wallet::State
{
    FolderLock lock; // released last
    WalletFiles files;
    const Clock &clock;
    SecretBytes databaseKey;
    SigningKey identity;
    DerivedCard card;
    std::unique_ptr<Database> database;
    Pocket pocket{*database, clock};

    Result<void> remember(const Descriptor &descriptor);
    Result<void> putIntoOutbox(const OutgoingMessage &message);
    Result<void> log(const Disclosure &disclosure);
    /// \a isEvent: it came by an event, and stays before any answer to a request.
    Result<void> answer(const QString &retailerId, const PurchaseAnswer &answer, bool isEvent);
    /// Purchases of one retailer that are still in the outbox, each with what \a change makes of it; nothing leaves it as it is. One of
    /// which bytes may have left the phone gets a new op id, if \a change has not given it one: an op id never stands for other bytes.
    using Rewrite = std::function<std::optional<PurchaseMessage>(const PurchaseMessage &)>;
    Result<void> rewritePurchases(const QString &retailerId, const Rewrite &change);
    Result<void> changeKeys(const std::function<Result<void>(KeyFile &)> &change);
    Result<QList<OutboxItem>> outboxItems(std::string_view sql, const auto &...values);
    // What an event does beyond being kept. Only storage can fail.
    /// Whether the event itself is worth keeping for good.
    Result<bool> apply(const Link &link, const SignedEvent &event);
    Result<void> dropOldOffers(const QString &retailerId);
    static Receipt completed(const Receipt &paper, Receipt receipt);
    Result<void> mergeDelivered(qint64 receiptId, const QString &retailerId);
    Result<bool> applyReceipt(const Link &link, const Receipt &receipt);
    Result<bool> applyPurchase(const Link &link, const PurchaseAnswer &answer);
    Result<void> applyOffer(const Link &link, const Offer &offer);
};

inline std::optional<CardNumber> cardNumberOf(const QString &text)
{
    auto number = CardNumber::parse(text, text.left(4));
    return number ? std::optional(*number) : std::nullopt;
}

inline Result<QJsonObject> storedJson(const QByteArray &bytes)
{
    auto json = parseJson(bytes, {16 * 1024 * 1024, 32});
    return json ? json : fail(FailureCode::WalletDamaged, QStringLiteral("a stored text"));
}

/// A value that this wallet wrote itself: where it does not read back, the wallet is damaged.
template <class Value>
Result<Value> stored(Result<Value> value)
{
    return value ? std::move(value) : fail(FailureCode::WalletDamaged, QStringLiteral("a stored value: ") + describe(value.error()));
}

/// The columns failure and failure_detail of the outbox.
inline std::optional<Failure> storedFailure(const Row &row, int column)
{
    const auto code = row.isNull(column) ? std::nullopt : failureNamed(row.text(column));
    return code ? std::optional(Failure{*code, row.text(column + 1)}) : std::nullopt;
}

template <class Value>
Result<Value> storedValue(const QByteArray &bytes, Result<Value> (*read)(const QJsonObject &))
{
    const auto json = storedJson(bytes);
    return json ? stored(read(*json)) : std::unexpected(json.error());
}

} // namespace odna
