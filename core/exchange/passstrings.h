// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>
#include <QStringList>

namespace odna {

/// A strings table of a pass: "key" = "value"; with C comments and escapes, UTF-8 or UTF-16 with or without a byte order mark (Apple,
/// Resource Programming Guide, "String Resources"). What does not follow the form is skipped. A compiled (binary) table gives nothing.
[[nodiscard]] QHash<QString, QString> readPassStrings(QByteArrayView bytes);

/// Which of a pass's \a locales ("ru", "pt-BR", "zh-Hans", of its .lproj folders) says most to one who wishes \a wished: the same one,
/// else one of the same language, else English, else the first; empty where there is none.
[[nodiscard]] QString bestLocale(const QStringList &locales, const QStringList &wished);

} // namespace odna
