// SPDX-License-Identifier: Apache-2.0
#include "core/card/codecontent.h"

#include <QRegularExpression>

#include <algorithm>

namespace odna {

namespace {

constexpr char16_t separator = 29; // GS, which stands for FNC1 between fields

} // namespace

std::optional<int> predefinedLength(QByteArrayView elements)
{
    if (elements.size() < 2) {
        return std::nullopt;
    }
    const int first = elements.first(2).toByteArray().toInt();
    if (first == 0) {
        return elements.startsWith("00") ? std::optional(20) : std::nullopt;
    }
    if (first <= 3 || first == 41) {
        return 16;
    }
    if (first == 4) {
        return 18;
    }
    if (first >= 11 && first <= 19) {
        return 8;
    }
    if (first == 20) {
        return 4;
    }
    return first >= 31 && first <= 36 ? std::optional(10) : std::nullopt;
}

QString elementString(const QString &bracketed)
{
    static const QRegularExpression identifier(QStringLiteral("\\(([0-9]{2,4})\\)"));
    if (!identifier.match(bracketed, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption).hasMatch()) {
        return bracketed;
    }
    QString elements;
    qsizetype from = 0;
    bool open = false;
    for (auto fields = identifier.globalMatch(bracketed); fields.hasNext();) {
        const auto field = fields.next();
        elements += QStringView(bracketed).sliced(from, field.capturedStart() - from);
        if (open) {
            elements += separator;
        }
        elements += field.capturedView(1);
        open = !predefinedLength(field.captured(1).toLatin1());
        from = field.capturedEnd();
    }
    return elements + QStringView(bracketed).sliced(from);
}

CodeContent plainContent(Symbology symbology, const QString &text)
{
    constexpr int utf8 = 26;
    const bool gs1 = asRead(symbology) == Symbology::DataBarExpanded;
    const QString said = gs1 ? elementString(text) : text;
    const bool latin1 = std::ranges::all_of(said, [](QChar letter) { return letter.unicode() < 256; });
    return {symbology, said, latin1 ? said.toLatin1() : said.toUtf8(), latin1 ? std::nullopt : std::optional(utf8), gs1};
}

} // namespace odna
