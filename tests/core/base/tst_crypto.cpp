// SPDX-License-Identifier: Apache-2.0
#include "core/base/bytes.h"
#include "core/base/crypto.h"

#include <QSet>
#include <QTest>

using namespace odna;

namespace {

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

SecretBytes secret(const char *text)
{
    return SecretBytes(hex(text));
}

} // namespace

class TestCrypto final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256OfFips180()
    {
        QCOMPARE(sha256("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256({}).toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    void ed25519OfRfc8032_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("7.1 test 1")
            << hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
            << hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
            << hex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                   "d25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("7.1 test 3")
            << hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
            << hex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") << hex("af82")
            << hex("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                   "4a7c15e9716ed28dc027beceea1ec40a");
    }
    void ed25519OfRfc8032()
    {
        QFETCH(const QByteArray, seed);
        QFETCH(const QByteArray, key);
        QFETCH(const QByteArray, message);
        QFETCH(const QByteArray, signature);
        const auto signing = SigningKey::fromSeed(SecretBytes(seed));
        QCOMPARE(signing.publicKey().bytes(), key);
        QCOMPARE(signing.sign(message), signature);
        const auto known = PublicKey::fromBytes(key);
        QVERIFY(known && known->verifies(message, signature));
        QVERIFY(!known->verifies(QByteArray(message + 'x'), signature));
        QVERIFY(!known->verifies(message, signature.chopped(1)));
        QVERIFY(!known->verifies(message, {}));
        for (qsizetype bit = 0; bit < signature.size() * 8; bit += 7) {
            auto wrong = signature;
            wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!known->verifies(message, wrong));
        }
    }

    // S + L in place of S is the same equation and must not pass (RFC 8032 section 5.1.7; malleability).
    void malleableSignatureIsRefused()
    {
        const auto key = SigningKey::create();
        auto signature = key.sign("purchase");
        const auto order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"); // L, little-endian
        unsigned carry = 0;
        for (qsizetype i = 0; i < 32; ++i) {
            carry += static_cast<unsigned char>(signature[32 + i]) + unsigned(static_cast<unsigned char>(order[i]));
            signature[32 + i] = static_cast<char>(carry & 255U);
            carry >>= 8U;
        }
        QVERIFY(!key.publicKey().verifies("purchase", signature));
    }

    void onlyPointsAreKeys()
    {
        QVERIFY(!PublicKey::fromBytes(QByteArray(31, 'x')) && !PublicKey::fromBytes(QByteArray(33, 'x')) && !PublicKey::fromBytes({}));
        QVERIFY(!PublicKey::fromBytes(QByteArray(32, '\0')));                                                    // small order
        QVERIFY(!PublicKey::fromBytes(hex("0100000000000000000000000000000000000000000000000000000000000000"))); // the neutral element
        QVERIFY(!PublicKey::fromBytes(hex("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"))); // not canonical
        const auto key = SigningKey::create().publicKey();
        QCOMPARE(PublicKey::fromText(key.text()), std::optional(key));
        QCOMPARE(key.text().size(), 43);
        QVERIFY(!PublicKey::fromText(key.text() + u'='));
        QVERIFY(!PublicKey::fromText(u' ' + key.text()));
    }

    void subkeysDiffer()
    {
        const auto parent = SigningKey::fromSeed(SecretBytes(QByteArray(32, 'p')));
        const auto a = parent.subkey("odna-link/1", "grocer");
        QCOMPARE(parent.subkey("odna-link/1", "grocer").publicKey(), a.publicKey());
        QVERIFY(parent.subkey("odna-link/1", "pharmacy").publicKey() != a.publicKey());
        QVERIFY(parent.subkey("odna-link/2", "grocer").publicKey() != a.publicKey());
        QVERIFY(parent.subkey("odna-link/1g", "rocer").publicKey() != a.publicKey()); // the purpose carries its length
        QVERIFY(SigningKey::fromSeed(SecretBytes(QByteArray(32, 'q'))).subkey("odna-link/1", "grocer").publicKey() != a.publicKey());
        QVERIFY(a.publicKey().verifies("m", a.sign("m")) && !parent.publicKey().verifies("m", a.sign("m")));
    }

    // Checked against Python's hashlib.blake2b(bytes([11]) + b"odna-test/1" + b"grocer", key=bytes(range(32)), digest_size=32).
    void deriveKeyIsBlake2b()
    {
        const auto key = secret("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        QCOMPARE(deriveKey(key, "odna-test/1", "grocer").view().toByteArray().toHex(),
                 QByteArray("17c55d4c2a7189f69e2100b30b29d33eac6d56d09c3cfa28ae637c96493ba5f6"));
    }

    // RFC 9106's own vector has four lanes, a secret and associated data, which libsodium does not take. This one is libsodium's
    // (test/default/pwhash_argon2id.c, first entry): 5 passes, 7256678 bytes, 155 bytes out.
    void argon2idOfLibsodium()
    {
        const auto password = hex("a347ae92bce9f80f6f595a4480fc9c2fe7e7d7148d371e9487d75f5c23008ffae065577a928febd9b1973a5a95073acdbeb6a030"
                                  "cfc0d79caa2dc5cd011cef02c08da232d76d52dfbca38ca8dcbd665b17d1665f7cf5fe59772ec909733b24de97d6f58d220b20c6"
                                  "0d7c07ec1fd93c52c31020300c6c1facd77937a597c7a6");
        const auto key = argon2id(password, hex("5541fbc995d5c197ba290346d2c559de"), {.passes = 5, .memoryKiB = 7086}, 155);
        QVERIFY(key);
        QCOMPARE(key->view().toByteArray().toHex(),
                 QByteArray("18acec5d6507739f203d1f5d9f1d862f7c2cdac4f19d2bdff64487e60d969e3ced615337b9eec6ac4461c6ca07f0939741e57c24d000"
                            "5c7ea171a0ee1e7348249d135b38f222e4dad7b9a033ed83f5ca27277393e316582033c74affe2566a2bea47f91f0fd9fe49ece7e1f7"
                            "9f3ad6e9b23e0277c8ecc4b313225748dd2a80f5679534a0700e246a79a49b3f74eb89ec6205fe1eeb941c73b1fcf1"));
    }

    void argon2idOfImpossibleCost()
    {
        const auto key = argon2id("p", QByteArray(16, 's'), {.passes = 0, .memoryKiB = 64}, 32);
        QVERIFY(!key);
        QCOMPARE(key.error().code, FailureCode::StorageFailed);
    }

    // draft-irtf-cfrg-xchacha-03 appendix A.3.1: nonce, ciphertext and tag in one.
    void openSecretOfTheDraft()
    {
        const auto key = secret("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
        const auto sealed =
            hex("404142434445464748494a4b4c4d4e4f5051525354555657"
                "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54"
                "c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f6"
                "15c68b13b52ec0875924c1c7987947deafd8780acf49");
        const auto plain = openSecret(key, sealed, hex("50515253c0c1c2c3c4c5c6c7"));
        QVERIFY(plain);
        QVERIFY(plain->view().startsWith("Ladies and Gentlemen of the class of '99"));
    }

    void everyChangedBitIsSeen()
    {
        const auto key = randomSecret(32);
        const SecretBytes plain(QByteArrayView("the wallet's key"));
        const auto sealed = sealSecret(key, plain, "slot 1");
        QCOMPARE(sealed.size(), 24 + plain.size() + 16);
        QVERIFY(openSecret(key, sealed, "slot 1") == plain);
        QVERIFY(sealSecret(key, plain, "slot 1") != sealed); // another nonce each time
        QVERIFY(!openSecret(key, sealed, "slot 2"));
        QVERIFY(!openSecret(randomSecret(32), sealed, "slot 1"));
        QVERIFY(!openSecret(randomSecret(31), sealed, "slot 1"));
        for (qsizetype size = 0; size < sealed.size(); ++size) {
            QVERIFY(!openSecret(key, sealed.first(size), "slot 1"));
        }
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            auto wrong = sealed;
            wrong[bit / 8] = static_cast<char>(wrong[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!openSecret(key, wrong, "slot 1"));
        }
        const auto empty = sealSecret(key, SecretBytes(), {});
        QVERIFY(openSecret(key, empty, {}) && openSecret(key, empty, {})->isEmpty());
    }

    void aStreamGivesItsPartsBack()
    {
        const auto key = randomSecret(32);
        SealingStream sealing(key);
        const QList<QByteArray> parts{"first", {}, QByteArray(100'000, 'x'), "last"};
        auto opening = OpeningStream::create(key, sealing.header());
        QVERIFY(opening);
        for (qsizetype i = 0; i < parts.size(); ++i) {
            const bool last = i == parts.size() - 1;
            const auto sealed = sealing.seal(parts[i], last);
            QCOMPARE(sealed.size(), parts[i].size() + SealingStream::overhead);
            const auto part = opening->open(sealed);
            QVERIFY(part);
            QCOMPARE(part->bytes, parts[i]);
            QCOMPARE(part->last, last);
        }
    }

    void aStreamOutOfOrderIsRefused()
    {
        const auto key = randomSecret(32);
        SealingStream sealing(key);
        const auto first = sealing.seal("first", false);
        const auto second = sealing.seal("second", true);
        const auto opened = [&](const SecretBytes &with, const QByteArray &header, const QByteArray &part) {
            auto opening = OpeningStream::create(with, header);
            return opening && opening->open(part);
        };
        QVERIFY(opened(key, sealing.header(), first));
        QVERIFY(!opened(key, sealing.header(), second));
        QVERIFY(!opened(randomSecret(32), sealing.header(), first));
        QVERIFY(!opened(key, SealingStream(key).header(), first));
        QVERIFY(!opened(key, sealing.header().chopped(1), first));
        for (qsizetype bit = 0; bit < first.size() * 8; ++bit) {
            auto changed = first;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!opened(key, sealing.header(), changed));
        }
        QVERIFY(!opened(key, sealing.header(), first.first(16)));
    }

    void randomBytesDiffer()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            seen.insert(randomBytes(16));
        }
        QCOMPARE(seen.size(), 1000);
        QVERIFY(!(randomSecret(32) == randomSecret(32)));
        QVERIFY(SigningKey::create().publicKey() != SigningKey::create().publicKey());
    }
};

QTEST_APPLESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
