// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/catima.h"

#include "core/exchange/carddraft.h"
#include "core/exchange/csvrows.h"
#include "core/exchange/foreigntext.h"
#include "core/exchange/zipreader.h"

#include <QHash>

#include <algorithm>

namespace odna {

namespace {

constexpr qsizetype csvLimit = 16 * 1024 * 1024;

/// A row under its header's names.
class Columns final
{
public:
    void setHeader(const QStringList &cells)
    {
        m_places.clear();
        m_count = cells.size();
        for (qsizetype at = 0; at < cells.size(); ++at) {
            m_places.insert(cells[at].trimmed().toLower(), at);
        }
    }
    [[nodiscard]] bool has(const char *name) const { return m_places.contains(QString::fromLatin1(name)); }
    [[nodiscard]] bool fills(const QStringList &row) const { return row.size() >= m_count; }
    [[nodiscard]] QString of(const QStringList &row, const char *name) const
    {
        const auto at = m_places.constFind(QString::fromLatin1(name));
        return at == m_places.constEnd() ? QString() : row.value(*at);
    }

private:
    QHash<QString, qsizetype> m_places;
    qsizetype m_count = 0;
};

struct FoundCard
{
    QString id;
    QString where;
    ImportedCard imported;
};

class CatimaCsv final
{
public:
    explicit CatimaCsv(PocketDraft &draft)
        : m_draft(draft)
    {}

    /// The second, third, … part of version 2 in the order of the file; version 1 is only Cards.
    enum class Part { Start, Version, Groups, CardNames, Cards, MemberNames, Members, End };

    Result<void> take(const CsvRow &row)
    {
        const auto &cells = row.cells;
        const bool blank = cells.isEmpty();
        switch (m_part) {
        case Part::Start:
            if (!blank) {
                if (cells.size() == 1) {
                    m_part = Part::Version;
                    m_version2 = true;
                } else {
                    m_columns.setHeader(cells);
                    m_part = Part::Cards;
                }
            }
            return {};
        case Part::Version:
        case Part::CardNames:
        case Part::MemberNames:
            return blank ? Result<void>() : header(row);
        case Part::Groups:
            if (blank) {
                m_part = Part::CardNames;
            } else {
                m_draft.addGroup(m_columns.of(cells, "_id"));
            }
            return {};
        case Part::Cards:
            if (!blank) {
                return card(row);
            }
            if (m_version2) {
                m_part = Part::MemberNames;
            }
            return {};
        case Part::Members:
            if (blank) {
                m_part = Part::End;
                return {};
            }
            return member(row);
        case Part::End:
            return blank ? Result<void>() : damaged(row, "more parts than version 2 has");
        }
        return {};
    }

    /// After the last row: whether everything was there.
    [[nodiscard]] Result<void> finish() const
    {
        const bool whole = m_version2 ? m_part == Part::Members || m_part == Part::End : m_part == Part::Cards;
        return whole ? Result<void>() : fail(FailureCode::ImportDamaged, QStringLiteral("the file ends before its last part"));
    }

    QList<FoundCard> cards;

private:
    static Result<void> damaged(const CsvRow &row, const char *why)
    {
        return fail(FailureCode::ImportDamaged, u"row " + QString::number(row.line) + u": " + QLatin1StringView(why));
    }

    Result<void> header(const CsvRow &row)
    {
        m_columns.setHeader(row.cells);
        if (m_part == Part::Version) {
            m_part = Part::Groups;
            return m_columns.has("_id") ? Result<void>() : damaged(row, "no column _id");
        }
        if (m_part == Part::CardNames) {
            m_part = Part::Cards;
            return m_columns.has("store") && m_columns.has("cardid") ? Result<void>() : damaged(row, "no column store or cardid");
        }
        m_part = Part::Members;
        return m_columns.has("cardid") && m_columns.has("groupid") ? Result<void>() : damaged(row, "no column cardId or groupId");
    }

    Result<void> card(const CsvRow &row)
    {
        if (!m_columns.fills(row.cells)) {
            return damaged(row, "fewer cells than columns");
        }
        if (cards.size() == PocketDraft::cardLimit) {
            return fail(FailureCode::ImportTooLarge, u"more than " + QString::number(PocketDraft::cardLimit) + u" cards");
        }
        const auto cell = [&](const char *name) { return m_columns.of(row.cells, name); };
        FoundCard found{cell("_id").trimmed(), u"row " + QString::number(row.line), {}};
        auto &made = found.imported.card;
        made.name = cell("store");
        made.note = cell("note");
        const auto number = cell("cardid");
        const auto coded = cell("barcodeid").isEmpty() ? number : cell("barcodeid");
        if (number.isEmpty()) {
            m_draft.remark(found.where + u": left out, without a number");
            return {};
        }
        const auto type = cell("barcodetype").trimmed();
        const auto symbology = symbologyFromZxing(type);
        if (symbology) {
            const bool utf8 = cell("barcodeencoding").trimmed().compare(QLatin1StringView("UTF-8"), Qt::CaseInsensitive) == 0;
            made.code = foreignContent(*symbology, coded, utf8);
            made.number = number == coded ? QString() : number;
        } else {
            // A card here may have no number; our own export writes "-" then, because Catima refuses an empty one.
            made.number = number == QLatin1StringView("-") && type.isEmpty() ? QString() : number;
            if (!type.isEmpty()) {
                m_draft.remark(found.where + u": unknown code type " + type.left(40) + u", kept as a number");
                if (coded != number) {
                    made.fields.append({QStringLiteral("barcodeid"), coded, false});
                }
            }
        }
        setBalance(made, cell("balance").trimmed(), cell("balancetype").trimmed());
        made.validFrom = momentFromMilliseconds(cell("validfrom").trimmed());
        made.validUntil = momentFromMilliseconds(cell("expiry").trimmed());
        const auto lastUsed = cell("lastused").trimmed();
        made.lastUsed = lastUsed == QLatin1StringView("0") ? std::nullopt : momentFromSeconds(lastUsed);
        made.colour = colourFromArgb(cell("headercolor").trimmed());
        made.starred = cell("starstatus").trimmed() == QLatin1StringView("1");
        made.archived = cell("archive").trimmed() == QLatin1StringView("1");
        if (!m_places.contains(found.id)) {
            m_places.insert(found.id, cards.size());
        }
        cards.append(std::move(found));
        return {};
    }

    Result<void> member(const CsvRow &row)
    {
        if (!m_columns.fills(row.cells)) {
            return damaged(row, "fewer cells than columns");
        }
        const auto place = m_places.constFind(m_columns.of(row.cells, "cardid").trimmed());
        const auto group = m_columns.of(row.cells, "groupid");
        if (place == m_places.constEnd()) {
            m_draft.remark(u"row " + QString::number(row.line) + u": a group of no card");
            return {};
        }
        auto &groups = cards[*place].imported.card.groups;
        if (groups.size() < CardLimits::groups) {
            groups.append(group);
        }
        return {};
    }

    PocketDraft &m_draft;
    Part m_part = Part::Start;
    bool m_version2 = false;
    Columns m_columns;
    QHash<QString, qsizetype> m_places;
};

QString formatOf(QStringView text)
{
    const auto head = text.left(std::max<qsizetype>(text.indexOf(u'\n'), 0)).toString().toLower();
    const auto names = head.split(u',');
    const bool catimas = names.size() < 2 || names.contains(QLatin1StringView("expiry")) || names.contains(QLatin1StringView("balance"))
                         || names.contains(QLatin1StringView("barcodeid"));
    return catimas ? QStringLiteral("catima") : QStringLiteral("keychain");
}

QByteArray pictureOf(const ZipReader &archive, const QString &name, PocketDraft &draft, Result<void> &outcome)
{
    if (!outcome || !archive.contains(name)) {
        return {};
    }
    const auto room = draft.pictureRoom();
    auto picture = archive.read(name, room);
    if (picture) {
        return draft.picture(std::move(*picture), name);
    }
    // More than a card may have is a photograph and no attack.
    if (picture.error().code == FailureCode::ImportTooLarge && !archive.isExhausted()) {
        draft.remark(name + u": left out, too large");
    } else {
        outcome = std::unexpected(std::move(picture.error()));
    }
    return {};
}

Result<ImportedPocket> readCsvAndPictures(const QString &text, const ZipReader *archive, const QString &folder,
                                          const ImportOptions &options)
{
    const auto firstLine = text.left(std::max<qsizetype>(text.indexOf(u'\n'), 0)).trimmed();
    bool isNumber = false;
    if (const auto version = firstLine.toInt(&isNumber); isNumber && version != 2) {
        return fail(FailureCode::ImportUnknown, u"Catima version " + QString::number(version));
    }
    PocketDraft draft(formatOf(text), options);
    CatimaCsv csv(draft);
    if (auto read = readCsv(text, ',', [&csv](const CsvRow &row) { return csv.take(row); }); !read) {
        return std::unexpected(std::move(read.error()));
    }
    if (auto whole = csv.finish(); !whole) {
        return std::unexpected(std::move(whole.error()));
    }
    draft.setExpected(csv.cards.size());
    for (auto &found : csv.cards) {
        if (archive != nullptr) {
            Result<void> outcome;
            const QString stem = folder + u"card_" + found.id;
            found.imported.pictures.icon = pictureOf(*archive, stem + u"_icon.png", draft, outcome);
            found.imported.pictures.front = pictureOf(*archive, stem + u"_front.png", draft, outcome);
            found.imported.pictures.back = pictureOf(*archive, stem + u"_back.png", draft, outcome);
            if (!outcome) {
                return std::unexpected(std::move(outcome.error()));
            }
        }
        if (auto added = draft.add(std::move(found.imported), found.where); !added) {
            return std::unexpected(std::move(added.error()));
        }
    }
    return draft.take();
}

} // namespace

bool isCatimaCsv(QStringView text)
{
    const auto head =
        text.left(std::min<qsizetype>(text.indexOf(u'\n') < 0 ? text.size() : text.indexOf(u'\n'), 4096)).toString().toLower();
    const auto names = head.trimmed().split(u',');
    if (names.size() == 1) {
        bool isNumber = false;
        const auto version = names.first().toInt(&isNumber);
        return isNumber && version > 0 && version < 1000;
    }
    const auto has = [&](const char *name) {
        return std::ranges::any_of(names, [name](const QString &cell) {
            return cell.trimmed() == QLatin1StringView(name) || cell.trimmed() == QString(u'"' + QLatin1StringView(name) + u'"');
        });
    };
    return has("store") && has("cardid");
}

Result<ImportedPocket> readCatimaCsv(const QString &text, const ImportOptions &options)
{
    return readCsvAndPictures(text, nullptr, {}, options);
}

Result<ImportedPocket> readCatimaZip(const ZipReader &archive, const QString &folder, const ImportOptions &options)
{
    const auto bytes = archive.read(folder + u"catima.csv", csvLimit);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    const auto text = decodeText(*bytes);
    if (!text) {
        return std::unexpected(text.error());
    }
    if (!isCatimaCsv(*text)) {
        return fail(FailureCode::ImportDamaged, QStringLiteral("catima.csv is none"));
    }
    return readCsvAndPictures(*text, &archive, folder, options);
}

} // namespace odna
