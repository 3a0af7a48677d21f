// SPDX-License-Identifier: Apache-2.0
#include "app/cli/terminal.h"

#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace odna::cli {

namespace {

/// Turns the echo off while it lives.
class SilentEcho final
{
public:
    SilentEcho()
    {
        m_changed = tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (m_changed) {
            termios silent = m_before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        }
    }
    SilentEcho(const SilentEcho &) = delete;
    SilentEcho &operator=(const SilentEcho &) = delete;
    ~SilentEcho()
    {
        if (m_changed) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        }
    }

private:
    termios m_before{};
    bool m_changed = false;
};

void write(std::FILE *stream, const QString &text)
{
    const auto bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

/// Reads from the descriptor itself: a buffered stream would keep a copy of the secret.
std::optional<SecretBytes> readLine()
{
    constexpr qsizetype longest = 4096;
    SecretBytes line(longest);
    qsizetype size = 0;
    char letter = 0;
    while (size < longest && ::read(STDIN_FILENO, &letter, 1) == 1) {
        if (letter == '\n') {
            return SecretBytes(line.view().first(size));
        }
        line.data()[size++] = static_cast<unsigned char>(letter);
    }
    return size > 0 ? std::optional(SecretBytes(line.view().first(size))) : std::nullopt;
}

} // namespace

bool isInteractive()
{
    return isatty(STDIN_FILENO) == 1;
}

std::optional<QString> ask(const QString &question)
{
    write(stderr, question);
    const auto line = readLine();
    return line ? std::optional(QString::fromUtf8(line->view()).trimmed()) : std::nullopt;
}

std::optional<SecretBytes> askSecret(const QString &question)
{
    const SilentEcho silence;
    write(stderr, question);
    auto line = readLine();
    write(stderr, QStringLiteral("\n"));
    return line;
}

QString harmless(QString text)
{
    for (QChar &letter : text) {
        const auto code = letter.unicode();
        const bool control = (code < 0x20 && code != '\n') || (code >= 0x7f && code < 0xa0);
        const bool direction = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
        if (control || direction) {
            letter = QChar::ReplacementCharacter;
        }
    }
    return text;
}

void writeOut(const QString &text)
{
    write(stdout, QString(text + u'\n'));
}

void writeError(const QString &text)
{
    write(stderr, QString(text + u'\n'));
}

} // namespace odna::cli
