// SPDX-License-Identifier: Apache-2.0
#include "core/wire/signedtext.h"

#include "core/base/bytes.h"
#include "core/wire/jsonreader.h"

using namespace Qt::Literals::StringLiterals;

namespace odna {

namespace {

QByteArray bound(const QByteArray &context, const QByteArray &text)
{
    QByteArray message;
    message.reserve(context.size() + 1 + text.size());
    message.append(context).append('\0').append(text);
    return message;
}

} // namespace

SignedText SignedText::make(const QByteArray &context, const QByteArray &text, const SigningKey &key)
{
    return {text, key.sign(bound(context, text))};
}

bool SignedText::isSignedBy(const PublicKey &key, const QByteArray &context) const
{
    return key.verifies(bound(context, text), signature);
}

QJsonObject SignedText::toJson() const
{
    return {{u"text"_s, QString::fromUtf8(text)}, {u"signature"_s, toBase64Url(signature)}};
}

Result<SignedText> SignedText::fromJson(const QJsonObject &object)
{
    JsonReader in(object);
    // Its own reader judges what the text says; here it only has to be text.
    const auto text = object.value("text"_L1);
    if (!text.isString() || text.toString().isEmpty()) {
        in.refuse("text"_L1, u"must be a string that is not empty");
    }
    const auto signature = in.bytes("signature"_L1, 64);
    return in.result(SignedText{text.toString().toUtf8(), signature});
}

QByteArray descriptorContext()
{
    return QByteArrayLiteral("odna-descriptor/1");
}

QByteArray eventContext(const QString &linkId, qint64 cursor)
{
    return "odna-event/1/" + linkId.toUtf8() + '/' + QByteArray::number(cursor);
}

QByteArray consentContext(const QString &retailerId)
{
    return "odna-consent/1/" + retailerId.toUtf8();
}

QByteArray bindingContext(const QString &retailerId)
{
    return "odna-binding/1/" + retailerId.toUtf8();
}

} // namespace odna
