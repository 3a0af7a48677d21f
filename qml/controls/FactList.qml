// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// Label and value, one under the other, with thin lines between.
Surface {
    id: facts
    required property RowsModel rows
    property bool wideValues: false
    padding: 0
    spacing: 0
    Repeater {
        model: facts.rows
        Item {
            id: fact
            required property int index
            required property string label
            required property string value
            required property string note
            width: parent ? parent.width : 0
            implicitHeight: words.implicitHeight + 2 * Style.gap
            visible: value.length > 0
            Accessible.role: Accessible.StaticText
            Accessible.name: label + ": " + value
            Rectangle {
                visible: fact.index > 0
                x: Style.space
                width: parent.width - 2 * Style.space
                height: 1
                color: Style.outline
            }
            Column {
                id: words
                x: Style.space
                y: Style.gap
                width: parent.width - 2 * Style.space
                spacing: 2
                Label {
                    width: parent.width
                    text: fact.label
                    color: Style.secondary
                    font.pixelSize: Style.small
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: fact.value
                    wrapMode: Text.WrapAnywhere
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    visible: text.length > 0
                    text: fact.note
                    color: Style.secondary
                    font.pixelSize: Style.small
                    Accessible.ignored: true
                }
            }
        }
    }
}
