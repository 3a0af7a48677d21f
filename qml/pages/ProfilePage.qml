// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// What the shopper may write about themselves. It stays here until a switch on a retailer's page lets it out.
Sheet {
    id: page
    objectName: "profilePage"
    heading: qsTr("About you")

    Notice {
        width: parent.width
        symbol: "shield"
        detail: qsTr("All of it is optional and stays on this device. A shop gets a field only when you turn on its switch there.")
    }
    Repeater {
        model: [
            { name: "first_name", label: qsTr("First name"), hint: "" },
            { name: "last_name", label: qsTr("Last name"), hint: "" },
            { name: "email", label: qsTr("E-mail"), hint: "" },
            { name: "phone", label: qsTr("Phone"), hint: "" },
            { name: "birthday", label: qsTr("Birthday"), hint: "1990-12-31" },
            { name: "city", label: qsTr("City"), hint: "" },
            { name: "sex", label: qsTr("Sex"), hint: "" }
        ]
        TextEntry {
            id: entry
            required property var modelData
            width: parent ? parent.width : 0
            fieldName: "profileField_" + modelData.name
            label: modelData.label
            hint: modelData.hint
            text: App.profileValue(modelData.name)
            field.onEditingFinished: App.setProfileValue(modelData.name, text)
        }
    }
}
