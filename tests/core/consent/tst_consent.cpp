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
};

QTEST_APPLESS_MAIN(TestConsent)
#include "tst_consent.moc"
