// SPDX-License-Identifier: Apache-2.0
#include "core/base/strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace odna {

namespace {

/// RFC 7493 section 2.2: beyond this, whoever reads JSON numbers as doubles sees another number than we do.
constexpr std::int64_t largestWhole = (std::int64_t{1} << 53) - 1;

/// Builds the Qt values out of the library's events. Every function answers whether to go on; the library reports its own refusals
/// through parse_error() and throws nothing.
class Builder final
{
public:
    explicit Builder(const JsonLimits &limits)
        : m_limits(limits)
    {}

    [[nodiscard]] QJsonObject takeRoot() { return std::move(m_root); }
    [[nodiscard]] QString refusal() const { return m_refusal; }

    bool null() { return add(QJsonValue(QJsonValue::Null)); }
    bool boolean(bool value) { return add(QJsonValue(value)); }
    bool number_integer(std::int64_t value)
    {
        return value < -largestWhole ? wide(static_cast<double>(value)) : add(QJsonValue(qint64{value}));
    }
    bool number_unsigned(std::uint64_t value)
    {
        return value > std::uint64_t{largestWhole} ? wide(static_cast<double>(value)) : add(QJsonValue(static_cast<qint64>(value)));
    }
    bool number_float(double value, const std::string & /*text*/)
    {
        constexpr auto limit = static_cast<double>(largestWhole);
        return value > limit || value < -limit ? wide(value) : add(QJsonValue(value));
    }
    bool string(const std::string &text)
    {
        return text.find('\0') != std::string::npos ? refuse(u"NUL in a string") : add(QJsonValue(QString::fromStdString(text)));
    }
    bool binary(const std::vector<std::uint8_t> & /*bytes*/) { return refuse(u"binary data"); } // JSON text has none
    bool start_object(std::size_t /*members*/) { return open(true); }
    bool start_array(std::size_t /*items*/) { return m_open.empty() ? refuse(u"the root is no object") : open(false); }
    bool key(const std::string &text)
    {
        if (text.find('\0') != std::string::npos) {
            return refuse(u"NUL in a string");
        }
        m_open.back().members.emplace_back(QString::fromStdString(text), QJsonValue());
        return true;
    }
    bool end_array()
    {
        auto array = std::move(m_open.back().items);
        m_open.pop_back();
        return add(QJsonValue(std::move(array)));
    }
    bool end_object()
    {
        // Sorted once: an object of n members costs n log n instead of n² moves, and equal keys become neighbours.
        auto members = std::move(m_open.back().members);
        m_open.pop_back();
        std::ranges::sort(members, {}, &Member::first);
        if (std::ranges::adjacent_find(members, {}, &Member::first) != members.end()) {
            return refuse(u"a key that occurs twice");
        }
        QJsonObject object;
        for (auto &[name, value] : members) {
            object.insert(name, value);
        }
        if (m_open.empty()) {
            m_root = std::move(object);
            return true;
        }
        return add(QJsonValue(std::move(object)));
    }
    template <class Exception>
    bool parse_error(std::size_t position, const std::string & /*token*/, const Exception & /*why*/)
    {
        m_refusal = u"not JSON at byte " + QString::number(position);
        return false;
    }

private:
    using Member = std::pair<QString, QJsonValue>;
    struct Open
    {
        bool isObject = false;
        std::vector<Member> members;
        QJsonArray items;
    };

    bool refuse(QStringView why)
    {
        m_refusal = why.toString();
        return false;
    }
    bool wide(double value) { return m_limits.wideNumbers ? add(QJsonValue(value)) : refuse(u"a number beyond 2^53"); }
    bool open(bool isObject)
    {
        if (std::ssize(m_open) >= m_limits.depth) {
            return refuse(u"nested too deep");
        }
        m_open.push_back({isObject, {}, {}});
        return true;
    }
    bool add(QJsonValue value)
    {
        if (m_open.empty()) {
            return refuse(u"the root is no object");
        }
        if (auto &top = m_open.back(); top.isObject) {
            top.members.back().second = std::move(value);
        } else {
            top.items.append(value);
        }
        return true;
    }

    JsonLimits m_limits;
    std::vector<Open> m_open;
    QJsonObject m_root;
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
    Builder builder(limits);
    if (!nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &builder)) {
        return fail(FailureCode::Malformed, builder.refusal());
    }
    return builder.takeRoot();
}

QByteArray jsonBytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace odna
