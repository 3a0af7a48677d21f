// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/keyfile.h"

#include "core/wallet/durablefile.h"

#include <QtEndian>

#include <algorithm>

namespace odna {

namespace {

constexpr QByteArrayView magic("ODNAKEYS");
constexpr quint16 currentVersion = 1;
constexpr qsizetype walletIdSize = 16;
constexpr qsizetype keySize = 32;
constexpr qsizetype saltSize = 16;
constexpr qsizetype sealedSize = 24 + keySize + 16;
constexpr qsizetype slotSize = 1 + 4 + 4 + saltSize + sealedSize;
constexpr qsizetype headerSize = magic.size() + 2 + walletIdSize;
constexpr qsizetype macSize = 32;
constexpr qsizetype checksumSize = 32;

// What a file may ask this device to spend. A file with less than the minimum was not written by any version of ours.
constexpr Argon2Cost minimumCost{1, 8 * 1024};
constexpr Argon2Cost maximumCost{16, 256 * 1024};

template <class Number>
void append(QByteArray &bytes, Number number)
{
    const auto big = qToBigEndian(number);
    bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
}

class Reader final
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {}
    [[nodiscard]] qsizetype left() const { return m_rest.size(); }
    [[nodiscard]] QByteArray take(qsizetype size)
    {
        const auto taken = m_rest.first(size).toByteArray();
        m_rest = m_rest.sliced(size);
        return taken;
    }
    template <class Number>
    [[nodiscard]] Number number()
    {
        return qFromBigEndian<Number>(take(sizeof(Number)).constData());
    }

private:
    QByteArrayView m_rest;
};

/// Whether the file began as a key file: cut short, or with at most two letters of the magic word changed.
bool beginsLikeKeyFile(QByteArrayView bytes)
{
    const auto beginning = bytes.first(qMin(bytes.size(), magic.size()));
    qsizetype changed = 0;
    for (qsizetype i = 0; i < beginning.size(); ++i) {
        changed += beginning[i] != magic[i] ? 1 : 0;
    }
    return beginning.size() < magic.size() ? changed == 0 : changed <= 2;
}

SecretBytes macOf(const SecretBytes &databaseKey, QByteArrayView bytes)
{
    return deriveKey(deriveKey(databaseKey, "odna-keyfile-mac/1"), "odna-keyfile/1", bytes);
}

std::unexpected<Failure> damaged(const char *why)
{
    return fail(FailureCode::WalletDamaged, QStringLiteral("wallet.keys: ") + QLatin1String(why));
}

} // namespace

KeyFile KeyFile::create()
{
    KeyFile file;
    file.m_walletId = randomBytes(walletIdSize);
    return file;
}

Result<KeyFile> KeyFile::parse(QByteArrayView bytes)
{
    if (bytes.size() > maximumSize) {
        return beginsLikeKeyFile(bytes) ? damaged("too long") : fail(FailureCode::WalletForeign);
    }
    const bool whole =
        bytes.size() >= headerSize + 2 + checksumSize && QByteArrayView(sha256(bytes.chopped(checksumSize))) == bytes.last(checksumSize);
    if (!whole) {
        return beginsLikeKeyFile(bytes) ? damaged("checksum") : fail(FailureCode::WalletForeign);
    }
    Reader reader(bytes.chopped(checksumSize));
    if (QByteArrayView(reader.take(magic.size())) != magic) {
        return fail(FailureCode::WalletForeign);
    }
    const auto version = reader.number<quint16>();
    if (version > currentVersion) {
        return fail(FailureCode::WalletNewer);
    }
    if (version == 0) {
        return damaged("version");
    }
    KeyFile file;
    file.m_walletId = reader.take(walletIdSize);
    const auto count = reader.number<quint16>();
    if (count < 1 || count > 3 || reader.left() != count * slotSize + macSize) {
        return damaged("length");
    }
    for (int i = 0; i < count; ++i) {
        Slot slot;
        const auto kind = reader.number<quint8>();
        if (kind < quint8(Kind::KeyStore) || kind > quint8(Kind::Recovery)
            || (!file.m_slots.isEmpty() && kind <= quint8(file.m_slots.constLast().kind))) {
            return damaged("kind of slot");
        }
        slot.kind = Kind(kind);
        slot.cost.passes = reader.number<quint32>();
        slot.cost.memoryKiB = reader.number<quint32>();
        slot.salt = reader.take(saltSize);
        slot.sealed = reader.take(sealedSize);
        if (slot.kind == Kind::Passphrase) {
            if (slot.cost.passes < minimumCost.passes || slot.cost.passes > maximumCost.passes
                || slot.cost.memoryKiB < minimumCost.memoryKiB || slot.cost.memoryKiB > maximumCost.memoryKiB) {
                return damaged("cost of the passphrase");
            }
        } else if (slot.cost.passes != 0 || slot.cost.memoryKiB != 0 || slot.salt != QByteArray(saltSize, '\0')) {
            return damaged("parameters of a slot");
        }
        file.m_slots.append(slot);
    }
    file.m_mac = reader.take(macSize);
    return file;
}

Result<KeyFile> KeyFile::read(const QString &path)
{
    const auto bytes = readWhole(path, maximumSize);
    if (!bytes) {
        return bytes.error().code == FailureCode::TooLarge ? fail(FailureCode::WalletForeign) : std::unexpected(bytes.error());
    }
    return parse(*bytes);
}

bool KeyFile::has(Kind kind) const
{
    return slot(kind) != nullptr;
}

QString KeyFile::keyStoreEntry() const
{
    return QStringLiteral("odna-wallet-") + QString::fromLatin1(m_walletId.toHex());
}

void KeyFile::setKeyStore(const SecretBytes &secret, const SecretBytes &databaseKey)
{
    seal({Kind::KeyStore, {0, 0}, QByteArray(saltSize, '\0'), {}}, deriveKey(secret, "odna-slot-keystore/1", m_walletId), databaseKey);
}

Result<void> KeyFile::setPassphrase(const SecretBytes &passphrase, const SecretBytes &databaseKey)
{
    Slot slot{Kind::Passphrase, cost, randomBytes(saltSize), {}};
    const auto slotKey = argon2id(passphrase.view(), slot.salt, slot.cost, keySize);
    if (!slotKey) {
        return std::unexpected(slotKey.error());
    }
    seal(std::move(slot), *slotKey, databaseKey);
    return {};
}

void KeyFile::removeKeyStore()
{
    m_slots.removeIf([](const Slot &slot) { return slot.kind == Kind::KeyStore; });
    m_mac.clear();
}

void KeyFile::setRecoveryCode(const RecoveryCode &code, const SecretBytes &databaseKey)
{
    seal({Kind::Recovery, {0, 0}, QByteArray(saltSize, '\0'), {}}, deriveKey(code.slotKey(), "odna-slot-recovery/1", m_walletId),
         databaseKey);
}

Result<SecretBytes> KeyFile::openWithKeyStore(const SecretBytes &secret) const
{
    return open(slot(Kind::KeyStore), deriveKey(secret, "odna-slot-keystore/1", m_walletId), FailureCode::KeystoreLocked);
}

Result<SecretBytes> KeyFile::openWithPassphrase(const SecretBytes &passphrase) const
{
    const auto *found = slot(Kind::Passphrase);
    if (!found) {
        return fail(FailureCode::PassphraseWrong, QStringLiteral("this wallet has no passphrase"));
    }
    const auto slotKey = argon2id(passphrase.view(), found->salt, found->cost, keySize);
    if (!slotKey) {
        return std::unexpected(slotKey.error());
    }
    return open(found, *slotKey, FailureCode::PassphraseWrong);
}

Result<SecretBytes> KeyFile::openWithRecoveryCode(const RecoveryCode &code) const
{
    return open(slot(Kind::Recovery), deriveKey(code.slotKey(), "odna-slot-recovery/1", m_walletId), FailureCode::RecoveryCodeWrong);
}

QByteArray KeyFile::header() const
{
    QByteArray bytes = magic.toByteArray();
    append(bytes, currentVersion);
    bytes.append(m_walletId);
    return bytes;
}

QByteArray KeyFile::parametersOf(const Slot &slot)
{
    QByteArray bytes;
    append(bytes, quint8(slot.kind));
    append(bytes, slot.cost.passes);
    append(bytes, slot.cost.memoryKiB);
    bytes.append(slot.salt);
    return bytes;
}

QByteArray KeyFile::authenticatedPart() const
{
    QByteArray bytes = header();
    append(bytes, static_cast<quint16>(m_slots.size()));
    for (const auto &slot : m_slots) {
        bytes.append(parametersOf(slot));
        bytes.append(slot.sealed);
    }
    return bytes;
}

const KeyFile::Slot *KeyFile::slot(Kind kind) const
{
    const auto found = std::find_if(m_slots.cbegin(), m_slots.cend(), [kind](const Slot &slot) { return slot.kind == kind; });
    return found == m_slots.cend() ? nullptr : &*found;
}

void KeyFile::seal(Slot slot, const SecretBytes &slotKey, const SecretBytes &databaseKey)
{
    slot.sealed = sealSecret(slotKey, databaseKey, QByteArray(header() + parametersOf(slot)));
    m_slots.removeIf([&slot](const Slot &other) { return other.kind == slot.kind; });
    m_slots.append(std::move(slot));
    std::sort(m_slots.begin(), m_slots.end(), [](const Slot &a, const Slot &b) { return a.kind < b.kind; });
    m_mac.clear();
}

Result<SecretBytes> KeyFile::open(const Slot *slot, const SecretBytes &slotKey, FailureCode wrongKey) const
{
    if (!slot) {
        return fail(wrongKey, QStringLiteral("no such slot"));
    }
    auto databaseKey = openSecret(slotKey, slot->sealed, QByteArray(header() + parametersOf(*slot)));
    if (!databaseKey || databaseKey->size() != keySize) {
        return fail(wrongKey);
    }
    if (!isAuthentic(*databaseKey)) {
        return damaged("MAC");
    }
    return std::move(*databaseKey);
}

bool KeyFile::isAuthentic(const SecretBytes &databaseKey) const
{
    return SecretBytes(QByteArrayView(m_mac)) == macOf(databaseKey, authenticatedPart());
}

QByteArray KeyFile::bytes(const SecretBytes &databaseKey) const
{
    QByteArray bytes = authenticatedPart();
    bytes.append(macOf(databaseKey, bytes).view());
    bytes.append(sha256(bytes));
    return bytes;
}

Result<void> KeyFile::write(const QString &path, const SecretBytes &databaseKey) const
{
    const auto written = bytes(databaseKey);
    if (auto done = writeDurably(path, written); !done) {
        return done;
    }
    const auto back = readWhole(path, maximumSize);
    if (!back || *back != written) {
        return fail(FailureCode::StorageFailed, QStringLiteral("wallet.keys does not read back as it was written"));
    }
    return {};
}

} // namespace odna
