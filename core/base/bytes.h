// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace odna {

/// base64url without padding (RFC 4648 section 5), the one text form of keys, signatures and digests in our JSON.
[[nodiscard]] inline QString toBase64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// Strict inverse of toBase64Url(): nothing for padding, foreign letters or bits that are not zero at the end.
[[nodiscard]] inline std::optional<QByteArray> fromBase64Url(const QString &text)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors;
    auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), options);
    if (!decoded || toBase64Url(*decoded) != text) {
        return std::nullopt;
    }
    return std::move(*decoded);
}

} // namespace odna
