// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// Cards out of another app's file. Nothing is written before the shopper has seen what it would be.
ListSheet {
    id: page
    objectName: "importPage"
    heading: qsTr("Import cards")
    listName: "importList"
    model: pocket.stage === ImportView.Preview || pocket.stage === ImportView.Done ? pocket.cards : null
    property string file
    signal done()

    ImportView { id: pocket }

    Label {
        width: parent.width
        visible: pocket.stage === ImportView.Choosing
        text: qsTr("From Catima, Loyalty Card Keychain, FidMe, Voucher Vault, or a pass for a phone's wallet (.pkpass). The file is read on this device only.")
        color: Style.secondary
    }
    FileDrop {
        width: parent.width
        visible: pocket.stage === ImportView.Choosing
        text: qsTr("Choose a file")
        hint: qsTr("or drop the file here")
        nameFilters: [qsTr("Files with cards") + " (*.zip *.csv *.json *.txt *.pkpass *.pkpasses)", qsTr("All files") + " (*)"]
        onDropped: file => { page.file = file; pocket.open(file); }
    }
    TextEntry {
        id: password
        width: parent.width
        visible: pocket.stage === ImportView.PasswordNeeded
        fieldName: "importPasswordField"
        label: qsTr("Password of the file")
        secret: true
        onAccepted: pocket.open(page.file, text)
    }
    ProgressLine {
        objectName: "importProgress"
        width: parent.width
        visible: pocket.stage === ImportView.Reading
        value: pocket.progress
        text: qsTr("Reading the file…")
    }
    Notice {
        objectName: "importSummary"
        width: parent.width
        visible: pocket.stage === ImportView.Preview || pocket.stage === ImportView.Done
        tone: pocket.stage === ImportView.Done ? Notice.Good : Notice.Plain
        symbol: pocket.stage === ImportView.Done ? "check" : "pocket"
        title: pocket.stage === ImportView.Done ? qsTr("Imported") : qsTr("This would happen")
        detail: qsTr("New: %1 · changed: %2 · already here: %3").arg(pocket.added).arg(pocket.updated).arg(pocket.skipped)
    }
    Repeater {
        model: pocket.stage === ImportView.Preview ? Math.min(20, pocket.remarks.length) : 0
        Label {
            required property int index
            width: parent ? parent.width : 0
            text: pocket.remarks[index]
            color: Style.wait
            font.pixelSize: Style.small
        }
    }
    delegate: ListRow {
        required property string label
        required property string value
        required property string note
        x: page.rowX
        width: page.columnWidth
        text: label
        detail: note
        trailing: value
        trailingColour: Style.secondary
        arrow: false
        enabled: false
    }
    actions: [
        ActionButton {
            objectName: "importApplyButton"
            width: parent ? parent.width : 0
            visible: pocket.stage === ImportView.Preview
            enabled: pocket.added + pocket.updated > 0
            text: qsTr("Import")
            onClicked: pocket.apply()
        },
        ActionButton {
            objectName: "importOpenButton"
            width: parent ? parent.width : 0
            visible: pocket.stage === ImportView.PasswordNeeded
            enabled: password.text.length > 0
            text: qsTr("Open")
            onClicked: pocket.open(page.file, password.text)
        },
        ActionButton {
            objectName: "importCancelButton"
            width: parent ? parent.width : 0
            visible: pocket.stage === ImportView.Reading || pocket.stage === ImportView.Preview || pocket.stage === ImportView.PasswordNeeded
            kind: ActionButton.Quiet
            text: qsTr("Cancel")
            onClicked: pocket.cancel()
        },
        ActionButton {
            objectName: "importDoneButton"
            width: parent ? parent.width : 0
            visible: pocket.stage === ImportView.Done
            text: qsTr("Done")
            onClicked: page.done()
        }
    ]
}
