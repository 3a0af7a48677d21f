// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// The first start: one tap to the card where the device has a key store, otherwise a passphrase first.
Sheet {
    id: page
    objectName: "welcomePage"
    canGoBack: false
    signal restoreRequested()
    readonly property bool asksPassphrase: App.passphraseNeeded
    readonly property bool fits: passphrase.text.length >= 8 && passphrase.text === again.text

    Item {
        width: parent.width
        height: page.asksPassphrase ? 110 : Math.max(190, page.height * 0.3)
        Rectangle {
            id: picture
            anchors.centerIn: parent
            width: Math.min(parent.height * 1.3, 280)
            height: width * 0.62
            radius: width * 0.09
            rotation: -6
            antialiasing: true
            gradient: Gradient {
                GradientStop { position: 0; color: Style.cardTop }
                GradientStop { position: 1; color: Style.cardBottom }
            }
            Label {
                x: parent.width * 0.09
                y: parent.height * 0.12
                text: "odna"
                color: Style.cardInk
                font.pixelSize: parent.height * 0.17
                font.weight: Font.Bold
                Accessible.ignored: true
            }
            Rectangle {
                x: parent.width * 0.09
                y: parent.height * 0.46
                width: parent.width * 0.82
                height: parent.height * 0.4
                radius: parent.radius * 0.5
                color: Style.paper
                antialiasing: true
                // A drawing of a code, not one.
                Row {
                    anchors.centerIn: parent
                    spacing: picture.width * 0.014
                    Repeater {
                        model: [3, 1, 2, 1, 1, 3, 1, 2, 2, 1, 3, 1, 1, 2, 1, 3, 2, 1, 1, 3]
                        Rectangle {
                            required property int modelData
                            width: modelData * picture.width * 0.0095
                            height: picture.height * 0.25
                            color: Style.cardBottom
                            antialiasing: true
                        }
                    }
                }
            }
        }
    }
    Label {
        width: parent.width
        text: page.asksPassphrase ? qsTr("Choose a passphrase") : qsTr("One card for every shop")
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Style.display
        font.weight: Font.Bold
        lineHeight: 1.05
        Accessible.role: Accessible.Heading
    }
    Label {
        width: parent.width - 2 * Style.tight
        x: Style.tight
        text: page.asksPassphrase
            ? qsTr("It protects your wallet on this device. The code at the till will not need it.")
            : qsTr("Your card is made on this device. No account, no registration, and each shop sees only what you allow.")
        horizontalAlignment: Text.AlignHCenter
        color: Style.secondary
        font.pixelSize: Style.heading
    }
    TextEntry {
        id: passphrase
        width: parent.width
        visible: page.asksPassphrase
        secret: true
        fieldName: "passphraseField"
        label: qsTr("Passphrase, at least 8 characters")
        onAccepted: again.field.forceActiveFocus()
    }
    TextEntry {
        id: again
        width: parent.width
        visible: page.asksPassphrase
        secret: true
        fieldName: "passphraseAgainField"
        label: qsTr("The same once more")
        onAccepted: if (page.fits) App.createCard(passphrase.text)
    }
    Label {
        width: parent.width
        visible: page.asksPassphrase && again.text.length > 0 && again.text !== passphrase.text
        text: qsTr("The two are not the same yet.")
        color: Style.wait
        font.pixelSize: Style.small
    }
    actions: [
        ActionButton {
            objectName: "createCardButton"
            width: parent ? parent.width : 0
            text: App.busy ? qsTr("Making your card…") : qsTr("Create my card")
            waiting: App.busy
            enabled: !App.busy && (!page.asksPassphrase || page.fits)
            onClicked: App.createCard(page.asksPassphrase ? passphrase.text : "")
        },
        ActionButton {
            objectName: "haveBackupButton"
            width: parent ? parent.width : 0
            visible: !App.busy
            kind: ActionButton.Quiet
            text: qsTr("I have a backup")
            onClicked: page.restoreRequested()
        },
        KeyStoreWait {
            width: parent ? parent.width : 0
            other: qsTr("Use a passphrase instead")
            onOtherChosen: App.choosePassphrase()
        },
        Label {
            width: parent ? parent.width : 0
            visible: !App.waitsForKeyStore
            text: qsTr("Takes about two seconds. Works without a network.")
            horizontalAlignment: Text.AlignHCenter
            color: Style.secondary
            font.pixelSize: Style.small
        }
    ]
}
