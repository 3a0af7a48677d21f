// SPDX-License-Identifier: Apache-2.0
#include "core/receipt/fiscalcode.h"

#include "core/base/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace odna {

namespace {

using Text = std::string_view;

/// What a reader says: nothing where the code is not of its format, otherwise the receipt or what is wrong with it.
using Reading = std::optional<Result<Receipt>>;

constexpr qsizetype longestCode = 2048;
constexpr qsizetype largestJson = 1024 * 1024;
constexpr qsizetype mostLines = 500;
constexpr qsizetype longestName = 200;
constexpr qint64 largestAmount = 1'000'000'000'000'000;

// Small parsers of ASCII text

constexpr bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

constexpr bool isHexDigit(char letter)
{
    return isDigit(letter) || (letter >= 'A' && letter <= 'F') || (letter >= 'a' && letter <= 'f');
}

bool isNumber(Text text, std::size_t least, std::size_t most)
{
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, isDigit);
}

bool isHex(Text text, std::size_t size)
{
    return text.size() == size && std::ranges::all_of(text, isHexDigit);
}

/// An identifier of a device or a document: 1 to 64 visible ASCII letters.
bool isName(Text text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < '\x7f'; });
}

QString toQString(Text text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

bool startsWithIgnoringCase(Text text, Text lower)
{
    const auto toLower = [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; };
    return text.size() >= lower.size() && std::ranges::equal(text.substr(0, lower.size()), lower, {}, toLower);
}

std::vector<Text> split(Text text, char separator)
{
    std::vector<Text> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == Text::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

/// `key=value&key=value`, or the same with other separators. A key may stand once.
class Fields final
{
public:
    Fields(Text text, char between, char assignment)
    {
        for (const Text part : split(text, between)) {
            const auto at = part.find(assignment);
            const auto value = at == Text::npos ? Text() : part.substr(at + 1);
            m_doubled |= !m_values.emplace(part.substr(0, at), value).second;
        }
    }
    bool contains(Text key) const { return m_values.contains(key); }
    bool doubled() const { return m_doubled; }
    Text value(Text key) const
    {
        const auto found = m_values.find(key);
        return found == m_values.end() ? Text() : found->second;
    }

private:
    std::map<Text, Text> m_values;
    bool m_doubled = false;
};

/// What follows \a address (host and path, lower case) in an http or https URL; nothing for another address.
std::optional<Text> afterAddress(Text code, Text address)
{
    for (const Text scheme : {Text("https://"), Text("http://")}) {
        if (startsWithIgnoringCase(code, scheme) && startsWithIgnoringCase(code.substr(scheme.size()), address)) {
            return code.substr(scheme.size() + address.size());
        }
    }
    return std::nullopt;
}

/// The code gives the shop's wall clock without offset. It is taken in this device's time zone, because a receipt is scanned where it
/// was issued, with few exceptions; the shopper then sees the time that is on the paper.
std::optional<QDateTime> wallClock(const QDate &date, const QTime &time)
{
    if (!date.isValid() || !time.isValid()) {
        return std::nullopt;
    }
    const QDateTime local(date, time);
    return local.isValid() ? local.toOffsetFromUtc(local.offsetFromUtc()) : QDateTime(date, time, Qt::UTC);
}

/// \a format in Qt's letters; a date alone stands for its midnight.
std::optional<QDateTime> moment(Text text, const char *format)
{
    const auto parsed = QDateTime::fromString(toQString(text), QLatin1StringView(format));
    return wallClock(parsed.date(), parsed.time());
}

std::unexpected<Failure> malformed(const char *field)
{
    return fail(FailureCode::ReceiptMalformed, QLatin1StringView("field ") + QLatin1StringView(field));
}

std::optional<Money> amount(Text text, QStringView currency)
{
    return Money::parse(toQString(text), *Currency::fromCode(currency));
}

/// An amount that says how much was paid: not negative.
std::optional<Money> total(Text text, QStringView currency)
{
    const auto money = amount(text, currency);
    return money && money->minor >= 0 ? money : std::nullopt;
}

/// The gross sums by tax rate of one receipt. A negative sum is a return, whose total is positive.
Result<Receipt> withSumOf(Receipt receipt, const std::vector<Text> &sums)
{
    Money sum{0, *Currency::fromCode(u"EUR")};
    for (const Text text : sums) {
        const auto part = amount(text, u"EUR");
        if (!part) {
            return malformed("sums");
        }
        sum.minor += part->minor; // five times 10^15 at most
    }
    receipt.kind = sum.minor < 0 ? ReceiptKind::SaleReturn : ReceiptKind::Sale;
    sum.minor = std::abs(sum.minor);
    if (sum.minor > largestAmount) {
        return malformed("sums");
    }
    receipt.total = sum;
    return receipt;
}

Receipt receiptWith(QLatin1StringView scheme, QString id)
{
    Receipt receipt;
    receipt.fiscal = {scheme, std::move(id)};
    return receipt;
}

// The formats

constexpr QLatin1StringView byUi("by-ui");

/// Belarus: the unique identifier (УИ) of the cash-register system, 24 hex digits.
Reading readByUi(Text code)
{
    if (!isHex(code, 24)) {
        return std::nullopt;
    }
    return receiptWith(byUi, toQString(code).toUpper());
}

/// The same УИ inside a link of iKassa: the same identity, so that a receipt scanned both ways is credited once.
Reading readByIkassa(Text code)
{
    const auto tail = afterAddress(code, "receipts.cloud.ikassa.by/render/");
    if (!tail) {
        return std::nullopt;
    }
    const auto receipt = readByUi(*tail);
    return receipt ? *receipt : malformed("identifier");
}

/// Belarus, E-Plus: a link whose tail is a GUID, perhaps after six hex digits.
Reading readByEplus(Text code)
{
    const auto tail = afterAddress(code, "r.eplus.by/");
    if (!tail) {
        return std::nullopt;
    }
    const auto parts = split(*tail, '-');
    constexpr std::array<std::size_t, 6> sizes{6, 8, 4, 4, 4, 12};
    if (parts.size() < 5 || parts.size() > 6) {
        return malformed("identifier");
    }
    const auto offset = sizes.size() - parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!isHex(parts[i], sizes[i + offset])) {
            return malformed("identifier");
        }
    }
    return receiptWith(QLatin1StringView("by-eplus"), toQString(*tail).toUpper());
}

/// Numbers of the Russian tax service come with and without leading zeros; without they are the same in code and file.
QString withoutLeadingZeros(Text number)
{
    return QString::number(toQString(number).toULongLong());
}

std::optional<ReceiptKind> fnsKind(qint64 operation)
{
    constexpr std::array kinds{ReceiptKind::Sale, ReceiptKind::SaleReturn, ReceiptKind::Purchase, ReceiptKind::PurchaseReturn};
    return operation >= 1 && operation <= 4 ? std::optional(kinds[static_cast<std::size_t>(operation - 1)]) : std::nullopt;
}

/// Russia, order of the tax service ЕД-7-20/662: t, s, fn (fiscal drive), i (document), fp (fiscal sign), n (operation), in any order.
Reading readRuFns(Text code)
{
    const Fields fields(code, '&', '=');
    if (!fields.contains("fn") && !fields.contains("fp") && !(fields.contains("t") && fields.contains("s"))) {
        return std::nullopt;
    }
    if (code.find("://") != Text::npos) {
        return std::nullopt;
    }
    if (fields.doubled()) {
        return malformed("doubled");
    }
    if (!isNumber(fields.value("fn"), 16, 16)) {
        return malformed("fn");
    }
    if (!isNumber(fields.value("i"), 1, 10)) {
        return malformed("i");
    }
    if (!isNumber(fields.value("fp"), 1, 10)) {
        return malformed("fp");
    }
    const auto operation = fields.value("n");
    const auto kind = isNumber(operation, 1, 1) ? fnsKind(operation.front() - '0') : std::nullopt;
    if (!kind) {
        return malformed("n");
    }
    const QString id =
        toQString(fields.value("fn")) + u':' + withoutLeadingZeros(fields.value("i")) + u':' + withoutLeadingZeros(fields.value("fp"));
    Receipt receipt = receiptWith(QLatin1StringView("ru-fns"), id);
    receipt.kind = *kind;
    const auto time = fields.value("t");
    receipt.issuedAt = moment(time, time.size() == 13 ? "yyyyMMdd'T'HHmm" : "yyyyMMdd'T'HHmmss");
    if (!receipt.issuedAt) {
        return malformed("t");
    }
    receipt.total = total(fields.value("s"), u"RUB");
    if (!receipt.total) {
        return malformed("s");
    }
    return receipt;
}

/// Kazakhstan: i (fiscal sign), f (registration number of the cash register), s, t.
Reading readKzOfd(Text code)
{
    const auto query = afterAddress(code, "consumer.oofd.kz/?");
    if (!query) {
        return std::nullopt;
    }
    const Fields fields(*query, '&', '=');
    if (fields.doubled()) {
        return malformed("doubled");
    }
    if (!isNumber(fields.value("i"), 1, 20)) {
        return malformed("i");
    }
    if (!isNumber(fields.value("f"), 1, 20)) {
        return malformed("f");
    }
    Receipt receipt = receiptWith(QLatin1StringView("kz-ofd"), toQString(fields.value("f")) + u':' + toQString(fields.value("i")));
    receipt.issuedAt = moment(fields.value("t"), "yyyyMMdd'T'HHmmss");
    if (!receipt.issuedAt) {
        return malformed("t");
    }
    receipt.total = total(fields.value("s"), u"KZT");
    if (!receipt.total) {
        return malformed("s");
    }
    return receipt;
}

/// Uzbekistan: t (terminal), r (receipt number), c (time), s (fiscal sign). No total inside.
Reading readUzSoliq(Text code)
{
    const auto query = afterAddress(code, "ofd.soliq.uz/check?");
    if (!query) {
        return std::nullopt;
    }
    const Fields fields(*query, '&', '=');
    if (fields.doubled()) {
        return malformed("doubled");
    }
    const auto terminal = fields.value("t");
    if (terminal.size() != 14 || !isName(terminal.substr(0, 2)) || !isNumber(terminal.substr(2), 12, 12)) {
        return malformed("t");
    }
    if (!isNumber(fields.value("r"), 1, 20)) {
        return malformed("r");
    }
    if (!isNumber(fields.value("s"), 1, 20)) {
        return malformed("s");
    }
    Receipt receipt = receiptWith(QLatin1StringView("uz-soliq"), toQString(terminal) + u':' + toQString(fields.value("r")));
    receipt.issuedAt = moment(fields.value("c"), "yyyyMMddHHmmss");
    if (!receipt.issuedAt) {
        return malformed("c");
    }
    return receipt;
}

/// Ukraine: id (document), fn (fiscal number of the register), date, sm.
Reading readUaDps(Text code)
{
    const auto query = afterAddress(code, "cabinet.tax.gov.ua/cashregs/check?");
    if (!query) {
        return std::nullopt;
    }
    const Fields fields(*query, '&', '=');
    if (fields.doubled()) {
        return malformed("doubled");
    }
    if (!isName(fields.value("id"))) {
        return malformed("id");
    }
    if (!isNumber(fields.value("fn"), 1, 20)) {
        return malformed("fn");
    }
    Receipt receipt = receiptWith(QLatin1StringView("ua-dps"), toQString(fields.value("fn")) + u':' + toQString(fields.value("id")));
    receipt.issuedAt = moment(fields.value("date"), "yyyyMMdd");
    if (!receipt.issuedAt) {
        return malformed("date");
    }
    receipt.total = total(fields.value("sm"), u"UAH");
    if (!receipt.total) {
        return malformed("sm");
    }
    return receipt;
}

/// Germany, DSFinV-K annex I: V0;client;type;data;transaction;counter;start;end;algorithm;time format;signature;key. The signature is
/// for the tax office and is not checked here.
Reading readDeKassensichv(Text code)
{
    if (!code.starts_with("V0;")) {
        return std::nullopt;
    }
    const auto fields = split(code, ';');
    if (fields.size() != 12) {
        return malformed("count");
    }
    const auto data = split(fields[3], '^');
    if (fields[2] != "Kassenbeleg-V1" || data.size() != 3 || data[0] != "Beleg") {
        return malformed("process");
    }
    const auto sums = split(data[1], '_');
    if (sums.size() != 5) {
        return malformed("sums");
    }
    if (!isName(fields[1]) || !isNumber(fields[4], 1, 20) || !isNumber(fields[5], 1, 20) || fields[10].empty() || fields[11].empty()) {
        return malformed("identity");
    }
    Receipt receipt = receiptWith(QLatin1StringView("de-kassensichv"), toQString(fields[1]) + u':' + toQString(fields[4]));
    receipt.issuedAt = fromTimestamp(toQString(fields[7]));
    if (!receipt.issuedAt->isValid()) {
        return malformed("end");
    }
    return withSumOf(std::move(receipt), sums);
}

/// Austria, RKSV annex section 12: _suite_box_number_time_five sums_turnover_certificate_previous_signature, decimal commas.
Reading readAtRksv(Text code)
{
    if (!code.starts_with("_R") || code.substr(0, 8).find("-AT") == Text::npos) {
        return std::nullopt;
    }
    const auto fields = split(code, '_');
    if (fields.size() != 14 || std::ranges::any_of(fields.begin() + 1, fields.end(), &Text::empty)) {
        return malformed("count");
    }
    if (!isName(fields[2]) || !isName(fields[3])) {
        return malformed("identity");
    }
    Receipt receipt = receiptWith(QLatin1StringView("at-rksv"), toQString(fields[2]) + u':' + toQString(fields[3]));
    receipt.issuedAt = moment(fields[4], "yyyy-MM-dd'T'HH:mm:ss");
    if (!receipt.issuedAt) {
        return malformed("time");
    }
    return withSumOf(std::move(receipt), {fields.begin() + 5, fields.begin() + 10});
}

/// Portugal, Portaria 195/2020: A issuer's tax number, D type, E status, F date, H ATCUD, O gross total.
Reading readPtAtcud(Text code)
{
    if (!code.starts_with("A:") || code.find('*') == Text::npos) {
        return std::nullopt;
    }
    const Fields fields(code, '*', ':');
    if (fields.doubled()) {
        return malformed("doubled");
    }
    if (!isNumber(fields.value("A"), 9, 9)) {
        return malformed("A");
    }
    if (fields.value("E") == "A") {
        return malformed("E (cancelled)");
    }
    if (!isName(fields.value("H"))) {
        return malformed("H");
    }
    if (fields.value("D").empty()) {
        return malformed("D");
    }
    if (fields.value("Q").size() != 4) { // near the end: its absence shows a code that was cut
        return malformed("Q");
    }
    Receipt receipt = receiptWith(QLatin1StringView("pt-atcud"), toQString(fields.value("A")) + u':' + toQString(fields.value("H")));
    receipt.sellerTaxId = toQString(fields.value("A"));
    receipt.kind = fields.value("D") == "NC" ? ReceiptKind::SaleReturn : ReceiptKind::Sale;
    receipt.issuedAt = moment(fields.value("F"), "yyyyMMdd");
    if (!receipt.issuedAt) {
        return malformed("F");
    }
    receipt.total = total(fields.value("O"), u"EUR");
    if (!receipt.total) {
        return malformed("O");
    }
    return receipt;
}

/// Tried in this order, the order of docs/protocol.md; the first that knows the code decides.
constexpr auto formats = std::to_array<Reading (*)(Text)>({
    readByUi,
    readByIkassa,
    readByEplus,
    readRuFns,
    readKzOfd,
    readUzSoliq,
    readUaDps,
    readDeKassensichv,
    readAtRksv,
    readPtAtcud,
});

// What is no receipt

struct Foreign
{
    Text start; ///< lower case
    const char *what;
};

constexpr auto foreign = std::to_array<Foreign>({
    {"000201", "payment code (EMV)"},
    {"st0001", "payment code (GOST R 56042)"},
    {"bcd\n", "payment code (EPC069-12)"},
    {"bcd\r\n", "payment code (EPC069-12)"},
    {"https://qr.nspk.ru/", "payment code"},
    {"wifi:", "network"},
    {"mailto:", "e-mail address"},
    {"otpauth:", "one-time password secret"},
    {"otpauth-migration:", "one-time password secret"},
    {"tel:", "telephone number"},
    {"sms:", "text message"},
    {"smsto:", "text message"},
    {"geo:", "place"},
    {"begin:vcard", "contact"},
    {"begin:vevent", "calendar entry"},
    {"mecard:", "contact"},
});

/// GS1 element string: (01) GTIN with its check digit, then a further application identifier.
bool isGoodsMark(Text code)
{
    for (const Text start : {Text("]d2"), Text("]C1"), Text("]Q3"), Text("\x1d"), Text("\xe8")}) {
        if (code.starts_with(start)) {
            return true;
        }
    }
    if (code.size() < 18 || !code.starts_with("01") || !isNumber(code.substr(2, 16), 16, 16)) {
        return false;
    }
    int sum = 0;
    for (std::size_t i = 0; i < 14; ++i) {
        sum += (code[2 + i] - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return sum % 10 == 0;
}

/// Nothing where the code may be a receipt.
const char *foreignKind(Text code)
{
    const auto found = std::ranges::find_if(foreign, [code](const Foreign &entry) { return startsWithIgnoringCase(code, entry.start); });
    if (found != foreign.end()) {
        return found->what;
    }
    if (isGoodsMark(code)) {
        return "mark of goods";
    }
    if (isNumber(code, 8, 8) || isNumber(code, 12, 14)) {
        return "article number";
    }
    return nullptr;
}

Text trimmed(QByteArrayView bytes)
{
    Text text(bytes.data(), static_cast<std::size_t>(bytes.size()));
    constexpr Text space = " \t\r\n"; // what scanners add
    const auto begin = text.find_first_not_of(space);
    return begin == Text::npos ? Text() : text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

Result<Receipt> notFromFuture(Result<Receipt> receipt, const Clock &clock)
{
    if (receipt && receipt->issuedAt && *receipt->issuedAt > clock.now().addDays(1)) {
        return fail(FailureCode::ReceiptFromFuture);
    }
    return receipt;
}

// The file of the Russian tax service

/// A whole number, also where it stands as text, from \a least to \a most.
std::optional<qint64> wholeNumber(const QJsonValue &value, qint64 least, qint64 most)
{
    bool isWhole = false;
    qint64 number = 0;
    if (value.isString()) {
        number = value.toString().trimmed().toLongLong(&isWhole);
    } else if (value.isDouble()) {
        number = value.toInteger(-1);
        isWhole = value.toInteger(0) == number; // both defaults show where the value is no integer
    }
    return isWhole && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

/// 3 or 0.345: greater than 0, at most 10^9 with six decimals, as decimal text.
std::optional<QString> quantityText(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!(number > 0 && number <= 1e9)) {
        return std::nullopt;
    }
    const QString text = QString::number(number, 'f', QLocale::FloatingPointShortest);
    const auto point = text.indexOf(u'.');
    return point >= 0 && text.size() - point > 7 ? std::nullopt : std::optional(text);
}

Result<ReceiptLine> fnsLine(const QJsonValue &value)
{
    const auto item = value.toObject();
    ReceiptLine line;
    line.name = item.value(QLatin1StringView("name")).toString().simplified();
    if (line.name.isEmpty() || line.name.size() > longestName) {
        return malformed("items.name");
    }
    const auto quantity = quantityText(item.value(QLatin1StringView("quantity")));
    if (!quantity) {
        return malformed("items.quantity");
    }
    line.quantity = *quantity;
    const auto price = wholeNumber(item.value(QLatin1StringView("price")), 0, largestAmount);
    if (!price) {
        return malformed("items.price");
    }
    line.price = *price;
    const auto sum = wholeNumber(item.value(QLatin1StringView("sum")), 0, largestAmount);
    if (!sum) {
        return malformed("items.sum");
    }
    line.amount = *sum;
    return line;
}

/// Text without offset, or seconds that count the shop's wall clock as if it were UTC.
std::optional<QDateTime> fnsMoment(const QJsonValue &value)
{
    const auto text = value.toString();
    const auto seconds = wholeNumber(value, 1, 253'402'300'799); // to the end of the year 9999
    const auto wall = seconds ? QDateTime::fromSecsSinceEpoch(*seconds, Qt::UTC)
                              : QDateTime::fromString(text, QLatin1StringView("yyyy-MM-dd'T'HH:mm:ss"));
    return wallClock(wall.date(), wall.time());
}

Result<Receipt> fnsReceipt(const QJsonObject &object)
{
    const auto value = [&object](const char *name) { return object.value(QLatin1StringView(name)); };
    const auto drive = value("fiscalDriveNumber").toString().trimmed().toLatin1();
    if (!isNumber(Text(drive.constData(), static_cast<std::size_t>(drive.size())), 16, 16)) {
        return malformed("fiscalDriveNumber");
    }
    const auto document = wholeNumber(value("fiscalDocumentNumber"), 1, 9'999'999'999);
    if (!document) {
        return malformed("fiscalDocumentNumber");
    }
    const auto sign = wholeNumber(value("fiscalSign"), 0, 9'999'999'999);
    if (!sign) {
        return malformed("fiscalSign");
    }
    const QString id = QString::fromLatin1(drive) + u':' + QString::number(*document) + u':' + QString::number(*sign);
    Receipt receipt = receiptWith(QLatin1StringView("ru-fns"), id);

    const auto inn = value("userInn").toString().trimmed(); // padded to twelve with spaces
    const auto digits = inn.toLatin1();
    if ((inn.size() != 10 && inn.size() != 12) || !std::ranges::all_of(digits, isDigit)) {
        return malformed("userInn");
    }
    receipt.sellerTaxId = inn;
    const auto kind = fnsKind(wholeNumber(value("operationType"), 1, 4).value_or(0));
    if (!kind) {
        return malformed("operationType");
    }
    receipt.kind = *kind;
    receipt.issuedAt = fnsMoment(value("dateTime"));
    if (!receipt.issuedAt) {
        return malformed("dateTime");
    }
    const auto sum = wholeNumber(value("totalSum"), 0, largestAmount);
    if (!sum) {
        return malformed("totalSum");
    }
    receipt.total = Money{*sum, *Currency::fromCode(u"RUB")};

    const auto items = value("items");
    if (!items.isArray() || items.toArray().size() > mostLines) {
        return malformed("items");
    }
    receipt.linesFrom = Provenance::Scanned;
    for (const auto &item : items.toArray()) {
        const auto line = fnsLine(item);
        if (!line) {
            return std::unexpected(line.error());
        }
        receipt.lines.append(*line);
    }
    return receipt;
}

// The schemes

struct Scheme
{
    QStringView name;
    QStringView currency;
    QStringView form; ///< of an identity as the readers above write it
    QStringView example;
};

constexpr auto schemes = std::to_array<Scheme>({
    {u"by-ui", u"BYN", u"[0-9A-F]{24}", u"8FAB703F74748FDE1D0BD551"},
    {u"by-eplus", u"BYN", u"([0-9A-F]{6}-)?[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", u"0A1B2C-4F9C2E10-7B3D-4A58-9E61-2D0F8C7B6A54"},
    {u"ru-fns", u"RUB", u"[0-9]{16}(:(0|[1-9][0-9]{0,9})){2}", u"9251440300227597:55498:617635938"},
    {u"kz-ofd", u"KZT", u"[0-9]{1,20}:[0-9]{1,20}", u"010100123456:1512345678"},
    {u"uz-soliq", u"UZS", u"[!-~]{2}[0-9]{12}:[0-9]{1,20}", u"EP000000000025:2402"},
    {u"ua-dps", u"UAH", u"[0-9]{1,20}:[!-~]{1,64}", u"4000012345:a1B2c3D4"},
    {u"de-kassensichv", u"EUR", u"[!-~]{1,64}:[0-9]{1,20}", u"955002-00:18"},
    {u"at-rksv", u"EUR", u"[!-~]{1,64}:[!-~]{1,64}", u"DEMO-CASH-BOX524:366588"},
    {u"pt-atcud", u"EUR", u"[0-9]{9}:[!-~]{1,64}", u"123456789:CSDF7T5H-35"},
});

const Scheme *schemeNamed(QStringView name)
{
    const auto found = std::ranges::find(schemes, name, &Scheme::name);
    return found == schemes.end() ? nullptr : &*found;
}

} // namespace

Result<Receipt> readFiscalCode(QByteArrayView code, const Clock &clock)
{
    if (code.size() > longestCode) {
        return fail(FailureCode::ReceiptFormatUnknown, QStringLiteral("longer than 2048 bytes"));
    }
    const auto text = trimmed(code);
    if (const char *kind = foreignKind(text)) {
        return fail(FailureCode::NotAReceipt, QLatin1StringView(kind));
    }
    for (const auto read : formats) {
        if (const auto reading = read(text)) {
            return notFromFuture(*reading, clock);
        }
    }
    return fail(FailureCode::ReceiptFormatUnknown);
}

Result<Receipt> readFnsJson(QByteArrayView json, const Clock &clock)
{
    const auto document = parseJson(json, {.bytes = largestJson, .wideNumbers = true}); // messageFiscalSign is a 64-bit number
    if (!document) {
        return fail(FailureCode::ReceiptFormatUnknown, document.error().detail);
    }
    auto object = *document;
    if (const auto wrapped = object.value(QLatin1StringView("data")); wrapped.isObject()) {
        object = wrapped.toObject().value(QLatin1StringView("json")).toObject();
    }
    if (!object.contains(QLatin1StringView("fiscalDriveNumber")) && !object.contains(QLatin1StringView("fiscalSign"))) {
        return fail(FailureCode::ReceiptFormatUnknown, QStringLiteral("no receipt of the tax service"));
    }
    return notFromFuture(fnsReceipt(object), clock);
}

bool isCanonical(const FiscalId &fiscal)
{
    static const auto forms = [] {
        std::map<QString, QRegularExpression> all;
        for (const auto &scheme : schemes) {
            all.emplace(scheme.name.toString(), QRegularExpression(QRegularExpression::anchoredPattern(scheme.form)));
        }
        return all;
    }();
    const auto found = forms.find(fiscal.scheme);
    return found == forms.end() || found->second.match(fiscal.id).hasMatch();
}

QString exampleOfScheme(QStringView name)
{
    const auto *scheme = schemeNamed(name);
    return scheme ? scheme->example.toString() : QString();
}

std::optional<Currency> currencyOfScheme(QStringView name)
{
    const auto *scheme = schemeNamed(name);
    return scheme ? Currency::fromCode(scheme->currency) : std::nullopt;
}

} // namespace odna
