// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// The consent to one purchase, as a step of its own: to whom, and exactly what.
Sheet {
    id: page
    objectName: "confirmPage"
    required property real receiptId
    heading: qsTr("Confirm purchase")
    signal done()

    ReceiptDetail {
        id: receipt
        receiptId: page.receiptId
        onConfirmed: page.done()
    }
    ReceiptHead {
        width: parent.width
        receipt: receipt
    }
    Column {
        width: parent.width
        spacing: Style.gap
        visible: receipt.candidateIds.length > 1
        Label {
            width: parent.width
            text: qsTr("Which shop issued it?")
            font.pixelSize: Style.title - 3
            font.weight: Font.DemiBold
        }
        Repeater {
            model: receipt.candidateIds
            ListRow {
                required property int index
                required property string modelData
                objectName: "candidateRow_" + modelData
                width: parent ? parent.width : 0
                text: receipt.candidateBrands[index] ?? ""
                brandColour: receipt.candidateColours[index] ?? ""
                marked: receipt.retailerId === modelData
                detail: marked ? qsTr("Chosen") : ""
                arrow: false
                onClicked: receipt.retailerId = modelData
            }
        }
    }
    Notice {
        objectName: "hindrance"
        width: parent.width
        visible: receipt.hindrance.length > 0
        tone: Notice.Wait
        symbol: "alert"
        detail: receipt.hindrance
    }
    Label {
        width: parent.width
        visible: receipt.confirmable
        text: qsTr("It will send to %1, and to nobody else:").arg(receipt.brand)
        font.pixelSize: Style.heading
        font.weight: Font.DemiBold
    }
    FactList {
        objectName: "sendsList"
        width: parent.width
        visible: receipt.confirmable
        rows: receipt.sends
    }
    actions: [
        ActionButton {
            objectName: "confirmPurchaseButton"
            width: parent ? parent.width : 0
            visible: receipt.confirmable
            symbol: "send"
            text: qsTr("Confirm to %1").arg(receipt.brand)
            onClicked: receipt.confirm()
        },
        ActionButton {
            objectName: "confirmLaterButton"
            width: parent ? parent.width : 0
            kind: ActionButton.Quiet
            text: qsTr("Not now")
            onClicked: { App.dismissArrived(); page.back(); }
        }
    ]
}
