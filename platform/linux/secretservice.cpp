// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/secretservice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace odna {

struct SecretService::Desk
{
    std::mutex mutex;
    std::condition_variable changed;
    unsigned stops = 0; ///< how often stopWaiting() was called
};

namespace {

QString serviceName()
{
    return QStringLiteral("odna");
}

QString busName()
{
    return QStringLiteral("org.freedesktop.secrets");
}

/// One thread for all jobs of the process: QtKeychain queues them in an object of the thread that starts the first one, and would wait for
/// ever on that object once its thread has ended.
class JobThread final
{
public:
    JobThread()
    {
        m_context.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("key store"));
        m_thread.start();
    }
    JobThread(const JobThread &) = delete;
    JobThread &operator=(const JobThread &) = delete;
    ~JobThread()
    {
        m_thread.quit();
        m_thread.wait();
    }
    void run(const std::function<void()> &work) { QMetaObject::invokeMethod(&m_context, work, Qt::QueuedConnection); }

private:
    QThread m_thread;
    QObject m_context;
};

JobThread &jobThread()
{
    static JobThread thread;
    return thread;
}

struct Outcome
{
    QKeychain::Error error = QKeychain::OtherError;
    QString reason;
    SecretBytes secret;
};

/// Whether this session has a bus. Without this question the D-Bus library would start one for itself wherever there is a display, and on
/// it a key store that nobody can unlock.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus");
}

/// Whether a Secret Service runs or can be started by the bus. QtKeychain tells its absence and a locked collection apart by an English
/// sentence only.
bool isPresent()
{
    if (!hasSessionBus()) {
        return false;
    }
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return false;
    }
    const auto *daemon = bus.interface();
    if (const QDBusReply<bool> registered = daemon->isServiceRegistered(busName()); registered.isValid() && registered.value()) {
        return true;
    }
    const QDBusReply<QStringList> activatable = daemon->activatableServiceNames();
    return activatable.isValid() && activatable.value().contains(busName());
}

/// Whether the collection that new secrets go to is locked, or does not answer.
bool isLocked()
{
    auto question = QDBusMessage::createMethodCall(busName(), QStringLiteral("/org/freedesktop/secrets/aliases/default"),
                                                   QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    question << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    const QDBusReply<QDBusVariant> locked = QDBusConnection::sessionBus().call(question);
    return !locked.isValid() || locked.value().variant().toBool();
}

/// Starts the job that \a make makes and waits for it, at most \a deadline and until stopWaiting(). A job that is late is left to end by
/// itself: libsecret still holds a pointer to it.
template <class Job>
Result<Outcome> run(const std::shared_ptr<SecretService::Desk> &desk, std::chrono::milliseconds deadline,
                    const std::function<std::unique_ptr<Job>()> &make)
{
    if (!isPresent()) {
        return fail(FailureCode::KeystoreMissing, QStringLiteral("no Secret Service on the session bus"));
    }
    const auto answer = std::make_shared<std::optional<Outcome>>();
    std::unique_lock waiting(desk->mutex);
    const unsigned stops = desk->stops;
    jobThread().run([desk, answer, make] {
        auto *const job = make().release(); // deletes itself when it has finished
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, job, [desk, answer, job] {
            Outcome outcome{job->error(), job->errorString(), {}};
            if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>) {
                auto bytes = job->binaryData();
                outcome.secret = SecretBytes::wiping(bytes);
            }
            {
                const std::scoped_lock lock(desk->mutex);
                *answer = std::move(outcome);
            }
            desk->changed.notify_all();
        });
        job->start();
    });
    desk->changed.wait_for(waiting, deadline, [&] { return answer->has_value() || desk->stops != stops; });
    if (!answer->has_value()) {
        return fail(FailureCode::KeystoreLocked, QStringLiteral("no answer in time"));
    }
    return std::move(**answer);
}

std::unexpected<Failure> failureOf(const Outcome &outcome)
{
    switch (outcome.error) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return fail(FailureCode::KeystoreMissing, outcome.reason);
    default:
        return fail(FailureCode::KeystoreLocked, outcome.reason);
    }
}

} // namespace

SecretService::SecretService(std::chrono::milliseconds deadline)
    : m_deadline(deadline)
    , m_desk(std::make_shared<Desk>())
{}

SecretService::~SecretService() = default;

void SecretService::stopWaiting()
{
    {
        const std::scoped_lock lock(m_desk->mutex);
        ++m_desk->stops;
    }
    m_desk->changed.notify_all();
}

Result<SecretBytes> SecretService::read(const QString &entry)
{
    auto outcome = run<QKeychain::ReadPasswordJob>(m_desk, m_deadline, [entry] {
        auto job = std::make_unique<QKeychain::ReadPasswordJob>(serviceName());
        job->setKey(entry);
        return job;
    });
    if (!outcome) {
        return std::unexpected(outcome.error());
    }
    if (outcome->error != QKeychain::NoError) {
        return failureOf(*outcome);
    }
    return std::move(outcome->secret);
}

Result<void> SecretService::write(const QString &entry, const SecretBytes &secret)
{
    const auto shared = std::make_shared<SecretBytes>(secret.clone());
    const auto outcome = run<QKeychain::WritePasswordJob>(m_desk, m_deadline, [entry, shared] {
        auto job = std::make_unique<QKeychain::WritePasswordJob>(serviceName());
        job->setKey(entry);
        job->setBinaryData(shared->view().toByteArray());
        return job;
    });
    if (!outcome) {
        return std::unexpected(outcome.error());
    }
    if (outcome->error != QKeychain::NoError) {
        return failureOf(*outcome);
    }
    return {};
}

Result<void> SecretService::remove(const QString &entry)
{
    const auto outcome = run<QKeychain::DeletePasswordJob>(m_desk, m_deadline, [entry] {
        auto job = std::make_unique<QKeychain::DeletePasswordJob>(serviceName());
        job->setKey(entry);
        return job;
    });
    if (!outcome) {
        return std::unexpected(outcome.error());
    }
    if (outcome->error != QKeychain::NoError && outcome->error != QKeychain::EntryNotFound) {
        return failureOf(*outcome);
    }
    if (isLocked()) { // what is locked away is not found and not removed either
        return fail(FailureCode::KeystoreLocked, QStringLiteral("the collection is locked"));
    }
    return {};
}

} // namespace odna
