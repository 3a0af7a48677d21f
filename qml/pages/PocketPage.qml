// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// Everything else in the pocket: the cards of other shops.
ListSheet {
    id: page
    objectName: "pocketPage"
    heading: App.pocket.archive ? qsTr("Archive") : qsTr("Cards")
    canGoBack: App.pocket.archive
    listName: "pocketList"
    model: App.pocket
    trouble: App.pocket.trouble
    readonly property bool empty: App.pocket.total === 0 && !App.pocket.archive && trouble.length === 0
    signal cardRequested(cardId: string)
    signal addRequested()
    signal importRequested()
    onBack: App.pocket.archive = false
    onVisibleChanged: if (!visible) App.pocket.query = ""

    headActions: [
        IconButton {
            objectName: "importCardsButton"
            symbol: "import"
            text: qsTr("Import cards")
            onClicked: page.importRequested()
        },
        IconButton {
            objectName: "addCardButton"
            symbol: "plus"
            text: qsTr("Add a card")
            onClicked: page.addRequested()
        }
    ]
    Notice {
        objectName: "expiredNotice"
        width: parent.width
        visible: App.pocket.expired > 0
        tone: Notice.Wait
        title: qsTr("%n expired cards are in the archive now", "", App.pocket.expired)
        dismissable: true
        onDismissed: App.pocket.dismissExpired()
    }
    ActionButton {
        objectName: "undoExpiredButton"
        visible: App.pocket.expired > 0
        kind: ActionButton.Quiet
        text: qsTr("Bring them back")
        onClicked: App.pocket.undoExpired()
    }
    TextEntry {
        width: parent.width
        visible: !page.empty
        fieldName: "pocketSearchField"
        hint: qsTr("Search name, note or number")
        text: App.pocket.query
        onTextChanged: App.pocket.query = text
    }
    Flow {
        width: parent.width
        visible: App.pocket.groups.length > 0 && !page.empty
        spacing: Style.tight
        Chip {
            objectName: "groupAll"
            text: qsTr("All")
            chosen: App.pocket.group.length === 0
            onClicked: App.pocket.group = ""
        }
        Repeater {
            model: App.pocket.groups
            Chip {
                required property string modelData
                objectName: "group_" + modelData
                text: modelData
                chosen: App.pocket.group === modelData
                onClicked: App.pocket.group = chosen ? "" : modelData
            }
        }
    }
    Flow {
        width: parent.width
        visible: App.pocket.count > 3 && !page.empty
        spacing: Style.tight
        Repeater {
            model: [qsTr("By name"), qsTr("Last used"), qsTr("Ends soon"), qsTr("Balance")]
            Chip {
                required property int index
                required property string modelData
                objectName: "order_" + index
                text: modelData
                chosen: App.pocket.order === index
                onClicked: App.pocket.order = index
            }
        }
    }
    EmptyState {
        width: parent.width
        visible: page.empty
        symbol: "pocket"
        title: qsTr("No other cards yet")
        detail: qsTr("Bring your plastic along: type a number, add a picture of the card, or import everything from Catima and other apps.")
    }
    ActionButton {
        objectName: "addFirstCardButton"
        width: parent.width
        visible: page.empty
        symbol: "plus"
        text: qsTr("Add a card")
        onClicked: page.addRequested()
    }
    ActionButton {
        objectName: "importFirstCardsButton"
        width: parent.width
        visible: page.empty
        kind: ActionButton.Tonal
        symbol: "import"
        text: qsTr("Import cards")
        onClicked: page.importRequested()
    }
    Label {
        width: parent.width
        visible: App.pocket.count === 0 && !page.empty && page.trouble.length === 0
        text: App.pocket.archive ? qsTr("Nothing in the archive.") : qsTr("No card matches.")
        color: Style.secondary
        horizontalAlignment: Text.AlignHCenter
    }
    delegate: ListRow {
        required property int index
        required property string cardId
        required property string name
        required property string colour
        required property string balance
        required property bool starred
        required property bool endsSoon
        required detail
        objectName: "cardRow_" + cardId
        x: page.rowX
        width: page.columnWidth
        brandColour: colour
        text: name
        detailColour: endsSoon ? Style.wait : Style.secondary
        trailing: balance
        marked: starred
        onVisualFocusChanged: if (visualFocus) page.reveal(index)
        onClicked: page.cardRequested(cardId)
    }
    actions: ActionButton {
        objectName: "archiveButton"
        width: parent ? parent.width : 0
        visible: App.pocket.archivedCount > 0 && !App.pocket.archive
        kind: ActionButton.Quiet
        text: qsTr("Archive (%1)").arg(App.pocket.archivedCount)
        onClicked: App.pocket.archive = true
    }
}
