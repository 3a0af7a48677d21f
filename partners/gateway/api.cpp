// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/api.h"

#include "core/base/bytes.h"
#include "core/base/strictjson.h"
#include "core/base/ulid.h"
#include "core/wire/problem.h"
#include "core/wire/routes.h"
#include "partners/gateway/gateway.h"
#include "partners/gateway/logline.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cstring>

namespace odna {

namespace {

constexpr qint64 lateReceiptDays = 30; // what the till reported before the shopper joined
constexpr int longestWaitSeconds = 25;

int statusOf(FailureCode code)
{
    const int status = entryOf(code).httpStatus;
    return status == 0 ? 500 : status;
}

Answer json(int status, QByteArray text)
{
    Answer answer;
    answer.status = status;
    answer.body = std::move(text);
    return answer;
}

Answer json(int status, const QJsonObject &object)
{
    return json(status, jsonBytes(object));
}

/// {id} of a pattern such as "/v1/links/{id}"; nothing where the path is another.
std::optional<QByteArray> matchPath(QByteArrayView pattern, QByteArrayView path)
{
    const auto brace = pattern.indexOf('{');
    if (brace < 0) {
        return pattern == path ? std::optional(QByteArray()) : std::nullopt;
    }
    const auto head = pattern.first(brace);
    const auto id = path.size() > brace ? path.sliced(brace) : QByteArrayView();
    if (!path.startsWith(head) || id.isEmpty() || id.contains('/')) {
        return std::nullopt;
    }
    return id.toByteArray();
}

/// The parameters of a query. Malformed where one comes twice, is unknown or is no number in its range.
class Query final
{
public:
    Query(const QByteArray &text, std::initializer_list<const char *> known)
    {
        if (text.isEmpty()) {
            return;
        }
        const auto parts = text.split('&');
        for (const auto &part : parts) {
            const auto equals = part.indexOf('=');
            const auto name = part.first(equals < 0 ? part.size() : equals);
            const bool fits = std::ranges::any_of(known, [&name](const char *word) { return name == word; });
            if (!fits || m_values.contains(name)) {
                m_failure = Failure{FailureCode::Malformed, QStringLiteral("the query has an unknown or repeated parameter")};
                return;
            }
            m_values.insert(name, equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(part.sliced(equals + 1)));
        }
    }
    [[nodiscard]] QString text(const char *name) const { return QString::fromUtf8(m_values.value(name)); }
    qint64 number(const char *name, qint64 most)
    {
        const auto text = m_values.value(name);
        if (text.isEmpty()) {
            return 0;
        }
        bool fits = text.size() <= 18 && std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
        const auto value = fits ? text.toLongLong() : 0;
        fits = fits && value <= most;
        if (!fits && !m_failure) {
            m_failure = Failure{FailureCode::Malformed,
                                QStringLiteral("%1 must be a whole number up to %2").arg(QString::fromLatin1(name)).arg(most)};
        }
        return value;
    }
    bool flag(const char *name)
    {
        const auto text = m_values.value(name);
        if (!text.isEmpty() && text != "true" && text != "false" && !m_failure) {
            m_failure = Failure{FailureCode::Malformed, QStringLiteral("%1 must be true or false").arg(QString::fromLatin1(name))};
        }
        return text == "true";
    }
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

private:
    QMap<QByteArray, QByteArray> m_values;
    std::optional<Failure> m_failure;
};

Result<void> checkIdempotencyKey(const Call &call, const QString &opId, bool required)
{
    if (call.idempotencyKey.isEmpty()) {
        return required ? Result<void>(fail(FailureCode::IdempotencyKeyMissing)) : Result<void>();
    }
    if (call.idempotencyKey != opId.toLatin1()) {
        return fail(FailureCode::Malformed, QStringLiteral("Idempotency-Key is not op_id"));
    }
    return {};
}

QString opIdOf(const QString &opId)
{
    return opId;
}

template <class Message>
const QString &opIdOf(const Message &message)
{
    return message.opId;
}

/// What a request that changes something says, as \a read understands it, under the operation that its Idempotency-Key names.
template <class Read>
auto operationOf(const Call &call, const Read &read, bool keyRequired = false) -> decltype(read(QJsonObject()))
{
    const auto object = parseJson(call.parts.body);
    if (!object) {
        return std::unexpected(object.error());
    }
    auto message = read(*object);
    if (message) {
        if (auto keyed = checkIdempotencyKey(call, opIdOf(*message), keyRequired); !keyed) {
            return std::unexpected(keyed.error());
        }
    }
    return message;
}

/// As the Host header names it, without the scheme's own port (RFC 9421 section 2.2.3).
QByteArray authorityOf(const QUrl &origin)
{
    const bool usual = origin.port() == (origin.scheme() == QLatin1StringView("https") ? 443 : 80);
    auto plain = origin;
    if (usual) {
        plain.setPort(-1);
    }
    return plain.authority(QUrl::FullyEncoded).toLatin1().toLower();
}

bool isJson(const QByteArray &contentType)
{
    auto type = contentType.toLower();
    const auto semicolon = type.indexOf(';');
    const auto parameters = semicolon < 0 ? QByteArray() : type.sliced(semicolon + 1).trimmed();
    type = (semicolon < 0 ? type : type.first(semicolon)).trimmed();
    return type == "application/json" && (parameters.isEmpty() || parameters == "charset=utf-8");
}

} // namespace

// The one list of what can be asked. Paths: core/wire/routes.h.
struct Api::Route
{
    const char *method;
    const char *path;
    Handler handler;
    bool hasBody = false;
};

std::span<const Api::Route> Api::routeTable()
{
    static const auto table = std::to_array<Route>({
        {"GET", routes::descriptor, &Api::showDescriptor},
        {"GET", "/healthz", &Api::showHealth},
        {"POST", routes::links, &Api::join, true},
        {"PATCH", routes::link, &Api::changeConsent, true},
        {"DELETE", routes::link, &Api::withdraw, true},
        {"POST", routes::purchases, &Api::addPurchase, true},
        {"GET", routes::purchase, &Api::showPurchase},
        {"GET", routes::inbox, &Api::showInbox},
        {"GET", routes::inboxStream, &Api::refuseStream},
        {"POST", routes::inboxAck, &Api::acknowledge, true},
        {"POST", routes::posReceipts, &Api::addTillReceipt, true},
        {"POST", routes::events, &Api::addEvents, true},
    });
    return table;
}

Api::Api(Parts parts)
    : m(parts)
    , m_authorities{authorityOf(parts.descriptor.descriptor().baseUrl),
                    authorityOf(QUrl(httpAddress(parts.config.address, parts.config.port)))}
    , m_nonces(parts.config.limits.nonces)
    , m_derivations(1)
{}

Api::~Api()
{
    m_derivations.join();
}

void Api::beginStop()
{
    m_stopping = true;
    m.hub.wakeAll();
}

Answer Api::refusal(const Failure &failure, const Call &call) const
{
    Answer answer;
    answer.status = statusOf(failure.code);
    answer.contentType = QByteArrayLiteral("application/problem+json");
    const bool clockMatters = failure.code == FailureCode::TimestampOutOfRange;
    answer.body = problemJson(failure, clockMatters ? std::optional(m.clock.now()) : std::nullopt);
    if (answer.status == 429 || answer.status == 503) {
        answer.headers.append({QByteArrayLiteral("Retry-After"), QByteArrayLiteral("5")});
    }
    if (failure.code == FailureCode::KeyUnknown) {
        answer.headers.append({QByteArrayLiteral("WWW-Authenticate"), QByteArrayLiteral("Bearer")});
    }
    if (failure.code == FailureCode::MethodNotAllowed) {
        QByteArrayList allowed;
        for (const auto &route : routeTable()) {
            if (matchPath(route.path, call.parts.path)) {
                allowed.append(route.method);
            }
        }
        answer.headers.append({QByteArrayLiteral("Allow"), allowed.join(", ")});
    }
    seal(answer, call);
    return answer;
}

/// A signed answer belongs to the request whose signature it covers: whoever sends another's signature with something else gets none.
void Api::seal(Answer &answer, const Call &call) const
{
    if (call.isVerified) {
        const auto headers = signAnswer(answer.status, answer.body, call.signature.signature, m.keys.answer, m.clock.now());
        answer.headers.append({QByteArrayLiteral("Content-Digest"), headers.contentDigest});
        answer.headers.append({QByteArrayLiteral("Signature-Input"), headers.signatureInput});
        answer.headers.append({QByteArrayLiteral("Signature"), headers.signature});
    }
}

asio::awaitable<Answer> Api::answer(Call call)
{
    auto result = co_await dispatch(call);
    if (!result) {
        if (statusOf(result.error().code) >= 500) {
            logLine(m.clock, "error", "request_failed", {{QStringLiteral("failure"), describe(result.error())}});
        }
        co_return refusal(result.error(), call);
    }
    seal(*result, call);
    co_return std::move(*result);
}

asio::awaitable<Result<Answer>> Api::dispatch(Call &call)
{
    bool pathKnown = false;
    for (const auto &route : routeTable()) {
        const auto id = matchPath(route.path, call.parts.path);
        if (!id) {
            continue;
        }
        pathKnown = true;
        if (call.parts.method != route.method) {
            continue;
        }
        if (route.hasBody && !isJson(call.contentType)) {
            co_return fail(FailureCode::UnsupportedMediaType);
        }
        if (!route.hasBody && !call.parts.body.isEmpty()) {
            co_return fail(FailureCode::Malformed, QStringLiteral("a body where none is taken"));
        }
        call.id = QString::fromLatin1(*id);
        auto result = co_await (this->*route.handler)(call);
        co_return result;
    }
    co_return fail(pathKnown ? FailureCode::MethodNotAllowed : FailureCode::NotFound);
}

// Who asks

/// A signature for another server's address is worthless here.
Result<SignatureClaims> Api::verified(Call &call, const PublicKey &key, const QDateTime &now) const
{
    if (!m_authorities.contains(call.parts.authority)) {
        return fail(FailureCode::SignatureInvalid, QStringLiteral("Host is not this gateway's base_url"));
    }
    auto claims = verifyRequest(call.parts, call.signature, key, now);
    call.isVerified = claims || claims.error().code == FailureCode::TimestampOutOfRange;
    return claims;
}

asio::awaitable<Result<std::shared_ptr<const LinkRecord>>> Api::signer(Call &call, bool endedToo)
{
    const auto claims = readClaims(call.signature.signatureInput);
    if (!claims) {
        co_return std::unexpected(claims.error());
    }
    const auto now = m.clock.now();
    auto [link, generation] = m.links.find(claims->keyId);
    if (!link) {
        // An unknown key is decoded and checked before the database is asked: it says who it is by itself.
        const auto key = PublicKey::fromText(claims->keyId);
        if (!key) {
            co_return fail(FailureCode::SignatureInvalid, QStringLiteral("keyid is no key"));
        }
        const auto checked = verified(call, *key, now);
        if (!checked) {
            co_return std::unexpected(checked.error());
        }
        auto read = [this, keyId = claims->keyId](auto then) { m.storage.linkByKey(keyId, std::move(then)); };
        auto found = co_await awaitResult<std::optional<LinkRecord>>(std::move(read));
        if (!found) {
            co_return std::unexpected(found.error());
        }
        if (!*found) {
            co_return fail(FailureCode::LinkUnknown);
        }
        link = std::make_shared<const LinkRecord>(std::move(**found));
        m.links.put(claims->keyId, link, generation);
    } else {
        const auto checked = verified(call, link->linkKey, now);
        if (!checked) {
            co_return std::unexpected(checked.error());
        }
    }
    const auto fresh = m_nonces.remember(claims->keyId, claims->nonce, now);
    if (!fresh) {
        co_return std::unexpected(fresh.error());
    }
    if (!link->active && !endedToo) {
        co_return fail(FailureCode::LinkDeleted);
    }
    co_return link;
}

Result<void> Api::requireRole(const Call &call, ApiRole role)
{
    const auto has = m.apiKeys.roleOf(call.authorization);
    if (!has) {
        return std::unexpected(has.error());
    }
    if (*has != role) {
        return fail(FailureCode::RoleForbidden);
    }
    return {};
}

// Open to everyone

asio::awaitable<Result<Answer>> Api::showDescriptor(Call & /*call*/)
{
    Answer answer;
    answer.body = m.descriptor.document();
    answer.headers.append({QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("max-age=300")});
    co_return answer;
}

asio::awaitable<Result<Answer>> Api::showHealth(Call & /*call*/)
{
    auto ask = [this](auto then) { m.storage.ping(std::move(then)); };
    const auto alive = co_await awaitResult<void>(std::move(ask));
    if (!alive) {
        co_return std::unexpected(alive.error());
    }
    co_return json(200, {{QStringLiteral("status"), QStringLiteral("ok")}, {QStringLiteral("version"), QStringLiteral(ODNA_VERSION)}});
}

// The phone

asio::awaitable<Result<bool>> Api::ownsCardSlowly(PublicKey key, DerivedCard card)
{
    if (m_deriving.fetch_add(1) >= m.config.limits.derivations) {
        --m_deriving;
        co_return fail(FailureCode::Throttled, QStringLiteral("too many cards are being checked"));
    }
    auto start = [this, key, card = std::move(card)](auto then) {
        asio::post(m_derivations, [this, key, card, then = std::move(then)] {
            auto owns = ownsCard(key, card);
            --m_deriving;
            then(std::move(owns));
        });
    };
    auto owns = co_await awaitResult<bool>(std::move(start));
    co_return owns;
}

Result<ConsentRecord> Api::acceptConsent(const QString &opId, const SignedText &consent, const PublicKey &linkKey, const Profile &profile,
                                         const Grants &before, const QByteArray &body) const
{
    const auto &descriptor = m.descriptor.descriptor();
    const auto receipt = consentOf(consent, linkKey, descriptor.retailerId, profile);
    if (!receipt) {
        return std::unexpected(receipt.error());
    }
    Grants grants;
    bool grows = false;
    if (!receipt->withdrawnAt) {
        for (const auto &grant : receipt->grants.all()) {
            // What is no longer asked for is not taken either.
            const bool asked = grant.field ? descriptor.askedFields.contains(AskedField{*grant.field, grant.purpose})
                                           : descriptor.purposes.contains(grant.purpose);
            if (asked) {
                grants.give(grant);
                grows = grows || !before.contains(grant);
            }
        }
    }
    // To give less is possible under any text that was ever shown; to give more only under today's.
    const bool current = receipt->documentVersion == descriptor.consent.version
                         && receipt->documentDigest == descriptor.consent.digestOf(receipt->documentLanguage);
    if (!current && grows) {
        return fail(FailureCode::ConsentMissing, QStringLiteral("the consent text has changed: fetch the descriptor and show it"));
    }
    const auto now = m.clock.now();
    const auto countersignature = SignedText::make(consentContext(descriptor.retailerId), consent.text, m.keys.answer).signature;
    return ConsentRecord{opId, sha256(body), consent, countersignature, grants, std::min(receipt->givenAt, now), grants.filter(profile)};
}

asio::awaitable<Result<Answer>> Api::join(Call &call)
{
    const auto claims = readClaims(call.signature.signatureInput);
    if (!claims) {
        co_return std::unexpected(claims.error());
    }
    const auto key = PublicKey::fromText(claims->keyId);
    if (!key) {
        co_return fail(FailureCode::SignatureInvalid, QStringLiteral("keyid is no key"));
    }
    const auto now = m.clock.now();
    const auto checked = verified(call, *key, now);
    if (!checked) {
        co_return std::unexpected(checked.error());
    }
    const auto object = parseJson(call.parts.body);
    if (!object) {
        co_return std::unexpected(object.error());
    }
    auto request = joinRequestFromJson(*object, m.descriptor.descriptor().retailerId);
    if (!request) {
        co_return std::unexpected(request.error());
    }
    if (request->linkKey.text() != claims->keyId) {
        co_return fail(FailureCode::SignatureInvalid, QStringLiteral("keyid is not link_key"));
    }
    const auto keyed = checkIdempotencyKey(call, request->opId, false);
    if (!keyed) {
        co_return std::unexpected(keyed.error());
    }
    auto consent = acceptConsent(request->opId, request->consent, request->linkKey, request->profile, {}, call.parts.body);
    if (!consent) {
        co_return std::unexpected(consent.error());
    }
    auto ask = [this, number = request->card.number.text()](auto then) { m.storage.cardHolder(number, std::move(then)); };
    const auto holder = co_await awaitResult<std::optional<QString>>(std::move(ask));
    if (!holder) {
        co_return std::unexpected(holder.error());
    }
    if (*holder != request->identityKey.text()) { // who holds the card has proved it before
        const auto owns = co_await ownsCardSlowly(request->identityKey, request->card);
        if (!owns) {
            co_return std::unexpected(owns.error());
        }
        if (!*owns) {
            co_return fail(FailureCode::SignatureInvalid, QStringLiteral("public_key does not lead to card_number"));
        }
    }
    // Not by the link key: one identity can bind as many of them as it likes.
    const auto fresh = m_nonces.remember(request->identityKey.text(), claims->nonce, now);
    if (!fresh) {
        co_return std::unexpected(fresh.error());
    }
    const auto countersignature = consent->countersignature;
    NewLink link{
        QStringLiteral("lnk_") + newUlid(m.clock),        request->card, request->identityKey, request->linkKey, std::move(*consent),
        now.addDays(-lateReceiptDays).toMSecsSinceEpoch()};
    auto write = [this, link = std::move(link)](auto then) { m.storage.join(link, std::move(then)); };
    const auto joined = co_await awaitResult<JoinOutcome>(std::move(write));
    if (!joined) {
        co_return std::unexpected(joined.error());
    }
    co_return json(joined->created ? 201 : 200, toJson(JoinAnswer{request->opId, joined->linkId, countersignature}));
}

asio::awaitable<Result<Answer>> Api::changeConsent(Call &call)
{
    const auto link = co_await signer(call);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    if (call.id != (*link)->linkId) {
        co_return fail(FailureCode::LinkUnknown);
    }
    const auto change = operationOf(call, &consentChangeFromJson);
    if (!change) {
        co_return std::unexpected(change.error());
    }
    const auto consent = acceptConsent(change->opId, change->consent, (*link)->linkKey, change->profile, (*link)->grants, call.parts.body);
    if (!consent) {
        co_return std::unexpected(consent.error());
    }
    auto write = [this, link = **link, consent = *consent](auto then) { m.storage.changeConsent(link, consent, std::move(then)); };
    const auto changed = co_await awaitResult<void>(std::move(write));
    if (!changed) {
        co_return std::unexpected(changed.error());
    }
    co_return json(200, toJson(JoinAnswer{change->opId, (*link)->linkId, consent->countersignature}));
}

asio::awaitable<Result<Answer>> Api::withdraw(Call &call)
{
    const auto link = co_await signer(call, true);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    Query query(call.parts.query, {"erase"});
    const bool erase = query.flag("erase");
    if (query.failure()) {
        co_return std::unexpected(*query.failure());
    }
    const auto opId = operationOf(call, &withdrawalFromJson);
    if (!opId) {
        co_return std::unexpected(opId.error());
    }
    auto named = **link; // perhaps not the link that is active now: a withdrawal may arrive after the next joining
    named.linkId = call.id;
    auto write = [this, link = std::move(named), opId = *opId, erase](auto then) { m.storage.endLink(link, opId, erase, std::move(then)); };
    const auto ended = co_await awaitResult<void>(std::move(write));
    if (!ended) {
        co_return std::unexpected(ended.error());
    }
    co_return json(200, withdrawalJson(*opId));
}

std::optional<Failure> Api::notOurs(const Receipt &receipt) const
{
    const auto &descriptor = m.descriptor.descriptor();
    if (!receipt.sellerTaxId.isEmpty() && !descriptor.taxIds.contains(receipt.sellerTaxId)) {
        return Failure{FailureCode::ReceiptNotOurs, QStringLiteral("another seller's tax number")};
    }
    if (receipt.total && !(receipt.total->currency == descriptor.currency)) {
        return Failure{FailureCode::ReceiptNotOurs, QStringLiteral("another currency")};
    }
    if (!descriptor.receiptSchemes.contains(receipt.fiscal.scheme)) {
        return Failure{FailureCode::ReceiptNotOurs, QStringLiteral("a receipt format that is not taken here")};
    }
    return std::nullopt;
}

asio::awaitable<Result<Answer>> Api::addPurchase(Call &call)
{
    const auto link = co_await signer(call);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    auto message = operationOf(call, &purchaseFromJson, true);
    if (!message) {
        co_return std::unexpected(message.error());
    }
    if (message->linkId != (*link)->linkId || message->cardNumber != (*link)->cardNumber) {
        co_return fail(FailureCode::SignatureInvalid, QStringLiteral("this key does not speak for that link and card"));
    }
    auto refusal = notOurs(message->receipt);
    NewPurchase purchase{std::move(*message), digestIn(call.signature.contentDigest), m.config.unknownReceipts == UnknownReceipts::Refuse,
                         std::move(refusal)};
    auto write = [this, purchase = std::move(purchase)](auto then) mutable { m.storage.addPurchase(std::move(purchase), std::move(then)); };
    const auto added = co_await awaitResult<PurchaseAnswer>(std::move(write));
    if (!added) {
        co_return std::unexpected(added.error());
    }
    co_return json(202, jsonText(*added));
}

asio::awaitable<Result<Answer>> Api::showPurchase(Call &call)
{
    const auto link = co_await signer(call);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    if (!isUlid(call.id)) {
        co_return fail(FailureCode::NotFound);
    }
    auto read = [this, link = **link, opId = call.id](auto then) { m.storage.purchase(link, opId, std::move(then)); };
    const auto found = co_await awaitResult<PurchaseAnswer>(std::move(read));
    if (!found) {
        co_return std::unexpected(found.error());
    }
    co_return json(200, jsonText(*found));
}

asio::awaitable<Result<InboxPage>> Api::page(LinkRecord link, qint64 after)
{
    auto read = [this, link, after](auto then) { m.storage.inbox(link, after, std::move(then)); };
    auto result = co_await awaitResult<InboxPage>(std::move(read));
    if (result) {
        for (auto &[cursor, event] : result->events) {
            event = SignedText::make(eventContext(link.linkId, cursor), event.text, m.keys.answer);
        }
    }
    co_return result;
}

asio::awaitable<Result<Answer>> Api::showInbox(Call &call)
{
    const auto link = co_await signer(call);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    Query query(call.parts.query, {"link", "after", "wait"});
    const auto linkId = query.text("link");
    const auto after = query.number("after", std::numeric_limits<qint64>::max());
    const auto wait = query.number("wait", longestWaitSeconds);
    if (query.failure()) {
        co_return std::unexpected(*query.failure());
    }
    if (linkId != (*link)->linkId) {
        co_return fail(FailureCode::LinkUnknown);
    }
    const auto executor = co_await asio::this_coro::executor;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(wait);
    InboxHub::Waiter waiter(m.hub, linkId, executor); // before the first look, so that nothing slips between
    while (true) {
        const auto events = co_await page(**link, after);
        if (!events) {
            co_return std::unexpected(events.error());
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (!events->events.isEmpty() || left.count() <= 0 || m_stopping) {
            auto answer = json(200, toJson(*events));
            answer.headers.append({QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("private, no-cache")});
            co_return answer;
        }
        co_await waiter.wait(left);
    }
}

asio::awaitable<Result<Answer>> Api::refuseStream(Call & /*call*/)
{
    co_return fail(FailureCode::Malformed, QStringLiteral("this address takes a WebSocket handshake (RFC 6455)"));
}

bool Api::isStream(const Call &call)
{
    return call.isUpgrade && call.parts.path == routes::inboxStream && call.parts.method == "GET";
}

asio::awaitable<Result<Api::Stream>> Api::openStream(Call &call)
{
    const auto link = co_await signer(call);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    Query query(call.parts.query, {"link", "after"});
    const auto linkId = query.text("link");
    const auto after = query.number("after", std::numeric_limits<qint64>::max());
    if (query.failure()) {
        co_return std::unexpected(*query.failure());
    }
    if (linkId != (*link)->linkId) {
        co_return fail(FailureCode::LinkUnknown);
    }
    co_return Stream{**link, after};
}

asio::awaitable<Result<Answer>> Api::acknowledge(Call &call)
{
    const auto link = co_await signer(call);
    if (!link) {
        co_return std::unexpected(link.error());
    }
    const auto object = parseJson(call.parts.body);
    if (!object) {
        co_return std::unexpected(object.error());
    }
    const auto ack = inboxAckFromJson(*object);
    if (!ack) {
        co_return std::unexpected(ack.error());
    }
    if (ack->linkId != (*link)->linkId) {
        co_return fail(FailureCode::LinkUnknown);
    }
    auto write = [this, link = **link, cursor = ack->cursor](auto then) { m.storage.acknowledge(link, cursor, std::move(then)); };
    const auto stored = co_await awaitResult<qint64>(std::move(write));
    if (!stored) {
        co_return std::unexpected(stored.error());
    }
    co_return json(200, {{QStringLiteral("cursor"), *stored}});
}

// The till and the back office

asio::awaitable<Result<Answer>> Api::addTillReceipt(Call &call)
{
    const auto allowed = requireRole(call, ApiRole::Till);
    if (!allowed) {
        co_return std::unexpected(allowed.error());
    }
    auto report = operationOf(call, &tillReportFromJson);
    if (!report) {
        co_return std::unexpected(report.error());
    }
    if (!report->receipt.total) {
        co_return fail(FailureCode::Malformed, QStringLiteral("$.receipt.total is missing: the books need it"));
    }
    if (const auto refused = notOurs(report->receipt)) {
        co_return std::unexpected(*refused);
    }
    const auto opId = report->opId;
    TillReceipt receipt{std::move(*report), sha256(call.parts.body)};
    auto write = [this, receipt = std::move(receipt)](auto then) mutable { m.storage.addTillReceipt(std::move(receipt), std::move(then)); };
    const auto outcome = co_await awaitResult<TillOutcome>(std::move(write));
    if (!outcome) {
        co_return std::unexpected(outcome.error());
    }
    QJsonObject object2{{QStringLiteral("op_id"), opId}, {QStringLiteral("known_card"), outcome->knownCard}};
    if (outcome->print) {
        const auto &coupon = outcome->print->coupon;
        object2.insert(QStringLiteral("print"),
                       QJsonObject{{QStringLiteral("text"), outcome->print->text},
                                   {QStringLiteral("coupon"),
                                    QJsonObject{{QStringLiteral("code"), coupon.code}, {QStringLiteral("symbology"), coupon.symbology}}}});
    }
    co_return json(200, object2);
}

asio::awaitable<Result<Answer>> Api::addEvents(Call &call)
{
    const auto allowed = requireRole(call, ApiRole::Office);
    if (!allowed) {
        co_return std::unexpected(allowed.error());
    }
    const auto object = parseJson(call.parts.body);
    if (!object) {
        co_return std::unexpected(object.error());
    }
    const auto events = backOfficeEventsFromJson(*object);
    if (!events) {
        co_return std::unexpected(events.error());
    }
    const auto now = m.clock.now();
    for (const auto &event : *events) {
        auto body = event.body;
        body.timestamp = now;
        if (eventText(body).size() > 30 * 1024) { // of 32 KiB, with room for the cursor and the signature around it
            co_return fail(FailureCode::TooLarge, QStringLiteral("an event is larger than 30 KiB"));
        }
    }
    QJsonArray results;
    for (const auto &each : *events) {
        auto event = each;
        auto digest = sha256(jsonBytes(toJson(event)));
        event.body.timestamp = now;
        auto write = [this, event, digest](auto then) { m.storage.deliver(event, digest, std::move(then)); };
        const auto delivery = co_await awaitResult<Delivery>(std::move(write));
        if (!delivery) {
            co_return std::unexpected(delivery.error());
        }
        results.append(QJsonObject{{QStringLiteral("op_id"), event.opId},
                                   {QStringLiteral("delivered"), delivery->delivered},
                                   {QStringLiteral("refused"), delivery->refused}});
    }
    co_return json(200, {{QStringLiteral("results"), results}});
}

} // namespace odna
