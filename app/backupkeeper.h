// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/wallet/wallet.h"

#include <QObject>
#include <QQmlEngine>
#include <QTimer>

namespace odna {

/// Keeps a backup of the open wallet in the folder that the shopper chose: a while after each change, the newest few kept, one file a day.
class BackupKeeper : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("App.backups")
    /// Where backups go by themselves; empty where the shopper chose no folder.
    Q_PROPERTY(QString folder READ folder NOTIFY changed)
    /// When the last backup was made, by itself or by hand, as text; empty where there never was one.
    Q_PROPERTY(QString last READ last NOTIFY changed)
    /// There is something to lose, and no backup younger than a month.
    Q_PROPERTY(bool missing READ isMissing NOTIFY changed)
    /// Why the last one could not be written, and what to do; empty where it was.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    explicit BackupKeeper(const Clock &clock, QObject *parent = nullptr);

    /// The wallet that is open now, or null. A change that is not backed up yet is, before the wallet goes.
    void setWallet(Wallet *wallet);
    /// Something in the wallet changed.
    void noteChange();

    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QString last() const { return m_last; }
    [[nodiscard]] bool isMissing() const;
    [[nodiscard]] QString problem() const { return m_problem; }

    /// A path or file: URL of a folder; empty ends automatic backups.
    Q_INVOKABLE void chooseFolder(const QString &folder);
    /// Writes one now, to a file of the shopper's choice. False where it failed; problem() says why.
    Q_INVOKABLE bool backUpTo(const QString &file);

Q_SIGNALS:
    void changed();

private:
    void backUpToFolder();
    [[nodiscard]] bool backUp(const QString &path);
    void readSettings();

    static constexpr int keptFiles = 5;
    const Clock &m_clock;
    Wallet *m_wallet = nullptr;
    QTimer m_soon;
    QString m_folder;
    QDateTime m_lastAt;
    QString m_last;
    QString m_problem;
};

} // namespace odna
