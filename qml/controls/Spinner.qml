// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna

// Three dots that take turns: something runs that has no known end.
Row {
    id: spinner
    property color colour: Style.accent
    spacing: 4
    Accessible.role: Accessible.Animation
    Accessible.name: qsTr("Working")
    Repeater {
        model: 3
        Rectangle {
            id: dot
            required property int index
            width: 7
            height: 7
            radius: 3.5
            color: spinner.colour
            SequentialAnimation on opacity {
                running: spinner.visible
                loops: Animation.Infinite
                PauseAnimation { duration: dot.index * 160 }
                NumberAnimation { from: 0.3; to: 1; duration: 280 }
                NumberAnimation { from: 1; to: 0.3; duration: 280 }
                PauseAnimation { duration: (2 - dot.index) * 160 }
            }
        }
    }
}
