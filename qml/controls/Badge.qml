// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// A retailer's sign: the first letter of its brand on its own colour.
Rectangle {
    id: badge
    property string brand
    property string brandColour
    property string symbol: ""
    readonly property color ground: brandColour.length > 0 ? brandColour : Style.raised
    implicitWidth: 44
    implicitHeight: 44
    radius: width * 0.32
    color: ground
    Label {
        anchors.centerIn: parent
        visible: badge.symbol.length === 0
        text: badge.brand.charAt(0).toUpperCase()
        color: badge.brandColour.length > 0 ? Style.on(badge.ground) : Style.secondary
        font.pixelSize: badge.width * 0.46
        font.weight: Font.Bold
        lineHeight: 1
        Accessible.ignored: true
    }
    Icon {
        anchors.centerIn: parent
        visible: badge.symbol.length > 0
        name: badge.symbol
        colour: badge.brandColour.length > 0 ? Style.on(badge.ground) : Style.secondary
        size: badge.width * 0.54
    }
}
