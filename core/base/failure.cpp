// SPDX-License-Identifier: Apache-2.0
#include "core/base/failure.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace odna {

namespace {

// clang-format off
constexpr auto table = std::to_array<FailureEntry>({
    {FailureCode::WalletMissing, "wallet_missing",
     QT_TRANSLATE_NOOP("Failure", "There is no wallet in this folder yet. Create one with \"odna-wallet new\", or choose the folder that holds yours."),
     0, false},
    {FailureCode::WalletExists, "wallet_exists",
     QT_TRANSLATE_NOOP("Failure", "There is already a wallet in this folder, and it was left untouched. Choose another folder, or open the one that is here."),
     0, false},
    {FailureCode::WalletForeign, "wallet_foreign",
     QT_TRANSLATE_NOOP("Failure", "This file is not an Odna wallet. Choose the folder that holds wallet.keys and wallet.db."),
     0, false},
    {FailureCode::WalletDamaged, "wallet_damaged",
     QT_TRANSLATE_NOOP("Failure", "The wallet file is damaged. A copy was set aside and nothing was deleted: restore a backup, or use your recovery code to get the card back."),
     0, false},
    {FailureCode::WalletNewer, "wallet_newer",
     QT_TRANSLATE_NOOP("Failure", "This wallet was written by a newer version of Odna. Update the app, then open it again."),
     0, false},
    {FailureCode::WalletLocked, "wallet_locked",
     QT_TRANSLATE_NOOP("Failure", "The wallet is locked. Unlock it, then try again."),
     0, false},
    {FailureCode::WalletInUse, "wallet_in_use",
     QT_TRANSLATE_NOOP("Failure", "Another Odna program has this wallet open. Close it, then try again."),
     0, false},
    {FailureCode::PassphraseWrong, "passphrase_wrong",
     QT_TRANSLATE_NOOP("Failure", "That passphrase does not open this wallet. Check the keyboard layout and try again, or use your recovery code."),
     0, false},
    {FailureCode::PassphraseNeeded, "passphrase_needed",
     QT_TRANSLATE_NOOP("Failure", "This wallet needs a passphrase. Type it, or give it with --passphrase-file or the variable ODNA_PASSPHRASE."),
     0, false},
    {FailureCode::RecoveryCodeWrong, "recovery_code_wrong",
     QT_TRANSLATE_NOOP("Failure", "That recovery code has a typing error or belongs to another card. Compare it letter by letter with your sheet."),
     0, false},
    {FailureCode::KeystoreMissing, "keystore_missing",
     QT_TRANSLATE_NOOP("Failure", "This device offers no key store. Protect the wallet with a passphrase instead."),
     0, false},
    {FailureCode::KeystoreLocked, "keystore_locked",
     QT_TRANSLATE_NOOP("Failure", "The device's key store is locked or does not hold this wallet's key. Unlock the key store, or open the wallet with your passphrase or recovery code; no new key was made."),
     0, true},
    {FailureCode::KeystoreRefused, "keystore_refused",
     QT_TRANSLATE_NOOP("Failure", "The device's key store did not keep the key. Protect the wallet with a passphrase instead."),
     0, false},
    {FailureCode::SqlcipherUnfit, "sqlcipher_unfit",
     QT_TRANSLATE_NOOP("Failure", "This build's encrypted storage is not SQLCipher 4.6 or later, so no wallet was opened. Install a correct build."),
     0, false},
    {FailureCode::DiskFull, "disk_full",
     QT_TRANSLATE_NOOP("Failure", "The storage is full, so nothing was changed. Free some space, then try again."),
     0, true},
    {FailureCode::StorageFailed, "storage_failed",
     QT_TRANSLATE_NOOP("Failure", "The storage could not be read or written. Check the disk and the folder's permissions, then try again."),
     0, true},
    {FailureCode::FileUnreadable, "file_unreadable",
     QT_TRANSLATE_NOOP("Failure", "The file cannot be read. Check its name and permissions."),
     0, false},
    {FailureCode::NotACard, "not_a_card",
     QT_TRANSLATE_NOOP("Failure", "This code is not an Odna card: a card is 18 digits that begin with the network's prefix. Ask the shopper to show the card page."),
     0, false},
    {FailureCode::CardCheckFailed, "card_check_failed",
     QT_TRANSLATE_NOOP("Failure", "The check digits of this card number do not match. Scan it again, or type it carefully."),
     0, false},
    {FailureCode::SymbolUnreadable, "symbol_unreadable",
     QT_TRANSLATE_NOOP("Failure", "The drawn code did not read back as the same number, so it is not shown. Report this with the number's first four digits."),
     0, false},
    {FailureCode::NothingDecoded, "nothing_decoded",
     QT_TRANSLATE_NOOP("Failure", "No code was found in this picture. Take it again closer, sharp and evenly lit."),
     0, false},
    {FailureCode::ImageUnreadable, "image_unreadable",
     QT_TRANSLATE_NOOP("Failure", "This file is not a picture that can be read. Use PNG or JPEG up to 50 megapixels."),
     0, false},
    {FailureCode::NotAReceipt, "not_a_receipt",
     QT_TRANSLATE_NOOP("Failure", "This code is not a receipt but a payment, contact, network or product code. Scan the fiscal code at the foot of the receipt."),
     0, false},
    {FailureCode::ReceiptFormatUnknown, "receipt_format_unknown",
     QT_TRANSLATE_NOOP("Failure", "This receipt format is not known. Type the total and the shop instead."),
     0, false},
    {FailureCode::ReceiptMalformed, "receipt_malformed",
     QT_TRANSLATE_NOOP("Failure", "The receipt code is incomplete or damaged. Scan it again."),
     0, false},
    {FailureCode::ReceiptFromFuture, "receipt_from_future",
     QT_TRANSLATE_NOOP("Failure", "The receipt's date lies in the future. Check the date of this device, then scan it again."),
     0, false},
    {FailureCode::ReceiptOtherSeller, "receipt_other_seller",
     QT_TRANSLATE_NOOP("Failure", "This receipt was issued by another seller, so it was not sent. Choose the retailer that issued it."),
     0, false},
    {FailureCode::ReceiptNeedsTotal, "receipt_needs_total",
     QT_TRANSLATE_NOOP("Failure", "This receipt code carries no total. Type the total from the paper."),
     0, false},
    {FailureCode::ReceiptRepeated, "receipt_repeated",
     QT_TRANSLATE_NOOP("Failure", "This receipt is already in your wallet. Nothing was sent again."),
     0, false},
    {FailureCode::RetailerUnknown, "retailer_unknown",
     QT_TRANSLATE_NOOP("Failure", "This retailer is not in your wallet. Link it with its descriptor first."),
     0, false},
    {FailureCode::DescriptorMalformed, "descriptor_malformed",
     QT_TRANSLATE_NOOP("Failure", "This is not a retailer's Odna descriptor. Scan the retailer's code again, or ask the retailer for the right address."),
     0, false},
    {FailureCode::DescriptorSignatureBad, "descriptor_signature_bad",
     QT_TRANSLATE_NOOP("Failure", "The retailer's descriptor is not signed with the key that you trusted, so nothing was changed. Ask the retailer before you link again."),
     0, false},
    {FailureCode::DescriptorOlder, "descriptor_older",
     QT_TRANSLATE_NOOP("Failure", "The retailer's descriptor is older than the one you have, so it was not taken. Try again later."),
     0, false},
    {FailureCode::DescriptorWrongHost, "descriptor_wrong_host",
     QT_TRANSLATE_NOOP("Failure", "The descriptor came from another address than the one that it names, so it was not taken. Ask the retailer for the right address."),
     0, false},
    {FailureCode::DescriptorExpired, "descriptor_expired",
     QT_TRANSLATE_NOOP("Failure", "The retailer's descriptor has expired. Ask the retailer to publish a fresh one."),
     0, true},
    {FailureCode::DescriptorInsecure, "descriptor_insecure",
     QT_TRANSLATE_NOOP("Failure", "The retailer's address is not protected by TLS, so nothing was sent. Only addresses that begin with https are taken."),
     0, false},
    {FailureCode::NetworkUnreachable, "network_unreachable",
     QT_TRANSLATE_NOOP("Failure", "The retailer cannot be reached right now. It will be tried again by itself."),
     0, true},
    {FailureCode::TimedOut, "timed_out",
     QT_TRANSLATE_NOOP("Failure", "The retailer did not answer in time. It will be tried again by itself."),
     0, true},
    {FailureCode::AnswerTooLarge, "answer_too_large",
     QT_TRANSLATE_NOOP("Failure", "The answer was larger than allowed and was dropped. It will be tried again by itself; tell the retailer if it goes on."),
     0, true},
    {FailureCode::AnswerTruncated, "answer_truncated",
     QT_TRANSLATE_NOOP("Failure", "The answer broke off before its end. It will be tried again by itself."),
     0, true},
    {FailureCode::AnswerForeign, "answer_foreign",
     QT_TRANSLATE_NOOP("Failure", "Something other than the retailer's gateway answered, perhaps a network log-in page. Log in to the network; it will be tried again by itself."),
     0, true},
    {FailureCode::RedirectRefused, "redirect_refused",
     QT_TRANSLATE_NOOP("Failure", "The retailer's address tried to send the data elsewhere, and that was refused. It will be tried again by itself; tell the retailer if it goes on."),
     0, true},
    {FailureCode::AcknowledgementBad, "acknowledgement_bad",
     QT_TRANSLATE_NOOP("Failure", "The answer is not signed with the retailer's key, so it does not count. It will be tried again by itself."),
     0, true},
    {FailureCode::AcknowledgementMismatch, "acknowledgement_mismatch",
     QT_TRANSLATE_NOOP("Failure", "The retailer acknowledged another purchase than the one sent, so it does not count. It will be tried again by itself."),
     0, true},
    {FailureCode::EventSignatureBad, "event_signature_bad",
     QT_TRANSLATE_NOOP("Failure", "A message that claims to be from this retailer is not signed by it and was dropped. Nothing is needed from you."),
     0, false},
    {FailureCode::Cancelled, "cancelled",
     QT_TRANSLATE_NOOP("Failure", "Cancelled. Nothing was changed."),
     0, false},
    {FailureCode::ConsentNotGiven, "consent_not_given",
     QT_TRANSLATE_NOOP("Failure", "You have not agreed to send this to the retailer, so nothing was sent. Confirm it first."),
     0, false},
    {FailureCode::Malformed, "malformed",
     QT_TRANSLATE_NOOP("Failure", "The retailer did not understand the request. Update the app; if it goes on, tell the retailer."),
     400, false},
    {FailureCode::IdempotencyKeyMissing, "idempotency_key_missing",
     QT_TRANSLATE_NOOP("Failure", "The request lacks its Idempotency-Key header. Send op_id there too."),
     400, false},
    {FailureCode::SignatureInvalid, "signature_invalid",
     QT_TRANSLATE_NOOP("Failure", "The request's signature does not match. Link the retailer again if it goes on."),
     401, false},
    {FailureCode::TimestampOutOfRange, "timestamp_out_of_range",
     QT_TRANSLATE_NOOP("Failure", "This device's clock is more than five minutes off. Set the time automatically, then try again."),
     401, true},
    {FailureCode::KeyUnknown, "key_unknown",
     QT_TRANSLATE_NOOP("Failure", "The API key is missing, unknown or expired. Make one with \"odna-gateway keys add\"."),
     401, false},
    {FailureCode::RoleForbidden, "role_forbidden",
     QT_TRANSLATE_NOOP("Failure", "This API key's role may not do that. Use a key with the right role."),
     403, false},
    {FailureCode::ConsentMissing, "consent_missing",
     QT_TRANSLATE_NOOP("Failure", "The shopper has not agreed to this purpose. Ask the shopper in the app first."),
     403, false},
    {FailureCode::LinkSuspended, "link_suspended",
     QT_TRANSLATE_NOOP("Failure", "The retailer has suspended this membership. Ask the retailer."),
     403, false},
    {FailureCode::LinkUnknown, "link_unknown",
     QT_TRANSLATE_NOOP("Failure", "The retailer does not know this membership. Link the retailer again."),
     404, false},
    {FailureCode::NotFound, "not_found",
     QT_TRANSLATE_NOOP("Failure", "There is nothing at this address. Compare the path with docs/openapi.yaml."),
     404, false},
    {FailureCode::MethodNotAllowed, "method_not_allowed",
     QT_TRANSLATE_NOOP("Failure", "This address does not take that method. Compare it with docs/openapi.yaml."),
     405, false},
    {FailureCode::RequestTimeout, "request_timeout",
     QT_TRANSLATE_NOOP("Failure", "The request did not arrive whole in time. Send it again."),
     408, true},
    {FailureCode::DuplicateReceipt, "duplicate_receipt",
     QT_TRANSLATE_NOOP("Failure", "This receipt has already been credited. Nothing more is needed."),
     409, false},
    {FailureCode::CardTaken, "card_taken",
     QT_TRANSLATE_NOOP("Failure", "This card number already belongs to another key at this retailer. The app moves on to the next number by itself."),
     409, false},
    {FailureCode::InProgress, "in_progress",
     QT_TRANSLATE_NOOP("Failure", "The same operation is still under way. It will be asked again by itself."),
     409, true},
    {FailureCode::LinkDeleted, "link_deleted",
     QT_TRANSLATE_NOOP("Failure", "This membership was ended. Link the retailer again if you want it back."),
     410, false},
    {FailureCode::PartnerGone, "partner_gone",
     QT_TRANSLATE_NOOP("Failure", "This retailer no longer takes part. Nothing more is sent to it."),
     410, false},
    {FailureCode::TooLarge, "too_large",
     QT_TRANSLATE_NOOP("Failure", "The message is larger than the 64 KiB that are allowed. Send a smaller one."),
     413, false},
    {FailureCode::UnsupportedMediaType, "unsupported_media_type",
     QT_TRANSLATE_NOOP("Failure", "Only application/json is understood here. Set Content-Type accordingly."),
     415, false},
    {FailureCode::ReceiptNotOurs, "receipt_not_ours",
     QT_TRANSLATE_NOOP("Failure", "The retailer says that this receipt is not from its shops. Choose the retailer that issued it."),
     422, false},
    {FailureCode::ReceiptUnknown, "receipt_unknown",
     QT_TRANSLATE_NOOP("Failure", "The retailer does not know this receipt. Check that it was scanned from the right shop, and try again tomorrow."),
     422, false},
    {FailureCode::IdempotencyKeyReused, "idempotency_key_reused",
     QT_TRANSLATE_NOOP("Failure", "The same operation id came with other content. Use a new op_id for new content."),
     422, false},
    {FailureCode::Blocked, "blocked",
     QT_TRANSLATE_NOOP("Failure", "The retailer has blocked this card. Ask the retailer."),
     423, false},
    {FailureCode::Throttled, "throttled",
     QT_TRANSLATE_NOOP("Failure", "Too many requests. It will be tried again by itself a little later."),
     429, true},
    {FailureCode::HeadersTooLarge, "headers_too_large",
     QT_TRANSLATE_NOOP("Failure", "The request's headers are larger than the 16 KiB that are allowed. Send fewer."),
     431, false},
    {FailureCode::UpstreamUnavailable, "upstream_unavailable",
     QT_TRANSLATE_NOOP("Failure", "The retailer's own system cannot be reached right now. It will be tried again by itself."),
     503, true},
    {FailureCode::StorageFull, "storage_full",
     QT_TRANSLATE_NOOP("Failure", "The gateway's storage is full and nothing was recorded. Free space; it goes on without a restart."),
     503, true},
    {FailureCode::Internal, "internal",
     QT_TRANSLATE_NOOP("Failure", "The gateway met an unexpected fault and recorded nothing. It will be tried again by itself; the gateway's log has the reason."),
     500, true},
    {FailureCode::ConfigInvalid, "config_invalid",
     QT_TRANSLATE_NOOP("Failure", "The gateway's configuration is wrong at the place named. Mend it; \"odna-gateway help config\" shows each setting with an example."),
     0, false},
    {FailureCode::PortTaken, "port_taken",
     QT_TRANSLATE_NOOP("Failure", "The gateway cannot listen on that address. Choose another port with listen, or stop what uses it."),
     0, false},
    {FailureCode::ConnectorFailed, "connector_failed",
     QT_TRANSLATE_NOOP("Failure", "The retailer's own system did not take the record. It is kept and tried again by itself; see the reason beside it."),
     0, true},
    {FailureCode::UsageWrong, "usage_wrong",
     QT_TRANSLATE_NOOP("Failure", "That is not how this command is used. See its help."),
     0, false},
});
// clang-format on

consteval bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) {
            return false;
        }
    }
    return table.size() == static_cast<std::size_t>(FailureCode::UsageWrong) + 1;
}
static_assert(inOrder(), "failure.cpp lists the codes in the order of FailureCode, each once");

} // namespace

std::span<const FailureEntry> failureTable()
{
    return table;
}

const FailureEntry &entryOf(FailureCode code)
{
    return table.at(static_cast<std::size_t>(code));
}

std::optional<FailureCode> failureNamed(QStringView name)
{
    const auto found = std::ranges::find_if(table, [name](const FailureEntry &entry) { return name == QLatin1StringView(entry.name); });
    return found == table.end() ? std::nullopt : std::optional(found->code);
}

QLatin1StringView nameOf(FailureCode code)
{
    return QLatin1StringView(entryOf(code).name);
}

QString sentenceOf(FailureCode code)
{
    return QCoreApplication::translate("Failure", entryOf(code).sentence);
}

QString describe(const Failure &failure)
{
    const QString name = nameOf(failure.code);
    return failure.detail.isEmpty() ? name : name + QLatin1StringView(": ") + failure.detail;
}

} // namespace odna
