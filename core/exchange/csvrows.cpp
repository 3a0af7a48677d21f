// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/csvrows.h"

#include <csv.h>

#include <algorithm>
#include <optional>

namespace odna {

namespace {

constexpr qsizetype cellLimit = 200;

struct Reading
{
    const std::function<Result<void>(const CsvRow &)> &take;
    CsvRow row{1, {}};
    std::optional<Failure> failure;
};

void takeCell(void *cell, std::size_t size, void *data)
{
    auto &reading = *static_cast<Reading *>(data);
    if (reading.failure) {
        return;
    }
    if (reading.row.cells.size() == cellLimit) {
        reading.failure = Failure{FailureCode::ImportTooLarge, u"row " + QString::number(reading.row.line) + u": too many cells"};
        return;
    }
    reading.row.cells.append(QString::fromUtf8(static_cast<const char *>(cell), static_cast<qsizetype>(size)));
}

void takeRow(int /*end*/, void *data)
{
    auto &reading = *static_cast<Reading *>(data);
    if (reading.failure) {
        return;
    }
    if (auto taken = reading.take(reading.row); !taken) {
        reading.failure = std::move(taken.error());
    }
    ++reading.row.line;
    reading.row.cells.clear();
}

} // namespace

Result<void> readCsv(QStringView text, char separator, const std::function<Result<void>(const CsvRow &)> &take)
{
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) {
        return fail(FailureCode::Internal, QStringLiteral("libcsv"));
    }
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser, [](unsigned char) { return 0; }); // spaces belong to the cell
    Reading reading{take, {1, {}}, {}};
    constexpr qsizetype piece = 64 * 1024;
    bool grammatical = true;
    for (qsizetype at = 0; at < text.size() && grammatical && !reading.failure;) {
        auto next = std::min(at + piece, text.size());
        if (next < text.size() && text[next - 1].isHighSurrogate()) {
            ++next; // not through the middle of a letter
        }
        const auto bytes = text.sliced(at, next - at).toUtf8();
        const auto size = static_cast<std::size_t>(bytes.size());
        grammatical = csv_parse(&parser, bytes.constData(), size, &takeCell, &takeRow, &reading) == size;
        at = next;
    }
    if (grammatical && !reading.failure) {
        grammatical = csv_fini(&parser, &takeCell, &takeRow, &reading) == 0;
    }
    csv_free(&parser);
    if (reading.failure) {
        return std::unexpected(std::move(*reading.failure));
    }
    if (!grammatical) {
        return fail(FailureCode::ImportDamaged,
                    u"row " + QString::number(reading.row.line) + u": quotes that do not close, or close early");
    }
    return {};
}

QByteArray csvRow(const QStringList &cells)
{
    QByteArray row;
    for (const auto &cell : cells) {
        if (!row.isEmpty() || &cell != &cells.first()) {
            row += ',';
        }
        const auto bytes = cell.toUtf8();
        if (std::ranges::none_of(bytes, [](char letter) { return QByteArrayView("\",\r\n ").contains(letter); })) {
            row += bytes;
            continue;
        }
        const auto size = static_cast<std::size_t>(bytes.size());
        const auto quotedSize = csv_write(nullptr, 0, bytes.constData(), size);
        QByteArray quoted(static_cast<qsizetype>(quotedSize), Qt::Uninitialized);
        csv_write(quoted.data(), quotedSize, bytes.constData(), size);
        row += quoted;
    }
    return row + "\r\n";
}

} // namespace odna
