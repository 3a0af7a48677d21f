// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <csignal>
#include <memory>

namespace odna {

/// What differs between two retailers.
struct GatewayRetailer
{
    QString id = QStringLiteral("grocer.example.by");
    QString brand = QStringLiteral("Grocer");
    QString country = QStringLiteral("BY");
    QString currency = QStringLiteral("BYN");
    QString scheme = QStringLiteral("by-ui");
    QString taxId = QStringLiteral("191234567");
    bool sensitive = false;
    QString unknownReceipts = QStringLiteral("review");
    /// The whole [connector] section after its name; the connector's relative paths lie in the gateway's folder().
    QString connector = QStringLiteral("kind = \"none\"\n");
    QString limits; ///< the whole [limits] section after its name
};

/// The real odna-gateway, started with a temporary configuration and data folder on a free loopback port. The program lies beside the
/// test (build/<preset>/bin): let the test's target depend on odna-gateway. A restart keeps folder and port.
class GatewayProcess final
{
public:
    using Retailer = GatewayRetailer;

    GatewayProcess()
        : GatewayProcess(Retailer())
    {}
    explicit GatewayProcess(const Retailer &retailer)
    {
        QFile file(configPath());
        if (file.open(QIODevice::WriteOnly)) {
            file.write(configText(retailer));
        }
    }
    ~GatewayProcess() { kill(); }

    [[nodiscard]] static QByteArray configText(const Retailer &retailer)
    {
        return QStringLiteral(
                   "[server]\nlisten = \"127.0.0.1:0\"\n"
                   "[retailer]\nid = \"%1\"\nlegal_name = \"%2 Ltd\"\nbrand = \"%2\"\ncountry = \"%3\"\ntax_ids = [\"%4\"]\n"
                   "currency = \"%5\"\nreceipt_schemes = [\"%6\"]\nsensitive = %7\nprivacy_contact = \"privacy@example.org\"\n"
                   "[consent]\nversion = \"1\"\npurposes = [\"membership\", \"accrual\", \"personal_offers\"]\n"
                   "fields = [{ field = \"first_name\", purpose = \"personal_offers\" }, { field = \"city\", purpose = \"accrual\" }]\n"
                   "[consent.text]\nen = \"I agree to the programme of %2.\"\nru = \"Я согласен с программой %2.\"\n"
                   "[purchases]\nunknown_receipts = \"%8\"\n")
                   .arg(retailer.id, retailer.brand, retailer.country, retailer.taxId, retailer.currency, retailer.scheme,
                        retailer.sensitive ? QStringLiteral("true") : QStringLiteral("false"), retailer.unknownReceipts)
                   .toUtf8()
               + "[connector]\n" + retailer.connector.toUtf8() + "[limits]\n" + retailer.limits.toUtf8();
    }

    /// Makes the keys at the first time, then serves; false (and log()) where it does not come up within 30 s.
    [[nodiscard]] bool start(const QStringList &prefix = {})
    {
        if (!m_initialised && run({QStringLiteral("init")}).isEmpty()) {
            return false;
        }
        m_initialised = true;
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::SeparateChannels);
        m_process->setStandardErrorFile(folder().filePath(QStringLiteral("gateway.log")), QIODevice::Append);
        auto words = prefix;
        words << program() << QStringLiteral("serve") << QStringLiteral("--config") << configPath() << QStringLiteral("--listen")
              << QStringLiteral("127.0.0.1:%1").arg(m_url.port(0));
        const auto first = words.takeFirst();
        m_process->start(first, words);
        QElapsedTimer timer;
        timer.start();
        while (!m_process->canReadLine()) {
            if (m_process->state() == QProcess::NotRunning || timer.elapsed() > 30'000) {
                return false;
            }
            m_process->waitForReadyRead(1000);
        }
        const auto line = m_process->readLine().trimmed();
        m_url = QUrl(QString::fromLatin1(line.sliced(qMin(line.size(), qsizetype(13)))));
        return line.startsWith("listening on http://");
    }
    /// SIGKILL.
    void kill()
    {
        if (m_process) {
            m_process->kill();
            m_process->waitForFinished(-1);
            m_process.reset();
        }
    }
    /// SIGTERM; the exit status, or -1 where it does not end within 30 s.
    int terminate()
    {
        m_process->terminate();
        const bool ended = m_process->waitForFinished(30'000) && m_process->exitStatus() == QProcess::NormalExit;
        const int status = ended ? m_process->exitCode() : -1;
        kill();
        return status;
    }
    [[nodiscard]] qint64 processId() const { return m_process->processId(); }
    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] QDir folder() const { return QDir(m_folder.path()); }
    [[nodiscard]] QString configPath() const { return folder().filePath(QStringLiteral("shop.toml")); }
    [[nodiscard]] QString databasePath() const { return folder().filePath(QStringLiteral("data/gateway.db")); }
    /// A new API key, "till" or "office".
    [[nodiscard]] QByteArray addKey(const QString &role, const QString &name)
    {
        return run({QStringLiteral("keys"), QStringLiteral("add"), QStringLiteral("--role"), role, QStringLiteral("--name"), name})
            .trimmed();
    }
    /// Standard output of `odna-gateway WORDS --config …`; empty where it fails.
    [[nodiscard]] QByteArray run(const QStringList &words) const
    {
        QProcess process;
        process.start(program(), words + QStringList{QStringLiteral("--config"), configPath()});
        const bool ended = process.waitForFinished(30'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
        return ended ? process.readAllStandardOutput() : QByteArray();
    }
    [[nodiscard]] QByteArray log() const
    {
        QFile file(folder().filePath(QStringLiteral("gateway.log")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] static QString program() { return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("odna-gateway")); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    QUrl m_url;
    bool m_initialised = false;
};

} // namespace odna
