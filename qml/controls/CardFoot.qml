// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// What stands below the code: which form it has, the way in, and what an open wallet has to say.
Column {
    id: foot
    required property CardPage page
    spacing: Style.space

    Segments {
        width: parent.width
        visible: foot.page.hasCard
        labels: [qsTr("Barcode"), qsTr("QR code")]
        names: ["showBarcodeButton", "showQrButton"]
        current: foot.page.qr ? 1 : 0
        onChosen: index => foot.page.qr = index === 1
    }
    Loader {
        width: parent.width
        active: foot.page.open
        visible: active // a column keeps the place of what was there
        asynchronous: true
        Component.onCompleted: setSource("CardNews.qml", { page: foot.page })
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
        visible: !foot.page.open
        enabled: !App.busy
        waiting: App.busy
        kind: ActionButton.Tonal
        symbol: "lock"
        text: App.busy ? qsTr("Opening your wallet…") : qsTr("Unlock")
        onClicked: foot.page.unlockRequested()
    }
    KeyStoreWait {
        width: parent.width
        visible: !foot.page.open && App.waitsForKeyStore
        other: qsTr("Open it another way")
        onOtherChosen: { App.cancel(); foot.page.otherWayRequested(); }
    }
}
