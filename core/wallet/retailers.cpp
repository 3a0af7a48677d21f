// SPDX-License-Identifier: Apache-2.0
#include "core/base/ulid.h"
#include "core/wallet/walletstate.h"
#include "core/wire/valuejson.h"

namespace odna {

namespace {

Result<Link> linkOf(const Row &row)
{
    auto descriptor = storedValue(row.bytes(0), &descriptorFromJson);
    if (!descriptor) {
        return std::unexpected(descriptor.error());
    }
    const auto number = cardNumberOf(row.text(2));
    const auto grantsJson = storedJson(row.bytes(4));
    if (!number || !grantsJson) {
        return fail(FailureCode::WalletDamaged, QStringLiteral("a link"));
    }
    auto grants = stored(grantsFromJson(grantsJson->value(QLatin1String("grants")).toArray()));
    if (!grants) {
        return std::unexpected(grants.error());
    }
    return Link{row.text(1),
                std::move(*descriptor),
                DerivedCard{*number, static_cast<quint32>(row.integer(3))},
                std::move(*grants),
                row.integer(5) != 0 ? Link::State::Ended : Link::State::Active,
                row.integer(6)};
}

constexpr std::string_view linkColumns = "SELECT descriptor, link_id, card_number, card_counter, CAST(grants AS BLOB), ended, cursor "
                                         "FROM links JOIN retailers USING (retailer_id) ";

QString grantsText(const Grants &grants)
{
    return QString::fromUtf8(jsonBytes({{QStringLiteral("grants"), toJson(grants)}}));
}

} // namespace

Result<std::optional<PinnedRetailer>> Wallet::pinned(const QString &retailerId) const
{
    std::optional<PinnedRetailer> pinned;
    ODNA_TRY(m_state->database->rows(
        "SELECT root_key, sequence FROM retailers WHERE retailer_id = ?",
        [&](const Row &row) -> Result<void> {
            const auto key = PublicKey::fromText(row.text(0));
            if (!key) {
                return fail(FailureCode::WalletDamaged, QStringLiteral("a pinned key"));
            }
            pinned = PinnedRetailer{retailerId, *key, row.integer(1)};
            return {};
        },
        retailerId));
    return pinned;
}

Result<QList<Descriptor>> Wallet::descriptors() const
{
    QList<Descriptor> list;
    ODNA_TRY(m_state->database->rows("SELECT descriptor FROM retailers ORDER BY retailer_id", [&](const Row &row) -> Result<void> {
        auto descriptor = storedValue(row.bytes(0), &descriptorFromJson);
        if (!descriptor) {
            return std::unexpected(descriptor.error());
        }
        list.append(std::move(*descriptor));
        return {};
    }));
    return list;
}

Result<QList<Link>> Wallet::links() const
{
    static const auto sql = std::string(linkColumns) + "ORDER BY retailer_id";
    QList<Link> links;
    ODNA_TRY(m_state->database->rows(sql, [&links](const Row &row) -> Result<void> {
        auto link = linkOf(row);
        if (!link) {
            return std::unexpected(link.error());
        }
        links.append(std::move(*link));
        return {};
    }));
    return links;
}

Result<Link> Wallet::link(const QString &retailerId) const
{
    static const auto sql = std::string(linkColumns) + "WHERE retailer_id = ?";
    auto found = Result<Link>(fail(FailureCode::RetailerUnknown));
    ODNA_TRY(m_state->database->rows(sql, [&found](const Row &row) { found = linkOf(row); }, retailerId));
    return found;
}

Result<void> Wallet::State::remember(const Descriptor &descriptor)
{
    std::optional<Failure> refusal;
    ODNA_TRY(database->rows(
        "SELECT root_key, sequence FROM retailers WHERE retailer_id = ?",
        [&](const Row &row) {
            if (row.text(0) != descriptor.rootKey.text()) {
                refusal = Failure{FailureCode::DescriptorSignatureBad, QStringLiteral("not the pinned root key")};
            } else if (row.integer(1) > descriptor.sequence) {
                refusal = Failure{FailureCode::DescriptorOlder, {}};
            }
        },
        descriptor.retailerId));
    if (refusal) {
        return std::unexpected(*refusal);
    }
    return database->run("INSERT INTO retailers (retailer_id, root_key, sequence, descriptor) VALUES (?, ?, ?, ?) "
                         "ON CONFLICT (retailer_id) DO UPDATE SET sequence = excluded.sequence, descriptor = excluded.descriptor",
                         descriptor.retailerId, descriptor.rootKey.text(), descriptor.sequence, jsonBytes(toJson(descriptor)));
}

Result<void> Wallet::addLink(const Link &link, const ConsentReceipt &consent, const SignedText &signedConsent,
                             const QByteArray &countersignature, const Disclosure &disclosure)
{
    if (consent.retailerId != link.retailerId() || disclosure.retailerId != link.retailerId()) {
        return fail(FailureCode::Malformed, QStringLiteral("link, consent and disclosure are of different retailers"));
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        ODNA_TRY(m_state->remember(link.descriptor));
        ODNA_TRY(database.run("DELETE FROM outbox WHERE retailer_id = ? AND kind = ?", link.retailerId(),
                              nameOf(OutgoingMessage::Kind::ConsentChange)));
        ODNA_TRY(m_state->rewritePurchases(link.retailerId(), [&](const PurchaseMessage &message) -> std::optional<PurchaseMessage> {
            if (message.linkId == link.linkId) {
                return std::nullopt;
            }
            auto moved = message;
            moved.opId = newUlid(m_state->clock);
            moved.linkId = link.linkId;
            moved.cardNumber = link.card.number.text();
            moved.consentRef = consent.id;
            moved.profile = link.grants.filter(message.profile);
            return moved;
        }));
        // Joining again may give the same link: its events have been stored up to the cursor.
        ODNA_TRY(database.run("INSERT INTO links (retailer_id, link_id, card_number, card_counter, grants, ended, cursor) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (retailer_id) DO UPDATE SET "
                              "cursor = CASE WHEN link_id = excluded.link_id THEN max(cursor, excluded.cursor) ELSE excluded.cursor END, "
                              "link_id = excluded.link_id, card_number = excluded.card_number, card_counter = excluded.card_counter, "
                              "grants = excluded.grants, ended = excluded.ended",
                              link.retailerId(), link.linkId, link.card.number.text(), qint64(link.card.counter), grantsText(link.grants),
                              link.state == Link::State::Ended, link.cursor));
        ODNA_TRY(database.run("INSERT INTO consents (retailer_id, op_id, text, signature, countersignature) VALUES (?, ?, ?, ?, ?)",
                              link.retailerId(), disclosure.opId, signedConsent.text, signedConsent.signature, countersignature));
        return m_state->log(disclosure);
    });
}

Result<void> Wallet::updateDescriptor(const Descriptor &descriptor)
{
    return m_state->database->transaction([&] { return m_state->remember(descriptor); });
}

Result<void> Wallet::changeConsent(const QString &retailerId, const ConsentReceipt &consent, const OutgoingMessage &message)
{
    if (message.kind() == OutgoingMessage::Kind::Purchase || message.retailerId() != retailerId || consent.retailerId != retailerId) {
        return fail(FailureCode::Malformed, QStringLiteral("consent and message are of different retailers"));
    }
    const bool withdrawal = message.kind() == OutgoingMessage::Kind::Withdrawal;
    SignedText text{jsonBytes(toJson(consent)), {}};
    if (!withdrawal) {
        const auto json = parseJson(message.body());
        const auto change = json ? consentChangeFromJson(*json) : Result<ConsentChange>(std::unexpected(json.error()));
        if (!change) {
            return std::unexpected(change.error());
        }
        text = change->consent; // as signed
    }
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        const auto ended = database.number("SELECT ended FROM links WHERE retailer_id = ?", retailerId);
        if (!ended) {
            return std::unexpected(ended.error());
        }
        if (!*ended) {
            return fail(FailureCode::RetailerUnknown);
        }
        if (**ended != 0) {
            return fail(FailureCode::LinkDeleted);
        }
        ODNA_TRY(database.run("UPDATE links SET grants = ?, ended = ? WHERE retailer_id = ?", grantsText(consent.grants), withdrawal,
                              retailerId));
        ODNA_TRY(database.run("INSERT INTO consents (retailer_id, op_id, text, signature, countersignature) VALUES (?, ?, ?, ?, x'')",
                              retailerId, message.opId(), text.text, text.signature));
        if (!withdrawal) {
            // What was granted then must not leave the phone now.
            ODNA_TRY(database.run("DELETE FROM outbox WHERE retailer_id = ? AND kind = ?", retailerId,
                                  nameOf(OutgoingMessage::Kind::ConsentChange)));
            ODNA_TRY(m_state->rewritePurchases(retailerId, [&](const PurchaseMessage &purchase) -> std::optional<PurchaseMessage> {
                auto allowed = consent.grants.filter(purchase.profile);
                if (allowed == purchase.profile) {
                    return std::nullopt;
                }
                auto less = purchase;
                less.profile = std::move(allowed);
                return less;
            }));
        } else {
            ODNA_TRY(database.run("UPDATE receipts SET retailer_id = '' WHERE delivered = 0 AND id IN "
                                  "(SELECT receipt_id FROM purchases JOIN outbox USING (op_id) WHERE outbox.retailer_id = ?)",
                                  retailerId));
            ODNA_TRY(database.run("DELETE FROM purchases WHERE op_id IN (SELECT op_id FROM outbox WHERE retailer_id = ?)", retailerId));
            ODNA_TRY(database.run("DELETE FROM outbox WHERE retailer_id = ?", retailerId));
            ODNA_TRY(database.run("DELETE FROM offers WHERE retailer_id = ?", retailerId));
        }
        return m_state->putIntoOutbox(message);
    });
}

Result<void> Wallet::endLink(const Link &link, const Failure &failure)
{
    auto &database = *m_state->database;
    return database.transaction([&]() -> Result<void> {
        ODNA_TRY(
            database.run("UPDATE links SET ended = 1 WHERE retailer_id = ? AND link_id = ? AND ended = 0", link.retailerId(), link.linkId));
        if (database.changed() == 0) {
            return {};
        }
        ODNA_TRY(database.run("DELETE FROM offers WHERE retailer_id = ?", link.retailerId()));
        ODNA_TRY(database.run("DELETE FROM outbox WHERE retailer_id = ? AND kind = ?", link.retailerId(),
                              nameOf(OutgoingMessage::Kind::ConsentChange)));
        return database.run("UPDATE outbox SET state = 1, failure = ?, failure_detail = ? WHERE retailer_id = ? AND kind = ?",
                            QString(nameOf(failure.code)), failure.detail, link.retailerId(), nameOf(OutgoingMessage::Kind::Purchase));
    });
}

Result<ConsentReceipt> Wallet::certainConsent(const QString &retailerId) const
{
    auto certain = Result<ConsentReceipt>(fail(FailureCode::RetailerUnknown));
    std::optional<Grants> shared;
    bool isSigned = false;
    ODNA_TRY(m_state->database->rows(
        "SELECT text, length(countersignature) FROM consents WHERE retailer_id = ? ORDER BY id DESC",
        [&](const Row &row) -> Result<void> {
            if (isSigned) {
                return {};
            }
            certain = storedValue(row.bytes(0), &consentReceiptFromJson);
            if (!certain) {
                return std::unexpected(certain.error());
            }
            auto both = certain->grants;
            for (const auto &grant : certain->grants.all()) {
                if (shared && !shared->contains(grant)) {
                    both.withdraw(grant);
                }
            }
            shared = std::move(both);
            isSigned = row.integer(1) > 0;
            return {};
        },
        retailerId));
    if (certain && shared) {
        certain->grants = *shared;
    }
    return certain;
}

Result<ConsentReceipt> Wallet::latestConsent(const QString &retailerId) const
{
    auto consent = Result<ConsentReceipt>(fail(FailureCode::RetailerUnknown));
    ODNA_TRY(m_state->database->rows(
        "SELECT text FROM consents WHERE retailer_id = ? ORDER BY id DESC LIMIT 1",
        [&](const Row &row) { consent = storedValue(row.bytes(0), &consentReceiptFromJson); }, retailerId));
    return consent;
}

} // namespace odna
