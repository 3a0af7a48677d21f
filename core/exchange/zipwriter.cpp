// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/zipwriter.h"

#include "core/exchange/zipdevice.h"

#include <QFileDevice>

#include <algorithm>
#include <cstring>

namespace odna {

struct ZipWriter::Archive
{
    explicit Archive(QIODevice &out)
        : device(out)
    {}
    QIODevice &device;
    ZipHandle handle;
    std::optional<SecretBytes> password; ///< as zipPassword()
    std::optional<Failure> failure;      ///< of an entry's bytes
    std::stop_token stop;
    std::function<void(double)> progress;
};

namespace {

/// An entry's bytes as libzip sees them: fetched when it asks for them, dropped when it closes them.
class Entry final
{
public:
    Entry(ZipWriter::Bytes bytes, std::optional<Failure> &failure)
        : m_fetch(std::move(bytes))
        , m_failure(failure)
    {
        zip_error_init(&m_error);
    }
    ~Entry() { zip_error_fini(&m_error); }
    Entry(const Entry &) = delete;
    Entry &operator=(const Entry &) = delete;

    static zip_int64_t call(void *self, void *data, zip_uint64_t size, zip_source_cmd_t command)
    {
        auto *const entry = static_cast<Entry *>(self);
        if (command == ZIP_SOURCE_FREE) {
            delete entry;
            return 0;
        }
        return entry->answer(data, size, command);
    }

private:
    zip_int64_t answer(void *data, zip_uint64_t size, zip_source_cmd_t command)
    {
        switch (command) {
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                                  ZIP_SOURCE_FREE, -1);
        case ZIP_SOURCE_OPEN:
            m_at = 0;
            return fetch() ? 0 : -1;
        case ZIP_SOURCE_CLOSE:
            m_bytes.reset();
            return 0;
        case ZIP_SOURCE_READ: {
            const auto some = std::min(static_cast<qsizetype>(std::min<zip_uint64_t>(size, 1U << 30U)), m_bytes->size() - m_at);
            std::memcpy(data, m_bytes->constData() + m_at, static_cast<std::size_t>(some));
            m_at += some;
            return some;
        }
        case ZIP_SOURCE_STAT: {
            if (!fetch()) {
                return -1;
            }
            zip_stat_t stat;
            zip_stat_init(&stat);
            stat.valid = ZIP_STAT_SIZE;
            stat.size = static_cast<zip_uint64_t>(m_bytes->size());
            std::memcpy(data, &stat, sizeof stat);
            return sizeof stat;
        }
        case ZIP_SOURCE_ERROR:
            return zip_error_to_data(&m_error, data, size);
        default:
            zip_error_set(&m_error, ZIP_ER_OPNOTSUPP, 0);
            return -1;
        }
    }

    bool fetch()
    {
        if (m_bytes) {
            return true;
        }
        auto bytes = m_fetch();
        if (!bytes) {
            m_failure = std::move(bytes.error());
            zip_error_set(&m_error, ZIP_ER_READ, 0);
            return false;
        }
        m_bytes = std::move(*bytes);
        return true;
    }

    ZipWriter::Bytes m_fetch;
    std::optional<Failure> &m_failure;
    std::optional<QByteArray> m_bytes;
    qsizetype m_at = 0;
    zip_error_t m_error{};
};

} // namespace

ZipWriter::~ZipWriter() = default;
ZipWriter::ZipWriter(ZipWriter &&) noexcept = default;
ZipWriter &ZipWriter::operator=(ZipWriter &&) noexcept = default;

Result<ZipWriter> ZipWriter::create(QIODevice &file, const std::optional<SecretBytes> &password)
{
    ZipWriter writer;
    writer.m_archive = std::make_unique<Archive>(file);
    if (password) {
        writer.m_archive->password = zipPassword(*password);
        if (!writer.m_archive->password) {
            return fail(FailureCode::PasswordWrong, QStringLiteral("empty, or with a NUL"));
        }
    }
    auto handle = openZip(file, ZIP_CREATE | ZIP_TRUNCATE);
    if (!handle) {
        return fail(FailureCode::StorageFailed, handle.error().detail);
    }
    writer.m_archive->handle = std::move(*handle);
    return writer;
}

Result<void> ZipWriter::add(const QString &name, Bytes bytes, bool packed)
{
    auto *const archive = m_archive->handle.get();
    auto entry = std::make_unique<Entry>(std::move(bytes), m_archive->failure);
    auto *const source = zip_source_function(archive, &Entry::call, entry.get());
    const auto failed = [archive] { return fail(FailureCode::StorageFailed, QString::fromUtf8(zip_strerror(archive))); };
    if (source == nullptr) {
        return failed();
    }
    (void)entry.release(); // the source ends it
    const auto place = zip_file_add(archive, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8);
    if (place < 0) {
        zip_source_free(source);
        return failed();
    }
    const auto at = static_cast<zip_uint64_t>(place);
    const auto *const password = m_archive->password ? reinterpret_cast<const char *>(m_archive->password->data()) : nullptr;
    if (zip_set_file_compression(archive, at, packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) != 0
        || (password != nullptr && zip_file_set_encryption(archive, at, ZIP_EM_AES_256, password) != 0)) {
        return failed();
    }
    return {};
}

Result<void> ZipWriter::finish(const std::stop_token &stop, const std::function<void(double)> &progress)
{
    auto &archive = *m_archive;
    archive.stop = stop;
    archive.progress = progress;
    auto *const handle = archive.handle.get();
    zip_register_cancel_callback_with_state(
        handle, [](zip_t *, void *self) { return static_cast<Archive *>(self)->stop.stop_requested() ? 1 : 0; }, nullptr, &archive);
    if (progress) {
        zip_register_progress_callback_with_state(
            handle, 0.01, [](zip_t *, double part, void *self) { static_cast<Archive *>(self)->progress(part); }, nullptr, &archive);
    }
    if (zip_close(handle) == 0) {
        (void)archive.handle.release();
        return {};
    }
    if (archive.failure) {
        return std::unexpected(std::move(*archive.failure));
    }
    auto *const error = zip_get_error(handle);
    if (zip_error_code_zip(error) == ZIP_ER_CANCELLED) {
        return fail(FailureCode::Cancelled);
    }
    const auto *const onDisk = qobject_cast<const QFileDevice *>(&archive.device);
    const bool full = onDisk != nullptr && onDisk->error() == QFileDevice::ResourceError;
    return fail(full ? FailureCode::DiskFull : FailureCode::StorageFailed, QString::fromUtf8(zip_error_strerror(error)));
}

} // namespace odna
