// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The page for the till. Locked it shows the code, the digits and the way in, and nothing else.
FocusScope {
    id: page
    readonly property bool open: App.stage === App.Open
    readonly property bool hasCard: App.card.number.length > 0
    property bool qr: false
    /// Whether the code has been on the screen once: everything else waits for that.
    property bool shown: true
    readonly property string hint: !hasCard ? "" : card.symbol.problem.length > 0 ? card.symbol.problem
        : card.symbol.verdict === SymbolItem.TooSmall ? qsTr("This screen is too small for the code. Read the digits aloud, or show the QR code.")
        : card.symbol.verdict === SymbolItem.Small ? qsTr("The code is small here. Hold it close to the scanner, or read the digits aloud.") : ""
    signal unlockRequested()
    signal otherWayRequested()
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

            Loader {
                width: parent.width
                active: App.card.confirmation !== CardView.NoConfirmation
                visible: active
                source: "../controls/CardAnswer.qml" // by address, as the foot: see Main.qml
            }
            CodeCard {
                id: card
                objectName: "codeCard"
                // Wider than the rest: at 420 ppi these points make modules of 6 pixels instead of 5, which tills read better.
                x: -Style.tight
                width: parent.width + 2 * Style.tight
                visible: page.hasCard
                withText: page.shown
                number: App.card.number
                grouped: App.card.grouped
                symbology: page.qr ? "qr" : "code128"
                maximumCodeHeight: Math.max(180, flickable.height - 330)
            }
            Loader {
                width: parent.width
                active: page.shown && page.hint.length > 0
                visible: active
                Component.onCompleted: setSource("../controls/CardHint.qml", { page: page })
            }
            Loader {
                width: parent.width
                active: page.shown
                asynchronous: true
                Component.onCompleted: setSource("../controls/CardFoot.qml", { page: page })
            }
        }
    }
}
