// SPDX-License-Identifier: Apache-2.0
#include "app/pocketcard.h"

#include "app/app.h"
#include "app/cardpicture.h"
#include "app/pocketmodel.h"
#include "core/pocket/cardjson.h"

namespace odna {

PocketCard::PocketCard(QObject *parent)
    : PageView(parent)
    , m_facts(new RowsModel(this))
    , m_backFacts(new RowsModel(this))
{}

void PocketCard::read()
{
    m_card = {};
    m_pictures.clear();
    m_codePicture.clear();
    QList<RowsModel::Row> facts;
    QList<RowsModel::Row> backFacts;
    const Session *session = app()->session();
    if (const Result<ClassicCard> card = session != nullptr ? session->wallet->pocket().card(m_cardId) : fail(FailureCode::CardUnknown)) {
        m_card = *card;
        const Texts texts = app()->texts();
        if (m_card.balance) {
            facts.append({tr("Balance"), texts.balance(*m_card.balance), {}});
        }
        if (m_card.validFrom) {
            facts.append({tr("Valid from"), texts.date(*m_card.validFrom), {}});
        }
        if (m_card.validUntil) {
            facts.append({tr("Valid until"), texts.date(*m_card.validUntil), {}});
        }
        for (const CardField &field : std::as_const(m_card.fields)) {
            (field.onBack ? backFacts : facts).append({field.label, field.value, {}});
        }
        if (!m_card.groups.isEmpty()) {
            facts.append({tr("Groups"), m_card.groups.join(QStringLiteral(", ")), {}});
        }
        if (const Result<CardPictures> pictures = session->wallet->pocket().pictures(m_cardId)) {
            m_pictures = pictureAddresses(m_cardId, *pictures);
            m_codePicture = pictures->code.isEmpty() ? QString() : pictureAddress(m_cardId, QStringLiteral("code"), pictures->code);
        }
    }
    m_facts->setRows(std::move(facts));
    m_backFacts->setRows(std::move(backFacts));
}

QString PocketCard::colour() const
{
    return colourText(m_card.colour);
}

QString PocketCard::code() const
{
    return m_card.code ? codeText(*m_card.code) : QString();
}

QString PocketCard::symbologyName() const
{
    return m_card.code ? Texts::symbology(m_card.code->symbology) : QString();
}

QString PocketCard::number() const
{
    if (!m_card.number.isEmpty()) {
        return m_card.number;
    }
    constexpr qsizetype longest = 40; // what somebody would type; a boarding pass is not
    return m_card.code && m_card.code->text.size() <= longest ? m_card.code->text : QString();
}

QString PocketCard::signature() const
{
    switch (m_card.signature) {
    case ClassicCard::PassSignature::Good:
        return tr("Signed by its issuer, and unchanged.");
    case ClassicCard::PassSignature::Foreign:
        return tr("Unchanged since it was signed; who signed it cannot be checked on this device.");
    case ClassicCard::PassSignature::Bad:
        return tr("The signature does not fit: somebody changed this pass. Ask its issuer for a new one.");
    case ClassicCard::PassSignature::None:
        break;
    }
    return m_card.origin.format == QLatin1StringView("pkpass") ? tr("This pass is not signed.") : QString();
}

void PocketCard::setStarred(bool starred)
{
    ClassicCard card = m_card;
    card.starred = starred;
    store(card);
}

void PocketCard::setArchived(bool archived)
{
    ClassicCard card = m_card;
    card.archived = archived;
    store(card);
}

void PocketCard::noteUse()
{
    if (isKnown()) {
        ClassicCard card = m_card;
        card.lastUsed = app()->clock().now();
        store(card);
    }
}

void PocketCard::remove()
{
    if (app()->session() == nullptr) {
        return;
    }
    if (const Result<void> done = app()->session()->wallet->pocket().remove(m_cardId); !done) {
        app()->report(done.error());
        return;
    }
    Q_EMIT removed();
    app()->refresh();
}

void PocketCard::store(const ClassicCard &card)
{
    if (app()->session() == nullptr) {
        return;
    }
    if (const Result<void> done = app()->session()->wallet->pocket().change(card); !done) {
        app()->report(done.error());
        return;
    }
    app()->refresh();
}

} // namespace odna
