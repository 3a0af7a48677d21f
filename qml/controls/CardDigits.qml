// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// The number under the code, for reading aloud.
Item {
    id: digits
    required property CodeCard card
    Label {
        objectName: "cardDigits"
        anchors { horizontalCenter: parent.horizontalCenter; verticalCenter: parent.verticalCenter; verticalCenterOffset: Style.tight }
        width: parent.width - 2 * Style.space
        horizontalAlignment: Text.AlignHCenter
        text: digits.card.grouped
        color: Style.cardInk
        font.pixelSize: 24
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 14
        font.weight: Font.DemiBold
        font.letterSpacing: 0.5
        wrapMode: Text.NoWrap
    }
}
