// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

#include <QBuffer>
#include <QList>

#include <zip.h>

#include <array>
#include <utility>

/// Files as other wallets write them and as nobody should, made here byte by byte.
namespace odna::samples {

/// One entry of a hand-made archive; every claim of its headers can be a lie.
struct Entry
{
    QByteArray name;
    QByteArray content;
    bool deflated = true;
    bool descriptor = false; ///< sizes after the data, as Android's streaming writers leave them (APPNOTE 4.3.9)
    quint32 claimedSize = 0; ///< in both headers instead of the true one, where not 0
    quint16 method = 0;      ///< instead of the true one, where not 0
};

inline quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ (0xEDB88320U & (0U - (crc & 1U)));
        }
    }
    return ~crc;
}

inline QByteArray little(quint64 value, int bytes)
{
    QByteArray out;
    for (int at = 0; at < bytes; ++at) {
        out += static_cast<char>(value >> (8 * at) & 0xFFU);
    }
    return out;
}

/// A deflate stream without zlib's frame (RFC 1950, 1951).
inline QByteArray deflated(const QByteArray &content)
{
    const auto framed = qCompress(content, 9);
    return content.isEmpty() ? QByteArray("\x03\x00", 2) : framed.mid(6, framed.size() - 10);
}

inline QByteArray handZip(const QList<Entry> &entries, bool zip64 = false)
{
    QByteArray file;
    QByteArray directory;
    for (const auto &entry : entries) {
        const auto packed = entry.deflated ? deflated(entry.content) : entry.content;
        const auto method = entry.method != 0 ? entry.method : static_cast<quint16>(entry.deflated ? 8 : 0);
        const auto size = entry.claimedSize != 0 ? entry.claimedSize : static_cast<quint64>(entry.content.size());
        const QByteArray sizes = little(crc32(entry.content), 4) + little(static_cast<quint64>(packed.size()), 4) + little(size, 4);
        const QByteArray start = little(20, 2) + little(entry.descriptor ? 0x0808 : 0x0800, 2) + little(method, 2) + little(0x21, 4);
        const QByteArray lengths = little(static_cast<quint64>(entry.name.size()), 2) + little(0, 2);
        const auto offset = little(static_cast<quint64>(file.size()), 4);
        file += "PK\x03\x04" + start + (entry.descriptor ? QByteArray(12, '\0') : sizes) + lengths + entry.name + packed;
        if (entry.descriptor) {
            file += "PK\x07\x08" + sizes;
        }
        directory += "PK\x01\x02" + little(20, 2) + start + sizes + lengths + little(0, 6) + little(0, 4) + offset + entry.name;
    }
    const auto count = little(static_cast<quint64>(entries.size()), 2);
    const auto from = static_cast<quint64>(file.size());
    file += directory;
    if (zip64) {
        const auto claimed = little(quint64{1} << 40U, 8);
        const auto end = static_cast<quint64>(file.size());
        file += "PK\x06\x06" + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8) + claimed + claimed
                + little(static_cast<quint64>(directory.size()), 8) + little(from, 8);
        file += "PK\x06\x07" + little(0, 4) + little(end, 8) + little(1, 4);
    }
    file += "PK\x05\x06" + little(0, 4) + (zip64 ? QByteArray(4, '\xFF') : QByteArray(count + count))
            + little(static_cast<quint64>(directory.size()), 4) + little(from, 4) + little(0, 2);
    return file;
}

/// By libzip itself, every entry locked with \a method (ZIP_EM_…).
inline QByteArray lockedZip(const QList<std::pair<QByteArray, QByteArray>> &entries, const QByteArray &password, zip_uint16_t method)
{
    zip_error_t error;
    zip_error_init(&error);
    auto *const target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    auto *const archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto &[name, content] : entries) {
        auto *const source = zip_source_buffer(archive, content.constData(), static_cast<zip_uint64_t>(content.size()), 0);
        const auto place = static_cast<zip_uint64_t>(zip_file_add(archive, name.constData(), source, ZIP_FL_ENC_UTF_8));
        zip_file_set_encryption(archive, place, method, password.constData());
    }
    zip_close(archive);
    zip_stat_t stat;
    zip_source_stat(target, &stat);
    QByteArray file(static_cast<qsizetype>(stat.size), Qt::Uninitialized);
    zip_source_open(target);
    zip_source_read(target, file.data(), stat.size);
    zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return file;
}

/// Looks like a picture to who does not decode it.
inline QByteArray png(char fill, qsizetype size = 40)
{
    return QByteArrayLiteral("\x89PNG\r\n\x1A\n") + QByteArray(size, fill);
}

inline ImportOptions withPassword(const char *password)
{
    ImportOptions options;
    options.password.emplace(QByteArrayView(password));
    return options;
}

inline Result<ImportedPocket> readBytes(QByteArray bytes, const ImportOptions &options = {})
{
    QBuffer file(&bytes);
    file.open(QIODevice::ReadOnly);
    return readPocket(file, options);
}

/// As Catima 2.4x writes it.
inline QByteArray catimaCsv()
{
    return "2\r\n\r\n_id\r\nHealth\r\n\"Food, drink\"\r\n\r\n"
           "_id,store,note,validfrom,expiry,balance,balancetype,cardid,barcodeid,barcodetype,barcodeencoding,headercolor,starstatus,"
           "lastused,"
           "archive\r\n"
           "4,\xD0\x90\xD0\xBF\xD1\x82\xD0\xB5\xD0\xBA\xD0\xB0,\"first\r\n\r\n\"\"third\"\", 5 %\",1767225600000,1798761600000,12.50,EUR,"
           "1204 5566,120455667,CODE_128,ISO-8859-1,-16776961,1,1766674633,0\r\n"
           "9,Cheese,,,,150,,K\xC3\xA4se,,AZTEC,UTF-8,,0,0,1\r\n"
           "12,Old,,,,0,,K\xC3\xA4se,,QR_CODE,,-5317,0,0,0\r\n"
           "13,Plain,,,,0,,778899,,,,-5317,0,0,0\r\n"
           "\r\ncardId,groupId\r\n4,Health\r\n4,\"Food, drink\"\r\n9,Health\r\n";
}

inline QByteArray catimaZip(bool descriptors = true)
{
    return handZip({{"catima.csv", catimaCsv(), true, descriptors},
                    {"card_4_front.png", png('f'), false, false},
                    {"card_4_back.png", png('b'), true, descriptors},
                    {"card_9_icon.png", png('i'), true, descriptors},
                    {"card_77_icon.png", png('x'), true, descriptors}});
}

} // namespace odna::samples
