// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QElapsedTimer>
#include <QStringList>

#include <functional>

namespace odna::demo {

/// Tells the demo line by line and keeps its outcome: each step has its own check, the first that does not happen ends the story.
class Story final
{
public:
    Story() { m_clock.start(); }

    void chapter(const QString &title);
    /// Runs \a body and prints \a what with what it returns (a detail, may be empty) or why it did not happen. Does nothing after a
    /// failure.
    void step(const QString &what, const std::function<Result<QString>()> &body);
    /// Something to read, indented under the step before.
    void note(const QString &text) const;

    [[nodiscard]] bool failed() const { return !m_failure.isEmpty(); }
    /// "step: reason"; empty while all went well.
    [[nodiscard]] const QString &failure() const { return m_failure; }
    [[nodiscard]] int steps() const { return m_steps; }
    [[nodiscard]] qint64 elapsed() const { return m_clock.elapsed(); } ///< milliseconds

private:
    QElapsedTimer m_clock;
    QString m_failure;
    int m_steps = 0;
};

void print(const QString &line);

/// A failure of the demo's own check.
[[nodiscard]] inline std::unexpected<Failure> unmet(const QString &why)
{
    return fail(FailureCode::Internal, why);
}

/// Runs the event loop until \a condition holds; unmet("… did not happen within … s") otherwise.
[[nodiscard]] Result<void> waitUntil(const QString &what, const std::function<bool()> &condition, int seconds = 30);

} // namespace odna::demo
