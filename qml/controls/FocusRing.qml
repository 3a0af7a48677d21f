// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// Shown where the keyboard stands, not where the finger was.
Rectangle {
    property bool shown: false
    anchors.fill: parent
    anchors.margins: -3
    radius: Style.radius + 3
    color: "transparent"
    border.width: 2
    border.color: Style.accent
    visible: shown
}
