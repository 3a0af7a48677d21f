// SPDX-License-Identifier: Apache-2.0
#include "core/offer/offer.h"

namespace odna {

QString nameOf(MessageClass messageClass)
{
    switch (messageClass) {
    case MessageClass::Service:
        return QStringLiteral("service");
    case MessageClass::Transaction:
        return QStringLiteral("transaction");
    case MessageClass::Advertising:
        break;
    }
    return QStringLiteral("advertising");
}

MessageClass messageClassNamed(QStringView name)
{
    if (name == u"service") {
        return MessageClass::Service;
    }
    return name == u"transaction" ? MessageClass::Transaction : MessageClass::Advertising;
}

QString nameOf(Audience audience)
{
    return audience == Audience::Common ? QStringLiteral("common") : QStringLiteral("personal");
}

std::optional<Audience> audienceNamed(QStringView name)
{
    if (name == u"common") {
        return Audience::Common;
    }
    return name == u"personal" ? std::optional(Audience::Personal) : std::nullopt;
}

} // namespace odna
