// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <functional>
#include <stop_token>

namespace odna {

/// How whoever started something long hears of it and ends it. The work calls progress on its own thread, now and then and at the
/// end; after a stop it fails with Cancelled and leaves nothing half done.
struct LongWork
{
    std::function<void(qint64 done, qint64 all)> progress; ///< may be empty; `all` is 0 where it is not known
    std::stop_token stop;

    void report(qint64 done, qint64 all) const
    {
        if (progress) {
            progress(done, all);
        }
    }
};

} // namespace odna
