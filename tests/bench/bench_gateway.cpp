// SPDX-License-Identifier: Apache-2.0
// Durable, signed, acknowledged purchases per second over keep-alive, by the real odna-gateway, beside bare rows committed in the same
// groups by the same SQLite, Ed25519 verifications alone, and the same server answering a constant to the same client. Each of the four
// has the same one core and no other, and the load generator has another, so that all four say what one core does. They take turns,
// round by round, so that a busy machine slows all of them; afterwards every acknowledgement is checked and looked up on disk.

#include "core/wire/routes.h"
#include "tests/support/gatewayclient.h"
#include "tests/support/gatewayprocess.h"

#include <sqlite3.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace odna;

namespace {

constexpr int phones = 8;
constexpr int connections = 32; // one request in flight on each
constexpr std::size_t rounds = 8;
constexpr std::size_t perRound = 2'500;
constexpr std::size_t warmUp = 2'500;

void check(bool fine, const char *what)
{
    if (!fine) {
        std::fprintf(stderr, "bench_gateway: %s\n", what);
        std::exit(1);
    }
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double cpuSeconds(clockid_t clock)
{
    timespec time{};
    check(::clock_gettime(clock, &time) == 0, "no CPU clock");
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// The core of what is measured and, where there is a second one, another for the load generator.
struct Cores
{
    std::size_t measured = 0;
    std::size_t generator = 0;
    [[nodiscard]] static Cores find()
    {
        cpu_set_t allowed;
        CPU_ZERO(&allowed);
        check(::sched_getaffinity(0, sizeof allowed, &allowed) == 0, "sched_getaffinity");
        std::vector<std::size_t> found;
        for (std::size_t core = 0; core < CPU_SETSIZE; ++core) {
            if (CPU_ISSET(core, &allowed)) {
                found.push_back(core);
            }
        }
        return {found.front(), found.back()};
    }
};

/// Keeps this thread, and what it starts, on one core.
class OnCore final
{
public:
    explicit OnCore(std::size_t core)
    {
        check(::sched_getaffinity(0, sizeof m_before, &m_before) == 0, "sched_getaffinity");
        cpu_set_t only;
        CPU_ZERO(&only);
        CPU_SET(core, &only);
        check(::sched_setaffinity(0, sizeof only, &only) == 0, "sched_setaffinity");
    }
    ~OnCore() { ::sched_setaffinity(0, sizeof m_before, &m_before); }
    OnCore(const OnCore &) = delete;
    OnCore &operator=(const OnCore &) = delete;

private:
    cpu_set_t m_before{};
};

/// What one side did in one round, or in all of them.
struct Effort
{
    double seconds = 0;    ///< of the clock on the wall
    double cpuSeconds = 0; ///< of the measured side
    Effort &operator+=(const Effort &other)
    {
        seconds += other.seconds;
        cpuSeconds += other.cpuSeconds;
        return *this;
    }
};

/// \a work, timed by the wall and by \a clock.
template <class Work>
Effort timed(clockid_t clock, const Work &work)
{
    const auto cpu = cpuSeconds(clock);
    const auto start = std::chrono::steady_clock::now();
    work();
    return {secondsSince(start), cpuSeconds(clock) - cpu};
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// The least client that can be had, so that it leaves the machine to the server: one thread, ready-made bytes, answers kept unread.
class LoadGenerator final
{
public:
    explicit LoadGenerator(const QUrl &server)
        : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(server.port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (std::uint32_t index = 0; index < m_channels.size(); ++index) {
            auto &channel = m_channels.at(index);
            channel.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            check(::connect(channel.socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0, "no connection");
            const int on = 1;
            ::setsockopt(channel.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u32 = index;
            check(::epoll_ctl(m_epoll, EPOLL_CTL_ADD, channel.socket, &event) == 0, "epoll");
        }
    }
    ~LoadGenerator()
    {
        for (const auto &channel : m_channels) {
            ::close(channel.socket);
        }
        ::close(m_epoll);
    }
    LoadGenerator(const LoadGenerator &) = delete;
    LoadGenerator &operator=(const LoadGenerator &) = delete;

    /// Sends \a count requests and takes their answers; \a request gives the bytes of one, \a answer gets head and body of its answer.
    template <class Request, class Answer>
    void run(std::size_t count, const Request &request, const Answer &answer)
    {
        std::size_t next = 0;
        std::size_t done = 0;
        const auto send = [&](Channel &channel) {
            if (next < count) {
                channel.current = next++;
                const QByteArray &bytes = request(channel.current);
                check(::send(channel.socket, bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size(),
                      "a request was not sent");
            }
        };
        for (auto &channel : m_channels) {
            send(channel);
        }
        std::array<epoll_event, connections> events{};
        while (done < count) {
            const int ready = ::epoll_wait(m_epoll, events.data(), connections, 30'000);
            check(ready > 0, "the gateway does not answer");
            for (int i = 0; i < ready; ++i) {
                auto &channel = m_channels.at(events.at(static_cast<std::size_t>(i)).data.u32);
                const auto got =
                    ::recv(channel.socket, channel.buffer.data() + channel.filled, channel.buffer.size() - channel.filled, MSG_DONTWAIT);
                check(got > 0, "the gateway hung up");
                channel.filled += static_cast<std::size_t>(got);
                const std::string_view text(channel.buffer.data(), channel.filled);
                const auto head = text.find("\r\n\r\n");
                if (head == std::string_view::npos || text.size() < head + 4 + lengthIn(text.substr(0, head))) {
                    continue;
                }
                answer(channel.current, text);
                channel.filled = 0;
                ++done;
                send(channel);
            }
        }
    }

private:
    struct Channel
    {
        int socket = -1;
        std::size_t current = 0;
        std::size_t filled = 0;
        std::array<char, 16 * 1024> buffer{};
    };
    [[nodiscard]] static std::size_t lengthIn(std::string_view head)
    {
        constexpr std::string_view name = "Content-Length: ";
        const auto at = head.find(name);
        check(at != std::string_view::npos, "an answer without length");
        std::size_t length = 0;
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
        return length;
    }

    int m_epoll;
    std::vector<Channel> m_channels{connections};
};

struct Purchase
{
    TestPhone::Signed request;
    QString opId;
    std::string answer;
};

HttpReply replyOf(const Purchase &purchase)
{
    HttpReply reply;
    const auto bytes = QByteArray::fromStdString(purchase.answer);
    const auto end = bytes.indexOf("\r\n\r\n");
    const auto lines = bytes.first(end).split('\n');
    for (const auto &line : lines.sliced(1)) {
        const auto colon = line.indexOf(':');
        reply.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
    }
    reply.status = lines.first().mid(9, 3).toInt();
    reply.body = bytes.sliced(end + 4);
    reply.requestSignature = purchase.request.signature;
    return reply;
}

/// \a work for each index, on all cores.
template <class Work>
void onAllCores(std::size_t count, const Work &work)
{
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
        threads.emplace_back([&] {
            for (std::size_t index = next++; index < count; index = next++) {
                work(index);
            }
        });
    }
    for (auto &thread : threads) {
        thread.join();
    }
}

/// Rows of one number and as many bytes as a purchase's body, committed \a group at a time.
class BareRows final
{
public:
    explicit BareRows(const QString &path)
    {
        check(sqlite3_open(path.toUtf8().constData(), &m_database) == SQLITE_OK, "no database for the bare rows");
        execute("PRAGMA journal_mode=WAL");
        execute("PRAGMA synchronous=FULL");
        execute("PRAGMA cache_size=-65536");
        execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
        check(sqlite3_prepare_v2(m_database, "INSERT INTO rows (body) VALUES (?)", -1, &m_insert, nullptr) == SQLITE_OK, "insert");
    }
    ~BareRows()
    {
        sqlite3_finalize(m_insert);
        sqlite3_close(m_database);
    }
    BareRows(const BareRows &) = delete;
    BareRows &operator=(const BareRows &) = delete;

    void run(std::size_t count, std::size_t group, const QByteArray &body)
    {
        for (std::size_t done = 0; done < count;) {
            execute("BEGIN IMMEDIATE");
            for (std::size_t i = 0; i < group && done < count; ++i, ++done) {
                sqlite3_bind_blob(m_insert, 1, body.constData(), static_cast<int>(body.size()), SQLITE_STATIC);
                check(sqlite3_step(m_insert) == SQLITE_DONE, "a bare row was not written");
                sqlite3_reset(m_insert);
            }
            execute("COMMIT");
        }
    }

private:
    void execute(const char *sql) { check(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

QSet<QString> storedPurchases(const QString &path)
{
    QSet<QString> stored;
    sqlite3 *database = nullptr;
    sqlite3_stmt *rows = nullptr;
    check(sqlite3_open_v2(path.toUtf8().constData(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK, "no database");
    check(sqlite3_prepare_v2(database, "SELECT op_id FROM purchases", -1, &rows, nullptr) == SQLITE_OK, "no purchases");
    while (sqlite3_step(rows) == SQLITE_ROW) {
        stored.insert(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(rows, 0))));
    }
    sqlite3_finalize(rows);
    sqlite3_close(database);
    return stored;
}

/// How many operations a commit of the gateway held, from the line that it logs at its end.
double groupIn(const QByteArray &log)
{
    const auto lines = log.trimmed().split('\n');
    const auto last = QJsonDocument::fromJson(lines.last()).object();
    const auto commits = last.value(QLatin1StringView("commits")).toDouble();
    check(commits > 0, "the gateway does not say how it committed");
    return last.value(QLatin1StringView("operations")).toDouble() / commits;
}

void print(const char *name, double value, const char *peerName, double peer, bool isGoal)
{
    std::printf(
        "{\"name\": \"%s\", \"value\": %.0f, \"unit\": \"1/s\", \"peer_name\": \"%s\", \"peer\": %.0f, \"ratio\": %.3f, \"goal\": %s}\n",
        name, value, peerName, peer, value / peer, isGoal ? "\">= 0.5\"" : "null");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto cores = Cores::find();
    GatewayProcess gateway;
    const auto startGateway = [&] {
        const OnCore pinned(cores.measured); // inherited
        check(gateway.start(), "odna-gateway does not start");
    };
    startGateway();
    std::vector<std::unique_ptr<TestPhone>> members;
    for (int i = 0; i < phones; ++i) {
        members.push_back(std::make_unique<TestPhone>(gateway.url()));
        check(members.back()->join().status == 201, "a phone cannot join");
    }
    const auto answerKey = members.front()->descriptor.answerKey;

    std::vector<Purchase> purchases(warmUp + rounds * perRound);
    onAllCores(purchases.size(), [&](std::size_t index) {
        const auto &phone = *members.at(index % members.size());
        const auto message = phone.purchaseOf(testReceipt(static_cast<int>(index), phone.descriptor));
        purchases.at(index).opId = message.opId;
        purchases.at(index).request = phone.purchaseRequest(message);
    });
    const auto buy = [&](LoadGenerator &client, std::size_t first, std::size_t count) {
        client.run(
            count, [&](std::size_t index) -> const QByteArray & { return purchases.at(first + index).request.bytes; },
            [&](std::size_t index, std::string_view answer) { purchases.at(first + index).answer = answer; });
    };

    // The warm-up also tells how large the gateway's groups are under this load.
    {
        const OnCore pinned(cores.generator);
        LoadGenerator client(gateway.url());
        buy(client, 0, warmUp);
    }
    check(gateway.terminate() == 0, "the gateway does not end cleanly");
    const auto group = static_cast<std::size_t>(std::max(1.0, groupIn(gateway.log()) + 0.5));
    startGateway();

    clockid_t gatewayClock{};
    check(::clock_getcpuclockid(static_cast<pid_t>(gateway.processId()), &gatewayClock) == 0, "no CPU clock of the gateway");
    LoadGenerator client(gateway.url());
    BareRows rows(gateway.folder().filePath(QStringLiteral("bare.db")));
    const auto &sample = purchases.front().request.bytes;
    const auto body = sample.sliced(sample.indexOf("\r\n\r\n") + 4);
    const auto message = sample.first(400); // as long as a signature base
    const auto signature = members.front()->link.sign(message);
    const auto linkKey = members.front()->link.publicKey();
    const auto constant = httpRequest(gateway.url(), "GET", routes::descriptor, {});
    std::array<std::vector<double>, 4> rates; // purchases, rows, verifications, constants
    std::array<Effort, 4> efforts;
    double generatorSeconds = 0; // of CPU, while purchases were made
    const auto note = [&](std::size_t what, const Effort &effort) {
        rates.at(what).push_back(double(perRound) / effort.seconds);
        efforts.at(what) += effort;
    };
    const auto fromOutside = [&](std::size_t what, const auto &work) {
        const OnCore pinned(cores.generator);
        note(what, timed(gatewayClock, work));
    };
    const auto onMeasuredCore = [&](std::size_t what, const auto &work) {
        const OnCore pinned(cores.measured);
        note(what, timed(CLOCK_THREAD_CPUTIME_ID, work));
    };
    for (std::size_t round = 0; round < rounds; ++round) {
        const auto before = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        fromOutside(0, [&] { buy(client, warmUp + round * perRound, perRound); });
        generatorSeconds += cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - before;
        onMeasuredCore(1, [&] { rows.run(perRound, group, body); });
        onMeasuredCore(2, [&] {
            for (std::size_t i = 0; i < perRound; ++i) {
                check(linkKey.verifies(message, signature), "a signature is wrong");
            }
        });
        fromOutside(3, [&] {
            client.run(
                perRound, [&](std::size_t) -> const QByteArray & { return constant; },
                [](std::size_t, std::string_view answer) { check(answer.starts_with("HTTP/1.1 200 "), "no descriptor"); });
        });
    }
    check(gateway.terminate() == 0, "the gateway does not end cleanly");

    const auto stored = storedPurchases(gateway.databasePath());
    check(stored.size() == qsizetype(purchases.size()), "the database does not hold as many purchases as were acknowledged");
    onAllCores(purchases.size(), [&](std::size_t index) {
        const auto &purchase = purchases.at(index);
        const auto reply = replyOf(purchase);
        const auto answer = purchaseAnswerFromJson(reply.json());
        check(reply.status == 202 && answer && answer->opId == purchase.opId, "an answer is no acknowledgement of its purchase");
        check(reply.isSignedBy(answerKey), "an acknowledgement is not signed");
        check(stored.contains(purchase.opId), "an acknowledged purchase is not in the database");
    });

    constexpr std::array names{"purchases", "bare rows in the same groups, same core", "Ed25519 verifications alone, same core",
                               "the same server answering a constant, same core"};
    std::array<double, 4> rate{};
    std::ranges::transform(rates, rate.begin(), &median);
    const auto smallest = static_cast<std::size_t>(std::min_element(rate.begin() + 1, rate.end()) - rate.begin());
    for (std::size_t peer = 1; peer < rate.size(); ++peer) {
        print("purchases durable, signed and acknowledged by one core, median of 8 rounds", rate.front(), names.at(peer), rate.at(peer),
              peer == smallest);
    }
    std::fprintf(stderr, "%zu purchases, each signed and on disk; %.1f in a commit\n", purchases.size(), groupIn(gateway.log()));
    for (std::size_t side = 0; side < names.size(); ++side) {
        const auto &effort = efforts.at(side);
        std::fprintf(stderr, "%s: %.1f us of CPU each, core used to %.0f %%\n", names.at(side),
                     effort.cpuSeconds * 1e6 / double(rounds * perRound), 100 * effort.cpuSeconds / effort.seconds);
    }
    std::fprintf(stderr, "load generator on %s: core used to %.0f %% while purchases were made\n",
                 cores.generator == cores.measured ? "THE SAME core (there is only one)" : "another core",
                 100 * generatorSeconds / efforts.front().seconds);
    return 0;
}
