// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>
#include <QQmlEngine>
#include <QQmlParserStatus>

namespace odna {

class App;

/// The base of a page's view model: finds the application when the page has set its inputs, and reads the wallet again whenever its
/// content changes. Name it with its namespace where deriving: Qt 6.4 finds the base for qmllint only so.
class PageView : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ANONYMOUS

public:
    using QObject::QObject;
    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void changed();

protected:
    /// Reads what the page shows; called with app() set and, while the wallet is open, its session there.
    virtual void read() = 0;
    [[nodiscard]] App *app() const { return m_app; }

private:
    QPointer<App> m_app;
};

} // namespace odna
