// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// How far something long has come; 0 where that is not known yet.
Column {
    id: progress
    property real value: 0
    property string text
    spacing: Style.tight
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text
    Label {
        width: parent.width
        text: progress.text
        color: Style.secondary
        Accessible.ignored: true
    }
    Rectangle {
        width: parent.width
        height: 8
        radius: 4
        color: Style.raised
        Rectangle {
            width: Math.max(height, parent.width * Math.min(1, progress.value))
            height: parent.height
            radius: parent.radius
            color: Style.accent
            Behavior on width { NumberAnimation { duration: Style.quick } }
        }
    }
}
