// SPDX-License-Identifier: Apache-2.0
#include "app/paperreceipt.h"

#include "app/app.h"
#include "core/receipt/fiscalcode.h"

namespace odna {

void PaperReceipt::examine(const QString &codeOrPicture)
{
    if (m_reading) {
        return;
    }
    app()->dismissProblem();
    m_receipt.reset();
    const QString text = codeOrPicture.trimmed();
    const QString file = existingFile(text);
    if (file.isEmpty()) {
        take({text});
        return;
    }
    m_reading = true;
    Q_EMIT changed();
    app()->readPicture(file, [self = QPointer<PaperReceipt>(this)](const Result<QStringList> &codes) {
        if (!self) {
            return;
        }
        self->m_reading = false;
        if (codes) {
            self->take(*codes);
        } else {
            self->app()->report(codes.error());
            Q_EMIT self->changed();
        }
    });
}

void PaperReceipt::take(const QStringList &texts)
{
    Failure failure{FailureCode::NothingDecoded, {}};
    for (const QString &text : texts) {
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
    const std::optional<Currency> currency = m_receipt->total ? m_receipt->total->currency : currencyOfScheme(m_receipt->fiscal.scheme);
    return currency ? currency->code() : QString();
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
