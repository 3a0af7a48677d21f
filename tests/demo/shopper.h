// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/composition.h"
#include "tests/demo/hand.h"
#include "tests/demo/retailer.h"

namespace odna::demo {

/// The shopper with the real app in hand, in this process: everything that changes something goes through the window; what the wallet
/// then holds is read from the wallet itself.
class Shopper final
{
public:
    struct Parts
    {
        QDir wallet;  ///< fresh: no account and no registration before
        QDir screens; ///< where pictures go
        KeyStore &keyStore;
        Screen &screen;
        const Clock &clock;
        QString language; ///< "ru", "be", "en" or "system"
        std::chrono::milliseconds pace{0};
    };
    explicit Shopper(const Parts &parts);

    /// Opens the app until its first page is drawn.
    [[nodiscard]] Result<QString> openApp();
    /// First start: where the device has no key store, with a generated passphrase. Returns the card number.
    [[nodiscard]] Result<QString> makeCard();
    [[nodiscard]] Result<QString> writeProfile(const QMap<QString, QString> &fields);
    /// Looks the retailer up, turns on exactly these switches, joins. Returns the link id.
    [[nodiscard]] Result<QString> join(const Retailer &retailer, const QStringList &grants);

    /// The card page as the till sees it, as a picture.
    [[nodiscard]] Result<QString> showCard(const QString &file);
    /// The receipt that the till reported has come; opens its consent page. Returns its fiscal id.
    [[nodiscard]] Result<QString> openArrivedReceipt();
    /// Adds a paper receipt from a picture, with \a total typed where the code has none, and opens its consent page.
    [[nodiscard]] Result<QString> addPaper(const QString &picture, const QString &total);
    /// On the consent page: confirms to this retailer, and waits for its signed acknowledgement and its system's answer.
    [[nodiscard]] Result<HeldReceipt> confirm(const Retailer &retailer, const QString &fiscalId);
    /// Waits for the offer, opens it with its coupon, goes back to the inbox. Returns the title on screen.
    [[nodiscard]] Result<QString> seeOffer(const Offer &offer);

    /// A tab by its object name, e.g. "receiptsTab".
    [[nodiscard]] Result<QString> visit(const QString &tab, const QString &name);
    [[nodiscard]] Result<QString> seeSettingsAndDark();

    void keepFailure()
    {
        if (m_hand) {
            m_hand->keepAsItIs(QStringLiteral("failure"));
        }
    }
    [[nodiscard]] QList<Screenshot> screens() const { return m_hand ? m_hand->screens() : QList<Screenshot>(); }
    [[nodiscard]] App &app() { return m_composition.app(); }

private:
    [[nodiscard]] Result<HeldReceipt> held(const QString &fiscalId);
    [[nodiscard]] Result<void> keep(const QString &name);

    Parts m_parts;
    Composition m_composition;
    std::optional<Hand> m_hand;
};

} // namespace odna::demo
