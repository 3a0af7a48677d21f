// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/shopper.h"

#include "core/base/bytes.h"
#include "tests/demo/story.h"

namespace odna::demo {

namespace {

/// Runs steps that each may fail, one after another, until one does.
template <class... Steps>
[[nodiscard]] Result<void> inOrder(const Steps &...steps)
{
    Result<void> outcome;
    static_cast<void>(((outcome = steps()).has_value() && ...));
    return outcome;
}

} // namespace

Shopper::Shopper(const Parts &parts)
    : m_parts(parts)
    , m_composition(
          App::Parts{.folder = parts.wallet, .keyStore = parts.keyStore, .screen = parts.screen, .clock = parts.clock, .settingsFile = {}})
{
    m_composition.app().setLanguage(parts.language);
}

Result<void> Shopper::keep(const QString &name)
{
    const auto kept = m_hand->keepScreen(name);
    return kept ? Result<void>{} : std::unexpected(kept.error());
}

Result<QString> Shopper::openApp()
{
    if (const auto loaded = m_composition.load(); !loaded) {
        return std::unexpected(loaded.error());
    }
    m_hand.emplace(*m_composition.window(), m_parts.screens, m_parts.pace);
    if (const auto seen = m_hand->waitFor(QStringLiteral("createCardButton")); !seen) {
        return std::unexpected(seen.error());
    }
    return m_hand->keepScreen(QStringLiteral("first-start"));
}

Result<QString> Shopper::makeCard()
{
    const auto passphrase = toBase64Url(randomBytes(18));
    const auto made = [&] { return m_hand->sees(QStringLiteral("recoveryBanner")); };
    const auto asked = [&] { return m_hand->sees(QStringLiteral("passphraseField")); };
    const auto protect = [&] {
        return inOrder([&] { return m_hand->write(QStringLiteral("passphraseField"), passphrase); },
                       [&] { return m_hand->write(QStringLiteral("passphraseAgainField"), passphrase); },
                       [&] { return keep(QStringLiteral("passphrase")); },
                       [&] { return m_hand->click(QStringLiteral("createCardButton")); });
    };
    const auto done = inOrder(
        [&] { return m_hand->click(QStringLiteral("createCardButton")); },
        [&] { return waitUntil(QStringLiteral("there is neither card nor passphrase page"), [&] { return made() || asked(); }); },
        [&] { return asked() ? protect() : Result<void>{}; }, [&] { return m_hand->waitFor(QStringLiteral("recoveryBanner")); },
        [&] { return m_hand->click(QStringLiteral("recoveryBanner")); },
        [&] { return m_hand->waitFor(QStringLiteral("recoveryWrittenButton")); }, [&] { return keep(QStringLiteral("recovery-code")); },
        [&] { return m_hand->click(QStringLiteral("recoveryWrittenButton")); },
        [&] {
            return waitUntil(QStringLiteral("the recovery code stayed"), [&] { return !m_hand->sees(QStringLiteral("recoveryPage")); });
        });
    if (!done) {
        return std::unexpected(done.error());
    }
    return app().session()->wallet->card().number.text();
}

Result<QString> Shopper::writeProfile(const QMap<QString, QString> &fields)
{
    const auto opened = inOrder([&] { return m_hand->click(QStringLiteral("settingsButton")); },
                                [&] { return m_hand->click(QStringLiteral("settingsProfileRow")); });
    if (!opened) {
        return std::unexpected(opened.error());
    }
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        if (const auto written = m_hand->write(QStringLiteral("profileField_") + field.key(), field.value()); !written) {
            return std::unexpected(written.error());
        }
    }
    const auto closed =
        inOrder([&] { return keep(QStringLiteral("about-you")); }, [&] { return m_hand->leave(QStringLiteral("profilePage")); },
                [&] { return m_hand->leave(QStringLiteral("settingsPage")); });
    if (!closed) {
        return std::unexpected(closed.error());
    }
    const auto profile = app().session()->wallet->profile();
    if (!profile || profile->size() != fields.size()) {
        return unmet(QStringLiteral("the wallet did not keep what was written"));
    }
    return QString();
}

Result<QString> Shopper::join(const Retailer &retailer, const QStringList &grants)
{
    const auto &id = retailer.shop().id;
    const auto found = inOrder(
        [&] { return m_hand->click(QStringLiteral("retailersTab")); }, [&] { return m_hand->click(QStringLiteral("addRetailerButton")); },
        [&] { return m_hand->write(QStringLiteral("retailerAddressField"), retailer.url().toString()); },
        [&] { return m_hand->click(QStringLiteral("findRetailerButton")); }, [&] { return m_hand->waitFor(QStringLiteral("joinButton")); });
    if (!found) {
        return std::unexpected(found.error());
    }
    for (const auto &grant : grants) {
        if (const auto given = m_hand->click(QStringLiteral("grantSwitch_") + grant); !given) {
            return std::unexpected(given.error());
        }
    }
    const auto joined = inOrder([&] { return keep(QStringLiteral("joining-") + retailer.shop().folder); },
                                [&] { return m_hand->click(QStringLiteral("joinButton")); },
                                [&] { return m_hand->waitFor(QStringLiteral("retailerRow_") + id); });
    if (!joined) {
        return std::unexpected(joined.error());
    }
    const auto link = app().session()->wallet->link(id);
    if (!link) {
        return std::unexpected(link.error());
    }
    if (link->grants.all().size() != static_cast<std::size_t>(grants.size())) {
        return unmet(QStringLiteral("the link has other grants than the switches showed"));
    }
    return link->linkId;
}

Result<QString> Shopper::showCard(const QString &file)
{
    const auto shown = inOrder([&] { return m_hand->click(QStringLiteral("cardTab")); },
                               [&] { return m_hand->waitFor(QStringLiteral("cardSymbol")); }, [&] { return keep(QStringLiteral("card")); });
    if (!shown) {
        return std::unexpected(shown.error());
    }
    QFile::remove(file);
    return QFile::copy(m_hand->screens().constLast().file, file) ? Result<QString>(QString()) : unmet(QStringLiteral("no picture"));
}

Result<HeldReceipt> Shopper::held(const QString &fiscalId)
{
    const auto receipts = app().session()->wallet->receipts(100);
    if (!receipts) {
        return std::unexpected(receipts.error());
    }
    const auto found = std::ranges::find(*receipts, fiscalId, [](const HeldReceipt &receipt) { return receipt.receipt.fiscal.id; });
    return found != receipts->end() ? Result<HeldReceipt>(*found) : fail(FailureCode::ReceiptUnknown);
}

Result<QString> Shopper::openArrivedReceipt()
{
    const auto opened = inOrder(
        [&] { return m_hand->click(QStringLiteral("cardTab")); }, [&] { return m_hand->waitFor(QStringLiteral("arrivedReceiptBanner")); },
        [&] { return keep(QStringLiteral("receipt-arrived")); }, [&] { return m_hand->click(QStringLiteral("arrivedReceiptBanner")); },
        [&] { return m_hand->waitFor(QStringLiteral("confirmPurchaseButton")); },
        [&] { return keep(QStringLiteral("consent-to-purchase")); });
    if (!opened) {
        return std::unexpected(opened.error());
    }
    const auto receipt = app().session()->wallet->receipt(static_cast<qint64>(app().arrivedReceipt()));
    return receipt ? Result<QString>(receipt->receipt.fiscal.id) : std::unexpected(receipt.error());
}

Result<QString> Shopper::addPaper(const QString &picture, const QString &total)
{
    const auto read = inOrder([&] { return m_hand->click(QStringLiteral("receiptsTab")); },
                              [&] { return m_hand->click(QStringLiteral("addPaperReceiptButton")); },
                              [&] { return m_hand->write(QStringLiteral("receiptCodeField"), picture); },
                              [&] { return m_hand->click(QStringLiteral("readReceiptButton")); },
                              [&] { return m_hand->waitFor(QStringLiteral("paperReceiptNumber"), 5); });
    if (!read) {
        return std::unexpected(read.error());
    }
    const auto fiscalId = m_hand->read(QStringLiteral("paperReceiptNumber"), "text").toString();
    const auto kept = inOrder(
        [&]() -> Result<void> {
            return m_hand->sees(QStringLiteral("receiptTotalField")) ? m_hand->write(QStringLiteral("receiptTotalField"), total)
                                                                     : Result<void>{};
        },
        [&] { return keep(QStringLiteral("paper-receipt")); }, [&] { return m_hand->click(QStringLiteral("keepReceiptButton")); },
        [&] { return m_hand->waitFor(QStringLiteral("confirmPage")); });
    return kept ? Result<QString>(fiscalId) : std::unexpected(kept.error());
}

Result<HeldReceipt> Shopper::confirm(const Retailer &retailer, const QString &fiscalId)
{
    const QString choice = QStringLiteral("candidateRow_") + retailer.shop().id;
    const auto confirmed = inOrder(
        [&]() -> Result<void> {
            return m_hand->sees(choice)
                       ? inOrder([&] { return m_hand->click(choice); }, [&] { return keep(QStringLiteral("consent-to-paper-purchase")); })
                       : Result<void>{};
        },
        [&] {
            app().card()->dismissConfirmation(); // the banner of the purchase before this one stays for two minutes
            return m_hand->click(QStringLiteral("confirmPurchaseButton"));
        },
        [&] {
            return waitUntil(QStringLiteral("the retailer's system did not accept the purchase"), [&] {
                const auto receipt = held(fiscalId);
                return receipt && receipt->purchase && receipt->purchase->status == PurchaseStatus::Accepted;
            });
        },
        [&] { return m_hand->waitFor(QStringLiteral("confirmationBanner")); }, [&] { return keep(QStringLiteral("confirmed")); });
    if (!confirmed) {
        const auto receipt = held(fiscalId);
        const auto status = receipt && receipt->purchase ? nameOf(receipt->purchase->status) : QStringLiteral("nothing");
        return fail(confirmed.error().code, confirmed.error().detail + QStringLiteral(" (it said: %1)").arg(status));
    }
    return held(fiscalId);
}

Result<QString> Shopper::seeOffer(const Offer &offer)
{
    const bool personal = offer.audience == Audience::Personal;
    const QString row = QStringLiteral("offerRow_") + offer.id;
    const auto opened =
        inOrder([&] { return m_hand->click(QStringLiteral("inboxTab")); },
                [&] { return m_hand->click(personal ? QStringLiteral("inboxPersonalTab") : QStringLiteral("inboxCommonTab")); },
                [&] { return m_hand->waitFor(row); },
                [&] { return keep(personal ? QStringLiteral("inbox-personal") : QStringLiteral("inbox-common")); },
                [&] { return m_hand->click(row); }, [&] { return m_hand->waitFor(QStringLiteral("offerTitle")); },
                [&] { return keep(personal ? QStringLiteral("offer-with-coupon") : QStringLiteral("offer")); });
    if (!opened) {
        return std::unexpected(opened.error());
    }
    const auto title = m_hand->read(QStringLiteral("offerTitle"), "text").toString();
    if (offer.coupon && !m_hand->sees(QStringLiteral("couponSymbol"))) {
        return unmet(QStringLiteral("the coupon is not on the screen"));
    }
    const auto left = m_hand->leave(QStringLiteral("offerPage"));
    return left ? Result<QString>(title) : std::unexpected(left.error());
}

Result<QString> Shopper::visit(const QString &tab, const QString &name)
{
    const auto seen = inOrder([&] { return m_hand->click(tab); }, [&] { return keep(name); });
    return seen ? Result<QString>(QString()) : std::unexpected(seen.error());
}

Result<QString> Shopper::seeSettingsAndDark()
{
    const auto seen = inOrder(
        [&] { return m_hand->click(QStringLiteral("cardTab")); }, [&] { return m_hand->click(QStringLiteral("settingsButton")); },
        [&] { return m_hand->click(QStringLiteral("themeDark")); }, [&] { return keep(QStringLiteral("settings-dark")); },
        [&] { return m_hand->leave(QStringLiteral("settingsPage")); }, [&] { return keep(QStringLiteral("card-dark")); },
        [&] { return m_hand->click(QStringLiteral("settingsButton")); }, [&] { return m_hand->click(QStringLiteral("themeSystem")); },
        [&] { return m_hand->leave(QStringLiteral("settingsPage")); });
    return seen ? Result<QString>(QString()) : std::unexpected(seen.error());
}

} // namespace odna::demo
