// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace odna {

/// Writes compact JSON straight into bytes, for what a gateway writes thousands of times a second. The caller names the keys of an object
/// in ascending order, so that the bytes are those of jsonBytes(). Internal to core/wire.
class JsonWriter final
{
public:
    using Key = QLatin1StringView;

    void open(char bracket); ///< '{' or '[', as the root or the next item
    void open(Key key, char bracket);
    void close(char bracket); ///< '}' or ']'
    void field(Key key, QStringView text);
    void field(Key key, qint64 number);
    void raw(Key key, QByteArrayView json); ///< \a json is a whole value
    /// Only where it is not empty.
    void fieldUnlessEmpty(Key key, QStringView text)
    {
        if (!text.isEmpty()) {
            field(key, text);
        }
    }

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    void name(Key key);
    void separate();
    void write(QStringView text);
    QByteArray m_bytes;
};

/// What a JsonWriter wrote, as a value.
[[nodiscard]] QJsonObject objectOf(const QByteArray &written);

} // namespace odna
