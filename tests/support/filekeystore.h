// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wallet/keystore.h"

#include <QDir>
#include <QFile>

namespace odna {

/// A key store in plain files, so that a child process of a test opens a wallet without the cost of a passphrase. For tests alone.
class FileKeyStore final : public KeyStore
{
public:
    explicit FileKeyStore(const QString &folder)
        : m_folder(folder)
    {
        m_folder.mkpath(QStringLiteral("."));
    }

    [[nodiscard]] Result<SecretBytes> read(const QString &entry) override
    {
        QFile file(pathOf(entry));
        if (!file.open(QIODevice::ReadOnly)) {
            return fail(FailureCode::KeystoreLocked);
        }
        auto bytes = file.readAll();
        return SecretBytes::wiping(bytes);
    }
    [[nodiscard]] Result<void> write(const QString &entry, const SecretBytes &secret) override
    {
        QFile file(pathOf(entry));
        if (!file.open(QIODevice::WriteOnly) || file.write(secret.view().data(), secret.size()) != secret.size()) {
            return fail(FailureCode::KeystoreRefused);
        }
        return {};
    }
    [[nodiscard]] Result<void> remove(const QString &entry) override
    {
        QFile::remove(pathOf(entry));
        return {};
    }

private:
    [[nodiscard]] QString pathOf(const QString &entry) const { return m_folder.filePath(QString::fromLatin1(entry.toUtf8().toHex())); }
    QDir m_folder;
};

} // namespace odna
