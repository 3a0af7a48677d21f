// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/vouchervault.h"

#include "core/base/strictjson.h"
#include "core/exchange/carddraft.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <utility>

namespace odna {

namespace {

constexpr JsonLimits jsonLimits{.bytes = 2 * 1024 * 1024, .depth = 8, .wideNumbers = true};

/// Nothing where the kind is not known; TEXT is a number without a code.
std::optional<Symbology> symbologyOf(const QString &type)
{
    static const auto types = std::to_array<std::pair<const char *, const char *>>(
        {{"CODE128", "CODE_128"}, {"CODE39", "CODE_39"}, {"EAN13", "EAN_13"}, {"PDF417", "PDF_417"}, {"QR", "QR_CODE"}});
    const auto *const found = std::ranges::find_if(types, [&](const auto &entry) { return type == QLatin1StringView(entry.first); });
    return found == types.end() ? std::nullopt : symbologyFromZxing(QString::fromLatin1(found->second));
}

std::optional<quint32> colourOf(const QString &name)
{
    static const auto colours = std::to_array<std::pair<const char *, quint32>>({{"GREY", 0x888888},
                                                                                 {"BLUE", 0x0000FF},
                                                                                 {"GREEN", 0x00FF00},
                                                                                 {"ORANGE", 0xFFA500},
                                                                                 {"PURPLE", 0x800080},
                                                                                 {"RED", 0xFF0000},
                                                                                 {"YELLOW", 0xFFFF00}});
    const auto *const found = std::ranges::find_if(colours, [&](const auto &entry) { return name == QLatin1StringView(entry.first); });
    return found == colours.end() ? std::nullopt : std::optional(found->second);
}

std::optional<QDateTime> momentOf(const QString &text)
{
    auto moment = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!moment.isValid()) {
        return std::nullopt;
    }
    if (moment.timeSpec() == Qt::LocalTime) {
        moment.setTimeSpec(Qt::UTC);
    }
    return moment.toUTC();
}

ImportedCard cardOf(const QJsonObject &voucher, const QString &where, PocketDraft &draft)
{
    const auto text = [&](const char *name) { return voucher[QLatin1StringView(name)].toString(); };
    ImportedCard found;
    auto &card = found.card;
    card.name = text("description");
    card.origin.sourceId = text("uuid");
    card.colour = colourOf(text("color"));
    card.validUntil = momentOf(text("expires"));
    const auto milliunits = voucher[QLatin1StringView("balanceMilliunits")];
    const auto units = voucher[QLatin1StringView("balance")];
    if (milliunits.isDouble()) {
        setBalance(card, QString::number(milliunits.toInteger()) + QLatin1StringView("E-3"), {});
    } else if (units.isDouble()) {
        setBalance(card, QString::number(units.toDouble(), 'f', 3), {});
    }
    // "12.500" is how the milliunits are read, not how anybody writes them.
    for (auto &field : card.fields) {
        field.value = QString::number(milliunits.isDouble() ? static_cast<double>(milliunits.toInteger()) / 1000 : units.toDouble());
    }
    const auto type = text("codeType");
    if (const auto symbology = symbologyOf(type)) {
        card.code = foreignContent(*symbology, text("code"), false);
    } else {
        card.number = text("code");
        if (type != QLatin1StringView("TEXT")) {
            draft.remark(where + u": unknown code type " + type.left(40) + u", kept as a number");
        }
    }
    return found;
}

} // namespace

Result<ImportedPocket> readVoucherVault(const QString &text, const ImportOptions &options)
{
    // The strict reader takes objects.
    const QByteArray wrapped = QByteArrayLiteral("{\"vouchers\":") + text.toUtf8() + '}';
    const auto object = parseJson(wrapped, jsonLimits);
    if (!object) {
        return fail(object.error().code == FailureCode::TooLarge ? FailureCode::ImportTooLarge : FailureCode::ImportDamaged,
                    object.error().detail);
    }
    const auto vouchers = (*object)[QLatin1StringView("vouchers")].toArray();
    PocketDraft draft(QStringLiteral("vouchervault"), options);
    draft.setExpected(vouchers.size());
    for (qsizetype at = 0; at < vouchers.size(); ++at) {
        const QString where = u"voucher " + QString::number(at + 1);
        const auto voucher = vouchers[at].toObject();
        if (!voucher.contains(QLatin1StringView("description")) || !voucher.contains(QLatin1StringView("code"))) {
            return fail(FailureCode::ImportUnknown, where + u": no description or code");
        }
        if (auto added = draft.add(cardOf(voucher, where, draft), where); !added) {
            return std::unexpected(std::move(added.error()));
        }
    }
    return draft.take();
}

} // namespace odna
