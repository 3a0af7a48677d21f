// SPDX-License-Identifier: Apache-2.0
#include "app/importview.h"

#include "app/app.h"
#include "core/exchange/reader.h"

#include <QFile>

namespace odna {

ImportView::ImportView(QObject *parent)
    : PageView(parent)
    , m_cards(new RowsModel(this))
{}

ImportView::~ImportView()
{
    m_stop.request_stop();
}

void ImportView::open(const QString &file, const QString &password)
{
    const QString path = existingFile(file);
    if (m_stage == Reading || app()->session() == nullptr) {
        return;
    }
    app()->dismissProblem();
    if (path.isEmpty()) {
        app()->report({FailureCode::FileUnreadable, {}});
        return;
    }
    m_stop = {};
    m_progress = 0;
    setStage(Reading);
    auto result = std::make_shared<Result<ImportedPocket>>(fail(FailureCode::Cancelled));
    auto secret = std::make_shared<std::optional<SecretBytes>>();
    if (!password.isEmpty()) {
        *secret = SecretBytes(QByteArrayView(password.toUtf8()));
    }
    const auto report = [self = QPointer<ImportView>(this), app = QPointer<App>(app())](qint64 done, qint64 all) {
        if (app && all > 0) {
            QMetaObject::invokeMethod(app, [self, done, all] {
                if (self) {
                    self->m_progress = static_cast<double>(done) / static_cast<double>(all);
                    Q_EMIT self->progressed();
                }
            });
        }
    };
    app()->work(
        [result, secret, path, report, stop = m_stop.get_token(), locales = QStringList{app()->languageCode(), QStringLiteral("en")}] {
            QFile source(path);
            if (!source.open(QIODevice::ReadOnly)) {
                *result = fail(FailureCode::FileUnreadable);
                return;
            }
            ImportOptions options;
            options.password = std::move(*secret);
            options.progress = report;
            options.stop = stop;
            options.locales = locales;
            *result = readPocket(source, options);
        },
        [self = QPointer<ImportView>(this), result] {
            if (self) {
                self->show(std::move(*result));
            }
        });
}

void ImportView::show(Result<ImportedPocket> pocket)
{
    if (!pocket) {
        const FailureCode code = pocket.error().code;
        if (code != FailureCode::Cancelled) {
            app()->report(pocket.error());
        }
        setStage(code == FailureCode::PasswordNeeded || code == FailureCode::PasswordWrong ? PasswordNeeded : Choosing);
        return;
    }
    if (app()->session() == nullptr) {
        setStage(Choosing);
        return;
    }
    const Pocket &stored = app()->session()->wallet->pocket();
    const Result<QList<ClassicCard>> present = stored.cards();
    Result<QList<ImportStep>> steps = present ? planImport(*pocket, *present, [&stored](const QString &id) { return stored.pictures(id); })
                                              : std::unexpected(present.error());
    if (!steps) {
        app()->report(steps.error());
        setStage(Choosing);
        return;
    }
    m_pocket = std::move(*pocket);
    m_steps = std::move(*steps);
    m_added = m_updated = m_skipped = 0;
    QList<RowsModel::Row> rows;
    for (const ImportStep &step : std::as_const(m_steps)) {
        const ClassicCard &card = step.imported.card;
        QString what;
        switch (step.action) {
        case ImportStep::Action::Add:
            what = tr("New");
            ++m_added;
            break;
        case ImportStep::Action::Update:
            what = tr("Changed");
            ++m_updated;
            break;
        case ImportStep::Action::Skip:
            what = tr("Already here");
            ++m_skipped;
            break;
        }
        const QString code = card.code ? Texts::symbology(card.code->symbology) : tr("No code");
        rows.append({card.name, what,
                     card.number.isEmpty() && card.code ? QString(code + QStringLiteral(" · ") + card.code->text.left(40))
                                                        : QString(code + QStringLiteral(" · ") + card.number)});
    }
    m_cards->setRows(std::move(rows));
    setStage(Preview);
}

void ImportView::apply()
{
    if (m_stage != Preview || app()->session() == nullptr) {
        return;
    }
    const Result<Pocket::Imported> done = app()->session()->wallet->pocket().import(m_steps, m_pocket.groups);
    if (!done) {
        app()->report(done.error());
        return;
    }
    m_added = done->added;
    m_updated = done->updated;
    m_skipped = done->skipped;
    setStage(Done);
    app()->refresh();
}

void ImportView::cancel()
{
    m_stop.request_stop();
    if (m_stage != Reading) {
        setStage(Choosing);
    }
}

void ImportView::setStage(Stage stage)
{
    m_stage = stage;
    Q_EMIT changed();
}

} // namespace odna
