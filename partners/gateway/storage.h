// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/wire/messages.h"
#include "partners/gateway/connector.h"

#include <functional>
#include <memory>
#include <optional>

namespace odna {

/// A member's link as every request needs it.
struct LinkRecord
{
    QString linkId;
    QString cardNumber;
    PublicKey linkKey;
    QString identityKey; ///< empty for an erased link
    Grants grants;
    bool active = true;
};

/// A consent as it came in, countersigned.
struct ConsentRecord
{
    QString opId;
    QByteArray digest; ///< SHA-256 of the request's bytes
    SignedText consent;
    QByteArray countersignature;
    Grants grants;
    QDateTime givenAt;
    Profile profile; ///< everything that is granted and filled in: it takes the place of what was there
};

struct NewLink
{
    QString linkId; ///< used where the card has no link yet
    DerivedCard card;
    PublicKey identityKey;
    PublicKey linkKey;
    ConsentRecord consent;
    qint64 receiptsSince = 0; ///< till receipts from here on become events, milliseconds since 1970
};

struct JoinOutcome
{
    QString linkId;
    bool created = false;
};

struct NewPurchase
{
    PurchaseMessage message;
    QByteArray digest;
    bool refuseUnknown = false;
    /// Why it would be refused by what the gateway knows without its books; an operation that is already stored is answered first.
    std::optional<Failure> refusal;
};

struct TillReceipt
{
    TillReport report;
    QByteArray digest;
};

struct PrintedCoupon
{
    QString text;
    Coupon coupon;
};

struct TillOutcome
{
    bool knownCard = false;
    std::optional<PrintedCoupon> print;
};

/// What an office event did, over all its parts.
struct Delivery
{
    int delivered = 0;
    int refused = 0;
};

/// A row of the connector's outbox, with everything that the connector needs.
struct ConnectorTask
{
    enum class Kind { Attach, Detach, Purchase };
    qint64 id = 0;
    Kind kind = Kind::Purchase;
    int attempts = 0;
    QDateTime createdAt;
    QString cardNumber;
    QString linkId;
    Profile profile;
    ConnectorPurchase purchase; ///< for Kind::Purchase
    QString damage;             ///< why it cannot be read any more, and is to be given up; usually empty
};

/// What became of an attempt: done, refused for good, or to be tried again.
struct ConnectorOutcome
{
    enum class Kind { Done, Refused, Retry, GivenUp };
    Kind kind = Kind::Done;
    std::optional<qint64> points;
    QString reference;
    QString reason;
    QDateTime nextAt; ///< for Retry
};

struct StorageFigures
{
    QMap<QString, qint64> rows; ///< by table
    qint64 commits = 0;         ///< since the start
    qint64 operations = 0;      ///< committed in them
};

/// Where the gateway keeps what it must not lose. Every call returns at once; its continuation is called exactly once, on a thread of
/// the storage, after the change is durable (writes) or with what is committed (reads). Failures of the storage itself are StorageFull
/// and StorageFailed, and then nothing was changed; the others are named beside the call.
class Storage
{
public:
    template <class T>
    using Then = std::function<void(Result<T>)>;

    Storage() = default;
    Storage(const Storage &) = delete;
    Storage &operator=(const Storage &) = delete;
    virtual ~Storage() = default;

    /// The link that signs with this key: the active one, else the last ended one.
    virtual void linkByKey(const QString &keyText, Then<std::optional<LinkRecord>> then) = 0;
    /// The identity key that holds this card number, where one does.
    virtual void cardHolder(const QString &cardNumber, Then<std::optional<QString>> then) = 0;
    /// CardTaken, LinkDeleted (the operation belongs to a link that has ended), IdempotencyKeyReused, ConsentOutdated.
    virtual void join(NewLink link, Then<JoinOutcome> then) = 0;
    /// LinkDeleted, IdempotencyKeyReused, ConsentOutdated.
    virtual void changeConsent(LinkRecord link, ConsentRecord consent, Then<void> then) = 0;
    /// Ends the link of that id and key. LinkUnknown where there is none, LinkDeleted where another operation ended it before; to erase
    /// is possible afterwards too, and then leaves a later membership of the same card alone.
    virtual void endLink(LinkRecord link, QString opId, bool erase, Then<void> then) = 0;

    /// The acknowledgement, the same for the same operation, and how far it is where the same card has sent this receipt before. Fields
    /// of the profile without a grant are left out. LinkDeleted, IdempotencyKeyReused, DuplicateReceipt, ReceiptUnknown, and
    /// what NewPurchase::refusal says.
    virtual void addPurchase(NewPurchase purchase, Then<PurchaseAnswer> then) = 0;
    /// NotFound.
    virtual void purchase(LinkRecord link, QString opId, Then<PurchaseAnswer> then) = 0;

    /// Events after the cursor, within the limits of InboxPage. Their signatures are still to be made: Ed25519 signs the same text alike
    /// each time, and nobody who writes has to wait for it.
    virtual void inbox(LinkRecord link, qint64 after, Then<InboxPage> then) = 0;
    virtual void acknowledge(LinkRecord link, qint64 cursor, Then<qint64> then) = 0;

    /// IdempotencyKeyReused, DuplicateReceipt (the same fiscal identity with another content).
    virtual void addTillReceipt(TillReceipt receipt, Then<TillOutcome> then) = 0;
    /// IdempotencyKeyReused. Fans out in parts, so that a message to everyone does not hold up a till.
    virtual void deliver(BackOfficeEvent event, QByteArray digest, Then<Delivery> then) = 0;

    virtual void connectorTasks(int most, Then<QList<ConnectorTask>> then) = 0;
    virtual void connectorDone(ConnectorTask task, ConnectorOutcome outcome, Then<void> then) = 0;

    virtual void ping(Then<void> then) = 0; ///< whether it answers
    virtual void figures(Then<StorageFigures> then) = 0;
    /// Finishes everything that was asked, then stops. No call may follow.
    virtual void drain() = 0;
};

/// What the storage tells the gateway, on the storage's threads.
struct StorageHooks
{
    std::function<void(const QString &linkKey)> linkChanged; ///< after the commit, before the continuation
    std::function<void(const QString &linkId)> eventsAdded;  ///< after the commit
    std::function<void()> tasksAdded;                        ///< after the commit
    std::function<void(const Failure &failure)> failed;      ///< a commit or a read failed
};

} // namespace odna
