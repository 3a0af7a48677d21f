// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/story.h"

#include <QTest>

#include <cstdio>

namespace odna::demo {

void print(const QString &line)
{
    std::fputs(line.toUtf8().append('\n').constData(), stdout);
    std::fflush(stdout);
}

void Story::chapter(const QString &title)
{
    if (!failed()) {
        print(u'\n' + title);
    }
}

void Story::step(const QString &what, const std::function<Result<QString>()> &body)
{
    if (failed()) {
        return;
    }
    const auto done = body();
    const auto time = QStringLiteral("%1 s").arg(static_cast<double>(elapsed()) / 1000, 6, 'f', 2);
    if (!done) {
        m_failure = what + QStringLiteral(": ") + describe(done.error());
        print(QStringLiteral("%1  ✗ %2").arg(time, m_failure));
        return;
    }
    ++m_steps;
    print(QStringLiteral("%1  ✓ %2%3").arg(time, what, done->isEmpty() ? QString() : QString(QStringLiteral(": ") + *done)));
}

void Story::note(const QString &text) const
{
    if (!failed()) {
        print(QStringLiteral("            ") + text);
    }
}

Result<void> waitUntil(const QString &what, const std::function<bool()> &condition, int seconds)
{
    if (QTest::qWaitFor(condition, seconds * 1000)) {
        return {};
    }
    return unmet(QStringLiteral("%1 within %2 s").arg(what).arg(seconds));
}

} // namespace odna::demo
