// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/strictjson.h"
#include "core/wire/messages.h"
#include "core/wire/outgoing.h"

#include "tests/support/fakeclock.h"

#include <QJsonArray>
#include <QJsonObject>

// Whole values of every kind for the tests of this room, and a way to spoil one place of a JSON object.

namespace odna::samples {

using namespace Qt::Literals::StringLiterals;

inline QString opId()
{
    return u"01K1J8Z0Q4T7M2V9X3B6C5D8EF"_s;
}

inline QString linkId()
{
    return u"lnk_01K1J8Z0Q4T7M2V9X3B6C5D8EF"_s;
}

inline SigningKey key(char fill)
{
    return SigningKey::fromSeed(SecretBytes(QByteArray(32, fill)));
}

inline DerivedCard card()
{
    return {*CardNumber::parse(u"999027638836154327"), 0};
}

inline Currency byn()
{
    return *Currency::fromCode(u"BYN");
}

inline QDateTime moment()
{
    return FakeClock().now();
}

inline Receipt receipt()
{
    return {.fiscal = {u"by-ui"_s, u"8FAB703F74748FDE1D0BD551"_s},
            .kind = ReceiptKind::Sale,
            .issuedAt = fromTimestamp(u"2026-08-01T15:28:00+03:00"_s),
            .sellerTaxId = u"191234567"_s,
            .storeId = u"0312"_s,
            .total = Money{2550, byn()},
            .totalFrom = Provenance::Scanned,
            .lines = {{.name = u"Молоко 3,2 %"_s,
                       .gtin = u"4810268012345"_s,
                       .quantity = u"2"_s,
                       .unit = u"pcs"_s,
                       .price = 1400,
                       .amount = 2550,
                       .discount = 250}},
            .linesFrom = Provenance::Retailer};
}

inline Offer offer()
{
    return {.id = u"summer-12"_s,
            .title = u"Молоко за полцены"_s,
            .text = u"Первая строка\nВторая"_s,
            .reason = u"Вы часто берёте молоко"_s,
            .messageClass = MessageClass::Advertising,
            .audience = Audience::Personal,
            .validFrom = moment(),
            .validUntil = moment().addDays(7),
            .price = Money{125, byn()},
            .regularPrice = Money{250, byn()},
            .coupon = Coupon{u"SUMMER-12-77"_s, u"ean13"_s}};
}

inline Profile profile()
{
    return {{ProfileField::FirstName, u"Аня"_s}, {ProfileField::City, u"Гродно"_s}, {ProfileField::Birthday, u"1990-02-28"_s}};
}

inline Grants grants()
{
    Grants all;
    all.give({Purpose::Membership, std::nullopt});
    all.give({Purpose::PersonalOffers, std::nullopt});
    for (const auto field : {ProfileField::FirstName, ProfileField::City, ProfileField::Birthday}) {
        all.give({Purpose::Accrual, field});
    }
    return all;
}

inline Descriptor descriptor(const QString &id = u"grocer.example.by"_s)
{
    return {.retailerId = id,
            .sequence = 7,
            .issuedAt = moment(),
            .expiresAt = moment().addDays(30),
            .legalName = u"ООО «Бакалея»"_s,
            .brand = u"Бакалея"_s,
            .colour = u"#20a040"_s,
            .country = u"BY"_s,
            .taxIds = {u"191234567"_s},
            .currency = byn(),
            .baseUrl = QUrl(u"https://gateway.example.by"_s),
            .rootKey = key('r').publicKey(),
            .answerKey = key('a').publicKey(),
            .purposes = {Purpose::Membership, Purpose::PersonalOffers},
            .askedFields = {{ProfileField::FirstName, Purpose::Membership}},
            .consent = {u"2026-07"_s, {{u"ru"_s, u"Согласие\nна обработку"_s}, {u"en"_s, u"Consent"_s}}},
            .receiptSchemes = {u"by-ui"_s},
            .sensitive = true,
            .cardForms = {u"code128"_s, u"qr"_s},
            .capabilities = {u"submitPurchase"_s},
            .privacyContact = u"privacy@example.by"_s};
}

inline Link link(const QString &retailerId = u"grocer.example.by"_s)
{
    return {.linkId = linkId(), .descriptor = descriptor(retailerId), .card = card(), .grants = grants(), .cursor = 0};
}

inline ConsentReceipt consent(const QString &retailerId = u"grocer.example.by"_s)
{
    return {.id = opId(),
            .retailerId = retailerId,
            .documentVersion = u"2026-07"_s,
            .documentLanguage = u"ru"_s,
            .documentDigest = descriptor().consent.digestOf(u"ru"_s),
            .grants = grants(),
            .givenAt = moment(),
            .withdrawnAt = std::nullopt};
}

inline JoinRequest joinRequest(const QString &retailerId = u"grocer.example.by"_s)
{
    const auto identity = key('i');
    const auto linkKey = key('l');
    return {.opId = opId(),
            .card = card(),
            .identityKey = identity.publicKey(),
            .linkKey = linkKey.publicKey(),
            .binding = bindLinkKey(identity, linkKey.publicKey(), retailerId),
            .consent = SignedText::make(consentContext(retailerId), jsonBytes(toJson(consent(retailerId))), linkKey),
            .profile = profile()};
}

inline PurchaseMessage purchase()
{
    return {.opId = opId(),
            .linkId = linkId(),
            .cardNumber = card().number.text(),
            .method = u"receipt_qr"_s,
            .confirmedAt = moment(),
            .receipt = receipt(),
            .profile = profile(),
            .consentRef = u"cr_01K1J8Z0Q4T7M2V9X3B6C5D8EF"_s};
}

inline PurchaseAnswer purchaseAnswer()
{
    return {.opId = opId(),
            .fiscal = receipt().fiscal,
            .kind = ReceiptKind::SaleReturn,
            .status = PurchaseStatus::NeedsReview,
            .points = -25,
            .reason = u"нет в учёте"_s,
            .at = moment()};
}

inline EventBody eventBody()
{
    return {u"offer"_s, moment(), toJson(offer())};
}

inline SignedEvent signedEvent(qint64 cursor = 7)
{
    return {cursor, SignedText::make(eventContext(linkId(), cursor), eventText(eventBody()), key('a'))};
}

inline TillReport tillReport()
{
    return {.opId = opId(), .cardNumber = card().number.text(), .terminal = u"касса 3"_s, .receipt = receipt()};
}

inline QJsonObject backOffice()
{
    const BackOfficeEvent links{opId(), false, {linkId()}, {}, eventBody()};
    const BackOfficeEvent cards{opId(), false, {}, {card().number.text()}, eventBody()};
    const BackOfficeEvent all{opId(), true, {}, {}, {u"offer.withdrawn"_s, {}, {{u"id"_s, u"summer-12"_s}}}};
    return {{u"events"_s, QJsonArray{toJson(links), toJson(cards), toJson(all)}}};
}

/// \a value with the place \a path ("data.receipt.lines.0.amount") set to \a with, or removed where \a with is undefined.
inline QJsonValue spoiled(const QJsonValue &value, QStringView path, const QJsonValue &with)
{
    if (path.isEmpty()) {
        return with;
    }
    const auto point = path.indexOf(u'.');
    const auto head = path.first(point < 0 ? path.size() : point).toString();
    const auto rest = point < 0 ? QStringView() : path.sliced(point + 1);
    if (value.isArray()) {
        auto array = value.toArray();
        array[head.toLongLong()] = spoiled(array[head.toLongLong()], rest, with);
        return array;
    }
    auto object = value.toObject();
    if (rest.isEmpty() && with.isUndefined()) {
        object.remove(head);
    } else {
        object[head] = spoiled(object[head], rest, with);
    }
    return object;
}

} // namespace odna::samples
