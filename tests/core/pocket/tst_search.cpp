// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/search.h"

#include <QLocale>
#include <QTest>

using namespace odna;

namespace {

ClassicCard named(const QString &name)
{
    ClassicCard card;
    card.name = name;
    return card;
}

QStringList names(const QList<ClassicCard> &cards)
{
    QStringList all;
    for (const auto &card : cards) {
        all.append(card.name);
    }
    return all;
}

QDateTime day(int number)
{
    return {QDate(2026, 1, number), QTime(0, 0), Qt::UTC};
}

} // namespace

class TestSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data()
    {
        QTest::addColumn<QStringList>("spellings");
        const auto row = [](const char *name, const QStringList &spellings) { QTest::newRow(name) << spellings; };
        row("scripts", {QStringLiteral("Евроопт"), QStringLiteral("evroopt"), QStringLiteral("Yevroopt"), QStringLiteral("ЕВРООПТ")});
        row("yo", {QStringLiteral("Ёлка"), QStringLiteral("елка"), QStringLiteral("yolka"), QStringLiteral("Elka")});
        row("short u", {QStringLiteral("Кураўна"), QStringLiteral("курауна"), QStringLiteral("Kurauna")});
        row("umlaut", {QStringLiteral("Müller"), QStringLiteral("muller"), QStringLiteral("MÜLLER"), QStringLiteral("Mu\u0308ller")});
        row("Polish", {QStringLiteral("Żabka Łódź"), QStringLiteral("zabka lodz")});
        row("sharp s", {QStringLiteral("Straße"), QStringLiteral("STRASSE")});
        row("digits", {QStringLiteral("9990 2763-8836"), QStringLiteral("999027638836"), QStringLiteral("9990–2763 8836")});
        row("punctuation", {QStringLiteral("H&M"), QStringLiteral("h  m"), QStringLiteral("h-m")});
        row("hushing", {QStringLiteral("Щедрый час"), QStringLiteral("Shchedryy chas")});
        row("k for c", {QStringLiteral("Кока"), QStringLiteral("Coca"), QStringLiteral("koka")});
        row("full width", {QStringLiteral("ＡＢＣ１２"), QStringLiteral("abc12")});
    }
    void forms()
    {
        QFETCH(const QStringList, spellings);
        const auto form = searchForm(spellings.first());
        QVERIFY(!form.isEmpty());
        for (const auto &spelling : spellings) {
            QCOMPARE(searchForm(spelling), form);
        }
    }
    void shortIIsALetterOfItsOwn()
    {
        QVERIFY(searchForm(u"йод") != searchForm(u"иод"));
        QCOMPARE(searchForm(u"й"), searchForm(u"\u0438\u0306"));
    }
    void whatIsSearched()
    {
        auto card = named(QStringLiteral("Спорт-Мастер"));
        card.note = QStringLiteral("Карта Анны\n10 %");
        card.number = QStringLiteral("1204 5566");
        card.code = plainContent(Symbology::Code128, QStringLiteral("X77"));
        for (const auto *query : {"", "  ", "спорт", "SPORT", "master sport", "анны", "120455", "1204 55", "04-55", "x77", "10"}) {
            QVERIFY2(matches(card, QString::fromUtf8(query)), query);
        }
        QVERIFY(!matches(card, u"мастерская"));
        QVERIFY2(!matches(card, u"мастеркарта"), "no word is found across two fields");
        QVERIFY(!matches(card, u"66 x77 8"));
    }
    void asWrittenWhileTyping()
    {
        // The sound of the whole word begins with another letter than the word does: typing its first letters finds it all the same.
        for (const auto *query : {"k", "kh", "kho", "kholod"}) {
            QVERIFY2(matches(named(QStringLiteral("Kholod")), QString::fromLatin1(query)), query);
        }
    }
    void hostileTexts()
    {
        const QString lone = QString(QChar(0xD800)) + QChar(0xDC00) + QChar(0xDC00) + QChar(0x0306);
        QVERIFY(matches(named(lone), lone));
        QVERIFY(!searchForm(QString(100'000, u'щ')).isEmpty());
    }
    void orders()
    {
        auto apple = named(QStringLiteral("apple"));
        auto bear = named(QStringLiteral("Bear"));
        auto cat = named(QStringLiteral("cat"));
        auto star = named(QStringLiteral("zebra"));
        auto old = named(QStringLiteral("aardvark"));
        star.starred = true;
        old.starred = old.archived = true;
        apple.lastUsed = day(1);
        cat.lastUsed = day(2);
        apple.validUntil = day(9);
        bear.validUntil = day(8);
        bear.balance = Money{100, {}};
        apple.balance = Money{200, *Currency::fromCode(u"BYN")};
        cat.balance = Money{300, *Currency::fromCode(u"BYN")};
        const auto sorted = [&](CardOrder order) {
            QList<ClassicCard> cards = {old, cat, bear, star, apple};
            sortCards(cards, order);
            auto list = names(cards);
            if (list.takeFirst() != star.name || list.takeLast() != old.name) {
                return QStringLiteral("starred first, archived last");
            }
            return list.join(u' ');
        };
        QCOMPARE(sorted(CardOrder::LastUsed), QStringLiteral("cat apple Bear"));
        QCOMPARE(sorted(CardOrder::ValidUntil), QStringLiteral("Bear apple cat"));
        QCOMPARE(sorted(CardOrder::Balance), QStringLiteral("cat apple Bear"));
        QLocale::setDefault(QLocale(QLocale::Russian, QLocale::Belarus));
        QCOMPARE(sorted(CardOrder::Name), QStringLiteral("apple Bear cat"));
    }
};

QTEST_APPLESS_MAIN(TestSearch)
#include "tst_search.moc"
