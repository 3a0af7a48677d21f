// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/reader.h"

#include <QBuffer>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Any bytes after an archive's first four give cards that a wallet keeps, or a refusal; with and without a password.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray bytes =
        QByteArrayLiteral("PK\x03\x04") + QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)).mid(4);
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    odna::ImportOptions options;
    for (int round = 0; round < 2; ++round) {
        if (const auto pocket = odna::readPocket(file, options)) {
            for (const auto &card : pocket->cards) {
                if (!odna::checkCard(card.card, card.pictures)) {
                    std::abort();
                }
            }
        }
        options.password.emplace(QByteArrayView("secret"));
    }
    return 0;
}
