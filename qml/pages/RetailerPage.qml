// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// One retailer: who it is, and what it may do. Every switch is the shopper's; none is on before they turn it on.
Sheet {
    id: page
    objectName: "retailerPage"
    required property string retailerId
    property bool leaving: false
    heading: retailer.brand
    signal consentRequested(id: string)
    signal profileRequested()
    signal done()

    RetailerDetail {
        id: retailer
        retailerId: page.retailerId
        onJoined: page.done()
        onWithdrawn: page.leaving = false
    }
    Rectangle {
        id: sign
        width: parent.width
        implicitHeight: Math.max(112, head.implicitHeight + 2 * 20)
        radius: Style.radius + 4
        color: retailer.colour.length > 0 ? retailer.colour : Style.raised
        Column {
            id: head
            anchors { left: parent.left; right: parent.right; leftMargin: 20; rightMargin: 20; verticalCenter: parent.verticalCenter }
            spacing: Style.tiny
            Label {
                width: parent.width
                text: retailer.brand
                color: Style.on(sign.color)
                font.pixelSize: Style.display - 2
                font.weight: Font.Bold
                lineHeight: 1.05
            }
            Label {
                width: parent.width
                text: retailer.linked ? qsTr("You are a member") : retailer.ended ? qsTr("Membership ended") : retailer.legalName
                color: Style.on(sign.color)
                opacity: 0.85
            }
        }
    }
    Notice {
        objectName: "unheardNotice"
        width: parent.width
        visible: retailer.unheard
        tone: Notice.Wait
        title: qsTr("Not yet heard by the shop")
        detail: qsTr("What you decided holds on this device already. Odna goes on telling the shop until it answers.")
    }
    Notice {
        width: parent.width
        visible: retailer.sensitive
        symbol: "shield"
        detail: qsTr("Purchases here are sensitive: their details show only on their own pages, never in previews.")
    }
    Notice {
        width: parent.width
        visible: !retailer.linked
        title: qsTr("Always: your card number")
        detail: qsTr("It is what the till reads. It is the same in every shop, so two shops that compare their books could see that you are a customer of both.")
        symbol: "card"
    }
    Label {
        width: parent.width
        visible: retailer.ownCard.length > 0
        text: qsTr("In this shop your card number is")
        color: Style.secondary
        font.pixelSize: Style.small
    }
    CodeCard {
        objectName: "ownCard"
        width: parent.width
        visible: retailer.ownCard.length > 0
        number: retailer.ownNumber
        grouped: retailer.ownCard
        symbolName: "ownCardSymbol"
    }
    Label {
        width: parent.width
        text: qsTr("What this shop may do")
        font.pixelSize: Style.title - 3
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: [false, true]
        Surface {
            id: section
            required property bool modelData
            width: parent ? parent.width : 0
            padding: 0
            spacing: 0
            visible: switches.height > 0
            Label {
                x: Style.space
                topPadding: Style.gap
                width: parent.width - 2 * Style.space
                text: section.modelData ? qsTr("Offers and statistics, only if you like") : qsTr("Membership")
                color: Style.secondary
                font.pixelSize: Style.small
                font.weight: Font.DemiBold
            }
            Column {
                id: switches
                width: parent.width
                bottomPadding: Style.tiny
                Repeater {
                    model: retailer.grants
                    Toggle {
                        id: toggle
                        required property int index
                        required property string key
                        required property string title
                        required property bool granted
                        required property bool isField
                        required property bool available
                        required property bool marketing
                        required detail
                        objectName: "grantSwitch_" + key
                        width: parent ? parent.width : 0
                        visible: marketing === section.modelData
                        enabled: available && !retailer.ended
                        indent: isField ? Style.space : 0
                        text: title
                        checked: granted
                        onToggled: {
                            retailer.grants.setGranted(index, checked);
                            checked = Qt.binding(() => toggle.granted);
                        }
                    }
                }
            }
        }
    }
    ListRow {
        objectName: "profileRow"
        width: parent.width
        symbol: "person"
        text: qsTr("About you")
        detail: qsTr("What you have written about yourself, on this device only")
        onClicked: page.profileRequested()
    }
    ListRow {
        objectName: "consentDocumentRow"
        width: parent.width
        symbol: "document"
        text: qsTr("Consent document")
        detail: qsTr("Version %1").arg(retailer.consentVersion)
        onClicked: page.consentRequested(page.retailerId)
    }
    FactList {
        width: parent.width
        rows: retailer.facts
    }
    ActionButton {
        objectName: "withdrawButton"
        width: parent.width
        visible: retailer.linked && !page.leaving
        kind: ActionButton.Danger
        text: qsTr("End membership")
        onClicked: page.leaving = true
    }
    Surface {
        width: parent.width
        visible: retailer.linked && page.leaving
        spacing: Style.gap
        Label {
            width: parent.width
            text: qsTr("End the membership at once? Purchases that still wait for this shop are not sent.")
        }
        ActionButton {
            objectName: "withdrawEraseButton"
            width: parent.width
            kind: ActionButton.Danger
            text: qsTr("End it and ask to erase my data")
            onClicked: retailer.withdraw(true)
        }
        ActionButton {
            objectName: "withdrawKeepButton"
            width: parent.width
            kind: ActionButton.Tonal
            text: qsTr("End it")
            onClicked: retailer.withdraw(false)
        }
        ActionButton {
            objectName: "withdrawCancelButton"
            width: parent.width
            kind: ActionButton.Quiet
            text: qsTr("Stay a member")
            onClicked: page.leaving = false
        }
    }
    actions: ActionButton {
        objectName: "joinButton"
        width: parent ? parent.width : 0
        visible: retailer.known && !retailer.linked
        waiting: retailer.joining
        enabled: !retailer.joining
        text: retailer.joining ? qsTr("Joining…") : qsTr("Agree and join")
        onClicked: retailer.join()
    }
}
