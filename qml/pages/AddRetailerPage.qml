// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

Sheet {
    id: page
    objectName: "addRetailerPage"
    heading: qsTr("Add a shop")
    signal found(retailerId: string)

    Connections {
        target: App
        function onRetailerFound(retailerId: string) { page.found(retailerId); }
    }
    Label {
        width: parent.width
        text: qsTr("Type the shop's address, or add a picture of its code.")
        color: Style.secondary
    }
    TextEntry {
        id: address
        width: parent.width
        fieldName: "retailerAddressField"
        label: qsTr("Address or picture file")
        hint: "shop.example"
        field.inputMethodHints: Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText
        onAccepted: App.findRetailer(text)
    }
    PictureDrop {
        width: parent.width
        onDropped: file => { address.text = file; App.findRetailer(file); }
    }
    Notice {
        width: parent.width
        symbol: "shield"
        detail: qsTr("Looking does not join: nothing about you is sent until you have read what the shop asks and agreed.")
    }
    actions: ActionButton {
        objectName: "findRetailerButton"
        width: parent ? parent.width : 0
        text: App.searching ? qsTr("Looking…") : qsTr("Look it up")
        waiting: App.searching
        enabled: !App.searching && address.text.trim().length > 0
        onClicked: App.findRetailer(address.text)
    }
}
