// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/secretbytes.h"

#include <QIODevice>

#include <zip.h>

#include <memory>
#include <optional>

namespace odna {

struct ZipDiscard
{
    void operator()(zip_t *archive) const { zip_discard(archive); }
};
/// An open archive; what was not written by zip_close() is dropped.
using ZipHandle = std::unique_ptr<zip_t, ZipDiscard>;

/// \a device as libzip sees it, with \a flags of zip_open(). The device has to outlive the archive. ImportDamaged where libzip cannot
/// read it as an archive, FileUnreadable where the device itself fails.
[[nodiscard]] Result<ZipHandle> openZip(QIODevice &device, int flags);

/// A password in the form that libzip takes it: closed by a NUL. Nothing where it is empty or holds a NUL itself.
[[nodiscard]] std::optional<SecretBytes> zipPassword(const SecretBytes &password);

} // namespace odna
