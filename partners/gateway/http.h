// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/failure.h"
#include "core/wire/httpsignature.h"

#include <QByteArray>
#include <QList>

#include <utility>

namespace odna {

/// One HTTP request as far as the gateway looks at it. A header that came twice has already been refused.
struct Call
{
    RequestParts parts;
    SignatureHeaders signature; ///< empty values where the header is absent
    bool isVerified = false;    ///< the signature is this request's, by the key that it names: only then is the answer signed
    QByteArray idempotencyKey;
    QByteArray authorization;
    QByteArray contentType;
    bool isUpgrade = false; ///< a WebSocket handshake
    QString id;             ///< what stands for {id} in the route
};

/// What goes back.
struct Answer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QList<std::pair<QByteArray, QByteArray>> headers;
    bool close = false;
};

} // namespace odna
