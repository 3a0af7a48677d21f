// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// What stands around the card page at each stage: the first start, the way in, the places of an open wallet.
Item {
    id: stages
    required property CardPage card

    Binding { target: stages.card; property: "anchors.leftMargin"; value: shell.loaded ? shell.loaded.railWidth : 0 }
    Binding { target: stages.card; property: "anchors.bottomMargin"; value: shell.loaded ? shell.loaded.barHeight : 0 }
    Binding {
        target: stages.card
        property: "visible"
        value: App.stage !== App.FirstStart && !unlock.active && (!shell.loaded || shell.loaded.tab === 0)
    }
    Connections {
        target: stages.card
        function onUnlockRequested() {
            if (App.hasKeyStoreSlot && !App.hasPassphraseSlot && App.problem.length === 0) App.unlock();
            else unlock.active = true;
        }
        function onOtherWayRequested() { unlock.active = true; }
        function onConfirmRequested(receiptId: real) { if (shell.loaded) shell.loaded.openConfirm(receiptId); }
        function onRecoveryRequested() { if (shell.loaded) shell.loaded.openRecovery(); }
        function onSettingsRequested() { if (shell.loaded) shell.loaded.openSettings(); }
        function onReceiptsRequested() { if (shell.loaded) shell.loaded.tab = 4; }
    }
    Connections {
        target: App
        function onStageChanged() { if (App.stage !== App.Locked) unlock.active = false; if (App.stage !== App.FirstStart) restore.active = false; }
    }
    Loader {
        id: shell
        readonly property Shell loaded: item as Shell
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
        Connections {
            target: welcome.item as WelcomePage
            ignoreUnknownSignals: true
            function onRestoreRequested() { restore.active = true; }
        }
    }
    Loader {
        id: restore
        anchors.fill: parent
        active: false
        source: "pages/RestorePage.qml"
        Connections {
            target: restore.item as RestorePage
            ignoreUnknownSignals: true
            function onBack() { restore.active = false; }
        }
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
}
