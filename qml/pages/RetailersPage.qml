// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Odna
import Odna.App

ListSheet {
    id: page
    objectName: "retailersPage"
    heading: qsTr("Shops")
    canGoBack: false
    listName: "retailerList"
    model: App.retailers
    trouble: App.retailers.trouble
    signal retailerRequested(retailerId: string)
    signal addRequested()

    headActions: IconButton {
        objectName: "addRetailerButton"
        symbol: "plus"
        text: qsTr("Add a shop")
        onClicked: page.addRequested()
    }
    EmptyState {
        width: parent.width
        visible: App.retailers.count === 0 && page.trouble.length === 0
        symbol: "shops"
        title: qsTr("No shops yet")
        detail: qsTr("Scan the code that a shop shows at its entrance, or type its address. The shop learns your card number and nothing else until you allow it.")
    }
    ActionButton {
        objectName: "addFirstRetailerButton"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: App.retailers.count === 0 && page.trouble.length === 0
        symbol: "plus"
        text: qsTr("Add a shop")
        onClicked: page.addRequested()
    }
    delegate: ListRow {
        required property int index
        required property string retailerId
        required property string colour
        required property bool active
        required brand
        required detail
        objectName: "retailerRow_" + retailerId
        x: page.rowX
        width: page.columnWidth
        brandColour: colour
        text: brand
        opacity: active ? 1 : 0.6
        onVisualFocusChanged: if (visualFocus) page.reveal(index)
        onClicked: page.retailerRequested(retailerId)
    }
}
