// SPDX-License-Identifier: Apache-2.0
#include "core/wire/jsonreader.h"

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/ulid.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {

bool isDigit(QChar letter)
{
    return letter >= u'0' && letter <= u'9';
}

bool isControl(QChar letter)
{
    const auto code = letter.unicode();
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

qsizetype codePoints(QStringView text)
{
    return text.size() - std::ranges::count_if(text, [](QChar letter) { return letter.isLowSurrogate(); });
}

/// The grammar of RFC 3339 section 5.6; the ranges are QDateTime's affair, which by itself would also take shorter forms.
bool isTimestamp(QStringView text)
{
    constexpr QStringView shape = u"0000-00-00T00:00:00";
    if (text.size() < shape.size() + 1 || text.size() > 35) {
        return false;
    }
    for (qsizetype i = 0; i < shape.size(); ++i) {
        if (shape[i] == u'0' ? !isDigit(text[i]) : text[i] != shape[i]) {
            return false;
        }
    }
    auto rest = text.sliced(shape.size());
    if (rest[0] == u'.') {
        const auto end = std::find_if_not(rest.begin() + 1, rest.end(), isDigit);
        if (end == rest.begin() + 1 || end == rest.end()) {
            return false;
        }
        rest = rest.sliced(end - rest.begin());
    }
    if (rest == u'Z') {
        return true;
    }
    return rest.size() == 6 && (rest[0] == u'+' || rest[0] == u'-') && isDigit(rest[1]) && isDigit(rest[2]) && rest[3] == u':'
           && isDigit(rest[4]) && isDigit(rest[5]);
}

} // namespace

std::unexpected<Failure> malformed(QStringView why)
{
    return fail(FailureCode::Malformed, u"$: " + why.toString());
}

bool isPrintableAscii(QStringView text, qsizetype longest)
{
    return !text.isEmpty() && text.size() <= longest
           && std::ranges::all_of(text, [](QChar letter) { return letter.unicode() >= 0x20 && letter.unicode() < 0x7f; });
}

bool isName(QStringView text, qsizetype longest)
{
    return !text.isEmpty() && text.size() <= longest && std::ranges::all_of(text, [](QChar letter) {
        return isDigit(letter) || (letter >= u'a' && letter <= u'z') || (letter >= u'A' && letter <= u'Z') || letter == u'.'
               || letter == u'_' || letter == u'-';
    });
}

bool isLinkId(QStringView text)
{
    return text.startsWith("lnk_"_L1) && isUlid(text.sliced(4));
}

void JsonReader::refuse(Key key, QStringView why)
{
    if (!m_failure) {
        m_failure = Failure{FailureCode::Malformed, u"$." + key + u": " + why};
    }
}

void JsonReader::refuseItem(Key key, qsizetype index, QStringView why)
{
    adopt(key, Failure{FailureCode::Malformed, u"$: " + why.toString()}, index);
}

void JsonReader::adopt(Key key, const Failure &failure, qsizetype index)
{
    if (m_failure) {
        return;
    }
    QString path = "$."_L1 + key;
    if (index >= 0) {
        path += u'[' + QString::number(index) + u']';
    }
    // A detail that is a path goes on with this one; any other is told about it.
    m_failure = Failure{failure.code, failure.detail.startsWith(u'$') ? QString(path + QStringView(failure.detail).sliced(1))
                                                                      : QString(path + u": " + failure.detail)};
}

QString JsonReader::string(Key key, Need need)
{
    if (m_failure) {
        return {};
    }
    const auto value = m_object.value(key);
    if (value.isString()) {
        return value.toString();
    }
    if (!value.isUndefined()) {
        refuse(key, u"must be a string");
    } else if (need == Need::Required) {
        refuse(key, u"is missing");
    }
    return {};
}

QString JsonReader::line(Key key, qsizetype longest, Need need)
{
    auto text = string(key, need);
    if (!has(key)) {
        return text;
    }
    if (text.isEmpty() || (text.size() > longest && codePoints(text) > longest)) {
        refuse(key, QString(u"must have 1 to " + QString::number(longest) + u" characters"));
    } else if (std::ranges::any_of(text, isControl)) {
        refuse(key, u"has a control character");
    }
    return text;
}

QString JsonReader::prose(Key key, qsizetype longest, Need need)
{
    auto text = string(key, need);
    if (text.size() > longest && codePoints(text) > longest) {
        refuse(key, QString(u"must have at most " + QString::number(longest) + u" characters"));
    } else if (std::ranges::any_of(text, [](QChar letter) { return letter != u'\n' && isControl(letter); })) {
        refuse(key, u"has a control character");
    }
    return text;
}

QString JsonReader::ascii(Key key, qsizetype longest, Need need)
{
    auto text = string(key, need);
    if (has(key) && !isPrintableAscii(text, longest)) {
        refuse(key, QString(u"must have 1 to " + QString::number(longest) + u" printable ASCII characters"));
    }
    return text;
}

qint64 JsonReader::whole(Key key, qint64 least, qint64 most)
{
    const auto value = m_object.value(key);
    if (value.isUndefined()) {
        refuse(key, u"is missing");
        return 0;
    }
    // Two defaults tell a fraction, which toInteger() answers with the default, from a whole number.
    const auto number = value.toInteger(0);
    if (!value.isDouble() || number != value.toInteger(1)) {
        refuse(key, u"must be a whole number");
    } else if (number < least || number > most) {
        refuse(key, QString(u"must be from " + QString::number(least) + u" to " + QString::number(most)));
    }
    return number;
}

bool JsonReader::flag(Key key, Need need)
{
    const auto value = m_object.value(key);
    if (value.isUndefined() ? need == Need::Required : !value.isBool()) {
        refuse(key, u"must be true or false");
    }
    return value.toBool();
}

QDateTime JsonReader::moment(Key key, Need need)
{
    const auto text = string(key, need);
    if (m_failure || !has(key)) {
        return {};
    }
    auto moment = isTimestamp(text) ? fromTimestamp(text) : QDateTime();
    if (!moment.isValid()) {
        refuse(key, u"must be a moment as in RFC 3339");
    }
    return moment;
}

QString JsonReader::ulid(Key key)
{
    auto text = string(key, Need::Required);
    if (!isUlid(text)) {
        refuse(key, u"must be a ULID");
    }
    return text;
}

QString JsonReader::linkId(Key key)
{
    auto text = string(key, Need::Required);
    if (!isLinkId(text)) {
        refuse(key, u"must be lnk_ and a ULID");
    }
    return text;
}

std::optional<CardNumber> JsonReader::cardNumber(Key key, Need need)
{
    const auto text = string(key, need);
    if (m_failure || !has(key)) {
        return std::nullopt;
    }
    auto number = CardNumber::parse(text);
    if (!number) {
        refuse(key, QString(u"is no card number: " + nameOf(number.error().code)));
        return std::nullopt;
    }
    return std::move(*number);
}

PublicKey JsonReader::publicKey(Key key)
{
    const auto value = PublicKey::fromText(string(key, Need::Required));
    if (!value) {
        refuse(key, u"must be an Ed25519 public key in base64url");
    }
    return value.value_or(PublicKey());
}

QByteArray JsonReader::bytes(Key key, qsizetype size)
{
    auto value = fromBase64Url(string(key, Need::Required));
    if (!value || value->size() != size) {
        refuse(key, QString(u"must be " + QString::number(size) + u" bytes in base64url"));
        return {};
    }
    return std::move(*value);
}

QJsonObject JsonReader::object(Key key, Need need)
{
    const auto value = m_object.value(key);
    if (value.isUndefined() ? need == Need::Required : !value.isObject()) {
        refuse(key, value.isUndefined() ? u"is missing" : u"must be an object");
    }
    return value.toObject();
}

QJsonArray JsonReader::array(Key key, qsizetype least, qsizetype most, Need need)
{
    const auto value = m_object.value(key);
    if (value.isUndefined() && need == Need::Optional) {
        return {};
    }
    if (!value.isArray()) {
        refuse(key, value.isUndefined() ? u"is missing" : u"must be an array");
        return {};
    }
    auto items = value.toArray();
    if (items.size() < least || items.size() > most) {
        refuse(key, QString(u"must have " + QString::number(least) + u" to " + QString::number(most) + u" items"));
        return {};
    }
    return items;
}

} // namespace odna
