// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/exchange/reader.h"

namespace odna {

class PocketDraft;
class ZipReader;

/// A Wallet pass (Apple, "Wallet Passes": pass.json, manifest.json, signature, images, strings tables), of any style. Its manifest and
/// signature decide ClassicCard::signature and refuse nothing: what does not match is Bad and shown as that. ImportDamaged where
/// pass.json is missing or none, ImportUnknown for another formatVersion than 1.
[[nodiscard]] Result<void> readPass(const ZipReader &archive, const QString &where, PocketDraft &draft);

} // namespace odna
