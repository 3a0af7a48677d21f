// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/httpclient.h"
#include "core/wallet/wallet.h"

namespace odna {

/// HttpClient::send() for what tells a retailer something of the shopper, as \a disclosure says: it stands in the disclosure log before
/// it is handed to the network, and goes from there only where nothing can have left the phone. Where the row cannot be written, nothing
/// is sent, and that is the failure. The signed answer is the receiver's to log, together with what follows from it.
/// \a wallet outlives \a client.
void sendDisclosed(Wallet &wallet, HttpClient &client, const HttpRequest &request, const Disclosure &disclosure,
                   std::chrono::milliseconds deadline, const HttpClient::Done &done);

/// The row of \a message, sent now.
[[nodiscard]] Disclosure disclosureOf(const OutgoingMessage &message, const Clock &clock);

} // namespace odna
