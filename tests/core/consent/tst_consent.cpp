// SPDX-License-Identifier: Apache-2.0
#include "core/consent/consent.h"

#include <QTest>

using namespace odna;

class TestConsent final : public QObject
{
    Q_OBJECT

    const Profile everything{{ProfileField::FirstName, QStringLiteral("Анна")},
                             {ProfileField::Email, QStringLiteral("anna@example.com")},
                             {ProfileField::City, QStringLiteral("Минск")}};

private Q_SLOTS:
    void fieldsAreNamedBothWays()
    {
        const QStringList names{QStringLiteral("first_name"), QStringLiteral("last_name"), QStringLiteral("email"), QStringLiteral("phone"),
                                QStringLiteral("birthday"),   QStringLiteral("city"),      QStringLiteral("sex")};
        QCOMPARE(allProfileFields().size(), names.size());
        for (qsizetype i = 0; i < names.size(); ++i) {
            QCOMPARE(nameOf(allProfileFields()[i]), names[i]);
            QCOMPARE(profileFieldNamed(names[i]), allProfileFields()[i]);
        }
        QVERIFY(!profileFieldNamed(u"FirstName"));
        QVERIFY(!profileFieldNamed(u""));
    }
    void purposesAreNamedBothWays()
    {
        const QStringList names{QStringLiteral("membership"), QStringLiteral("accrual"), QStringLiteral("personal_offers"),
                                QStringLiteral("statistics")};
        QCOMPARE(allPurposes().size(), names.size());
        for (qsizetype i = 0; i < names.size(); ++i) {
            QCOMPARE(nameOf(allPurposes()[i]), names[i]);
            QCOMPARE(purposeNamed(names[i]), allPurposes()[i]);
        }
        QVERIFY(!purposeNamed(u"marketing"));
    }

    void nothingIsGrantedByDefault()
    {
        const Grants grants;
        QVERIFY(grants.isEmpty());
        QVERIFY(grants.filter(everything).isEmpty());
        for (const auto purpose : allPurposes()) {
            QVERIFY(!grants.allows(purpose));
        }
        for (const auto field : allProfileFields()) {
            QVERIFY(!grants.allows(field));
        }
    }
    void aPurposeBringsNoField()
    {
        Grants grants;
        grants.give({Purpose::PersonalOffers, std::nullopt});
        QVERIFY(grants.allows(Purpose::PersonalOffers));
        QVERIFY(!grants.allows(Purpose::Membership));
        QVERIFY(grants.filter(everything).isEmpty());
    }
    void aFieldBringsNoPurpose()
    {
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::City});
        QVERIFY(!grants.allows(Purpose::Membership));
        QVERIFY(grants.allows(ProfileField::City));
        QVERIFY(!grants.allows(ProfileField::Email));
        QCOMPARE(grants.filter(everything), (Profile{{ProfileField::City, QStringLiteral("Минск")}}));
    }
    void aGrantedFieldThatIsNotWrittenStaysAbsent()
    {
        Grants grants;
        grants.give({Purpose::Membership, ProfileField::Phone});
        QVERIFY(grants.filter(everything).isEmpty());
    }
    void withdrawingTakesExactlyThatGrant()
    {
        Grants grants;
        const Grant forMembership{Purpose::Membership, ProfileField::City};
        const Grant forStatistics{Purpose::Statistics, ProfileField::City};
        grants.give(forMembership);
        grants.give(forMembership); // twice is once
        grants.give(forStatistics);
        QCOMPARE(grants.all().size(), std::size_t{2});
        grants.withdraw(forMembership);
        QVERIFY(!grants.contains(forMembership));
        QVERIFY(grants.allows(ProfileField::City));
        grants.withdraw(forStatistics);
        QVERIFY(!grants.allows(ProfileField::City));
        grants.withdraw(forStatistics); // what is not there
        QVERIFY(grants.isEmpty());
    }

    void profileValuesAreChecked_data()
    {
        QTest::addColumn<ProfileField>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored"); // null where it is refused
        const auto good = [](ProfileField field, const QString &typed, const QString &stored) {
            QTest::addRow("%s: %s", qPrintable(nameOf(field)), qPrintable(typed)) << field << typed << stored;
        };
        const auto same = [&good](ProfileField field, const QString &typed) { good(field, typed, typed); };
        const auto wrong = [&good](ProfileField field, const QString &typed) { good(field, typed, QString()); };
        const auto s = [](const char *text) { return QString::fromUtf8(text); };

        for (const ProfileField field : allProfileFields()) {
            good(field, s("  \t "), s(""));
        }
        same(ProfileField::FirstName, s("Жан-Поль"));
        same(ProfileField::FirstName, s("О’Нил"));
        good(ProfileField::LastName, s("  Ann\n  Mary "), s("Ann Mary"));
        good(ProfileField::LastName, s("И\u0306"), s("Й"));
        wrong(ProfileField::LastName, s("+375 29"));
        wrong(ProfileField::FirstName, s("a") + QChar(0) + s("b"));
        wrong(ProfileField::FirstName, s("a") + QChar(0xD800));
        same(ProfileField::City, QString(200, u'x'));
        wrong(ProfileField::City, QString(201, u'x'));
        wrong(ProfileField::City, s("220004"));

        good(ProfileField::Email, s(" a.b+odna@mail.example.by "), s("a.b+odna@mail.example.by"));
        same(ProfileField::Email, s("анна@пример.бел"));
        for (const char *typed :
             {"example.by", "@example.by", "a@", "a@b", "a@b@c.by", "a b@c.by", "a@-b.by", "a@b..by", "a@.by", "a@10.0.0.1"}) {
            wrong(ProfileField::Email, s(typed));
        }
        same(ProfileField::Email, QString(64, u'a') + s("@b.by"));
        wrong(ProfileField::Email, QString(65, u'a') + s("@b.by"));

        good(ProfileField::Phone, s("+375 (29) 123-45-67"), s("+375291234567"));
        good(ProfileField::Phone, s("00375291234567"), s("+375291234567"));
        same(ProfileField::Phone, s("+123456789012345"));
        for (const char *typed :
             {"call me", "+", "80291234567", "+0291234567", "+123456", "+1234567890123456", "+37529x234567", "++37529123456"}) {
            wrong(ProfileField::Phone, s(typed));
        }
        wrong(ProfileField::Phone, s("+٣٧٥٢٩١٢٣٤٥٦٧"));

        same(ProfileField::Birthday, s("1990-12-31"));
        good(ProfileField::Birthday, s("31.12.1990"), s("1990-12-31"));
        good(ProfileField::Birthday, s("1.2.1990"), s("1990-02-01"));
        same(ProfileField::Birthday, s("2026-08-01")); // the day of this test
        same(ProfileField::Birthday, s("1896-08-01"));
        for (const char *typed :
             {"2026-08-02", "1896-07-31", "1990-02-30", "tomorrow", "1990-12-31T10:00", "31/12/1990", "90-12-31", "1990"}) {
            wrong(ProfileField::Birthday, s(typed));
        }

        same(ProfileField::Sex, s("female"));
        good(ProfileField::Sex, s("Male"), s("male"));
        wrong(ProfileField::Sex, s("yes"));
    }
    void profileValuesAreChecked()
    {
        QFETCH(ProfileField, field);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const auto checked = checkedProfileValue(field, typed, QDate(2026, 8, 1));
        if (stored.isNull()) {
            QVERIFY2(!checked, checked ? qPrintable(*checked) : "");
            QCOMPARE(checked.error().code, FailureCode::ProfileValueWrong);
            QCOMPARE(checked.error().detail, nameOf(field)); // never what was typed
        } else {
            QVERIFY(checked);
            QCOMPARE(*checked, stored);
            QCOMPARE(checkedProfileValue(field, *checked, QDate(2026, 8, 1)), *checked);
        }
    }
};

QTEST_APPLESS_MAIN(TestConsent)
#include "tst_consent.moc"
