// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna
import Odna.App

// The four places of an open wallet, and the pages that lie over them.
Item {
    id: shell
    property int tab: 0
    readonly property bool wide: width >= Style.railFrom
    readonly property real railWidth: wide ? 104 : 0
    readonly property real barHeight: wide ? 0 : 76

    function openConfirm(receiptId: real) { stack.push(confirmPage, { receiptId: receiptId }); }
    function openRecovery() { stack.push(recoveryPage); }
    function openSettings() { stack.push(settingsPage); }
    function back() {
        if (stack.depth > 1) stack.pop();
        else stack.clear();
    }

    Loader {
        id: place
        x: shell.railWidth
        width: parent.width - x
        height: parent.height - shell.barHeight
        active: shell.tab !== 0
        sourceComponent: shell.tab === 1 ? inboxPage : shell.tab === 2 ? retailersPage : receiptsPage
    }

    Rectangle {
        id: bar
        color: Style.surface
        x: 0
        y: shell.wide ? 0 : parent.height - height
        width: shell.wide ? shell.railWidth : parent.width
        height: shell.wide ? parent.height : shell.barHeight
        Rectangle {
            color: Style.outline
            anchors.right: shell.wide ? parent.right : undefined
            width: shell.wide ? 1 : parent.width
            height: shell.wide ? parent.height : 1
        }
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            y: shell.wide ? Style.wide : 6
            columns: shell.wide ? 1 : 4
            rowSpacing: Style.tight
            NavItem { place: 0; symbol: "card"; text: qsTr("Card"); objectName: "cardTab" }
            NavItem { place: 1; symbol: "inbox"; text: qsTr("Offers"); objectName: "inboxTab"; mark: App.personalOffers.unseen + App.commonOffers.unseen > 0 }
            NavItem { place: 2; symbol: "shops"; text: qsTr("Shops"); objectName: "retailersTab" }
            NavItem { place: 3; symbol: "receipts"; text: qsTr("Receipts"); objectName: "receiptsTab"; mark: App.arrivedReceipt !== 0 }
        }
    }
    // Qt 6.4's qmllint does not see the ids around an inline component or a Component; what can bind them came with Qt 6.5.
    // qmllint disable unqualified
    component NavItem: T.Button {
        id: item
        required property int place
        required property string symbol
        property bool mark: false
        readonly property bool current: shell.tab === place
        width: shell.wide ? shell.railWidth : Math.min(shell.width / 4, 130)
        height: 64
        Accessible.role: Accessible.PageTab
        Accessible.name: text
        Accessible.selected: current
        onClicked: shell.tab = place
        Keys.onReturnPressed: clicked()
        background: Item {
            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 4
                width: 60
                height: 32
                radius: 16
                color: item.current ? Style.accentSoft : item.hovered || item.down ? Style.raised : "transparent"
                FocusRing { shown: item.visualFocus }
            }
        }
        Item {
            anchors.fill: parent
            Icon {
                id: picture
                anchors.horizontalCenter: parent.horizontalCenter
                y: 8
                name: item.symbol
                colour: item.current ? Style.accent : Style.secondary
            }
            Rectangle {
                visible: item.mark
                anchors { left: picture.right; top: picture.top; leftMargin: -5; topMargin: -3 }
                width: 10
                height: 10
                radius: 5
                color: Style.bad
            }
            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 40
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: item.text
                color: item.current ? Style.text : Style.secondary
                font.pixelSize: 12
                font.weight: item.current ? Font.DemiBold : Font.Medium
                wrapMode: Text.NoWrap
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }
    }
    // qmllint enable unqualified

    T.StackView {
        id: stack
        objectName: "pageStack"
        anchors.fill: parent
        anchors.leftMargin: shell.railWidth
        visible: depth > 0
        onCurrentItemChanged: if (currentItem) currentItem.forceActiveFocus();
        pushEnter: Transition { NumberAnimation { property: "x"; from: stack.width * 0.2; to: 0; duration: Style.calm; easing.type: Easing.OutCubic }
                                NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Style.calm } }
        popExit: Transition { NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Style.quick } }
    }

    // The pages, which call back into this one: see NavItem for why.
    // qmllint disable unqualified
    Component { id: inboxPage; InboxPage { onOfferRequested: (retailerId, offerId) => stack.push(offerPage, { retailerId: retailerId, offerId: offerId }) } }
    Component {
        id: retailersPage
        RetailersPage {
            onRetailerRequested: retailerId => stack.push(retailerPage, { retailerId: retailerId })
            onAddRequested: stack.push(addRetailerPage)
        }
    }
    Component {
        id: receiptsPage
        ReceiptsPage {
            onReceiptRequested: receiptId => stack.push(receiptPage, { receiptId: receiptId })
            onPaperRequested: stack.push(paperPage)
        }
    }
    Component { id: offerPage; OfferPage { onBack: shell.back() } }
    Component {
        id: retailerPage
        RetailerPage {
            onBack: shell.back()
            onConsentRequested: id => stack.push(consentPage, { retailerId: id })
            onProfileRequested: stack.push(profilePage)
            onDone: stack.clear()
        }
    }
    Component { id: consentPage; ConsentPage { onBack: shell.back() } }
    Component { id: addRetailerPage; AddRetailerPage { onBack: shell.back(); onFound: retailerId => stack.replace(retailerPage, { retailerId: retailerId }) } }
    Component { id: receiptPage; ReceiptPage { onBack: shell.back(); onConfirmRequested: id => stack.push(confirmPage, { receiptId: id }) } }
    Component { id: confirmPage; ConfirmPage { onBack: shell.back(); onDone: { stack.clear(); shell.tab = 0; } } }
    Component { id: paperPage; PaperReceiptPage { onBack: shell.back(); onKept: id => stack.replace(confirmPage, { receiptId: id }) } }
    Component { id: recoveryPage; RecoveryPage { onBack: shell.back() } }
    Component {
        id: settingsPage
        SettingsPage {
            onBack: shell.back()
            onProfileRequested: stack.push(profilePage)
            onRecoveryRequested: { App.renewRecoveryCode(); stack.push(recoveryPage); }
        }
    }
    Component { id: profilePage; ProfilePage { onBack: shell.back() } }
    // qmllint enable unqualified
}
