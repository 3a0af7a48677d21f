// SPDX-License-Identifier: Apache-2.0
// Reading a Catima zip of 1,000 cards and 200 pictures into values, beside libzip alone unpacking the same file. The two take turns, so
// that a busy machine slows both; medians are printed.
#include "core/exchange/catimawriter.h"
#include "core/exchange/reader.h"
#include "core/exchange/zipreader.h"
#include "core/exchange/zipwriter.h"

#include <QElapsedTimer>
#include <QTemporaryFile>

#include <zip.h>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace odna;

namespace {

constexpr int cardCount = 1'000;
constexpr int pictureCount = 200;
constexpr qsizetype pictureSize = 100 * 1024;

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

QList<ClassicCard> sampleCards()
{
    QList<ClassicCard> cards;
    for (int at = 1; at <= cardCount; ++at) {
        ClassicCard card;
        card.id = QString::number(at);
        card.name = u"Магазин " + card.id;
        card.note = QStringLiteral("Two lines about\n\nthe card, with a comma and \"quotes\"");
        card.code = plainContent(at % 3 == 0 ? Symbology::QrCode : Symbology::Code128, QString::number(4'810'000'000'000 + at));
        card.validUntil = QDateTime(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC);
        card.balance = Money{at, {}};
        card.colour = 0x336699;
        card.groups = QStringList{u"Group " + QString::number(at % 10)};
        cards.append(card);
    }
    return cards;
}

/// A PNG's head before noise, which packs as badly as a photograph.
QByteArray picture(quint32 seed)
{
    QByteArray bytes(pictureSize, Qt::Uninitialized);
    for (auto &byte : bytes) {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<char>(seed >> 24U);
    }
    return bytes.replace(0, 8, QByteArrayLiteral("\x89PNG\r\n\x1A\n"));
}

/// As Catima packs it: the pictures are deflated like everything else.
bool makeSample(QTemporaryFile &file)
{
    QTemporaryFile plain;
    const auto none = [](const QString &) -> Result<CardPictures> { return CardPictures(); };
    if (!file.open() || !plain.open() || !writeCatimaZip(plain, sampleCards(), {}, none)) {
        return false;
    }
    const auto packed = ZipReader::open(plain);
    if (!packed) {
        return false;
    }
    const auto csv = packed->read(QStringLiteral("catima.csv"), 1 << 24);
    auto archive = ZipWriter::create(file, {});
    if (!csv || !archive) {
        return false;
    }
    bool added = archive->add(QStringLiteral("catima.csv"), [&csv]() -> Result<QByteArray> { return *csv; }, false).has_value();
    for (int at = 1; at <= pictureCount; ++at) {
        const QString name = u"card_" + QString::number(at) + QLatin1StringView("_front.png");
        const auto bytes = [at]() -> Result<QByteArray> { return picture(static_cast<quint32>(at)); };
        added = added && archive->add(name, bytes, false).has_value();
    }
    return added && archive->finish({}, nullptr).has_value();
}

/// Bytes of all entries; what an unpacker has to do at least.
qint64 unpack(const char *path)
{
    auto *const archive = zip_open(path, ZIP_RDONLY, nullptr);
    qint64 total = 0;
    std::vector<char> buffer(64 * 1024);
    const auto count = zip_get_num_entries(archive, 0);
    for (zip_int64_t at = 0; at < count; ++at) {
        auto *const entry = zip_fopen_index(archive, static_cast<zip_uint64_t>(at), 0);
        for (zip_int64_t got = 1; got > 0;) {
            got = zip_fread(entry, buffer.data(), buffer.size());
            total += std::max<zip_int64_t>(got, 0);
        }
        zip_fclose(entry);
    }
    zip_discard(archive);
    return total;
}

} // namespace

int main()
{
    QTemporaryFile file;
    if (!makeSample(file) || !file.flush()) {
        std::fprintf(stderr, "the sample could not be written\n");
        return 1;
    }
    const auto path = file.fileName().toLocal8Bit();
    std::vector<double> ours;
    std::vector<double> peers;
    QElapsedTimer timer;
    for (int round = 0; round < 25; ++round) {
        timer.start();
        const auto pocket = readPocket(file);
        ours.push_back(double(timer.nsecsElapsed()) / 1e6);
        timer.start();
        const auto total = unpack(path.constData());
        peers.push_back(double(timer.nsecsElapsed()) / 1e6);
        const bool whole = pocket && pocket->cards.size() == cardCount && !pocket->cards[pictureCount - 1].pictures.front.isEmpty();
        if (!whole || total < pictureCount * pictureSize) {
            std::fprintf(stderr, "the two did not read the same file\n");
            return 1;
        }
    }
    std::printf(
        "{\"name\": \"import of a Catima zip, %d cards and %d pictures of 100 KiB, read into values\", \"value\": %.2f, \"unit\": \"ms\", "
        "\"peer_name\": \"libzip alone unpacking it\", \"peer\": %.2f, \"ratio\": %.3f, \"goal\": \"<= 3\"}\n",
        cardCount, pictureCount, median(ours), median(peers), median(ours) / median(peers));
    return 0;
}
