// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// A page whose content is one column that scrolls.
Frame {
    id: sheet
    default property alias content: column.data
    overflows: flickable.contentHeight > flickable.height

    Flickable {
        id: flickable
        anchors.fill: parent
        contentWidth: width
        contentHeight: column.implicitHeight + Style.tight + Style.wide
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Column {
            id: column
            anchors.horizontalCenter: parent.horizontalCenter
            y: Style.tight
            width: sheet.columnWidth
            spacing: Style.space
            Notice {
                objectName: "problemNotice"
                width: parent.width
                visible: App.problem.length > 0
                tone: Notice.Bad
                detail: App.problem
                dismissable: true
                onDismissed: App.dismissProblem()
            }
        }
    }
}
