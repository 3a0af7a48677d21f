// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/pocket.h"

#include "core/base/ulid.h"
#include "core/pocket/cardjson.h"
#include "core/wallet/walletstate.h"

#include <array>

namespace odna {

namespace {

struct PictureKind
{
    const char *name;
    QByteArray CardPictures::*place;
};
constexpr auto pictureKinds = std::to_array<PictureKind>({
    {"icon", &CardPictures::icon},
    {"front", &CardPictures::front},
    {"back", &CardPictures::back},
    {"code", &CardPictures::code},
});

Result<ClassicCard> storedCard(const Row &row)
{
    return storedValue(row.bytes(0), &classicCardFromJson);
}

} // namespace

Result<QList<ClassicCard>> Pocket::cards() const
{
    QList<ClassicCard> cards;
    ODNA_TRY(m_database.rows("SELECT body FROM cards ORDER BY id", [&cards](const Row &row) -> Result<void> {
        auto card = storedCard(row);
        if (!card) {
            return std::unexpected(card.error());
        }
        cards.append(std::move(*card));
        return {};
    }));
    return cards;
}

Result<ClassicCard> Pocket::card(const QString &id) const
{
    auto found = Result<ClassicCard>(fail(FailureCode::CardUnknown));
    ODNA_TRY(m_database.rows("SELECT body FROM cards WHERE id = ?", [&found](const Row &row) { found = storedCard(row); }, id));
    return found;
}

Result<CardPictures> Pocket::pictures(const QString &id) const
{
    if (const auto there = card(id); !there) {
        return std::unexpected(there.error());
    }
    CardPictures pictures;
    ODNA_TRY(m_database.rows(
        "SELECT kind, bytes FROM card_pictures WHERE card_id = ?",
        [&pictures](const Row &row) {
            const auto kind = row.text(0);
            for (const auto &[name, place] : pictureKinds) {
                if (kind == QLatin1StringView(name)) {
                    pictures.*place = row.bytes(1);
                }
            }
        },
        id));
    return pictures;
}

Result<QString> Pocket::add(const ClassicCard &card, const CardPictures &pictures)
{
    ODNA_TRY(checkCard(card, pictures));
    auto added = card;
    added.id = newUlid(m_clock);
    ODNA_TRY(m_database.transaction([&]() -> Result<void> {
        ODNA_TRY(store(added));
        return storePictures(added.id, pictures);
    }));
    return added.id;
}

Result<void> Pocket::change(const ClassicCard &card)
{
    ODNA_TRY(checkCard(card, {}));
    return m_database.transaction([&]() -> Result<void> {
        if (const auto there = this->card(card.id); !there) {
            return std::unexpected(there.error());
        }
        return store(card);
    });
}

Result<void> Pocket::setPictures(const QString &id, const CardPictures &pictures)
{
    return m_database.transaction([&]() -> Result<void> {
        const auto there = card(id);
        if (!there) {
            return std::unexpected(there.error());
        }
        ODNA_TRY(checkCard(*there, pictures));
        return storePictures(id, pictures);
    });
}

Result<void> Pocket::remove(const QString &id)
{
    return m_database.transaction([&]() -> Result<void> {
        if (const auto there = card(id); !there) {
            return std::unexpected(there.error());
        }
        ODNA_TRY(storePictures(id, {}));
        return m_database.run("DELETE FROM cards WHERE id = ?", id);
    });
}

Result<QStringList> Pocket::archiveExpired()
{
    QStringList archived;
    const auto now = m_clock.now();
    ODNA_TRY(m_database.transaction([&]() -> Result<void> {
        const auto all = cards();
        const auto before = m_database.number("SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'pocket.looked_at'");
        if (!all || !before) {
            return std::unexpected(all ? before.error() : all.error());
        }
        ODNA_TRY(m_database.run("INSERT OR REPLACE INTO settings (name, value) VALUES ('pocket.looked_at', ?)",
                                QString::number(now.toMSecsSinceEpoch())));
        const auto since = QDateTime::fromMSecsSinceEpoch(before->value_or(0));
        for (auto card : *all) {
            if (!card.archived && card.validUntil && *card.validUntil >= since && *card.validUntil < now) {
                card.archived = true;
                ODNA_TRY(store(card));
                archived.append(card.id);
            }
        }
        return {};
    }));
    return archived;
}

Result<QStringList> Pocket::groups() const
{
    QStringList names;
    ODNA_TRY(m_database.rows("SELECT name FROM card_groups ORDER BY place", [&names](const Row &row) { names.append(row.text(0)); }));
    return names;
}

Result<void> Pocket::setGroups(const QStringList &names)
{
    return m_database.transaction([&]() -> Result<void> {
        ODNA_TRY(m_database.run("DELETE FROM card_groups"));
        ODNA_TRY(addGroups(names));
        const auto all = cards();
        if (!all) {
            return std::unexpected(all.error());
        }
        for (auto card : *all) {
            if (card.groups.removeIf([&names](const QString &group) { return !names.contains(group); }) > 0) {
                ODNA_TRY(store(card));
            }
        }
        return {};
    });
}

Result<Pocket::Imported> Pocket::import(const QList<ImportStep> &steps, const QStringList &groups)
{
    Imported tally;
    ODNA_TRY(m_database.transaction([&]() -> Result<void> {
        ODNA_TRY(addGroups(groups));
        for (const auto &[action, existingId, imported] : steps) {
            if (action == ImportStep::Action::Skip) {
                ++tally.skipped;
                continue;
            }
            ODNA_TRY(checkCard(imported.card, imported.pictures));
            auto card = imported.card;
            if (action == ImportStep::Action::Add) {
                card.id = newUlid(m_clock);
                ++tally.added;
            } else if (const auto there = this->card(existingId); there) {
                card.id = existingId;
                ++tally.updated;
            } else {
                return std::unexpected(there.error());
            }
            ODNA_TRY(addGroups(card.groups));
            ODNA_TRY(store(card));
            ODNA_TRY(storePictures(card.id, imported.pictures));
        }
        return {};
    }));
    return tally;
}

Result<void> Pocket::store(const ClassicCard &card)
{
    ODNA_TRY(addGroups(card.groups));
    return m_database.run("INSERT OR REPLACE INTO cards (id, body) VALUES (?, ?)", card.id, jsonBytes(toJson(card)));
}

Result<void> Pocket::storePictures(const QString &id, const CardPictures &pictures)
{
    ODNA_TRY(m_database.run("DELETE FROM card_pictures WHERE card_id = ?", id));
    for (const auto &[name, place] : pictureKinds) {
        if (!(pictures.*place).isEmpty()) {
            ODNA_TRY(m_database.run("INSERT INTO card_pictures (card_id, kind, bytes) VALUES (?, ?, ?)", id, QString::fromLatin1(name),
                                    pictures.*place));
        }
    }
    return {};
}

Result<void> Pocket::addGroups(const QStringList &names)
{
    for (const auto &name : names) {
        ODNA_TRY(m_database.run("INSERT OR IGNORE INTO card_groups (name) VALUES (?)", name));
    }
    return {};
}

} // namespace odna
