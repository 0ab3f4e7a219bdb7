// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/filter/wireshark_names.h"

#include <array>

namespace mqttscope::filter {
namespace {

constexpr std::array<field::ValueName, 15> kPacketTypes = {{
    {1, "Connect Command"},
    {2, "Connect Ack"},
    {3, "Publish Message"},
    {4, "Publish Ack"},
    {5, "Publish Received"},
    {6, "Publish Release"},
    {7, "Publish Complete"},
    {8, "Subscribe Request"},
    {9, "Subscribe Ack"},
    {10, "Unsubscribe Request"},
    {11, "Unsubscribe Ack"},
    {12, "Ping Request"},
    {13, "Ping Response"},
    {14, "Disconnect Req"},
    {15, "Authentication Exchange"},
}};

constexpr std::array<field::ValueName, 3> kQos = {{
    {0, "At most once delivery (Fire and Forget)"},
    {1, "At least once delivery (Acknowledged deliver)"},
    {2, "Exactly once delivery (Assured Delivery)"},
}};

constexpr std::array<field::ValueName, 3> kVersions = {{
    {3, "MQTT v3.1"},
    {4, "MQTT v3.1.1"},
    {5, "MQTT v5.0"},
}};

} // namespace

std::span<const field::ValueName> wiresharkNames(field::FieldId field)
{
    if (field == field::FieldId::MqttMsgtype)
        return kPacketTypes;
    if (field == field::FieldId::MqttQos || field == field::FieldId::MqttConflagQos)
        return kQos;
    if (field == field::FieldId::MqttVer)
        return kVersions;
    return {};
}

} // namespace mqttscope::filter
