// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The way in, with the card still there for the till.
Sheet {
    id: page
    objectName: "unlockPage"
    heading: qsTr("Unlock")
    property bool usesRecovery: false
    onBack: App.dismissProblem()

    CodeCard {
        width: parent.width
        visible: App.card.number.length > 0
        symbolName: "unlockCardSymbol"
        number: App.card.number
        grouped: App.card.grouped
        maximumCodeHeight: 180
    }
    TextEntry {
        id: passphrase
        width: parent.width
        visible: App.hasPassphraseSlot && !page.usesRecovery
        secret: true
        fieldName: "unlockPassphraseField"
        label: qsTr("Passphrase")
        onAccepted: App.unlockWithPassphrase(text)
    }
    TextEntry {
        id: recovery
        width: parent.width
        visible: page.usesRecovery
        fieldName: "recoveryCodeField"
        label: qsTr("Recovery code from your sheet")
        hint: "ABCD-EFGH-…"
        onAccepted: App.unlockWithRecoveryCode(text)
    }
    actions: [
        KeyStoreWait {
            width: parent ? parent.width : 0
        },
        ActionButton {
            objectName: "unlockConfirmButton"
            width: parent ? parent.width : 0
            visible: page.usesRecovery || App.hasPassphraseSlot
            text: App.busy ? qsTr("Opening your wallet…") : qsTr("Unlock")
            waiting: App.busy
            enabled: !App.busy && (page.usesRecovery ? recovery.text.length > 0 : passphrase.text.length > 0)
            onClicked: if (page.usesRecovery) App.unlockWithRecoveryCode(recovery.text); else App.unlockWithPassphrase(passphrase.text);
        },
        ActionButton {
            objectName: "unlockKeyStoreButton"
            width: parent ? parent.width : 0
            visible: App.hasKeyStoreSlot
            kind: ActionButton.Tonal
            enabled: !App.busy
            text: qsTr("Unlock with this device's key store")
            onClicked: App.unlock()
        },
        ActionButton {
            objectName: "useRecoveryButton"
            width: parent ? parent.width : 0
            kind: ActionButton.Quiet
            text: page.usesRecovery ? qsTr("Use another way") : qsTr("Use the recovery code")
            onClicked: page.usesRecovery = !page.usesRecovery
        }
    ]
}
