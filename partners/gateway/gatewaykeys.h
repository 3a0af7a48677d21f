// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.h"

namespace odna {

/// The gateway's own keys, files of mode 0600 in its data folder: root.key signs descriptors, answer.key signs answers and events.
struct GatewayKeys
{
    SigningKey root;
    SigningKey answer;

    /// Makes the data folder (0700) and what is missing in it; a key that exists is never touched. DiskFull, StorageFailed.
    [[nodiscard]] static Result<GatewayKeys> create(const QString &dataFolder);
    /// ConfigInvalid where a key is missing, damaged or readable by others.
    [[nodiscard]] static Result<GatewayKeys> load(const QString &dataFolder);
};

} // namespace odna
