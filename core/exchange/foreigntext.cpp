// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/foreigntext.h"

#include <QStringConverter>

#include <algorithm>
#include <string_view>

namespace odna {

namespace {

QString fromWindows1251(QByteArrayView bytes)
{
    // 0x80 to 0xFF (unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1251.TXT); 0x98 is not assigned.
    static constexpr std::u16string_view upper = u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї"
                                                 u"АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
    static_assert(upper.size() == 128);
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        text += code < 0x80 ? QChar::fromLatin1(byte) : QChar(upper[code - 0x80U]);
    }
    return text;
}

Result<QString> decoded(QByteArrayView bytes)
{
    QStringDecoder bom(QStringDecoder::encodingForData(bytes).value_or(QStringDecoder::Utf8));
    const bool utf16 = bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF");
    QString text = bom.decode(bytes);
    if (!bom.hasError() && (!utf16 || bytes.size() % 2 == 0)) {
        return text;
    }
    if (utf16 || bytes.startsWith("\xEF\xBB\xBF")) {
        return fail(FailureCode::ImportDamaged, QStringLiteral("a letter that its encoding does not have"));
    }
    return fromWindows1251(bytes);
}

} // namespace

Result<QString> decodeText(QByteArrayView bytes)
{
    auto text = decoded(bytes);
    if (!text) {
        return text;
    }
    if (text->contains(QChar::Null)) {
        return fail(FailureCode::ImportDamaged, QStringLiteral("NUL in a text"));
    }
    text->replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    text->replace(u'\r', u'\n');
    return text;
}

} // namespace odna
