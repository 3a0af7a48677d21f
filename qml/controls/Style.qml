// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick
import Odna.App

// Every size, colour and duration of the screens. Nothing else in qml/ names one.
QtObject {
    readonly property SystemPalette system: SystemPalette {}
    readonly property bool dark: App.theme === App.SystemTheme ? system.window.hslLightness < 0.5 : App.theme === App.Dark

    readonly property color background: dark ? "#0e1118" : "#f3f5fa"
    readonly property color surface: dark ? "#191e2a" : "#ffffff"
    readonly property color raised: dark ? "#232a39" : "#eaeef7"
    readonly property color outline: dark ? "#2c3446" : "#e0e5ef"
    readonly property color text: dark ? "#f2f4fa" : "#131826"
    readonly property color secondary: dark ? "#a3adc2" : "#5a6478"
    readonly property color accent: dark ? "#8fabff" : "#2a50d4"
    readonly property color accentInk: dark ? "#0b1740" : "#ffffff"
    readonly property color accentSoft: dark ? "#222d4e" : "#e5ebff"
    readonly property color good: dark ? "#5fd6a0" : "#0f7a4b"
    readonly property color goodSoft: dark ? "#12352a" : "#dcf5e8"
    readonly property color bad: dark ? "#ff9a8d" : "#b3261e"
    readonly property color badSoft: dark ? "#3d1d1d" : "#fde9e6"
    readonly property color wait: dark ? "#f3c26b" : "#8a5a00"
    readonly property color waitSoft: dark ? "#36290f" : "#fdf1d8"
    // The card itself looks the same in both themes, as a card of plastic would.
    readonly property color cardTop: "#2f5be6"
    readonly property color cardBottom: "#14205c"
    readonly property color cardInk: "#ffffff"
    readonly property color cardInkSoft: "#c9d5ff"
    readonly property color paper: "#ffffff"
    readonly property color ink: "#000000"
    readonly property color inkSoft: "#5a6478"
    readonly property color inkBad: "#b3261e"
    // For cards whose own colour nobody said.
    readonly property list<string> cardColours: ["#2a50d4", "#00796b", "#2e7d32", "#ef6c00", "#c62828", "#ad1457", "#6a1b9a", "#4e342e", "#37474f", "#fbc02d"]

    readonly property int display: 30
    readonly property int title: 22
    readonly property int heading: 17
    readonly property int body: 15
    readonly property int small: 13

    readonly property int tiny: 4
    readonly property int tight: 8
    readonly property int gap: 12
    readonly property int space: 16
    readonly property int wide: 24
    readonly property int broad: 40

    readonly property int radius: 16
    readonly property int radiusLarge: 26
    readonly property int radiusSmall: 10
    readonly property int touch: 48
    readonly property int column: 520
    readonly property int railFrom: 760

    readonly property int quick: 120
    readonly property int calm: 220

    // Black or white, whichever reads better on a retailer's own colour.
    function on(colour: color): color {
        const light = 0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b;
        return light > 0.62 ? "#131826" : "#ffffff";
    }
    function hex(colour: color): string {
        const part = v => Math.round(v * 255).toString(16).padStart(2, "0");
        return part(colour.r) + part(colour.g) + part(colour.b);
    }
}
