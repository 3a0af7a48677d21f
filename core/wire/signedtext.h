// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.h"

#include <QByteArray>
#include <QJsonObject>

namespace odna {

/// A JSON text that is signed as the bytes it was sent in, and kept as those bytes: descriptors, events and consent receipts are
/// such texts, so that they can be checked years later without a canonical form of JSON.
/// On the wire: {"text": "<JSON as a string>", "signature": "<base64url>"}.
struct SignedText
{
    QByteArray text;
    QByteArray signature;

    /// Signs \a context ‖ 0x00 ‖ \a text. The context says what the text is and for whom (see the functions below); it is not
    /// sent, so that a text of one kind or for one link is worthless in another place.
    [[nodiscard]] static SignedText make(const QByteArray &context, const QByteArray &text, const SigningKey &key);
    [[nodiscard]] bool isSignedBy(const PublicKey &key, const QByteArray &context) const;
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Result<SignedText> fromJson(const QJsonObject &object);
    bool operator==(const SignedText &) const = default;
};

[[nodiscard]] QByteArray descriptorContext();                                ///< "odna-descriptor/1"
[[nodiscard]] QByteArray eventContext(const QString &linkId, qint64 cursor); ///< "odna-event/1/<link>/<cursor>"
[[nodiscard]] QByteArray consentContext(const QString &retailerId);          ///< "odna-consent/1/<retailer>"
[[nodiscard]] QByteArray bindingContext(const QString &retailerId);          ///< "odna-binding/1/<retailer>"

} // namespace odna
