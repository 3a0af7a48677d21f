// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// Where a picture file can be dropped.
Rectangle {
    id: drop
    signal dropped(file: string)
    implicitHeight: 120
    radius: Style.radius
    color: area.containsDrag ? Style.accentSoft : Style.surface
    border.width: 1.5
    border.color: area.containsDrag ? Style.accent : Style.outline
    Accessible.ignored: true
    Column {
        anchors.centerIn: parent
        spacing: Style.tight
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "picture"
            size: 30
            colour: Style.secondary
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            text: qsTr("Drop a picture here")
            color: Style.secondary
            font.pixelSize: Style.small
        }
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
