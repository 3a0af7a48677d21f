// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Odna
import Odna.App

// What the till has just answered.
Notice {
    objectName: "confirmationBanner"
    tone: App.card.confirmation === CardView.Confirmed ? Notice.Good : App.card.confirmation === CardView.Refused ? Notice.Bad : Notice.Wait
    title: App.card.confirmationTitle
    detail: App.card.confirmationDetail
    dismissable: true
    onDismissed: App.card.dismissConfirmation()
}
