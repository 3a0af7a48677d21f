// SPDX-License-Identifier: Apache-2.0
#include "core/card/cardform.h"

namespace odna {

QString nameOf(CardForm form)
{
    switch (form) {
    case CardForm::Plain:
        return QStringLiteral("plain");
    case CardForm::PrefixC:
        return QStringLiteral("prefix_c");
    case CardForm::Gs1Gsrn:
        return QStringLiteral("gs1_gsrn");
    }
    return {};
}

std::optional<CardForm> cardFormNamed(QStringView name)
{
    for (const auto form : {CardForm::Plain, CardForm::PrefixC, CardForm::Gs1Gsrn}) {
        if (name == nameOf(form)) {
            return form;
        }
    }
    return std::nullopt;
}

CodeContent contentOf(const CardNumber &number, CardForm form, Symbology symbology)
{
    switch (form) {
    case CardForm::Plain:
        break;
    case CardForm::PrefixC:
        return plainContent(symbology, u'c' + number.text());
    case CardForm::Gs1Gsrn: {
        auto content = plainContent(symbology, QStringLiteral("8018") + number.text());
        content.gs1 = true;
        return content;
    }
    }
    return plainContent(symbology, number.text());
}

} // namespace odna
