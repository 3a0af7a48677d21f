// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// A new phone: the wallet comes back out of its backup.
Sheet {
    id: page
    objectName: "restorePage"
    heading: qsTr("Restore a backup")
    property string file
    onBack: App.dismissProblem()

    Label {
        width: parent.width
        text: qsTr("Your card with the same number, your shops, receipts and cards come back from the file.")
        color: Style.secondary
    }
    FileDrop {
        width: parent.width
        text: page.file.length > 0 ? page.file.slice(page.file.lastIndexOf("/") + 1) : qsTr("Choose the backup")
        hint: qsTr("or drop the file here")
        nameFilters: [qsTr("Backup") + " (*.odna)", qsTr("All files") + " (*)"]
        onDropped: file => page.file = file
    }
    TextEntry {
        id: secret
        width: parent.width
        fieldName: "restoreSecretField"
        label: qsTr("Passphrase, or recovery code from your sheet")
        secret: true
        onAccepted: if (page.file.length > 0) App.restoreBackup(page.file, text)
    }
    actions: [
        KeyStoreWait {
            width: parent ? parent.width : 0
        },
        ActionButton {
            objectName: "restoreButton"
            width: parent ? parent.width : 0
            text: App.busy ? qsTr("Restoring…") : qsTr("Restore")
            waiting: App.busy
            enabled: !App.busy && page.file.length > 0 && secret.text.length > 0
            onClicked: App.restoreBackup(page.file, secret.text)
        }
    ]
}
