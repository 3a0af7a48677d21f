// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/descriptor.h"
#include "core/wire/httpsignature.h"
#include "core/wire/messages.h"
#include "core/wire/problem.h"
#include "core/wire/routes.h"

#include "tests/support/hostileserver.h"

#include <QSet>

namespace odna {

/// A gateway reduced to its promises (signatures, op ids, nonces), whose every answer a test can replace. For what a real gateway would
/// never do; everything else is tested against odna-gateway itself.
class GatewayDouble final
{
public:
    /// What the honest handling of a request comes to.
    struct Honest
    {
        int status = 200;
        QByteArray body;
        QByteArray headers; ///< further ones
    };
    /// Called before the honest handling of each request; true where it has dealt with the request.
    using Trick = std::function<bool(QTcpSocket &, const RawRequest &)>;

    GatewayDouble(const QString &retailerId, const Clock &clock)
        : m_clock(clock)
        , m_root(SigningKey::create())
        , m_answers(SigningKey::create())
    {
        m_descriptor = Descriptor{
            .retailerId = retailerId,
            .sequence = 1,
            .issuedAt = clock.now(),
            .expiresAt = clock.now().addDays(365),
            .legalName = QStringLiteral("Shop of ") + retailerId,
            .brand = QStringLiteral("Shop"),
            .colour = QStringLiteral("#336699"),
            .country = QStringLiteral("BY"),
            .taxIds = {QStringLiteral("191234567")},
            .currency = *Currency::fromCode(u"BYN"),
            .baseUrl = m_server.origin(),
            .rootKey = m_root.publicKey(),
            .answerKey = m_answers.publicKey(),
            .purposes = {Purpose::Membership, Purpose::PersonalOffers},
            .askedFields = {},
            .consent = {QStringLiteral("1"), {{QStringLiteral("en"), QStringLiteral("You agree.")}}},
            .receiptSchemes = {QStringLiteral("by-ui")},
            .sensitive = false,
            .cardForms = {QStringLiteral("code128")},
            .capabilities = {},
            .privacyContact = QStringLiteral("privacy@shop.example"),
        };
        m_linkId = QStringLiteral("lnk_") + newUlid(clock);
        m_server.play([this](QTcpSocket &socket, const RawRequest &request) {
            if (!m_trick || !m_trick(socket, request)) {
                answerHonestly(socket, request);
            }
        });
    }
    GatewayDouble(const GatewayDouble &) = delete;
    GatewayDouble &operator=(const GatewayDouble &) = delete;

    [[nodiscard]] HostileServer &server() { return m_server; }
    [[nodiscard]] const Descriptor &descriptor() const { return m_descriptor; }
    [[nodiscard]] Descriptor &descriptor() { return m_descriptor; }
    [[nodiscard]] const SigningKey &rootKey() const { return m_root; }
    [[nodiscard]] const SigningKey &answerKey() const { return m_answers; }
    [[nodiscard]] const QString &linkId() const { return m_linkId; }
    /// Another key signs answers and events from now on, and a newer descriptor says so.
    void rotateAnswerKey()
    {
        m_answers = SigningKey::create();
        m_descriptor.answerKey = m_answers.publicKey();
        ++m_descriptor.sequence;
        for (auto &event : m_events) {
            event.event = SignedText::make(eventContext(m_linkId, event.cursor), event.event.text, m_answers);
        }
    }
    void setLinkId(const QString &linkId) { m_linkId = linkId; }
    void play(Trick trick) { m_trick = std::move(trick); }
    void play(const HostileServer::Script &script, const QByteArray &onlyPath = {})
    {
        m_trick = [script, onlyPath](QTcpSocket &socket, const RawRequest &request) {
            if (!onlyPath.isEmpty() && request.path() != onlyPath) {
                return false;
            }
            script(socket, request);
            return true;
        };
    }
    void beHonest() { m_trick = {}; }

    /// Purchases recorded, by op id; a second one of the same id is not recorded again.
    [[nodiscard]] const QMap<QString, QByteArray> &ledger() const { return m_ledger; }
    [[nodiscard]] qint64 acknowledgedCursor() const { return m_acknowledged; }
    /// The offset of this gateway's clock from the test's.
    void setOffset(qint64 seconds) { m_offset = seconds; }

    /// Appends an event to the inbox of the one link.
    SignedEvent addEvent(const QString &type, const QJsonObject &data)
    {
        m_events.append(eventAt(m_events.size() + 1, type, data));
        return m_events.last();
    }
    [[nodiscard]] SignedEvent eventAt(qint64 cursor, const QString &type, const QJsonObject &data) const
    {
        const auto text = eventText({.type = type, .timestamp = m_clock.now(), .data = data});
        return {cursor, SignedText::make(eventContext(m_linkId, cursor), text, m_answers)};
    }
    [[nodiscard]] const QList<SignedEvent> &events() const { return m_events; }

    /// The bytes of a signed answer.
    [[nodiscard]] QByteArray signedResponse(const RawRequest &request, const Honest &answer) const
    {
        return signedResponse(request, answer, m_answers);
    }
    [[nodiscard]] QByteArray signedResponse(const RawRequest &request, const Honest &answer, const SigningKey &key) const
    {
        const auto headers = signAnswer(answer.status, answer.body, request.headers.value("signature"), key, m_clock.now());
        return HostileServer::response(answer.status, answer.status < 400 ? "application/json" : "application/problem+json", answer.body,
                                       "Content-Digest: " + headers.contentDigest + "\r\nSignature-Input: " + headers.signatureInput
                                           + "\r\nSignature: " + headers.signature + "\r\n" + answer.headers);
    }
    void answerHonestly(QTcpSocket &socket, const RawRequest &request)
    {
        if (request.path() == routes::descriptor) {
            socket.write(HostileServer::response(200, "application/json", jsonBytes(signDescriptor(m_descriptor, m_root).toJson())));
            return;
        }
        socket.write(signedResponse(request, honest(request)));
    }

    [[nodiscard]] Honest refusal(FailureCode code, const std::optional<QDateTime> &serverTime = std::nullopt) const
    {
        return {entryOf(code).httpStatus, problemJson(Failure{code, {}}, serverTime), {}};
    }

    /// Checks the signature and the nonce and does what a gateway does.
    [[nodiscard]] Honest honest(const RawRequest &request)
    {
        const RequestParts parts{.method = request.method,
                                 .authority = request.headers.value("host"),
                                 .path = request.path(),
                                 .query = request.query(),
                                 .body = request.body};
        const SignatureHeaders headers{.contentDigest = request.headers.value("content-digest"),
                                       .signatureInput = request.headers.value("signature-input"),
                                       .signature = request.headers.value("signature")};
        const auto claims = readClaims(headers.signatureInput);
        const auto key = claims ? PublicKey::fromText(claims->keyId) : std::nullopt;
        const auto now = m_clock.now().addSecs(m_offset);
        if (!key || m_nonces.contains(claims->nonce)) {
            return refusal(FailureCode::SignatureInvalid);
        }
        if (const auto verified = verifyRequest(parts, headers, *key, now); !verified) {
            return refusal(verified.error().code, now);
        }
        m_nonces.insert(claims->nonce);
        const auto body = parseJson(request.body);
        if (request.method == "POST" && parts.path == routes::links) {
            const auto join = body ? joinRequestFromJson(*body, m_descriptor.retailerId) : std::unexpected(body.error());
            if (!join) {
                return refusal(join.error().code);
            }
            return {201, jsonBytes(toJson(joinAnswer(join->opId, join->consent))), {}};
        }
        if (request.method == "PATCH") {
            const auto change = body ? consentChangeFromJson(*body) : std::unexpected(body.error());
            return change ? Honest{200, jsonBytes(toJson(joinAnswer(change->opId, change->consent))), {}} : refusal(change.error().code);
        }
        if (request.method == "DELETE") {
            const auto opId = body ? withdrawalFromJson(*body) : std::unexpected(body.error());
            return opId ? Honest{200, jsonBytes(withdrawalJson(*opId)), {}} : refusal(opId.error().code);
        }
        if (request.method == "POST" && parts.path == routes::purchases) {
            return recordPurchase(request);
        }
        if (parts.path == routes::inboxAck) {
            const auto ack = body ? inboxAckFromJson(*body) : std::unexpected(body.error());
            if (!ack) {
                return refusal(ack.error().code);
            }
            m_acknowledged = ack->cursor;
            return {200, jsonBytes(QJsonObject{{QStringLiteral("cursor"), ack->cursor}}), {}};
        }
        if (parts.path == routes::inbox) {
            const auto after = request.query().split('&').at(1).split('=').at(1).toLongLong();
            InboxPage page;
            page.next = after;
            for (const auto &event : m_events) {
                if (event.cursor > after && page.events.size() < 100) {
                    page.events.append(event);
                    page.next = event.cursor;
                }
            }
            return {200, jsonBytes(toJson(page)), {}};
        }
        return refusal(FailureCode::NotFound);
    }

    [[nodiscard]] Honest recordPurchase(const RawRequest &request)
    {
        const auto body = parseJson(request.body);
        const auto purchase = body ? purchaseFromJson(*body) : std::unexpected(body.error());
        if (!purchase) {
            return refusal(purchase.error().code);
        }
        if (!m_ledger.contains(purchase->opId)) {
            m_ledger.insert(purchase->opId, request.body);
        }
        return {202,
                jsonBytes(toJson(PurchaseAnswer{.opId = purchase->opId,
                                                .fiscal = purchase->receipt.fiscal,
                                                .kind = purchase->receipt.kind,
                                                .status = PurchaseStatus::Received,
                                                .points = std::nullopt,
                                                .reason = {},
                                                .at = m_clock.now()})),
                {}};
    }
    [[nodiscard]] JoinAnswer joinAnswer(const QString &opId, const SignedText &consent) const
    {
        return {opId, m_linkId, SignedText::make(consentContext(m_descriptor.retailerId), consent.text, m_answers).signature};
    }

private:
    const Clock &m_clock;
    SigningKey m_root;
    SigningKey m_answers;
    HostileServer m_server;
    Descriptor m_descriptor;
    QString m_linkId;
    Trick m_trick;
    QSet<QByteArray> m_nonces;
    QMap<QString, QByteArray> m_ledger;
    QList<SignedEvent> m_events;
    qint64 m_acknowledged = 0;
    qint64 m_offset = 0;
};

} // namespace odna
