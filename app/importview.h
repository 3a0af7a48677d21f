// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pageview.h"
#include "app/rowsmodel.h"
#include "core/pocket/importplan.h"

#include <stop_token>

namespace odna {

/// Cards out of another app's file: reads it on a worker, shows what would happen, writes it when the shopper says so.
class ImportView : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY progressed)
    Q_PROPERTY(int added READ added NOTIFY changed)
    Q_PROPERTY(int updated READ updated NOTIFY changed)
    Q_PROPERTY(int skipped READ skipped NOTIFY changed)
    /// One row per card: its name, its code, and what would be done with it.
    Q_PROPERTY(odna::RowsModel *cards READ cards CONSTANT)
    /// What could not be taken over, one sentence each.
    Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)

public:
    enum Stage { Choosing, Reading, PasswordNeeded, Preview, Done };
    Q_ENUM(Stage)

    explicit ImportView(QObject *parent = nullptr);
    ~ImportView() override;
    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] double progress() const { return m_progress; }
    [[nodiscard]] int added() const { return m_added; }
    [[nodiscard]] int updated() const { return m_updated; }
    [[nodiscard]] int skipped() const { return m_skipped; }
    [[nodiscard]] RowsModel *cards() const { return m_cards; }
    [[nodiscard]] QStringList remarks() const { return m_pocket.remarks; }

    /// A path or file: URL, with the password of an encrypted archive where one is needed.
    Q_INVOKABLE void open(const QString &file, const QString &password = {});
    Q_INVOKABLE void cancel();
    /// Writes the previewed steps, all or none.
    Q_INVOKABLE void apply();

Q_SIGNALS:
    void progressed();

protected:
    void read() override {}

private:
    void show(Result<ImportedPocket> pocket);
    void setStage(Stage stage);

    Stage m_stage = Choosing;
    double m_progress = 0;
    std::stop_source m_stop;
    ImportedPocket m_pocket;
    QList<ImportStep> m_steps;
    int m_added = 0;
    int m_updated = 0;
    int m_skipped = 0;
    RowsModel *m_cards;
};

} // namespace odna
