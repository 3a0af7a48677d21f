// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/database.h"

#include "tests/demo/story.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace odna::demo {

Result<QJsonArray> runSql(const QString &file, const QString &sql)
{
    QProcess program;
    program.start(QStringLiteral("sqlite3"), {QStringLiteral("-json"), QStringLiteral("-cmd"), QStringLiteral(".timeout 5000"), file, sql});
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit || program.exitCode() != 0) {
        return unmet(
            QStringLiteral("sqlite3 %1: %2 %3").arg(file, program.errorString(), QString::fromUtf8(program.readAllStandardError())));
    }
    return QJsonDocument::fromJson(program.readAllStandardOutput()).array();
}

Result<int> countSql(const QString &file, const QString &sql)
{
    const auto rows = runSql(file, sql);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    const auto row = rows->at(0).toObject();
    return row.size() == 1 ? Result<int>(row.constBegin().value().toInt()) : unmet(QStringLiteral("%1 gave no number").arg(sql));
}

} // namespace odna::demo
