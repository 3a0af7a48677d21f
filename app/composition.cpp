// SPDX-License-Identifier: Apache-2.0
#include "app/composition.h"

#include "app/cardpicture.h"
#include "app/iconprovider.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>
#include <QLoggingCategory>

// Types of a static library reach the engine only when something names their registration.
extern void qml_register_types_Odna_App();

namespace odna {

namespace {
Q_LOGGING_CATEGORY(log, "odna.app.composition", QtInfoMsg)

/// A desktop without a font of its own falls back to DejaVu, which is too wide for these pages.
void chooseFont()
{
    const QString fallback = QStringLiteral("Roboto");
    if (QFontInfo(QGuiApplication::font()).family().startsWith(QLatin1StringView("DejaVu")) && QFontDatabase::hasFamily(fallback)) {
        QGuiApplication::setFont(QFont(fallback));
    }
}
} // namespace

Composition::Composition(const App::Parts &parts)
    : m_app(parts)
{
    static const bool registered = [] {
        qml_register_types_Odna_App();
        return true;
    }();
    Q_UNUSED(registered)
    furnish(m_engine);
}

Composition::~Composition()
{
    m_window.reset(); // before the engine that made it
}

void Composition::furnish(QQmlEngine &engine)
{
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider); // the engine owns it
    engine.addImageProvider(QStringLiteral("card"), new CardPictureProvider(m_app));
    m_app.inject(engine);
}

Result<void> Composition::load()
{
    m_app.start();
    if (m_app.stage() == App::FirstStart) {
        chooseFont(); // its first picture is text
    }
    QQmlComponent component(&m_engine, QUrl(QStringLiteral("qrc:/qt/qml/Odna/Main.qml")));
    m_window.reset(qobject_cast<QQuickWindow *>(component.create()));
    if (!m_window) {
        qCCritical(log).noquote() << component.errorString();
        return fail(FailureCode::Internal, component.errorString());
    }
    QJSEngine::setObjectOwnership(m_window.get(), QJSEngine::CppOwnership);
    // Looking at the installed fonts takes longer than drawing the code, and the first picture has no text. All text comes after the font is
    // chosen: what is there before would keep the other one.
    const auto firstPictureShown = [window = m_window.get()] {
        chooseFont();
        window->setProperty("shown", true);
    };
    QObject::connect(m_window.get(), &QQuickWindow::frameSwapped, m_window.get(), firstPictureShown,
                     Qt::ConnectionType(Qt::QueuedConnection | Qt::SingleShotConnection));
    m_window->show();
    return {};
}

} // namespace odna
