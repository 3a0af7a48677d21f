// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/crypto.h"
#include "core/base/longwork.h"
#include "core/card/cardnumber.h"
#include "core/consent/consent.h"
#include "core/offer/offer.h"
#include "core/receipt/receipt.h"
#include "core/wallet/cancellation.h"
#include "core/wallet/keystore.h"
#include "core/wallet/pocket.h"
#include "core/wallet/recoverycode.h"
#include "core/wire/link.h"
#include "core/wire/messages.h"
#include "core/wire/outgoing.h"

#include <QDir>
#include <QIODevice>

#include <memory>

namespace odna {

class Database;
class FolderLock;
struct WalletFiles;

/// How a wallet is protected when made, and how it is opened. Any subset; at least one when creating.
struct Protection
{
    KeyStore *keyStore = nullptr;             ///< borrowed for the call
    std::optional<SecretBytes> passphrase;    ///< UTF-8, NFC
    std::optional<RecoveryCode> recoveryCode; ///< opening only
    Cancellation *cancellation = nullptr;     ///< borrowed for the call; Cancelled where it came in time
};

/// One message waiting to be delivered.
struct OutboxItem
{
    enum class State { Waiting, Parked, GivenUp };
    OutgoingMessage message;
    QDateTime createdAt;
    int attempts = 0;
    QDateTime nextAttempt;
    State state = State::Waiting;
    std::optional<Failure> lastFailure;
};

/// A receipt as the wallet holds it.
struct HeldReceipt
{
    qint64 id = 0;
    QString retailerId; ///< who delivered it; empty for paper not yet assigned
    Receipt receipt;
    QDateTime storedAt;
    std::optional<PurchaseAnswer> purchase; ///< the retailer's latest word once the shopper confirmed it and an answer came
    bool confirmed = false;                 ///< a confirmation is in the outbox or acknowledged
    QString opId;                           ///< of the latest confirmation; empty where there is none
    /// How the delivery of that confirmation stands; nothing once it is settled. Relay::retry() moves a parked or given-up one.
    std::optional<OutboxItem::State> delivery;
    std::optional<Failure> deliveryFailure; ///< of its last try
};

/// An offer as the inbox shows it.
struct HeldOffer
{
    QString retailerId;
    Offer offer;
    QDateTime receivedAt;
    bool seen = false;
};

/// One row of the disclosure log: exactly which bytes went to whom, when, and the answer. There is one for each op id, and an op id never
/// stands for other bytes.
struct Disclosure
{
    QDateTime at; ///< when they were last handed to the network
    QString retailerId;
    QString opId;
    QString what; ///< "join", "purchase", "consent_change", "withdrawal"
    QByteArray body;
    int status = 0; ///< 0 as long as no signed answer came
    QByteArray answer;
};

/// The encrypted wallet in one folder: wallet.keys (slots), wallet.db (SQLCipher 4), card.cache (number and symbol of the public
/// card, the one thing readable without unlocking). One connection, one process (a lock file), one thread: the one that opened it. Every
/// function that changes something is one transaction, durable when it returns.
class Wallet final
{
public:
    /// Makes a wallet in an empty or missing folder: key → key store → slots written, synced, read back and compared → database → identity
    /// and card number (WalletExists where a wallet is there; a key file that a crash left before there was a database is set aside). All
    /// that takes long comes before the folder is locked, so that a prompt of the key store that nobody answers stands in no one's way.
    /// Takes a second or two; may run on any thread, and the result then moves to the thread that uses it.
    struct Created;
    [[nodiscard]] static Result<Created> create(const QDir &folder, const Protection &protection, const Clock &clock);
    /// Failures: WalletMissing, WalletForeign, WalletDamaged (after setting copies aside), WalletNewer, WalletInUse, PassphraseWrong,
    /// PassphraseNeeded, RecoveryCodeWrong, KeystoreMissing, KeystoreLocked, SqlcipherUnfit, StorageFailed. Runs pending migrations. The key
    /// store is asked before the folder is locked.
    [[nodiscard]] static Result<std::unique_ptr<Wallet>> open(const QDir &folder, const Protection &protection, const Clock &clock);
    /// The card that may be shown without unlocking; WalletMissing where there is none, WalletLocked where only unlocking can tell.
    [[nodiscard]] static Result<CardNumber> publicCard(const QDir &folder);
    /// Which ways of unlocking this wallet has, without unlocking it.
    struct Slots
    {
        bool keyStore = false;
        bool passphrase = false;
        bool recoveryCode = false;
    };
    [[nodiscard]] static Result<Slots> slotsOf(const QDir &folder);
    /// Destroys the keys first, then the files. Survives a crash at any step: what is left cannot be opened.
    [[nodiscard]] static Result<void> wipe(const QDir &folder, KeyStore *keyStore);

    /// A wallet in an empty or missing folder out of a backup, opened with the passphrase or the recovery code that it had when the backup
    /// was made; this device's key store becomes a slot where \a protection offers one. BackupForeign, BackupDamaged, WalletNewer,
    /// WalletExists, PassphraseWrong, PassphraseNeeded, RecoveryCodeWrong, DiskFull, Cancelled: nothing was made. A crash leaves nothing
    /// that could be taken for a wallet. The key store is asked before the folder is locked.
    [[nodiscard]] static Result<std::unique_ptr<Wallet>> restore(QIODevice &backup, const QDir &folder, const Protection &protection,
                                                                 const Clock &clock, const LongWork &work = {});

    ~Wallet();
    Wallet(const Wallet &) = delete;
    Wallet &operator=(const Wallet &) = delete;

    /// Authenticates every page and checks the structure: WalletDamaged (copies are set aside). Reads the whole file.
    [[nodiscard]] Result<void> check();

    /// Writes everything into one encrypted file that the passphrase or the recovery code opens; the file at \a path is replaced at once
    /// or not at all. DiskFull, StorageFailed, Cancelled.
    [[nodiscard]] Result<void> backup(const QString &path, const LongWork &work = {});

    /// The cards of other shops.
    [[nodiscard]] Pocket &pocket();
    [[nodiscard]] const Pocket &pocket() const;

    /// Adds or replaces the passphrase slot (new KDF salt), or the recovery slot (the old code stops working).
    [[nodiscard]] Result<void> setPassphrase(const SecretBytes &passphrase);
    [[nodiscard]] Result<RecoveryCode> renewRecoveryCode();

    [[nodiscard]] const DerivedCard &card() const;
    [[nodiscard]] const SigningKey &identityKey() const;
    /// The key for one retailer: identityKey().subkey("odna-link/1", retailerId).
    [[nodiscard]] SigningKey linkKey(const QString &retailerId) const;
    /// After card_taken with no link yet: the wallet moves on to the next number and rewrites the public cache. CardTaken where an active
    /// link knows the old number.
    [[nodiscard]] Result<void> adoptCard(const DerivedCard &card);

    [[nodiscard]] Result<Profile> profile() const;
    [[nodiscard]] Result<void> setProfile(const Profile &profile);
    [[nodiscard]] Result<QString> setting(const QString &name) const; ///< empty where never set
    [[nodiscard]] Result<void> setSetting(const QString &name, const QString &value);

    // Retailers. A descriptor that was accepted is remembered before linking too, so that its root key is pinned.
    /// What acceptDescriptor() has to compare with; nothing for a retailer never seen.
    [[nodiscard]] Result<std::optional<PinnedRetailer>> pinned(const QString &retailerId) const;
    /// All remembered retailers, linked or not.
    [[nodiscard]] Result<QList<Descriptor>> descriptors() const;
    /// One per retailer, the latest; ended ones too.
    [[nodiscard]] Result<QList<Link>> links() const;
    /// RetailerUnknown where never linked; an ended link is given, too, because its withdrawal may still have to be sent.
    [[nodiscard]] Result<Link> link(const QString &retailerId) const;
    /// The link, its consent receipt and the disclosure of the join, together. A consent change that still waits is superseded by this
    /// consent and dropped. Where the gateway gave a new link_id, purchases that still wait for this retailer become messages of the new
    /// link, with new op ids and the fields granted now, and are due.
    [[nodiscard]] Result<void> addLink(const Link &link, const ConsentReceipt &consent, const SignedText &signedConsent,
                                       const QByteArray &countersignature, const Disclosure &disclosure);
    /// A descriptor that was accepted, of a new or a known retailer. DescriptorSignatureBad where its root key is not the pinned one,
    /// DescriptorOlder where its sequence is smaller.
    [[nodiscard]] Result<void> updateDescriptor(const Descriptor &descriptor);
    /// Takes effect at once: stores grants and consent receipt, puts \a message (a ConsentChange or Withdrawal) into the outbox; a
    /// withdrawal ends the link and drops purchases still waiting for that retailer. A consent change that still waits is superseded and
    /// dropped. Waiting purchases lose the profile fields that are no longer granted; one of which bytes may have left the phone goes on
    /// under a new op id, because the gateway may know the old one with the old bytes (those stand in the disclosure log).
    [[nodiscard]] Result<void> changeConsent(const QString &retailerId, const ConsentReceipt &consent, const OutgoingMessage &message);
    /// The retailer says that this link is gone: it ends, as by a withdrawal, but what the shopper confirmed is parked for the next link;
    /// a consent change that waits has nothing left to change.
    /// No failure where the retailer has another link by now.
    [[nodiscard]] Result<void> endLink(const Link &link, const Failure &failure);
    [[nodiscard]] Result<ConsentReceipt> latestConsent(const QString &retailerId) const;
    /// The latest consent that the retailer countersigned, with those grants only that every consent since then gives too: the retailer
    /// holds these, whichever of the later ones has reached it.
    [[nodiscard]] Result<ConsentReceipt> certainConsent(const QString &retailerId) const;

    // Receipts, newest first; \a before is the id of the last one seen (0 for the first page).
    [[nodiscard]] Result<QList<HeldReceipt>> receipts(int limit, qint64 before = 0) const;
    [[nodiscard]] Result<HeldReceipt> receipt(qint64 id) const; ///< ReceiptUnknown
    /// A receipt from paper. ReceiptRepeated where its fiscal identity and kind is held from paper or confirmed and not refused (the
    /// detail names it); that a retailer delivered it stands in no one's way. ReceiptMalformed where it breaks the limits of
    /// receiptFromJson().
    [[nodiscard]] Result<qint64> addReceipt(const Receipt &receipt);

    /// The confirmed purchase and its outbox row in one transaction. \a message is an OutgoingMessage::purchase made from this receipt.
    /// Where the retailer delivered the same document, the two become one.
    /// ReceiptRepeated where this document was confirmed before and not refused, ReceiptOtherSeller where it belongs to another retailer.
    [[nodiscard]] Result<void> confirmPurchase(qint64 receiptId, const OutgoingMessage &message);

    [[nodiscard]] Result<QList<OutboxItem>> outbox() const;
    /// The item the shopper tapped is due now, parked or given up or not. Unknown op ids are no failure.
    [[nodiscard]] Result<void> retry(const QString &opId);
    /// Waiting items whose time has come, oldest first.
    [[nodiscard]] Result<QList<OutboxItem>> outboxDue() const;
    /// When the next waiting item is due; nothing where none waits.
    [[nodiscard]] Result<std::optional<QDateTime>> nextDue() const;
    /// Makes waiting and given-up items due now (network is back, the app starts), but none before a Retry-After that was heard.
    [[nodiscard]] Result<void> retryNow();
    /// A try without an answer that settles it: counts it and sets the next one by the schedule of docs/protocol.md (given up after 30
    /// days), not before \a retryAfter (believed for a day at most, because anybody may have said it). Unknown op ids are no failure.
    [[nodiscard]] Result<void> recordAttempt(const QString &opId, const Failure &failure,
                                             std::optional<QDateTime> retryAfter = std::nullopt);
    /// A signed acknowledgement: removes the outbox row, stores the answer with the purchase and the disclosure, in one transaction.
    /// Unknown op ids are no failure (a repeated acknowledgement).
    [[nodiscard]] Result<void> acknowledge(const QString &opId, const std::optional<PurchaseAnswer> &answer, const Disclosure &disclosure);
    /// A signed refusal: \a final removes the row and marks the purchase rejected, unless an event told how it ended; otherwise it is parked until the shopper acts.
    [[nodiscard]] Result<void> refuse(const QString &opId, const Failure &failure, bool final, const Disclosure &disclosure);

    /// Stores verified events of one link in order and moves its cursor, all in one transaction; events at or before the cursor are
    /// skipped, a gap between two of them is refused with Malformed, an ended link with LinkDeleted. The first one may be beyond the next:
    /// the gateway deletes what was acknowledged, and this wallet may have been restored. Throttled where the retailer has used up what it
    /// may fill in a day (docs/protocol.md): what fitted is stored. Understood types also appear in receipts(), offers(),
    /// purchases; others, and bodies that cannot be read, are kept without effect. So are: advertising without the shopper's consent to
    /// personal offers, and a receipt of a seller that the descriptor does not list. A receipt never takes what is another retailer's or
    /// paper not yet confirmed to this one: it stands beside it.
    /// Returns the new cursor.
    [[nodiscard]] Result<qint64> storeEvents(const QString &retailerId, const QList<SignedEvent> &events);

    /// Offers of an audience that are still valid, newest first.
    [[nodiscard]] Result<QList<HeldOffer>> offers(Audience audience, int limit, int offset = 0) const;
    /// One offer, valid or not; nothing where there is none.
    [[nodiscard]] Result<std::optional<HeldOffer>> offer(const QString &retailerId, const QString &offerId) const;
    [[nodiscard]] Result<void> markSeen(const QString &retailerId, const QString &offerId);

    /// The one way into the disclosure log; acknowledge(), refuse() and addLink() go it too, within their transactions. With status 0
    /// before the bytes are handed to the network (where this fails, they must not be): the row is written, or kept with the answer it
    /// has. With the status of a signed answer: the row gets it. IdempotencyKeyReused where the op id stands for other bytes or
    /// another retailer, AcknowledgementMismatch where another retailer answered.
    [[nodiscard]] Result<void> disclose(const Disclosure &disclosure);
    /// Nothing of what disclose() announced last under this op id left the phone: the row goes, unless an earlier try made it.
    [[nodiscard]] Result<void> retractDisclosure(const QString &opId);
    [[nodiscard]] Result<QList<Disclosure>> disclosures(int limit, int offset = 0) const; ///< newest first

private:
    Wallet();
    [[nodiscard]] static Result<std::unique_ptr<Wallet>> enter(FolderLock lock, const WalletFiles &files, const Clock &clock,
                                                               SecretBytes databaseKey);
    struct State;
    std::unique_ptr<State> m_state;
};

struct Wallet::Created
{
    std::unique_ptr<Wallet> wallet;
    RecoveryCode recoveryCode;
};

} // namespace odna
