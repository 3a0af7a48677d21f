// SPDX-License-Identifier: Apache-2.0
#include "app/paperreceipt.h"

#include "app/app.h"
#include "core/receipt/fiscalcode.h"

namespace odna {

void PaperReceipt::examine(const QString &codeOrPicture)
{
    app()->dismissProblem();
    m_receipt.reset();
    QStringList texts{codeOrPicture.trimmed()};
    if (const QString file = existingFile(texts.constFirst()); !file.isEmpty()) {
        Result<QStringList> codes = codesInPicture(file);
        if (!codes) {
            app()->report(codes.error());
            Q_EMIT changed();
            return;
        }
        texts = std::move(*codes);
    }
    Failure failure{FailureCode::NothingDecoded, {}};
    for (const QString &text : std::as_const(texts)) {
        if (Result<Receipt> receipt = readFiscalCode(text.toUtf8(), app()->clock())) {
            m_receipt = std::move(*receipt);
            break;
        } else {
            failure = receipt.error();
        }
    }
    if (!m_receipt) {
        app()->report(failure);
    }
    Q_EMIT changed();
}

void PaperReceipt::clear()
{
    m_receipt.reset();
    Q_EMIT changed();
}

QString PaperReceipt::when() const
{
    return m_receipt && m_receipt->issuedAt ? app()->texts().moment(*m_receipt->issuedAt) : QString();
}

QString PaperReceipt::amount() const
{
    return m_receipt && m_receipt->total ? app()->texts().money(*m_receipt->total) : QString();
}

QString PaperReceipt::currency() const
{
    if (!m_receipt) {
        return {};
    }
    const QString scheme = m_receipt->fiscal.scheme;
    if (m_receipt->total) {
        return m_receipt->total->currency.code();
    }
    if (scheme.startsWith(QLatin1StringView("by-"))) {
        return QStringLiteral("BYN");
    }
    if (scheme == QLatin1StringView("uz-soliq")) {
        return QStringLiteral("UZS");
    }
    if (app()->session() != nullptr) {
        for (const Link &link : app()->session()->links) {
            if (link.descriptor.receiptSchemes.contains(scheme)) {
                return link.descriptor.currency.code();
            }
        }
    }
    return QStringLiteral("EUR");
}

void PaperReceipt::keep(const QString &total)
{
    if (!m_receipt || app()->session() == nullptr) {
        return;
    }
    Receipt receipt = *m_receipt;
    if (!receipt.total) {
        const std::optional<Currency> money = Currency::fromCode(currency());
        const std::optional<Money> typed = money ? Money::parse(total.trimmed(), *money) : std::nullopt;
        if (!typed || typed->minor <= 0) {
            app()->report({FailureCode::ReceiptNeedsTotal, {}});
            return;
        }
        receipt.total = typed;
        receipt.totalFrom = Provenance::Typed;
    }
    const Result<qint64> stored = app()->session()->wallet->addReceipt(receipt);
    if (!stored) {
        app()->report(stored.error());
        return;
    }
    app()->refresh();
    Q_EMIT kept(static_cast<double>(*stored));
}

} // namespace odna
