// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/zipdevice.h"

#include <algorithm>
#include <cstring>

namespace odna {

namespace {

/// What stands between libzip and a device. Owned by the zip_source_t, which ends it with ZIP_SOURCE_FREE.
class Bridge final
{
public:
    explicit Bridge(QIODevice &device)
        : m_device(device)
        , m_size(device.size())
    {
        zip_error_init(&m_error);
    }
    ~Bridge() { zip_error_fini(&m_error); }
    Bridge(const Bridge &) = delete;
    Bridge &operator=(const Bridge &) = delete;

    static zip_int64_t call(void *self, void *data, zip_uint64_t size, zip_source_cmd_t command)
    {
        auto *const bridge = static_cast<Bridge *>(self);
        if (command == ZIP_SOURCE_FREE) {
            delete bridge;
            return 0;
        }
        return bridge->answer(data, size, command);
    }

private:
    zip_int64_t answer(void *data, zip_uint64_t size, zip_source_cmd_t command)
    {
        switch (command) {
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
                                                  ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
                                                  ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
                                                  ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
        case ZIP_SOURCE_OPEN:
        case ZIP_SOURCE_BEGIN_WRITE:
            m_at = 0;
            return 0;
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_COMMIT_WRITE:
        case ZIP_SOURCE_ROLLBACK_WRITE:
        case ZIP_SOURCE_REMOVE:
            return 0;
        case ZIP_SOURCE_READ:
            return read(static_cast<char *>(data), size);
        case ZIP_SOURCE_WRITE:
            return write(static_cast<const char *>(data), size);
        case ZIP_SOURCE_SEEK:
        case ZIP_SOURCE_SEEK_WRITE: {
            const auto to =
                zip_source_seek_compute_offset(static_cast<zip_uint64_t>(m_at), static_cast<zip_uint64_t>(m_size), data, size, &m_error);
            if (to < 0) {
                return -1;
            }
            m_at = to;
            return 0;
        }
        case ZIP_SOURCE_TELL:
        case ZIP_SOURCE_TELL_WRITE:
            return m_at;
        case ZIP_SOURCE_STAT: {
            zip_stat_t stat;
            zip_stat_init(&stat);
            stat.valid = ZIP_STAT_SIZE;
            stat.size = static_cast<zip_uint64_t>(m_size);
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

    zip_int64_t read(char *to, zip_uint64_t size)
    {
        const auto wanted = std::min(static_cast<qint64>(std::min<zip_uint64_t>(size, 1U << 30U)), std::max<qint64>(m_size - m_at, 0));
        if (wanted == 0) {
            return 0;
        }
        const auto got = m_device.seek(m_at) ? m_device.read(to, wanted) : -1;
        if (got < 0) {
            zip_error_set(&m_error, ZIP_ER_READ, 0);
            return -1;
        }
        m_at += got;
        return got;
    }

    zip_int64_t write(const char *from, zip_uint64_t size)
    {
        const auto wanted = static_cast<qint64>(size);
        if (!m_device.seek(m_at) || m_device.write(from, wanted) != wanted) {
            zip_error_set(&m_error, ZIP_ER_WRITE, 0);
            return -1;
        }
        m_at += wanted;
        m_size = std::max(m_size, m_at);
        return wanted;
    }

    QIODevice &m_device;
    qint64 m_size;
    qint64 m_at = 0;
    zip_error_t m_error{};
};

} // namespace

Result<ZipHandle> openZip(QIODevice &device, int flags)
{
    zip_error_t error;
    zip_error_init(&error);
    auto bridge = std::make_unique<Bridge>(device);
    auto *const source = zip_source_function_create(&Bridge::call, bridge.get(), &error);
    ZipHandle archive;
    if (source != nullptr) {
        (void)bridge.release(); // the source ends it
        archive.reset(zip_open_from_source(source, flags, &error));
        if (!archive) {
            zip_source_free(source);
        }
    }
    const auto code = zip_error_code_zip(&error);
    const auto why = QString::fromUtf8(zip_error_strerror(&error));
    zip_error_fini(&error);
    if (!archive) {
        return fail(code == ZIP_ER_READ ? FailureCode::FileUnreadable : FailureCode::ImportDamaged, why);
    }
    return archive;
}

std::optional<SecretBytes> zipPassword(const SecretBytes &password)
{
    if (password.isEmpty() || password.view().contains('\0')) {
        return std::nullopt;
    }
    SecretBytes closed(password.size() + 1);
    std::ranges::copy(password.view(), closed.data());
    closed.data()[password.size()] = 0;
    return closed;
}

} // namespace odna
