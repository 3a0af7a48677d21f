// SPDX-License-Identifier: Apache-2.0
#include "app/selftest.h"

#include "app/composition.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QQuickItem>
#include <QTemporaryDir>

#include <cstdio>

namespace odna {

namespace {

/// A device without a key store.
class NoKeyStore final : public KeyStore
{
public:
    Result<SecretBytes> read(const QString &) override { return fail(FailureCode::KeystoreMissing); }
    Result<void> write(const QString &, const SecretBytes &) override { return fail(FailureCode::KeystoreMissing); }
    Result<void> remove(const QString &) override { return {}; }
};

class PlainScreen final : public Screen
{
public:
    std::unique_ptr<Lease> keepBright() override { return std::make_unique<Lease>(); }
    double pixelsPerMillimetre() const override { return 16.5; }
};

} // namespace

QStringList pageNames()
{
    QStringList names;
    QDirIterator files(QStringLiteral(":/qt/qml/Odna"), {QStringLiteral("*Page.qml")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        names.append(files.nextFileInfo().completeBaseName());
    }
    names.sort();
    return names;
}

bool selfTest()
{
    const QTemporaryDir folder;
    NoKeyStore keyStore;
    PlainScreen screen;
    const SystemClock clock;
    Composition composition({QDir(folder.path()), keyStore, screen, clock, {}, false});
    int faults = 0;
    QObject::connect(&composition.engine(), &QQmlEngine::warnings, [&faults](const QList<QQmlError> &warnings) {
        for (const QQmlError &warning : warnings) {
            std::fputs(qPrintable(warning.toString() + QLatin1Char('\n')), stderr);
            ++faults;
        }
    });
    if (!composition.load()) {
        return false;
    }
    // What the pages that stand for one thing require.
    const QVariantMap inputs{{QStringLiteral("retailerId"), QStringLiteral("shop.example")},
                             {QStringLiteral("offerId"), QStringLiteral("none")},
                             {QStringLiteral("receiptId"), 1},
                             {QStringLiteral("cardId"), QString()},
                             {QStringLiteral("address"), QString()}};
    QDirIterator files(QStringLiteral(":/qt/qml/Odna"), {QStringLiteral("*Page.qml")}, QDir::Files, QDirIterator::Subdirectories);
    int pages = 0;
    while (files.hasNext()) {
        const QUrl url(QStringLiteral("qrc") + files.next());
        QQmlComponent component(&composition.engine(), url);
        QVariantMap wanted;
        QFile source(files.filePath());
        const QByteArray text = source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
        for (auto input = inputs.begin(); input != inputs.end(); ++input) {
            if (text.contains(QByteArray(" " + input.key().toLatin1() + "\n"))) {
                wanted.insert(input.key(), input.value());
            }
        }
        const std::unique_ptr<QObject> page(component.createWithInitialProperties(wanted));
        if (!page) {
            std::fputs(qPrintable(component.errorString()), stderr);
            ++faults;
        } else {
            qobject_cast<QQuickItem *>(page.get())->setParentItem(composition.window()->contentItem());
            QCoreApplication::processEvents();
        }
        ++pages;
    }
    return faults == 0 && pages > 0;
}

} // namespace odna
