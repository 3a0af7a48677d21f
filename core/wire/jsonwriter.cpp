// SPDX-License-Identifier: Apache-2.0
#include "core/wire/jsonwriter.h"

#include <QJsonDocument>

#include <algorithm>

namespace odna {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

/// The letter after the backslash; 'u' where there is none for it (RFC 8259 section 7).
char escapeOf(char letter)
{
    switch (letter) {
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    case '"':
    case '\\':
        return letter;
    default:
        return 'u';
    }
}

bool isEscaped(char letter)
{
    return static_cast<unsigned char>(letter) < 0x20 || letter == '"' || letter == '\\';
}

} // namespace

void JsonWriter::separate()
{
    if (!m_bytes.isEmpty() && !m_bytes.endsWith('{') && !m_bytes.endsWith('[')) { // a text ends with a quotation mark
        m_bytes.append(',');
    }
}

void JsonWriter::name(Key key)
{
    separate();
    m_bytes.append('"').append(key.data(), key.size()).append("\":");
}

void JsonWriter::open(char bracket)
{
    if (m_bytes.isEmpty()) {
        m_bytes.reserve(1024);
    }
    separate();
    m_bytes.append(bracket);
}

void JsonWriter::open(Key key, char bracket)
{
    name(key);
    m_bytes.append(bracket);
}

void JsonWriter::close(char bracket)
{
    m_bytes.append(bracket);
}

void JsonWriter::field(Key key, QStringView text)
{
    name(key);
    write(text);
}

void JsonWriter::field(Key key, qint64 number)
{
    name(key);
    m_bytes.append(QByteArray::number(number));
}

void JsonWriter::raw(Key key, QByteArrayView json)
{
    name(key);
    m_bytes.append(json);
}

void JsonWriter::write(QStringView text)
{
    const auto utf8 = text.toUtf8();
    m_bytes.append('"');
    if (std::ranges::none_of(utf8, isEscaped)) {
        m_bytes.append(utf8);
    } else {
        for (const char letter : utf8) {
            if (!isEscaped(letter)) {
                m_bytes.append(letter);
                continue;
            }
            const char escape = escapeOf(letter);
            m_bytes.append('\\').append(escape);
            if (escape == 'u') {
                m_bytes.append("00").append(hexDigits[letter >> 4]).append(hexDigits[letter & 0xf]);
            }
        }
    }
    m_bytes.append('"');
}

QJsonObject objectOf(const QByteArray &written)
{
    return QJsonDocument::fromJson(written).object();
}

} // namespace odna
