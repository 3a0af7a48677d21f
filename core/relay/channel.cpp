// SPDX-License-Identifier: Apache-2.0
#include "core/relay/channel.h"

#include "core/relay/disclosedsend.h"

namespace odna {

namespace {

Channel::Done whileAlive(QObject &context, const Channel::Done &done)
{
    return [alive = QPointer<QObject>(&context), done](Result<HttpAnswer> answer) {
        if (alive) {
            done(std::move(answer));
        }
    };
}

} // namespace

Channel::Channel(const Link &link, Wallet &wallet, const Clock &clock)
    : m_retailerId(link.retailerId())
    , m_wallet(wallet)
    , m_clock(clock)
{
    connectTo(link.descriptor);
}

void Channel::follow(const Link &link)
{
    Q_ASSERT(link.retailerId() == m_retailerId);
    if (m_client->origin() == HttpClient::originOf(link.descriptor.baseUrl) && m_answerKey == link.descriptor.answerKey) {
        return;
    }
    m_client.release()->deleteLater(); // perhaps we are in one of its callbacks
    connectTo(link.descriptor);
    Q_EMIT moved();
}

void Channel::connectTo(const Descriptor &descriptor)
{
    m_answerKey = descriptor.answerKey;
    m_client =
        std::make_unique<HttpClient>(descriptor.baseUrl, m_clock, HttpClient::Trust{m_wallet.linkKey(m_retailerId), descriptor.answerKey});
}

void Channel::send(const OutgoingMessage &message, std::chrono::milliseconds deadline, QObject &context, const Done &done)
{
    if (message.retailerId() != m_retailerId) {
        QMetaObject::invokeMethod(&context, [done] { done(fail(FailureCode::RetailerUnknown)); }, Qt::QueuedConnection);
        return;
    }
    const HttpRequest request{.method = message.method(),
                              .path = message.path(),
                              .query = message.query(),
                              .body = message.body(),
                              .idempotencyKey = message.opId().toLatin1()};
    sendDisclosed(m_wallet, *m_client, request, disclosureOf(message, m_clock), deadline, whileAlive(context, done));
}

void Channel::send(const HttpRequest &request, std::chrono::milliseconds deadline, QObject &context, const Done &done)
{
    m_client->send(request, deadline, whileAlive(context, done));
}

} // namespace odna
