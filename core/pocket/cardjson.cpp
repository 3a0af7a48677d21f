// SPDX-License-Identifier: Apache-2.0
#include "core/pocket/cardjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <utility>

namespace odna {

namespace {

using Signature = ClassicCard::PassSignature;
constexpr auto signatureNames = std::to_array<std::pair<Signature, const char *>>(
    {{Signature::None, "none"}, {Signature::Good, "good"}, {Signature::Foreign, "foreign"}, {Signature::Bad, "bad"}});

class Writer final
{
public:
    void put(const char *key, const QString &value)
    {
        if (!value.isEmpty()) {
            m_json.insert(QLatin1StringView(key), value);
        }
    }
    void put(const char *key, const std::optional<QDateTime> &moment)
    {
        if (moment) {
            put(key, moment->toUTC().toString(Qt::ISODateWithMs));
        }
    }
    void put(const char *key, bool flag)
    {
        if (flag) {
            m_json.insert(QLatin1StringView(key), true);
        }
    }
    void put(const char *key, const QJsonObject &object) { m_json.insert(QLatin1StringView(key), object); }
    void put(const char *key, const QJsonArray &array)
    {
        if (!array.isEmpty()) {
            m_json.insert(QLatin1StringView(key), array);
        }
    }
    void number(const char *key, qint64 value) { m_json.insert(QLatin1StringView(key), value); }
    [[nodiscard]] QJsonObject json() const { return m_json; }

private:
    QJsonObject m_json;
};

QJsonObject toJson(const CodeContent &code)
{
    Writer json;
    json.put("symbology", nameOf(code.symbology));
    json.put("text", code.text);
    json.put("bytes", QString::fromLatin1(code.bytes.toBase64()));
    if (code.eci) {
        json.number("eci", *code.eci);
    }
    json.put("gs1", code.gs1);
    return json.json();
}

QJsonObject toJson(const Money &money)
{
    Writer json;
    json.number("minor", money.minor);
    json.put("currency", money.currency.code());
    return json.json();
}

QJsonArray toJson(const QList<CardField> &fields)
{
    QJsonArray array;
    for (const auto &field : fields) {
        Writer json;
        json.put("label", field.label);
        json.put("value", field.value);
        json.put("back", field.onBack);
        array.append(json.json());
    }
    return array;
}

QJsonObject toJson(const PassUpdates &updates)
{
    Writer json;
    json.put("url", updates.serviceUrl);
    json.put("type", updates.typeIdentifier);
    json.put("serial", updates.serialNumber);
    json.put("token", updates.token);
    json.put("last_modified", updates.lastModified);
    return json.json();
}

/// Reads fields that may be missing; what is there must be of its type. The first that is not decides.
class Reader final
{
public:
    Reader(const QJsonObject &json, std::optional<Failure> &failure)
        : m_json(json)
        , m_failure(failure)
    {}
    [[nodiscard]] bool has(const char *key) const { return m_json.contains(QLatin1StringView(key)); }
    [[nodiscard]] QString text(const char *key) { return value(key, QJsonValue::String).toString(); }
    [[nodiscard]] bool flag(const char *key) { return value(key, QJsonValue::Bool).toBool(); }
    [[nodiscard]] qint64 number(const char *key) { return value(key, QJsonValue::Double).toInteger(); }
    [[nodiscard]] QJsonObject object(const char *key) { return value(key, QJsonValue::Object).toObject(); }
    [[nodiscard]] QJsonArray array(const char *key) { return value(key, QJsonValue::Array).toArray(); }
    [[nodiscard]] QByteArray bytes(const char *key)
    {
        auto decoded = QByteArray::fromBase64Encoding(text(key).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded) {
            refuse(key);
        }
        return *decoded;
    }
    [[nodiscard]] std::optional<QDateTime> moment(const char *key)
    {
        if (!has(key)) {
            return std::nullopt;
        }
        const auto moment = QDateTime::fromString(text(key), Qt::ISODateWithMs);
        if (!moment.isValid()) {
            refuse(key);
        }
        return moment.toUTC();
    }
    void refuse(const char *key)
    {
        if (!m_failure) {
            m_failure = Failure{FailureCode::CardInvalid, QLatin1StringView(key)};
        }
    }

private:
    QJsonValue value(const char *key, QJsonValue::Type type)
    {
        const auto found = m_json.value(QLatin1StringView(key));
        if (!found.isUndefined() && found.type() != type) {
            refuse(key);
        }
        return found;
    }
    const QJsonObject &m_json;
    std::optional<Failure> &m_failure;
};

CodeContent codeOf(const QJsonObject &json, std::optional<Failure> &failure)
{
    Reader reader(json, failure);
    const auto symbology = symbologyNamed(reader.text("symbology"));
    if (!symbology) {
        reader.refuse("symbology");
    }
    CodeContent code{symbology.value_or(Symbology::Code128), reader.text("text"), reader.bytes("bytes"), std::nullopt, reader.flag("gs1")};
    if (reader.has("eci")) {
        code.eci = static_cast<int>(reader.number("eci"));
    }
    return code;
}

Money moneyOf(const QJsonObject &json, std::optional<Failure> &failure)
{
    Reader reader(json, failure);
    const auto code = reader.text("currency");
    const auto currency = code == Currency().code() ? Currency() : Currency::fromCode(code);
    if (!currency) {
        reader.refuse("currency");
    }
    return {reader.number("minor"), currency.value_or(Currency())};
}

} // namespace

QJsonObject toJson(const ClassicCard &card)
{
    Writer json;
    json.put("id", card.id);
    json.put("name", card.name);
    json.put("note", card.note);
    json.put("number", card.number);
    if (card.code) {
        json.put("code", toJson(*card.code));
    }
    if (card.balance) {
        json.put("balance", toJson(*card.balance));
    }
    json.put("valid_from", card.validFrom);
    json.put("valid_until", card.validUntil);
    json.put("last_used", card.lastUsed);
    if (card.colour) {
        json.number("colour", *card.colour);
    }
    json.put("groups", QJsonArray::fromStringList(card.groups));
    json.put("fields", toJson(card.fields));
    json.put("starred", card.starred);
    json.put("archived", card.archived);
    json.put("retailer_id", card.retailerId);
    json.put("format", card.origin.format);
    json.put("source_id", card.origin.sourceId);
    if (card.signature != Signature::None) {
        const auto *const found = std::ranges::find(signatureNames, card.signature, &std::pair<Signature, const char *>::first);
        json.put("signature", QString::fromLatin1(found->second));
    }
    if (card.updates) {
        json.put("updates", toJson(*card.updates));
    }
    return json.json();
}

QString codeText(const CodeContent &code)
{
    return QString::fromUtf8(QJsonDocument(toJson(code)).toJson(QJsonDocument::Compact));
}

std::optional<CodeContent> codeFromText(const QString &text)
{
    std::optional<Failure> failure;
    const auto json = QJsonDocument::fromJson(text.toUtf8()).object();
    auto code = codeOf(json, failure);
    return failure ? std::nullopt : std::optional(std::move(code));
}

Result<ClassicCard> classicCardFromJson(const QJsonObject &json)
{
    std::optional<Failure> failure;
    Reader reader(json, failure);
    ClassicCard card;
    card.id = reader.text("id");
    card.name = reader.text("name");
    card.note = reader.text("note");
    card.number = reader.text("number");
    if (reader.has("code")) {
        card.code = codeOf(reader.object("code"), failure);
    }
    if (reader.has("balance")) {
        card.balance = moneyOf(reader.object("balance"), failure);
    }
    card.validFrom = reader.moment("valid_from");
    card.validUntil = reader.moment("valid_until");
    card.lastUsed = reader.moment("last_used");
    if (reader.has("colour")) {
        card.colour = static_cast<quint32>(reader.number("colour"));
    }
    for (const auto &group : reader.array("groups")) {
        card.groups.append(group.toString());
    }
    for (const auto &value : reader.array("fields")) {
        const auto object = value.toObject();
        Reader field(object, failure);
        card.fields.append({field.text("label"), field.text("value"), field.flag("back")});
    }
    card.starred = reader.flag("starred");
    card.archived = reader.flag("archived");
    card.retailerId = reader.text("retailer_id");
    card.origin = {reader.text("format"), reader.text("source_id")};
    const auto signature = reader.text("signature");
    for (const auto &[known, name] : signatureNames) {
        card.signature = signature == QLatin1StringView(name) ? known : card.signature;
    }
    if (reader.has("updates")) {
        const auto object = reader.object("updates");
        Reader updates(object, failure);
        card.updates = PassUpdates{updates.text("url"), updates.text("type"), updates.text("serial"), updates.text("token"),
                                   updates.text("last_modified")};
    }
    if (failure) {
        return std::unexpected(*failure);
    }
    return card;
}

} // namespace odna
