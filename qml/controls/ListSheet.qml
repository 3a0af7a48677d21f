// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// A page that is one list. Only the rows in sight exist, and the model reads on as they come near.
Frame {
    id: sheet
    property alias model: list.model
    property alias delegate: list.delegate
    property string listName
    // Why the list or the rest of it could not be read; stands where its rows would.
    property string trouble
    // What scrolls above the rows.
    default property alias content: head.data
    readonly property real rowX: (width - columnWidth) / 2
    // Brings the row into sight that the keyboard has reached.
    function reveal(index: int) { list.positionViewAtIndex(index, ListView.Contain); }

    ListView {
        id: list
        objectName: sheet.listName
        anchors.fill: parent
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        spacing: Style.gap
        // Empty, and as high as what lies on them: a component could not name the columns below (qmllint and Qt 6.4 differ on how).
        header: Item {}
        footer: Item {}
    }
    Binding { target: list.headerItem; property: "height"; value: head.height }
    Binding { target: list.footerItem; property: "height"; value: foot.height }
    Column {
        id: head
        parent: list.headerItem
        x: sheet.rowX
        width: sheet.columnWidth
        topPadding: Style.tight
        bottomPadding: childrenRect.height > 0 ? Style.space : 0
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
    Column {
        id: foot
        parent: list.footerItem
        x: sheet.rowX
        width: sheet.columnWidth
        topPadding: Style.gap
        bottomPadding: Style.wide
        Notice {
            objectName: "listTrouble"
            width: parent.width
            visible: sheet.trouble.length > 0
            tone: Notice.Bad
            detail: sheet.trouble
        }
    }
}
