// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// Nothing here yet, and what to do about it.
Column {
    id: empty
    property string symbol
    property string title
    property string detail
    spacing: Style.gap
    topPadding: Style.broad
    bottomPadding: Style.wide
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 84
        height: 84
        radius: 42
        color: Style.accentSoft
        Icon {
            anchors.centerIn: parent
            name: empty.symbol
            colour: Style.accent
            size: 38
        }
    }
    Label {
        width: parent.width
        text: empty.title
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Style.title - 2
        font.weight: Font.DemiBold
    }
    Label {
        width: parent.width - 2 * Style.wide
        x: Style.wide
        text: empty.detail
        horizontalAlignment: Text.AlignHCenter
        color: Style.secondary
    }
}
