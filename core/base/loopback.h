// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QUrl>

namespace odna {

/// Whether \a host, as QUrl gives it or as an address is written, never leaves this machine: 127.0.0.0/8 (RFC 1122 section 3.2.1.3),
/// ::1 (RFC 4291 section 2.5.3) or localhost (RFC 6761 section 6.3). No other name, whatever it resolves to.
[[nodiscard]] bool isLoopback(QStringView host);
/// Whether secrets and signatures may go there: https, or http to this machine.
[[nodiscard]] bool isSafeOrigin(const QUrl &url);

} // namespace odna
