// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

namespace odna {

/// Whether a Catima share link stands somewhere in \a text.
[[nodiscard]] bool hasShareLink(const QString &text);

/// The cards of all Catima share links in \a text (CatimaLoyalty's page "Card sharing URL format"): hosts catima.app,
/// thelastproject.github.io and brarcher.github.io; parameters in the query, or since 2.0 encoded twice in the fragment, which counts
/// more. A link without store or cardid is left out with a remark.
[[nodiscard]] Result<ImportedPocket> readShareLinks(const QString &text, const ImportOptions &options);

} // namespace odna
