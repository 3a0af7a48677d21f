// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/relay.h"
#include "tests/support/await.h"
#include "tests/support/fakeclock.h"
#include "tests/support/gatewaydouble.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>

namespace odna {

/// Periods short enough for a test, long enough for a busy machine where the answer is meant to come.
[[nodiscard]] inline Timeouts quick()
{
    Timeouts timeouts;
    timeouts.longPollWait = std::chrono::seconds(1);
    timeouts.reconnectFirst = std::chrono::milliseconds(20);
    timeouts.reconnectLongest = std::chrono::milliseconds(100);
    timeouts.acknowledgeAfter = std::chrono::milliseconds(10);
    timeouts.outboxPause = std::chrono::milliseconds(20);
    return timeouts;
}

/// quick(), and a deadline that is meant to pass.
[[nodiscard]] inline Timeouts impatient()
{
    auto timeouts = quick();
    timeouts.request = std::chrono::milliseconds(300);
    timeouts.longPoll = std::chrono::milliseconds(300);
    timeouts.handshake = std::chrono::milliseconds(300);
    return timeouts;
}

/// One wallet for all cases of a test program (making one costs Argon2id); each case has a retailer of its own.
class Fixture final
{
public:
    Fixture()
    {
        Protection protection;
        protection.passphrase = SecretBytes(QByteArrayView("correct horse"));
        auto created = Wallet::create(QDir(m_folder.filePath(QStringLiteral("wallet"))), protection, clock);
        if (!created) {
            qFatal("%s", qPrintable(describe(created.error())));
        }
        wallet = std::move(created->wallet);
    }

    /// A retailer that nobody else in this program has.
    [[nodiscard]] std::unique_ptr<GatewayDouble> shop()
    {
        return std::make_unique<GatewayDouble>(QStringLiteral("shop%1.example.by").arg(++m_shops), clock);
    }
    [[nodiscard]] Result<Link> join(Relay &relay, const GatewayDouble &shop, const Grants &grants = {}) const
    {
        return await<Link>([&](auto done) { relay.join(shop.descriptor(), grants, QStringLiteral("en"), done); });
    }
    [[nodiscard]] std::unique_ptr<GatewayDouble> linkedShop()
    {
        auto made = shop();
        Relay relay(*wallet, clock, nullptr, quick());
        Grants grants;
        grants.give({Purpose::PersonalOffers, std::nullopt}); // without it the wallet shows no advertising
        if (const auto link = join(relay, *made, grants); !link) {
            qFatal("%s", qPrintable(describe(link.error())));
        }
        made->server().forget();
        return made;
    }

    /// Ends every link: its gateway goes with the test case.
    void endLinks()
    {
        const auto links = *wallet->links();
        for (const auto &link : links) {
            if (link.state == Link::State::Active) {
                auto consent = *wallet->latestConsent(link.retailerId());
                consent.withdrawnAt = clock.now();
                const auto message = OutgoingMessage::withdrawal(link, false, clock);
                QVERIFY(wallet->changeConsent(link.retailerId(), consent, message));
                QVERIFY(wallet->acknowledge(message.opId(), std::nullopt,
                                            {.at = clock.now(),
                                             .retailerId = link.retailerId(),
                                             .opId = message.opId(),
                                             .what = {},
                                             .body = {},
                                             .status = 200,
                                             .answer = {}}));
            }
        }
    }

    [[nodiscard]] Receipt paper()
    {
        Receipt receipt;
        receipt.fiscal = {QStringLiteral("by-ui"), QStringLiteral("%1").arg(++m_receipts, 24, 16, QLatin1Char('0')).toUpper()};
        receipt.issuedAt = clock.now().addSecs(-60);
        receipt.total = Money{2550, *Currency::fromCode(u"BYN")};
        return receipt;
    }
    /// A receipt from paper, confirmed for this shop; the op id.
    [[nodiscard]] QString confirm(Relay &relay, const GatewayDouble &shop)
    {
        const auto id = wallet->addReceipt(paper());
        if (!id) {
            qFatal("%s", qPrintable(describe(id.error())));
        }
        const auto opId = relay.confirm(*id, shop.descriptor().retailerId);
        if (!opId) {
            qFatal("%s", qPrintable(describe(opId.error())));
        }
        return *opId;
    }
    [[nodiscard]] Result<int> sync(Relay &relay) const
    {
        return await<int>([&](auto done) { relay.syncOnce(done); });
    }

    [[nodiscard]] std::optional<OutboxItem> outboxItem(const QString &opId) const
    {
        const auto items = wallet->outbox();
        const auto found = std::ranges::find_if(*items, [&](const OutboxItem &item) { return item.message.opId() == opId; });
        return found == items->end() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] std::optional<HeldReceipt> purchase(const QString &opId) const
    {
        const auto receipts = wallet->receipts(1000);
        const auto found =
            std::ranges::find_if(*receipts, [&](const HeldReceipt &receipt) { return receipt.purchase && receipt.purchase->opId == opId; });
        return found == receipts->end() ? std::nullopt : std::optional(*found);
    }
    /// Rows that say that a signed answer came.
    [[nodiscard]] QList<Disclosure> answered(const QString &opId) const
    {
        auto rows = disclosures(opId);
        rows.removeIf([](const Disclosure &row) { return row.status == 0; });
        return rows;
    }
    [[nodiscard]] QList<Disclosure> disclosedTo(const GatewayDouble &shop) const
    {
        auto rows = *wallet->disclosures(100'000);
        rows.removeIf([&](const Disclosure &row) { return row.retailerId != shop.descriptor().retailerId; });
        return rows;
    }
    [[nodiscard]] QList<Disclosure> disclosures(const QString &opId) const
    {
        auto rows = *wallet->disclosures(100'000);
        rows.removeIf([&](const Disclosure &row) { return row.opId != opId; });
        return rows;
    }

    FakeClock clock;
    std::unique_ptr<Wallet> wallet;

private:
    QTemporaryDir m_folder;
    int m_shops = 0;
    qint64 m_receipts = 0;
};

} // namespace odna
