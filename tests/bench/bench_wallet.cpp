// SPDX-License-Identifier: Apache-2.0
// The first page of the inbox in a wallet with 10,000 receipts and 2,000 offers, beside the same query on plain SQLite (plaininbox.cpp).

#include "core/base/strictjson.h"
#include "tests/core/wallet/walletworld.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace odna;

namespace {

constexpr int receipts = 10'000;
constexpr int offers = 2'000;
constexpr int shopCount = 10;
constexpr int pageSize = 50;
constexpr int rounds = 40;

template <class T>
T must(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "bench_wallet: %s: %s\n", what, qPrintable(describe(result.error())));
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

Offer offerNumber(int number)
{
    Offer offer;
    offer.id = QString::number(number);
    offer.title = QStringLiteral("Молоко 3,2 % за 1,40 (предложение %1)").arg(number);
    offer.text = QStringLiteral("Вы покупаете его примерно раз в 12 дней. Покажите купон на кассе до конца срока.");
    offer.reason = QStringLiteral("Вы покупаете его примерно раз в 12 дней");
    offer.audience = Audience::Personal;
    offer.validUntil = fromTimestamp(QStringLiteral("2036-01-01T00:00:00.000Z"));
    offer.coupon = Coupon{QStringLiteral("MILK%1").arg(number), QStringLiteral("code128")};
    return offer;
}

Receipt receiptNumber(int number)
{
    Receipt receipt;
    receipt.fiscal = {QStringLiteral("by-ui"), QStringLiteral("%1").arg(number, 24, 16, QLatin1Char('0')).toUpper()};
    receipt.sellerTaxId = QStringLiteral("191234567");
    receipt.total = Money{1000 + number, *Currency::fromCode(u"BYN")};
    receipt.totalFrom = Provenance::Retailer;
    receipt.lines = {{QStringLiteral("Хлеб"), {}, QStringLiteral("1"), QStringLiteral("pcs"), 250, 250, 0}};
    return receipt;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double firstPage(const Wallet &wallet)
{
    QElapsedTimer timer;
    timer.start();
    const auto page = must(wallet.offers(Audience::Personal, pageSize), "offers");
    const auto elapsed = static_cast<double>(timer.nsecsElapsed()) / 1000;
    if (page.size() != pageSize) {
        std::fprintf(stderr, "bench_wallet: a page has %lld offers\n", static_cast<long long>(page.size()));
        std::exit(1);
    }
    return elapsed;
}

void report(const char *name, double value, double peer, const char *goal)
{
    std::printf("{\"name\": \"%s\", \"value\": %.1f, \"unit\": \"us\", \"peer_name\": \"the same query and values on plain SQLite\", "
                "\"peer\": %.1f, \"ratio\": %.3f, \"goal\": %s}\n",
                name, value, peer, value / peer, goal);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    FolderKeyStore keyStore(folder.filePath(QStringLiteral("keys")));
    const QDir walletFolder(folder.filePath(QStringLiteral("wallet")));
    FakeClock clock(QStringLiteral("2027-01-15T08:00:00.000Z"));
    std::vector<TestRetailer> shops; // each with as many offers as a wallet holds of one
    for (int shop = 0; shop < shopCount; ++shop) {
        shops.emplace_back(QStringLiteral("shop%1.example").arg(shop));
    }

    QByteArray bodies;
    {
        const auto created = must(Wallet::create(walletFolder, Protection{&keyStore, {}, {}}, clock), "create");
        std::vector<QList<SignedEvent>> events(shops.size());
        for (const auto &shop : shops) {
            must(shop.join(*created.wallet, clock), "join");
        }
        for (int number = 1; number <= receipts + offers; ++number) {
            const bool isOffer = number > receipts;
            const auto data = isOffer ? toJson(offerNumber(number)) : toJson(receiptNumber(number));
            if (isOffer) {
                bodies += jsonBytes(data) + '\n';
            }
            const EventBody body{isOffer ? QStringLiteral("offer") : QStringLiteral("receipt"), clock.now(), data};
            auto &page = events[static_cast<std::size_t>(number % shopCount)];
            // the wallet stores what the relay has verified
            page.append({page.size() + 1, SignedText{eventText(body), QByteArray(64, '\0')}});
        }
        for (std::size_t shop = 0; shop < shops.size(); ++shop) {
            must(created.wallet->storeEvents(shops[shop].id(), events[shop]), "events");
        }
    }

    std::vector<double> cold;
    std::vector<double> warm;
    for (int round = 0; round < rounds; ++round) {
        const auto wallet = must(Wallet::open(walletFolder, Protection{&keyStore, {}, {}}, clock), "open");
        cold.push_back(firstPage(*wallet));
        for (int again = 0; again < 20; ++again) {
            warm.push_back(firstPage(*wallet));
        }
    }

    QProcess plain;
    plain.start(QCoreApplication::applicationDirPath() + QStringLiteral("/bench_plaininbox"),
                {folder.filePath(QStringLiteral("plain.db")), QString::number(rounds)});
    plain.write(bodies);
    plain.closeWriteChannel();
    plain.waitForFinished(-1);
    const auto medians = plain.readAllStandardOutput().trimmed().split(' ');
    if (plain.exitCode() != 0 || medians.size() != 2) {
        std::fprintf(stderr, "bench_wallet: %s\n", plain.readAllStandardError().constData());
        return 1;
    }
    report("first page of the inbox just after opening, 10,000 receipts and 2,000 offers", median(cold), medians[0].toDouble(),
           "\"<= 1.5\"");
    report("first page of the inbox again, 10,000 receipts and 2,000 offers", median(warm), medians[1].toDouble(), "\"<= 1.5\"");
    return 0;
}
