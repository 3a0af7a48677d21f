// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// A card of another shop, written down or changed. The code is drawn as it is typed.
Sheet {
    id: page
    objectName: "editCardPage"
    property string cardId
    heading: cardId.length > 0 ? qsTr("Edit card") : qsTr("New card")
    signal saved(cardId: string)

    CardEditor {
        id: editor
        cardId: page.cardId
        onSaved: cardId => page.saved(cardId)
    }
    PictureDrop {
        width: parent.width
        visible: page.cardId.length === 0 && editor.content.length === 0
        onDropped: file => editor.takePicture(file)
    }
    TextEntry {
        width: parent.width
        fieldName: "cardNameField"
        label: qsTr("Shop")
        text: editor.name
        onTextChanged: editor.name = text
    }
    TextEntry {
        width: parent.width
        fieldName: "cardContentField"
        label: qsTr("Number on the card")
        hint: "4810268012345"
        text: editor.content
        onTextChanged: editor.content = text
    }
    Label {
        objectName: "checkVerdict"
        width: parent.width
        visible: text.length > 0
        text: editor.verdict
        color: editor.verdictGood ? Style.good : Style.bad
        font.pixelSize: Style.small
    }
    ActionButton {
        objectName: "takeSuggestionButton"
        visible: editor.suggestion.length > 0
        kind: ActionButton.Tonal
        text: qsTr("Use %1").arg(editor.suggestion)
        onClicked: editor.content = editor.suggestion
    }
    Label {
        text: qsTr("Kind of code")
        color: Style.secondary
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
    }
    Flow {
        width: parent.width
        spacing: Style.tight
        Repeater {
            model: editor.symbologies.length
            Chip {
                required property int index
                objectName: "symbology_" + editor.symbologies[index]
                text: editor.symbologyNames[index]
                chosen: editor.symbology === editor.symbologies[index]
                onClicked: editor.symbology = editor.symbologies[index]
            }
        }
    }
    Rectangle {
        width: parent.width
        visible: editor.code.length > 0
        implicitHeight: preview.implicitHeight + 2 * Style.space
        radius: Style.radius
        color: Style.paper
        SymbolItem {
            id: preview
            objectName: "cardPreview"
            y: Style.space
            width: parent.width
            height: implicitHeight
            maximumHeight: 260
            code: editor.code
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Preview of the code")
        }
    }
    TextEntry {
        width: parent.width
        fieldName: "cardNumberField"
        label: qsTr("Printed number, where it is another one")
        text: editor.number
        onTextChanged: editor.number = text
    }
    TextEntry {
        width: parent.width
        fieldName: "cardNoteField"
        label: qsTr("Note")
        text: editor.note
        onTextChanged: editor.note = text
    }
    TextEntry {
        width: parent.width
        fieldName: "cardGroupsField"
        label: qsTr("Groups, with commas between")
        text: editor.groups
        onTextChanged: editor.groups = text
    }
    Row {
        width: parent.width
        spacing: Style.gap
        TextEntry {
            width: (parent.width - Style.gap) / 2
            fieldName: "cardBalanceField"
            label: qsTr("Balance")
            hint: "0"
            text: editor.balance
            field.inputMethodHints: Qt.ImhFormattedNumbersOnly
            onTextChanged: editor.balance = text
        }
        TextEntry {
            width: (parent.width - Style.gap) / 2
            fieldName: "cardCurrencyField"
            label: qsTr("Currency; empty for points")
            hint: "BYN"
            text: editor.currency
            onTextChanged: editor.currency = text
        }
    }
    Row {
        width: parent.width
        spacing: Style.gap
        TextEntry {
            width: (parent.width - Style.gap) / 2
            fieldName: "cardFromField"
            label: qsTr("Valid from")
            hint: "2026-01-31"
            text: editor.validFrom
            onTextChanged: editor.validFrom = text
        }
        TextEntry {
            width: (parent.width - Style.gap) / 2
            fieldName: "cardUntilField"
            label: qsTr("Valid until")
            hint: "2026-12-31"
            text: editor.validUntil
            onTextChanged: editor.validUntil = text
        }
    }
    Label {
        text: qsTr("Colour")
        color: Style.secondary
        font.pixelSize: Style.small
        font.weight: Font.DemiBold
    }
    Flow {
        width: parent.width
        spacing: Style.tight
        Repeater {
            model: Style.cardColours
            Swatch {
                required property string modelData
                required property int index
                objectName: "colour_" + index
                colour: modelData
                text: modelData
                chosen: editor.colour === modelData
                onClicked: editor.colour = modelData
            }
        }
    }
    actions: ActionButton {
        objectName: "saveCardButton"
        width: parent ? parent.width : 0
        text: qsTr("Save")
        enabled: editor.name.trim().length > 0 && !editor.reading
        waiting: editor.reading
        onClicked: editor.save()
    }
}
