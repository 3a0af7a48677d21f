// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// The frame of a page: a bar with the way back, a column that scrolls, actions that stay at the foot.
FocusScope {
    id: sheet
    property string heading
    property bool canGoBack: true
    property bool showsProblem: true
    property string emblem: ""
    default property alias content: column.data
    property alias actions: foot.data
    property alias headActions: headRow.data
    readonly property real columnWidth: Math.min(width - 2 * Style.space, Style.column)
    property alias scroll: flickable
    signal back()

    Keys.onEscapePressed: event => { event.accepted = sheet.canGoBack; if (sheet.canGoBack) sheet.back(); }
    Keys.onBackPressed: event => { event.accepted = sheet.canGoBack; if (sheet.canGoBack) sheet.back(); }
    Accessible.role: Accessible.Pane
    Accessible.name: heading

    Rectangle {
        anchors.fill: parent
        color: Style.background
        // A page lies over what is under it.
        MouseArea { anchors.fill: parent }
    }
    Item {
        id: bar
        anchors { top: parent.top; horizontalCenter: parent.horizontalCenter }
        width: sheet.columnWidth
        height: 64
        IconButton {
            id: backButton
            objectName: "backButton"
            visible: sheet.canGoBack
            x: -10
            anchors.verticalCenter: parent.verticalCenter
            symbol: "back"
            text: qsTr("Back")
            onClicked: sheet.back()
        }
        Label {
            anchors { left: parent.left; leftMargin: sheet.canGoBack ? 44 : 0; right: headRow.left; verticalCenter: parent.verticalCenter }
            text: sheet.heading
            font.pixelSize: sheet.canGoBack ? Style.title - 2 : 28
            font.weight: Font.Bold
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            Accessible.role: Accessible.Heading
        }
        Row {
            id: headRow
            anchors { right: parent.right; rightMargin: -10; verticalCenter: parent.verticalCenter }
        }
    }
    Flickable {
        id: flickable
        anchors { top: bar.bottom; left: parent.left; right: parent.right; bottom: footing.top }
        contentWidth: width
        contentHeight: column.implicitHeight + Style.tight + Style.wide
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Column {
            id: column
            anchors.horizontalCenter: parent.horizontalCenter
            y: Style.tight
            width: sheet.columnWidth
            spacing: Style.space
            Notice {
                objectName: "problemNotice"
                width: parent.width
                visible: sheet.showsProblem && App.problem.length > 0
                tone: Notice.Bad
                detail: App.problem
                dismissable: true
                onDismissed: App.dismissProblem()
            }
        }
    }
    Item {
        id: footing
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: foot.children.length > 0 && foot.implicitHeight > 0 ? foot.implicitHeight + 2 * Style.space : 0
        Rectangle {
            anchors { left: parent.left; right: parent.right }
            height: 1
            color: Style.outline
            visible: footing.height > 0 && flickable.contentHeight > flickable.height
        }
        Column {
            id: foot
            anchors.horizontalCenter: parent.horizontalCenter
            y: Style.space
            width: sheet.columnWidth
            spacing: Style.tight
        }
    }
}
