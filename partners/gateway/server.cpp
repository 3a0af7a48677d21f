// SPDX-License-Identifier: Apache-2.0
#include "partners/gateway/server.h"

#include "core/base/strictjson.h"
#include "partners/gateway/logline.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include <array>
#include <condition_variable>
#include <ctime>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace odna {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;
using Stream = beast::tcp_stream;
using ErrorCode = boost::system::error_code;
using Request = http::request<http::string_body>;

constexpr std::size_t lingerBytes = 256 * 1024;
constexpr auto lingerTime = std::chrono::seconds(2);
constexpr auto pingEvery = std::chrono::seconds(20);

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray header(const Request &request, std::string_view name)
{
    const auto value = request[name];
    return toBytes({value.data(), value.size()});
}

/// RFC 9110 section 5.6.7.
std::string httpDate(const Clock &clock)
{
    const std::time_t seconds = clock.now().toSecsSinceEpoch();
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const auto length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), length};
}

/// The request as the Api sees it. Malformed where a header that decides something comes twice or the target is no path.
Result<Call> callOf(const Request &request)
{
    Call call;
    for (const auto *name :
         {"Host", "Signature", "Signature-Input", "Content-Digest", "Idempotency-Key", "Authorization", "Content-Type"}) {
        if (request.count(name) > 1) {
            return fail(FailureCode::Malformed, QStringLiteral("the header %1 comes twice").arg(QLatin1StringView(name)));
        }
    }
    call.signature = {header(request, "Content-Digest"), header(request, "Signature-Input"), header(request, "Signature")};
    const auto target = toBytes({request.target().data(), request.target().size()});
    const auto method = toBytes({request.method_string().data(), request.method_string().size()});
    call.parts.method = method;
    call.parts.authority = header(request, "Host").toLower();
    if (call.parts.authority.endsWith(":443")) { // behind a TLS proxy; port 80 would be plain HTTP, which is not offered
        call.parts.authority.chop(4);
    } else if (call.parts.authority.endsWith(":80")) {
        call.parts.authority.chop(3);
    }
    const auto question = target.indexOf('?');
    call.parts.path = question < 0 ? target : target.first(question);
    call.parts.query = question < 0 ? QByteArray() : target.sliced(question + 1);
    call.parts.body = toBytes(request.body());
    call.idempotencyKey = header(request, "Idempotency-Key");
    call.authorization = header(request, "Authorization");
    call.contentType = header(request, "Content-Type");
    call.isUpgrade = websocket::is_upgrade(request);
    if (!target.startsWith('/') || target.contains('#')) {
        return fail(FailureCode::Malformed, QStringLiteral("the target must be a path"));
    }
    if (request.version() == 11 && request.count(http::field::host) == 0) {
        return fail(FailureCode::Malformed, QStringLiteral("the Host header is missing"));
    }
    return call;
}

/// An answer as it goes over the wire (RFC 9112).
std::string serialised(const Answer &answer, std::string_view date, unsigned version, bool keepAlive)
{
    std::string text;
    text.reserve(768 + static_cast<std::size_t>(answer.body.size()));
    const auto add = [&text](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    const auto view = [](const QByteArray &bytes) { return std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())); };
    const auto reason = http::obsolete_reason(static_cast<http::status>(answer.status));
    text.append(version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(answer.status));
    text.append(" ").append(std::string_view(reason.data(), reason.size())).append("\r\n");
    add("Date", date);
    add("Content-Type", view(answer.contentType));
    add("X-Content-Type-Options", "nosniff");
    add("Content-Length", std::to_string(answer.body.size()));
    for (const auto &[name, value] : answer.headers) {
        add(view(name), view(value));
    }
    if (keepAlive ? version == 10 : version != 10) {
        add("Connection", keepAlive ? "keep-alive" : "close");
    }
    return text.append("\r\n").append(view(answer.body));
}

FailureCode codeOf(const ErrorCode &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        return FailureCode::HeadersTooLarge;
    }
    if (error == http::error::body_limit) {
        return FailureCode::TooLarge;
    }
    return FailureCode::Malformed;
}

/// Ends what the stream waits for, after a while, without closing it: an answer can still be written. (The stream's own timeout closes.)
class Deadline final
{
public:
    Deadline(Stream &stream, std::chrono::steady_clock::duration after)
        : m_timer(stream.get_executor(), after)
    {
        m_timer.async_wait([state = m_state, &stream](const ErrorCode &error) {
            if (!error && *state == State::Running) {
                *state = State::Passed;
                stream.cancel();
            }
        });
    }
    ~Deadline() { *m_state = State::Over; } // of a wait that has already been queued
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;
    [[nodiscard]] bool passed() const { return *m_state == State::Passed; }

private:
    enum class State { Running, Passed, Over };
    asio::steady_timer m_timer;
    std::shared_ptr<State> m_state = std::make_shared<State>(State::Running);
};

bool isProtocolError(const ErrorCode &error)
{
    return error.category() == http::make_error_code(http::error::bad_method).category();
}

} // namespace

struct Server::Private
{
    /// One loop, one thread.
    struct Loop
    {
        asio::io_context context{1};
        asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
        std::thread thread;
    };

    /// A connection that is counted as long as it lives.
    struct Connection
    {
        Connection(Private &server, asio::ip::address peer, asio::any_io_executor where)
            : d(server)
            , address(std::move(peer))
            , executor(std::move(where))
        {}
        ~Connection() { d.leave(*this); }
        Connection(const Connection &) = delete;
        Connection &operator=(const Connection &) = delete;
        Private &d;
        const asio::ip::address address;
        const asio::any_io_executor executor;
        std::function<void()> hangUp; ///< on the executor, to end what waits for the client; empty while a request is served
        std::weak_ptr<Connection> self;
    };

    Private(Api &theApi, const ServerLimits &theLimits, int threads, const Clock &theClock)
        : api(theApi)
        , limits(theLimits)
        , clock(theClock)
    {
        for (int i = 0; i < threads; ++i) {
            loops.push_back(std::make_unique<Loop>());
        }
    }

    std::shared_ptr<Connection> enter(const asio::ip::address &address, const asio::any_io_executor &executor)
    {
        const std::lock_guard lock(mutex);
        auto &same = perAddress[address];
        if (static_cast<int>(connections.size()) >= limits.connections || same >= limits.connectionsPerAddress) {
            if (same == 0) {
                perAddress.erase(address);
            }
            return nullptr;
        }
        ++same;
        auto connection = std::make_shared<Connection>(*this, address, executor);
        connection->self = connection;
        connections.insert(connection.get());
        return connection;
    }

    void leave(const Connection &connection)
    {
        const std::lock_guard lock(mutex);
        connections.erase(&connection);
        const auto same = perAddress.find(connection.address);
        if (--same->second == 0) {
            perAddress.erase(same);
        }
        if (connections.empty()) {
            empty.notify_all();
        }
    }

    asio::awaitable<void> accept(tcp::acceptor &acceptor);
    asio::awaitable<void> serve(Stream stream, std::shared_ptr<Connection> connection);
    asio::awaitable<bool> write(Stream &stream, Answer answer, unsigned version, bool keepAlive);
    asio::awaitable<void> linger(Stream &stream);
    asio::awaitable<void> stream(Stream tcpStream, Request request, Call call);

    Api &api;
    const ServerLimits limits;
    const Clock &clock;
    std::vector<std::unique_ptr<Loop>> loops;
    std::size_t nextLoop = 0;
    std::optional<tcp::acceptor> acceptor;
    std::atomic<bool> stopping = false;
    std::mutex mutex;
    std::condition_variable empty;
    std::set<const Connection *> connections;
    std::map<asio::ip::address, int> perAddress;
};

Server::Server(Api &api, const ServerLimits &limits, int threads, const Clock &clock)
    : d(std::make_unique<Private>(api, limits, std::max(threads, 1), clock))
{}

Server::~Server()
{
    stop(std::chrono::milliseconds(0));
    d->acceptor.reset();
    d->loops.clear(); // with what still waits in them, while the rest is there
}

Result<Server::Bound> Server::bind(const QString &address, quint16 port)
{
    asio::io_context context;
    ErrorCode error;
    const auto where = asio::ip::make_address(address.toStdString(), error);
    tcp::acceptor acceptor(context);
    const auto failed = [&error] { return fail(FailureCode::PortTaken, QString::fromStdString(error.message())); };
    const tcp::endpoint endpoint(where, port);
    if (error || acceptor.open(endpoint.protocol(), error)) {
        return failed();
    }
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (acceptor.bind(endpoint, error) || acceptor.listen(asio::socket_base::max_listen_connections, error)) {
        return failed();
    }
    const auto taken = acceptor.local_endpoint(error).port();
    return Bound{acceptor.release(), where.is_v6(), taken};
}

Result<void> Server::start(const Bound &bound)
{
    ErrorCode error;
    auto &acceptor = d->acceptor.emplace(d->loops.front()->context);
    if (acceptor.assign(bound.isIpv6 ? tcp::v6() : tcp::v4(), bound.socket, error)) {
        return fail(FailureCode::PortTaken, QString::fromStdString(error.message()));
    }
    asio::co_spawn(d->loops.front()->context, d->accept(acceptor), asio::detached);
    for (auto &loop : d->loops) {
        loop->thread = std::thread([context = &loop->context] { context->run(); });
    }
    return {};
}

void Server::stop(std::chrono::milliseconds patience)
{
    if (d->stopping.exchange(true)) {
        return;
    }
    asio::post(d->loops.front()->context, [this] {
        ErrorCode ignored;
        if (d->acceptor) {
            d->acceptor->close(ignored);
        }
    });
    d->api.beginStop();
    std::vector<std::shared_ptr<Private::Connection>> open; // let go of without the lock that a connection's end takes
    {
        const std::lock_guard lock(d->mutex);
        for (const auto *connection : d->connections) {
            if (auto held = connection->self.lock(); held) {
                open.push_back(std::move(held));
            }
        }
    }
    for (auto &held : open) {
        auto executor = held->executor;
        asio::post(executor, [held = std::move(held)] {
            if (held->hangUp) {
                held->hangUp();
            }
        });
    }
    {
        std::unique_lock lock(d->mutex);
        d->empty.wait_for(lock, patience, [this] { return d->connections.empty(); });
    }
    for (auto &loop : d->loops) {
        loop->guard.reset();
        loop->context.stop();
    }
    for (auto &loop : d->loops) {
        if (loop->thread.joinable()) {
            loop->thread.join();
        }
    }
}

asio::awaitable<void> Server::Private::accept(tcp::acceptor &listener)
{
    while (!stopping) {
        auto &loop = *loops.at(nextLoop++ % loops.size());
        ErrorCode error;
        auto token = asio::redirect_error(asio::use_awaitable, error);
        tcp::socket socket = co_await listener.async_accept(loop.context, token);
        if (stopping || error == asio::error::operation_aborted) {
            co_return;
        }
        if (error) { // no descriptors left, or a client that went away: others still have to be served
            logLine(clock, "warning", "accept_failed", {{QStringLiteral("reason"), QString::fromStdString(error.message())}});
            asio::steady_timer pause(co_await asio::this_coro::executor);
            pause.expires_after(std::chrono::milliseconds(100));
            ErrorCode ignored;
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
            continue;
        }
        const auto peer = socket.remote_endpoint(error).address();
        auto connection = enter(peer, socket.get_executor());
        if (!connection) {
            static constexpr std::string_view busy = "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\n"
                                                     "Content-Length: 0\r\n\r\n";
            socket.non_blocking(true, error);
            socket.write_some(asio::buffer(busy), error);
            continue;
        }
        socket.set_option(tcp::no_delay(true), error);
        socket.non_blocking(true, error);
        auto executor = socket.get_executor();
        asio::co_spawn(executor, serve(Stream(std::move(socket)), std::move(connection)), asio::detached);
    }
}

asio::awaitable<bool> Server::Private::write(Stream &stream, Answer answer, unsigned version, bool keepAlive)
{
    const auto bytes = serialised(answer, httpDate(clock), version, keepAlive);
    // The kernel nearly always takes an answer as it is: only where it does not, somebody has to wait, and the time counts.
    ErrorCode error;
    const auto written = stream.socket().write_some(asio::buffer(bytes), error);
    if (error == asio::error::would_block || (!error && written < bytes.size())) {
        stream.expires_after(limits.write);
        co_await asio::async_write(stream, asio::buffer(bytes) + written, asio::redirect_error(asio::use_awaitable, error));
    }
    co_return !error;
}

/// Reads on for a moment before it closes, so that a client which is still sending gets the answer and not a reset.
asio::awaitable<void> Server::Private::linger(Stream &stream)
{
    ErrorCode error;
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
    stream.expires_after(lingerTime);
    std::array<char, 8192> waste{};
    std::size_t total = 0;
    while (!error && total < lingerBytes) {
        total += co_await stream.async_read_some(asio::buffer(waste), asio::redirect_error(asio::use_awaitable, error));
    }
    stream.socket().close(error);
}

asio::awaitable<void> Server::Private::serve(Stream stream, std::shared_ptr<Connection> connection)
{
    beast::flat_buffer buffer(limits.headerBytes + limits.bodyBytes + 4096);
    bool keepAlive = true;
    while (keepAlive && !stopping) {
        ErrorCode error;
        if (buffer.size() == 0) { // otherwise the next request has come with the last one
            connection->hangUp = [&stream] {
                ErrorCode ignored;
                stream.socket().close(ignored);
            };
            stream.expires_after(limits.idle);
            auto space = buffer.prepare(4096);
            const auto got = co_await stream.async_read_some(space, asio::redirect_error(asio::use_awaitable, error));
            connection->hangUp = nullptr;
            if (error) {
                break;
            }
            buffer.commit(got);
        }
        http::request_parser<http::string_body> parser;
        parser.header_limit(static_cast<std::uint32_t>(limits.headerBytes));
        parser.body_limit(limits.bodyBytes);
        parser.eager(true);
        buffer.consume(parser.put(buffer.data(), error));
        if (error == http::error::need_more) {
            error = {};
        }
        stream.expires_never();
        std::optional<Deadline> deadline; // for a request that does not come in one piece
        if (!error && !parser.is_header_done()) {
            deadline.emplace(stream, limits.headers);
            co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
        }
        if (!error && !parser.is_done()) {
            if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
                http::response<http::empty_body> go(http::status::continue_, parser.get().version());
                stream.expires_after(limits.write);
                co_await http::async_write(stream, go, asio::redirect_error(asio::use_awaitable, error));
            }
            if (!error) {
                stream.expires_never();
                deadline.emplace(stream, limits.body);
                co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
            }
        }
        if (error) {
            const bool late = deadline && deadline->passed();
            deadline.reset();
            if (!late && (error == http::error::end_of_stream || !isProtocolError(error))) {
                break;
            }
            const Failure why{late ? FailureCode::RequestTimeout : codeOf(error), {}};
            auto refused = api.refusal(why, Call{});
            co_await write(stream, std::move(refused), 11, false);
            co_await linger(stream);
            co_return;
        }
        deadline.reset();
        auto request = parser.release();
        keepAlive = request.keep_alive();
        auto call = callOf(request);
        if (!call) {
            auto refused = api.refusal(call.error(), Call{});
            co_await write(stream, std::move(refused), request.version(), false);
            co_await linger(stream);
            co_return;
        }
        if (Api::isStream(*call)) {
            co_await this->stream(std::move(stream), std::move(request), std::move(*call));
            co_return;
        }
        stream.expires_never();
        auto answer = co_await api.answer(std::move(*call));
        keepAlive = keepAlive && !answer.close && !stopping;
        const bool written = co_await write(stream, std::move(answer), request.version(), keepAlive);
        if (!written) {
            break;
        }
    }
    ErrorCode ignored;
    stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    stream.socket().close(ignored);
}

asio::awaitable<void> Server::Private::stream(Stream tcpStream, Request request, Call call)
{
    tcpStream.expires_never();
    auto opened = co_await api.openStream(call);
    if (!opened) {
        auto refused = api.refusal(opened.error(), call);
        co_await write(tcpStream, std::move(refused), request.version(), false);
        co_await linger(tcpStream);
        co_return;
    }
    using Socket = websocket::stream<Stream>;
    auto socket = std::make_shared<Socket>(std::move(tcpStream));
    websocket::stream_base::timeout times{};
    times.handshake_timeout = limits.headers;
    times.idle_timeout = pingEvery * 2; // a ping goes out after half of it
    times.keep_alive_pings = true;
    socket->set_option(times);
    socket->read_message_max(4096); // nothing is expected from the phone
    ErrorCode error;
    co_await socket->async_accept(request, asio::redirect_error(asio::use_awaitable, error));
    if (error) {
        co_return;
    }
    const auto executor = co_await asio::this_coro::executor;
    auto waiter = std::make_shared<InboxHub::Waiter>(api.hub(), opened->link.linkId, executor);
    auto gone = std::make_shared<bool>(false);
    // Pings, pongs and the close frame are dealt with while something reads.
    auto listen = [](std::shared_ptr<Socket> ws, std::shared_ptr<InboxHub::Waiter> wake,
                     std::shared_ptr<bool> over) -> asio::awaitable<void> {
        beast::flat_buffer ignored(8192);
        ErrorCode readError;
        while (!readError) {
            co_await ws->async_read(ignored, asio::redirect_error(asio::use_awaitable, readError));
            ignored.clear();
        }
        *over = true;
        wake->wake();
    };
    asio::co_spawn(executor, listen(socket, waiter, gone), asio::detached);
    qint64 cursor = opened->after;
    socket->text(true);
    while (!*gone && !stopping) {
        // The database is the queue: nothing is buffered for a client that reads slowly.
        auto page = co_await api.page(opened->link, cursor);
        if (!page) {
            break;
        }
        for (const auto &event : page->events) {
            const auto frame = jsonBytes(toJson(event));
            asio::steady_timer deadline(executor);
            deadline.expires_after(limits.write);
            deadline.async_wait([socket](const ErrorCode &cancelled) {
                if (!cancelled) {
                    ErrorCode ignored;
                    beast::get_lowest_layer(*socket).socket().close(ignored);
                }
            });
            co_await socket->async_write(asio::buffer(frame.constData(), static_cast<std::size_t>(frame.size())),
                                         asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                break;
            }
            cursor = event.cursor;
        }
        if (error) {
            break;
        }
        if (page->events.isEmpty() && !*gone && !stopping) {
            co_await waiter->wait(pingEvery);
        }
    }
    if (!*gone && !error) {
        co_await socket->async_close(websocket::close_code::going_away, asio::redirect_error(asio::use_awaitable, error));
    }
    ErrorCode ignored;
    beast::get_lowest_layer(*socket).socket().close(ignored);
}

} // namespace odna
