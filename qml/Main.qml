// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The window and, in its first picture, the code. Everything else is loaded after that by its address: a type that is named here is read
// before anything is drawn.
Window {
    id: window
    title: "Odna"
    width: 390
    height: 844
    minimumWidth: 300
    minimumHeight: 480
    color: Style.background
    visible: false
    // Set by whoever loads this, once the first picture is on the screen.
    property bool shown: false

    CardPage {
        id: cardPage
        objectName: "cardPage"
        anchors.fill: parent
        shown: window.shown
        visible: App.stage !== App.FirstStart
    }
    Loader {
        anchors.fill: parent
        active: window.shown || App.stage === App.FirstStart
        asynchronous: App.stage !== App.FirstStart
        Component.onCompleted: setSource("Stages.qml", { card: cardPage })
    }
}
