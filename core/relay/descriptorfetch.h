// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/relay/httpclient.h"
#include "core/relay/timeouts.h"
#include "core/wallet/wallet.h"

#include <functional>

namespace odna {

/// One GET of a descriptor, unsigned, so that nobody learns who looks. What comes back counts only as acceptDescriptor() says, against
/// the pinned key of a retailer that the wallet knows.
///
/// Belongs to its parent and deletes itself when over. \a done is called exactly once, never before start() returns; Cancelled when this
/// goes away first.
class DescriptorFetch final : public QObject
{
public:
    using Done = std::function<void(Result<Descriptor>)>;

    DescriptorFetch(Wallet &wallet, const Clock &clock, const QUrl &address, Done done, QObject &parent);
    ~DescriptorFetch() override;

    void start(std::chrono::milliseconds deadline);

private:
    [[nodiscard]] Result<Descriptor> take(const Result<HttpAnswer> &answer);
    [[nodiscard]] Result<std::optional<PinnedRetailer>> pinnedFor(const QByteArray &document) const;
    void finish(const Result<Descriptor> &descriptor);

    Wallet &m_wallet;
    const Clock &m_clock;
    const QString m_path;
    Done m_done;
    HttpClient m_client;
};

} // namespace odna
