// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

ListSheet {
    id: page
    objectName: "receiptsPage"
    heading: qsTr("Receipts")
    canGoBack: false
    listName: "receiptList"
    model: App.receipts
    trouble: App.receipts.trouble
    signal receiptRequested(receiptId: real)
    signal paperRequested()

    headActions: IconButton {
        objectName: "addPaperReceiptButton"
        symbol: "plus"
        text: qsTr("Add a paper receipt")
        onClicked: page.paperRequested()
    }
    EmptyState {
        width: parent.width
        visible: App.receipts.count === 0 && page.trouble.length === 0
        symbol: "receipts"
        title: qsTr("No receipts yet")
        detail: qsTr("Show your card at a till: its receipt comes here. Or add one from paper with the code at its foot.")
    }
    ActionButton {
        objectName: "addFirstPaperReceiptButton"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: App.receipts.count === 0 && page.trouble.length === 0
        symbol: "scan"
        text: qsTr("Add a paper receipt")
        onClicked: page.paperRequested()
    }
    delegate: ListRow {
        required property int index
        required property real receiptId
        required property string colour
        required property string amount
        required property string status
        required property int purchaseState
        required brand
        required property string moment
        objectName: "receiptRow_" + receiptId
        x: page.rowX
        width: page.columnWidth
        brandColour: colour
        symbol: colour.length > 0 ? "" : "receipts"
        text: brand
        detailLines: 4
        detail: status + "\n" + moment
        detailColour: purchaseState === ReceiptsModel.Answered ? Style.good : purchaseState === ReceiptsModel.Refused || purchaseState === ReceiptsModel.Undelivered ? Style.bad
            : purchaseState === ReceiptsModel.Unconfirmed ? Style.wait : Style.secondary
        trailing: amount
        marked: purchaseState === ReceiptsModel.Unconfirmed
        onVisualFocusChanged: if (visualFocus) page.reveal(index)
        onClicked: page.receiptRequested(receiptId)
    }
}
