// SPDX-License-Identifier: GPL-3.0-or-later
#include "dissector/session/rules/connection_rules.h"

namespace mqttscope::session {

using field::FieldId;
using field::IssueCode;
using mqtt::PacketType;

void ConnectionRules::beforeMessage(const Scene& scene)
{
    checkOpening(scene);
}

/// CONNECT comes first, and once. [MQTT-3.1.0-1], [MQTT-3.1.0-2]
void ConnectionRules::checkOpening(const Scene& scene)
{
    const auto& [connection, session, event] = scene;
    const PacketType type = mqtt::packetTypeOf(event.firstByte);
    if (type == PacketType::Connect && event.fromClient && connection.connect != event.message)
        reporter().report(event, {IssueCode::SecondConnect, FieldId::MqttMsgtype, 0,
                                  ++connection.connectionRules.connects});
    else if (event.fromClient && connection.messages[0] == 0 && type != PacketType::Connect &&
             connection.seenFromSyn)
        reporter().report(event, {IssueCode::FirstPacketNotConnect, FieldId::MqttMsgtype,
                                  static_cast<std::uint64_t>(PacketType::Connect),
                                  static_cast<std::uint64_t>(type)});
}

} // namespace mqttscope::session
