// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/reader.h"

#include "core/exchange/carddraft.h"
#include "core/exchange/catima.h"
#include "core/exchange/fidme.h"
#include "core/exchange/foreigntext.h"
#include "core/exchange/pass.h"
#include "core/exchange/sharelink.h"
#include "core/exchange/vouchervault.h"
#include "core/exchange/zipreader.h"

#include <QBuffer>

#include <algorithm>

namespace odna {

namespace {

constexpr qsizetype textLimit = 16 * 1024 * 1024;
constexpr qsizetype passLimit = 24 * 1024 * 1024; ///< packed, inside a bundle
constexpr qsizetype passCountLimit = 200;
constexpr qint64 passUnpackedLimit = 64 * 1024 * 1024;

Result<ImportedPocket> readPasses(const ZipReader &bundle, const QStringList &names, const ImportOptions &options)
{
    if (names.size() > passCountLimit) {
        return fail(FailureCode::ImportTooLarge, QString::number(names.size()) + u" passes");
    }
    PocketDraft draft(QStringLiteral("pkpass"), options);
    draft.setExpected(names.size());
    for (const auto &name : names) {
        auto bytes = bundle.read(name, passLimit);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        QBuffer buffer(&*bytes);
        buffer.open(QIODevice::ReadOnly);
        const auto archive = ZipReader::open(buffer, options.password, passUnpackedLimit);
        if (!archive) {
            return std::unexpected(archive.error());
        }
        if (auto read = readPass(*archive, name.left(100), draft); !read) {
            return std::unexpected(read.error());
        }
    }
    return draft.take();
}

Result<ImportedPocket> readArchive(QIODevice &file, const ImportOptions &options)
{
    const auto archive = ZipReader::open(file, options.password);
    if (!archive) {
        return std::unexpected(archive.error());
    }
    const auto endingWith = [&](const char *ending) {
        auto names = archive->names();
        names.removeIf([ending](const QString &name) {
            return !name.endsWith(QLatin1StringView(ending), Qt::CaseInsensitive) || name.startsWith(QLatin1StringView("__MACOSX/"));
        });
        return names;
    };
    if (archive->contains(QStringLiteral("pass.json"))) {
        PocketDraft draft(QStringLiteral("pkpass"), options);
        if (auto read = readPass(*archive, QStringLiteral("pass"), draft); !read) {
            return std::unexpected(read.error());
        }
        return draft.take();
    }
    // Packed again by hand, both may stand in a folder.
    const auto isFile = [](const QString &path, const char *name) {
        return path == QLatin1StringView(name) || path.endsWith(QString(u'/' + QLatin1StringView(name)));
    };
    for (const auto &name : archive->names()) {
        if (isFile(name, "catima.csv")) {
            return readCatimaZip(*archive, name.chopped(10), options);
        }
        if (isFile(name, "loyalty_programs.csv")) {
            const auto bytes = archive->read(name, textLimit);
            if (!bytes) {
                return std::unexpected(bytes.error());
            }
            const auto text = decodeText(*bytes);
            return text ? readFidmeCsv(*text, options) : std::unexpected(text.error());
        }
    }
    if (const auto passes = endingWith(".pkpass"); !passes.isEmpty()) {
        return readPasses(*archive, passes, options);
    }
    return fail(FailureCode::ImportUnknown, QStringLiteral("an archive of something else"));
}

Result<ImportedPocket> readText(QIODevice &file, const ImportOptions &options)
{
    const auto bytes = file.read(textLimit + 1);
    if (bytes.size() > textLimit) {
        return fail(FailureCode::ImportTooLarge, u"more than " + QString::number(textLimit) + u" bytes of text");
    }
    const auto text = decodeText(bytes);
    if (!text) {
        // Pictures and programs are no damaged texts.
        return bytes.contains('\0') && !bytes.startsWith("\xFF\xFE") && !bytes.startsWith("\xFE\xFF")
                   ? fail(FailureCode::ImportUnknown, QStringLiteral("neither an archive nor a text"))
                   : std::unexpected(text.error());
    }
    const auto firstLine = QStringView(*text).left(std::max<qsizetype>(text->indexOf(u'\n'), 0)).trimmed();
    if (firstLine.contains(u"Retailer;") && firstLine.contains(u"Reference")) {
        return readFidmeCsv(*text, options);
    }
    if (isCatimaCsv(*text)) {
        return readCatimaCsv(*text, options);
    }
    if (QStringView(*text).trimmed().startsWith(u'[')) {
        return readVoucherVault(*text, options);
    }
    if (hasShareLink(*text)) {
        return readShareLinks(*text, options);
    }
    return fail(FailureCode::ImportUnknown, QStringLiteral("a text of something else"));
}

} // namespace

Result<ImportedPocket> readPocket(QIODevice &file, const ImportOptions &options)
{
    if (!file.isReadable() || file.isSequential() || !file.seek(0)) {
        return fail(FailureCode::FileUnreadable);
    }
    const auto start = file.peek(4);
    if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) {
        return readArchive(file, options);
    }
    return readText(file, options);
}

} // namespace odna
