// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <QObject>

#include <memory>

namespace odna {

/// The physical screen while a code is on it. The lease is a value that ends the effect when it goes out of scope: full brightness
/// (the earlier fraction is restored) and no dimming hold only while a code is visible.
class Screen
{
public:
    class Lease
    {
    public:
        Lease() = default;
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        virtual ~Lease() = default;
    };

    Screen() = default;
    Screen(const Screen &) = delete;
    Screen &operator=(const Screen &) = delete;
    virtual ~Screen() = default;

    /// Bright and awake until the lease is destroyed. A device that cannot do one of both does the other; never a failure.
    [[nodiscard]] virtual std::unique_ptr<Lease> keepBright() = 0;
    /// Device pixels per millimetre as the device reports it, corrected where the report is impossible (outside 2 to 40).
    [[nodiscard]] virtual double pixelsPerMillimetre() const = 0;
};

} // namespace odna
