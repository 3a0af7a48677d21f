// SPDX-License-Identifier: Apache-2.0
// The peer of the wallet benchmark, in a process of its own because SQLite and SQLCipher export the same names: the inbox's table, index and
// query on plain SQLite. plaininbox DATABASE ROUNDS reads the table's rows as JSON lines from standard input, then prints two medians in
// microseconds: of the first query after opening, and of the query repeated; the rows become the same values as in the wallet.

#include "core/base/strictjson.h"
#include "core/wire/valuejson.h"

#include <QElapsedTimer>
#include <QFile>

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

constexpr char schema[] = "CREATE TABLE offers (retailer_id TEXT NOT NULL, offer_id TEXT NOT NULL, place INTEGER NOT NULL UNIQUE,"
                          " audience TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_until INTEGER NOT NULL,"
                          " received_at INTEGER NOT NULL, seen INTEGER NOT NULL DEFAULT 0, body BLOB NOT NULL,"
                          " PRIMARY KEY (retailer_id, offer_id)) STRICT;"
                          "CREATE INDEX offers_shown ON offers (audience, place, valid_until, valid_from);";
constexpr char insert[] = "INSERT INTO offers VALUES (?, ?, ?, 'personal', 0, 4102444800000, 0, 0, ?)";
constexpr char query[] = "SELECT retailer_id, body, received_at, seen FROM offers "
                         "WHERE audience = ? AND valid_until > ? AND valid_from <= ? ORDER BY place DESC LIMIT ? OFFSET ?";

void check(bool fine, const char *what)
{
    if (!fine) {
        std::fprintf(stderr, "plaininbox: %s\n", what);
        std::exit(1);
    }
}

void fill(sqlite3 *database)
{
    check(sqlite3_exec(database, schema, nullptr, nullptr, nullptr) == SQLITE_OK, "schema");
    QFile input;
    check(input.open(stdin, QIODevice::ReadOnly), "input");
    sqlite3_stmt *row = nullptr;
    check(sqlite3_prepare_v2(database, insert, -1, &row, nullptr) == SQLITE_OK, "insert");
    sqlite3_exec(database, "BEGIN", nullptr, nullptr, nullptr);
    sqlite3_int64 place = 0;
    for (const auto &body : input.readAll().trimmed().split('\n')) {
        ++place;
        const auto id = QByteArray::number(place);
        sqlite3_bind_text(row, 1, "grocer.example", -1, SQLITE_STATIC);
        sqlite3_bind_text(row, 2, id.constData(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_int64(row, 3, place);
        sqlite3_bind_blob(row, 4, body.constData(), static_cast<int>(body.size()), SQLITE_TRANSIENT);
        check(sqlite3_step(row) == SQLITE_DONE, "row");
        sqlite3_reset(row);
    }
    sqlite3_finalize(row);
    check(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK, "commit");
}

double firstPage(sqlite3_stmt *page)
{
    QElapsedTimer timer;
    timer.start();
    QList<odna::Offer> offers;
    sqlite3_bind_text(page, 1, "personal", -1, SQLITE_STATIC);
    sqlite3_bind_int64(page, 2, 1'800'000'000'000);
    sqlite3_bind_int64(page, 3, 1'800'000'000'000);
    sqlite3_bind_int(page, 4, 50);
    sqlite3_bind_int(page, 5, 0);
    while (sqlite3_step(page) == SQLITE_ROW) {
        const QByteArray body(static_cast<const char *>(sqlite3_column_blob(page, 1)), sqlite3_column_bytes(page, 1));
        const auto object = odna::parseJson(body);
        check(object.has_value(), "JSON");
        auto offer = odna::offerFromJson(*object);
        check(offer.has_value(), "offer");
        offers.append(std::move(*offer));
    }
    sqlite3_reset(page);
    check(offers.size() == 50, "a page has 50 offers");
    return static_cast<double>(timer.nsecsElapsed()) / 1000;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    check(argc == 3, "usage: plaininbox DATABASE ROUNDS");
    sqlite3 *database = nullptr;
    check(sqlite3_open(argv[1], &database) == SQLITE_OK, "open");
    fill(database);
    sqlite3_close(database);
    std::vector<double> cold;
    std::vector<double> warm;
    for (int round = 0; round < std::atoi(argv[2]); ++round) {
        check(sqlite3_open(argv[1], &database) == SQLITE_OK, "open");
        sqlite3_stmt *page = nullptr;
        check(sqlite3_prepare_v2(database, query, -1, &page, nullptr) == SQLITE_OK, "query");
        cold.push_back(firstPage(page));
        for (int again = 0; again < 20; ++again) {
            warm.push_back(firstPage(page));
        }
        sqlite3_finalize(page);
        sqlite3_close(database);
    }
    std::printf("%.1f %.1f\n", median(cold), median(warm));
    return 0;
}
