// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// One offer, and the coupon that the till scans.
Sheet {
    id: page
    objectName: "offerPage"
    required property string retailerId
    required property string offerId
    heading: offer.brand

    OfferDetail {
        id: offer
        retailerId: page.retailerId
        offerId: page.offerId
    }
    Row {
        width: parent.width
        spacing: Style.gap
        Badge {
            id: badge
            brand: offer.brand
            brandColour: offer.colour
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - badge.width - Style.gap
            Label {
                width: parent.width
                text: offer.brand
                font.weight: Font.DemiBold
            }
            Label {
                width: parent.width
                text: offer.validity
                color: Style.secondary
                font.pixelSize: Style.small
            }
        }
    }
    Label {
        objectName: "offerTitle"
        width: parent.width
        text: offer.title
        font.pixelSize: Style.display - 2
        font.weight: Font.Bold
        lineHeight: 1.08
        Accessible.role: Accessible.Heading
    }
    Row {
        visible: offer.price.length > 0
        spacing: Style.gap
        Label {
            id: price
            text: offer.price
            color: Style.good
            font.pixelSize: Style.title + 2
            font.weight: Font.Bold
        }
        Label {
            anchors.baseline: price.baseline
            visible: text.length > 0
            text: offer.regularPrice
            color: Style.secondary
            font.pixelSize: Style.heading
            font.strikeout: true
        }
    }
    Label {
        width: parent.width
        visible: text.length > 0
        text: offer.text
        font.pixelSize: Style.heading
        lineHeight: 1.3
    }
    Notice {
        width: parent.width
        visible: offer.reason.length > 0
        symbol: "person"
        title: qsTr("Why you see this")
        detail: offer.reason
    }
    Rectangle {
        // White in every theme: the till must read it.
        width: parent.width
        visible: offer.couponCode.length > 0
        implicitHeight: coupon.height
        color: Style.paper
        radius: Style.radius + 2
        border.width: Style.dark ? 0 : 1
        border.color: Style.outline
        Column {
            id: coupon
            width: parent.width
            topPadding: Style.space
            bottomPadding: Style.space
            spacing: Style.gap
            Label {
                width: parent.width
                text: qsTr("Show this coupon at the till")
                color: Style.inkSoft
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Style.small
            }
            SymbolItem {
                id: symbol
                objectName: "couponSymbol"
                x: Style.tiny
                width: parent.width - 2 * Style.tiny
                height: implicitHeight
                maximumHeight: 320
                content: offer.couponCode
                symbology: offer.couponSymbology.length > 0 ? offer.couponSymbology : "code128"
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Coupon %1").arg(offer.couponCode)
            }
            Label {
                width: parent.width
                text: offer.couponCode
                color: Style.ink
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Style.heading
                font.weight: Font.DemiBold
                font.letterSpacing: 1
                wrapMode: Text.WrapAnywhere
            }
            Label {
                width: parent.width - 2 * Style.space
                x: Style.space
                visible: text.length > 0
                text: symbol.problem
                color: Style.inkBad
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Style.small
            }
        }
    }
    Label {
        width: parent.width
        visible: offer.advertising
        text: qsTr("Advertising from %1").arg(offer.brand)
        color: Style.secondary
        font.pixelSize: Style.small
    }
}
