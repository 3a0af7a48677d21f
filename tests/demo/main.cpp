// SPDX-License-Identifier: Apache-2.0
#include "platform/platform.h"
#include "tests/demo/options.h"
#include "tests/demo/paper.h"
#include "tests/demo/report.h"
#include "tests/demo/shopper.h"
#include "tests/demo/story.h"

#include <QGuiApplication>
#include <QLockFile>

#include <cstdio>

using namespace odna;
using namespace odna::demo;

namespace {

/// Real receipts on paper. The code of the first says what it cost; the second's does not, the shopper types it.
constexpr char supermarketPaper[] = "t=20200927T1427&s=52.00&fn=9251440300227597&i=55497&fp=617635937&n=1";
constexpr char supermarketPaperId[] = "9251440300227597:55497:617635937";
constexpr char grocerPaper[] = "8FAB703F74748FDE1D0BD551";

/// A key store that is not there: the demo leaves nothing in the shopper's own one and waits for no prompt of it. The wallet gets a
/// passphrase instead.
class NoKeyStore final : public KeyStore
{
public:
    [[nodiscard]] Result<SecretBytes> read(const QString &) override { return fail(FailureCode::KeystoreMissing); }
    [[nodiscard]] Result<void> write(const QString &, const SecretBytes &) override { return fail(FailureCode::KeystoreMissing); }
    [[nodiscard]] Result<void> remove(const QString &) override { return {}; }
};

/// Without a display: a phone's, 780 device pixels on 65 mm.
class PhoneScreen final : public Screen
{
public:
    [[nodiscard]] std::unique_ptr<Lease> keepBright() override { return std::make_unique<Lease>(); }
    [[nodiscard]] double pixelsPerMillimetre() const override { return 12; }
};

struct World
{
    Options options;
    Story &story;
    Record record;
    Retailers retailers;
    std::unique_ptr<Shopper> shopper;

    [[nodiscard]] Retailer &of(const Shop &shop) const
    {
        return **std::ranges::find(retailers, shop.id, [](const auto &retailer) { return retailer->shop().id; });
    }
    [[nodiscard]] QString path(const char *name) const { return options.output.filePath(QLatin1StringView(name)); }
    void mark(const Retailer &retailer, const QStringList &texts) { record.markers[retailer.shop().id].append(texts); }
};

[[nodiscard]] QStringList namesIn(const QStringList &lines)
{
    QStringList names;
    for (const auto &line : lines) {
        names.append(line.section(u';', 0, 0));
    }
    return names;
}

[[nodiscard]] Record::Purchase purchaseFrom(const HeldReceipt &held, const Retailer &retailer, const QString &source)
{
    const auto &total = held.receipt.total;
    return {retailer.shop().id,
            held.purchase->opId,
            held.receipt.fiscal.scheme,
            held.receipt.fiscal.id,
            total ? QString(total->decimal() + u' ' + total->currency.code()) : QString(),
            source,
            nameOf(held.purchase->status),
            held.purchase->points};
}

[[nodiscard]] QString described(const Record::Purchase &purchase)
{
    return purchase.total + QStringLiteral(", ") + purchase.status
           + (purchase.points ? QStringLiteral(", %1 points").arg(*purchase.points) : QString());
}

/// What an earlier demo left goes; nothing else in the folder is touched.
[[nodiscard]] Result<QString> clearStage(const World &world, KeyStore &keyStore)
{
    const auto &output = world.options.output;
    static_cast<void>(Wallet::wipe(QDir(world.path("wallet")), &keyStore));
    for (const auto *folder : {"grocer", "supermarket", "pharmacy", "wallet", "screens", "paper"}) {
        if (!QDir(world.path(folder)).removeRecursively() || !output.mkpath(QLatin1StringView(folder))) {
            return unmet(QStringLiteral("%1 cannot be cleared").arg(world.path(folder)));
        }
    }
    QDir(world.path("wallet")).removeRecursively(); // the app makes its own
    for (const auto *file : {"card.png", "summary.json"}) {
        QFile::remove(world.path(file));
    }
    return output.absolutePath();
}

void openShops(World &world)
{
    world.story.chapter(QStringLiteral("Three retailers open, each with its own gateway, keys and database"));
    for (const auto &shop : {grocer(), supermarket(), pharmacy()}) {
        world.story.step(shop.brand, [&]() -> Result<QString> {
            auto retailer = Retailer::open(shop, QDir(world.options.output.filePath(shop.folder)));
            if (!retailer) {
                return std::unexpected(retailer.error());
            }
            world.retailers.push_back(*std::move(retailer));
            return world.retailers.back()->url().toString();
        });
    }
}

void takeACard(World &world, KeyStore &keyStore, Screen &screen, const Clock &clock)
{
    auto &story = world.story;
    story.chapter(QStringLiteral("A shopper takes a card: no account, no registration"));
    story.step(QStringLiteral("the app opens"), [&] {
        using namespace std::chrono_literals;
        world.shopper = std::make_unique<Shopper>(Shopper::Parts{QDir(world.path("wallet")), QDir(world.path("screens")), keyStore, screen,
                                                                 clock, world.options.language, world.options.headless ? 0ms : 350ms});
        auto opened = world.shopper->openApp();
        world.record.timings.insert(QStringLiteral("first_screen_ms"), story.elapsed());
        return opened;
    });
    story.step(QStringLiteral("the card is made on the phone"), [&] {
        auto number = world.shopper->makeCard();
        world.record.cardNumber = number.value_or(QString());
        world.record.timings.insert(QStringLiteral("card_ms"), story.elapsed());
        return number;
    });
    story.step(QStringLiteral("the shopper writes about herself, on the phone only"), [&] {
        return world.shopper->writeProfile({{QStringLiteral("first_name"), QStringLiteral("Яніна")},
                                            {QStringLiteral("city"), QStringLiteral("Гродно")},
                                            {QStringLiteral("birthday"), QStringLiteral("1991-05-17")},
                                            {QStringLiteral("email"), QStringLiteral("yanina@example.by")}});
    });
    world.record.markers.insert(QStringLiteral("nobody"), {QStringLiteral("1991-05-17"), QStringLiteral("yanina@example.by")});
}

void joinShops(World &world)
{
    world.story.chapter(QStringLiteral("She joins each shop, and each gets only what its switches say"));
    const QStringList always{QStringLiteral("membership"), QStringLiteral("accrual")};
    const auto join = [&](const Shop &shop, const QStringList &grants, const QStringList &told) {
        world.story.step(shop.brand, [&] {
            auto &retailer = world.of(shop);
            auto linkId = world.shopper->join(retailer, always + grants);
            if (linkId) {
                world.mark(retailer, QStringList{*linkId} + told);
            }
            return linkId;
        });
    };
    join(grocer(), {QStringLiteral("personal_offers"), QStringLiteral("personal_offers_first_name")}, {QStringLiteral("Яніна")});
    join(supermarket(), {QStringLiteral("personal_offers"), QStringLiteral("personal_offers_city")}, {QStringLiteral("Гродно")});
    join(pharmacy(), {}, {});
    world.story.step(QStringLiteral("her shops"),
                     [&] { return world.shopper->visit(QStringLiteral("retailersTab"), QStringLiteral("retailers")); });
}

void confirmAndCheck(World &world, Retailer &retailer, const QString &fiscalId, const QString &source)
{
    world.story.step(QStringLiteral("consent clicked, relayed, acknowledged, answered"), [&]() -> Result<QString> {
        const auto held = world.shopper->confirm(retailer, fiscalId);
        if (!held) {
            return std::unexpected(held.error());
        }
        world.record.purchases.append(purchaseFrom(*held, retailer, source));
        world.mark(retailer, {held->purchase->opId});
        return described(world.record.purchases.constLast());
    });
    world.story.step(QStringLiteral("it stands in the retailer's own system"), [&]() -> Result<QString> {
        return retailer.ownSystemHas(fiscalId) ? Result<QString>(retailer.ownSystem()) : unmet(QStringLiteral("it does not"));
    });
}

void buyWithTheCard(World &world, const Shop &shop, const QStringList &lines)
{
    auto &story = world.story;
    story.chapter(QStringLiteral("A sale at ") + shop.brand);
    QString fiscalId;
    story.step(QStringLiteral("the till reads the picture of the screen and reports the sale"), [&]() -> Result<QString> {
        auto &retailer = world.of(shop);
        const auto sale = retailer.sell(lines, {QStringLiteral("--from"), world.record.cardPicture});
        if (!sale) {
            return std::unexpected(sale.error());
        }
        const auto receipt = sale->value(QLatin1StringView("receipt")).toObject();
        fiscalId = receipt.value(QLatin1StringView("fiscal")).toObject().value(QLatin1StringView("id")).toString();
        if (!sale->value(QLatin1StringView("known_card")).toBool()
            || sale->value(QLatin1StringView("card_number")).toString() != world.record.cardNumber) {
            return unmet(QStringLiteral("the gateway does not know the card"));
        }
        world.mark(retailer, QStringList{fiscalId} + namesIn(lines));
        return fiscalId;
    });
    story.step(QStringLiteral("the receipt is on the phone"), [&]() -> Result<QString> {
        const auto arrived = world.shopper->openArrivedReceipt();
        return !arrived || *arrived == fiscalId ? arrived : unmet(QStringLiteral("another one came: ") + *arrived);
    });
    if (!story.failed()) {
        confirmAndCheck(world, world.of(shop), fiscalId, QStringLiteral("till"));
    }
}

void showTheCard(World &world)
{
    world.story.chapter(QStringLiteral("At the till she shows one code"));
    world.record.cardPicture = world.path("card.png");
    world.story.step(QStringLiteral("the card page"), [&] { return world.shopper->showCard(world.record.cardPicture); });
    world.story.step(QStringLiteral("a till reads it, and knows it by prefix and length"), [&]() -> Result<QString> {
        const auto scanned = Retailer::scan(world.record.cardPicture);
        if (!scanned) {
            return std::unexpected(scanned.error());
        }
        const auto number = scanned->value(QLatin1StringView("card_number")).toString();
        return number == world.record.cardNumber ? Result<QString>(number) : unmet(QStringLiteral("it read ") + number);
    });
}

void receiveOffer(World &world, const Shop &shop, const Offer &offer)
{
    world.story.step(shop.brand, [&]() -> Result<QString> {
        auto &retailer = world.of(shop);
        const auto link = world.shopper->app().session()->wallet->link(shop.id);
        if (!link) {
            return std::unexpected(link.error());
        }
        if (const auto pushed = retailer.pushOffer(offer, {link->linkId}); !pushed) {
            return std::unexpected(pushed.error());
        }
        auto title = world.shopper->seeOffer(offer);
        if (title && *title != offer.title) {
            return unmet(QStringLiteral("the screen shows ") + *title);
        }
        const auto coupon = offer.coupon ? offer.coupon->code : QString();
        world.record.offers.append({shop.id, offer.id, offer.title, coupon});
        world.mark(retailer, {offer.id, offer.title});
        return title;
    });
}

void receiveOffers(World &world, const Clock &clock)
{
    world.story.chapter(QStringLiteral("The back offices send offers, and they come into her inbox"));
    Offer personal;
    personal.id = QStringLiteral("kefir-for-you");
    personal.title = QStringLiteral("Кефир 2,5 % со скидкой 30 %");
    personal.text = QStringLiteral("Для вас до воскресенья: кефир 2,5 %, 900 мл. Покажите купон на кассе.");
    personal.reason = QStringLiteral("Вы покупаете у нас молоко");
    personal.audience = Audience::Personal;
    personal.validUntil = clock.now().addDays(7);
    personal.price = Money{169, *Currency::fromCode(u"BYN")};
    personal.regularPrice = Money{242, *Currency::fromCode(u"BYN")};
    personal.coupon = Coupon{QStringLiteral("KEFIR30-7Q4M"), QStringLiteral("code128")};
    receiveOffer(world, grocer(), personal);

    Offer common;
    common.id = QStringLiteral("apples-week");
    common.title = QStringLiteral("Яблоки сезонные по 79,90 за килограмм");
    common.text = QStringLiteral("Всю неделю во всех магазинах.");
    common.audience = Audience::Common;
    common.validUntil = clock.now().addDays(5);
    common.price = Money{7990, *Currency::fromCode(u"RUB")};
    receiveOffer(world, supermarket(), common);
}

struct Paper
{
    QString code;
    QString fiscalId;
    QString typedTotal; ///< where the code has none
    QStringList lines;  ///< as the till rang them up
    QStringList more;   ///< further options of the sale
};

void confirmPaper(World &world, const Shop &shop, const Paper &paper)
{
    auto &story = world.story;
    story.chapter(QStringLiteral("A paper receipt of ") + shop.brand);
    const auto picture = QDir(world.path("paper")).filePath(shop.folder + QStringLiteral(".png"));
    story.step(QStringLiteral("it is in the retailer's books: the till reported it, without a card"), [&]() -> Result<QString> {
        const auto sold = world.of(shop).sell(paper.lines, QStringList{QStringLiteral("--fiscal"), paper.fiscalId} + paper.more);
        world.mark(world.of(shop), QStringList{paper.fiscalId} + namesIn(paper.lines));
        return sold ? Result<QString>(paper.fiscalId) : std::unexpected(sold.error());
    });
    story.step(QStringLiteral("its code, drawn as a QR picture and decoded"), [&]() -> Result<QString> {
        if (const auto drawn = drawPaper(paper.code, picture); !drawn) {
            return std::unexpected(drawn.error());
        }
        const auto read = readPaper(picture);
        return !read || *read == paper.code ? read : unmet(QStringLiteral("it reads ") + *read);
    });
    story.step(QStringLiteral("the app reads the picture, and asks nobody"), [&]() -> Result<QString> {
        const auto fiscalId = world.shopper->addPaper(picture, paper.typedTotal);
        return !fiscalId || *fiscalId == paper.fiscalId ? fiscalId : unmet(QStringLiteral("it reads ") + *fiscalId);
    });
    if (!story.failed()) {
        confirmAndCheck(world, world.of(shop), paper.fiscalId, QStringLiteral("paper"));
    }
}

void confirmPapers(World &world)
{
    confirmPaper(world, supermarket(),
                 {QLatin1StringView(supermarketPaper),
                  QLatin1StringView(supermarketPaperId),
                  {},
                  {QStringLiteral("Драже Тис Тас апельсин 16 г;1;5200")},
                  {QStringLiteral("--at"), QStringLiteral("2020-09-27T14:27:00+03:00")}});
    confirmPaper(world, grocer(),
                 {QLatin1StringView(grocerPaper),
                  QLatin1StringView(grocerPaper),
                  QStringLiteral("25.50"),
                  {QStringLiteral("Творог зернёный 5 %;3;850")},
                  {}});
    world.story.step(QStringLiteral("all receipts"),
                     [&] { return world.shopper->visit(QStringLiteral("receiptsTab"), QStringLiteral("receipts")); });
    world.story.step(QStringLiteral("by night"), [&] { return world.shopper->seeSettingsAndDark(); });
}

void compareBooks(World &world)
{
    world.story.chapter(QStringLiteral("What each retailer now has"));
    QString table;
    world.story.step(QStringLiteral("the databases, and the systems behind them"), [&]() -> Result<QString> {
        const auto made = tableOf(world.retailers, world.record);
        table = made.value_or(QString());
        return made ? Result<QString>(QString()) : std::unexpected(made.error());
    });
    world.story.step(QStringLiteral("nothing was pooled"), [&] { return checkNothingPooled(world.retailers, world.record.markers); });
    if (!world.story.failed()) {
        print(u'\n' + table);
    }
}

void conclude(World &world)
{
    auto &record = world.record;
    if (world.shopper) {
        if (world.story.failed()) {
            world.shopper->keepFailure();
        }
        record.screens = world.shopper->screens();
    }
    record.timings.insert(QStringLiteral("total_ms"), world.story.elapsed());
    const auto file = world.path("summary.json");
    world.story.step(QStringLiteral("summary"), [&]() -> Result<QString> {
        const auto written = writeSummary(file, world.retailers, record, {});
        return written ? Result<QString>(file) : std::unexpected(written.error());
    });
    if (world.story.failed()) {
        static_cast<void>(writeSummary(file, world.retailers, record, world.story.failure()));
    }
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = readOptions(argc, argv);
    if (!options || options->help) {
        std::fputs(qPrintable(options ? helpText() : QString(describe(options.error()) + u'\n' + helpText())), options ? stdout : stderr);
        return options ? 0 : 2;
    }
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Odna"));
    options->output.mkpath(QStringLiteral("."));
    QLockFile lock(options->output.filePath(QStringLiteral(".lock")));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0)) {
        std::fputs("Another demo runs in this folder. Close it, or give another one with --output.\n", stderr);
        return 1;
    }

    Story story;
    const SystemClock clock;
    const auto screen = options->headless ? std::unique_ptr<Screen>(std::make_unique<PhoneScreen>()) : makeScreen();
    NoKeyStore keyStore;
    World world{*options, story, {}, {}, {}};

    story.step(QStringLiteral("the stage is empty"), [&] { return clearStage(world, keyStore); });
    openShops(world);
    takeACard(world, keyStore, *screen, clock);
    joinShops(world);
    showTheCard(world);
    buyWithTheCard(world, grocer(), {QStringLiteral("Молоко 3,2 % 1 л;2;289"), QStringLiteral("Драники замороженные;0.645;1290")});
    buyWithTheCard(world, supermarket(),
                   {QStringLiteral("Чай чёрный 100 пакетиков;1;34990"), QStringLiteral("Сыр Пошехонский;0.412;89900")});
    buyWithTheCard(world, pharmacy(), {QStringLiteral("Аскорбиновая кислота 500 мг;1;845")});
    receiveOffers(world, clock);
    confirmPapers(world);
    compareBooks(world);
    conclude(world);

    if (!story.failed() && !options->headless) {
        print(QStringLiteral("\nThe app stays open, and the three retailers with it. Close its window to end."));
        return QGuiApplication::exec();
    }
    story.chapter(QStringLiteral("The retailers close"));
    for (const auto &retailer : world.retailers) {
        story.step(retailer->shop().brand, [&]() -> Result<QString> {
            const auto closed = retailer->close();
            return closed ? Result<QString>(QString()) : std::unexpected(closed.error());
        });
    }
    return story.failed() ? 1 : 0;
}
