// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/screen.h"

namespace odna {

/// The screen of a Linux desktop. Awake through org.freedesktop.ScreenSaver; brightness through GNOME's settings daemon, where one of
/// them is on the session bus. Talks to both without waiting: for a user interface's thread, with a running event loop.
class DesktopScreen final : public Screen
{
public:
    [[nodiscard]] std::unique_ptr<Lease> keepBright() override;
    [[nodiscard]] double pixelsPerMillimetre() const override;
};

/// The first of the two that is possible (2 to 40 pixels per millimetre), otherwise 96 dots per inch. \a reported comes from the
/// display's own size, which projectors and virtual screens invent; \a logical from the resolution that text is laid out for.
[[nodiscard]] double plausibleDensity(double reported, double logical);

} // namespace odna
