// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Odna

// A few choices of which one holds.
Rectangle {
    id: segments
    property list<string> labels
    property list<string> names
    property int current: 0
    property int columns: labels.length
    signal chosen(index: int)
    implicitHeight: grid.implicitHeight + 8
    radius: Style.radius
    color: Style.raised
    Accessible.role: Accessible.PageTabList
    Grid {
        id: grid
        x: 4
        y: 4
        width: parent.width - 8
        columns: segments.columns
        Repeater {
            model: segments.labels.length
            T.Button {
                id: segment
                required property int index
                objectName: segments.names[index] ?? ""
                readonly property bool isCurrent: segments.current === index
                width: parent ? parent.width / segments.columns : 0
                height: 44
                text: segments.labels[index]
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: isCurrent
                onClicked: segments.chosen(index)
                Keys.onReturnPressed: clicked()
                Keys.onEnterPressed: clicked()
                background: Rectangle {
                    radius: Style.radius - 4
                    color: segment.isCurrent ? Style.surface : "transparent"
                    border.width: segment.isCurrent && !Style.dark ? 1 : 0
                    border.color: Style.outline
                    FocusRing { shown: segment.visualFocus }
                }
                contentItem: Label {
                    text: segment.text
                    color: segment.isCurrent ? Style.text : Style.secondary
                    font.weight: segment.isCurrent ? Font.DemiBold : Font.Medium
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    elide: Text.ElideRight
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }
}
