// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// What is wrong with the code on this screen, and what to do at the till.
Label {
    required property CardPage page
    objectName: "symbolHint"
    horizontalAlignment: Text.AlignHCenter
    color: Style.secondary
    font.pixelSize: Style.small
    text: page.hint
}
