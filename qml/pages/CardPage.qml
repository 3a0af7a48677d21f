// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The page for the till. Locked it shows the code, the digits and the way in, and nothing else.
FocusScope {
    id: page
    readonly property bool open: App.stage === App.Open
    property bool qr: false
    signal unlockRequested()
    signal confirmRequested(receiptId: real)
    signal recoveryRequested()
    signal settingsRequested()
    signal receiptsRequested()
    focus: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Card")

    Flickable {
        id: flickable
        anchors.fill: parent
        contentWidth: width
        contentHeight: Math.max(height, column.implicitHeight + 2 * Style.space)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        Column {
            id: column
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width - 2 * Style.space, Style.column)
            topPadding: Style.space
            spacing: Style.space

            Notice {
                objectName: "confirmationBanner"
                width: parent.width
                visible: App.card.confirmation !== CardView.NoConfirmation
                tone: App.card.confirmation === CardView.Confirmed ? Notice.Good : App.card.confirmation === CardView.Refused ? Notice.Bad : Notice.Wait
                title: App.card.confirmationTitle
                detail: App.card.confirmationDetail
                dismissable: true
                onDismissed: App.card.dismissConfirmation()
            }
            CodeCard {
                id: card
                objectName: "codeCard"
                // Wider than the rest: at 420 ppi these points make modules of 6 pixels instead of 5, which tills read better.
                x: -Style.tight
                width: parent.width + 2 * Style.tight
                visible: App.card.number.length > 0
                number: App.card.number
                grouped: App.card.grouped
                symbology: page.qr ? "qr" : "code128"
                maximumCodeHeight: Math.max(180, flickable.height - 330)
            }
            Label {
                objectName: "symbolHint"
                width: parent.width
                visible: card.visible && text.length > 0
                horizontalAlignment: Text.AlignHCenter
                color: Style.secondary
                font.pixelSize: Style.small
                text: card.symbol.problem.length > 0 ? card.symbol.problem
                    : card.symbol.verdict === SymbolItem.TooSmall ? qsTr("This screen is too small for the code. Read the digits aloud, or show the QR code.")
                    : card.symbol.verdict === SymbolItem.Small ? qsTr("The code is small here. Hold it close to the scanner, or read the digits aloud.") : ""
            }
            Segments {
                width: parent.width
                visible: card.visible
                labels: [qsTr("Barcode"), qsTr("QR code")]
                names: ["showBarcodeButton", "showQrButton"]
                current: page.qr ? 1 : 0
                onChosen: index => page.qr = index === 1
            }
            Loader {
                id: openPart
                // Only an open wallet has anything more to show, and it may come a moment later.
                width: parent.width
                active: page.open
                asynchronous: true
                source: "../controls/CardNews.qml"
                Connections {
                    target: openPart.item as CardNews
                    ignoreUnknownSignals: true
                    function onConfirmRequested(receiptId: real) { page.confirmRequested(receiptId); }
                    function onRecoveryRequested() { page.recoveryRequested(); }
                    function onSettingsRequested() { page.settingsRequested(); }
                    function onReceiptsRequested() { page.receiptsRequested(); }
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
                visible: !page.open
                enabled: !App.busy
                waiting: App.busy
                kind: ActionButton.Tonal
                symbol: "lock"
                text: App.busy ? qsTr("Opening your wallet…") : qsTr("Unlock")
                onClicked: page.unlockRequested()
            }
        }
    }
}
