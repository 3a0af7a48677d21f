// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs
import Odna
import Odna.App

// Copies of the wallet, for the day on which the phone is lost.
Sheet {
    id: page
    objectName: "backupPage"
    heading: qsTr("Backup")

    Notice {
        width: parent.width
        symbol: "shield"
        detail: qsTr("A backup is one encrypted file with everything: the card, your shops, receipts and cards. It opens with your passphrase or your recovery code.")
    }
    Notice {
        objectName: "backupMissing"
        width: parent.width
        visible: App.backups.missing
        tone: Notice.Wait
        title: qsTr("There is no recent backup")
        detail: qsTr("Without one, a lost phone takes your cards and receipts with it.")
    }
    Notice {
        objectName: "backupProblem"
        width: parent.width
        visible: App.backups.problem.length > 0
        tone: Notice.Bad
        detail: App.backups.problem
    }
    ListRow {
        objectName: "backupFolderRow"
        width: parent.width
        symbol: "clock"
        text: qsTr("Automatic backup")
        detail: App.backups.folder.length > 0 ? App.backups.folder : qsTr("Choose a folder; it is kept up to date after every change")
        onClicked: folderDialog.open()
    }
    ActionButton {
        objectName: "backupStopButton"
        width: parent.width
        visible: App.backups.folder.length > 0
        kind: ActionButton.Quiet
        text: qsTr("Stop automatic backup")
        onClicked: App.backups.chooseFolder("")
    }
    Label {
        objectName: "backupLast"
        width: parent.width
        visible: text.length > 0
        text: App.backups.last.length > 0 ? qsTr("Last backup: %1").arg(App.backups.last) : ""
        color: Style.secondary
        font.pixelSize: Style.small
    }
    actions: ActionButton {
        objectName: "backupNowButton"
        width: parent ? parent.width : 0
        text: qsTr("Back up now…")
        onClicked: fileDialog.open()
    }
    FolderDialog {
        id: folderDialog
        title: qsTr("Automatic backup")
        onAccepted: App.backups.chooseFolder(String(selectedFolder))
    }
    FileDialog {
        id: fileDialog
        title: qsTr("Back up now…")
        fileMode: FileDialog.SaveFile
        nameFilters: [qsTr("Backup") + " (*.odna)"]
        onAccepted: App.backups.backUpTo(String(selectedFile))
    }
}
