// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pocket/classiccard.h"

#include <functional>

namespace odna {

/// A card out of a file, before anything is written.
struct ImportedCard
{
    ClassicCard card;
    CardPictures pictures;
    bool operator==(const ImportedCard &) const = default;
};

/// All that one file held.
struct ImportedPocket
{
    QString format;     ///< as in CardOrigin::format
    QStringList groups; ///< in their order, empty ones too
    QList<ImportedCard> cards;
    QStringList remarks; ///< in English for `--json` and the preview: "row 7: unknown code type MSI, kept as a number"
};

/// What importing would do with one card.
struct ImportStep
{
    enum class Action { Add, Update, Skip };
    Action action = Action::Add;
    QString existingId;    ///< of the card to update or already there
    ImportedCard imported; ///< for Update already merged: what the file says nothing about stays as it is here
};

/// Decides for every card of \a incoming: Update where the same card is there and the file says something else or more, Skip where it
/// says nothing new, Add otherwise. The same card is one of the same origin where the origin has a sourceId; else one with the same code
/// and name; else, where one of the two has no code, one with the same number and name. What only the shopper decides is never taken
/// away: star, archive and groups are united, the later use counts. Importing a file twice plans only Skip the second time. A card
/// that stands in the file twice is planned once; of two with one origin the later counts. \a picturesOf gives the stored pictures of
/// a card and is asked only for matches; its failure is the answer.
[[nodiscard]] Result<QList<ImportStep>> planImport(const ImportedPocket &incoming, const QList<ClassicCard> &existing,
                                                   const std::function<Result<CardPictures>(const QString &id)> &picturesOf);

} // namespace odna
