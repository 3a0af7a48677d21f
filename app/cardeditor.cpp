// SPDX-License-Identifier: Apache-2.0
#include "app/cardeditor.h"

#include "app/app.h"
#include "app/picture/picture.h"
#include "app/pocketmodel.h"
#include "core/card/checkdigit.h"
#include "core/card/symbol.h"
#include "core/pocket/cardjson.h"

namespace odna {

namespace {

/// In the order in which a shopper may look for one.
QList<Symbology> drawable()
{
    QList<Symbology> list;
    for (int i = 0; i < symbologyCount; ++i) {
        if (Symbology(i) != Symbology::MaxiCode) {
            list.append(Symbology(i));
        }
    }
    return list;
}

QString isoDate(const std::optional<QDateTime> &moment)
{
    return moment ? moment->toLocalTime().date().toString(Qt::ISODate) : QString();
}

/// The day's first moment where the shopper is; nothing for an empty text, CardInvalid for one that is no date.
Result<std::optional<QDateTime>> momentOf(const QString &text, const QTime &time)
{
    if (text.trimmed().isEmpty()) {
        return std::nullopt;
    }
    const QDate date = QDate::fromString(text.trimmed(), Qt::ISODate);
    if (!date.isValid()) {
        return fail(FailureCode::CardInvalid, QStringLiteral("validity"));
    }
    return QDateTime(date, time).toUTC();
}

} // namespace

void CardEditor::read()
{
    if (m_loaded || m_cardId.isEmpty() || app()->session() == nullptr) {
        return; // what the shopper is typing is never overwritten
    }
    const Result<ClassicCard> card = app()->session()->wallet->pocket().card(m_cardId);
    if (!card) {
        return;
    }
    m_loaded = true;
    m_card = *card;
    m_name = m_card.name;
    m_note = m_card.note;
    m_number = m_card.number;
    m_symbology.clear();
    if (m_card.code) {
        m_scanned = m_card.code;
        m_content = m_card.code->text;
        m_symbology = nameOf(m_card.code->symbology);
    }
    if (m_card.balance) {
        m_balance = m_card.balance->decimal();
        m_currency = m_card.balance->currency == Currency() ? QString() : m_card.balance->currency.code();
    }
    m_validFrom = isoDate(m_card.validFrom);
    m_validUntil = isoDate(m_card.validUntil);
    m_colour = colourText(m_card.colour);
    m_groups = m_card.groups.join(QStringLiteral(", "));
    Q_EMIT edited();
}

QStringList CardEditor::symbologies() const
{
    QStringList names{QString()};
    for (const Symbology symbology : drawable()) {
        names.append(nameOf(symbology));
    }
    return names;
}

QStringList CardEditor::symbologyNames() const
{
    QStringList names{tr("No code")};
    for (const Symbology symbology : drawable()) {
        names.append(Texts::symbology(symbology));
    }
    return names;
}

std::optional<CodeContent> CardEditor::codeContent() const
{
    const std::optional<Symbology> symbology = symbologyNamed(m_symbology);
    if (!symbology || m_content.isEmpty()) {
        return std::nullopt;
    }
    if (m_scanned && m_scanned->symbology == *symbology && m_scanned->text == m_content) {
        return m_scanned;
    }
    return plainContent(*symbology, m_content);
}

QString CardEditor::code() const
{
    const std::optional<CodeContent> content = codeContent();
    return content && Symbol::create(*content) ? codeText(*content) : QString();
}

QString CardEditor::verdict() const
{
    const std::optional<Symbology> symbology = symbologyNamed(m_symbology);
    if (!symbology || m_content.isEmpty()) {
        return {};
    }
    const CheckVerdict verdict = checkVerdict(*symbology, m_content);
    switch (verdict.state) {
    case CheckVerdict::State::Good:
        return tr("The check digit is right.");
    case CheckVerdict::State::DigitMissing:
        return tr("The check digit is missing: it is %1.").arg(verdict.expected);
    case CheckVerdict::State::DigitWrong:
        return verdict.binding ? tr("The last digit should be %1: look at the card once more.").arg(verdict.expected)
                               : tr("No usual check digit: look at the card once more.");
    case CheckVerdict::State::WrongLength:
        return tr("%1 has another number of digits.").arg(Texts::symbology(*symbology));
    case CheckVerdict::State::WrongLetters:
        return tr("%1 cannot say these letters.").arg(Texts::symbology(*symbology));
    case CheckVerdict::State::NoRule:
        break;
    }
    return verdict.luhn ? tr("The check digit is right.") : QString();
}

bool CardEditor::isVerdictGood() const
{
    const std::optional<Symbology> symbology = symbologyNamed(m_symbology);
    if (!symbology) {
        return true;
    }
    const CheckVerdict verdict = checkVerdict(*symbology, m_content);
    return verdict.state == CheckVerdict::State::Good || verdict.state == CheckVerdict::State::NoRule
           || (verdict.state == CheckVerdict::State::DigitWrong && !verdict.binding);
}

QString CardEditor::suggestion() const
{
    const std::optional<Symbology> symbology = symbologyNamed(m_symbology);
    const CheckVerdict verdict = symbology ? checkVerdict(*symbology, m_content) : CheckVerdict();
    if (verdict.state == CheckVerdict::State::DigitMissing) {
        return m_content + verdict.expected;
    }
    if (verdict.state == CheckVerdict::State::DigitWrong && verdict.binding) {
        return m_content.chopped(1) + verdict.expected;
    }
    return {};
}

void CardEditor::takePicture(const QString &file)
{
    const QString path = existingFile(file);
    if (m_reading || path.isEmpty()) {
        return;
    }
    app()->dismissProblem();
    m_reading = true;
    Q_EMIT edited();
    auto found = std::make_shared<Result<CodePicture>>(fail(FailureCode::NothingDecoded));
    app()->work([found, path] { *found = codePictureIn(path); },
                [self = QPointer<CardEditor>(this), found] {
                    if (!self) {
                        return;
                    }
                    self->m_reading = false;
                    if (*found) {
                        self->m_codePicture = (*found)->drawnAlike ? QByteArray() : (*found)->original;
                        self->take((*found)->content);
                    } else {
                        self->app()->report(found->error());
                        Q_EMIT self->edited();
                    }
                });
}

void CardEditor::take(const CodeContent &content)
{
    m_scanned = content;
    m_content = content.text;
    m_symbology = nameOf(content.symbology);
    Q_EMIT edited();
}

Result<ClassicCard> CardEditor::cardFromInputs() const
{
    ClassicCard card = m_card;
    card.name = m_name.simplified();
    card.note = m_note;
    card.number = m_number.simplified();
    card.code = codeContent();
    if (card.code && m_codePicture.isEmpty() && !Symbol::create(*card.code)) {
        return fail(FailureCode::CardInvalid, QStringLiteral("code"));
    }
    card.balance.reset();
    if (!m_balance.trimmed().isEmpty()) {
        const std::optional<Currency> currency =
            m_currency.trimmed().isEmpty() ? Currency() : Currency::fromCode(m_currency.trimmed().toUpper());
        card.balance = currency ? Money::parse(m_balance.trimmed(), *currency) : std::nullopt;
        if (!card.balance) {
            return fail(FailureCode::CardInvalid, QStringLiteral("balance"));
        }
    }
    const Result<std::optional<QDateTime>> from = momentOf(m_validFrom, QTime(0, 0));
    const Result<std::optional<QDateTime>> until = momentOf(m_validUntil, QTime(23, 59, 59));
    if (!from || !until) {
        return std::unexpected(from ? until.error() : from.error());
    }
    card.validFrom = *from;
    card.validUntil = *until;
    card.colour.reset();
    if (m_colour.size() == 7 && m_colour.startsWith(QLatin1Char('#'))) {
        bool isHex = false;
        const uint colour = m_colour.sliced(1).toUInt(&isHex, 16);
        card.colour = isHex ? std::optional<quint32>(colour) : std::nullopt;
    }
    card.groups.clear();
    for (const QString &group : m_groups.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (const QString name = group.simplified(); !name.isEmpty() && !card.groups.contains(name)) {
            card.groups.append(name);
        }
    }
    if (card.origin.format.isEmpty()) {
        card.origin.format = m_scanned ? QStringLiteral("scanned") : QStringLiteral("typed");
    }
    return card;
}

void CardEditor::save()
{
    if (app()->session() == nullptr) {
        return;
    }
    app()->dismissProblem();
    Pocket &pocket = app()->session()->wallet->pocket();
    const Result<ClassicCard> card = cardFromInputs();
    if (!card) {
        app()->report(card.error());
        return;
    }
    CardPictures pictures;
    if (!m_cardId.isEmpty()) {
        if (const Result<CardPictures> present = pocket.pictures(m_cardId)) {
            pictures = *present;
        }
    }
    QString id = m_cardId;
    Result<void> done;
    if (id.isEmpty()) {
        pictures.code = m_codePicture;
        if (const Result<QString> added = pocket.add(*card, pictures)) {
            id = *added;
        } else {
            done = std::unexpected(added.error());
        }
    } else {
        done = pocket.change(*card);
        if (done && !m_codePicture.isEmpty()) {
            pictures.code = m_codePicture;
            done = pocket.setPictures(id, pictures);
        }
    }
    if (!done) {
        app()->report(done.error());
        return;
    }
    app()->refresh();
    Q_EMIT saved(id);
}

} // namespace odna
