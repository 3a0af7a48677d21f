// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// The consent document, on a page of its own, as it will be recorded.
Sheet {
    id: page
    objectName: "consentPage"
    required property string retailerId
    heading: qsTr("Consent document")

    RetailerDetail {
        id: retailer
        retailerId: page.retailerId
    }
    Label {
        width: parent.width
        text: qsTr("%1, version %2").arg(retailer.legalName).arg(retailer.consentVersion)
        color: Style.secondary
    }
    Surface {
        width: parent.width
        padding: 20
        Label {
            objectName: "consentText"
            width: parent.width
            text: retailer.consentText
            lineHeight: 1.35
        }
    }
}
