// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/screen.h"

namespace odna {

/// A screen of a known density that counts who keeps it bright.
class FakeScreen final : public Screen
{
public:
    /// 420 ppi by default, a common phone.
    explicit FakeScreen(double pixelsPerMillimetre = 420 / 25.4)
        : m_density(pixelsPerMillimetre)
    {}
    std::unique_ptr<Lease> keepBright() override { return std::make_unique<Counted>(m_leases); }
    double pixelsPerMillimetre() const override { return m_density; }
    [[nodiscard]] int leases() const { return m_leases; }

private:
    class Counted final : public Lease
    {
    public:
        explicit Counted(int &count)
            : m_count(count)
        {
            ++m_count;
        }
        ~Counted() override { --m_count; }

    private:
        int &m_count;
    };
    double m_density;
    int m_leases = 0;
};

} // namespace odna
