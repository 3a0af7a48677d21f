// SPDX-License-Identifier: Apache-2.0
// Foreign bytes as wallet.keys (as they are, and with a checksum made to fit, so that the parser behind it is reached) and as a recovery code.

#include "core/base/crypto.h"
#include "core/wallet/keyfile.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto key = odna::randomSecret(32);
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const auto &input : {bytes, QByteArray(bytes + odna::sha256(bytes))}) {
        if (const auto file = odna::KeyFile::parse(input)) {
            if (file->isAuthentic(key) || file->openWithKeyStore(key) || file->keyStoreEntry().size() != 44) {
                std::abort();
            }
        }
    }
    if (const auto code = odna::RecoveryCode::parse(QString::fromUtf8(bytes))) {
        if (!odna::RecoveryCode::parse(code->text())) {
            std::abort();
        }
    }
    return 0;
}
