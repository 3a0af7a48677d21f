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
            { name: "email", label: qsTr("E-mail"), hint: "anna@example.com" },
            { name: "phone", label: qsTr("Phone"), hint: "+375 29 123-45-67" },
            { name: "birthday", label: qsTr("Birthday"), hint: "1990-12-31" },
            { name: "city", label: qsTr("City"), hint: "" }
        ]
        TextEntry {
            id: entry
            required property var modelData
            width: parent ? parent.width : 0
            fieldName: "profileField_" + modelData.name
            label: modelData.label
            hint: modelData.hint
            text: App.profileValue(modelData.name)
            field.onTextEdited: problem = ""
            field.onEditingFinished: {
                problem = App.setProfileValue(modelData.name, text);
                if (problem.length === 0) text = App.profileValue(modelData.name);
            }
        }
    }
    Label {
        width: parent.width
        text: qsTr("Sex")
        color: Style.secondary
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
    }
    Segments {
        id: sex
        readonly property list<string> values: ["", "female", "male", "other"]
        width: parent.width
        columns: 2
        labels: [qsTr("Not said"), qsTr("Female"), qsTr("Male"), qsTr("Other", "sex")]
        names: ["sexNotSaid", "sexFemale", "sexMale", "sexOther"]
        current: Math.max(0, values.indexOf(App.profileValue("sex")))
        onChosen: index => {
            sexProblem.text = App.setProfileValue("sex", values[index]);
            if (sexProblem.text.length === 0) current = index;
        }
    }
    Label {
        id: sexProblem
        width: parent.width
        visible: text.length > 0
        color: Style.bad
        font.pixelSize: Style.small
    }
}
