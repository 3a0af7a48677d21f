// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// The lines of a receipt: what, how much, its sum at the end.
Surface {
    id: goods
    required property RowsModel rows
    spacing: Style.gap
    Repeater {
        model: goods.rows
        Item {
            id: line
            required property string label
            required property string value
            required property string note
            width: parent ? parent.width : 0
            implicitHeight: Math.max(words.implicitHeight, sum.implicitHeight)
            Column {
                id: words
                width: parent.width - sum.width - Style.gap
                spacing: 1
                Label {
                    width: parent.width
                    text: line.label
                }
                Label {
                    width: parent.width
                    text: line.note
                    color: Style.secondary
                    font.pixelSize: Style.small
                }
            }
            Label {
                id: sum
                anchors.right: parent.right
                text: line.value
                font.weight: Font.Medium
                wrapMode: Text.NoWrap
            }
        }
    }
}
