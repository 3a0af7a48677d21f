// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna

// A field with its name above it.
Column {
    id: entry
    property alias field: input
    property alias text: input.text
    property string label
    property string hint
    // What to correct; empty where nothing.
    property string problem
    property bool secret: false
    property string fieldName
    signal accepted()
    spacing: Style.tight

    Label {
        id: name
        text: entry.label
        visible: text.length > 0
        color: Style.secondary
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
        width: parent.width
        Accessible.ignored: true
    }
    T.TextField {
        id: input
        objectName: entry.fieldName
        width: entry.width
        implicitHeight: 52
        leftPadding: Style.space
        rightPadding: Style.space
        verticalAlignment: TextInput.AlignVCenter
        color: Style.text
        selectionColor: Style.accent
        selectedTextColor: Style.accentInk
        // A platform may name another font for editors.
        font.family: name.font.family
        font.pixelSize: Style.heading
        echoMode: entry.secret ? TextInput.Password : TextInput.Normal
        inputMethodHints: entry.secret ? Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase : Qt.ImhNone
        selectByMouse: true
        Accessible.role: Accessible.EditableText
        Accessible.name: entry.label
        Accessible.description: entry.problem
        Accessible.passwordEdit: entry.secret
        onAccepted: entry.accepted()
        background: Rectangle {
            radius: Style.radius
            color: Style.surface
            border.width: input.activeFocus || entry.problem.length > 0 ? 2 : 1
            border.color: entry.problem.length > 0 ? Style.bad : input.activeFocus ? Style.accent : Style.outline
        }
        Label {
            anchors.fill: parent
            anchors.leftMargin: Style.space
            anchors.rightMargin: Style.space
            verticalAlignment: Text.AlignVCenter
            visible: input.text.length === 0 && input.preeditText.length === 0
            text: entry.hint
            color: Style.secondary
            opacity: 0.7
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            font.pixelSize: Style.body
            Accessible.ignored: true
        }
    }
    Label {
        objectName: entry.fieldName + "Problem"
        width: parent.width
        visible: text.length > 0
        text: entry.problem
        color: Style.bad
        font.pixelSize: Style.small
        Accessible.role: Accessible.AlertMessage
    }
}
