// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The window. The card page is here before anything else is loaded; whatever needs an open wallet comes after it.
Window {
    id: window
    title: "Odna"
    width: 390
    height: 844
    minimumWidth: 300
    minimumHeight: 480
    color: Style.background
    visible: false
    property bool shown: false
    onFrameSwapped: if (!shown) firstPictureShown.start()
    Timer { id: firstPictureShown; interval: 0; onTriggered: window.shown = true }

    CardPage {
        id: cardPage
        shown: window.shown
        objectName: "cardPage"
        anchors.fill: parent
        anchors.leftMargin: shell.rail
        anchors.bottomMargin: shell.bar
        visible: App.stage !== App.FirstStart && !unlock.active && shell.tab === 0
        onUnlockRequested: if (App.hasKeyStoreSlot && !App.hasPassphraseSlot && App.problem.length === 0) App.unlock(); else unlock.active = true;
        onConfirmRequested: receiptId => shell.openConfirm(receiptId)
        onRecoveryRequested: shell.openRecovery()
        onSettingsRequested: shell.openSettings()
        onReceiptsRequested: shell.showTab(3)
    }
    Loader {
        id: shell
        // The tabs and pages of an open wallet, loaded after the code is on the screen.
        readonly property Shell loaded: item as Shell
        readonly property int tab: loaded ? loaded.tab : 0
        readonly property real rail: loaded ? loaded.railWidth : 0
        readonly property real bar: loaded ? loaded.barHeight : 0
        function openConfirm(receiptId: real) { if (loaded) loaded.openConfirm(receiptId); }
        function openRecovery() { if (loaded) loaded.openRecovery(); }
        function openSettings() { if (loaded) loaded.openSettings(); }
        function showTab(tab: int) { if (loaded) loaded.tab = tab; }
        anchors.fill: parent
        asynchronous: true
        active: App.stage === App.Open
        source: "Shell.qml"
    }
    Loader {
        id: welcome
        anchors.fill: parent
        active: App.stage === App.FirstStart
        source: "pages/WelcomePage.qml"
    }
    Loader {
        id: unlock
        anchors.fill: parent
        active: false
        source: "pages/UnlockPage.qml"
        Connections {
            target: unlock.item as UnlockPage
            ignoreUnknownSignals: true
            function onBack() { unlock.active = false; }
        }
    }
    Connections {
        target: App
        function onStageChanged() { if (App.stage !== App.Locked) unlock.active = false; }
    }
}
