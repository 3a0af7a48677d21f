// SPDX-License-Identifier: Apache-2.0
// Runs tst_controls.qml in an engine that has what the screens have.
#include "app/composition.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakescreen.h"
#include "tests/support/memorykeystore.h"

#include <QQmlEngine>
#include <QTemporaryDir>
#include <QtQuickTest>

using namespace odna;

class Setup final : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable() { m_odna.emplace(App::Parts{QDir(m_folder.path()), m_keyStore, m_screen, m_clock, {}, false}); }
    void qmlEngineAvailable(QQmlEngine *engine) { m_odna->furnish(*engine); }
    void cleanupTestCase() { m_odna.reset(); }

private:
    QTemporaryDir m_folder;
    MemoryKeyStore m_keyStore;
    FakeScreen m_screen{6.3};
    FakeClock m_clock;
    std::optional<Composition> m_odna; // needs the application
};

QUICK_TEST_MAIN_WITH_SETUP(tst_controls, Setup)
#include "tst_controls.moc"
