// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs
import Odna

// Where a file can be chosen, or dropped.
Rectangle {
    id: drop
    property string text
    property string hint
    property string symbol: "document"
    property alias nameFilters: dialog.nameFilters
    signal dropped(file: string)
    implicitHeight: 120
    radius: Style.radius
    color: area.containsDrag ? Style.accentSoft : Style.surface
    border.width: 1.5
    border.color: area.containsDrag ? Style.accent : Style.outline
    Column {
        anchors.centerIn: parent
        spacing: 0
        ActionButton {
            objectName: "chooseFileButton"
            anchors.horizontalCenter: parent.horizontalCenter
            kind: ActionButton.Quiet
            symbol: drop.symbol
            text: drop.text
            onClicked: dialog.open()
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: drop.hint
            color: Style.secondary
            font.pixelSize: Style.small
            Accessible.ignored: true
        }
    }
    FileDialog {
        id: dialog
        objectName: "fileDialog"
        title: drop.text
        onAccepted: drop.dropped(String(selectedFile))
    }
    DropArea {
        id: area
        anchors.fill: parent
        keys: ["text/uri-list"]
        onDropped: event => {
            if (event.hasUrls && event.urls.length > 0) {
                event.accept();
                drop.dropped(event.urls[0].toString());
            }
        }
    }
}
