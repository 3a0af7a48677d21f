// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/offer/offer.h"
#include "core/wire/messages.h"

#include <QUrl>

#include <optional>

namespace odna {

/// What the gateway answers a till.
struct TillAnswer
{
    bool knownCard = false;
    QString printText; ///< empty: nothing to print
    std::optional<Coupon> coupon;
};

/// POST /pos/v1/receipts with the terminal's key, waiting up to 3 s for each of three tries; all carry the same op id, so a sale is
/// reported once however often it is sent. Follows no redirect and reads at most 64 KiB. Blocks, in an event loop of its own: for a
/// program without user interface. Failures: the gateway's own code; TimedOut, NetworkUnreachable, RedirectRefused, AnswerTooLarge,
/// AnswerForeign.
[[nodiscard]] Result<TillAnswer> reportSale(const QUrl &gateway, const QByteArray &terminalKey, const TillReport &report);

} // namespace odna
