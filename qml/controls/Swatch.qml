// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

// A colour to choose.
T.Button {
    id: swatch
    required property color colour
    property bool chosen: false
    implicitWidth: Style.touch
    implicitHeight: Style.touch
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    background: Rectangle {
        radius: Style.radiusSmall
        color: swatch.colour
        border.width: swatch.chosen ? 3 : 0
        border.color: Style.text
        FocusRing { shown: swatch.visualFocus }
    }
    contentItem: Icon {
        visible: swatch.chosen
        name: "check"
        colour: Style.on(swatch.colour)
    }
}
