// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The card: a coloured surface around a white field that nothing but the code and its digits enters.
Rectangle {
    id: card
    property string number
    property string grouped
    property string symbology: "code128"
    property real maximumCodeHeight: 300
    property string symbolName: "cardSymbol"
    property alias symbol: code
    /// False until the code itself is on the screen: fonts take longer to load than the code to draw.
    property bool withText: true
    implicitHeight: head.height + field.height + digits.height + Style.wide
    radius: Style.radiusLarge
    gradient: Gradient {
        GradientStop { position: 0; color: Style.cardTop }
        GradientStop { position: 1; color: Style.cardBottom }
    }
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Your card, number %1").arg(grouped)

    component Head: Item {
        Label {
            anchors { left: parent.left; leftMargin: 20; verticalCenter: parent.verticalCenter }
            text: "odna"
            color: Style.cardInk
            font.pixelSize: 24
            font.weight: Font.Bold
            font.letterSpacing: -0.5
            Accessible.ignored: true
        }
        Label {
            anchors { right: parent.right; rightMargin: 20; verticalCenter: parent.verticalCenter }
            text: qsTr("One card for every shop")
            color: Style.cardInkSoft
            font.pixelSize: Style.small
            Accessible.ignored: true
        }
    }
    Loader {
        id: head
        width: parent.width
        height: 64
        active: card.withText
        sourceComponent: Head {}
    }
    Rectangle {
        id: field
        anchors { top: head.bottom; horizontalCenter: parent.horizontalCenter }
        width: parent.width - 2 * Style.tight
        height: code.implicitHeight + 2 * Style.space
        radius: Style.radius
        color: Style.paper
        SymbolItem {
            id: code
            objectName: card.symbolName
            anchors.horizontalCenter: parent.horizontalCenter
            y: Style.space
            width: parent.width
            height: implicitHeight
            maximumHeight: card.maximumCodeHeight
            content: card.number
            symbology: card.symbology
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Code of card number %1").arg(card.grouped)
        }
    }
    Loader {
        id: digits
        anchors { top: field.bottom; horizontalCenter: parent.horizontalCenter }
        width: parent.width
        height: 60
        active: card.withText
        Component.onCompleted: setSource("CardDigits.qml", { card: card })
    }
}
