// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// What stands under the code while the wallet is open.
Column {
    id: news
    required property CardPage page
    spacing: Style.space

    ListRow {
        objectName: "arrivedReceiptBanner"
        width: parent.width
        visible: App.arrivedReceipt !== 0
        marked: true
        symbol: "receipts"
        text: qsTr("Confirm your purchase")
        detail: App.arrivedText.length > 0 ? App.arrivedText : qsTr("A till has sent a receipt")
        onClicked: news.page.confirmRequested(App.arrivedReceipt)
    }
    ListRow {
        objectName: "recoveryBanner"
        width: parent.width
        visible: App.recoveryCode.length > 0
        symbol: "key"
        text: qsTr("Write down your recovery code")
        detail: qsTr("It brings the card back when this device is lost.")
        onClicked: news.page.recoveryRequested()
    }
    ListRow {
        objectName: "lastPurchase"
        width: parent.width
        visible: App.card.lastTitle.length > 0
        symbol: "check"
        text: App.card.lastTitle
        detail: App.card.lastDetail
        trailing: App.card.lastAmount
        onClicked: news.page.receiptsRequested()
    }
    Label {
        width: parent.width
        visible: App.card.lastTitle.length === 0 && App.arrivedReceipt === 0 && App.recoveryCode.length === 0
        horizontalAlignment: Text.AlignHCenter
        color: Style.secondary
        text: App.retailers.count === 0 ? qsTr("Join your first shop under Shops, then show this code at its till.")
            : qsTr("Show this code at the till. Your last confirmed purchase will stand here.")
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Style.tight
        ActionButton {
            objectName: "settingsButton"
            kind: ActionButton.Quiet
            symbol: "settings"
            text: qsTr("Settings")
            onClicked: news.page.settingsRequested()
        }
        ActionButton {
            objectName: "lockButton"
            kind: ActionButton.Quiet
            symbol: "lock"
            text: qsTr("Lock")
            onClicked: App.lock()
        }
    }
}
