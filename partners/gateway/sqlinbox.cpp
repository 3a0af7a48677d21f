// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/sqlinbox.h"

#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"

#include <set>

namespace odna {

namespace {

constexpr int pageEvents = 100;
constexpr qsizetype pageBytes = 60 * 1024;

bool isAdvertising(const EventBody &body)
{
    if (body.type == QLatin1StringView("offer.withdrawn")) {
        return false;
    }
    return messageClassNamed(body.data.value(QLatin1StringView("class")).toString()) == MessageClass::Advertising;
}

} // namespace

bool SqlInbox::append(SqlConnection &sql, SqlEffects &effects, const Member &member, const QByteArray &text,
                      const OfferColumns &columns) const
{
    qint64 cursor = 0;
    {
        const auto row = sql.rows("UPDATE links SET last_cursor = last_cursor + 1 WHERE card_number = ? AND link_id = ? AND active = 1 "
                                  "RETURNING last_cursor",
                                  member.cardNumber, member.linkId);
        if (!row) {
            return false;
        }
        cursor = row.number(0);
    }
    sql.run("INSERT INTO events (card_number, link_id, cursor, op_id, text, created_at, offer_id, valid_from, valid_until, title, coupon, "
            "symbology) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            member.cardNumber, member.linkId, cursor, columns.opId, text, now(), columns.offerId, columns.validFrom, columns.validUntil,
            columns.title, columns.coupon, columns.symbology);
    effects.linksWithEvents.insert(member.linkId);
    return true;
}

void SqlInbox::add(SqlConnection &sql, SqlEffects &effects, const Member &member, QStringView type, const QDateTime &at,
                   const QByteArray &data) const
{
    append(sql, effects, member, eventText(type, at, data), {});
}

bool SqlInbox::addFromOffice(SqlConnection &sql, SqlEffects &effects, const Member &member, const EventBody &body,
                             const QString &opId) const
{
    {
        const auto row = sql.rows("SELECT 1 FROM events WHERE link_id = ? AND op_id = ?", member.linkId, opId);
        if (row) { // a part of an operation that a crash interrupted
            return true;
        }
    }
    if (isAdvertising(body)) { // the audience was read a while ago
        const auto row =
            sql.rows("SELECT grants FROM links WHERE card_number = ? AND link_id = ? AND active = 1", member.cardNumber, member.linkId);
        if (!row || !grantsOf(row.bytes(0)).allows(Purpose::PersonalOffers)) {
            return false;
        }
    }
    OfferColumns columns;
    columns.opId = opId;
    if (body.type == QLatin1StringView("offer")) {
        if (const auto offer = offerFromJson(body.data)) {
            columns.offerId = offer->id;
            columns.validFrom = orNull(offer->validFrom);
            columns.validUntil = offer->validUntil.toMSecsSinceEpoch();
            columns.title = offer->title;
            if (offer->coupon && offer->coupon->printAtTill && offer->audience == odna::Audience::Personal) {
                columns.coupon = offer->coupon->code;
                columns.symbology = offer->coupon->symbology;
            }
        }
    }
    if (body.type == QLatin1StringView("offer") || body.type == QLatin1StringView("offer.withdrawn")) { // the last word of an offer counts
        sql.run("UPDATE events SET coupon = NULL WHERE card_number = ? AND link_id = ? AND coupon IS NOT NULL AND offer_id = ?",
                member.cardNumber, member.linkId, body.data.value(QLatin1StringView("id")).toString());
    }
    return append(sql, effects, member, eventText(body), columns);
}

std::optional<PrintedCoupon> SqlInbox::couponFor(SqlConnection &sql, const Member &member) const
{
    const auto at = now();
    const auto row = sql.rows("SELECT title, coupon, symbology FROM events WHERE card_number = ? AND link_id = ? AND coupon IS NOT NULL "
                              "AND valid_until > ? AND (valid_from IS NULL OR valid_from <= ?) ORDER BY cursor DESC LIMIT 1",
                              member.cardNumber, member.linkId, at, at);
    return row ? std::optional(PrintedCoupon{row.text(0), {row.text(1), row.text(2), true}}) : std::nullopt;
}

InboxPage SqlInbox::page(SqlConnection &sql, const LinkRecord &link, qint64 after)
{
    InboxPage page;
    page.next = after;
    qsizetype bytes = 0;
    const QByteArray place(64, '\0'); // of the signature, which the caller makes
    for (auto row = sql.rows("SELECT cursor, text FROM events WHERE card_number = ? AND link_id = ? AND cursor > ? "
                             "ORDER BY cursor LIMIT ?",
                             link.cardNumber, link.linkId, after, pageEvents);
         row; row.next()) {
        SignedEvent event{row.number(0), {row.bytes(1), place}};
        // As a string in JSON a text grows by its quotation marks; the exact size is only known when it is written.
        bytes += jsonBytes(toJson(event)).size() + 1;
        if (bytes > pageBytes && !page.events.isEmpty()) {
            break;
        }
        page.next = event.cursor;
        page.events.append(std::move(event));
    }
    return page;
}

Result<qint64> SqlInbox::acknowledge(SqlConnection &sql, const LinkRecord &link, qint64 cursor)
{
    const auto row = sql.rows("UPDATE links SET acked = max(acked, min(?, last_cursor)) WHERE card_number = ? AND link_id = ? "
                              "RETURNING acked",
                              cursor, link.cardNumber, link.linkId);
    if (!row) {
        return fail(FailureCode::LinkDeleted);
    }
    return row.number(0);
}

Result<std::optional<Delivery>> SqlInbox::beginOffice(SqlConnection &sql, const QString &opId, const QByteArray &digest) const
{
    {
        const auto row = sql.rows("SELECT digest, delivered, refused FROM office_events WHERE op_id = ?", opId);
        if (row) {
            if (row.bytes(0) != digest) {
                return fail(FailureCode::IdempotencyKeyReused);
            }
            if (row.isNull(1)) {
                return std::nullopt; // interrupted: goes on where it was
            }
            return Delivery{static_cast<int>(row.number(1)), static_cast<int>(row.number(2))};
        }
    }
    sql.run("INSERT INTO office_events (op_id, digest, taken_at) VALUES (?, ?, ?)", opId, digest, now());
    return std::nullopt;
}

void SqlInbox::endOffice(SqlConnection &sql, const QString &opId, const Delivery &delivery)
{
    sql.run("UPDATE office_events SET delivered = ?, refused = ? WHERE op_id = ?", delivery.delivered, delivery.refused, opId);
}

SqlInbox::Audience SqlInbox::audienceOf(SqlConnection &sql, const BackOfficeEvent &event)
{
    Audience audience;
    const bool advertising = isAdvertising(event.body);
    const auto take = [&](const SqlRow &row) {
        if (!row || (advertising && !grantsOf(row.bytes(2)).allows(Purpose::PersonalOffers))) {
            ++audience.delivery.refused;
        } else {
            ++audience.delivery.delivered;
            audience.members.push_back({row.text(0), row.text(1)});
        }
    };
    if (event.toAll) {
        for (auto row = sql.rows("SELECT card_number, link_id, grants FROM links WHERE active = 1"); row; row.next()) {
            take(row);
        }
        return audience;
    }
    for (const auto &link : std::set<QString>(event.linkIds.begin(), event.linkIds.end())) {
        take(sql.rows("SELECT card_number, link_id, grants FROM links WHERE link_id = ? AND active = 1", link));
    }
    for (const auto &card : std::set<QString>(event.cardNumbers.begin(), event.cardNumbers.end())) {
        take(sql.rows("SELECT card_number, link_id, grants FROM links WHERE card_number = ? AND active = 1", card));
    }
    return audience;
}

} // namespace odna
