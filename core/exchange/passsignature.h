// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pocket/classiccard.h"

#include <QByteArray>

namespace odna {

/// A detached PKCS#7/CMS signature (RFC 5652) in DER over \a content. Bad where it is none or does not fit. Foreign where it fits and the
/// signer's certificate does not lead to one of \a roots (PEM), or names another than \a passType as its user id (Apple's pass
/// certificates carry the pass type identifier there). Otherwise Good. Times are not looked at: a pass outlives its certificate.
[[nodiscard]] ClassicCard::PassSignature checkPassSignature(const QByteArray &content, const QByteArray &signature, const QByteArray &roots,
                                                            const QString &passType);

} // namespace odna
