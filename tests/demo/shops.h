// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace odna::demo {

/// What distinguishes the three retailers of the demo. All are invented; the supermarket's tax number is the one on the sample receipt.
struct Shop
{
    enum class OwnSystem { Files, Sql };

    QString folder;
    QString id;
    QString brand;
    QString legalName;
    QString colour;
    QString country;
    QString currency;
    QString scheme;
    QString taxId;
    bool sensitive = false;
    OwnSystem ownSystem = OwnSystem::Files;
    QStringList askedFields; ///< each for personal offers
};

[[nodiscard]] inline Shop grocer()
{
    return {QStringLiteral("grocer"),    QStringLiteral("grocer.example.by"),
            QStringLiteral("Родны кут"), QStringLiteral("ООО «Родны кут»"),
            QStringLiteral("#2e7d32"),   QStringLiteral("BY"),
            QStringLiteral("BYN"),       QStringLiteral("by-ui"),
            QStringLiteral("191234567"), false,
            Shop::OwnSystem::Files,      {QStringLiteral("first_name")}};
}

[[nodiscard]] inline Shop supermarket()
{
    return {QStringLiteral("supermarket"), QStringLiteral("supermarket.example.ru"),
            QStringLiteral("Полная чаша"), QStringLiteral("ООО «Полная чаша»"),
            QStringLiteral("#c62828"),     QStringLiteral("RU"),
            QStringLiteral("RUB"),         QStringLiteral("ru-fns"),
            QStringLiteral("7705466989"),  false,
            Shop::OwnSystem::Sql,          {QStringLiteral("city")}};
}

[[nodiscard]] inline Shop pharmacy()
{
    return {QStringLiteral("pharmacy"),      QStringLiteral("pharmacy.example.by"),
            QStringLiteral("Аптека «Мята»"), QStringLiteral("ООО «Аптека Мята»"),
            QStringLiteral("#00796b"),       QStringLiteral("BY"),
            QStringLiteral("BYN"),           QStringLiteral("by-ui"),
            QStringLiteral("192765432"),     true,
            Shop::OwnSystem::Files,          {QStringLiteral("birthday")}};
}

} // namespace odna::demo
