// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

Sheet {
    id: page
    objectName: "settingsPage"
    heading: qsTr("Settings")
    signal profileRequested()
    signal recoveryRequested()
    signal backupRequested()

    Label {
        text: qsTr("Language")
        color: Style.secondary
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
    }
    Segments {
        readonly property list<string> codes: ["system", "be", "ru", "en"]
        width: parent.width
        columns: 2
        labels: [qsTr("System"), "Беларуская", "Русский", "English"]
        names: ["languageSystem", "languageBe", "languageRu", "languageEn"]
        current: codes.indexOf(App.language)
        onChosen: index => App.language = codes[index]
    }
    Label {
        text: qsTr("Appearance")
        color: Style.secondary
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
    }
    Segments {
        width: parent.width
        labels: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
        names: ["themeSystem", "themeLight", "themeDark"]
        current: App.theme
        onChosen: index => App.theme = index
    }
    ListRow {
        objectName: "settingsProfileRow"
        width: parent.width
        symbol: "person"
        text: qsTr("About you")
        detail: qsTr("What you have written about yourself, on this device only")
        onClicked: page.profileRequested()
    }
    ListRow {
        objectName: "settingsRecoveryRow"
        width: parent.width
        symbol: "key"
        text: qsTr("New recovery code")
        detail: qsTr("The old one stops working")
        onClicked: page.recoveryRequested()
    }
    ListRow {
        objectName: "settingsBackupRow"
        width: parent.width
        symbol: "document"
        text: qsTr("Backup")
        detail: App.backups.missing ? qsTr("There is no recent backup") : App.backups.last.length > 0 ? qsTr("Last backup: %1").arg(App.backups.last) : qsTr("One encrypted file with everything")
        detailColour: App.backups.missing ? Style.wait : Style.secondary
        onClicked: page.backupRequested()
    }
    ListRow {
        objectName: "settingsLockRow"
        width: parent.width
        symbol: "lock"
        text: qsTr("Lock")
        detail: qsTr("The code for the till stays visible")
        onClicked: App.lock()
    }
    Column {
        width: parent.width
        topPadding: Style.wide
        spacing: Style.tiny
        Label {
            width: parent.width
            text: qsTr("Odna %1").arg(App.version)
            horizontalAlignment: Text.AlignHCenter
            font.weight: Font.DemiBold
        }
        Label {
            width: parent.width
            text: qsTr("Free software under the Apache License 2.0. It reports to nobody.")
            horizontalAlignment: Text.AlignHCenter
            color: Style.secondary
            font.pixelSize: Style.small
        }
    }
}
