// SPDX-License-Identifier: Apache-2.0
#include "app/pageview.h"

#include "app/app.h"

namespace odna {

void PageView::componentComplete()
{
    m_app = App::of(this);
    if (m_app) {
        const auto again = [this] {
            if (m_app->session() != nullptr) {
                read();
                Q_EMIT changed();
            }
        };
        connect(m_app, &App::contentChanged, this, again);
        again();
    }
}

} // namespace odna
