// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlitestorage.h"

#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"
#include "partners/gateway/sqlqueue.h"

#include <QJsonDocument>

#include <vector>

namespace odna {

namespace {

constexpr std::size_t fanOutPart = 256; // links of one writer job of a broadcast
constexpr int pageEvents = 100;
constexpr qsizetype pageBytes = 60 * 1024;

QDateTime moment(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

// What stands in our own tables was checked when it came in: a row that cannot be read any more yields an empty value.
QByteArray grantsText(const Grants &grants)
{
    return QJsonDocument(toJson(grants)).toJson(QJsonDocument::Compact);
}

Grants grantsOf(const QByteArray &text)
{
    return grantsFromJson(QJsonDocument::fromJson(text).array()).value_or(Grants{});
}

QByteArray profileText(const Profile &profile)
{
    return jsonBytes(toJson(profile));
}

Profile profileOf(const QByteArray &text)
{
    return profileFromJson(QJsonDocument::fromJson(text).object()).value_or(Profile{});
}

QByteArray receiptText(const Receipt &receipt)
{
    return jsonBytes(toJson(receipt));
}

Receipt receiptOf(const QByteArray &text)
{
    return receiptFromJson(QJsonDocument::fromJson(text).object()).value_or(Receipt{});
}

std::optional<QString> orNull(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

std::optional<qint64> orNull(const std::optional<QDateTime> &at)
{
    return at ? std::optional(at->toMSecsSinceEpoch()) : std::nullopt;
}

bool isAdvertising(const EventBody &body)
{
    if (body.type == QLatin1StringView("offer.withdrawn")) {
        return false;
    }
    return messageClassNamed(body.data.value(QLatin1StringView("class")).toString()) == MessageClass::Advertising;
}

struct Target
{
    QString cardNumber;
    QString linkId;
};

} // namespace

struct SqliteStorage::Private
{
    Private(const QString &path, StorageHooks storageHooks, const Clock &theClock)
        : hooks(std::move(storageHooks))
        , clock(theClock)
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

    [[nodiscard]] qint64 now() const { return clock.now().toMSecsSinceEpoch(); }

    void addEvent(SqlConnection &sql, SqlEffects &effects, const QString &cardNumber, const QString &linkId, const EventBody &body,
                  const QString &opId = {}) const
    {
        qint64 cursor = 0;
        {
            const auto row = sql.rows("UPDATE links SET last_cursor = last_cursor + 1 WHERE card_number = ? AND link_id = ? AND active = 1 "
                                      "RETURNING last_cursor",
                                      cardNumber, linkId);
            if (!row) {
                return;
            }
            cursor = row.number(0);
        }
        std::optional<QString> offerId;
        std::optional<qint64> validFrom;
        std::optional<qint64> validUntil;
        std::optional<QString> title;
        std::optional<QString> coupon;
        std::optional<QString> symbology;
        if (body.type == QLatin1StringView("offer")) {
            if (const auto offer = offerFromJson(body.data)) {
                offerId = offer->id;
                validFrom = orNull(offer->validFrom);
                validUntil = offer->validUntil.toMSecsSinceEpoch();
                title = offer->title;
                if (offer->coupon && offer->audience == Audience::Personal) {
                    coupon = offer->coupon->code;
                    symbology = offer->coupon->symbology;
                }
            }
        } else if (body.type == QLatin1StringView("offer.withdrawn")) {
            sql.run("UPDATE events SET coupon = NULL WHERE card_number = ? AND link_id = ? AND coupon IS NOT NULL AND offer_id = ?",
                    cardNumber, linkId, body.data.value(QLatin1StringView("id")).toString());
        }
        sql.run(
            "INSERT INTO events (card_number, link_id, cursor, op_id, text, created_at, offer_id, valid_from, valid_until, title, coupon, "
            "symbology) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            cardNumber, linkId, cursor, orNull(opId), eventText(body), now(), offerId, validFrom, validUntil, title, coupon, symbology);
        effects.linksWithEvents.insert(linkId);
    }

    void addTask(SqlConnection &sql, SqlEffects &effects, ConnectorTask::Kind kind, const QString &cardNumber, const QString &linkId,
                 const QString &opId) const
    {
        const auto at = now();
        sql.run("INSERT INTO connector_outbox (card_number, link_id, task, op_id, next_at, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                cardNumber, linkId, static_cast<int>(kind), opId, at, at);
        effects.tasks = true;
    }

    void addConsent(SqlConnection &sql, const QString &cardNumber, const QString &linkId, const ConsentRecord &consent) const
    {
        sql.run("INSERT INTO consents (card_number, link_id, op_id, digest, text, signature, countersignature, received_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                cardNumber, linkId, consent.opId, consent.digest, consent.consent.text, consent.consent.signature, consent.countersignature,
                now());
        QByteArray stored;
        qint64 since = 0;
        {
            const auto row = sql.rows("SELECT profile, consent_at FROM links WHERE card_number = ? AND link_id = ?", cardNumber, linkId);
            if (!row) {
                return;
            }
            stored = row.bytes(0);
            since = row.number(1);
        }
        const auto given = consent.givenAt.toMSecsSinceEpoch();
        if (given < since) {
            return; // arrived late: a newer decision stands
        }
        auto profile = profileOf(stored);
        profile.insert(consent.profile);
        sql.run("UPDATE links SET grants = ?, profile = ?, consent_at = ? WHERE card_number = ? AND link_id = ?",
                grantsText(consent.grants), profileText(consent.grants.filter(profile)), given, cardNumber, linkId);
    }

    [[nodiscard]] static PurchaseAnswer purchaseFrom(const QString &opId, const SqlRow &row)
    {
        PurchaseAnswer answer;
        answer.opId = opId;
        answer.fiscal = {row.text(0), row.text(1)};
        answer.kind = static_cast<ReceiptKind>(row.number(2));
        answer.status = static_cast<PurchaseStatus>(row.number(3));
        if (!row.isNull(4)) {
            answer.points = row.number(4);
        }
        answer.reason = row.text(5);
        answer.at = moment(row.number(6));
        return answer;
    }

    /// Who is, or may be, credited for a receipt.
    struct Claim
    {
        QString cardNumber; ///< empty where that member was erased
        QString linkId;
        QString opId;
    };

    [[nodiscard]] static QString anotherCard() { return QStringLiteral("the till read another card on this receipt"); }

    /// Whom this receipt was credited to, else this card's own purchase that waits for the books.
    [[nodiscard]] static std::optional<Claim> claimOf(SqlConnection &sql, const FiscalId &fiscal, int kind, const QString &cardNumber)
    {
        {
            const auto row = sql.rows("SELECT card_number, link_id, op_id FROM credited WHERE scheme = ? AND fiscal_id = ? AND kind = ?",
                                      fiscal.scheme, fiscal.id, kind);
            if (row) {
                return Claim{row.text(0), row.text(1), row.text(2)};
            }
        }
        const auto row = sql.rows("SELECT card_number, link_id, op_id FROM purchases WHERE scheme = ? AND fiscal_id = ? AND kind = ? "
                                  "AND status = 4 AND card_number = ?",
                                  fiscal.scheme, fiscal.id, kind, cardNumber);
        return row ? std::optional(Claim{row.text(0), row.text(1), row.text(2)}) : std::nullopt;
    }

    /// Once for ever: from here on the receipt is this card's.
    void credit(SqlConnection &sql, SqlEffects &effects, const FiscalId &fiscal, int kind, const Claim &claim) const
    {
        sql.run("INSERT INTO credited (scheme, fiscal_id, kind, card_number, link_id, op_id) VALUES (?, ?, ?, ?, ?, ?)", fiscal.scheme,
                fiscal.id, kind, claim.cardNumber, claim.linkId, claim.opId);
        addTask(sql, effects, ConnectorTask::Kind::Purchase, claim.cardNumber, claim.linkId, claim.opId);
    }

    void setStatus(SqlConnection &sql, SqlEffects &effects, const QString &cardNumber, const QString &linkId, const QString &opId,
                   PurchaseStatus status, const std::optional<qint64> &points, const QString &reason, const QString &reference) const
    {
        const auto at = now();
        sql.run("UPDATE purchases SET status = ?, points = ?, reason = ?, reference = ?, status_at = ? "
                "WHERE card_number = ? AND link_id = ? AND op_id = ?",
                static_cast<int>(status), points, orNull(reason), orNull(reference), at, cardNumber, linkId, opId);
        std::optional<PurchaseAnswer> answer;
        {
            const auto row = sql.rows("SELECT scheme, fiscal_id, kind, status, points, reason, status_at FROM purchases "
                                      "WHERE card_number = ? AND link_id = ? AND op_id = ?",
                                      cardNumber, linkId, opId);
            if (row) {
                answer = purchaseFrom(opId, row);
            }
        }
        if (answer) { // otherwise erased meanwhile
            addEvent(sql, effects, cardNumber, linkId, {QStringLiteral("purchase"), moment(at), toJson(*answer)});
        }
    }

    Result<JoinOutcome> join(SqlConnection &sql, SqlEffects &effects, const NewLink &link) const;
    Result<JoinOutcome> changeConsent(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link, const ConsentRecord &consent) const;
    Result<void> endLink(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link, const QString &opId, bool erase) const;
    void eraseLink(SqlConnection &sql, const QString &cardNumber, const QString &linkId, const QString &opId) const;
    Result<PurchaseAnswer> addPurchase(SqlConnection &sql, SqlEffects &effects, const NewPurchase &purchase) const;
    Result<TillOutcome> addTillReceipt(SqlConnection &sql, SqlEffects &effects, const TillReceipt &till) const;
    TillOutcome tillOutcome(SqlConnection &sql, const QString &cardNumber) const;
    void connectorDone(SqlConnection &sql, SqlEffects &effects, const ConnectorTask &task, const ConnectorOutcome &outcome) const;

    struct FanOut;
    void deliverPart(const std::shared_ptr<FanOut> &fanOut);

    StorageHooks hooks;
    const Clock &clock;
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
        d->reader,
        [keyText](SqlConnection &sql, SqlEffects &) -> Result<std::optional<LinkRecord>> {
            const auto key = PublicKey::fromText(keyText);
            if (!key) {
                return std::nullopt;
            }
            LinkRecord link;
            link.linkKey = *key;
            {
                const auto row = sql.rows("SELECT link_id, card_number, identity_key, grants, active FROM links WHERE link_key = ? "
                                          "ORDER BY active DESC, created_at DESC LIMIT 1",
                                          keyText);
                if (row) {
                    link.linkId = row.text(0);
                    link.cardNumber = row.text(1);
                    link.identityKey = row.text(2);
                    link.grants = grantsOf(row.bytes(3));
                    link.active = row.number(4) == 1;
                    return link;
                }
            }
            const auto row = sql.rows("SELECT link_id FROM erased_links WHERE link_key = ? ORDER BY ended_at DESC LIMIT 1", keyText);
            if (!row) {
                return std::nullopt;
            }
            link.linkId = row.text(0);
            link.active = false;
            return link;
        },
        std::move(then));
}

void SqliteStorage::cardHolder(const QString &cardNumber, Then<std::optional<QString>> then)
{
    Private::submit<std::optional<QString>>(
        d->reader,
        [cardNumber](SqlConnection &sql, SqlEffects &) -> Result<std::optional<QString>> {
            const auto row = sql.rows("SELECT identity_key FROM links WHERE card_number = ? LIMIT 1", cardNumber);
            return row ? std::optional(row.text(0)) : std::nullopt;
        },
        std::move(then));
}

Result<JoinOutcome> SqliteStorage::Private::join(SqlConnection &sql, SqlEffects &effects, const NewLink &link) const
{
    const auto &number = link.card.number.text();
    const auto &consent = link.consent;
    {
        const auto row = sql.rows("SELECT identity_key FROM links WHERE card_number = ? LIMIT 1", number);
        if (row && row.text(0) != link.identityKey.text()) {
            return fail(FailureCode::CardTaken);
        }
    }
    {
        const auto row = sql.rows("SELECT 1 FROM erased_operations WHERE op_id = ?", consent.opId);
        if (row) {
            return fail(FailureCode::LinkDeleted);
        }
    }
    {
        const auto row = sql.rows("SELECT c.digest, c.countersignature, c.link_id, l.active FROM links l JOIN consents c "
                                  "ON c.card_number = l.card_number AND c.link_id = l.link_id WHERE l.card_number = ? AND c.op_id = ?",
                                  number, consent.opId);
        if (row) {
            if (row.number(3) != 1) {
                return fail(FailureCode::LinkDeleted);
            }
            if (row.bytes(0) != consent.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            return JoinOutcome{row.text(2), false, row.bytes(1)};
        }
    }
    {
        const auto row = sql.rows("SELECT card_number FROM links WHERE link_key = ? AND active = 1", link.linkKey.text());
        if (row && row.text(0) != number) {
            return fail(FailureCode::Malformed, QStringLiteral("link_key already belongs to another card number"));
        }
    }
    JoinOutcome outcome{link.linkId, true, consent.countersignature};
    QString oldKey;
    {
        const auto row = sql.rows("SELECT link_id, link_key FROM links WHERE card_number = ? AND active = 1", number);
        if (row) {
            outcome.linkId = row.text(0);
            outcome.created = false;
            oldKey = row.text(1);
        }
    }
    if (outcome.created) {
        sql.run(
            "INSERT INTO links (card_number, link_id, link_key, identity_key, counter, active, grants, profile, consent_at, created_at) "
            "VALUES (?, ?, ?, ?, ?, 1, '[]', '{}', 0, ?)",
            number, outcome.linkId, link.linkKey.text(), link.identityKey.text(), link.card.counter, now());
    } else if (oldKey != link.linkKey.text()) { // the identity key vouches for it
        sql.run("UPDATE links SET link_key = ? WHERE card_number = ? AND link_id = ?", link.linkKey.text(), number, outcome.linkId);
        effects.changedKeys.insert(oldKey);
    }
    addConsent(sql, number, outcome.linkId, consent);
    sql.run("DELETE FROM connector_outbox WHERE card_number = ? AND task = ?", number, static_cast<int>(ConnectorTask::Kind::Detach));
    addTask(sql, effects, ConnectorTask::Kind::Attach, number, outcome.linkId, consent.opId);
    effects.changedKeys.insert(link.linkKey.text());
    if (outcome.created) {
        std::vector<QByteArray> receipts;
        for (auto row = sql.rows("SELECT receipt FROM books WHERE card_number = ? AND reported_at >= ? ORDER BY reported_at", number,
                                 link.receiptsSince);
             row; row.next()) {
            receipts.push_back(row.bytes(0));
        }
        for (const auto &receipt : receipts) {
            addEvent(sql, effects, number, outcome.linkId,
                     {QStringLiteral("receipt"), clock.now(), QJsonDocument::fromJson(receipt).object()});
        }
    }
    return outcome;
}

void SqliteStorage::join(NewLink link, Then<JoinOutcome> then)
{
    Private::submit<JoinOutcome>(
        d->writer, [this, link = std::move(link)](SqlConnection &sql, SqlEffects &effects) { return d->join(sql, effects, link); },
        std::move(then));
}

Result<JoinOutcome> SqliteStorage::Private::changeConsent(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link,
                                                          const ConsentRecord &consent) const
{
    {
        const auto row = sql.rows("SELECT digest, countersignature FROM consents WHERE card_number = ? AND link_id = ? AND op_id = ?",
                                  link.cardNumber, link.linkId, consent.opId);
        if (row) {
            if (row.bytes(0) != consent.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            return JoinOutcome{link.linkId, false, row.bytes(1)};
        }
    }
    {
        const auto row = sql.rows("SELECT active FROM links WHERE card_number = ? AND link_id = ?", link.cardNumber, link.linkId);
        if (!row || row.number(0) != 1) {
            return fail(FailureCode::LinkDeleted);
        }
    }
    addConsent(sql, link.cardNumber, link.linkId, consent);
    addTask(sql, effects, ConnectorTask::Kind::Attach, link.cardNumber, link.linkId, consent.opId);
    effects.changedKeys.insert(link.linkKey.text());
    return JoinOutcome{link.linkId, false, consent.countersignature};
}

void SqliteStorage::changeConsent(LinkRecord link, ConsentRecord consent, Then<JoinOutcome> then)
{
    Private::submit<JoinOutcome>(
        d->writer,
        [this, link = std::move(link), consent = std::move(consent)](SqlConnection &sql, SqlEffects &effects) {
            return d->changeConsent(sql, effects, link, consent);
        },
        std::move(then));
}

Result<void> SqliteStorage::Private::endLink(SqlConnection &sql, SqlEffects &effects, const LinkRecord &link, const QString &opId,
                                             bool erase) const
{
    bool exists = false;
    bool active = false;
    QString endOp;
    QString number;
    {
        const auto row = sql.rows("SELECT active, end_op_id, card_number FROM links WHERE link_id = ? AND link_key = ?", link.linkId,
                                  link.linkKey.text());
        if (row) {
            exists = true;
            active = row.number(0) == 1;
            endOp = row.text(1);
            number = row.text(2);
        }
    }
    if (!exists) {
        const auto row =
            sql.rows("SELECT end_op_id FROM erased_links WHERE link_id = ? AND link_key = ?", link.linkId, link.linkKey.text());
        if (row && (erase || row.text(0) == opId)) {
            return {};
        }
        return fail(row ? FailureCode::LinkDeleted : FailureCode::LinkUnknown);
    }
    if (!active && !erase) {
        if (endOp == opId) {
            return {};
        }
        return fail(FailureCode::LinkDeleted);
    }
    bool rejoined = false;
    {
        const auto row = sql.rows("SELECT 1 FROM links WHERE card_number = ? AND active = 1 AND link_id <> ?", number, link.linkId);
        rejoined = static_cast<bool>(row);
    }
    effects.changedKeys.insert(link.linkKey.text());
    if (rejoined) { // a late request for an earlier membership leaves the present one, and the card at the retailer, alone
        eraseLink(sql, number, link.linkId, opId);
        return {};
    }
    sql.run("DELETE FROM connector_outbox WHERE card_number = ? AND task = ?", number, static_cast<int>(ConnectorTask::Kind::Attach));
    if (erase) {
        // Every link this card ever had here.
        QStringList links;
        for (auto row = sql.rows("SELECT link_id FROM links WHERE card_number = ?", number); row; row.next()) {
            links.append(row.text(0));
        }
        for (const auto &linkId : links) {
            eraseLink(sql, number, linkId, opId);
        }
        sql.run("UPDATE books SET card_number = NULL WHERE card_number = ?", number);
        sql.run("DELETE FROM connector_outbox WHERE card_number = ?", number);
    } else {
        sql.run(
            "UPDATE links SET active = 0, grants = '[]', profile = '{}', ended_at = ?, end_op_id = ? WHERE card_number = ? AND link_id = ?",
            now(), opId, number, link.linkId);
    }
    addTask(sql, effects, ConnectorTask::Kind::Detach, number, link.linkId, opId);
    return {};
}

// What stays: the receipts' fiscal identities (credited once for ever) and the retailer's own books, both without the card number, and the
// keys and ids of ended links and joins, so that an old request cannot revive one.
void SqliteStorage::Private::eraseLink(SqlConnection &sql, const QString &cardNumber, const QString &linkId, const QString &opId) const
{
    sql.run("INSERT OR IGNORE INTO erased_links (link_id, link_key, end_op_id, ended_at) "
            "SELECT link_id, link_key, ?, ? FROM links WHERE card_number = ? AND link_id = ?",
            opId, now(), cardNumber, linkId);
    sql.run("INSERT OR IGNORE INTO erased_operations (op_id) SELECT op_id FROM consents WHERE card_number = ? AND link_id = ?", cardNumber,
            linkId);
    sql.run("UPDATE credited SET card_number = NULL, link_id = NULL, op_id = NULL WHERE (scheme, fiscal_id, kind) IN "
            "(SELECT scheme, fiscal_id, kind FROM purchases WHERE card_number = ? AND link_id = ?) AND card_number = ? AND link_id = ?",
            cardNumber, linkId, cardNumber, linkId);
    for (const auto *statement :
         {"DELETE FROM purchases WHERE card_number = ? AND link_id = ?", "DELETE FROM events WHERE card_number = ? AND link_id = ?",
          "DELETE FROM consents WHERE card_number = ? AND link_id = ?",
          "DELETE FROM connector_outbox WHERE card_number = ? AND link_id = ?",
          "DELETE FROM links WHERE card_number = ? AND link_id = ?"}) {
        sql.run(statement, cardNumber, linkId);
    }
}

void SqliteStorage::endLink(LinkRecord link, QString opId, bool erase, Then<void> then)
{
    Private::submit<void>(
        d->writer,
        [this, link = std::move(link), opId = std::move(opId), erase](SqlConnection &sql, SqlEffects &effects) {
            return d->endLink(sql, effects, link, opId, erase);
        },
        std::move(then));
}

// Purchases

Result<PurchaseAnswer> SqliteStorage::Private::addPurchase(SqlConnection &sql, SqlEffects &effects, const NewPurchase &purchase) const
{
    const auto &message = purchase.message;
    const auto &fiscal = message.receipt.fiscal;
    const auto kind = static_cast<int>(message.receipt.kind);
    PurchaseAnswer answer{message.opId, fiscal, message.receipt.kind, PurchaseStatus::Received, std::nullopt, {}, {}};
    {
        const auto row = sql.rows("SELECT digest, received_at FROM purchases WHERE card_number = ? AND link_id = ? AND op_id = ?",
                                  message.cardNumber, message.linkId, message.opId);
        if (row) {
            if (row.bytes(0) != purchase.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            answer.at = moment(row.number(1));
            return answer;
        }
    }
    Grants grants;
    Profile profile;
    {
        const auto row =
            sql.rows("SELECT active, grants, profile FROM links WHERE card_number = ? AND link_id = ?", message.cardNumber, message.linkId);
        if (!row || row.number(0) != 1) {
            return fail(FailureCode::LinkDeleted);
        }
        if (!message.profile.isEmpty()) {
            grants = grantsOf(row.bytes(1));
            profile = profileOf(row.bytes(2));
        }
    }
    if (purchase.refusal) {
        return std::unexpected(*purchase.refusal);
    }
    if (const auto earlier = claimOf(sql, fiscal, kind, message.cardNumber)) { // a phone that lost what it knew sends it once more
        if (earlier->cardNumber != message.cardNumber) {
            return fail(FailureCode::DuplicateReceipt);
        }
        const auto row = sql.rows("SELECT scheme, fiscal_id, kind, status, points, reason, status_at FROM purchases "
                                  "WHERE card_number = ? AND link_id = ? AND op_id = ?",
                                  earlier->cardNumber, earlier->linkId, earlier->opId);
        return row ? Result<PurchaseAnswer>(purchaseFrom(message.opId, row)) : fail(FailureCode::DuplicateReceipt);
    }
    QByteArray receipt;
    bool known = false;
    {
        const auto row = sql.rows("SELECT receipt, card_number FROM books WHERE scheme = ? AND fiscal_id = ? AND kind = ?", fiscal.scheme,
                                  fiscal.id, kind);
        known = static_cast<bool>(row);
        if (known) {
            receipt = row.bytes(0);
            if (!row.isNull(1) && row.text(1) != message.cardNumber) {
                return fail(FailureCode::ReceiptNotOurs, anotherCard());
            }
        } else if (purchase.refuseUnknown) {
            return fail(FailureCode::ReceiptUnknown);
        } else {
            receipt = receiptText(message.receipt);
        }
    }
    const auto at = now();
    answer.at = moment(at);
    const auto status = known ? PurchaseStatus::Received : PurchaseStatus::NeedsReview;
    const auto review = known ? QString() : QStringLiteral("no till has reported this receipt yet");
    sql.run("INSERT INTO purchases (card_number, link_id, op_id, digest, scheme, fiscal_id, kind, status, reason, receipt, method, "
            "consent_ref, confirmed_at, received_at, status_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            message.cardNumber, message.linkId, message.opId, purchase.digest, fiscal.scheme, fiscal.id, kind, static_cast<int>(status),
            orNull(review), receipt, message.method, message.consentRef, message.confirmedAt.toMSecsSinceEpoch(), at, at);
    if (!message.profile.isEmpty()) {
        profile.insert(message.profile);
        sql.run("UPDATE links SET profile = ? WHERE card_number = ? AND link_id = ?", profileText(grants.filter(profile)),
                message.cardNumber, message.linkId);
    }
    if (known) {
        credit(sql, effects, fiscal, kind, {message.cardNumber, message.linkId, message.opId});
    } else {                 // it blocks nobody: the books decide whose receipt it is
        auto moved = answer; // what is acknowledged is that it was received; the event says how it went on
        moved.status = status;
        moved.reason = review;
        addEvent(sql, effects, message.cardNumber, message.linkId, {QStringLiteral("purchase"), moment(at), toJson(moved)});
    }
    return answer;
}

void SqliteStorage::addPurchase(NewPurchase purchase, Then<PurchaseAnswer> then)
{
    Private::submit<PurchaseAnswer>(
        d->writer,
        [this, purchase = std::move(purchase)](SqlConnection &sql, SqlEffects &effects) { return d->addPurchase(sql, effects, purchase); },
        std::move(then));
}

void SqliteStorage::purchase(LinkRecord link, QString opId, Then<PurchaseAnswer> then)
{
    Private::submit<PurchaseAnswer>(
        d->reader,
        [link = std::move(link), opId = std::move(opId)](SqlConnection &sql, SqlEffects &) -> Result<PurchaseAnswer> {
            const auto row = sql.rows("SELECT scheme, fiscal_id, kind, status, points, reason, status_at FROM purchases "
                                      "WHERE card_number = ? AND link_id = ? AND op_id = ?",
                                      link.cardNumber, link.linkId, opId);
            if (!row) {
                return fail(FailureCode::NotFound, QStringLiteral("no purchase with that op_id"));
            }
            return Private::purchaseFrom(opId, row);
        },
        std::move(then));
}

// Inbox

void SqliteStorage::inbox(LinkRecord link, qint64 after, Then<InboxPage> then)
{
    Private::submit<InboxPage>(
        d->reader,
        [link = std::move(link), after](SqlConnection &sql, SqlEffects &) -> Result<InboxPage> {
            InboxPage page;
            page.next = after;
            qsizetype bytes = 0;
            const QByteArray place(64, '\0'); // of the signature, which the caller makes
            for (auto row = sql.rows("SELECT cursor, text FROM events WHERE card_number = ? AND link_id = ? AND cursor > ? "
                                     "ORDER BY cursor LIMIT ?",
                                     link.cardNumber, link.linkId, after, pageEvents);
                 row; row.next()) {
                SignedEvent event{row.number(0), {row.bytes(1), place}};
                // As a string in JSON a text grows by its quotation marks; the exact size is only known when it is written.
                bytes += jsonBytes(toJson(event)).size() + 1;
                if (bytes > pageBytes && !page.events.isEmpty()) {
                    break;
                }
                page.next = event.cursor;
                page.events.append(std::move(event));
            }
            return page;
        },
        std::move(then));
}

void SqliteStorage::acknowledge(LinkRecord link, qint64 cursor, Then<qint64> then)
{
    Private::submit<qint64>(
        d->writer,
        [link = std::move(link), cursor](SqlConnection &sql, SqlEffects &) -> Result<qint64> {
            const auto row = sql.rows("UPDATE links SET acked = max(acked, min(?, last_cursor)) WHERE card_number = ? AND link_id = ? "
                                      "RETURNING acked",
                                      cursor, link.cardNumber, link.linkId);
            if (!row) {
                return fail(FailureCode::LinkDeleted);
            }
            return row.number(0);
        },
        std::move(then));
}

// The till

TillOutcome SqliteStorage::Private::tillOutcome(SqlConnection &sql, const QString &cardNumber) const
{
    TillOutcome outcome;
    if (cardNumber.isEmpty()) {
        return outcome;
    }
    QString linkId;
    {
        const auto row = sql.rows("SELECT link_id FROM links WHERE card_number = ? AND active = 1", cardNumber);
        if (!row) {
            return outcome;
        }
        linkId = row.text(0);
    }
    outcome.knownCard = true;
    const auto at = now();
    const auto row = sql.rows("SELECT title, coupon, symbology FROM events WHERE card_number = ? AND link_id = ? AND coupon IS NOT NULL "
                              "AND valid_until > ? AND (valid_from IS NULL OR valid_from <= ?) ORDER BY cursor DESC LIMIT 1",
                              cardNumber, linkId, at, at);
    if (row) {
        outcome.print = PrintedCoupon{row.text(0), {row.text(1), row.text(2)}};
    }
    return outcome;
}

Result<TillOutcome> SqliteStorage::Private::addTillReceipt(SqlConnection &sql, SqlEffects &effects, const TillReceipt &till) const
{
    const auto &report = till.report;
    auto receipt = report.receipt;
    receipt.totalFrom = Provenance::Retailer;
    receipt.linesFrom = Provenance::Retailer;
    const auto text = receiptText(receipt);
    const auto kind = static_cast<int>(receipt.kind);
    {
        const auto row = sql.rows("SELECT digest FROM books WHERE op_id = ?", report.opId);
        if (row) {
            if (row.bytes(0) != till.digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            return tillOutcome(sql, report.cardNumber);
        }
    }
    {
        const auto row = sql.rows("SELECT receipt, card_number FROM books WHERE scheme = ? AND fiscal_id = ? AND kind = ?",
                                  receipt.fiscal.scheme, receipt.fiscal.id, kind);
        if (row) {
            if (row.bytes(0) != text || row.text(1) != report.cardNumber) {
                return fail(FailureCode::DuplicateReceipt, QStringLiteral("reported before with another content"));
            }
            return tillOutcome(sql, report.cardNumber);
        }
    }
    sql.run("INSERT INTO books (scheme, fiscal_id, kind, card_number, op_id, digest, receipt, terminal, reported_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            receipt.fiscal.scheme, receipt.fiscal.id, kind, orNull(report.cardNumber), report.opId, till.digest, text, report.terminal,
            now());
    const auto outcome = tillOutcome(sql, report.cardNumber);
    if (outcome.knownCard) {
        QString linkId;
        {
            const auto row = sql.rows("SELECT link_id FROM links WHERE card_number = ? AND active = 1", report.cardNumber);
            if (row) {
                linkId = row.text(0);
            }
        }
        addEvent(sql, effects, report.cardNumber, linkId, {QStringLiteral("receipt"), clock.now(), toJson(receipt)});
    }
    // The shopper may have been faster than the till: what waited for the books goes on now.
    // Where the till read no card, the paper is the bearer's: it goes to whoever confirmed it first.
    std::vector<Claim> claims;
    for (auto row = sql.rows("SELECT card_number, link_id, op_id FROM purchases WHERE scheme = ? AND fiscal_id = ? AND kind = ? "
                             "AND status = 4 ORDER BY received_at, link_id",
                             receipt.fiscal.scheme, receipt.fiscal.id, kind);
         row; row.next()) {
        claims.push_back({row.text(0), row.text(1), row.text(2)});
    }
    auto owner = report.cardNumber;
    for (const auto &claim : claims) {
        owner = owner.isEmpty() ? claim.cardNumber : owner;
        if (claim.cardNumber != owner) {
            const auto reason = report.cardNumber.isEmpty() ? QStringLiteral("another card confirmed this receipt first") : anotherCard();
            setStatus(sql, effects, claim.cardNumber, claim.linkId, claim.opId, PurchaseStatus::Rejected, std::nullopt, reason, {});
            continue;
        }
        sql.run("UPDATE purchases SET receipt = ?, status = ?, reason = NULL, status_at = ? "
                "WHERE card_number = ? AND link_id = ? AND op_id = ?",
                text, static_cast<int>(PurchaseStatus::Received), now(), claim.cardNumber, claim.linkId, claim.opId);
        credit(sql, effects, receipt.fiscal, kind, claim);
    }
    return outcome;
}

void SqliteStorage::addTillReceipt(TillReceipt receipt, Then<TillOutcome> then)
{
    Private::submit<TillOutcome>(
        d->writer,
        [this, receipt = std::move(receipt)](SqlConnection &sql, SqlEffects &effects) { return d->addTillReceipt(sql, effects, receipt); },
        std::move(then));
}

// The back office

struct SqliteStorage::Private::FanOut
{
    BackOfficeEvent event;
    std::vector<Target> targets;
    std::size_t next = 0;
    Delivery delivery;
    Then<Delivery> then;
};

void SqliteStorage::Private::deliverPart(const std::shared_ptr<FanOut> &fanOut)
{
    const auto begin = fanOut->next;
    const auto end = std::min(begin + fanOutPart, fanOut->targets.size());
    submit<void>(
        writer,
        [this, fanOut, begin, end](SqlConnection &sql, SqlEffects &effects) -> Result<void> {
            for (auto i = begin; i < end; ++i) {
                const auto &target = fanOut->targets.at(i);
                bool there = false;
                {
                    const auto row = sql.rows("SELECT 1 FROM events WHERE link_id = ? AND op_id = ?", target.linkId, fanOut->event.opId);
                    there = static_cast<bool>(row);
                }
                if (!there) { // a part of an operation that a crash interrupted
                    addEvent(sql, effects, target.cardNumber, target.linkId, fanOut->event.body, fanOut->event.opId);
                }
            }
            if (end == fanOut->targets.size()) {
                sql.run("UPDATE office_events SET delivered = ?, refused = ? WHERE op_id = ?", fanOut->delivery.delivered,
                        fanOut->delivery.refused, fanOut->event.opId);
            }
            return {};
        },
        [this, fanOut, end](Result<void> done) {
            if (!done) {
                fanOut->then(std::unexpected(done.error()));
            } else if (end == fanOut->targets.size()) {
                fanOut->then(fanOut->delivery);
            } else {
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
                const bool advertising = isAdvertising(fanOut->event.body);
                fanOut->targets.clear();
                fanOut->delivery = {};
                const auto take = [&](SqlRow &row) {
                    if (advertising && !grantsOf(row.bytes(2)).allows(Purpose::PersonalOffers)) {
                        ++fanOut->delivery.refused;
                    } else {
                        ++fanOut->delivery.delivered;
                        fanOut->targets.push_back({row.text(0), row.text(1)});
                    }
                };
                if (fanOut->event.toAll) {
                    for (auto row = sql.rows("SELECT card_number, link_id, grants FROM links WHERE active = 1"); row; row.next()) {
                        take(row);
                    }
                    return {};
                }
                const std::set<QString> links(fanOut->event.linkIds.begin(), fanOut->event.linkIds.end());
                for (const auto &link : links) {
                    auto row = sql.rows("SELECT card_number, link_id, grants FROM links WHERE link_id = ? AND active = 1", link);
                    if (row) {
                        take(row);
                    } else {
                        ++fanOut->delivery.refused;
                    }
                }
                const std::set<QString> cards(fanOut->event.cardNumbers.begin(), fanOut->event.cardNumbers.end());
                for (const auto &card : cards) {
                    auto row = sql.rows("SELECT card_number, link_id, grants FROM links WHERE card_number = ? AND active = 1", card);
                    if (row) {
                        take(row);
                    } else {
                        ++fanOut->delivery.refused;
                    }
                }
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
        [this, fanOut, digest = std::move(digest)](SqlConnection &sql, SqlEffects &) -> Result<std::optional<Delivery>> {
            {
                const auto row = sql.rows("SELECT digest, delivered, refused FROM office_events WHERE op_id = ?", fanOut->event.opId);
                if (row) {
                    if (row.bytes(0) != digest) {
                        return fail(FailureCode::IdempotencyKeyReused);
                    }
                    if (row.isNull(1)) {
                        return std::nullopt; // interrupted: goes on where it was
                    }
                    return Delivery{static_cast<int>(row.number(1)), static_cast<int>(row.number(2))};
                }
            }
            sql.run("INSERT INTO office_events (op_id, digest, taken_at) VALUES (?, ?, ?)", fanOut->event.opId, digest, d->now());
            return std::nullopt;
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
        d->reader,
        [this, most](SqlConnection &sql, SqlEffects &) -> Result<QList<ConnectorTask>> {
            QList<ConnectorTask> tasks;
            for (auto row =
                     sql.rows("SELECT o.id, o.task, o.attempts, o.created_at, o.card_number, o.link_id, o.op_id, l.profile, "
                              "p.receipt, p.confirmed_at FROM connector_outbox o "
                              "LEFT JOIN links l ON l.card_number = o.card_number AND l.link_id = o.link_id "
                              "LEFT JOIN purchases p ON p.card_number = o.card_number AND p.link_id = o.link_id AND p.op_id = o.op_id "
                              "WHERE o.dead = 0 AND o.next_at <= ? ORDER BY o.id LIMIT ?",
                              d->now(), most);
                 row; row.next()) {
                ConnectorTask task;
                task.id = row.number(0);
                task.kind = static_cast<ConnectorTask::Kind>(row.number(1));
                task.attempts = static_cast<int>(row.number(2));
                task.createdAt = moment(row.number(3));
                task.cardNumber = row.text(4);
                task.linkId = row.text(5);
                task.profile = profileOf(row.bytes(7));
                task.purchase.opId = row.text(6);
                if (task.kind == ConnectorTask::Kind::Purchase) {
                    task.purchase.cardNumber = task.cardNumber;
                    task.purchase.linkId = task.linkId;
                    task.purchase.receipt = receiptOf(row.bytes(8));
                    task.purchase.profile = task.profile;
                    task.purchase.confirmedAt = moment(row.number(9));
                }
                tasks.append(std::move(task));
            }
            return tasks;
        },
        std::move(then));
}

void SqliteStorage::Private::connectorDone(SqlConnection &sql, SqlEffects &effects, const ConnectorTask &task,
                                           const ConnectorOutcome &outcome) const
{
    const auto status = [&](PurchaseStatus is) {
        if (task.kind == ConnectorTask::Kind::Purchase) {
            setStatus(sql, effects, task.cardNumber, task.linkId, task.purchase.opId, is, outcome.points, outcome.reason,
                      outcome.reference);
        }
    };
    switch (outcome.kind) {
    case ConnectorOutcome::Kind::Done:
        sql.run("DELETE FROM connector_outbox WHERE id = ?", task.id);
        status(PurchaseStatus::Accepted);
        return;
    case ConnectorOutcome::Kind::Refused:
        sql.run("DELETE FROM connector_outbox WHERE id = ?", task.id);
        status(PurchaseStatus::Rejected);
        return;
    case ConnectorOutcome::Kind::GivenUp:
        sql.run("UPDATE connector_outbox SET dead = 1, failure = ? WHERE id = ?", outcome.reason, task.id);
        status(PurchaseStatus::NeedsReview);
        return;
    case ConnectorOutcome::Kind::Retry:
        sql.run("UPDATE connector_outbox SET attempts = attempts + 1, failure = ?, next_at = ? WHERE id = ?", outcome.reason,
                outcome.nextAt.toMSecsSinceEpoch(), task.id);
        if (task.kind == ConnectorTask::Kind::Purchase) {
            sql.run("UPDATE purchases SET status = ?, status_at = ? WHERE card_number = ? AND link_id = ? AND op_id = ? AND status = ?",
                    static_cast<int>(PurchaseStatus::Queued), now(), task.cardNumber, task.linkId, task.purchase.opId,
                    static_cast<int>(PurchaseStatus::Received));
        }
        return;
    }
}

void SqliteStorage::connectorDone(ConnectorTask task, ConnectorOutcome outcome, Then<void> then)
{
    Private::submit<void>(
        d->writer,
        [this, task = std::move(task), outcome = std::move(outcome)](SqlConnection &sql, SqlEffects &effects) -> Result<void> {
            d->connectorDone(sql, effects, task, outcome);
            return {};
        },
        std::move(then));
}

namespace {

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
