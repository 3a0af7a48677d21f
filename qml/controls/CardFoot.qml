// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// What stands below the code: which form it has, the way in, and what an open wallet has to say.
Column {
    id: foot
    property bool open: false
    property bool hasCard: false
    property bool qr: false
    signal qrChosen(qr: bool)
    signal unlockRequested()
    signal confirmRequested(receiptId: real)
    signal recoveryRequested()
    signal settingsRequested()
    signal receiptsRequested()
    spacing: Style.space

    Segments {
        width: parent.width
        visible: foot.hasCard
        labels: [qsTr("Barcode"), qsTr("QR code")]
        names: ["showBarcodeButton", "showQrButton"]
        current: foot.qr ? 1 : 0
        onChosen: index => {
            foot.qr = index === 1;
            foot.qrChosen(foot.qr);
        }
    }
    Loader {
        id: news
        width: parent.width
        active: foot.open
        asynchronous: true
        source: "CardNews.qml"
        Connections {
            target: news.item as CardNews
            ignoreUnknownSignals: true
            function onConfirmRequested(receiptId: real) { foot.confirmRequested(receiptId); }
            function onRecoveryRequested() { foot.recoveryRequested(); }
            function onSettingsRequested() { foot.settingsRequested(); }
            function onReceiptsRequested() { foot.receiptsRequested(); }
        }
    }
    Notice {
        objectName: "problemNotice"
        width: parent.width
        visible: App.problem.length > 0
        tone: Notice.Bad
        detail: App.problem
        dismissable: true
        onDismissed: App.dismissProblem()
    }
    ActionButton {
        objectName: "unlockButton"
        width: parent.width
        visible: !foot.open
        enabled: !App.busy
        waiting: App.busy
        kind: ActionButton.Tonal
        symbol: "lock"
        text: App.busy ? qsTr("Opening your wallet…") : qsTr("Unlock")
        onClicked: foot.unlockRequested()
    }
}
