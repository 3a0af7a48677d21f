// SPDX-License-Identifier: Apache-2.0
#include "core/wallet/recoverycode.h"

#include "core/base/crypto.h"

namespace odna {

namespace {

constexpr QLatin1StringView alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
constexpr qsizetype letterCount = 26;
constexpr qsizetype checkCount = 2;
constexpr qsizetype groupSize = 4;

/// The two letters after the code: ten bits of BLAKE2b over it, so that one typing error in a thousand goes unseen.
QByteArray checkOf(const SecretBytes &letters)
{
    const auto digest = deriveKey(letters, "odna-recovery-check/1");
    QByteArray check;
    for (qsizetype i = 0; i < checkCount; ++i) {
        check.append(alphabet.data()[digest.data()[i] & 31]);
    }
    return check;
}

/// The letter meant by \a typed, or 0.
char letterOf(QChar typed)
{
    auto letter = typed.toUpper().unicode();
    if (letter == u'O') {
        letter = u'0';
    } else if (letter == u'I' || letter == u'L') {
        letter = u'1';
    }
    const auto found = letter < 128 ? alphabet.indexOf(QLatin1Char(static_cast<char>(letter))) : -1;
    return found < 0 ? '\0' : alphabet.data()[found];
}

} // namespace

RecoveryCode RecoveryCode::create()
{
    auto letters = randomSecret(letterCount);
    for (qsizetype i = 0; i < letterCount; ++i) {
        // 32 divides 256: every letter is equally likely.
        letters.data()[i] = static_cast<unsigned char>(alphabet.data()[letters.data()[i] & 31]);
    }
    return RecoveryCode(std::move(letters));
}

Result<RecoveryCode> RecoveryCode::parse(QStringView text)
{
    SecretBytes letters(letterCount);
    QByteArray check;
    qsizetype count = 0;
    for (const QChar typed : text) {
        if (typed.isSpace() || typed == u'-') {
            continue;
        }
        const char letter = letterOf(typed);
        if (letter == '\0' || count == letterCount + checkCount) {
            return fail(FailureCode::RecoveryCodeWrong);
        }
        if (count < letterCount) {
            letters.data()[count] = static_cast<unsigned char>(letter);
        } else {
            check.append(letter);
        }
        ++count;
    }
    if (count != letterCount + checkCount || check != checkOf(letters)) {
        return fail(FailureCode::RecoveryCodeWrong);
    }
    return RecoveryCode(std::move(letters));
}

QString RecoveryCode::text() const
{
    QString text;
    const auto all = QByteArray(m_letters.view().toByteArray() + checkOf(m_letters));
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (i > 0 && i % groupSize == 0) {
            text.append(u'-');
        }
        text.append(QLatin1Char(all[i]));
    }
    return text;
}

SecretBytes RecoveryCode::slotKey() const
{
    return deriveKey(m_letters, "odna-recovery/1");
}

} // namespace odna
