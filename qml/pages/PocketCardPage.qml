// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// One card of another shop: its code first, as large as tills like it.
Sheet {
    id: page
    objectName: "pocketCardPage"
    required property string cardId
    heading: card.name
    property bool asksToRemove: false
    signal editRequested(cardId: string)

    PocketCard {
        id: card
        cardId: page.cardId
        onRemoved: page.back()
    }
    Timer {
        // Looked at for a while, with its code on the screen: it was used.
        interval: 3000
        running: page.visible && card.code.length > 0
        onTriggered: card.noteUse()
    }
    headActions: [
        IconButton {
            objectName: "starCardButton"
            symbol: card.starred ? "starred" : "star"
            colour: card.starred ? Style.wait : Style.text
            text: card.starred ? qsTr("Remove the star") : qsTr("Star this card")
            onClicked: card.setStarred(!card.starred)
        },
        IconButton {
            objectName: "editCardButton"
            symbol: "edit"
            text: qsTr("Edit")
            onClicked: page.editRequested(page.cardId)
        }
    ]
    Rectangle {
        id: plate
        readonly property bool alike: card.code.length > 0 && symbol.problem.length === 0
        readonly property bool pictured: !alike && card.codePicture.length > 0
        x: -Style.tight
        width: parent.width + 2 * Style.tight
        implicitHeight: panel.height + 2 * Style.tight
        radius: Style.radiusLarge
        color: card.colour.length > 0 ? card.colour : Style.raised
        visible: alike || pictured || card.number.length > 0
        Rectangle {
            id: panel
            x: Style.tight
            y: Style.tight
            width: parent.width - 2 * Style.tight
            height: inside.height
            radius: Style.radius + 2
            color: Style.paper
            Column {
                id: inside
                width: parent.width
                topPadding: Style.space
                bottomPadding: Style.space
                spacing: Style.gap
                SymbolItem {
                    id: symbol
                    objectName: "pocketCardSymbol"
                    width: parent.width
                    height: implicitHeight
                    visible: plate.alike
                    maximumHeight: 360
                    code: card.code
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Code of %1").arg(card.name)
                }
                Image {
                    id: original
                    objectName: "pocketCardOriginal"
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: Math.min(parent.width - 2 * Style.space, implicitWidth)
                    visible: plate.pictured
                    source: plate.pictured ? card.codePicture : ""
                    fillMode: Image.PreserveAspectFit
                    smooth: false
                    Accessible.role: Accessible.Graphic
                    Accessible.name: qsTr("Picture of the code of %1").arg(card.name)
                }
                Label {
                    objectName: "pocketCardNumber"
                    width: parent.width - 2 * Style.space
                    x: Style.space
                    visible: text.length > 0
                    text: card.number
                    color: Style.ink
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: Style.title
                    font.weight: Font.DemiBold
                    font.letterSpacing: 1
                    wrapMode: Text.WrapAnywhere
                }
                Label {
                    width: parent.width - 2 * Style.space
                    x: Style.space
                    visible: plate.pictured
                    text: qsTr("This is a picture of the original: drawn anew, the code would not be the same.")
                    color: Style.inkSoft
                    horizontalAlignment: Text.AlignHCenter
                    font.pixelSize: Style.small
                }
            }
        }
    }
    Notice {
        width: parent.width
        visible: card.signature.length > 0
        tone: card.signatureBad ? Notice.Bad : Notice.Plain
        symbol: card.signatureBad ? "alert" : "shield"
        detail: card.signature
    }
    FactList {
        width: parent.width
        visible: card.facts.count > 0
        rows: card.facts
    }
    Surface {
        width: parent.width
        visible: card.note.length > 0
        Label {
            width: parent.width
            text: card.note
        }
    }
    Repeater {
        model: card.pictures
        Image {
            required property string modelData
            width: parent ? parent.width : 0
            source: modelData
            sourceSize.width: 1200
            fillMode: Image.PreserveAspectFit
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Picture of %1").arg(card.name)
        }
    }
    FactList {
        width: parent.width
        visible: card.backFacts.count > 0
        rows: card.backFacts
    }
    Label {
        width: parent.width
        visible: card.symbologyName.length > 0
        text: card.symbologyName
        color: Style.secondary
        font.pixelSize: Style.small
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        objectName: "archiveCardButton"
        width: parent.width
        kind: ActionButton.Quiet
        text: card.archived ? qsTr("Take out of the archive") : qsTr("Put into the archive")
        onClicked: card.setArchived(!card.archived)
    }
    ActionButton {
        objectName: "removeCardButton"
        width: parent.width
        kind: page.asksToRemove ? ActionButton.Danger : ActionButton.Quiet
        text: page.asksToRemove ? qsTr("Remove for good") : qsTr("Remove this card…")
        onClicked: if (page.asksToRemove) card.remove(); else page.asksToRemove = true;
    }
}
