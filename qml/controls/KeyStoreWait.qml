// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The device's key store asks the shopper something, perhaps behind this window: what that is, and the ways out.
Surface {
    id: wait
    // The text of another way than the key store; empty where there is none here.
    property string other
    signal otherChosen()
    visible: App.waitsForKeyStore
    objectName: "keyStoreWait"
    spacing: Style.gap
    Label {
        width: parent.width
        text: qsTr("This device's key store asks for your permission. Answer it, perhaps in a window behind this one.")
    }
    ActionButton {
        objectName: "otherWayButton"
        width: parent.width
        visible: wait.other.length > 0
        kind: ActionButton.Tonal
        text: wait.other
        onClicked: wait.otherChosen()
    }
    ActionButton {
        objectName: "cancelWaitButton"
        width: parent.width
        kind: ActionButton.Quiet
        text: qsTr("Cancel")
        onClicked: App.cancel()
    }
}
