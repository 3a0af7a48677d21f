// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

T.Button {
    id: button
    enum Kind { Filled, Tonal, Quiet, Danger }
    property int kind: ActionButton.Filled
    property string symbol: ""
    property bool waiting: false
    readonly property color ground: kind === ActionButton.Filled ? Style.accent
        : kind === ActionButton.Tonal ? Style.accentSoft
        : kind === ActionButton.Danger ? Style.badSoft : "transparent"
    readonly property color ink: kind === ActionButton.Filled ? Style.accentInk
        : kind === ActionButton.Danger ? Style.bad : Style.accent

    readonly property real signWidth: waiting ? 37 : symbol.length > 0 ? 28 : 0
    implicitWidth: Math.ceil(metrics.advanceWidth) + 2 + signWidth + 2 * Style.wide
    implicitHeight: Math.max(52, label.implicitHeight + 2 * Style.gap)
    opacity: enabled ? 1 : 0.45
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Style.radius
        color: button.down ? Qt.darker(button.ground, 1.12) : button.hovered ? Qt.darker(button.ground, 1.04) : button.ground
        FocusRing { shown: button.visualFocus }
    }
    TextMetrics {
        id: metrics
        font: label.font
        text: button.text
    }
    Item {
        anchors.fill: parent
        Row {
            anchors.centerIn: parent
            spacing: Style.tight
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.symbol.length > 0 && !button.waiting
                name: button.symbol
                colour: button.ink
                size: 20
            }
            Spinner {
                anchors.verticalCenter: parent.verticalCenter
                visible: button.waiting
                colour: button.ink
            }
            Label {
                id: label
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(Math.ceil(metrics.advanceWidth) + 2, button.width - 2 * Style.space - button.signWidth)
                text: button.text
                color: button.ink
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }
}
