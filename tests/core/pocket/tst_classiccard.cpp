// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/classiccard.h"

#include <QTest>

#include <functional>

using namespace odna;

namespace {

using Change = std::function<void(ClassicCard &, CardPictures &)>;

ClassicCard plainCard()
{
    ClassicCard card;
    card.name = QStringLiteral("Евроопт");
    card.number = QStringLiteral("4810 0001");
    card.code = plainContent(Symbology::Code128, QStringLiteral("48100001"));
    card.origin.format = QStringLiteral("typed");
    return card;
}

PassUpdates updates()
{
    return {QStringLiteral("https://example.org/passes/"), QStringLiteral("pass.org.example"), QStringLiteral("7"),
            QStringLiteral("0123456789abcdef"), QString()};
}

} // namespace

Q_DECLARE_METATYPE(Change)

class TestClassicCard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checks_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("field"); // empty: taken
        const auto row = [](const char *name, const char *field, Change change) {
            QTest::newRow(name) << std::move(change) << QString::fromLatin1(field);
        };
        const auto letters = [](qsizetype count) { return QString(count, u'a'); };
        row("as it is", "", [](auto &, auto &) {});
        row("no name", "name", [](auto &card, auto &) { card.name.clear(); });
        row("a blank name", "name", [](auto &card, auto &) { card.name = QStringLiteral(" \t"); });
        row("a name of two lines", "name", [](auto &card, auto &) { card.name = QStringLiteral("a\nb"); });
        row("the longest name", "", [=](auto &card, auto &) { card.name = letters(200); });
        row("a longer name", "name", [=](auto &card, auto &) { card.name = letters(201); });
        row("a note of lines", "", [](auto &card, auto &) { card.note = QStringLiteral("a\n\nb"); });
        row("the longest note", "", [=](auto &card, auto &) { card.note = letters(10'000); });
        row("a longer note", "note", [=](auto &card, auto &) { card.note = letters(10'001); });
        row("NUL in a note", "note", [](auto &card, auto &) { card.note = QString(QChar::Null); });
        row("a longer number", "number", [=](auto &card, auto &) { card.number = letters(501); });
        row("no code", "", [](auto &card, auto &) { card.code.reset(); });
        row("an empty code", "code", [](auto &card, auto &) { card.code->text.clear(); });
        row("a longer code", "code", [=](auto &card, auto &) { card.code->text = letters(8'001); });
        row("more bytes", "code", [](auto &card, auto &) { card.code->bytes = QByteArray(8'001, 'a'); });
        row("no such day", "validity", [](auto &card, auto &) { card.validUntil = QDateTime(); });
        row("groups", "", [](auto &card, auto &) { card.groups = QStringList{QStringLiteral("a"), QStringLiteral("b")}; });
        row("a group twice", "groups", [](auto &card, auto &) { card.groups = QStringList{QStringLiteral("a"), QStringLiteral("a")}; });
        row("a group without a name", "groups", [](auto &card, auto &) { card.groups = QStringList{QString()}; });
        row("100 fields", "", [](auto &card, auto &) { card.fields = QList<CardField>(100); });
        row("101 fields", "fields", [](auto &card, auto &) { card.fields = QList<CardField>(101); });
        row("a longer label", "fields", [=](auto &card, auto &) { card.fields = {{letters(201), {}, false}}; });
        row("a longer value", "fields", [=](auto &card, auto &) { card.fields = {{{}, letters(10'001), false}}; });
        row("no origin", "origin", [](auto &card, auto &) { card.origin.format.clear(); });
        row("updates", "", [](auto &card, auto &) { card.updates = updates(); });
        row("updates in the clear", "updates", [](auto &card, auto &) {
            card.updates = updates();
            card.updates->serviceUrl = QStringLiteral("http://example.org/");
        });
        row("updates without a token", "updates", [](auto &card, auto &) {
            card.updates = updates();
            card.updates->token.clear();
        });
        row("a retailer of two lines", "retailer", [](auto &card, auto &) { card.retailerId = QStringLiteral("a\nb"); });
        row("the largest picture", "", [](auto &, auto &pictures) { pictures.back = QByteArray(8 * 1024 * 1024, 'a'); });
        row("a larger picture", "pictures", [](auto &, auto &pictures) { pictures.back = QByteArray(8 * 1024 * 1024 + 1, 'a'); });
    }
    void checks()
    {
        QFETCH(const Change, change);
        QFETCH(const QString, field);
        auto card = plainCard();
        CardPictures pictures;
        change(card, pictures);
        const auto checked = checkCard(card, pictures);
        QCOMPARE(checked.has_value(), field.isEmpty());
        if (!checked) {
            QCOMPARE(checked.error().code, FailureCode::CardInvalid);
            QCOMPARE(checked.error().detail, field);
        }
    }
};

QTEST_APPLESS_MAIN(TestClassicCard)
#include "tst_classiccard.moc"
