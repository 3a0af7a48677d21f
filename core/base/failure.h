// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>

namespace odna {

/// Every way in which Odna refuses or fails. Each has a stable name (in JSON, on the command line, in docs/failures.md) and
/// a sentence that tells the user what to do. Names are never reused. Order: as in failure.cpp.
// clang-format off
enum class FailureCode {
    // The wallet and its keys
    WalletMissing, WalletExists, WalletForeign, WalletDamaged, WalletNewer, WalletLocked, WalletInUse,
    PassphraseWrong, PassphraseNeeded, RecoveryCodeWrong, KeystoreMissing, KeystoreLocked, KeystoreRefused, SqlcipherUnfit,
    DiskFull, StorageFailed, FileUnreadable, BackupForeign, BackupDamaged,
    // The code at the till
    NotACard, CardCheckFailed, SymbolUnreadable, NothingDecoded, ImageUnreadable,
    // Receipts
    NotAReceipt, ReceiptFormatUnknown, ReceiptMalformed, ReceiptFromFuture, ReceiptOtherSeller, ReceiptNeedsTotal,
    ReceiptRepeated,
    // Retailers and their descriptors
    RetailerUnknown, DescriptorMalformed, DescriptorSignatureBad, DescriptorOlder, DescriptorWrongHost, DescriptorExpired,
    DescriptorInsecure,
    // The way to the retailer and back
    NetworkUnreachable, TimedOut, AnswerTooLarge, AnswerTruncated, AnswerForeign, RedirectRefused, AcknowledgementBad,
    AcknowledgementMismatch, EventSignatureBad, Cancelled,
    // Consent
    ConsentNotGiven, ProfileValueWrong,
    // Cards of other shops, and files that bring them
    CardInvalid, CardUnknown, ImportUnknown, ImportDamaged, ImportTooLarge, PasswordNeeded, PasswordWrong,
    // What a gateway answers (RFC 9457 problem details; docs/protocol.md has the status of each)
    Malformed, IdempotencyKeyMissing, SignatureInvalid, TimestampOutOfRange, KeyUnknown, RoleForbidden, ConsentMissing,
    LinkSuspended, LinkUnknown, NotFound, MethodNotAllowed, RequestTimeout, DuplicateReceipt, CardTaken, ConsentOutdated,
    InProgress, LinkDeleted, PartnerGone, TooLarge, UnsupportedMediaType, ReceiptNotOurs, ReceiptUnknown, IdempotencyKeyReused, Blocked,
    Throttled, HeadersTooLarge, UpstreamUnavailable, StorageFull, Internal,
    // The gateway's own start
    ConfigInvalid, PortTaken, ConnectorFailed,
    // The command line
    UsageWrong,
};
// clang-format on

/// A refusal: which one, and optionally a detail in English for logs and `--json`. Holds no personal data and no secret.
struct Failure
{
    FailureCode code;
    QString detail;
};

/// What the table knows of one code.
struct FailureEntry
{
    FailureCode code;
    const char *name;     ///< stable, lower case with underscores
    const char *sentence; ///< English source text, context "Failure"
    int httpStatus;       ///< status with which a gateway answers it; 0 where it never crosses the wire
    bool retryable;       ///< the same request may succeed later without a change by the user
};

/// The whole table, in the order of FailureCode.
[[nodiscard]] std::span<const FailureEntry> failureTable();
[[nodiscard]] const FailureEntry &entryOf(FailureCode code);
/// The code with that stable name; nothing for a name that this version does not know.
[[nodiscard]] std::optional<FailureCode> failureNamed(QStringView name);

[[nodiscard]] QLatin1StringView nameOf(FailureCode code);
/// One sentence for the user in the installed language: what happened and what to do next.
[[nodiscard]] QString sentenceOf(FailureCode code);
/// `name: detail` for a log line.
[[nodiscard]] QString describe(const Failure &failure);

} // namespace odna
