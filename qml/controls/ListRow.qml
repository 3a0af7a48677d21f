// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

// One tappable row: sign, two lines, something at the end.
T.ItemDelegate {
    id: row
    property string detail
    property string trailing
    property string trailingDetail
    property color trailingColour: Style.text
    property color detailColour: Style.secondary
    property string brandColour
    property string symbol
    property string brand: text
    property bool marked: false
    property bool arrow: true
    property int detailLines: 2
    focusPolicy: Qt.StrongFocus // a delegate has none by itself, and the keyboard would pass it by
    implicitHeight: Math.max(72, words.implicitHeight + 2 * Style.gap)
    Accessible.role: Accessible.ListItem
    Accessible.name: text + ". " + detail + (trailing.length > 0 ? ". " + trailing : "")
    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    background: Rectangle {
        radius: Style.radius + 2
        color: row.down ? Style.raised : Style.surface
        border.width: Style.dark ? 0 : 1
        border.color: row.hovered ? Style.accent : Style.outline
        FocusRing { shown: row.visualFocus }
    }
    Item {
        anchors.fill: parent
        Badge {
            id: badge
            x: Style.space
            anchors.verticalCenter: parent.verticalCenter
            brand: row.brand
            brandColour: row.brandColour
            symbol: row.symbol
        }
        Rectangle {
            visible: row.marked
            anchors { left: badge.right; top: badge.top; leftMargin: -8; topMargin: -4 }
            width: 14
            height: 14
            radius: 7
            color: Style.accent
            border.width: 2
            border.color: Style.surface
        }
        Column {
            id: words
            anchors { left: badge.right; leftMargin: 14; right: end.left; rightMargin: Style.gap; verticalCenter: parent.verticalCenter }
            spacing: 3
            Label {
                width: parent.width
                text: row.text
                font.pixelSize: Style.heading
                font.weight: row.marked ? Font.DemiBold : Font.Medium
                maximumLineCount: 2
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text.length > 0
                text: row.detail
                color: row.detailColour
                font.pixelSize: Style.small
                maximumLineCount: row.detailLines
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
        Column {
            id: end
            anchors { right: chevron.visible ? chevron.left : parent.right; rightMargin: chevron.visible ? Style.tiny : Style.space
                      verticalCenter: parent.verticalCenter }
            spacing: 3
            Label {
                anchors.right: parent.right
                visible: text.length > 0
                text: row.trailing
                color: row.trailingColour
                font.pixelSize: Style.body
                font.weight: Font.DemiBold
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Label {
                anchors.right: parent.right
                visible: text.length > 0
                text: row.trailingDetail
                color: Style.secondary
                font.pixelSize: Style.small
                font.strikeout: true
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        Icon {
            id: chevron
            visible: row.arrow
            anchors { right: parent.right; rightMargin: Style.gap; verticalCenter: parent.verticalCenter }
            name: "next"
            colour: Style.secondary
            size: 18
        }
    }
}
