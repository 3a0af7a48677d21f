// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/descriptorissuer.h"

#include "core/base/bytes.h"
#include "core/base/strictjson.h"
#include "core/wire/jsonreader.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace odna {

namespace {

constexpr qint64 validDays = 90;

QByteArray contentDigestOf(Descriptor descriptor)
{
    descriptor.sequence = 1;
    descriptor.issuedAt = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    descriptor.expiresAt = descriptor.issuedAt;
    return sha256(jsonBytes(toJson(descriptor)));
}

/// Every setting may be right and the whole still too much: asked of the phone's own reader.
Result<void> isTakenByPhones(Descriptor descriptor, const SigningKey &rootKey, const Clock &clock)
{
    descriptor.sequence = JsonReader::largestWhole; // as long as it may ever become
    if (descriptor.baseUrl.port() == 0) {           // shown before a port was taken
        descriptor.baseUrl.setPort(65535);
    }
    const auto taken = acceptDescriptor(jsonBytes(signDescriptor(descriptor, rootKey).toJson()), {}, clock);
    if (!taken) {
        return fail(FailureCode::ConfigInvalid, QStringLiteral("no phone would take this descriptor: ") + describe(taken.error()));
    }
    return {};
}

Result<qint64> sequenceFor(const Descriptor &descriptor, const QString &dataFolder, DescriptorIssuer::Sequence keep)
{
    const auto path = QDir(dataFolder).filePath(QStringLiteral("descriptor.json"));
    const auto digest = toBase64Url(contentDigestOf(descriptor));
    qint64 sequence = 0;
    QFile file(path);
    if (file.exists()) {
        const auto kept = file.open(QIODevice::ReadOnly) ? parseJson(file.readAll()) : fail(FailureCode::FileUnreadable);
        sequence = kept ? kept->value(QLatin1StringView("sequence")).toInteger() : 0;
        if (sequence < 1) { // to begin again at 1 would lock out every phone that has seen more
            return fail(FailureCode::StorageFailed, QStringLiteral("descriptor.json is damaged; write {\"sequence\": N} into it with N "
                                                                   "larger than any that was published"));
        }
        if (kept->value(QLatin1StringView("content")).toString() == digest) {
            return sequence;
        }
    }
    if (keep == DescriptorIssuer::Sequence::Show) {
        return sequence + 1;
    }
    QSaveFile fresh(path);
    if (!fresh.open(QIODevice::WriteOnly)) {
        return fail(FailureCode::StorageFailed, QStringLiteral("descriptor.json cannot be written"));
    }
    fresh.write(jsonBytes({{QStringLiteral("sequence"), sequence + 1}, {QStringLiteral("content"), digest}}) + '\n');
    if (!fresh.commit()) {
        return fail(FailureCode::StorageFailed, QStringLiteral("descriptor.json cannot be written"));
    }
    return sequence + 1;
}

} // namespace

Result<std::unique_ptr<DescriptorIssuer>> DescriptorIssuer::create(Descriptor descriptor, const GatewayKeys &keys,
                                                                   const QString &dataFolder, const Clock &clock, Sequence keep)
{
    descriptor.rootKey = keys.root.publicKey();
    descriptor.answerKey = keys.answer.publicKey();
    descriptor.issuedAt = clock.now();
    descriptor.expiresAt = descriptor.issuedAt.addDays(validDays);
    if (const auto fits = isTakenByPhones(descriptor, keys.root, clock); !fits) {
        return std::unexpected(fits.error());
    }
    const auto sequence = sequenceFor(descriptor, dataFolder, keep);
    if (!sequence) {
        return std::unexpected(sequence.error());
    }
    descriptor.sequence = *sequence;
    return std::unique_ptr<DescriptorIssuer>(new DescriptorIssuer(std::move(descriptor), keys, clock));
}

DescriptorIssuer::DescriptorIssuer(Descriptor descriptor, const GatewayKeys &keys, const Clock &clock)
    : m_descriptor(std::move(descriptor))
    , m_keys(keys)
    , m_clock(clock)
{}

QByteArray DescriptorIssuer::document()
{
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock.now();
    if (m_document.isEmpty() || m_issuedAt.daysTo(now) != 0) {
        auto fresh = m_descriptor;
        fresh.issuedAt = now;
        fresh.expiresAt = now.addDays(validDays);
        m_document = jsonBytes(signDescriptor(fresh, m_keys.root).toJson());
        m_issuedAt = now;
    }
    return m_document;
}

} // namespace odna
