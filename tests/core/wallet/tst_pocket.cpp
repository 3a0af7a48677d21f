// SPDX-License-Identifier: Apache-2.0
#include "tests/core/wallet/walletworld.h"

#include <QTemporaryDir>

using namespace odna;

namespace {

ClassicCard sampleCard(const QString &name)
{
    ClassicCard card;
    card.name = name;
    card.note = QStringLiteral("first line\n\nthird line");
    card.number = QStringLiteral("12 345");
    card.code = CodeContent{Symbology::QrCode, QStringLiteral("€ 5"), QByteArray::fromHex("a42035"), 17, true};
    card.balance = Money{-250, *Currency::fromCode(u"BYN")};
    card.validFrom = fromTimestamp(QStringLiteral("2026-01-01T00:00:00.000Z"));
    card.validUntil = fromTimestamp(QStringLiteral("2027-01-01T00:00:00.000Z"));
    card.lastUsed = fromTimestamp(QStringLiteral("2026-06-01T10:20:30.400Z"));
    card.colour = 0x12abef;
    card.groups = {QStringLiteral("food"), QStringLiteral("often")};
    card.fields = {{QStringLiteral("Points"), QStringLiteral("1 204"), false}, {QStringLiteral("Terms"), QStringLiteral("see <b>"), true}};
    card.starred = true;
    card.origin = {QStringLiteral("pkpass"), QStringLiteral("pass.example/1")};
    card.signature = ClassicCard::PassSignature::Foreign;
    card.updates = PassUpdates{QStringLiteral("https://pass.example"), QStringLiteral("pass.example"), QStringLiteral("1"),
                               QStringLiteral("token"), QStringLiteral("yesterday")};
    return card;
}

} // namespace

class TestPocket final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aCardComesBackAsItWas();
    void changingKeepsPictures();
    void removingTakesPicturesAlong();
    void whatCannotBeStored();
    void groupsHaveAnOrder();
    void expiredCardsGoToTheArchive();
    void importIsAllOrNothing();

private:
    [[nodiscard]] Pocket &pocket() { return m_wallet->pocket(); }
    /// Everything is read from the disk again.
    void reopen()
    {
        m_wallet.reset();
        auto opened = Wallet::open(m_folder->path(), {nullptr, SecretBytes(QByteArrayView("passphrase")), {}}, m_clock);
        ODNA_DONE(opened);
        m_wallet = std::move(*opened);
    }
    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Wallet> m_wallet;
};

void TestPocket::init()
{
    m_wallet.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto created = Wallet::create(m_folder->path(), {nullptr, SecretBytes(QByteArrayView("passphrase")), {}}, m_clock);
    ODNA_DONE(created);
    m_wallet = std::move(created->wallet);
}

void TestPocket::aCardComesBackAsItWas()
{
    const CardPictures pictures{"icon", "front", "back", QByteArray::fromHex("00ff")};
    auto card = sampleCard(QStringLiteral("Евроопт"));
    const auto id = pocket().add(card, pictures);
    ODNA_DONE(id);
    card.id = *id;
    ClassicCard bare;
    bare.name = QStringLiteral("Bare");
    bare.origin.format = QStringLiteral("typed");
    const auto bareId = pocket().add(bare);
    ODNA_DONE(bareId);
    bare.id = *bareId;
    reopen();
    QVERIFY(pocket().card(*id).value() == card);
    QVERIFY(pocket().card(bare.id).value() == bare);
    QVERIFY(pocket().pictures(*id).value() == pictures);
    QVERIFY(pocket().pictures(bare.id).value() == CardPictures());
    QCOMPARE(pocket().cards()->size(), 2);
}

void TestPocket::changingKeepsPictures()
{
    const CardPictures pictures{{}, "front", {}, {}};
    const auto id = pocket().add(sampleCard(QStringLiteral("Before")), pictures);
    ODNA_DONE(id);
    auto card = pocket().card(*id).value();
    card.name = QStringLiteral("After");
    ODNA_DONE(pocket().change(card));
    QCOMPARE(pocket().card(*id)->name, QStringLiteral("After"));
    QVERIFY(pocket().pictures(*id).value() == pictures);
    ODNA_DONE(pocket().setPictures(*id, {"icon", {}, {}, {}}));
    QVERIFY(pocket().pictures(*id).value() == (CardPictures{"icon", {}, {}, {}}));
    card.id = QStringLiteral("nobody");
    ODNA_REFUSED(pocket().change(card), CardUnknown);
    ODNA_REFUSED(pocket().setPictures(card.id, {}), CardUnknown);
}

void TestPocket::removingTakesPicturesAlong()
{
    const auto id = pocket().add(sampleCard(QStringLiteral("Shop")), {"icon", {}, {}, {}});
    ODNA_DONE(id);
    ODNA_DONE(pocket().remove(*id));
    ODNA_REFUSED(pocket().card(*id), CardUnknown);
    ODNA_REFUSED(pocket().pictures(*id), CardUnknown);
    ODNA_REFUSED(pocket().remove(*id), CardUnknown);
}

void TestPocket::whatCannotBeStored()
{
    ClassicCard nameless;
    ODNA_REFUSED(pocket().add(nameless), CardInvalid);
    nameless.name = QStringLiteral("Shop");
    ODNA_REFUSED(pocket().add(nameless, {{}, QByteArray(9 * 1024 * 1024, 'x'), {}, {}}), CardInvalid);
    QVERIFY(pocket().cards()->isEmpty());
}

void TestPocket::groupsHaveAnOrder()
{
    ODNA_DONE(pocket().setGroups({QStringLiteral("often"), QStringLiteral("rare")}));
    const auto id = pocket().add(sampleCard(QStringLiteral("Shop"))); // in "food" and "often"
    ODNA_DONE(id);
    QCOMPARE(pocket().groups().value(), (QStringList{QStringLiteral("often"), QStringLiteral("rare"), QStringLiteral("food")}));
    ODNA_DONE(pocket().setGroups({QStringLiteral("food"), QStringLiteral("rare")}));
    reopen();
    QCOMPARE(pocket().groups().value(), (QStringList{QStringLiteral("food"), QStringLiteral("rare")}));
    QCOMPARE(pocket().card(*id)->groups, QStringList{QStringLiteral("food")});
}

void TestPocket::expiredCardsGoToTheArchive()
{
    auto ends = sampleCard(QStringLiteral("Ends"));
    ends.validUntil = m_clock.now().addSecs(60);
    auto stays = ends;
    stays.validUntil.reset();
    const auto id = pocket().add(ends);
    ODNA_DONE(id);
    ODNA_DONE(pocket().add(stays));
    QCOMPARE(pocket().archiveExpired().value(), QStringList());
    m_clock.advance(120);
    QCOMPARE(pocket().archiveExpired().value(), QStringList{*id});
    QVERIFY(pocket().card(*id)->archived);
    auto back = pocket().card(*id).value();
    back.archived = false;
    ODNA_DONE(pocket().change(back));
    m_clock.advance(120);
    QCOMPARE(pocket().archiveExpired().value(), QStringList()); // taken out, it stays out, and keeps its date
    QVERIFY(!pocket().card(*id)->archived);
    QVERIFY(pocket().card(*id)->validUntil.has_value());
    QCOMPARE(pocket().archiveExpired().value(), QStringList());
}

void TestPocket::importIsAllOrNothing()
{
    ClassicCard nameless;
    const QList<ImportStep> bad{{ImportStep::Action::Add, {}, {sampleCard(QStringLiteral("One")), {}}},
                                {ImportStep::Action::Add, {}, {nameless, {}}}};
    ODNA_REFUSED(pocket().import(bad, {QStringLiteral("new")}), CardInvalid);
    QVERIFY(pocket().cards()->isEmpty());
    QVERIFY(pocket().groups()->isEmpty());
    const auto id = pocket().add(sampleCard(QStringLiteral("Old")));
    ODNA_DONE(id);
    const QList<ImportStep> good{{ImportStep::Action::Update, *id, {sampleCard(QStringLiteral("Newer")), {{}, "front", {}, {}}}},
                                 {ImportStep::Action::Add, {}, {sampleCard(QStringLiteral("One")), {}}},
                                 {ImportStep::Action::Skip, {}, {nameless, {}}}};
    const auto tally = pocket().import(good, {QStringLiteral("new")});
    ODNA_DONE(tally);
    QVERIFY(*tally == (Pocket::Imported{1, 1, 1}));
    QCOMPARE(pocket().card(*id)->name, QStringLiteral("Newer"));
    QCOMPARE(pocket().pictures(*id)->front, QByteArray("front"));
    QCOMPARE(pocket().cards()->size(), 2);
}

QTEST_GUILESS_MAIN(TestPocket)
#include "tst_pocket.moc"
