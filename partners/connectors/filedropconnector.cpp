// SPDX-License-Identifier: Apache-2.0
#include "partners/connectors/filedropconnector.h"

#include "core/base/clock.h"
#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace odna {

namespace {

[[nodiscard]] std::unexpected<Failure> failed(const char *step)
{
    return fail(FailureCode::ConnectorFailed,
                QStringLiteral("file drop, %1: %2").arg(QLatin1StringView(step), QString::fromLocal8Bit(std::strerror(errno))));
}

/// Ids come from the network: only what can be nothing but one plain file name may become one.
[[nodiscard]] Result<QString> fileNameOf(const QString &id)
{
    const bool plain = !id.isEmpty() && id.size() <= 64 && std::ranges::all_of(id, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || c == u'_' || c == u'-';
    });
    if (!plain) {
        return fail(FailureCode::Malformed, QStringLiteral("file drop: the id cannot be a file name"));
    }
    return QString(id + QStringLiteral(".json"));
}

/// A new or removed name is on the disk only when its folder is.
[[nodiscard]] Result<void> syncFolder(const QDir &folder)
{
    const int handle = ::open(QFile::encodeName(folder.absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) {
        return failed("open folder");
    }
    const bool synced = ::fsync(handle) == 0;
    ::close(handle);
    return synced ? Result<void>{} : failed("sync folder");
}

[[nodiscard]] Result<void> writeWhole(const QDir &folder, const QString &name, const QByteArray &bytes)
{
    const QString aside = folder.filePath(QStringLiteral(".%1.part").arg(name));
    QFile file(aside);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered)) {
        return fail(FailureCode::ConnectorFailed, QStringLiteral("file drop, create: %1").arg(file.errorString()));
    }
    if (file.write(bytes) != bytes.size()) {
        const auto reason = file.errorString();
        file.remove();
        return fail(FailureCode::ConnectorFailed, QStringLiteral("file drop, write: %1").arg(reason));
    }
    if (::fsync(file.handle()) != 0) {
        return failed("sync");
    }
    file.close();
    if (std::rename(QFile::encodeName(aside).constData(), QFile::encodeName(folder.filePath(name)).constData()) != 0) {
        return failed("rename");
    }
    return syncFolder(folder);
}

/// Files that a crash left half written have no reader: their record comes again.
void removeLeftovers(const QDir &folder)
{
    for (const auto &name : folder.entryList({QStringLiteral(".*.part")}, QDir::Files | QDir::Hidden)) {
        QFile::remove(folder.filePath(name));
    }
}

} // namespace

FileDropConnector::FileDropConnector(const QDir &folder)
    : m_purchases(folder.filePath(QStringLiteral("purchases")))
    , m_cards(folder.filePath(QStringLiteral("cards")))
{}

Result<std::unique_ptr<Connector>> FileDropConnector::create(const QMap<QString, QString> &settings)
{
    const auto folderSetting = QStringLiteral("folder");
    for (const auto &name : settings.keys()) {
        if (name != folderSetting && name != QLatin1StringView("base_folder")) {
            return fail(FailureCode::ConfigInvalid, QStringLiteral("connector.%1: the kind \"filedrop\" knows only \"folder\"").arg(name));
        }
    }
    const auto path = settings.value(folderSetting);
    if (path.isEmpty()) {
        return fail(FailureCode::ConfigInvalid, QStringLiteral("connector.folder: the kind \"filedrop\" needs a folder"));
    }
    const QDir base(settings.value(QStringLiteral("base_folder")));
    auto connector = std::unique_ptr<FileDropConnector>(new FileDropConnector(QDir(base.absoluteFilePath(path))));
    for (const auto *folder : {&connector->m_purchases, &connector->m_cards}) {
        if (!folder->mkpath(QStringLiteral(".")) || !QFileInfo(folder->absolutePath()).isWritable()) {
            return fail(FailureCode::ConfigInvalid,
                        QStringLiteral("connector.folder: \"%1\" cannot be made or written").arg(folder->absolutePath()));
        }
        removeLeftovers(*folder);
    }
    return connector;
}

QStringList FileDropConnector::capabilities() const
{
    return {QStringLiteral("attachCard"), QStringLiteral("detachCard"), QStringLiteral("submitPurchase")};
}

Result<void> FileDropConnector::attachCard(const QString &cardNumber, const QString &linkId, const Profile &profile)
{
    const auto name = fileNameOf(cardNumber);
    if (!name) {
        return std::unexpected(name.error());
    }
    const QJsonObject record{
        {QStringLiteral("card_number"), cardNumber}, {QStringLiteral("link_id"), linkId}, {QStringLiteral("profile"), toJson(profile)}};
    return writeWhole(m_cards, *name, jsonBytes(record));
}

Result<void> FileDropConnector::detachCard(const QString &cardNumber, const QString &linkId)
{
    const auto name = fileNameOf(cardNumber);
    if (!name) {
        return std::unexpected(name.error());
    }
    QFile file(m_cards.filePath(*name));
    if (!file.exists()) {
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(FailureCode::ConnectorFailed, QStringLiteral("file drop, read: %1").arg(file.errorString()));
    }
    // A withdrawal that comes late must not undo a later joining with the same card.
    const auto record = parseJson(file.readAll());
    if (record && record->value(QLatin1StringView("link_id")).toString() != linkId) {
        return {};
    }
    file.close();
    if (!file.remove()) {
        return fail(FailureCode::ConnectorFailed, QStringLiteral("file drop, remove: %1").arg(file.errorString()));
    }
    return syncFolder(m_cards);
}

Result<ConnectorAnswer> FileDropConnector::submitPurchase(const ConnectorPurchase &purchase)
{
    const auto link = fileNameOf(purchase.linkId);
    const auto operation = fileNameOf(purchase.opId);
    if (!link || !operation) {
        return std::unexpected(link ? operation.error() : link.error());
    }
    const auto name = QString(purchase.linkId + u'-' + *operation); // an op id is unique only within its link
    if (!QFile::exists(m_purchases.filePath(name))) {
        const QJsonObject record{{QStringLiteral("op_id"), purchase.opId},
                                 {QStringLiteral("card_number"), purchase.cardNumber},
                                 {QStringLiteral("link_id"), purchase.linkId},
                                 {QStringLiteral("confirmed_at"), toTimestamp(purchase.confirmedAt)},
                                 {QStringLiteral("receipt"), toJson(purchase.receipt)},
                                 {QStringLiteral("profile"), toJson(purchase.profile)}};
        if (const auto written = writeWhole(m_purchases, name, jsonBytes(record)); !written) {
            return std::unexpected(written.error());
        }
    } else if (const auto synced = syncFolder(m_purchases); !synced) { // an attempt before may have failed just there
        return std::unexpected(synced.error());
    }
    return ConnectorAnswer{std::nullopt, name};
}

} // namespace odna
