// SPDX-License-Identifier: GPL-3.0-or-later
// What clients say that they must not.
#include "tests/support/traffic_classroom.h"

namespace mqttscope::test {

/// Says it, if it is time. True if it did.
bool TrafficClassroom::sabotage(Connection& connection)
{
    if (connection.stage != Stage::Talking)
        return false;
    TrafficClient& client = *m_clients[connection.client];
    TrafficVoice& voice = *connection.sides[0].voice;
    if (connection.leaving) {
        if (!m_saboteur.strikes(TrafficFault::PacketAfterDisconnect))
            return false;
        client.sayDisconnect(voice, connection.ending == Ending::DisconnectWithWill);
        voice.say(mqtt::Pingreq{}).faulty = true;
        return true;
    }
    if (m_saboteur.strikes(TrafficFault::AckWithoutPublish)) {
        mqtt::Puback puback;
        puback.packetId = client.flow().nextId();
        SpokenMessage& spoken = voice.say(puback);
        spoken.said.packetId = puback.packetId;
        spoken.faulty = true;
    } else if (m_saboteur.strikes(TrafficFault::PubrelWithoutPublish, voice.forgetful())) {
        mqtt::Pubrel pubrel;
        pubrel.packetId = client.flow().nextId();
        SpokenMessage& spoken = voice.say(pubrel);
        spoken.said.packetId = pubrel.packetId;
        spoken.faulty = true;
    } else if (m_saboteur.strikes(TrafficFault::SecondConnect)) {
        mqtt::Connect connect;
        connect.protocolName = client.version() == mqtt::Version::V31 ? "MQIsdp" : "MQTT";
        connect.protocolLevel = static_cast<std::uint8_t>(client.version());
        connect.clientId = client.clientId();
        connect.keepAlive = 60;
        voice.say(connect).faulty = true;
    } else if (m_saboteur.waitsFor(TrafficFault::ReceiveMaximumExceeded) && client.is5() &&
               voice.forgetful()) {
        constexpr std::uint32_t kMany = 21;
        client.flow().breakWindow();
        for (std::uint32_t i = 0; i < kMany; ++i)
            client.publish(std::uint8_t{1});
    } else {
        return false;
    }
    return true;
}

} // namespace mqttscope::test
