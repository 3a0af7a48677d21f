// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

Image {
    id: icon
    required property string name
    property color colour: Style.text
    property int size: 24
    width: size
    height: size
    sourceSize.width: Math.round(size * Screen.devicePixelRatio)
    sourceSize.height: Math.round(size * Screen.devicePixelRatio)
    source: name.length > 0 ? "image://icon/" + name + "/" + Style.hex(colour) : ""
    Accessible.ignored: true
}
