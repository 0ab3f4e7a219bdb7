// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dissector/mqtt/packet.h"
#include "dissector/mqtt/types.h"

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <string_view>

namespace mqttscope::test {

/// A packet and who may send it.
struct RandomPacket {
    mqtt::Packet packet;
    mqtt::Direction direction = mqtt::Direction::Unknown;
};

/// Makes valid packets: what is encoded from them decodes without any issue. The same seed gives the same
/// packets on every machine. The packets view strings that the generator keeps until `forget()`.
class RandomPackets {
public:
    explicit RandomPackets(std::uint64_t seed) : m_random(seed) {}

    /// A packet of any type that the version has.
    RandomPacket next(mqtt::Version version);
    /// A packet of that type; AUTH only with 5.0.
    RandomPacket next(mqtt::Version version, mqtt::PacketType type);
    /// Drops the strings of all packets made so far.
    void forget() { m_strings.clear(); }

    /// 0 to bound - 1.
    std::uint32_t below(std::uint32_t bound);
    /// True once in `times`.
    bool onceIn(std::uint32_t times) { return below(times) == 0; }
    /// A valid Topic Name, of a few levels.
    std::string_view topicName();
    /// A valid Topic Filter, with wildcards now and then.
    std::string_view topicFilter();
    /// Up to `most` characters that may stand in a string, not only ASCII.
    std::string_view text(std::uint32_t most);
    /// Up to `most` bytes of any value.
    mqtt::ByteView bytes(std::uint32_t most);

private:
    std::string_view keep(std::string text) { return m_strings.emplace_back(std::move(text)); }
    std::uint16_t packetId() { return static_cast<std::uint16_t>(1 + below(65'535)); }
    std::uint8_t reasonCode(mqtt::PacketType type, mqtt::Direction direction);
    void setProperty(mqtt::Properties& properties, const mqtt::PropertyInfo& info);
    mqtt::Properties properties(mqtt::PropertyPlaces place, mqtt::Direction direction);
    mqtt::Direction directionOf(mqtt::PacketType type, mqtt::Version version);

    mqtt::Connect connect(mqtt::Version version);
    mqtt::Connack connack(mqtt::Version version);
    mqtt::Publish publish(mqtt::Version version, mqtt::Direction direction);
    mqtt::Subscribe subscribe(mqtt::Version version);
    mqtt::Suback suback(mqtt::Version version);
    mqtt::Unsubscribe unsubscribe(mqtt::Version version);
    mqtt::Unsuback unsuback(mqtt::Version version);
    void acknowledge(mqtt::Acknowledgement& packet, mqtt::PacketType type, mqtt::Version version,
                     mqtt::Direction direction);

    std::mt19937_64 m_random;
    std::deque<std::string> m_strings; ///< a deque, so that views stay valid
};

} // namespace mqttscope::test
