// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/schema.h"

#include "core/wallet/database.h"

#include <array>

namespace odna {

namespace {

// Moments are milliseconds since 1970 in UTC. JSON texts are the forms of core/wire.
constexpr const char version1[] = R"sql(
CREATE TABLE identity (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    seed         BLOB NOT NULL,
    card_number  TEXT NOT NULL,
    card_counter INTEGER NOT NULL
) STRICT;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE profile (field TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Known retailers. root_key is pinned: it never changes once written.
CREATE TABLE retailers (
    retailer_id TEXT PRIMARY KEY,
    root_key    TEXT NOT NULL,
    sequence    INTEGER NOT NULL,
    descriptor  BLOB NOT NULL
) STRICT;

-- The latest link to each retailer; the gateway gives a new link_id when the shopper joins again.
CREATE TABLE links (
    retailer_id  TEXT PRIMARY KEY REFERENCES retailers,
    link_id      TEXT NOT NULL,
    card_number  TEXT NOT NULL,
    card_counter INTEGER NOT NULL,
    grants       TEXT NOT NULL,
    ended        INTEGER NOT NULL DEFAULT 0,
    cursor       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE consents (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    retailer_id      TEXT NOT NULL REFERENCES retailers,
    op_id            TEXT NOT NULL,
    text             BLOB NOT NULL,
    signature        BLOB NOT NULL,
    countersignature BLOB NOT NULL
) STRICT;
CREATE INDEX consents_of_retailer ON consents (retailer_id);

-- retailer_id: who delivered it or to whom it was confirmed; empty for paper that belongs to nobody yet. What another retailer says of the
-- same document stands beside it.
CREATE TABLE receipts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    scheme      TEXT NOT NULL,
    fiscal_id   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    retailer_id TEXT NOT NULL,
    delivered   INTEGER NOT NULL,
    stored_at   INTEGER NOT NULL,
    body        BLOB NOT NULL,
    UNIQUE (scheme, fiscal_id, kind, retailer_id)
) STRICT;

CREATE TABLE purchases (
    op_id       TEXT PRIMARY KEY,
    receipt_id  INTEGER NOT NULL UNIQUE REFERENCES receipts,
    retailer_id TEXT NOT NULL REFERENCES retailers,
    refused     INTEGER NOT NULL DEFAULT 0,
    answered_at INTEGER,
    answer      BLOB
) STRICT;

CREATE TABLE outbox (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    op_id          TEXT NOT NULL UNIQUE,
    kind           TEXT NOT NULL,
    retailer_id    TEXT NOT NULL REFERENCES retailers,
    method         BLOB NOT NULL,
    path           BLOB NOT NULL,
    query          BLOB NOT NULL,
    body           BLOB NOT NULL,
    created_at     INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0,
    next_attempt   INTEGER NOT NULL,
    not_before     INTEGER NOT NULL DEFAULT 0,
    state          INTEGER NOT NULL DEFAULT 0,
    failure        TEXT,
    failure_detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_due ON outbox (state, next_attempt);

CREATE TABLE events (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    retailer_id TEXT NOT NULL REFERENCES retailers,
    link_id     TEXT NOT NULL,
    cursor      INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    text        BLOB NOT NULL,
    signature   BLOB NOT NULL,
    UNIQUE (retailer_id, link_id, cursor)
) STRICT;

-- place grows with every offer that arrives or changes.
CREATE TABLE offers (
    retailer_id TEXT NOT NULL REFERENCES retailers,
    offer_id    TEXT NOT NULL,
    place       INTEGER NOT NULL UNIQUE,
    audience    TEXT NOT NULL,
    valid_from  INTEGER NOT NULL,
    valid_until INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    seen        INTEGER NOT NULL DEFAULT 0,
    body        BLOB NOT NULL,
    PRIMARY KEY (retailer_id, offer_id)
) STRICT;
CREATE INDEX offers_shown ON offers (audience, place, valid_until, valid_from);

-- status: of the signed answer; 0 as long as none came, -1 where besides there was no try before this one.
CREATE TABLE disclosures (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    at          INTEGER NOT NULL,
    retailer_id TEXT NOT NULL,
    op_id       TEXT NOT NULL UNIQUE,
    what        TEXT NOT NULL,
    body        BLOB NOT NULL,
    status      INTEGER NOT NULL,
    answer      BLOB NOT NULL
) STRICT;
)sql";

// Cards of other shops. A card's body is the form of core/pocket; no foreign key to it, because a body is replaced whole.
constexpr const char version2[] = R"sql(
CREATE TABLE cards (id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE card_pictures (
    card_id TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('icon', 'front', 'back', 'code')),
    bytes   BLOB NOT NULL,
    PRIMARY KEY (card_id, kind)
) STRICT;
CREATE TABLE card_groups (place INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE) STRICT;
)sql";

// heard: the answer came by an event. lasting: an event that is kept for good. heard_day, heard_bytes: what this retailer's events took of
// the phone on that day (days since 1970 in UTC).
constexpr const char version3[] = R"sql(
ALTER TABLE purchases DROP COLUMN answered_at;
ALTER TABLE purchases ADD COLUMN heard INTEGER NOT NULL DEFAULT 0;
ALTER TABLE events ADD COLUMN lasting INTEGER NOT NULL DEFAULT 1;
CREATE INDEX events_passing ON events (received_at) WHERE lasting = 0;
ALTER TABLE links ADD COLUMN heard_day INTEGER NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN heard_bytes INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr auto steps = std::to_array<const char *>({version1, version2, version3});

} // namespace

std::span<const char *const> migrations()
{
    return steps;
}

Result<qint64> schemaVersion(Database &database)
{
    const auto version = database.number("PRAGMA user_version");
    return version ? Result<qint64>(version->value_or(0)) : std::unexpected(version.error());
}

Result<void> migrate(Database &database, std::span<const char *const> migrationSteps)
{
    const auto version = schemaVersion(database);
    if (!version) {
        return std::unexpected(version.error());
    }
    const auto last = static_cast<qint64>(migrationSteps.size());
    if (*version > last || *version < 0) {
        return fail(FailureCode::WalletNewer, QStringLiteral("schema %1").arg(*version));
    }
    for (qint64 step = *version; step < last; ++step) {
        ODNA_TRY(database.transaction([&]() -> Result<void> {
            ODNA_TRY(database.script(migrationSteps[static_cast<std::size_t>(step)]));
            return database.script(QStringLiteral("PRAGMA user_version = %1").arg(step + 1).toLatin1().constData());
        }));
    }
    return {};
}

} // namespace odna
