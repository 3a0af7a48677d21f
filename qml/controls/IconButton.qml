// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

T.Button {
    id: button
    required property string symbol
    property color colour: Style.text
    implicitWidth: Style.touch
    implicitHeight: Style.touch
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    background: Rectangle {
        radius: Style.radius
        color: button.down ? Style.raised : button.hovered ? Style.outline : "transparent"
        FocusRing { shown: button.visualFocus }
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: button.symbol
            colour: button.colour
        }
    }
}
