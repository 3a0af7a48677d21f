// SPDX-License-Identifier: Apache-2.0
// Run through session.sh: the Secret Service is GNOME Keyring itself, on a bus of the test.
#include "platform/linux/secretservice.h"
#include "platform/platform.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QTest>
#include <QThread>

using namespace odna;

namespace {

const QString busName = QStringLiteral("org.freedesktop.secrets");

SecretBytes secretOf(const char *text)
{
    return SecretBytes(QByteArrayView(text));
}

FailureCode codeOf(const auto &result)
{
    return result ? FailureCode::Internal : result.error().code; // Internal: it invented a success
}

} // namespace

class TestSecretService final : public QObject
{
    Q_OBJECT

private:
    static void waitForKeyring()
    {
        QTRY_VERIFY_WITH_TIMEOUT(QDBusConnection::sessionBus().interface()->isServiceRegistered(busName).value(), 20'000);
    }

private Q_SLOTS:
    void keepsWhatItWasGiven()
    {
        waitForKeyring();
        const auto store = makeKeyStore();
        QCOMPARE(codeOf(store->read(QStringLiteral("wallet-1"))), FailureCode::KeystoreLocked); // not there: cannot be told from locked
        QVERIFY(store->remove(QStringLiteral("wallet-1")));

        auto everyByte = SecretBytes(qsizetype(256));
        for (int i = 0; i < 256; ++i) {
            everyByte.data()[i] = static_cast<unsigned char>(i);
        }
        QVERIFY(store->write(QStringLiteral("wallet-1"), everyByte));
        QVERIFY(store->write(QStringLiteral("wallet-2"), secretOf("second")));
        const auto first = store->read(QStringLiteral("wallet-1"));
        QVERIFY2(first, first ? "" : qPrintable(describe(first.error())));
        QVERIFY(*first == everyByte);

        // Nobody waits for this answer; it comes later and disturbs no other call.
        QCOMPARE(codeOf(SecretService(std::chrono::milliseconds(0)).read(QStringLiteral("wallet-1"))), FailureCode::KeystoreLocked);

        QVERIFY(store->write(QStringLiteral("wallet-1"), secretOf("changed")));
        QVERIFY(store->read(QStringLiteral("wallet-1")).value_or(SecretBytes()) == secretOf("changed"));
        QVERIFY(SecretService().read(QStringLiteral("wallet-2")).value_or(SecretBytes())
                == secretOf("second")); // another object, same store

        QVERIFY(store->remove(QStringLiteral("wallet-1")));
        QCOMPARE(codeOf(store->read(QStringLiteral("wallet-1"))), FailureCode::KeystoreLocked);
        QVERIFY(store->read(QStringLiteral("wallet-2")).value_or(SecretBytes()) == secretOf("second"));
        QVERIFY(store->remove(QStringLiteral("wallet-2")));
    }

    // Threads come and go; the queue of jobs must outlive each of them.
    void answersFromAnyThread()
    {
        waitForKeyring();
        for (int i = 0; i < 4; ++i) {
            const auto entry = QStringLiteral("thread-%1").arg(i);
            bool kept = false;
            const std::unique_ptr<QThread> thread(QThread::create([&] {
                SecretService store;
                kept = store.write(entry, secretOf("from a thread"))
                       && store.read(entry).value_or(SecretBytes()) == secretOf("from a thread") && store.remove(entry);
            }));
            thread->start();
            QVERIFY(thread->wait(60'000));
            QVERIFY(kept);
        }
    }

    // Who gives up waits no longer; the same object serves the next call.
    void stopsWaiting()
    {
        waitForKeyring();
        SecretService store(std::chrono::minutes(10));
        const std::unique_ptr<QThread> impatient(QThread::create([&store] {
            while (!QThread::currentThread()->isInterruptionRequested()) {
                store.stopWaiting();
            }
        }));
        impatient->start();
        FailureCode code = FailureCode::Internal;
        for (int i = 0; i < 100 && code != FailureCode::KeystoreLocked; ++i) { // an answer may be faster than the impatient
            code = codeOf(store.write(QStringLiteral("impatient"), secretOf("key")));
        }
        impatient->requestInterruption();
        impatient->wait();
        QCOMPARE(code, FailureCode::KeystoreLocked);
        QVERIFY(store.write(QStringLiteral("patient"), secretOf("key")));
        QVERIFY(store.read(QStringLiteral("patient")).value_or(SecretBytes()) == secretOf("key"));
    }

    void lockedIsNotMissing()
    {
        waitForKeyring();
        SecretService store(std::chrono::seconds(20));
        QVERIFY(store.write(QStringLiteral("locked-away"), secretOf("wallet key")));
        auto lock = QDBusMessage::createMethodCall(busName, QStringLiteral("/org/freedesktop/secrets"),
                                                   QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
        lock << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/aliases/default"))});
        const auto reply = QDBusConnection::sessionBus().call(lock);
        QVERIFY2(reply.type() == QDBusMessage::ReplyMessage, qPrintable(reply.errorMessage()));

        QCOMPARE(codeOf(store.read(QStringLiteral("locked-away"))), FailureCode::KeystoreLocked);
        QCOMPARE(codeOf(store.write(QStringLiteral("locked-away"), secretOf("new key"))), FailureCode::KeystoreLocked);
        QCOMPARE(codeOf(store.remove(QStringLiteral("locked-away"))), FailureCode::KeystoreLocked);
    }

    void missing()
    {
        const auto store = makeKeyStore();
        QCOMPARE(codeOf(store->read(QStringLiteral("wallet"))), FailureCode::KeystoreMissing);
        QCOMPARE(codeOf(store->write(QStringLiteral("wallet"), secretOf("key"))), FailureCode::KeystoreMissing);
        QCOMPARE(codeOf(store->remove(QStringLiteral("wallet"))), FailureCode::KeystoreMissing);
    }
};

QTEST_GUILESS_MAIN(TestSecretService)
#include "tst_secretservice.moc"
