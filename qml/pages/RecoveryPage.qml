// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

Sheet {
    id: page
    objectName: "recoveryPage"
    heading: qsTr("Recovery code")

    Label {
        width: parent.width
        text: qsTr("Write these letters on paper and keep it at home. Whoever has them can open this wallet, so do not photograph them.")
        color: Style.secondary
    }
    Surface {
        width: parent.width
        padding: 20
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            columns: 2
            columnSpacing: Style.broad
            rowSpacing: Style.space
            Repeater {
                model: App.recoveryCode.length > 0 ? App.recoveryCode.split("-") : []
                Row {
                    id: group
                    required property int index
                    required property string modelData
                    spacing: Style.gap
                    Label {
                        anchors.baseline: letters.baseline
                        text: (group.index + 1).toString()
                        color: Style.secondary
                        font.pixelSize: Style.small
                        Accessible.ignored: true
                    }
                    Label {
                        id: letters
                        text: group.modelData
                        font.family: "monospace"
                        font.pixelSize: Style.title
                        font.weight: Font.DemiBold
                        font.letterSpacing: 2
                    }
                }
            }
        }
    }
    Notice {
        width: parent.width
        tone: Notice.Wait
        symbol: "key"
        detail: qsTr("The code is shown once. You can make a new one in the settings at any time; the old one then stops working.")
    }
    actions: ActionButton {
        objectName: "recoveryWrittenButton"
        width: parent ? parent.width : 0
        symbol: "check"
        text: qsTr("I have written it down")
        onClicked: { App.recoveryCodeWritten(); page.back(); }
    }
}
