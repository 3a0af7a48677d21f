// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/backupfile.h"

#include "core/wallet/database.h"
#include "core/wallet/schema.h"

#include <QCborArray>
#include <QStringList>
#include <QtEndian>

#include <algorithm>

namespace odna {

namespace {

constexpr QByteArrayView magic("ODNABACK");
constexpr quint16 currentVersion = 1;
constexpr qsizetype partGoal = 64 * 1024;
constexpr qsizetype longestPart = 64 * 1024 * 1024; // one row with the largest picture, and much more

template <class Number>
QByteArray bytesOf(Number number)
{
    const auto big = qToBigEndian(number);
    return {reinterpret_cast<const char *>(&big), sizeof big};
}

std::unexpected<Failure> damaged(const char *why)
{
    return fail(FailureCode::BackupDamaged, QLatin1StringView(why));
}

SecretBytes streamKey(const SecretBytes &databaseKey, QByteArrayView head)
{
    return deriveKey(databaseKey, "odna-backup/1", head);
}

bool isIdentifier(QStringView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](QChar letter) { return letter == u'_' || (letter >= u'a' && letter <= u'z'); });
}

Result<QStringList> names(Database &database, std::string_view sql, const QString &of = {})
{
    QStringList found;
    ODNA_TRY(database.rows(sql, [&found](const Row &row) { found.append(row.text(0)); }, of));
    return found;
}

/// The tables in the order in which they were made, so that a row's parent is there before it.
Result<QStringList> tablesOf(Database &database)
{
    return names(
        database,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND ? = '' ORDER BY rowid");
}

Result<QStringList> columnsOf(Database &database, const QString &table)
{
    return names(database, "SELECT name FROM pragma_table_info(?) ORDER BY cid", table);
}

class PartWriter final
{
public:
    PartWriter(QIODevice &out, const SecretBytes &key)
        : m_out(out)
        , m_stream(key)
    {}
    [[nodiscard]] Result<void> begin() { return put(m_stream.header()); }
    [[nodiscard]] Result<void> write(const QCborArray &part, bool last = false)
    {
        const auto sealed = m_stream.seal(part.toCborValue().toCbor(), last);
        ODNA_TRY(put(bytesOf(static_cast<quint32>(sealed.size()))));
        return put(sealed);
    }

private:
    [[nodiscard]] Result<void> put(const QByteArray &bytes)
    {
        if (m_out.write(bytes) == bytes.size()) {
            return {};
        }
        return fail(FailureCode::StorageFailed, m_out.errorString());
    }
    QIODevice &m_out;
    SealingStream m_stream;
};

/// About how much of a part a row will take.
qsizetype sizeOf(const QCborArray &row)
{
    qsizetype size = 0;
    for (const auto &value : row) {
        size += 9 + (value.isByteArray() ? value.toByteArray().size() : value.isString() ? 2 * value.toString().size() : 0);
    }
    return size;
}

} // namespace

Result<void> writeBackup(Database &database, const QByteArray &keyFile, const SecretBytes &databaseKey, qint64 madeAt, QIODevice &out,
                         const LongWork &work)
{
    const QByteArray head = magic.toByteArray() + bytesOf(currentVersion) + bytesOf(static_cast<quint32>(keyFile.size())) + keyFile;
    if (out.write(head) != head.size()) {
        return fail(FailureCode::StorageFailed, out.errorString());
    }
    const auto version = schemaVersion(database);
    const auto tables = tablesOf(database);
    if (!version || !tables) {
        return std::unexpected(version ? tables.error() : version.error());
    }
    qint64 all = 0;
    for (const auto &table : *tables) {
        const auto count = database.number(QStringLiteral("SELECT count(*) FROM %1").arg(table).toStdString());
        if (!count) {
            return std::unexpected(count.error());
        }
        all += count->value_or(0);
    }
    PartWriter writer(out, streamKey(databaseKey, head));
    ODNA_TRY(writer.begin());
    ODNA_TRY(writer.write({*version, madeAt}));
    qint64 done = 0;
    for (const auto &table : *tables) {
        const auto columns = columnsOf(database, table);
        if (!columns) {
            return std::unexpected(columns.error());
        }
        QCborArray rows;
        qsizetype size = 0;
        const auto flush = [&]() -> Result<void> {
            ODNA_TRY(writer.write({table, QCborArray::fromStringList(*columns), rows}));
            rows = {};
            size = 0;
            work.report(done, all);
            return work.stop.stop_requested() ? fail(FailureCode::Cancelled) : Result<void>();
        };
        const auto sql = QStringLiteral("SELECT %1 FROM %2").arg(columns->join(u','), table).toStdString();
        ODNA_TRY(database.rows(sql, [&](const Row &row) -> Result<void> {
            rows.append(row.values());
            size += sizeOf(rows.last().toArray());
            ++done;
            return size >= partGoal ? flush() : Result<void>();
        }));
        if (!rows.isEmpty()) {
            ODNA_TRY(flush());
        }
    }
    return writer.write({done}, true);
}

Result<BackupReader> BackupReader::open(QIODevice &in)
{
    auto head = in.read(headSize);
    if (!head.startsWith(magic)) {
        return fail(FailureCode::BackupForeign);
    }
    if (head.size() < headSize) {
        return damaged("cut short");
    }
    if (qFromBigEndian<quint16>(head.constData() + magic.size()) != currentVersion) {
        return fail(FailureCode::WalletNewer, QStringLiteral("backup version"));
    }
    const auto length = qFromBigEndian<quint32>(head.constData() + magic.size() + 2);
    if (length > KeyFile::maximumSize) {
        return damaged("length of the keys");
    }
    const auto bytes = in.read(length);
    auto keys = KeyFile::parse(bytes);
    if (!keys) {
        return keys.error().code == FailureCode::WalletNewer ? fail(FailureCode::WalletNewer) : damaged("keys");
    }
    return BackupReader(in, head + bytes, std::move(*keys));
}

Result<void> BackupReader::restoreInto(Database &database, const SecretBytes &databaseKey, const LongWork &work)
{
    auto stream = OpeningStream::create(streamKey(databaseKey, m_head), m_in.read(SealingStream::headerSize));
    if (!stream) {
        return damaged("cut short");
    }
    struct Part
    {
        QCborArray values;
        bool last;
    };
    const auto next = [&]() -> Result<Part> {
        const auto length = m_in.read(4);
        const auto size = length.size() == 4 ? qFromBigEndian<quint32>(length.constData()) : 0;
        if (size < SealingStream::overhead || size > longestPart) {
            return damaged(length.size() == 4 ? "length of a part" : "cut short");
        }
        const auto opened = stream->open(m_in.read(size));
        if (!opened) {
            return damaged("a part was changed or is missing");
        }
        const auto value = QCborValue::fromCbor(opened->bytes);
        return value.isArray() ? Result<Part>(Part{value.toArray(), opened->last}) : damaged("a part cannot be read");
    };
    const auto first = next();
    if (!first) {
        return std::unexpected(first.error());
    }
    const auto version = first->values.at(0).toInteger(-1);
    const auto steps = migrations();
    if (version < 1 || first->last) {
        return damaged("schema");
    }
    if (version > static_cast<qint64>(steps.size())) {
        return fail(FailureCode::WalletNewer, QStringLiteral("schema %1").arg(version));
    }
    ODNA_TRY(migrate(database, steps.first(static_cast<std::size_t>(version))));
    const auto known = tablesOf(database);
    if (!known) {
        return std::unexpected(known.error());
    }
    qint64 done = 0;
    ODNA_TRY(database.transaction([&]() -> Result<void> {
        for (;;) {
            const auto part = next();
            if (!part) {
                return std::unexpected(part.error());
            }
            if (part->last) {
                return part->values.at(0).toInteger(-1) == done && m_in.atEnd() ? Result<void>() : damaged("number of rows");
            }
            const auto table = part->values.at(0).toString();
            QStringList columns;
            for (const auto &column : part->values.at(1).toArray()) {
                columns.append(column.toString());
            }
            if (!known->contains(table) || columns.isEmpty() || !std::ranges::all_of(columns, &isIdentifier)) {
                return damaged("an unknown table");
            }
            const auto sql = QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                                 .arg(table, columns.join(u','), QStringList(columns.size(), QStringLiteral("?")).join(u','))
                                 .toStdString();
            for (const auto &row : part->values.at(2).toArray()) {
                ODNA_TRY(database.runWith(sql, row.toArray()));
                ++done;
            }
            work.report(done, 0);
            if (work.stop.stop_requested()) {
                return fail(FailureCode::Cancelled);
            }
        }
    }));
    return migrate(database);
}

} // namespace odna
