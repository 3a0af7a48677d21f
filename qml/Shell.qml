// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Odna
import Odna.App

// The five places of an open wallet, and the pages that lie over them. Each page is read when it is first wanted.
Item {
    id: shell
    property int tab: 0
    readonly property bool wide: width >= Style.railFrom
    readonly property real railWidth: wide ? 104 : 0
    readonly property real barHeight: wide ? 0 : 76
    readonly property real navWidth: wide ? railWidth : Math.min(width / 5, 130)

    function back() {
        if (stack.depth > 1) stack.pop();
        else stack.clear();
    }
    function show(name: string, inputs: var): Item { return led(stack.push("pages/" + name + ".qml", inputs) as Frame); }
    function showInstead(name: string, inputs: var): Item { return led(stack.replace("pages/" + name + ".qml", inputs) as Frame); }
    function led(page: Frame): Frame {
        page.back.connect(shell.back);
        return page;
    }
    function openOffer(retailerId: string, offerId: string) { show("OfferPage", { retailerId: retailerId, offerId: offerId }); }
    function openConsent(retailerId: string) { show("ConsentPage", { retailerId: retailerId }); }
    function openProfile() { show("ProfilePage", {}); }
    function openRecovery() { show("RecoveryPage", {}); }
    function renewRecovery() {
        App.renewRecoveryCode();
        openRecovery();
    }
    function openSettings() {
        const page = show("SettingsPage", {}) as SettingsPage;
        page.profileRequested.connect(openProfile);
        page.recoveryRequested.connect(renewRecovery);
        page.backupRequested.connect(() => show("BackupPage", {}));
    }
    function openRetailer(retailerId: string) { leadRetailer(show("RetailerPage", { retailerId: retailerId }) as RetailerPage); }
    function leadRetailer(page: RetailerPage) {
        page.consentRequested.connect(openConsent);
        page.profileRequested.connect(openProfile);
        page.done.connect(() => stack.clear());
    }
    function addRetailer() {
        const page = show("AddRetailerPage", {}) as AddRetailerPage;
        page.found.connect(retailerId => leadRetailer(showInstead("RetailerPage", { retailerId: retailerId }) as RetailerPage));
    }
    function openCard(cardId: string) { leadCard(show("PocketCardPage", { cardId: cardId }) as PocketCardPage); }
    function leadCard(page: PocketCardPage) { page.editRequested.connect(editCard); }
    function editCard(cardId: string) {
        const page = show("EditCardPage", { cardId: cardId }) as EditCardPage;
        page.saved.connect(saved => {
            if (cardId.length > 0) back();
            else leadCard(showInstead("PocketCardPage", { cardId: saved }) as PocketCardPage);
        });
    }
    function importCards() {
        const page = show("ImportPage", {}) as ImportPage;
        page.done.connect(back);
    }
    function openReceipt(receiptId: real) {
        const page = show("ReceiptPage", { receiptId: receiptId }) as ReceiptPage;
        page.confirmRequested.connect(openConfirm);
    }
    function openConfirm(receiptId: real) { leadConfirm(show("ConfirmPage", { receiptId: receiptId }) as ConfirmPage); }
    function leadConfirm(page: ConfirmPage) {
        page.done.connect(() => {
            stack.clear();
            shell.tab = 0;
        });
    }
    function addPaperReceipt() {
        const page = show("PaperReceiptPage", {}) as PaperReceiptPage;
        page.kept.connect(receiptId => leadConfirm(showInstead("ConfirmPage", { receiptId: receiptId }) as ConfirmPage));
    }

    Loader {
        id: place
        x: shell.railWidth
        width: parent.width - x
        height: parent.height - shell.barHeight
        active: shell.tab !== 0
        source: ["", "pages/PocketPage.qml", "pages/InboxPage.qml", "pages/RetailersPage.qml", "pages/ReceiptsPage.qml"][shell.tab]
    }
    Connections {
        target: place.item as PocketPage
        ignoreUnknownSignals: true
        function onCardRequested(cardId: string) { shell.openCard(cardId); }
        function onAddRequested() { shell.editCard(""); }
        function onImportRequested() { shell.importCards(); }
    }
    Connections {
        target: place.item as InboxPage
        ignoreUnknownSignals: true
        function onOfferRequested(retailerId: string, offerId: string) { shell.openOffer(retailerId, offerId); }
    }
    Connections {
        target: place.item as RetailersPage
        ignoreUnknownSignals: true
        function onRetailerRequested(retailerId: string) { shell.openRetailer(retailerId); }
        function onAddRequested() { shell.addRetailer(); }
    }
    Connections {
        target: place.item as ReceiptsPage
        ignoreUnknownSignals: true
        function onReceiptRequested(receiptId: real) { shell.openReceipt(receiptId); }
        function onPaperRequested() { shell.addPaperReceipt(); }
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
            columns: shell.wide ? 1 : 5
            rowSpacing: Style.tight
            NavItem {
                objectName: "cardTab"
                width: shell.navWidth
                symbol: "card"
                text: qsTr("Card")
                current: shell.tab === 0
                onClicked: shell.tab = 0
            }
            NavItem {
                objectName: "pocketTab"
                width: shell.navWidth
                symbol: "pocket"
                text: qsTr("Wallet")
                current: shell.tab === 1
                mark: App.pocket.expired > 0
                onClicked: shell.tab = 1
            }
            NavItem {
                objectName: "inboxTab"
                width: shell.navWidth
                symbol: "inbox"
                text: qsTr("Offers")
                current: shell.tab === 2
                mark: App.personalOffers.unseen + App.commonOffers.unseen > 0
                onClicked: shell.tab = 2
            }
            NavItem {
                objectName: "retailersTab"
                width: shell.navWidth
                symbol: "shops"
                text: qsTr("Shops")
                current: shell.tab === 3
                onClicked: shell.tab = 3
            }
            NavItem {
                objectName: "receiptsTab"
                width: shell.navWidth
                symbol: "receipts"
                text: qsTr("Receipts")
                current: shell.tab === 4
                mark: App.arrivedReceipt !== 0
                onClicked: shell.tab = 4
            }
        }
    }

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
}
