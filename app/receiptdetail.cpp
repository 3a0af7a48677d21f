// SPDX-License-Identifier: Apache-2.0
#include "app/receiptdetail.h"

#include "app/app.h"
#include "core/wire/valuejson.h"

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
    Failure reason{FailureCode::RetailerUnknown, {}};
    const auto messageTo = [&](const QString &retailerId) { return session->relay.prepare(static_cast<qint64>(m_receiptId), retailerId); };
    for (const Link &link : session->links) {
        if (link.state != Link::State::Active || (!m_held.retailerId.isEmpty() && link.retailerId() != m_held.retailerId)) {
            continue;
        }
        if (const Result<OutgoingMessage> message = messageTo(link.retailerId())) {
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
    m_confirmable = !m_held.confirmed && !m_chosen.isEmpty();
    if (m_candidateIds.isEmpty() && !m_held.confirmed) {
        m_hindrance = sentenceOf(reason.code);
    }
    if (!m_confirmable) {
        return;
    }
    if (const Result<OutgoingMessage> message = messageTo(m_chosen)) {
        m_sends->setRows(contentOf(*message));
    } else {
        m_confirmable = false; // what cannot be shown is not sent
        m_hindrance = sentenceOf(message.error().code);
    }
}

QList<RowsModel::Row> ReceiptDetail::contentOf(const OutgoingMessage &message) const
{
    const Texts texts = app()->texts();
    QJsonObject data = QJsonDocument::fromJson(message.body()).object().value(QLatin1StringView("data")).toObject();
    const QJsonObject receiptJson = data.take(QLatin1StringView("receipt")).toObject();
    const Receipt receipt = receiptFromJson(receiptJson).value_or(Receipt());
    const QString number = data.take(QLatin1StringView("card_number")).toString();
    const Result<CardNumber> card = CardNumber::parse(number);
    QList<RowsModel::Row> rows{{tr("Card number"), card ? card->grouped() : number, {}},
                               {tr("Receipt number"), receipt.fiscal.id, texts.scheme(receipt.fiscal.scheme)},
                               {tr("Kind"), texts.kind(receipt.kind), {}}};
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
    if (!receipt.lines.isEmpty()) {
        QStringList goods;
        for (const ReceiptLine &line : receipt.lines) {
            goods.append(wordsOf(line, receipt.total ? receipt.total->currency : Currency()));
        }
        rows.append({tr("Goods"), goods.join(QLatin1Char('\n')), texts.provenance(receipt.linesFrom)});
    }
    const QJsonObject profile = data.take(QLatin1StringView("profile")).toObject();
    for (auto field = profile.begin(); field != profile.end(); ++field) {
        const std::optional<ProfileField> known = profileFieldNamed(field.key());
        rows.append({known ? texts.field(*known) : field.key(), plain(field.value()), tr("because you allowed it")});
    }
    const QJsonObject confirmation = data.take(QLatin1StringView("confirmation")).toObject();
    const bool fromTill = confirmation.value(QLatin1StringView("method")) == QLatin1StringView("till_event");
    rows.append({tr("Source"), fromTill ? tr("The shop's own till") : tr("Paper receipt"), {}});
    rows.append({tr("Confirmed"), tr("now"), {}});
    rows.append({tr("Membership"), plain(data.take(QLatin1StringView("link_id"))), {}});
    if (data.contains(QLatin1StringView("consent_ref"))) {
        rows.append({tr("Your consent"), plain(data.take(QLatin1StringView("consent_ref"))), {}});
    }
    data.remove(QLatin1StringView("op_id")); // made anew when it is sent
    rows.append({tr("Operation"), tr("a fresh random number and the time"), {}});
    for (auto rest = data.begin(); rest != data.end(); ++rest) {
        rows.append({rest.key(), plain(rest.value()), {}}); // nothing is left out because this version has no word for it
    }
    return rows;
}

QString ReceiptDetail::wordsOf(const ReceiptLine &line, const Currency &currency) const
{
    const Texts texts = app()->texts();
    QStringList words{line.name};
    if (!line.quantity.isEmpty() || !line.unit.isEmpty() || line.price != 0) {
        words.append(texts.quantity(line, currency));
    }
    words.append(texts.money({line.amount, currency}));
    if (line.discount != 0) {
        words.append(tr("discount %1").arg(texts.money({line.discount, currency})));
    }
    if (!line.gtin.isEmpty()) {
        words.append(line.gtin);
    }
    return words.join(QStringLiteral(" \u00b7 "));
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
    QList<RowsModel::Row> facts{{tr("Receipt number"), receipt.fiscal.id, texts.scheme(receipt.fiscal.scheme)}};
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

QString ReceiptDetail::reason() const
{
    if (m_held.purchase) {
        const std::optional<FailureCode> known = failureNamed(m_held.purchase->reason);
        return known ? sentenceOf(*known) : m_held.purchase->reason;
    }
    return m_held.deliveryFailure ? sentenceOf(m_held.deliveryFailure->code) : QString();
}

int ReceiptDetail::purchaseState() const
{
    return ReceiptsModel::stateOf(m_held);
}

void ReceiptDetail::tryAgain()
{
    if (app()->session() == nullptr) {
        return;
    }
    if (const Result<void> retried = app()->session()->relay.retry(m_held.opId); !retried) {
        app()->report(retried.error());
    }
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
