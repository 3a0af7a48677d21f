// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// Offers: for this shopper, and for everyone.
ListSheet {
    id: page
    objectName: "inboxPage"
    heading: qsTr("Offers")
    canGoBack: false
    listName: "offerList"
    model: page.offers
    trouble: page.offers.trouble
    property bool common: false
    readonly property OffersModel offers: common ? App.commonOffers : App.personalOffers
    signal offerRequested(retailerId: string, offerId: string)

    Segments {
        width: parent.width
        labels: [qsTr("For you"), qsTr("For everyone")]
        names: ["inboxPersonalTab", "inboxCommonTab"]
        current: page.common ? 1 : 0
        onChosen: index => page.common = index === 1
    }
    EmptyState {
        width: parent.width
        visible: page.offers.count === 0 && page.trouble.length === 0
        symbol: "inbox"
        title: page.common ? qsTr("No offers for everyone yet") : qsTr("No offers for you yet")
        detail: App.retailers.count === 0 ? qsTr("Join a shop under Shops. Its offers come here, and only if you allow them.")
            : page.common ? qsTr("What your shops offer to all their customers will stand here.")
            : qsTr("Allow personal offers on a shop's page, and confirm your purchases. The shop then chooses for you.")
    }
    delegate: ListRow {
        required property int index
        required property string retailerId
        required property string offerId
        required property string colour
        required property string title
        required property string price
        required property string regularPrice
        required property bool seen
        required property bool hasCoupon
        required brand
        required detail
        objectName: "offerRow_" + offerId
        x: page.rowX
        width: page.columnWidth
        brandColour: colour
        text: title
        detailLines: 3
        trailing: price
        trailingColour: Style.good
        trailingDetail: regularPrice
        marked: !seen
        onVisualFocusChanged: if (visualFocus) page.reveal(index)
        onClicked: page.offerRequested(retailerId, offerId)
    }
}
