// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/pocket/importplan.h"

namespace odna {

class Database;

/// The cards of other shops in the wallet, their pictures and groups. Reached through Wallet::pocket(); same thread, same promises: each
/// function that changes something is one transaction, durable when it returns.
class Pocket final
{
public:
    Pocket(Database &database, const Clock &clock)
        : m_database(database)
        , m_clock(clock)
    {}

    /// All of them, archived ones too, in no particular order. Without pictures.
    [[nodiscard]] Result<QList<ClassicCard>> cards() const;
    [[nodiscard]] Result<ClassicCard> card(const QString &id) const;      ///< CardUnknown
    [[nodiscard]] Result<CardPictures> pictures(const QString &id) const; ///< empty ones for a card without; CardUnknown

    /// Gives the new card's id. CardInvalid.
    [[nodiscard]] Result<QString> add(const ClassicCard &card, const CardPictures &pictures = {});
    /// The card with that id becomes \a card; its pictures stay. CardUnknown, CardInvalid.
    [[nodiscard]] Result<void> change(const ClassicCard &card);
    [[nodiscard]] Result<void> setPictures(const QString &id, const CardPictures &pictures);
    /// CardUnknown. Its pictures go with it.
    [[nodiscard]] Result<void> remove(const QString &id);

    /// Archives what expired since this was last asked, and gives the ids. A card that the shopper takes out again stays out.
    [[nodiscard]] Result<QStringList> archiveExpired();

    /// Names in the shopper's order, groups without cards too.
    [[nodiscard]] Result<QStringList> groups() const;
    /// The new order; a group that is missing in it ends, and its cards leave it.
    [[nodiscard]] Result<void> setGroups(const QStringList &names);

    struct Imported
    {
        int added = 0;
        int updated = 0;
        int skipped = 0;
        bool operator==(const Imported &) const = default;
    };
    /// All that planImport() decided, or nothing of it. New groups follow the present ones.
    [[nodiscard]] Result<Imported> import(const QList<ImportStep> &steps, const QStringList &groups);

private:
    [[nodiscard]] Result<void> store(const ClassicCard &card);
    [[nodiscard]] Result<void> storePictures(const QString &id, const CardPictures &pictures);
    [[nodiscard]] Result<void> addGroups(const QStringList &names);

    Database &m_database;
    const Clock &m_clock;
};

} // namespace odna
