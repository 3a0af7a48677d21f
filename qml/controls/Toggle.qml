// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

// A switch with what it means beside it; the whole row is the target.
T.Switch {
    id: toggle
    property string detail
    property int indent: 0
    implicitHeight: Math.max(Style.touch, words.implicitHeight + 2 * Style.gap)
    leftPadding: Style.space + indent
    rightPadding: Style.space
    opacity: enabled ? 1 : 0.5
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: detail
    Accessible.checkable: true
    Accessible.checked: checked

    background: Rectangle {
        radius: Style.radiusSmall
        color: toggle.down ? Style.raised : "transparent"
        FocusRing { shown: toggle.visualFocus }
    }
    indicator: Rectangle {
        x: toggle.width - width - Style.space
        anchors.verticalCenter: parent.verticalCenter
        width: 50
        height: 30
        radius: 15
        color: toggle.checked ? Style.accent : Style.raised
        border.width: toggle.checked ? 0 : 1.5
        border.color: Style.secondary
        Rectangle {
            x: toggle.checked ? 24 : 5
            anchors.verticalCenter: parent.verticalCenter
            width: toggle.checked ? 22 : 18
            height: width
            radius: width / 2
            color: toggle.checked ? Style.accentInk : Style.secondary
            Behavior on x { NumberAnimation { duration: Style.quick } }
        }
    }
    Column {
        id: words
        x: toggle.leftPadding
        width: toggle.width - x - 50 - 2 * Style.space
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2
        Label {
            width: words.width
            text: toggle.text
            font.pixelSize: toggle.indent > 0 ? Style.body : Style.heading
            font.weight: toggle.indent > 0 ? Font.Normal : Font.Medium
            Accessible.ignored: true
        }
        Label {
            width: words.width
            visible: text.length > 0
            text: toggle.detail
            color: Style.secondary
            font.pixelSize: Style.small
            Accessible.ignored: true
        }
    }
}
