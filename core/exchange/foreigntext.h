// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

namespace odna {

/// A text file's letters: UTF-8 or UTF-16 by its byte order mark, otherwise UTF-8 where the bytes are UTF-8, otherwise Windows-1251,
/// in which spreadsheets here save. Line ends become "\n". ImportDamaged where there is a NUL or half a UTF-16 letter.
[[nodiscard]] Result<QString> decodeText(QByteArrayView bytes);

} // namespace odna
