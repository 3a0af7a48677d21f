// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

Column {
    id: head
    required property ReceiptDetail receipt
    spacing: Style.tight
    topPadding: Style.tight
    bottomPadding: Style.tight
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 64
        height: 64
        brand: head.receipt.brand
        brandColour: head.receipt.colour
        symbol: head.receipt.brand.length > 0 ? "" : "receipts"
    }
    Label {
        width: parent.width
        text: head.receipt.brand.length > 0 ? head.receipt.brand : qsTr("Paper receipt")
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
        font.pixelSize: Style.heading
    }
    Label {
        width: parent.width
        visible: text.length > 0
        text: head.receipt.amount
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: 34
        font.weight: Font.Bold
        lineHeight: 1
    }
    Label {
        width: parent.width
        text: head.receipt.when
        horizontalAlignment: Text.AlignHCenter
        color: Style.secondary
    }
}
