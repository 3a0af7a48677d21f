// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/reader.h"

#include <QBuffer>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// Any text gives cards that a wallet keeps, planned as new ones and then as known ones, or a refusal.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    const auto pocket = odna::readPocket(file);
    if (!pocket) {
        return 0;
    }
    const auto noPictures = [](const QString &) -> odna::Result<odna::CardPictures> { return odna::CardPictures(); };
    QList<odna::ClassicCard> kept;
    const auto first = odna::planImport(*pocket, {}, noPictures);
    for (const auto &step : *first) {
        if (!odna::checkCard(step.imported.card, step.imported.pictures)) {
            std::abort();
        }
        kept.append(step.imported.card);
        kept.back().id = QString::number(kept.size());
    }
    const auto second = odna::planImport(*pocket, kept, noPictures);
    for (const auto &step : *second) {
        if (step.action != odna::ImportStep::Action::Skip) {
            std::abort();
        }
    }
    return 0;
}
