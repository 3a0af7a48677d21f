// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

Sheet {
    id: page
    objectName: "receiptPage"
    required property real receiptId
    heading: receipt.title
    signal confirmRequested(id: real)

    ReceiptDetail {
        id: receipt
        receiptId: page.receiptId
    }
    ReceiptHead {
        width: parent.width
        receipt: receipt
    }
    Notice {
        width: parent.width
        tone: receipt.purchaseState === ReceiptsModel.Answered ? Notice.Good : receipt.purchaseState === ReceiptsModel.Refused || receipt.purchaseState === ReceiptsModel.Undelivered ? Notice.Bad : Notice.Wait
        objectName: "receiptState"
        title: receipt.status
        detail: receipt.reason
    }
    Label {
        width: parent.width
        visible: receipt.lines.count > 0
        text: qsTr("Goods")
        font.pixelSize: Style.title - 3
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    GoodsList {
        width: parent.width
        visible: receipt.lines.count > 0
        rows: receipt.lines
    }
    FactList {
        width: parent.width
        rows: receipt.facts
    }
    actions: [
        ActionButton {
            objectName: "tryAgainButton"
            width: parent ? parent.width : 0
            visible: receipt.purchaseState === ReceiptsModel.Undelivered
            symbol: "send"
            text: qsTr("Try again")
            onClicked: receipt.tryAgain()
        },
        ActionButton {
            objectName: "reviewPurchaseButton"
            width: parent ? parent.width : 0
            visible: !receipt.sent
            text: qsTr("Confirm this purchase…")
            onClicked: page.confirmRequested(page.receiptId)
        }
    ]
}
