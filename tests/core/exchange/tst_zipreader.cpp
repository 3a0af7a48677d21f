// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/zipreader.h"

#include "tests/core/exchange/samples.h"

#include <QTest>

using namespace odna;
using namespace odna::samples;

namespace {

constexpr qsizetype mebibyte = 1024 * 1024;

class File final
{
public:
    explicit File(const QByteArray &bytes)
    {
        m_buffer.setData(bytes);
        m_buffer.open(QIODevice::ReadOnly);
    }
    operator QIODevice &() { return m_buffer; }

private:
    QBuffer m_buffer;
};

FailureCode refusal(const QByteArray &bytes, const char *name = "a", qsizetype limit = mebibyte,
                    const std::optional<SecretBytes> &password = {})
{
    File file(bytes);
    const auto archive = ZipReader::open(file, password);
    if (!archive) {
        return archive.error().code;
    }
    const auto read = archive->read(QString::fromLatin1(name), limit);
    return read ? FailureCode::Internal : read.error().code;
}

/// Noise that deflate cannot make smaller.
QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (auto &byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24U);
    }
    return bytes;
}

} // namespace

class TestZipReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries()
    {
        File file(handZip({{"b", "two"}, {"folder/", ""}, {"a", "one", false}, {"\xD1\x8F.txt", "three", true, true}, {"empty", ""}}));
        const auto archive = ZipReader::open(file);
        QVERIFY(archive.has_value());
        QCOMPARE(archive->names(),
                 (QStringList{QStringLiteral("b"), QStringLiteral("a"), QStringLiteral("я.txt"), QStringLiteral("empty")}));
        QCOMPARE(archive->read(QStringLiteral("a"), 3).value(), QByteArrayLiteral("one"));
        QCOMPARE(archive->read(QStringLiteral("b"), 3).value(), QByteArrayLiteral("two"));
        QCOMPARE(archive->read(QStringLiteral("я.txt"), 5).value(), QByteArrayLiteral("three"));
        QCOMPARE(archive->read(QStringLiteral("empty"), 0).value(), QByteArray());
        QCOMPARE(archive->read(QStringLiteral("c"), 3).error().code, FailureCode::ImportDamaged);
    }
    void limits()
    {
        QCOMPARE(refusal(handZip({{"a", "four"}}), "a", 3), FailureCode::ImportTooLarge);
        // The header lies: what unpacking gives counts.
        QCOMPARE(refusal(handZip({{"a", noise(100'000), true, false, 3}}), "a", 99'999), FailureCode::ImportDamaged);
        QCOMPARE(refusal(handZip({{"a", "four", true, false, 0xFFFFFFFE}})), FailureCode::ImportTooLarge);
        QCOMPARE(refusal(handZip({{"a", "four", true, false, 5}})), FailureCode::ImportDamaged);
        QCOMPARE(refusal(handZip({{"a", "four"}}, true)), FailureCode::ImportTooLarge);
    }
    void bombs()
    {
        const QByteArray zeros(8 * mebibyte, '\0');
        File file(handZip({{"a", zeros}, {"b", "two"}, {"c", noise(2 * mebibyte)}}));
        {
            const auto archive = ZipReader::open(file);
            QVERIFY(archive.has_value());
            QVERIFY(archive->read(QStringLiteral("c"), 16 * mebibyte).has_value());
            QCOMPARE(archive->read(QStringLiteral("a"), 16 * mebibyte).error().code, FailureCode::ImportTooLarge);
            QVERIFY(archive->isExhausted());
            QCOMPARE(archive->read(QStringLiteral("b"), 16).error().code, FailureCode::ImportTooLarge);
        }
        const auto archive = ZipReader::open(file, {}, 3 * mebibyte);
        QVERIFY(archive->read(QStringLiteral("c"), 16 * mebibyte).has_value());
        QCOMPARE(archive->read(QStringLiteral("c"), 16 * mebibyte).error().code, FailureCode::ImportTooLarge);
        QVERIFY(archive->isExhausted());
    }
    void manyEntries()
    {
        QList<Entry> many;
        for (int at = 0; at <= ZipReader::entryLimit; ++at) {
            many.append({QByteArray::number(at), "", false});
        }
        QCOMPARE(refusal(handZip(many)), FailureCode::ImportTooLarge);
        many.removeLast();
        File file(handZip(many));
        QCOMPARE(ZipReader::open(file)->names().size(), ZipReader::entryLimit);
    }
    void damage()
    {
        QCOMPARE(refusal({}), FailureCode::ImportDamaged);
        QCOMPARE(refusal("PK\x03\x04"), FailureCode::ImportDamaged);
        QCOMPARE(refusal(handZip({{"a", "one"}, {"a", "two"}})), FailureCode::ImportDamaged);
        File bzip2(handZip({{"a", "one", true, false, 0, 12}}));
        const auto otherMethod = ZipReader::open(bzip2)->read(QStringLiteral("a"), 10);
        QVERIFY(!otherMethod);
        QCOMPARE(otherMethod.error().detail, QStringLiteral("a: packed in a way that is not read here"));
        auto flipped = handZip({{"a", "a plain text", false}});
        flipped[flipped.indexOf("plain")] = 'P';
        QCOMPARE(refusal(flipped), FailureCode::ImportDamaged);
    }
    void truncatedAnywhere()
    {
        const auto whole = handZip({{"a", "one one one one", true, true}, {"b", noise(50)}});
        for (qsizetype size = 0; size < whole.size(); ++size) {
            QCOMPARE(refusal(whole.first(size)), FailureCode::ImportDamaged);
        }
    }
    void passwords_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("AES-128") << int{ZIP_EM_AES_128};
        QTest::newRow("AES-256") << int{ZIP_EM_AES_256};
        QTest::newRow("PKWARE") << int{ZIP_EM_TRAD_PKWARE};
    }
    void passwords()
    {
        QFETCH(const int, method);
        const auto bytes = lockedZip({{"a", "one"}}, "пароль", static_cast<zip_uint16_t>(method));
        const auto with = [](const QByteArray &password) { return std::optional<SecretBytes>(std::in_place, QByteArrayView(password)); };
        File file(bytes);
        const auto right = with("пароль");
        const auto archive = ZipReader::open(file, right);
        QVERIFY(archive.has_value());
        QCOMPARE(archive->read(QStringLiteral("a"), 10).value(), QByteArrayLiteral("one"));
        QCOMPARE(refusal(bytes), FailureCode::PasswordNeeded);
        QCOMPARE(refusal(bytes, "a", 10, with("")), FailureCode::PasswordNeeded);
        for (int number = 0; number < 20; ++number) {
            const auto wrong = refusal(bytes, "a", 10, with("wrong" + QByteArray::number(number)));
            QCOMPARE(wrong, FailureCode::PasswordWrong);
        }
    }
};

QTEST_APPLESS_MAIN(TestZipReader)
#include "tst_zipreader.moc"
