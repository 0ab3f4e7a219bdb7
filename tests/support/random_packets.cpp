// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_packets.h"

#include "dissector/mqtt/reason_code.h"
#include "dissector/mqtt/topic.h"
#include "dissector/mqtt/utf8.h"

#include <array>
#include <cassert>

namespace mqttscope::test {

using mqtt::Direction;
using mqtt::PacketType;
using mqtt::Properties;
using mqtt::PropertyId;
using mqtt::PropertyType;
using mqtt::Version;

namespace {

constexpr std::array<PacketType, 15> kTypes = {
    PacketType::Connect,  PacketType::Connack,     PacketType::Publish,  PacketType::Puback,
    PacketType::Pubrec,   PacketType::Pubrel,      PacketType::Pubcomp,  PacketType::Subscribe,
    PacketType::Suback,   PacketType::Unsubscribe, PacketType::Unsuback, PacketType::Pingreq,
    PacketType::Pingresp, PacketType::Disconnect,  PacketType::Auth};

constexpr std::array<std::string_view, 12> kCharacters = {"a", "Z", "7", " ",  "-",  "_",
                                                          "é", "ß", "…", "温", "度", "😀"};
constexpr std::array<std::string_view, 8> kLevels = {"home", "kitchen", "temperature", "a",
                                                     "",     "état",    "1",           "sensor 7"};

} // namespace

std::uint32_t RandomPackets::below(std::uint32_t bound)
{
    // (std::uniform_int_distribution is not the same everywhere.)
    return static_cast<std::uint32_t>(m_random() % bound);
}

std::string_view RandomPackets::text(std::uint32_t most)
{
    std::string made;
    for (std::uint32_t left = below(most + 1); left > 0; --left)
        made += kCharacters[below(kCharacters.size())];
    return keep(std::move(made));
}

mqtt::ByteView RandomPackets::bytes(std::uint32_t most)
{
    std::string made(below(most + 1), '\0');
    for (char& byte : made)
        byte = static_cast<char>(below(256));
    return field::asBytes(keep(std::move(made)));
}

std::string_view RandomPackets::topicName()
{
    std::string made{kLevels[below(4)]};
    for (std::uint32_t levels = below(4); levels > 0; --levels) {
        made += '/';
        made += kLevels[below(kLevels.size())];
    }
    return keep(std::move(made));
}

std::string_view RandomPackets::topicFilter()
{
    std::string made{onceIn(4) ? "+" : topicName()};
    if (onceIn(4))
        made += "/+/state";
    if (onceIn(4))
        made += "/#";
    return onceIn(20) ? keep("#") : keep(std::move(made));
}

std::uint8_t RandomPackets::reasonCode(PacketType type, Direction direction)
{
    for (;;) {
        const auto code = static_cast<std::uint8_t>(onceIn(2) ? 0 : below(256));
        switch (mqtt::codeUse(type, code)) {
        case mqtt::CodeUse::Both:
            return code;
        case mqtt::CodeUse::ServerOnly:
            if (direction == Direction::ServerToClient)
                return code;
            break;
        case mqtt::CodeUse::ClientOnly:
            if (direction == Direction::ClientToServer)
                return code;
            break;
        case mqtt::CodeUse::NotListed:
        case mqtt::CodeUse::Contradictory:
            break;
        }
    }
}

void RandomPackets::setProperty(Properties& properties, const mqtt::PropertyInfo& info)
{
    switch (info.type) {
    case PropertyType::Byte: // all that exist are 0 or 1
        return properties.setNumber(info.id, below(2));
    case PropertyType::TwoByteInteger:
        return properties.setNumber(info.id, 1 + below(65'535));
    case PropertyType::FourByteInteger:
        return properties.setNumber(info.id, 1 + below(UINT32_MAX));
    case PropertyType::VariableByteInteger:
        return properties.addSubscriptionIdentifier(1 + below(mqtt::kMaxRemainingLength));
    case PropertyType::Utf8String:
        return properties.setText(info.id, info.id == PropertyId::ResponseTopic ? topicName() : text(20));
    case PropertyType::BinaryData:
        return properties.setBytes(info.id, bytes(20));
    case PropertyType::Utf8StringPair:
        return properties.addUserProperty(text(10), text(10));
    }
}

Properties RandomPackets::properties(mqtt::PropertyPlaces place, Direction direction)
{
    Properties made;
    for (const mqtt::PropertyInfo& info : mqtt::propertyTable()) {
        const bool otherSide = (direction == Direction::ClientToServer && (info.fromServer & place) != 0) ||
                               (direction == Direction::ServerToClient && (info.fromClient & place) != 0);
        if ((info.allowed & place) == 0 || otherSide || info.id == PropertyId::ServerReference)
            continue;
        std::uint32_t times = onceIn(3) ? 1 : 0;
        if (times > 0 && (info.repeated & place) != 0)
            times += below(4);
        for (; times > 0; --times)
            setProperty(made, info);
    }
    const bool methodNeeded =
        place == mqtt::placeOf(PacketType::Auth) || made.has(PropertyId::AuthenticationData);
    if (methodNeeded && !made.has(PropertyId::AuthenticationMethod))
        made.setText(PropertyId::AuthenticationMethod, "SCRAM-SHA-1");
    return made;
}

Direction RandomPackets::directionOf(PacketType type, Version version)
{
    switch (type) {
    case PacketType::Connect:
    case PacketType::Subscribe:
    case PacketType::Unsubscribe:
    case PacketType::Pingreq:
        return Direction::ClientToServer;
    case PacketType::Connack:
    case PacketType::Suback:
    case PacketType::Unsuback:
    case PacketType::Pingresp:
        return Direction::ServerToClient;
    case PacketType::Disconnect:
        if (version != Version::V50)
            return Direction::ClientToServer;
        break;
    case PacketType::Reserved0:
    case PacketType::Publish:
    case PacketType::Puback:
    case PacketType::Pubrec:
    case PacketType::Pubrel:
    case PacketType::Pubcomp:
    case PacketType::Auth:
        break;
    }
    return onceIn(2) ? Direction::ClientToServer : Direction::ServerToClient;
}

mqtt::Connect RandomPackets::connect(Version version)
{
    mqtt::Connect made;
    const bool is5 = version == Version::V50;
    made.protocolName = version == Version::V31 ? "MQIsdp" : "MQTT";
    made.protocolLevel = static_cast<std::uint8_t>(version);
    made.keepAlive = static_cast<std::uint16_t>(below(65'536));
    made.clientId = version == Version::V31 ? keep("c" + std::string(text(22))) : text(40);
    made.cleanStart = made.clientId.empty() || onceIn(2);
    if (is5)
        made.properties = properties(mqtt::placeOf(PacketType::Connect), Direction::ClientToServer);
    if (onceIn(2)) {
        mqtt::Will& will = made.will.emplace();
        will.topic = topicName();
        will.qos = static_cast<std::uint8_t>(below(3));
        will.retain = onceIn(2);
        if (is5)
            will.properties = properties(mqtt::kWillPlace, Direction::ClientToServer);
        const bool isText = will.properties.numberOr(PropertyId::PayloadFormatIndicator, 0) == 1;
        will.payload = isText ? field::asBytes(text(20)) : bytes(20);
    }
    if (onceIn(2))
        made.userName = text(12);
    if ((made.userName || is5) && onceIn(2))
        made.password = bytes(12);
    return made;
}

mqtt::Connack RandomPackets::connack(Version version)
{
    mqtt::Connack made;
    if (version == Version::V50) {
        made.code = reasonCode(PacketType::Connack, Direction::ServerToClient);
        made.properties = properties(mqtt::placeOf(PacketType::Connack), Direction::ServerToClient);
    } else {
        made.code = static_cast<std::uint8_t>(below(mqtt::kLastConnectReturnCode + 1));
    }
    made.sessionPresent = made.code == 0 && version != Version::V31 && onceIn(2);
    return made;
}

mqtt::Publish RandomPackets::publish(Version version, Direction direction)
{
    mqtt::Publish made;
    made.qos = static_cast<std::uint8_t>(below(3));
    made.dup = made.qos != 0 && onceIn(4);
    made.retain = onceIn(4);
    made.packetId = made.qos != 0 ? packetId() : std::uint16_t{0};
    made.topic = topicName();
    if (version == Version::V50)
        made.properties = properties(mqtt::placeOf(PacketType::Publish), direction);
    if (made.properties.has(PropertyId::TopicAlias) && onceIn(2))
        made.topic = {};
    const bool isText = made.properties.numberOr(PropertyId::PayloadFormatIndicator, 0) == 1;
    made.payload = isText ? field::asBytes(text(60)) : bytes(onceIn(50) ? 40'000 : 60);
    return made;
}

void RandomPackets::acknowledge(mqtt::Acknowledgement& packet, PacketType type, Version version,
                                Direction direction)
{
    packet.packetId = packetId();
    if (version != Version::V50 || onceIn(3))
        return;
    packet.reasonCode = reasonCode(type, direction);
    if (onceIn(2))
        packet.properties = properties(mqtt::placeOf(type), direction);
}

mqtt::Subscribe RandomPackets::subscribe(Version version)
{
    mqtt::Subscribe made;
    made.packetId = packetId();
    made.dup = version == Version::V31 && onceIn(4);
    if (version == Version::V50)
        made.properties = properties(mqtt::placeOf(PacketType::Subscribe), Direction::ClientToServer);
    for (std::uint32_t filters = 1 + below(8); filters > 0; --filters) {
        mqtt::Subscription subscription;
        subscription.topicFilter = topicFilter();
        subscription.qos = static_cast<std::uint8_t>(below(3));
        if (version == Version::V50) {
            const bool shared = onceIn(4);
            if (shared)
                subscription.topicFilter = keep("$share/group/" + std::string(subscription.topicFilter));
            subscription.noLocal = !shared && onceIn(3);
            subscription.retainAsPublished = onceIn(3);
            subscription.retainHandling = static_cast<std::uint8_t>(below(3));
        }
        made.subscriptions.push_back(subscription);
    }
    return made;
}

mqtt::Suback RandomPackets::suback(Version version)
{
    mqtt::Suback made;
    made.packetId = packetId();
    if (version == Version::V50)
        made.properties = properties(mqtt::placeOf(PacketType::Suback), Direction::ServerToClient);
    for (std::uint32_t codes = 1 + below(20); codes > 0; --codes) {
        if (version == Version::V50)
            made.codes.push_back(reasonCode(PacketType::Suback, Direction::ServerToClient));
        else
            made.codes.push_back(version == Version::V311 && onceIn(5) ? mqtt::kSubackFailure
                                                                       : static_cast<std::uint8_t>(below(3)));
    }
    return made;
}

mqtt::Unsubscribe RandomPackets::unsubscribe(Version version)
{
    mqtt::Unsubscribe made;
    made.packetId = packetId();
    made.dup = version == Version::V31 && onceIn(4);
    if (version == Version::V50)
        made.properties = properties(mqtt::placeOf(PacketType::Unsubscribe), Direction::ClientToServer);
    for (std::uint32_t filters = 1 + below(8); filters > 0; --filters)
        made.topicFilters.push_back(topicFilter());
    return made;
}

mqtt::Unsuback RandomPackets::unsuback(Version version)
{
    mqtt::Unsuback made;
    made.packetId = packetId();
    if (version != Version::V50)
        return made;
    made.properties = properties(mqtt::placeOf(PacketType::Unsuback), Direction::ServerToClient);
    for (std::uint32_t codes = 1 + below(20); codes > 0; --codes)
        made.codes.push_back(reasonCode(PacketType::Unsuback, Direction::ServerToClient));
    return made;
}

RandomPacket RandomPackets::next(Version version)
{
    const std::uint32_t types = version == Version::V50 ? 15 : 14; // AUTH is the last
    return next(version, kTypes[below(types)]);
}

RandomPacket RandomPackets::next(Version version, PacketType type)
{
    const Direction direction = directionOf(type, version);
    const auto acknowledgement = [&](auto packet) {
        acknowledge(packet, type, version, direction);
        return RandomPacket{packet, direction};
    };
    switch (type) {
    case PacketType::Reserved0:
        assert(false);
        return {};
    case PacketType::Connect:
        return {connect(version), direction};
    case PacketType::Connack:
        return {connack(version), direction};
    case PacketType::Publish:
        return {publish(version, direction), direction};
    case PacketType::Puback:
        return acknowledgement(mqtt::Puback{});
    case PacketType::Pubrec:
        return acknowledgement(mqtt::Pubrec{});
    case PacketType::Pubrel: {
        mqtt::Pubrel packet;
        packet.dup = version == Version::V31 && onceIn(4);
        return acknowledgement(packet);
    }
    case PacketType::Pubcomp:
        return acknowledgement(mqtt::Pubcomp{});
    case PacketType::Subscribe:
        return {subscribe(version), direction};
    case PacketType::Suback:
        return {suback(version), direction};
    case PacketType::Unsubscribe:
        return {unsubscribe(version), direction};
    case PacketType::Unsuback:
        return {unsuback(version), direction};
    case PacketType::Pingreq:
        return {mqtt::Pingreq{}, direction};
    case PacketType::Pingresp:
        return {mqtt::Pingresp{}, direction};
    case PacketType::Disconnect: {
        mqtt::Disconnect packet;
        if (version == Version::V50 && !onceIn(3)) {
            packet.reasonCode = reasonCode(type, direction);
            packet.properties = properties(mqtt::placeOf(type), direction);
        }
        return {packet, direction};
    }
    case PacketType::Auth: {
        mqtt::Auth packet;
        packet.reasonCode = static_cast<std::uint8_t>(direction == Direction::ClientToServer
                                                          ? mqtt::ReasonCode::ContinueAuthentication
                                                          : mqtt::ReasonCode::Success);
        packet.properties = properties(mqtt::placeOf(type), direction);
        return {packet, direction};
    }
    }
    return {};
}

} // namespace mqttscope::test
