// SPDX-License-Identifier: Apache-2.0
#include "app/receiptdetail.h"

#include "app/app.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace odna {

namespace {

/// A JSON value as one line of text, whole.
QString plain(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Double:
        return QString::number(value.toInteger());
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    default:
        return {};
    }
}

} // namespace

ReceiptDetail::ReceiptDetail(QObject *parent)
    : PageView(parent)
    , m_lines(new RowsModel(this))
    , m_facts(new RowsModel(this))
    , m_sends(new RowsModel(this))
{}

void ReceiptDetail::setRetailerId(const QString &retailerId)
{
    if (retailerId != m_chosen) {
        m_chosen = retailerId;
        if (app() != nullptr && app()->session() != nullptr) {
            read();
        }
        Q_EMIT changed();
    }
}

void ReceiptDetail::read()
{
    const Result<HeldReceipt> held = app()->session()->wallet->receipt(static_cast<qint64>(m_receiptId));
    if (!held) {
        m_confirmable = false;
        m_hindrance = sentenceOf(held.error().code);
        return;
    }
    m_held = *held;
    findCandidates();
    showReceipt();
}

void ReceiptDetail::findCandidates()
{
    const Session *session = app()->session();
    m_candidateIds.clear();
    m_candidateBrands.clear();
    m_candidateColours.clear();
    m_sends->setRows({});
    m_hindrance.clear();
    const Profile profile = session->wallet->profile().value_or(Profile());
    Failure reason{FailureCode::RetailerUnknown, {}};
    const auto messageTo = [&](const Link &link) {
        const Result<ConsentReceipt> consent = session->wallet->latestConsent(link.retailerId());
        return OutgoingMessage::purchase(link, m_held.receipt, m_held.retailerId, profile, consent ? consent->id : QString(),
                                         app()->clock());
    };
    for (const Link &link : session->links) {
        if (link.state != Link::State::Active || (!m_held.retailerId.isEmpty() && link.retailerId() != m_held.retailerId)) {
            continue;
        }
        if (const Result<OutgoingMessage> message = messageTo(link)) {
            m_candidateIds.append(link.retailerId());
            m_candidateBrands.append(link.descriptor.brand);
            m_candidateColours.append(link.descriptor.colour);
        } else {
            reason = message.error();
        }
    }
    if (!m_candidateIds.contains(m_chosen)) {
        m_chosen = m_candidateIds.size() == 1 ? m_candidateIds.constFirst() : QString();
    }
    const QString shown = m_held.retailerId.isEmpty() ? m_chosen : m_held.retailerId;
    const Link *link = session->linkOf(shown);
    m_brand = link != nullptr ? link->descriptor.brand : QString();
    m_colour = link != nullptr ? link->descriptor.colour : QString();
    m_confirmable = !m_held.confirmed && !m_held.purchase && !m_chosen.isEmpty();
    if (m_candidateIds.isEmpty() && !m_held.confirmed) {
        m_hindrance = sentenceOf(reason.code);
    }
    if (!m_confirmable) {
        return;
    }
    const Result<OutgoingMessage> message = messageTo(*session->linkOf(m_chosen));
    if (!message) {
        return;
    }
    // The list is read from the message itself, so that it cannot leave anything out.
    const Texts texts = app()->texts();
    const QJsonObject body = QJsonDocument::fromJson(message->body()).object();
    const QJsonObject content = body.contains(QStringLiteral("data")) ? body.value(QStringLiteral("data")).toObject() : body;
    QList<RowsModel::Row> rows;
    QList<RowsModel::Row> technical;
    for (auto entry = content.begin(); entry != content.end(); ++entry) {
        const QString key = entry.key();
        if (key == QLatin1StringView("card_number")) {
            rows.prepend({tr("Card number"), session->linkOf(m_chosen)->card.number.grouped(), {}});
        } else if (key == QLatin1StringView("receipt")) {
            const Receipt &receipt = m_held.receipt;
            rows.append({tr("Receipt number"), receipt.fiscal.id, receipt.fiscal.scheme});
            rows.append({tr("Kind"), texts.kind(receipt.kind), {}});
            if (receipt.issuedAt) {
                rows.append({tr("Date and time"), texts.moment(*receipt.issuedAt), {}});
            }
            if (receipt.total) {
                rows.append({tr("Total"), texts.money(*receipt.total), texts.provenance(receipt.totalFrom)});
            }
            if (!receipt.sellerTaxId.isEmpty()) {
                rows.append({tr("Seller's tax number"), receipt.sellerTaxId, {}});
            }
            if (!receipt.storeId.isEmpty()) {
                rows.append({tr("Shop"), receipt.storeId, {}});
            }
            const QJsonArray sentLines = entry.value().toObject().value(QStringLiteral("lines")).toArray();
            if (!sentLines.isEmpty()) {
                rows.append({tr("Goods"), tr("%n lines of the receipt", nullptr, static_cast<int>(sentLines.size())),
                             texts.provenance(receipt.linesFrom)});
            }
        } else if (key == QLatin1StringView("profile")) {
            const QJsonObject fields = entry.value().toObject();
            for (auto field = fields.begin(); field != fields.end(); ++field) {
                const std::optional<ProfileField> known = profileFieldNamed(field.key());
                rows.append({known ? texts.field(*known) : field.key(), plain(field.value()), tr("because you allowed it")});
            }
        } else if (key == QLatin1StringView("method")) {
            rows.append({tr("Source"),
                         entry.value().toString() == QLatin1StringView("till_event") ? tr("The shop's own till") : tr("Paper receipt"),
                         {}});
        } else if (key == QLatin1StringView("confirmed_at")) {
            rows.append({tr("Confirmed"), tr("now"), {}});
        } else if (key == QLatin1StringView("link_id")) {
            technical.append({tr("Membership"), plain(entry.value()), {}});
        } else if (key == QLatin1StringView("consent_ref")) {
            technical.append({tr("Your consent"), plain(entry.value()), {}});
        } else if (key == QLatin1StringView("op_id") || key == QLatin1StringView("timestamp")) {
            continue; // made anew when it is sent
        } else {
            technical.append({key, plain(entry.value()), {}});
        }
    }
    technical.append({tr("Operation"), tr("a fresh random number and the time"), {}});
    m_sends->setRows(rows + technical);
}

void ReceiptDetail::showReceipt()
{
    const Texts texts = app()->texts();
    const Receipt &receipt = m_held.receipt;
    QList<RowsModel::Row> lines;
    for (const ReceiptLine &line : receipt.lines) {
        const Currency currency = receipt.total ? receipt.total->currency : Currency();
        lines.append({line.name, texts.money({line.amount, currency}), texts.quantity(line, currency)});
    }
    m_lines->setRows(lines);
    QList<RowsModel::Row> facts{{tr("Receipt number"), receipt.fiscal.id, receipt.fiscal.scheme}};
    if (receipt.issuedAt) {
        facts.append({tr("Date and time"), texts.moment(*receipt.issuedAt), {}});
    }
    if (!receipt.sellerTaxId.isEmpty()) {
        facts.append({tr("Seller's tax number"), receipt.sellerTaxId, {}});
    }
    if (!receipt.storeId.isEmpty()) {
        facts.append({tr("Shop"), receipt.storeId, {}});
    }
    if (receipt.total) {
        facts.append({tr("Total"), texts.money(*receipt.total), texts.provenance(receipt.totalFrom)});
    }
    m_facts->setRows(facts);
}

QString ReceiptDetail::title() const
{
    return app() != nullptr ? app()->texts().kind(m_held.receipt.kind) : QString();
}

QString ReceiptDetail::amount() const
{
    return app() != nullptr && m_held.receipt.total ? app()->texts().money(*m_held.receipt.total) : QString();
}

QString ReceiptDetail::when() const
{
    return app() != nullptr ? app()->texts().moment(m_held.receipt.issuedAt.value_or(m_held.storedAt)) : QString();
}

QString ReceiptDetail::status() const
{
    return app() != nullptr ? ReceiptsModel::stateText(m_held, app()->texts()) : QString();
}

int ReceiptDetail::purchaseState() const
{
    return ReceiptsModel::stateOf(m_held);
}

void ReceiptDetail::confirm()
{
    if (!m_confirmable || app()->session() == nullptr) {
        return;
    }
    const Result<QString> sent = app()->session()->relay.confirm(static_cast<qint64>(m_receiptId), m_chosen);
    if (!sent) {
        app()->report(sent.error());
        return;
    }
    const QPointer<ReceiptDetail> self(this);
    app()->refresh();
    if (self) {
        Q_EMIT confirmed();
    }
}

} // namespace odna
