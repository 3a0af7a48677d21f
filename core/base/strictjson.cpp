// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"

#include <QJsonDocument>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace odna {

namespace {

/// RFC 7493 section 2.2: beyond this, whoever reads JSON numbers as doubles sees another number than we do.
constexpr std::int64_t largestWhole = (std::int64_t{1} << 53) - 1;

/// Judges a text by the library's events; what it lets through, Qt's own parser reads without doubt or loss. Every function answers
/// whether to go on; the library reports its own refusals through parse_error() and throws nothing.
class Judge final
{
public:
    explicit Judge(const JsonLimits &limits)
        : m_limits(limits)
    {}

    [[nodiscard]] QString refusal() const { return m_refusal; }

    bool null() { return value(); }
    bool boolean(bool /*value*/) { return value(); }
    bool number_integer(std::int64_t number) { return number < -largestWhole ? wide() : value(); }
    bool number_unsigned(std::uint64_t number) { return number > std::uint64_t{largestWhole} ? wide() : value(); }
    bool number_float(double number, const std::string & /*text*/)
    {
        constexpr auto limit = static_cast<double>(largestWhole);
        return number > limit || number < -limit ? wide() : value();
    }
    bool string(const std::string &text) { return text.find('\0') != std::string::npos ? refuse(u"NUL in a string") : value(); }
    bool binary(const std::vector<std::uint8_t> & /*bytes*/) { return refuse(u"binary data"); } // JSON text has none
    bool start_object(std::size_t /*members*/) { return open(); }
    bool start_array(std::size_t /*items*/) { return m_open.empty() ? refuse(u"the root is no object") : open(); }
    bool key(const std::string &text)
    {
        if (text.find('\0') != std::string::npos) {
            return refuse(u"NUL in a string");
        }
        m_keys.push_back(text);
        return true;
    }
    bool end_array()
    {
        m_open.pop_back();
        return true;
    }
    bool end_object()
    {
        // Sorted once, equal keys become neighbours: an object of n members costs n log n.
        const auto keys = std::span(m_keys).subspan(m_open.back());
        std::ranges::sort(keys);
        if (std::ranges::adjacent_find(keys) != keys.end()) {
            return refuse(u"a key that occurs twice");
        }
        m_keys.resize(m_open.back());
        m_open.pop_back();
        return true;
    }
    template <class Exception>
    bool parse_error(std::size_t position, const std::string & /*token*/, const Exception & /*why*/)
    {
        m_refusal = u"not JSON at byte " + QString::number(position);
        return false;
    }

private:
    bool refuse(QStringView why)
    {
        m_refusal = why.toString();
        return false;
    }
    bool wide() { return m_limits.wideNumbers ? value() : refuse(u"a number beyond 2^53"); }
    bool open()
    {
        if (std::ssize(m_open) >= m_limits.depth) {
            return refuse(u"nested too deep");
        }
        m_open.push_back(m_keys.size());
        return true;
    }
    bool value() { return !m_open.empty() || refuse(u"the root is no object"); }

    const JsonLimits m_limits;
    std::vector<std::size_t> m_open; ///< where the keys of each open object or array begin
    std::vector<std::string> m_keys; ///< of all open objects
    QString m_refusal;
};

} // namespace

Result<QJsonObject> parseJson(QByteArrayView bytes, JsonLimits limits)
{
    if (bytes.size() > limits.bytes) {
        return fail(FailureCode::TooLarge, u"more than " + QString::number(limits.bytes) + u" bytes of JSON");
    }
    // The library takes a NUL byte for the end of its input and skips a byte order mark.
    if (const auto nul = bytes.indexOf('\0'); nul >= 0) {
        return fail(FailureCode::Malformed, u"not JSON at byte " + QString::number(nul + 1));
    }
    if (bytes.startsWith("\xEF\xBB\xBF")) {
        return fail(FailureCode::Malformed, QStringLiteral("not JSON at byte 1"));
    }
    Judge judge(limits);
    if (!nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &judge)) {
        return fail(FailureCode::Malformed, judge.refusal());
    }
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &error);
    if (error.error != QJsonParseError::NoError) { // a number too small for a double
        return fail(FailureCode::Malformed, u"not JSON at byte " + QString::number(error.offset));
    }
    return document.object();
}

QByteArray jsonBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace odna
