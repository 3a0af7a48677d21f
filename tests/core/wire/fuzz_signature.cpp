// SPDX-License-Identifier: Apache-2.0
#include "core/wire/httpsignature.h"

#include "tests/support/fakeclock.h"

#include <cstddef>
#include <cstdint>

using namespace odna;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    // The three headers, one to a line.
    const auto lines = bytes.toByteArray().split(char(10));
    const SignatureHeaders headers{lines.value(0), lines.value(1), lines.value(2)};
    static const auto key = SigningKey::fromSeed(SecretBytes(QByteArray(32, 1))).publicKey();
    std::ignore = readClaims(headers.signatureInput);
    std::ignore = verifyRequest({"GET", "gateway.example.by", "/v1/inbox", "", ""}, headers, key, FakeClock().now());
    std::ignore = verifyAnswer(200, "", headers, headers.signature, key);
    return 0;
}
