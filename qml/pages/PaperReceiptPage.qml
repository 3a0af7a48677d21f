// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

Sheet {
    id: page
    objectName: "paperReceiptPage"
    heading: qsTr("Paper receipt")
    signal kept(id: real)

    PaperReceipt {
        id: paper
        onKept: receiptId => page.kept(receiptId)
    }
    Label {
        width: parent.width
        text: qsTr("Paste the text of the code at the foot of the paper, or add a picture of it. It is read on this device; nobody is asked.")
        color: Style.secondary
    }
    TextEntry {
        id: code
        width: parent.width
        fieldName: "receiptCodeField"
        label: qsTr("Text of the code, or picture file")
        onAccepted: paper.examine(text)
        onTextChanged: if (paper.found) paper.clear()
    }
    PictureDrop {
        width: parent.width
        visible: !paper.found
        onDropped: file => { code.text = file; paper.examine(file); }
    }
    Surface {
        width: parent.width
        visible: paper.found
        Label {
            width: parent.width
            text: qsTr("Receipt found")
            color: Style.good
            font.weight: Font.DemiBold
        }
        Label {
            objectName: "paperReceiptNumber"
            width: parent.width
            text: paper.number
            wrapMode: Text.WrapAnywhere
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: paper.amount
            font.pixelSize: Style.title
            font.weight: Font.Bold
        }
        Label {
            width: parent.width
            visible: text.length > 0
            text: paper.when
            color: Style.secondary
        }
    }
    TextEntry {
        id: total
        width: parent.width
        visible: paper.totalNeeded
        fieldName: "receiptTotalField"
        label: qsTr("Total on the paper, in %1").arg(paper.currency)
        hint: "0.00"
        field.inputMethodHints: Qt.ImhFormattedNumbersOnly
        onAccepted: paper.keep(text)
    }
    actions: ActionButton {
        objectName: paper.found ? "keepReceiptButton" : "readReceiptButton"
        width: parent ? parent.width : 0
        text: paper.found ? qsTr("Put into my wallet") : paper.reading ? qsTr("Reading…") : qsTr("Read the code")
        waiting: paper.reading
        enabled: !paper.reading && (paper.found ? !paper.totalNeeded || total.text.length > 0 : code.text.trim().length > 0)
        onClicked: if (paper.found) paper.keep(total.text); else paper.examine(code.text);
    }
}
