// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtTest
import Odna
import Odna.App

Item {
    id: stage
    width: 400
    height: 800

    // Where a test puts the focus first, so that Tab goes to what it tests.
    Item { id: before; focus: true; activeFocusOnTab: true }
    Column {
        id: place
        width: parent.width
    }

    Component { id: actionButton; ActionButton { text: "Pay" } }
    Component { id: iconButton; IconButton { symbol: "back"; text: "Back" } }
    Component { id: listRow; ListRow { width: 400; text: "Bakery"; detail: "Bread"; trailing: "2,00 BYN" } }
    Component { id: toggle; Toggle { width: 400; text: "Offers"; detail: "About bread" } }
    Component { id: segments; Segments { width: 400; labels: ["Day", "Night"]; names: ["day", "night"]; onChosen: index => current = index } }
    Component { id: textEntry; TextEntry { width: 400; label: "City"; fieldName: "city" } }
    Component { id: notice; Notice { width: 400; title: "Sent"; detail: "It is there"; dismissable: true } }
    Component { id: emptyState; EmptyState { width: 400; symbol: "shops"; title: "No shops"; detail: "Add one" } }
    Component { id: spinner; Spinner {} }
    Component { id: signals; SignalSpy {} }

    TestCase {
        name: "Controls"
        when: windowShown

        function init() { failOnWarning(/.?/); }
        function cleanup() { before.forceActiveFocus(); }

        function make(component: Component, properties: var): Item {
            const made = createTemporaryObject(component, place, properties ?? {});
            verify(made);
            waitForRendering(place);
            return made;
        }
        function spyOn(target: QtObject, signalName: string): QtObject {
            const spy = createTemporaryObject(signals, stage, { target: target, signalName: signalName });
            verify(spy.valid);
            return spy;
        }
        // The ring that says where the keyboard is; null where it is not shown.
        function ringOf(item: Item): Item {
            for (const child of Array.from(item.children)) {
                if (child instanceof FocusRing && child.visible) return child;
                const ring = ringOf(child);
                if (ring) return ring;
            }
            return null;
        }
        function tabTo(item: Item) {
            before.forceActiveFocus();
            keyClick(Qt.Key_Tab);
            tryVerify(() => item.activeFocus);
        }

        function test_buttons_data() {
            return [
                { tag: "ActionButton", component: actionButton, role: Accessible.Button, name: "Pay" },
                { tag: "IconButton", component: iconButton, role: Accessible.Button, name: "Back" },
                { tag: "ListRow", component: listRow, role: Accessible.ListItem, name: "Bakery. Bread. 2,00 BYN" }
            ];
        }
        function test_buttons(data) {
            const button = make(data.component);
            compare(button.Accessible.role, data.role);
            compare(button.Accessible.name, data.name);
            verify(button.height >= 44, "large enough for a finger");
            const clicks = spyOn(button, "clicked");
            mouseClick(button);
            compare(clicks.count, 1);
            compare(ringOf(button), null);
            tabTo(button);
            verify(ringOf(button));
            for (const key of [Qt.Key_Space, Qt.Key_Return, Qt.Key_Enter]) {
                clicks.clear();
                keyClick(key);
                compare(clicks.count, 1, "key " + key);
            }
            button.enabled = false;
            clicks.clear();
            mouseClick(button);
            keyClick(Qt.Key_Space);
            keyClick(Qt.Key_Return);
            compare(clicks.count, 0);
        }

        function test_aWaitingButtonShowsIt() {
            const button = make(actionButton, { waiting: true });
            verify(findWorking(button));
            button.waiting = false;
            verify(!findWorking(button));
        }
        function findWorking(item: Item): bool {
            if (!item.visible) return false;
            return item instanceof Spinner || Array.from(item.children).some(child => findWorking(child));
        }

        function test_toggle() {
            const control = make(toggle);
            compare(control.Accessible.role, Accessible.CheckBox);
            compare(control.Accessible.name, "Offers");
            compare(control.Accessible.description, "About bread");
            verify(control.Accessible.checkable && !control.Accessible.checked);
            const toggles = spyOn(control, "toggled");
            mouseClick(control, 10, control.height / 2); // the text is part of the target
            verify(control.checked && control.Accessible.checked);
            compare(ringOf(control), null);
            tabTo(control);
            verify(ringOf(control));
            keyClick(Qt.Key_Space);
            verify(!control.checked);
            compare(toggles.count, 2);
        }

        function test_segments() {
            const control = make(segments);
            compare(control.Accessible.role, Accessible.PageTabList);
            const day = findChild(control, "day");
            const night = findChild(control, "night");
            for (const segment of [day, night]) {
                compare(segment.Accessible.role, Accessible.PageTab);
                compare(segment.Accessible.name, segment.text);
            }
            verify(day.Accessible.selected && !night.Accessible.selected);
            tabTo(day);
            keyClick(Qt.Key_Tab);
            verify(night.activeFocus && ringOf(night));
            keyClick(Qt.Key_Return);
            compare(control.current, 1);
            verify(!day.Accessible.selected && night.Accessible.selected);
            mouseClick(day);
            compare(control.current, 0);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_Space);
            compare(control.current, 1);
        }

        function test_textEntry() {
            const entry = make(textEntry);
            const field = findChild(entry, "city");
            compare(field.Accessible.role, Accessible.EditableText);
            compare(field.Accessible.name, "City");
            const accepted = spyOn(entry, "accepted");
            mouseClick(field);
            verify(field.activeFocus);
            verify(field.background.border.width > 1, "where the focus is");
            keyClick(Qt.Key_M);
            keyClick(Qt.Key_Return);
            compare(entry.text, "m");
            compare(accepted.count, 1);
            entry.problem = "No such city";
            compare(field.Accessible.description, "No such city");
            compare(field.background.border.color, Style.bad);
            const problem = findChild(entry, "cityProblem");
            verify(problem.visible);
            compare(problem.Accessible.role, Accessible.AlertMessage);
            entry.problem = "";
            verify(!problem.visible);
        }
        function test_aSecretIsNotShown() {
            const entry = make(textEntry, { secret: true });
            const field = findChild(entry, "city");
            entry.text = "hunter";
            verify(field.displayText.indexOf("h") < 0);
            verify(field.Accessible.passwordEdit);
        }

        function test_notice() {
            const control = make(notice);
            compare(control.Accessible.role, Accessible.AlertMessage);
            compare(control.Accessible.name, "Sent. It is there");
            const dismissed = spyOn(control, "dismissed");
            tabTo(findChild(control, "dismissButton"));
            keyClick(Qt.Key_Return);
            compare(dismissed.count, 1);
            mouseClick(findChild(control, "dismissButton"));
            compare(dismissed.count, 2);
            control.dismissable = false;
            verify(!findChild(control, "dismissButton").visible);
        }

        function test_emptyStateFitsItsText() {
            const control = make(emptyState);
            const narrow = control.height;
            control.detail = "A much longer sentence, which needs more than the one line that it had before and makes the whole higher.";
            tryVerify(() => control.height > narrow);
        }

        function test_spinnerHasAName() {
            const control = make(spinner);
            compare(control.Accessible.role, Accessible.Animation);
            verify(control.Accessible.name.length > 0);
        }

        function test_colours_data() {
            return [{ tag: "light", theme: App.Light }, { tag: "dark", theme: App.Dark }];
        }
        // WCAG 2.2, 1.4.3: text has a contrast of 4.5 to what it stands on.
        function test_colours(data) {
            App.theme = data.theme;
            const part = v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
            const light = c => 0.2126 * part(c.r) + 0.7152 * part(c.g) + 0.0722 * part(c.b);
            const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
            const grounds = { background: Style.background, surface: Style.surface, raised: Style.raised };
            for (const [name, ground] of Object.entries(grounds)) {
                verify(contrast(Style.text, ground) >= 4.5, "text on " + name);
                verify(contrast(Style.secondary, ground) >= 4.5, "secondary on " + name);
            }
            verify(contrast(Style.accentInk, Style.accent) >= 4.5, "filled button");
            verify(contrast(Style.accent, Style.accentSoft) >= 4.5, "tonal button");
            verify(contrast(Style.accent, Style.background) >= 4.5, "quiet button");
            verify(contrast(Style.good, Style.goodSoft) >= 4.5, "good");
            verify(contrast(Style.bad, Style.badSoft) >= 4.5, "bad");
            verify(contrast(Style.wait, Style.waitSoft) >= 4.5, "wait");
            verify(contrast(Style.cardInkSoft, Style.cardTop) >= 3, "the card's own line");
            verify(contrast(Style.text, Style.accentSoft) >= 4.5, "text of a notice");
        }
        function cleanupTestCase() { App.theme = App.SystemTheme; }
    }
}
