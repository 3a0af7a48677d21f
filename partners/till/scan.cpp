// SPDX-License-Identifier: Apache-2.0
#include "partners/till/scan.h"

#include <QImage>
#include <QImageReader>

#include <algorithm>

namespace odna {

namespace {

[[nodiscard]] QString whatItIs(const QString &code)
{
    const bool digits = !code.isEmpty() && std::ranges::all_of(code, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (code.startsWith(QLatin1StringView("000201"))) {
        return QStringLiteral("a payment code (EMV)");
    }
    if (digits && (code.size() == 12 || code.size() == 13) && code.startsWith(u'2')) {
        return QStringLiteral("goods weighed or priced in the store");
    }
    if (digits) {
        return QStringLiteral("%1 digits").arg(code.size());
    }
    return QStringLiteral("%1 characters that are not all digits").arg(code.size());
}

} // namespace

Result<CardNumber> recogniseCard(const QString &code, const QString &prefix)
{
    auto number = CardNumber::parse(code, prefix);
    if (!number && number.error().code == FailureCode::NotACard) {
        return fail(FailureCode::NotACard, whatItIs(code));
    }
    return number;
}

Result<ScannedCard> scanCard(const QString &imageFile, const QString &prefix)
{
    QImageReader reader(imageFile);
    const auto image = reader.read().convertToFormat(QImage::Format_Grayscale8);
    if (image.isNull()) {
        return fail(FailureCode::ImageUnreadable, reader.errorString());
    }
    const auto codes = readCodes({image.constBits(), image.width(), image.height(), static_cast<int>(image.bytesPerLine())});
    if (!codes) {
        return std::unexpected(codes.error());
    }
    std::optional<ScannedCard> found;
    Failure refusal{FailureCode::NothingDecoded, {}};
    for (const auto &code : *codes) {
        const auto number = recogniseCard(code.text, prefix);
        if (!number) {
            refusal = number.error();
        } else if (found && found->number != *number) {
            return fail(FailureCode::NotACard, QStringLiteral("the picture shows two cards"));
        } else {
            found = ScannedCard{*number, code.symbology};
        }
    }
    return found ? Result<ScannedCard>(*found) : std::unexpected(refusal);
}

} // namespace odna
