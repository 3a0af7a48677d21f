// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "partners/gateway/apikeys.h"
#include "partners/gateway/await.h"
#include "partners/gateway/config.h"
#include "partners/gateway/descriptorissuer.h"
#include "partners/gateway/gatewaykeys.h"
#include "partners/gateway/http.h"
#include "partners/gateway/inboxhub.h"
#include "partners/gateway/linkcache.h"
#include "partners/gateway/noncewindow.h"
#include "partners/gateway/storage.h"

#include <boost/asio/thread_pool.hpp>

#include <atomic>

namespace odna {

/// What the gateway does with each request: routes it, checks who asks, and answers. Knows no socket. Called on the io threads; blocks
/// none of them.
class Api final
{
public:
    struct Parts
    {
        const GatewayConfig &config;
        const GatewayKeys &keys;
        Storage &storage;
        InboxHub &hub;
        LinkCache &links;
        ApiKeys &apiKeys;
        DescriptorIssuer &descriptor;
        const Clock &clock;
    };
    explicit Api(Parts parts); ///< with the port that was really taken
    ~Api();

    /// Never fails: a refusal is an answer too. Signed where the request's signature was found right.
    asio::awaitable<Answer> answer(Call call);
    /// The same for what never became a whole request.
    [[nodiscard]] Answer refusal(const Failure &failure, const Call &call) const;

    /// A stream's handshake: the link and the cursor to go on from.
    struct Stream
    {
        LinkRecord link;
        qint64 after = 0;
    };
    [[nodiscard]] static bool isStream(const Call &call);
    asio::awaitable<Result<Stream>> openStream(Call &call);
    asio::awaitable<Result<InboxPage>> page(LinkRecord link, qint64 after);
    [[nodiscard]] InboxHub &hub() const { return m.hub; }

    /// From now on long polls answer at once.
    void beginStop();

private:
    using Handler = asio::awaitable<Result<Answer>> (Api::*)(Call &);
    struct Route;
    [[nodiscard]] static std::span<const Route> routeTable();

    asio::awaitable<Result<Answer>> dispatch(Call &call);
    void seal(Answer &answer, const Call &call) const;
    asio::awaitable<Result<std::shared_ptr<const LinkRecord>>> signer(Call &call, bool endedToo = false);
    [[nodiscard]] Result<SignatureClaims> verified(Call &call, const PublicKey &key, const QDateTime &now) const;
    [[nodiscard]] Result<void> requireRole(const Call &call, ApiRole role);
    [[nodiscard]] Result<ConsentRecord> acceptConsent(const QString &opId, const SignedText &consent, const PublicKey &linkKey,
                                                      const Profile &profile, const Grants &before, const QByteArray &body) const;
    [[nodiscard]] std::optional<Failure> notOurs(const Receipt &receipt) const;
    asio::awaitable<Result<bool>> ownsCardSlowly(PublicKey key, DerivedCard card);

    asio::awaitable<Result<Answer>> showDescriptor(Call &call);
    asio::awaitable<Result<Answer>> showHealth(Call &call);
    asio::awaitable<Result<Answer>> join(Call &call);
    asio::awaitable<Result<Answer>> changeConsent(Call &call);
    asio::awaitable<Result<Answer>> withdraw(Call &call);
    asio::awaitable<Result<Answer>> addPurchase(Call &call);
    asio::awaitable<Result<Answer>> showPurchase(Call &call);
    asio::awaitable<Result<Answer>> showInbox(Call &call);
    asio::awaitable<Result<Answer>> refuseStream(Call &call);
    asio::awaitable<Result<Answer>> acknowledge(Call &call);
    asio::awaitable<Result<Answer>> addTillReceipt(Call &call);
    asio::awaitable<Result<Answer>> addEvents(Call &call);

    const Parts m;
    const QByteArrayList m_authorities; ///< what a signed request may be addressed to
    NonceWindow m_nonces;
    std::atomic<int> m_deriving = 0;
    std::atomic<bool> m_stopping = false;
    asio::thread_pool m_derivations;
};

} // namespace odna
