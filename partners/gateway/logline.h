// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

#include <QJsonObject>

namespace odna {

/// One JSON line on standard error. \a fields hold no personal data: no card number, no body, no key.
void logLine(const Clock &clock, const char *level, const char *event, QJsonObject fields = {});

} // namespace odna
