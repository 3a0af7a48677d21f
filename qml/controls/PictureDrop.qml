// SPDX-License-Identifier: Apache-2.0
import Odna

// Where a picture can be chosen, or dropped.
FileDrop {
    text: qsTr("Add from picture")
    hint: qsTr("or drop the picture here")
    symbol: "picture"
    nameFilters: [qsTr("Pictures") + " (*.png *.jpg *.jpeg *.webp)"]
}
