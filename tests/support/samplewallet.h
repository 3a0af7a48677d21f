// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ulid.h"
#include "core/wallet/wallet.h"
#include "core/wire/messages.h"
#include "core/wire/valuejson.h"

#include <QJsonDocument>
#include <QTest>

namespace odna::sample {

/// A retailer as its descriptor would introduce it.
inline Descriptor retailer(const QString &id, const QString &brand, const QString &legalName, const QString &colour, const QString &country,
                           const QString &taxId, const QString &currency, const QString &scheme, bool sensitive)
{
    Descriptor descriptor;
    descriptor.retailerId = id;
    descriptor.sequence = 1;
    descriptor.issuedAt = fromTimestamp(QStringLiteral("2026-07-01T00:00:00.000Z"));
    descriptor.expiresAt = fromTimestamp(QStringLiteral("2036-07-01T00:00:00.000Z"));
    descriptor.legalName = legalName;
    descriptor.brand = brand;
    descriptor.colour = colour;
    descriptor.country = country;
    descriptor.taxIds = {taxId};
    descriptor.currency = *Currency::fromCode(currency);
    descriptor.baseUrl = QUrl(QStringLiteral("https://odna.") + id);
    descriptor.rootKey = SigningKey::create().publicKey();
    descriptor.answerKey = SigningKey::create().publicKey();
    descriptor.purposes = allPurposes();
    descriptor.askedFields = {{ProfileField::FirstName, Purpose::Membership}, {ProfileField::Birthday, Purpose::PersonalOffers}};
    descriptor.consent.version = QStringLiteral("2026-07");
    descriptor.consent.texts = {
        {QStringLiteral("en"),
         QStringLiteral("We keep your card number to run the membership. We collect points for purchases that you confirm. We send offers "
                        "only where you allow it.\n\nYou may end the membership at any time, at once, and ask us to erase what we hold.")},
        {QStringLiteral("ru"), QStringLiteral("Мы храним номер вашей карты, чтобы вести участие в программе.")}};
    descriptor.receiptSchemes = {scheme};
    descriptor.sensitive = sensitive;
    descriptor.cardForms = {QStringLiteral("code128"), QStringLiteral("qr")};
    descriptor.capabilities = {QStringLiteral("submitPurchase")};
    descriptor.privacyContact = QStringLiteral("privacy@") + id;
    return descriptor;
}

inline Descriptor grocer()
{
    return retailer(QStringLiteral("grocer.example.by"), QStringLiteral("Зялёны дворык"), QStringLiteral("ООО «Зялёны дворык»"),
                    QStringLiteral("#2e9e4f"), QStringLiteral("BY"), QStringLiteral("191234567"), QStringLiteral("BYN"),
                    QStringLiteral("by-ui"), false);
}

inline Descriptor supermarket()
{
    return retailer(QStringLiteral("market.example.ru"), QStringLiteral("Перекрёсток вкуса"), QStringLiteral("АО «Перекрёсток вкуса»"),
                    QStringLiteral("#d9472b"), QStringLiteral("RU"), QStringLiteral("7705466989"), QStringLiteral("RUB"),
                    QStringLiteral("ru-fns"), false);
}

inline Descriptor pharmacy()
{
    return retailer(QStringLiteral("pharmacy.example.by"), QStringLiteral("Аптека №7"), QStringLiteral("ОАО «Аптека №7»"),
                    QStringLiteral("#1577b8"), QStringLiteral("BY"), QStringLiteral("190000007"), QStringLiteral("BYN"),
                    QStringLiteral("by-ui"), true);
}

/// Links \a descriptor; the shopper allowed personal offers and nothing else.
inline void link(Wallet &wallet, const Descriptor &descriptor, const Clock &clock)
{
    Grants grants;
    grants.give({Purpose::PersonalOffers, std::nullopt});
    const Link link{QStringLiteral("lnk_") + descriptor.retailerId.section(QLatin1Char('.'), 0, 0),
                    descriptor,
                    wallet.card(),
                    grants,
                    Link::State::Active,
                    0};
    ConsentReceipt consent;
    consent.id = newUlid(clock);
    consent.retailerId = descriptor.retailerId;
    consent.documentVersion = descriptor.consent.version;
    consent.documentLanguage = QStringLiteral("en");
    consent.documentDigest = descriptor.consent.digestOf(QStringLiteral("en"));
    consent.grants = grants;
    consent.givenAt = clock.now();
    const SignedText text =
        SignedText::make(consentContext(descriptor.retailerId), QJsonDocument(toJson(consent)).toJson(QJsonDocument::Compact),
                         wallet.linkKey(descriptor.retailerId));
    const Disclosure disclosure{clock.now(), descriptor.retailerId, newUlid(clock), QStringLiteral("join"), "{}", 201, "{}"};
    const Result<void> added = wallet.addLink(link, consent, text, QByteArray(64, 's'), disclosure);
    QVERIFY2(added, qPrintable(added ? QString() : describe(added.error())));
}

inline SignedEvent event(qint64 cursor, const QString &type, const QJsonObject &data, const Clock &clock)
{
    return {cursor, {eventText({type, clock.now(), data}), QByteArray(64, 's')}};
}

inline Offer offer(const QString &id, const QString &title, const QString &text, const QString &reason, Audience audience,
                   const Clock &clock, const Currency &currency, qint64 price, qint64 regular, const QString &coupon)
{
    Offer offer;
    offer.id = id;
    offer.title = title;
    offer.text = text;
    offer.reason = reason;
    offer.audience = audience;
    offer.validUntil = clock.now().addDays(14);
    if (price > 0) {
        offer.price = Money{price, currency};
        offer.regularPrice = Money{regular, currency};
    }
    if (!coupon.isEmpty()) {
        offer.coupon = Coupon{coupon, QStringLiteral("code128")};
    }
    return offer;
}

inline Receipt receipt(const FiscalId &fiscal, const QString &taxId, const Money &total, const Clock &clock)
{
    Receipt receipt;
    receipt.fiscal = fiscal;
    receipt.issuedAt = clock.now().addSecs(-120);
    receipt.sellerTaxId = taxId;
    receipt.total = total;
    receipt.totalFrom = Provenance::Retailer;
    const qint64 half = total.minor / 2;
    receipt.lines = {
        {QStringLiteral("Хлеб «Нарочанский», 500 г"), {}, QStringLiteral("1"), QStringLiteral("pcs"), half, half, 0},
        {QStringLiteral("Тварог 9 %"), {}, QStringLiteral("2"), QStringLiteral("pcs"), (total.minor - half) / 2, total.minor - half, 0}};
    return receipt;
}

/// Three retailers, a purchase that was confirmed, one that waits, offers of both audiences.
inline void fill(Wallet &wallet, const Clock &clock)
{
    const QList<Descriptor> shops{grocer(), supermarket(), pharmacy()};
    for (const Descriptor &shop : shops) {
        link(wallet, shop, clock);
    }
    const Currency byn = shops[0].currency;
    const Currency rub = shops[1].currency;
    const FiscalId first{QStringLiteral("by-ui"), QStringLiteral("8FAB703F74748FDE1D0BD551")};
    const Receipt bread = receipt(first, shops[0].taxIds[0], {2550, byn}, clock);
    const auto stored = [](const Result<qint64> &cursor) { QVERIFY2(cursor, qPrintable(cursor ? QString() : describe(cursor.error()))); };
    stored(wallet.storeEvents(
        shops[0].retailerId,
        {event(1, QStringLiteral("receipt"), toJson(bread), clock),
         event(2, QStringLiteral("offer"),
               toJson(offer(QStringLiteral("rye-20"), QStringLiteral("Хлеб «Нарочанский» −20 %"),
                            QStringLiteral("Адзін бохан на чэк, у любой краме сеткі."),
                            QStringLiteral("Вы купляеце яго прыкладна кожныя 12 дзён."), Audience::Personal, clock, byn, 240, 300,
                            QStringLiteral("ODN-RYE-20-4417"))),
               clock),
         event(3, QStringLiteral("offer"),
               toJson(offer(QStringLiteral("week"), QStringLiteral("Тыдзень малочных прадуктаў"),
                            QStringLiteral("Да 15 % на малако, кефір і тварог."), {}, Audience::Common, clock, byn, 0, 0, {})),
               clock)}));
    const Result<QList<HeldReceipt>> held = wallet.receipts(10);
    QVERIFY(held && held->size() == 1);
    const Result<ConsentReceipt> consent = wallet.latestConsent(shops[0].retailerId);
    const Result<OutgoingMessage> message = OutgoingMessage::purchase(*wallet.link(shops[0].retailerId), bread, shops[0].retailerId, {},
                                                                      consent ? consent->id : QString(), clock);
    QVERIFY2(message, qPrintable(message ? QString() : describe(message.error())));
    QVERIFY(wallet.confirmPurchase(held->constFirst().id, *message));
    PurchaseAnswer answer;
    answer.opId = message->opId();
    answer.fiscal = first;
    answer.status = PurchaseStatus::Accepted;
    answer.points = 25;
    answer.at = clock.now();
    QVERIFY(
        wallet.acknowledge(message->opId(), answer,
                           {clock.now(), shops[0].retailerId, message->opId(), QStringLiteral("purchase"), message->body(), 202, "{}"}));
    stored(wallet.storeEvents(shops[1].retailerId,
                              {event(1, QStringLiteral("receipt"),
                                     toJson(receipt({QStringLiteral("ru-fns"), QStringLiteral("9251440300227597:55497:617635937")},
                                                    shops[1].taxIds[0], {103000, rub}, clock)),
                                     clock),
                               event(2, QStringLiteral("offer"),
                                     toJson(offer(QStringLiteral("coffee"), QStringLiteral("Кофе в зёрнах, 250 г"),
                                                  QStringLiteral("Скидка на любой сорт."), QStringLiteral("Вы давно его не покупали."),
                                                  Audience::Personal, clock, rub, 44900, 59900, QStringLiteral("4607012345678"))),
                                     clock)}));
    stored(wallet.storeEvents(shops[2].retailerId,
                              {event(1, QStringLiteral("offer"),
                                     toJson(offer(QStringLiteral("cream"), QStringLiteral("SECRET"), QStringLiteral("SECRET"), {},
                                                  Audience::Personal, clock, byn, 500, 700, QStringLiteral("PH-1"))),
                                     clock)}));
}

} // namespace odna::sample
