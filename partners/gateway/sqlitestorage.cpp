// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlitestorage.h"

#include "partners/gateway/sqlinbox.h"
#include "partners/gateway/sqllinks.h"
#include "partners/gateway/sqloutbox.h"
#include "partners/gateway/sqlpurchases.h"
#include "partners/gateway/sqlqueue.h"

namespace odna {

namespace {

constexpr std::size_t fanOutPart = 256; // links of one writer job of a broadcast

QMap<QString, qint64> countedRows(SqlConnection &sql)
{
    QMap<QString, qint64> rows;
    for (auto row = sql.rows("SELECT 'links', count(*) FROM links WHERE active = 1 "
                             "UNION ALL SELECT 'purchases', count(*) FROM purchases "
                             "UNION ALL SELECT 'needs_review', count(*) FROM purchases WHERE status = 4 "
                             "UNION ALL SELECT 'books', count(*) FROM books UNION ALL SELECT 'events', count(*) FROM events "
                             "UNION ALL SELECT 'connector_waiting', count(*) FROM connector_outbox WHERE dead = 0 "
                             "UNION ALL SELECT 'connector_given_up', count(*) FROM connector_outbox WHERE dead = 1");
         row; row.next()) {
        rows.insert(row.text(0), row.number(1));
    }
    return rows;
}

} // namespace

struct SqliteStorage::Private
{
    Private(const QString &path, StorageHooks storageHooks, const Clock &clock)
        : hooks(std::move(storageHooks))
        , inbox(clock)
        , outbox(clock)
        , links(inbox, outbox, clock)
        , purchases(inbox, outbox, clock)
        , writer(
              SqlQueue::Kind::Writer, path, [this](const SqlEffects &effects) { announce(effects); }, hooks.failed)
        , reader(SqlQueue::Kind::Reader, path, [](const SqlEffects &) {}, hooks.failed)
    {}

    void announce(const SqlEffects &effects) const
    {
        for (const auto &key : effects.changedKeys) {
            hooks.linkChanged(key);
        }
        for (const auto &link : effects.linksWithEvents) {
            hooks.eventsAdded(link);
        }
        if (effects.tasks) {
            hooks.tasksAdded();
        }
    }

    template <class T, class Work>
    static void submit(SqlQueue &queue, Work work, Then<T> then)
    {
        auto result = std::make_shared<std::optional<Result<T>>>();
        queue.add({[result, work = std::move(work)](SqlConnection &sql, SqlEffects &effects) { result->emplace(work(sql, effects)); },
                   [result, then = std::move(then)](const std::optional<Failure> &failure) {
                       if (failure) {
                           then(std::unexpected(*failure));
                       } else {
                           then(std::move(**result));
                       }
                   }});
    }

    struct FanOut;
    void deliverPart(const std::shared_ptr<FanOut> &fanOut);

    const StorageHooks hooks;
    const SqlInbox inbox;
    const SqlOutbox outbox;
    const SqlLinks links;
    const SqlPurchases purchases;
    SqlQueue writer;
    SqlQueue reader;
};

SqliteStorage::SqliteStorage(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{}

SqliteStorage::~SqliteStorage()
{
    drain();
}

Result<std::unique_ptr<SqliteStorage>> SqliteStorage::open(const QString &path, StorageHooks hooks, const Clock &clock)
{
    auto parts = std::make_unique<Private>(path, std::move(hooks), clock);
    if (auto started = parts->writer.start(); !started) {
        return std::unexpected(started.error());
    }
    if (auto started = parts->reader.start(); !started) {
        return std::unexpected(started.error());
    }
    return std::unique_ptr<SqliteStorage>(new SqliteStorage(std::move(parts)));
}

void SqliteStorage::drain()
{
    d->reader.drain();
    d->writer.drain(); // last, so that the connection that closes the file is the one that may checkpoint
}

qint64 SqliteStorage::commits() const
{
    return d->writer.commits();
}

qint64 SqliteStorage::operations() const
{
    return d->writer.operations();
}

// Links

void SqliteStorage::linkByKey(const QString &keyText, Then<std::optional<LinkRecord>> then)
{
    Private::submit<std::optional<LinkRecord>>(
        d->reader, [keyText](SqlConnection &sql, SqlEffects &) { return SqlLinks::byKey(sql, keyText); }, std::move(then));
}

void SqliteStorage::cardHolder(const QString &cardNumber, Then<std::optional<QString>> then)
{
    Private::submit<std::optional<QString>>(
        d->reader, [cardNumber](SqlConnection &sql, SqlEffects &) { return SqlLinks::cardHolder(sql, cardNumber); }, std::move(then));
}

void SqliteStorage::join(NewLink link, Then<JoinOutcome> then)
{
    Private::submit<JoinOutcome>(
        d->writer, [this, link = std::move(link)](SqlConnection &sql, SqlEffects &effects) { return d->links.join(sql, effects, link); },
        std::move(then));
}

void SqliteStorage::changeConsent(LinkRecord link, ConsentRecord consent, Then<void> then)
{
    Private::submit<void>(
        d->writer,
        [this, link = std::move(link), consent = std::move(consent)](SqlConnection &sql, SqlEffects &effects) {
            return d->links.changeConsent(sql, effects, link, consent);
        },
        std::move(then));
}

void SqliteStorage::endLink(LinkRecord link, QString opId, bool erase, Then<void> then)
{
    Private::submit<void>(
        d->writer,
        [this, link = std::move(link), opId = std::move(opId), erase](SqlConnection &sql, SqlEffects &effects) {
            return d->links.end(sql, effects, link, opId, erase);
        },
        std::move(then));
}

// Purchases and books

void SqliteStorage::addPurchase(NewPurchase purchase, Then<PurchaseAnswer> then)
{
    Private::submit<PurchaseAnswer>(
        d->writer,
        [this, purchase = std::move(purchase)](SqlConnection &sql, SqlEffects &effects) {
            return d->purchases.add(sql, effects, purchase);
        },
        std::move(then));
}

void SqliteStorage::purchase(LinkRecord link, QString opId, Then<PurchaseAnswer> then)
{
    Private::submit<PurchaseAnswer>(
        d->reader,
        [link = std::move(link), opId = std::move(opId)](SqlConnection &sql, SqlEffects &) {
            return SqlPurchases::find(sql, {link.cardNumber, link.linkId}, opId);
        },
        std::move(then));
}

void SqliteStorage::addTillReceipt(TillReceipt receipt, Then<TillOutcome> then)
{
    Private::submit<TillOutcome>(
        d->writer,
        [this, receipt = std::move(receipt)](SqlConnection &sql, SqlEffects &effects) {
            return d->purchases.addTillReceipt(sql, effects, receipt);
        },
        std::move(then));
}

// Inbox and back office

void SqliteStorage::inbox(LinkRecord link, qint64 after, Then<InboxPage> then)
{
    Private::submit<InboxPage>(
        d->reader, [link = std::move(link), after](SqlConnection &sql, SqlEffects &) { return SqlInbox::page(sql, link, after); },
        std::move(then));
}

void SqliteStorage::acknowledge(LinkRecord link, qint64 cursor, Then<qint64> then)
{
    Private::submit<qint64>(
        d->writer, [link = std::move(link), cursor](SqlConnection &sql, SqlEffects &) { return SqlInbox::acknowledge(sql, link, cursor); },
        std::move(then));
}

struct SqliteStorage::Private::FanOut
{
    BackOfficeEvent event;
    SqlInbox::Audience audience;
    std::size_t next = 0;
    Then<Delivery> then;
};

void SqliteStorage::Private::deliverPart(const std::shared_ptr<FanOut> &fanOut)
{
    const auto &members = fanOut->audience.members;
    const auto begin = fanOut->next;
    const auto end = std::min(begin + fanOutPart, members.size());
    submit<Delivery>(
        writer,
        [this, fanOut, begin, end](SqlConnection &sql, SqlEffects &effects) -> Result<Delivery> {
            auto delivery = fanOut->audience.delivery;
            for (auto i = begin; i < end; ++i) {
                if (!inbox.addFromOffice(sql, effects, fanOut->audience.members.at(i), fanOut->event.body, fanOut->event.opId)) {
                    --delivery.delivered;
                    ++delivery.refused;
                }
            }
            if (end == fanOut->audience.members.size()) {
                SqlInbox::endOffice(sql, fanOut->event.opId, delivery);
            }
            return delivery;
        },
        [this, fanOut, end](Result<Delivery> done) {
            if (!done || end == fanOut->audience.members.size()) {
                fanOut->then(std::move(done));
            } else {
                fanOut->audience.delivery = *done;
                fanOut->next = end;
                deliverPart(fanOut);
            }
        });
}

void SqliteStorage::deliver(BackOfficeEvent event, QByteArray digest, Then<Delivery> then)
{
    auto fanOut = std::make_shared<Private::FanOut>();
    fanOut->event = std::move(event);
    fanOut->then = std::move(then);
    const auto resolve = [this, fanOut] {
        Private::submit<void>(
            d->reader,
            [fanOut](SqlConnection &sql, SqlEffects &) -> Result<void> {
                fanOut->audience = SqlInbox::audienceOf(sql, fanOut->event);
                return {};
            },
            [this, fanOut](Result<void> done) {
                if (done) {
                    d->deliverPart(fanOut);
                } else {
                    fanOut->then(std::unexpected(done.error()));
                }
            });
    };
    Private::submit<std::optional<Delivery>>(
        d->writer,
        [this, fanOut, digest = std::move(digest)](SqlConnection &sql, SqlEffects &) {
            return d->inbox.beginOffice(sql, fanOut->event.opId, digest);
        },
        [fanOut, resolve](Result<std::optional<Delivery>> begun) {
            if (!begun) {
                fanOut->then(std::unexpected(begun.error()));
            } else if (*begun) {
                fanOut->then(**begun);
            } else {
                resolve();
            }
        });
}

// The connector

void SqliteStorage::connectorTasks(int most, Then<QList<ConnectorTask>> then)
{
    Private::submit<QList<ConnectorTask>>(
        d->reader, [this, most](SqlConnection &sql, SqlEffects &) { return d->outbox.due(sql, most); }, std::move(then));
}

void SqliteStorage::connectorDone(ConnectorTask task, ConnectorOutcome outcome, Then<void> then)
{
    Private::submit<void>(
        d->writer,
        [this, task = std::move(task), outcome = std::move(outcome)](SqlConnection &sql, SqlEffects &effects) -> Result<void> {
            d->purchases.connectorDone(sql, effects, task, outcome);
            return {};
        },
        std::move(then));
}

void SqliteStorage::figures(Then<StorageFigures> then)
{
    Private::submit<StorageFigures>(
        d->reader,
        [this](SqlConnection &sql, SqlEffects &) -> Result<StorageFigures> {
            return StorageFigures{countedRows(sql), d->writer.commits(), d->writer.operations()};
        },
        std::move(then));
}

void SqliteStorage::ping(Then<void> then)
{
    Private::submit<void>(
        d->reader,
        [](SqlConnection &sql, SqlEffects &) -> Result<void> {
            const auto row = sql.rows("SELECT 1 FROM links LIMIT 1");
            return {};
        },
        std::move(then));
}

Result<QMap<QString, qint64>> countRows(const QString &path)
{
    auto connection = SqlConnection::open(path, SqlConnection::Mode::ReadOnly);
    if (!connection) {
        return std::unexpected(connection.error());
    }
    auto rows = countedRows(**connection);
    if ((*connection)->failure()) {
        return std::unexpected(*(*connection)->failure());
    }
    return rows;
}

} // namespace odna
