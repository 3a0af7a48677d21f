// SPDX-License-Identifier: Apache-2.0
#include "platform/platform.h"

#include "platform/linux/desktopscreen.h"
#include "platform/linux/secretservice.h"

#include <QStandardPaths>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace odna {

std::unique_ptr<KeyStore> makeKeyStore()
{
    return std::make_unique<SecretService>();
}

std::unique_ptr<Screen> makeScreen()
{
    return std::make_unique<DesktopScreen>();
}

void hardenProcess()
{
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
}

QDir defaultWalletFolder()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/odna/wallet"));
}

} // namespace odna
