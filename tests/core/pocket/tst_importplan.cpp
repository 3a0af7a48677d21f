// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/importplan.h"

#include <QTest>

#include <algorithm>

using namespace odna;

namespace {

using Action = ImportStep::Action;

ImportedCard card(const QString &name, const QString &number, const QString &sourceId = {})
{
    ImportedCard made;
    made.card.name = name;
    made.card.number = number;
    made.card.code = plainContent(Symbology::Code128, number);
    made.card.origin = {QStringLiteral("pkpass"), sourceId};
    return made;
}

/// Does with the plan what a wallet does.
class Shelf final
{
public:
    Result<QList<ImportStep>> plan(const QList<ImportedCard> &cards) const
    {
        const ImportedPocket pocket{QStringLiteral("pkpass"), {}, cards, {}};
        return planImport(pocket, m_cards, [this](const QString &id) -> Result<CardPictures> {
            const auto at = placeOf(id);
            return at < 0 ? Result<CardPictures>(fail(FailureCode::CardUnknown)) : m_pictures[at];
        });
    }
    QList<Action> take(const QList<ImportedCard> &cards)
    {
        QList<Action> actions;
        const auto steps = plan(cards).value();
        for (const auto &step : steps) {
            actions.append(step.action);
            if (step.action == Action::Add) {
                m_cards.append(step.imported.card);
                m_cards.back().id = QString::number(m_cards.size());
                m_pictures.append(step.imported.pictures);
            } else if (step.action == Action::Update) {
                const auto at = placeOf(step.existingId);
                m_cards[at] = step.imported.card;
                m_pictures[at] = step.imported.pictures;
            }
        }
        return actions;
    }
    qsizetype placeOf(const QString &id) const
    {
        for (qsizetype at = 0; at < m_cards.size(); ++at) {
            if (m_cards[at].id == id) {
                return at;
            }
        }
        return -1;
    }
    QList<ClassicCard> m_cards;
    QList<CardPictures> m_pictures;
};

const QString lidl = QStringLiteral("Lidl");
const QString rimi = QStringLiteral("Rimi");

} // namespace

class TestImportPlan final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSecondTimeChangesNothing()
    {
        QList<ImportedCard> cards = {card(lidl, QStringLiteral("1")), card(rimi, QStringLiteral("2"), QStringLiteral("a/7")),
                                     card(lidl, QStringLiteral("3"))};
        cards[0].pictures.front = QByteArrayLiteral("front");
        cards[2].card.code.reset();
        Shelf shelf;
        QCOMPARE(shelf.take(cards), (QList{Action::Add, Action::Add, Action::Add}));
        QCOMPARE(shelf.take(cards), (QList{Action::Skip, Action::Skip, Action::Skip}));
        std::ranges::reverse(shelf.m_cards);
        std::ranges::reverse(shelf.m_pictures);
        QCOMPARE(shelf.take(cards), (QList{Action::Skip, Action::Skip, Action::Skip}));
        QCOMPARE(shelf.m_cards.size(), 3);
    }
    void twinsKeepTheirPlaces()
    {
        // Same shop, same code, other notes: two cards, and each is found again in whatever order they lie here.
        QList<ImportedCard> cards = {card(lidl, QStringLiteral("1")), card(lidl, QStringLiteral("1"))};
        cards[0].card.note = QStringLiteral("mine");
        cards[1].card.note = QStringLiteral("yours");
        Shelf shelf;
        QCOMPARE(shelf.take(cards), (QList{Action::Add, Action::Add}));
        std::ranges::reverse(shelf.m_cards);
        std::ranges::reverse(shelf.m_pictures);
        QCOMPARE(shelf.take(cards), (QList{Action::Skip, Action::Skip}));
    }
    void aCardThatIsHereIsNotTakenForItsTwin()
    {
        auto mine = card(lidl, QStringLiteral("1"));
        mine.card.note = QStringLiteral("mine");
        auto yours = mine;
        yours.card.note = QStringLiteral("yours");
        Shelf shelf;
        shelf.take({mine});
        QCOMPARE(shelf.take({yours, mine}), (QList{Action::Add, Action::Skip}));
        QCOMPARE(shelf.m_cards[0].note, QStringLiteral("mine"));
    }
    void whatChangedIsUpdatedAndTheRestStays()
    {
        auto said = card(lidl, QStringLiteral("1"));
        said.card.note = QStringLiteral("old");
        said.pictures.front = QByteArrayLiteral("front");
        Shelf shelf;
        shelf.take({said});
        auto &here = shelf.m_cards[0];
        here.starred = true;
        here.archived = true;
        here.groups = QStringList{QStringLiteral("food")};
        here.colour = 0x123456;
        here.lastUsed = QDateTime(QDate(2026, 5, 2), QTime(8, 0), Qt::UTC);
        shelf.m_pictures[0].back = QByteArrayLiteral("back");

        said.card.note = QStringLiteral("new");
        said.card.groups = QStringList{QStringLiteral("home"), QStringLiteral("food")};
        said.card.lastUsed = QDateTime(QDate(2026, 5, 1), QTime(8, 0), Qt::UTC);
        said.card.balance = Money::parse(u"5.00", *Currency::fromCode(u"BYN"));
        const auto steps = shelf.plan({said}).value();
        QCOMPARE(steps.size(), 1);
        QCOMPARE(steps[0].action, Action::Update);
        QCOMPARE(steps[0].existingId, QStringLiteral("1"));
        auto wanted = here;
        wanted.note = QStringLiteral("new");
        wanted.groups = QStringList{QStringLiteral("food"), QStringLiteral("home")};
        wanted.balance = said.card.balance;
        QVERIFY(steps[0].imported.card == wanted);
        QVERIFY((steps[0].imported.pictures == CardPictures{{}, QByteArrayLiteral("front"), QByteArrayLiteral("back"), {}}));
        shelf.take({said});
        QCOMPARE(shelf.take({said}), QList{Action::Skip});
    }
    void aPictureAloneIsAnUpdate()
    {
        auto said = card(lidl, QStringLiteral("1"));
        Shelf shelf;
        shelf.take({said});
        said.pictures.icon = QByteArrayLiteral("icon");
        QCOMPARE(shelf.take({said}), QList{Action::Update});
        QCOMPARE(shelf.take({said}), QList{Action::Skip});
        QCOMPARE(shelf.m_pictures[0].icon, QByteArrayLiteral("icon"));
    }
    void theSameCard_data()
    {
        QTest::addColumn<ImportedCard>("here");
        QTest::addColumn<ImportedCard>("said");
        QTest::addColumn<bool>("same");
        const auto one = QStringLiteral("1");
        const auto row = [](const char *name, const ImportedCard &here, const ImportedCard &said, bool same) {
            QTest::newRow(name) << here << said << same;
        };
        const auto without = [](ImportedCard made) {
            made.card.code.reset();
            return made;
        };
        const auto other = [](ImportedCard made, Symbology symbology) {
            made.card.code->symbology = symbology;
            return made;
        };
        row("same origin, everything else differs", card(lidl, one, QStringLiteral("a")),
            card(rimi, QStringLiteral("2"), QStringLiteral("a")), true);
        row("other origin, everything else alike", card(lidl, one, QStringLiteral("a")), card(lidl, one, QStringLiteral("b")), false);
        row("no origin here", card(lidl, one), card(lidl, one, QStringLiteral("a")), true);
        row("code and name in another case", card(lidl, one), card(QStringLiteral("LIDL"), one), true);
        row("same code, other name", card(lidl, one), card(rimi, one), false);
        row("other code, same name", card(lidl, one), card(lidl, QStringLiteral("2")), false);
        row("other symbology", card(lidl, one), other(card(lidl, one), Symbology::QrCode), false);
        row("number alone", without(card(lidl, one)), card(lidl, one), true);
        row("two numbers alone", without(card(lidl, one)), without(card(lidl, one)), true);
        row("number alone, other name", without(card(lidl, one)), without(card(rimi, one)), false);
    }
    void theSameCard()
    {
        QFETCH(const ImportedCard, here);
        QFETCH(const ImportedCard, said);
        QFETCH(const bool, same);
        Shelf shelf;
        shelf.take({here});
        const auto action = shelf.take({said}).first();
        QCOMPARE(action != Action::Add, same);
        QCOMPARE(shelf.m_cards.size(), same ? 1 : 2);
    }
    void equalOnesInTheFileArePlannedOnce()
    {
        auto older = card(lidl, QStringLiteral("1"), QStringLiteral("a"));
        auto newer = older;
        newer.card.note = QStringLiteral("newer");
        const auto plain = card(rimi, QStringLiteral("2"));
        Shelf shelf;
        QCOMPARE(shelf.take({older, plain, newer, plain}), (QList{Action::Add, Action::Add}));
        QCOMPARE(shelf.m_cards[1].note, QStringLiteral("newer"));
    }
    void theServicesAnswerIsNotForgotten()
    {
        auto said = card(lidl, QStringLiteral("1"), QStringLiteral("a"));
        said.card.updates =
            PassUpdates{QStringLiteral("https://example.org"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), {}};
        Shelf shelf;
        shelf.take({said});
        shelf.m_cards[0].updates->lastModified = QStringLiteral("today");
        QCOMPARE(shelf.take({said}), QList{Action::Skip});
        said.card.updates->token = QStringLiteral("d");
        QCOMPARE(shelf.take({said}), QList{Action::Update});
        QCOMPARE(shelf.m_cards[0].updates->lastModified, QStringLiteral("today"));
    }
    void picturesAreAskedForMatchesOnlyAndTheirFailureIsTheAnswer()
    {
        const auto said = card(lidl, QStringLiteral("1"));
        auto here = said.card;
        here.id = QStringLiteral("x");
        auto other = card(rimi, QStringLiteral("2")).card;
        other.id = QStringLiteral("y");
        QStringList asked;
        const auto plan = planImport({{}, {}, {said}, {}}, {here, other}, [&](const QString &id) -> Result<CardPictures> {
            asked.append(id);
            return fail(FailureCode::WalletLocked);
        });
        QCOMPARE(asked, QStringList{QStringLiteral("x")});
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, FailureCode::WalletLocked);
    }
};

QTEST_APPLESS_MAIN(TestImportPlan)
#include "tst_importplan.moc"
