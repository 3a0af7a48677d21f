// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna

// A rounded sheet that grows with what lies on it.
Rectangle {
    id: surface
    default property alias content: column.data
    property int padding: Style.space
    property alias spacing: column.spacing
    implicitHeight: column.implicitHeight + 2 * padding
    radius: Style.radius + 2
    color: Style.surface
    border.width: Style.dark ? 0 : 1
    border.color: Style.outline
    Column {
        id: column
        x: surface.padding
        y: surface.padding
        width: surface.width - 2 * surface.padding
        spacing: Style.tight
    }
}
