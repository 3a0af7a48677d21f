// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/fidme.h"

#include "core/exchange/carddraft.h"
#include "core/exchange/csvrows.h"

namespace odna {

Result<ImportedPocket> readFidmeCsv(const QString &text, const ImportOptions &options)
{
    PocketDraft draft(QStringLiteral("fidme"), options);
    QStringList header;
    const auto take = [&](const CsvRow &row) -> Result<void> {
        if (row.cells.isEmpty()) {
            return {};
        }
        if (header.isEmpty()) {
            header = row.cells;
            const bool known = header.contains(QLatin1StringView("Retailer")) && header.contains(QLatin1StringView("Reference"));
            return known ? Result<void>() : fail(FailureCode::ImportDamaged, QStringLiteral("no column Retailer or Reference"));
        }
        const QString where = u"row " + QString::number(row.line);
        if (row.cells.size() < header.size()) {
            return fail(FailureCode::ImportDamaged, where + u": fewer cells than columns");
        }
        const auto cell = [&](const char *name) {
            const auto at = header.indexOf(QString::fromLatin1(name));
            return at < 0 ? QString() : row.cells.value(at).trimmed();
        };
        ImportedCard found;
        found.card.name = cell("Retailer");
        found.card.number = cell("Reference");
        if (found.card.number.isEmpty()) {
            draft.remark(where + u": left out, without a number");
            return {};
        }
        QStringList note = {cell("Program"), cell("Added At"), QString(cell("Firstname") + u' ' + cell("Lastname")).trimmed()};
        note.removeAll(QString());
        found.card.note = note.join(u'\n');
        return draft.add(std::move(found), where);
    };
    if (auto read = readCsv(text, ';', take); !read) {
        return std::unexpected(std::move(read.error()));
    }
    if (header.isEmpty()) {
        return fail(FailureCode::ImportDamaged, QStringLiteral("loyalty_programs.csv is empty"));
    }
    return draft.take();
}

} // namespace odna
