// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

// Offers: for this shopper, and for everyone.
Sheet {
    id: page
    objectName: "inboxPage"
    heading: qsTr("Offers")
    canGoBack: false
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
        visible: page.offers.count === 0
        symbol: "inbox"
        title: page.common ? qsTr("No offers for everyone yet") : qsTr("No offers for you yet")
        detail: App.retailers.count === 0 ? qsTr("Join a shop under Shops. Its offers come here, and only if you allow them.")
            : page.common ? qsTr("What your shops offer to all their customers will stand here.")
            : qsTr("Allow personal offers on a shop's page, and confirm your purchases. The shop then chooses for you.")
    }
    ListView {
        objectName: "offerList"
        width: parent.width
        height: contentHeight
        interactive: false
        spacing: Style.gap
        model: page.offers
        delegate: ListRow {
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
            width: ListView.view ? ListView.view.width : 0
            brandColour: colour
            text: title
            trailing: price
            trailingColour: Style.good
            trailingDetail: regularPrice
            marked: !seen
            onClicked: page.offerRequested(retailerId, offerId)
        }
    }
}
