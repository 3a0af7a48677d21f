// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "core/card/cardnumber.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <concepts>
#include <optional>

namespace odna {

/// Reads the fields of one JSON object strictly. The first field that does not fit decides the failure; what is read after it is
/// of no use, so a function reads all fields and asks once, in result(). Failures are Malformed with the JSONPath (RFC 9535) of the
/// field, e.g. "$.receipt.lines[3].amount: must be a whole number". Internal to core/wire.
class JsonReader final
{
public:
    using Key = QLatin1StringView;
    enum class Need { Required, Optional };
    static constexpr qint64 largestWhole = (qint64{1} << 53) - 1;

    explicit JsonReader(const QJsonObject &object)
        : m_object(object)
    {}

    [[nodiscard]] bool has(Key key) const { return m_object.contains(key); }

    /// 1 to \a longest characters (Unicode code points) without control characters; empty where Optional and absent.
    [[nodiscard]] QString line(Key key, qsizetype longest, Need need = Need::Required);
    /// The same, may be empty, with line feeds.
    [[nodiscard]] QString prose(Key key, qsizetype longest, Need need = Need::Required);
    /// 1 to \a longest printable ASCII characters.
    [[nodiscard]] QString ascii(Key key, qsizetype longest, Need need = Need::Required);
    [[nodiscard]] qint64 whole(Key key, qint64 least, qint64 most);
    [[nodiscard]] bool flag(Key key, Need need = Need::Required);
    [[nodiscard]] QDateTime moment(Key key, Need need = Need::Required); ///< RFC 3339 with offset
    [[nodiscard]] QString ulid(Key key);
    [[nodiscard]] QString linkId(Key key);
    [[nodiscard]] std::optional<CardNumber> cardNumber(Key key, Need need = Need::Required);
    [[nodiscard]] PublicKey publicKey(Key key);
    [[nodiscard]] QByteArray bytes(Key key, qsizetype size); ///< base64url of exactly \a size bytes
    [[nodiscard]] QJsonObject object(Key key, Need need = Need::Required);
    [[nodiscard]] QJsonArray array(Key key, qsizetype least, qsizetype most, Need need = Need::Required);

    /// A field that another function reads, from QJsonObject, QJsonArray or QJsonValue.
    template <class T, class Argument>
    [[nodiscard]] std::optional<T> with(Key key, Result<T> (*read)(Argument), Need need = Need::Required)
    {
        if (m_failure || (need == Need::Optional && !has(key))) {
            return std::nullopt;
        }
        std::optional<Result<T>> read_;
        if constexpr (std::same_as<std::remove_cvref_t<Argument>, QJsonArray>) {
            const auto value = array(key, 0, 65536);
            if (m_failure) {
                return std::nullopt;
            }
            read_ = read(value);
        } else if constexpr (std::same_as<std::remove_cvref_t<Argument>, QJsonObject>) {
            const auto value = object(key);
            if (m_failure) {
                return std::nullopt;
            }
            read_ = read(value);
        } else {
            read_ = read(m_object.value(key));
        }
        if (!*read_) {
            adopt(key, read_->error());
            return std::nullopt;
        }
        return std::move(**read_);
    }

    /// An array of objects, each read by \a read.
    template <class T>
    [[nodiscard]] QList<T> each(Key key, qsizetype least, qsizetype most, Result<T> (*read)(const QJsonObject &),
                                Need need = Need::Required)
    {
        QList<T> items;
        const auto values = array(key, least, most, need);
        items.reserve(values.size());
        for (qsizetype i = 0; i < values.size() && !m_failure; ++i) {
            if (!values[i].isObject()) {
                refuseItem(key, i, u"must be an object");
                break;
            }
            auto item = read(values[i].toObject());
            if (!item) {
                adopt(key, item.error(), i);
                break;
            }
            items.append(std::move(*item));
        }
        return items;
    }

    /// An array of distinct strings, each accepted by \a fits.
    template <class Fits>
    [[nodiscard]] QStringList strings(Key key, qsizetype least, qsizetype most, const Fits &fits, Need need = Need::Required)
    {
        QStringList items;
        const auto values = array(key, least, most, need);
        for (qsizetype i = 0; i < values.size() && !m_failure; ++i) {
            auto text = values[i].toString();
            if (!values[i].isString() || !fits(QStringView(text))) {
                refuseItem(key, i, u"is not of the allowed form");
            }
            items.append(std::move(text));
        }
        return items;
    }

    /// A string for which \a named knows a value.
    template <class T>
    [[nodiscard]] T named(Key key, std::optional<T> (*find)(QStringView), Need need = Need::Required, T otherwise = {})
    {
        if (m_failure || (need == Need::Optional && !has(key))) {
            return otherwise;
        }
        const auto value = find(m_object.value(key).toString());
        if (!value) {
            refuse(key, u"is none of the known names");
        }
        return value.value_or(otherwise);
    }

    void refuse(Key key, QStringView why);
    /// \a failure of reading the content of \a key.
    void adopt(Key key, const Failure &failure, qsizetype index = -1);
    void replace(const Failure &failure)
    {
        if (!m_failure) {
            m_failure = failure;
        }
    }

    [[nodiscard]] bool failed() const { return m_failure.has_value(); }
    [[nodiscard]] std::unexpected<Failure> failure() const { return std::unexpected(*m_failure); }
    template <class T>
    [[nodiscard]] Result<T> result(T value) const
    {
        if (m_failure) {
            return failure();
        }
        return value;
    }

private:
    [[nodiscard]] QString string(Key key, Need need);
    void refuseItem(Key key, qsizetype index, QStringView why);

    const QJsonObject &m_object;
    std::optional<Failure> m_failure;
};

/// "$: …", for a value that is not even of the right type.
[[nodiscard]] std::unexpected<Failure> malformed(QStringView why);

[[nodiscard]] bool isPrintableAscii(QStringView text, qsizetype longest); ///< 1 to \a longest
[[nodiscard]] bool isName(QStringView text, qsizetype longest);           ///< 1 to \a longest of [A-Za-z0-9._-]
[[nodiscard]] bool isLinkId(QStringView text);                            ///< "lnk_" and a ULID

} // namespace odna
