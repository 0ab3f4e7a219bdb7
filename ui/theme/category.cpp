// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/category.h"

#include <QCoreApplication>

#include <array>

namespace mqttscope::ui {

CategoryLook categoryLook(field::Role role)
{
    using field::Role;
    switch (role) {
    case Role::None:
        return {Ink::Surface, Ink::Line, Underline::None, 0};
    case Role::FixedHeader:
        return {Ink::FieldF, Ink::FieldFBorder, Underline::Thick, 'F'};
    case Role::Length:
        return {Ink::FieldL, Ink::FieldLBorder, Underline::Dashed, 'L'};
    case Role::VariableHeader:
        return {Ink::FieldV, Ink::FieldVBorder, Underline::Thin, 'V'};
    case Role::Payload:
        return {Ink::FieldP, Ink::FieldPBorder, Underline::Dotted, 'P'};
    case Role::Property:
        return {Ink::FieldR, Ink::FieldRBorder, Underline::Double, 'R'};
    case Role::Network:
        return {Ink::FieldN, Ink::FieldNBorder, Underline::None, 'N'};
    case Role::Undecoded:
        return {Ink::FieldU, Ink::FieldUBorder, Underline::None, '?'};
    }
    return {};
}

QString categoryWord(field::Role role)
{
    using field::Role;
    const auto word = [](const char* text) { return QCoreApplication::translate("Category", text); };
    switch (role) {
    case Role::None:
        return {};
    case Role::FixedHeader:
        return word(QT_TRANSLATE_NOOP("Category", "fixed header"));
    case Role::Length:
        return word(QT_TRANSLATE_NOOP("Category", "length"));
    case Role::VariableHeader:
        return word(QT_TRANSLATE_NOOP("Category", "variable header"));
    case Role::Payload:
        return word(QT_TRANSLATE_NOOP("Category", "payload"));
    case Role::Property:
        return word(QT_TRANSLATE_NOOP("Category", "properties"));
    case Role::Network:
        return word(QT_TRANSLATE_NOOP("Category", "network"));
    case Role::Undecoded:
        return word(QT_TRANSLATE_NOOP("Category", "undecoded"));
    }
    return {};
}

QString packetIcon(mqtt::PacketType type)
{
    static constexpr std::array<const char*, 16> kNames = {
        "ui-warning",       "packet-connect",  "packet-connack",     "packet-publish",
        "packet-puback",    "packet-pubrec",   "packet-pubrel",      "packet-pubcomp",
        "packet-subscribe", "packet-suback",   "packet-unsubscribe", "packet-unsuback",
        "packet-pingreq",   "packet-pingresp", "packet-disconnect",  "packet-auth"};
    return QLatin1String(kNames[static_cast<std::size_t>(type)]);
}

Ink packetInk(mqtt::PacketType type)
{
    using mqtt::PacketType;
    switch (type) {
    case PacketType::Reserved0:
        return Ink::Error;
    case PacketType::Connect:
    case PacketType::Connack:
    case PacketType::Disconnect:
    case PacketType::Auth:
        return Ink::FamilyConnection;
    case PacketType::Publish:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubrel:
    case PacketType::Pubcomp:
        return Ink::FamilyPublication;
    case PacketType::Subscribe:
    case PacketType::Suback:
    case PacketType::Unsubscribe:
    case PacketType::Unsuback:
        return Ink::FamilySubscription;
    case PacketType::Pingreq:
    case PacketType::Pingresp:
        return Ink::FamilyKeepAlive;
    }
    return Ink::Text;
}

} // namespace mqttscope::ui
