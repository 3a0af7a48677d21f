// SPDX-License-Identifier: Apache-2.0
#include "app/backupkeeper.h"

#include "core/base/crypto.h"

#include <QDir>
#include <QLocale>
#include <QUrl>

namespace odna {

namespace {

const QString folderSetting = QStringLiteral("backup.folder");
const QString lastSetting = QStringLiteral("backup.last");
constexpr std::chrono::seconds afterAChange{20};
constexpr qint64 reminderDays = 30;

QString localPath(const QString &pathOrUrl)
{
    const QUrl url(pathOrUrl);
    return url.isLocalFile() ? url.toLocalFile() : pathOrUrl;
}

} // namespace

BackupKeeper::BackupKeeper(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(afterAChange);
    connect(&m_soon, &QTimer::timeout, this, &BackupKeeper::backUpToFolder);
}

void BackupKeeper::setWallet(Wallet *wallet)
{
    if (m_wallet != nullptr && m_soon.isActive()) {
        backUpToFolder();
    }
    m_soon.stop();
    m_wallet = wallet;
    m_problem.clear();
    readSettings();
}

void BackupKeeper::noteChange()
{
    if (m_wallet != nullptr && !m_folder.isEmpty()) {
        m_soon.start();
    }
    Q_EMIT changed();
}

void BackupKeeper::readSettings()
{
    m_folder.clear();
    m_lastAt = {};
    if (m_wallet != nullptr) {
        m_folder = m_wallet->setting(folderSetting).value_or(QString());
        m_lastAt = QDateTime::fromString(m_wallet->setting(lastSetting).value_or(QString()), Qt::ISODate);
    }
    m_last = m_lastAt.isValid() ? QLocale().toString(m_lastAt.toLocalTime(), QLocale::ShortFormat) : QString();
    Q_EMIT changed();
}

bool BackupKeeper::isMissing() const
{
    if (m_wallet == nullptr || (m_lastAt.isValid() && m_lastAt.daysTo(m_clock.now()) < reminderDays)) {
        return false;
    }
    const auto links = m_wallet->links();
    const auto cards = m_wallet->pocket().cards();
    return (links && !links->isEmpty()) || (cards && !cards->isEmpty());
}

void BackupKeeper::chooseFolder(const QString &folder)
{
    if (m_wallet == nullptr) {
        return;
    }
    const QString path = localPath(folder);
    static_cast<void>(m_wallet->setSetting(folderSetting, path));
    readSettings();
    if (!path.isEmpty()) {
        backUpToFolder(); // so that a folder that cannot be written to is noticed while the shopper looks
    }
}

bool BackupKeeper::backUpTo(const QString &file)
{
    QString path = localPath(file);
    if (path.isEmpty()) {
        return false;
    }
    if (!path.endsWith(QLatin1StringView(".odna"))) {
        path += QStringLiteral(".odna");
    }
    return backUp(path);
}

void BackupKeeper::backUpToFolder()
{
    if (m_folder.isEmpty() || m_wallet == nullptr) {
        return;
    }
    QDir folder(m_folder);
    // Several phones of one family may use one folder: each writes and clears its own files only.
    const QByteArray card = m_wallet->card().number.text().toLatin1();
    const QString mine = QStringLiteral("odna-%1-").arg(QString::fromLatin1(sha256(card).first(4).toHex()));
    const QString pattern = mine + QStringLiteral("*.odna");
    const QString today = mine + m_clock.now().toLocalTime().date().toString(Qt::ISODate) + QStringLiteral(".odna");
    if (!backUp(folder.filePath(today))) {
        return;
    }
    const QStringList kept = folder.entryList({pattern}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &old : kept.mid(keptFiles)) {
        folder.remove(old);
    }
}

bool BackupKeeper::backUp(const QString &path)
{
    if (m_wallet == nullptr) {
        return false;
    }
    const Result<void> done = m_wallet->backup(path);
    m_problem = done ? QString() : sentenceOf(done.error().code);
    if (done) {
        static_cast<void>(m_wallet->setSetting(lastSetting, m_clock.now().toUTC().toString(Qt::ISODate)));
    }
    readSettings();
    return done.has_value();
}

} // namespace odna
