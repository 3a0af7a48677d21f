// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pocket/classiccard.h"

namespace odna {

/// The form in which two spellings of one word are equal: no case, no accents (ё is е, ў is у, ü is u, й stays apart from и),
/// Cyrillic letters as the Latin ones that sound like them (Евроопт, evroopt and Yevroopt meet), digits without the spaces and dashes
/// between them, everything else that is no letter or digit as one space.
[[nodiscard]] QString searchForm(QStringView text);

/// Every word of \a query is found in the card's name, note, number or code, as written or in its searchForm(). An empty query
/// matches all.
[[nodiscard]] bool matches(const ClassicCard &card, QStringView query);

enum class CardOrder { Name, LastUsed, ValidUntil, Balance };
/// Starred first, archived last; between them by \a order: names by the locale's collation, the latest use first, the earliest end
/// first, the greatest balance first (points after money, currencies apart). Cards that lack the value come after those that have it;
/// equal ones by name.
void sortCards(QList<ClassicCard> &cards, CardOrder order);

} // namespace odna
