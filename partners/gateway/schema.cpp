// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/schema.h"

#include <array>

namespace odna {

namespace {

// Everything of a member begins with the card number, so that a member's rows are found, exported and erased together. Wide rows that come
// in all the time have a rowid: they are appended, and only their narrow keys go all over the file, which halves what a commit writes.
// A step that was released is never changed: a later one follows it.
constexpr auto steps = std::to_array<const char *>({
    R"(
CREATE TABLE links (
    card_number  TEXT NOT NULL,
    link_id      TEXT NOT NULL,
    link_key     TEXT NOT NULL,
    identity_key TEXT NOT NULL,
    counter      INTEGER NOT NULL,
    active       INTEGER NOT NULL,
    grants       TEXT NOT NULL,
    profile      TEXT NOT NULL,
    consent_at   INTEGER NOT NULL,
    last_cursor  INTEGER NOT NULL DEFAULT 0,
    acked        INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    ended_at     INTEGER,
    end_op_id    TEXT,
    PRIMARY KEY (card_number, link_id)) WITHOUT ROWID;
CREATE UNIQUE INDEX links_id ON links (link_id);
CREATE UNIQUE INDEX links_one_per_card ON links (card_number) WHERE active = 1;
CREATE INDEX links_key ON links (link_key);
CREATE UNIQUE INDEX links_one_per_key ON links (link_key) WHERE active = 1;

CREATE TABLE erased_links (
    link_id   TEXT NOT NULL PRIMARY KEY,
    link_key  TEXT NOT NULL,
    end_op_id TEXT NOT NULL,
    ended_at  INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX erased_links_key ON erased_links (link_key);
CREATE TABLE erased_operations (
    op_id     TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE consents (
    card_number      TEXT NOT NULL,
    link_id          TEXT NOT NULL,
    op_id            TEXT NOT NULL,
    digest           BLOB NOT NULL,
    text             BLOB NOT NULL,
    signature        BLOB NOT NULL,
    countersignature BLOB NOT NULL,
    received_at      INTEGER NOT NULL,
    PRIMARY KEY (card_number, link_id, op_id)) WITHOUT ROWID;

CREATE TABLE purchases (
    card_number  TEXT NOT NULL,
    link_id      TEXT NOT NULL,
    op_id        TEXT NOT NULL,
    digest       BLOB NOT NULL,
    scheme       TEXT NOT NULL,
    fiscal_id    TEXT NOT NULL,
    kind         INTEGER NOT NULL,
    status       INTEGER NOT NULL,
    points       INTEGER,
    reason       TEXT,
    reference    TEXT,
    receipt      BLOB NOT NULL,
    method       TEXT NOT NULL,
    consent_ref  TEXT NOT NULL,
    confirmed_at INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    status_at    INTEGER NOT NULL,
    PRIMARY KEY (card_number, link_id, op_id));
CREATE INDEX purchases_in_review ON purchases (scheme, fiscal_id, kind) WHERE status = 4;

CREATE TABLE credited (
    scheme      TEXT NOT NULL,
    fiscal_id   TEXT NOT NULL,
    kind        INTEGER NOT NULL,
    card_number TEXT,
    link_id     TEXT,
    op_id       TEXT,
    PRIMARY KEY (scheme, fiscal_id, kind)) WITHOUT ROWID;

CREATE TABLE books (
    scheme         TEXT NOT NULL,
    fiscal_id      TEXT NOT NULL,
    kind           INTEGER NOT NULL,
    card_number    TEXT,
    op_id          TEXT NOT NULL,
    digest         BLOB NOT NULL,
    receipt        BLOB NOT NULL,
    terminal       TEXT NOT NULL,
    reported_at    INTEGER NOT NULL,
    PRIMARY KEY (scheme, fiscal_id, kind));
CREATE UNIQUE INDEX books_op ON books (op_id);
CREATE INDEX books_card ON books (card_number, reported_at) WHERE card_number IS NOT NULL;

CREATE TABLE events (
    card_number TEXT NOT NULL,
    link_id     TEXT NOT NULL,
    cursor      INTEGER NOT NULL,
    op_id       TEXT,
    text        BLOB NOT NULL,
    created_at  INTEGER NOT NULL,
    offer_id    TEXT,
    valid_from  INTEGER,
    valid_until INTEGER,
    title       TEXT,
    coupon      TEXT,
    symbology   TEXT,
    PRIMARY KEY (card_number, link_id, cursor));
CREATE UNIQUE INDEX events_op ON events (link_id, op_id) WHERE op_id IS NOT NULL;
CREATE INDEX events_coupon ON events (card_number, link_id, cursor) WHERE coupon IS NOT NULL;

CREATE TABLE office_events (
    op_id     TEXT NOT NULL PRIMARY KEY,
    digest    BLOB NOT NULL,
    delivered INTEGER,
    refused   INTEGER,
    taken_at  INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE connector_outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    card_number TEXT NOT NULL,
    link_id     TEXT NOT NULL,
    task        INTEGER NOT NULL,
    op_id       TEXT NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    next_at     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    failure     TEXT,
    dead        INTEGER NOT NULL DEFAULT 0);
CREATE INDEX connector_due ON connector_outbox (dead, next_at);
)",
    R"(
CREATE TABLE purchases_resent (
    card_number   TEXT NOT NULL,
    link_id       TEXT NOT NULL,
    op_id         TEXT NOT NULL,
    digest        BLOB NOT NULL,
    first_link_id TEXT NOT NULL,
    first_op_id   TEXT NOT NULL,
    PRIMARY KEY (card_number, link_id, op_id)) WITHOUT ROWID;
CREATE INDEX purchases_resent_first ON purchases_resent (card_number, first_link_id, first_op_id);
)",
    // Coupons were remembered for the till whether or not the retailer had them printed.
    R"(
UPDATE events SET coupon = NULL WHERE coupon IS NOT NULL;
)",
});

} // namespace

Result<void> migrateGatewayDatabase(SqlConnection &connection)
{
    std::size_t version = 0;
    {
        const auto row = connection.rows("PRAGMA user_version");
        if (row) {
            version = static_cast<std::size_t>(row.number(0));
        }
    }
    if (version > steps.size()) {
        return fail(FailureCode::StorageFailed, QStringLiteral("the database was written by a newer version of odna-gateway"));
    }
    for (; version < steps.size(); ++version) {
        connection.script("BEGIN IMMEDIATE");
        connection.script(steps.at(version));
        connection.script(QByteArray("PRAGMA user_version = " + QByteArray::number(version + 1)).constData());
        connection.script("COMMIT");
    }
    if (connection.failure()) {
        return std::unexpected(*connection.failure());
    }
    return {};
}

} // namespace odna
