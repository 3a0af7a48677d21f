// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wallet/keystore.h"
#include "platform/screen.h"

#include <QDir>

#include <memory>

// What the composition root asks of the operating system it was built for. Each platform folder implements these functions.

namespace odna {

/// The key store of this session; never null, it answers KeystoreMissing where there is none.
[[nodiscard]] std::unique_ptr<KeyStore> makeKeyStore();
/// Needs a QGuiApplication.
[[nodiscard]] std::unique_ptr<Screen> makeScreen();
/// No core dumps, not traceable by other processes of the user. Called first in main().
void hardenProcess();
/// Where a wallet lives unless told otherwise.
[[nodiscard]] QDir defaultWalletFolder();

} // namespace odna
