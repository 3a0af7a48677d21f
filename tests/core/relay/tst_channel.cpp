// SPDX-License-Identifier: Apache-2.0
#include "core/relay/channel.h"

#include "tests/core/relay/fixture.h"

#include <QNetworkProxy>

using namespace odna;

/// Where a message goes is decided by the retailer it was made for, whoever hands it over.
class TestChannel final : public QObject
{
    Q_OBJECT

    Fixture f;
    static constexpr std::chrono::milliseconds deadline{10'000};

private Q_SLOTS:
    void cleanup() { f.endLinks(); }

    void carriesNothingOfAnotherRetailer()
    {
        const auto one = f.linkedShop();
        const auto two = f.linkedShop();
        Channel channel(linkTo(*two), *f.wallet, f.clock);
        const auto foreign = send(channel, OutgoingMessage::withdrawal(linkTo(*one), false, f.clock));
        QVERIFY(!foreign);
        QCOMPARE(nameOf(foreign.error().code), nameOf(FailureCode::RetailerUnknown));
        QCOMPARE(one->server().connections(), 0);
        QCOMPARE(two->server().connections(), 0);
        // The same one of its own retailer goes through.
        const auto own = send(channel, OutgoingMessage::withdrawal(linkTo(*two), false, f.clock));
        QVERIFY2(own, qPrintable(own ? QString() : describe(own.error())));
        QCOMPARE(two->server().requests().size(), 1);
        QCOMPARE(one->server().connections(), 0);
    }

    void followsItsRetailer()
    {
        const auto before = f.linkedShop();
        auto link = linkTo(*before);
        Channel channel(link, *f.wallet, f.clock);
        const QSignalSpy moved(&channel, &Channel::moved);
        before->play(HostileServer::hang());
        HostileServer after(HostileServer::say(HostileServer::response(200, "application/json", "{}")));
        const auto cancelled = await<HttpAnswer>([&](auto done) {
            channel.send(OutgoingMessage::withdrawal(link, false, f.clock), deadline, *this, done);
            channel.follow(link);
            QVERIFY(moved.isEmpty()); // it is where it was
            link.descriptor.baseUrl = after.origin();
            channel.follow(link);
        });
        QCOMPARE(nameOf(cancelled.error().code), nameOf(FailureCode::Cancelled));
        QCOMPARE(moved.size(), 1);
        before->server().forget();
        const auto answer = send(channel, OutgoingMessage::withdrawal(link, false, f.clock));
        QCOMPARE(nameOf(answer.error().code), nameOf(FailureCode::AnswerForeign)); // it cannot sign for the retailer
        QCOMPARE(after.requests().size(), 1);
        QVERIFY(before->server().requests().isEmpty());
    }

    /// A proxy would make "this machine" another one, for requests and for the stream.
    void asksNoProxyForThisMachine()
    {
        const auto shop = f.linkedShop();
        HostileServer proxy(HostileServer::hangUp());
        QNetworkProxy::setApplicationProxy(
            QNetworkProxy(QNetworkProxy::HttpProxy, proxy.origin().host(), static_cast<quint16>(proxy.origin().port())));
        Relay relay(*f.wallet, f.clock, nullptr, quick());
        const auto events = f.sync(relay);
        relay.start();
        const auto streams = [&] {
            return std::ranges::any_of(shop->server().requests(),
                                       [](const RawRequest &request) { return request.path() == routes::inboxStream; });
        };
        const bool streamed = QTest::qWaitFor(streams, 5000);
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QCOMPARE(events.value_or(-1), 0);
        QVERIFY(streamed);
        QCOMPARE(proxy.connections(), 0);
    }

    void tellsNobodyWhoIsGone()
    {
        const auto shop = f.linkedShop();
        bool called = false;
        auto context = std::make_unique<QObject>();
        {
            Channel channel(linkTo(*shop), *f.wallet, f.clock);
            shop->play(HostileServer::hang());
            channel.send(OutgoingMessage::withdrawal(linkTo(*shop), false, f.clock), deadline, *context,
                         [&](const Result<HttpAnswer> &) { called = true; });
            QTRY_VERIFY(!shop->server().requests().isEmpty());
            context.reset();
        } // the channel goes, and what was under way ends as Cancelled
        QVERIFY(!called);
    }

private:
    [[nodiscard]] Link linkTo(const GatewayDouble &shop) const { return *f.wallet->link(shop.descriptor().retailerId); }

    [[nodiscard]] Result<HttpAnswer> send(Channel &channel, const OutgoingMessage &message)
    {
        return await<HttpAnswer>([&](auto done) { channel.send(message, deadline, *this, done); });
    }
};

QTEST_GUILESS_MAIN(TestChannel)
#include "tst_channel.moc"
