// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/storage.h"

#include <QHash>

#include <memory>
#include <mutex>

namespace odna {

/// Links by signing key, so that not every request reads the database and decodes a point of the curve. Any thread. What may be stale
/// here is checked again by the storage before it writes.
class LinkCache final
{
public:
    struct Found
    {
        std::shared_ptr<const LinkRecord> link;
        quint64 generation = 0; ///< to hand to put()
    };
    [[nodiscard]] Found find(const QString &keyText)
    {
        const std::lock_guard lock(m_mutex);
        return {m_links.value(keyText), m_generation};
    }
    /// Does nothing where something was forgotten since \a generation: what was read may be from before that.
    void put(const QString &keyText, const std::shared_ptr<const LinkRecord> &link, quint64 generation)
    {
        const std::lock_guard lock(m_mutex);
        if (generation != m_generation) {
            return;
        }
        if (m_links.size() >= most) {
            m_links.clear();
        }
        m_links.insert(keyText, link);
    }
    void forget(const QString &keyText)
    {
        const std::lock_guard lock(m_mutex);
        ++m_generation;
        m_links.remove(keyText);
    }

private:
    static constexpr qsizetype most = 100'000;
    std::mutex m_mutex;
    QHash<QString, std::shared_ptr<const LinkRecord>> m_links;
    quint64 m_generation = 0;
};

} // namespace odna
