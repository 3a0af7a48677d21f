// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/zipreader.h"

#include "core/exchange/zipdevice.h"

#include <algorithm>
#include <array>

namespace odna {

struct ZipReader::Archive
{
    Archive(ZipHandle opened, qint64 limit)
        : handle(std::move(opened))
        , room(limit)
    {}
    ZipHandle handle;
    qint64 room = 0; ///< how much may still be unpacked
};

namespace {

struct EntryClose
{
    void operator()(zip_file_t *entry) const { zip_fclose(entry); }
};
using EntryHandle = std::unique_ptr<zip_file_t, EntryClose>;

/// The end record's longest comment and the record itself (APPNOTE 4.3.16).
constexpr qint64 tailSize = 65'535 + 22;
constexpr qsizetype locatorSize = 20; // of the ZIP64 end record (APPNOTE 4.3.15)

/// libzip sets aside memory for as many entries as a ZIP64 end record claims. Without one there are at most 65,535.
Result<bool> hasZip64End(QIODevice &file)
{
    const auto from = std::max<qint64>(file.size() - tailSize - locatorSize, 0);
    if (!file.seek(from)) {
        return fail(FailureCode::FileUnreadable);
    }
    const auto tail = file.read(tailSize + locatorSize);
    const QByteArrayView end("PK\x05\x06");
    const QByteArrayView locator("PK\x06\x07");
    for (auto at = tail.indexOf(end, locatorSize); at >= 0; at = tail.indexOf(end, at + 1)) {
        if (QByteArrayView(tail).sliced(at - locatorSize).startsWith(locator)) {
            return true;
        }
    }
    return false;
}

FailureCode codeOf(int libzipError, bool guessable)
{
    switch (libzipError) {
    case ZIP_ER_NOPASSWD:
        return FailureCode::PasswordNeeded;
    case ZIP_ER_WRONGPASSWD:
        return FailureCode::PasswordWrong;
    case ZIP_ER_READ:
        return FailureCode::FileUnreadable;
    default:
        return guessable ? FailureCode::PasswordWrong : FailureCode::ImportDamaged;
    }
}

} // namespace

ZipReader::~ZipReader() = default;
ZipReader::ZipReader(ZipReader &&) noexcept = default;
ZipReader &ZipReader::operator=(ZipReader &&) noexcept = default;

Result<ZipReader> ZipReader::open(QIODevice &file, const std::optional<SecretBytes> &password, qint64 unpackedLimit)
{
    const auto zip64 = hasZip64End(file);
    if (!zip64) {
        return std::unexpected(zip64.error());
    }
    if (*zip64) {
        return fail(FailureCode::ImportTooLarge, QStringLiteral("an archive made for more than 65,535 entries or 4 GiB"));
    }
    auto handle = openZip(file, ZIP_RDONLY);
    if (!handle) {
        return std::unexpected(handle.error());
    }
    const auto count = zip_get_num_entries(handle->get(), 0);
    if (count > entryLimit) {
        return fail(FailureCode::ImportTooLarge, QString::number(count) + u" entries");
    }
    ZipReader reader;
    for (zip_int64_t at = 0; at < count; ++at) {
        const auto *const raw = zip_get_name(handle->get(), static_cast<zip_uint64_t>(at), ZIP_FL_ENC_GUESS);
        const auto name = QString::fromUtf8(raw);
        if (name.isEmpty() || name.endsWith(u'/')) {
            continue;
        }
        if (reader.m_places.contains(name)) {
            return fail(FailureCode::ImportDamaged, QStringLiteral("a name that stands in the archive twice"));
        }
        reader.m_places.insert(name, static_cast<quint64>(at));
        reader.m_names.append(name);
    }
    if (password) {
        reader.m_password = zipPassword(*password);
    }
    reader.m_archive = std::make_unique<Archive>(std::move(*handle), unpackedLimit);
    return reader;
}

bool ZipReader::isExhausted() const
{
    return m_archive->room <= 0;
}

Result<QByteArray> ZipReader::read(const QString &name, qsizetype limit) const
{
    const auto place = m_places.constFind(name);
    if (place == m_places.constEnd()) {
        return fail(FailureCode::ImportDamaged, u"no entry " + name);
    }
    const auto exhausted = [&](const QString &why) {
        m_archive->room = 0;
        return fail(FailureCode::ImportTooLarge, why);
    };
    if (isExhausted()) {
        return exhausted(QStringLiteral("no more is unpacked"));
    }
    auto *const archive = m_archive->handle.get();
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive, *place, 0, &stat) != 0 || (stat.valid & needed) != needed) {
        return fail(FailureCode::ImportDamaged, name + u": no header");
    }
    // Other methods may ask for a dictionary of gigabytes before the first byte.
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) {
        return fail(FailureCode::ImportDamaged, name + u": packed in a way that is not read here");
    }
    if (stat.size > static_cast<zip_uint64_t>(limit)) {
        return fail(FailureCode::ImportTooLarge, name + u": more than " + QString::number(limit) + u" bytes");
    }
    // libzip 1.7 loses memory over a method that it does not know.
    constexpr std::array<zip_uint16_t, 5> locks{ZIP_EM_NONE, ZIP_EM_TRAD_PKWARE, ZIP_EM_AES_128, ZIP_EM_AES_192, ZIP_EM_AES_256};
    if (std::ranges::find(locks, stat.encryption_method) == locks.end()) {
        return fail(FailureCode::ImportDamaged, name + u": locked in a way that is not read here");
    }
    const bool encrypted = stat.encryption_method != ZIP_EM_NONE;
    if (encrypted && !m_password) {
        return fail(FailureCode::PasswordNeeded);
    }
    // One byte checks a password of the old encryption: a wrong one passes it in one of 256 and only then looks like damage.
    const bool guessable = stat.encryption_method == ZIP_EM_TRAD_PKWARE;
    const char *const password = encrypted ? reinterpret_cast<const char *>(m_password->data()) : nullptr;
    const EntryHandle entry(zip_fopen_index_encrypted(archive, *place, 0, password));
    if (!entry) {
        return fail(codeOf(zip_error_code_zip(zip_get_error(archive)), false), name + u": " + QString::fromUtf8(zip_strerror(archive)));
    }
    // One byte more than claimed shows that the header lies, and memory never grows beyond what it claims.
    const auto claimed = static_cast<qsizetype>(stat.size);
    QByteArray bytes;
    bytes.reserve(claimed + 1);
    constexpr qsizetype piece = 256 * 1024;
    const auto packed = static_cast<qint64>(std::min<zip_uint64_t>(stat.comp_size, 1ULL << 40U));
    for (;;) {
        const auto before = bytes.size();
        bytes.resize(before + std::min(piece, claimed + 1 - before));
        const auto got = zip_fread(entry.get(), bytes.data() + before, static_cast<zip_uint64_t>(bytes.size() - before));
        if (got < 0) {
            auto *const error = zip_file_get_error(entry.get());
            return fail(codeOf(zip_error_code_zip(error), guessable), name + u": " + QString::fromUtf8(zip_error_strerror(error)));
        }
        bytes.resize(before + static_cast<qsizetype>(got));
        m_archive->room -= got;
        if (isExhausted()) {
            return exhausted(QStringLiteral("unpacks to more than is allowed"));
        }
        if (bytes.size() > claimed || (got == 0 && bytes.size() < claimed)) {
            return fail(FailureCode::ImportDamaged, name + u": of another size than it says");
        }
        if (got == 0) {
            return bytes;
        }
        constexpr qsizetype harmless = 1024 * 1024;
        if (bytes.size() > harmless && bytes.size() / ratioLimit > packed) {
            return exhausted(name + u": unpacks to more than " + QString::number(ratioLimit) + u" times its size");
        }
    }
}

} // namespace odna
