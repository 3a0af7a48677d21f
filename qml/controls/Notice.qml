// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// A sentence that must not be overlooked: what happened, what to do.
Rectangle {
    id: notice
    enum Tone { Good, Bad, Wait, Plain }
    property int tone: Notice.Plain
    property string title
    property string detail
    property string symbol: tone === Notice.Good ? "check" : tone === Notice.Bad ? "alert" : "clock"
    property bool dismissable: false
    signal dismissed()
    readonly property color ink: tone === Notice.Good ? Style.good : tone === Notice.Bad ? Style.bad : tone === Notice.Wait ? Style.wait : Style.accent
    implicitHeight: words.implicitHeight + 2 * 14
    radius: Style.radius
    color: tone === Notice.Good ? Style.goodSoft : tone === Notice.Bad ? Style.badSoft : tone === Notice.Wait ? Style.waitSoft : Style.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + ". " + detail
    Icon {
        x: Style.space
        anchors.verticalCenter: parent.verticalCenter
        name: notice.symbol
        colour: notice.ink
    }
    Column {
        id: words
        anchors { left: parent.left; leftMargin: 54; right: parent.right; rightMargin: notice.dismissable ? 54 : Style.space
                  verticalCenter: parent.verticalCenter }
        spacing: 2
        Label {
            width: parent.width
            visible: text.length > 0
            text: notice.title
            color: notice.ink
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: notice.detail
            font.pixelSize: notice.title.length > 0 ? Style.small + 1 : Style.body
            Accessible.ignored: true
        }
    }
    IconButton {
        objectName: "dismissButton"
        visible: notice.dismissable
        anchors { right: parent.right; rightMargin: 3; verticalCenter: parent.verticalCenter }
        symbol: "close"
        text: qsTr("Dismiss")
        colour: notice.ink
        onClicked: notice.dismissed()
    }
}
