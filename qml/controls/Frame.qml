// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// The frame of a page: a bar with the way back, a field for what scrolls, actions that stay at the foot.
FocusScope {
    id: frame
    property string heading
    property bool canGoBack: true
    default property alias body: field.data
    property alias actions: foot.data
    property alias headActions: headRow.data
    readonly property real columnWidth: Math.min(width - 2 * Style.space, Style.column)
    // A line above the actions says that something goes on under them.
    property bool overflows: false
    signal back()

    Keys.onEscapePressed: event => { event.accepted = frame.canGoBack; if (frame.canGoBack) frame.back(); }
    Keys.onBackPressed: event => { event.accepted = frame.canGoBack; if (frame.canGoBack) frame.back(); }
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
        width: frame.columnWidth
        height: 64
        IconButton {
            id: backButton
            objectName: "backButton"
            visible: frame.canGoBack
            x: -10
            anchors.verticalCenter: parent.verticalCenter
            symbol: "back"
            text: qsTr("Back")
            onClicked: frame.back()
        }
        Label {
            anchors { left: parent.left; leftMargin: frame.canGoBack ? 44 : 0; right: headRow.left; verticalCenter: parent.verticalCenter }
            text: frame.heading
            font.pixelSize: frame.canGoBack ? Style.title - 2 : 28
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
    Item {
        id: field
        anchors { top: bar.bottom; left: parent.left; right: parent.right; bottom: footing.top }
    }
    Item {
        id: footing
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: foot.children.length > 0 && foot.implicitHeight > 0 ? foot.implicitHeight + 2 * Style.space : 0
        Rectangle {
            anchors { left: parent.left; right: parent.right }
            height: 1
            color: Style.outline
            visible: footing.height > 0 && frame.overflows
        }
        Column {
            id: foot
            anchors.horizontalCenter: parent.horizontalCenter
            y: Style.space
            width: frame.columnWidth
            spacing: Style.tight
        }
    }
}
