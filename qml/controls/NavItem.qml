// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

// One place of the bar or the rail.
T.Button {
    id: item
    required property string symbol
    required property bool current
    // Something new is there.
    property bool mark: false
    height: 64
    Accessible.role: Accessible.PageTab
    Accessible.name: text
    Accessible.selected: current
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    background: Item {
        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 4
            width: 60
            height: 32
            radius: 16
            color: item.current ? Style.accentSoft : item.hovered || item.down ? Style.raised : "transparent"
            FocusRing { shown: item.visualFocus }
        }
    }
    Item {
        anchors.fill: parent
        Icon {
            id: picture
            anchors.horizontalCenter: parent.horizontalCenter
            y: 8
            name: item.symbol
            colour: item.current ? Style.accent : Style.secondary
        }
        Rectangle {
            visible: item.mark
            anchors { left: picture.right; top: picture.top; leftMargin: -5; topMargin: -3 }
            width: 10
            height: 10
            radius: 5
            color: Style.bad
        }
        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            y: 40
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: item.text
            color: item.current ? Style.text : Style.secondary
            font.pixelSize: 12
            font.weight: item.current ? Font.DemiBold : Font.Medium
            wrapMode: Text.NoWrap
            elide: Text.ElideRight
            Accessible.ignored: true
        }
    }
}
