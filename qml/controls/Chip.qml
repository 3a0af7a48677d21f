// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

// A small choice among others: a group, an order.
T.Button {
    id: chip
    property bool chosen: false
    implicitWidth: implicitContentWidth + 2 * Style.space
    implicitHeight: 40
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    background: Rectangle {
        radius: height / 2
        color: chip.chosen ? Style.accentSoft : chip.down ? Style.raised : Style.surface
        border.width: 1
        border.color: chip.chosen ? Style.accent : Style.outline
        FocusRing { shown: chip.visualFocus }
    }
    contentItem: Label {
        text: chip.text
        color: chip.chosen ? Style.accent : Style.text
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
