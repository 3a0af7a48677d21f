// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "partners/gateway/storage.h"

namespace odna {

/// Storage in one SQLite file. One thread writes, and commits everything that waits in one transaction, so that a burst shares one
/// fsync; another thread reads. Only the writer commits and checkpoints, which keeps clear of SQLite's WAL-reset defect.
class SqliteStorage final : public Storage
{
public:
    /// Opens or creates \a path. The hooks may be called from here on.
    [[nodiscard]] static Result<std::unique_ptr<SqliteStorage>> open(const QString &path, StorageHooks hooks, const Clock &clock);
    ~SqliteStorage() override;

    void linkByKey(const QString &keyText, Then<std::optional<LinkRecord>> then) override;
    void cardHolder(const QString &cardNumber, Then<std::optional<QString>> then) override;
    void join(NewLink link, Then<JoinOutcome> then) override;
    void changeConsent(LinkRecord link, ConsentRecord consent, Then<void> then) override;
    void endLink(LinkRecord link, QString opId, bool erase, Then<void> then) override;
    void addPurchase(NewPurchase purchase, Then<PurchaseAnswer> then) override;
    void purchase(LinkRecord link, QString opId, Then<PurchaseAnswer> then) override;
    void inbox(LinkRecord link, qint64 after, Then<InboxPage> then) override;
    void acknowledge(LinkRecord link, qint64 cursor, Then<qint64> then) override;
    void addTillReceipt(TillReceipt receipt, Then<TillOutcome> then) override;
    void deliver(BackOfficeEvent event, QByteArray digest, Then<Delivery> then) override;
    void connectorTasks(int most, Then<QList<ConnectorTask>> then) override;
    void connectorDone(ConnectorTask task, ConnectorOutcome outcome, Then<void> then) override;
    void ping(Then<void> then) override;
    void figures(Then<StorageFigures> then) override;
    void drain() override;

    [[nodiscard]] qint64 commits() const;    ///< since the start; any thread, also after drain()
    [[nodiscard]] qint64 operations() const; ///< committed in them

private:
    struct Private;
    explicit SqliteStorage(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

/// How many rows there are, by name, read beside a running gateway. StorageFailed.
[[nodiscard]] Result<QMap<QString, qint64>> countRows(const QString &path);

} // namespace odna
