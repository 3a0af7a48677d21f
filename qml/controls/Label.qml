// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

Text {
    color: Style.text
    font.pixelSize: Style.body
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    lineHeight: 1.15
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
